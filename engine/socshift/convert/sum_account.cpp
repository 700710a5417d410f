#include "socshift/base/error.hpp"
#include "socshift/convert/sum_adder.hpp"
#include "socshift/numbers/decimal_exact.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace socshift {

namespace {

/// Of a basis, or of none, among amounts.
std::size_t place_of(std::optional<Basis> basis) {
    return basis ? static_cast<std::size_t>(*basis) : basis_count;
}

template <typename Amounts>
Amounts differences(Amounts from, const Amounts& parts) {
    for (std::size_t at = 0; at < from.size(); ++at) {
        const auto exact = parts[at].exact();
        from[at].add(DecimalSum::Exact{-exact.digits, exact.decimals});
    }
    return from;
}

}  // namespace

/// What the figures of a column that was asked for rested on before: all on `only`, if nothing is
/// known of it.
SumsByBasis SumAdder::earlier_of(std::size_t at) const {
    SumsByBasis out{};
    const auto& earlier = places().earlier[at];
    if (!earlier) {
        out[static_cast<std::size_t>(Basis::only)] = &columns_[at].carried;
        return out;
    }
    for (std::size_t basis = 0; basis < basis_count; ++basis) {
        out[basis] = &columns_[*earlier + basis].carried;
    }
    return out;
}

/// @throws FormatError unless the parts of an earlier conversion add up to their figures.
void SumAdder::check_earlier() const {
    for (std::size_t at = 0; at < shown_; ++at) {
        if (!places().earlier[at]) {
            continue;
        }
        const auto earlier = earlier_of(at);
        for (std::size_t slot = 0; slot < table_->slots().size(); ++slot) {
            DecimalSum parts;
            for (const auto* const part : earlier) {
                part->add_to(slot, parts);
            }
            const auto figure = columns_[at].carried.sum(slot);
            if (!(parts == figure)) {
                throw FormatError(
                    {request_.file, 0, 0},
                    fmt::format("the parts of '{}' by basis add up to {} for code '{}', but the "
                                "figures to {}",
                                columns_[at].name, parts.text(),
                                sources_.code(table_->slots()[slot].item).code.text(),
                                figure.text()));
            }
        }
    }
}

/// Adds up again what is printed; what goes nowhere is set aside.
SumAccount SumAdder::account_of(const SummedFigures& column) const {
    DecimalSum out;
    DecimalSum rejected;
    rejected.add(column.rejected);
    for (std::size_t line = 0; line < column.figures.size(); ++line) {
        column.figures.add_to(line, line < table_->lines_out() ? out : rejected);
    }
    return {column.name,   column.in.text(),        out.text(), rejected.text(), column.empty_cells,
            column.counts, column.stand_ins.found()};
}

/// What was carried to targets by slots, by the basis of their source item.
SumAdder::Amounts SumAdder::amounts_on(const SummedFigures& column) const {
    Amounts out;
    for (std::size_t slot = 0; slot < table_->slots().size(); ++slot) {
        column.carried.add_to(slot, out[place_of(table_->basis_of(slot))]);
    }
    Amounts nowhere;
    for (auto line = table_->lines_out(); line < table_->lines().size(); ++line) {
        column.figures.add_to(line, nowhere[place_of(table_->lines()[line].basis)]);
    }
    return differences(std::move(out), nowhere);
}

/// The same of a column that was asked for, with what its figures rested on before.
SumAdder::Amounts SumAdder::amounts_on(std::size_t at) const {
    if (!places().earlier[at]) {
        return amounts_on(columns_[at]);
    }
    Amounts out;
    const auto earlier = earlier_of(at);
    for (std::size_t slot = 0; slot < table_->slots().size(); ++slot) {
        const auto own = table_->basis_of(slot);
        for (std::size_t before = 0; own && before < basis_count; ++before) {
            earlier[before]->add_to(slot, out[place_of(weaker(*own, static_cast<Basis>(before)))]);
        }
    }
    Amounts nowhere;
    for (auto line = table_->lines_out(); line < table_->lines().size(); ++line) {
        for (std::size_t basis = 0; basis < basis_count; ++basis) {
            columns_[at].by_basis[basis].add_to(line, nowhere[basis]);
        }
    }
    return differences(std::move(out), nowhere);
}

/// What only figures of an earlier conversion rest on.
void SumAdder::add_bases(ConvertSummary& summary) const {
    for (const auto& basis : word_table<Basis>) {
        const auto at = static_cast<std::size_t>(basis.value);
        const bool is_there =
            std::any_of(columns_.begin(), columns_.end(), [&](const SummedFigures& column) {
                const auto& part = column.by_basis[at];
                for (std::size_t line = 0; line < part.size(); ++line) {
                    if (!part.empty(line) && !part.is_zero(line)) {
                        return true;
                    }
                }
                return false;
            });
        auto& all = summary.by_basis;
        const auto behind = std::find_if(all.begin(), all.end(), [&](const CarriedBy& carried) {
            return !carried.basis || *carried.basis >= basis.value;
        });
        if (is_there && (behind == all.end() || behind->basis != basis.value)) {
            all.insert(behind, {basis.value, 0, {}, {}});
        }
    }
}

/// Lists the figures of one column of the output that rows have added nothing to for want of one.
void SumAdder::list_missing(const std::string& name, const SummedFigures& column,
                            const FigureList& figures, ConvertSummary& summary) const {
    for (std::size_t line = 0; line < column.missing.size(); ++line) {
        if (column.missing[line] > 0) {
            const auto& [target, keys, basis] = table_->lines()[line];
            summary.missing_in_figures.push_back(
                {name,
                 {sources_.target().id(), sources_.target().items()[target].code},
                 keys_ ? key_cells_[keys] : std::vector<std::string>{},
                 column.missing[line],
                 figures.empty(line)});
        }
    }
}

void SumAdder::add_amounts(ConvertSummary& summary) const {
    if (std::any_of(places().earlier.begin(), places().earlier.end(),
                    [](const auto& earlier) { return earlier.has_value(); })) {
        add_bases(summary);
    }
    for (std::size_t i = 0; i < shown_; ++i) {
        summary.sums.push_back(account_of(columns_[i]));
        const auto amounts = amounts_on(i);
        for (auto& carried : summary.by_basis) {
            carried.amounts.push_back(amounts[place_of(carried.basis)].text());
        }
    }
    for (const auto& mean : means_) {
        summary.means.push_back({mean.name, mean.of, request_.by_weight, account_of(mean.weights),
                                 account_of(mean.products), mean.weights_of_zero});
        const auto amounts = amounts_on(mean.weights);
        for (auto& carried : summary.by_basis) {
            carried.weights.push_back(amounts[place_of(carried.basis)].text());
        }
    }
}

}  // namespace socshift
