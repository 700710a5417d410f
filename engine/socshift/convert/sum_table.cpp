#include "socshift/convert/sum_table.hpp"

#include "socshift/base/error.hpp"
#include "socshift/convert/summary.hpp"
#include "socshift/numbers/bounds.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>

namespace socshift {

SumTable::SumTable(const CodedEditions& sources, std::vector<SumSlot> slots, bool bounds)
    : sources_(sources), slots_(std::move(slots)) {
    for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
        const auto keys = slots_[slot].keys;
        groups_.resize(std::max(groups_.size(), keys + 1));
        groups_[keys].slots.push_back(slot);
    }
    for (std::size_t keys = 0; keys < groups_.size(); ++keys) {
        make_lines(keys, groups_[keys], bounds);
    }
    std::sort(lines_.begin(), lines_.end(), [](const Line& a, const Line& b) {
        return a.target != b.target ? a.target < b.target : a.keys < b.keys;
    });
    lines_out_ =
        static_cast<std::size_t>(std::count_if(lines_.begin(), lines_.end(), [&](const Line& line) {
            return line.target < sources_.target().items().size();
        }));
    for (std::size_t line = 0; line < lines_.size(); ++line) {
        groups_[lines_[line].keys].lines.push_back(line);
    }
}

/// The number of a target; of nowhere, for a source item, one behind all that tells its basis.
std::size_t SumTable::target_of(const Item* target, std::size_t item) const {
    return target != nullptr ? sources_.target().index(*target)
                             : sources_.target().items().size() +
                                   static_cast<std::size_t>(sources_.basis(item).value());
}

/// What goes nowhere is told apart by the basis that the account has for its source.
Basis SumTable::basis_of(const PlanTarget& target, std::size_t item) const {
    return target.item != nullptr ? target.share->basis : sources_.basis(item).value();
}

void SumTable::make_lines(std::size_t keys, const Group& group, bool bounds) {
    std::map<std::size_t, std::optional<Basis>> targets;
    for (const auto slot : group.slots) {
        const auto item = slots_[slot].item;
        for (const auto& target : sources_.targets(item)) {
            auto& basis = targets[target_of(target.item, item)];
            const auto own = basis_of(target, item);
            basis = weaker(basis.value_or(own), own);
        }
    }
    // A target that the weights give nothing could have something all the same.
    for (std::size_t i = 0; bounds && i < group.slots.size(); ++i) {
        const auto item = slots_[group.slots[i]].item;
        for (const auto& bound : sources_.bounds(item)) {
            if (bound.item != nullptr) {
                auto& basis = targets[target_of(bound.item, item)];
                basis = basis ? basis : sources_.basis(item);
            }
        }
    }
    for (const auto& [target, basis] : targets) {
        lines_.push_back({target, keys, basis});
    }
}

/// Where the figure of a target is among those of @p group.
std::size_t SumTable::place(const Group& group, std::size_t target) const {
    const auto line = std::lower_bound(
        group.lines.begin(), group.lines.end(), target,
        [&](std::size_t at, std::size_t value) { return lines_[at].target < value; });
    return static_cast<std::size_t>(line - group.lines.begin());
}

std::vector<bool> SumTable::add(const Group& group, const SlotSums& carried,
                                FigureColumn& column) const {
    std::vector<bool> any(group.lines.size());
    for (const auto slot : group.slots) {
        if (!carried.any[slot]) {
            continue;
        }
        const auto item = slots_[slot].item;
        for (const auto& target : sources_.targets(item)) {
            const auto at = place(group, target_of(target.item, item));
            column.add(at, carried.sums[slot], target.share->share);
            any[at] = true;
        }
    }
    return any;
}

LineFigures SumTable::figures(const SlotSums& carried, unsigned decimals) const {
    LineFigures out(lines_.size());
    for (const auto& group : groups_) {
        FigureColumn column(group.lines.size());
        const auto any = add(group, carried, column);
        const auto printed = column.print(decimals);
        for (std::size_t at = 0; at < printed.size(); ++at) {
            out[group.lines[at]] = any[at] ? printed[at] : "";
        }
    }
    return out;
}

std::array<LineFigures, basis_count> SumTable::parts(const SumsByBasis& earlier,
                                                     const LineFigures& figures,
                                                     unsigned decimals) const {
    std::array<LineFigures, basis_count> out;
    out.fill(LineFigures(lines_.size()));
    for (const auto& group : groups_) {
        std::vector<FigureColumn> by_line;
        for (std::size_t at = 0; at < group.lines.size(); ++at) {
            by_line.emplace_back(basis_count);
        }
        for (const auto slot : group.slots) {
            const auto item = slots_[slot].item;
            for (const auto& target : sources_.targets(item)) {
                auto& column = by_line[place(group, target_of(target.item, item))];
                for (std::size_t before = 0; before < basis_count; ++before) {
                    if (earlier[before] != nullptr && earlier[before]->any[slot]) {
                        const auto basis =
                            weaker(static_cast<Basis>(before), basis_of(target, item));
                        column.add(static_cast<std::size_t>(basis), earlier[before]->sums[slot],
                                   target.share->share);
                    }
                }
            }
        }
        for (std::size_t at = 0; at < by_line.size(); ++at) {
            const auto line = group.lines[at];
            if (figures[line].empty()) {
                continue;
            }
            auto printed = by_line[at].print_parts_of(figures[line], decimals);
            for (std::size_t basis = 0; basis < basis_count; ++basis) {
                out[basis][line] = std::move(printed[basis]);
            }
        }
    }
    return out;
}

void SumTable::weaken(const std::array<LineFigures, basis_count>& parts) {
    for (std::size_t line = 0; line < lines_out_; ++line) {
        for (std::size_t basis = 0; basis < basis_count; ++basis) {
            const auto& part = parts[basis][line];
            if (!part.empty() && part != "0") {
                auto& own = lines_[line].basis;
                own = weaker(own.value_or(static_cast<Basis>(basis)), static_cast<Basis>(basis));
            }
        }
    }
}

std::vector<std::uint64_t> SumTable::counts(const std::vector<std::uint64_t>& slots) const {
    std::vector<std::uint64_t> out(lines_.size());
    for (const auto& group : groups_) {
        for (const auto slot : group.slots) {
            const auto item = slots_[slot].item;
            for (const auto& target : sources_.targets(item)) {
                out[group.lines[place(group, target_of(target.item, item))]] += slots[slot];
            }
        }
    }
    out.resize(lines_out_);
    return out;
}

std::pair<LineFigures, LineFigures> SumTable::bounds(const SlotSums& carried,
                                                     unsigned decimals) const {
    LineFigures least(lines_.size());
    LineFigures most(lines_.size());
    for (const auto& group : groups_) {
        BoundsColumn column(group.lines.size());
        for (const auto slot : group.slots) {
            if (!carried.any[slot]) {
                continue;
            }
            const auto item = slots_[slot].item;
            for (const auto& bound : sources_.bounds(item)) {
                if (bound.item != nullptr) {
                    column.add(place(group, target_of(bound.item, item)), carried.sums[slot],
                               bound.least, bound.most);
                }
            }
        }
        for (std::size_t at = 0; at < group.lines.size(); ++at) {
            if (column.any(at)) {
                least[group.lines[at]] = column.least(at, decimals);
                most[group.lines[at]] = column.most(at, decimals);
            }
        }
    }
    return {std::move(least), std::move(most)};
}

SumTable::Means SumTable::means(const SlotSums& weights, const SlotSums& products,
                                unsigned decimals) const {
    Means out{LineFigures(lines_.size()), LineFigures(lines_.size()), LineFigures(lines_.size()),
              0};
    for (const auto& group : groups_) {
        FigureColumn weight(group.lines.size());
        FigureColumn product(group.lines.size());
        const auto any = add(group, weights, weight);
        add(group, products, product);
        auto printed_weights = weight.print(decimals);
        auto printed_products = product.print(decimals);
        for (std::size_t at = 0; at < any.size(); ++at) {
            const auto line = group.lines[at];
            out.weights[line] = std::move(printed_weights[at]);
            out.products[line] = std::move(printed_products[at]);
            if (line >= lines_out_) {
                continue;
            }
            auto mean = product.quotient(at, weight, decimals);
            if (mean && !product.is_quotient(at, weight, decimals, *mean)) {
                throw AccountError(
                    fmt::format("the account does not balance: {} is printed as the mean of '{}'",
                                *mean, sources_.target().items()[lines_[line].target].code.text()));
            }
            out.weights_of_zero += static_cast<std::size_t>(any[at] && !mean);
            out.means[line] = mean ? std::move(*mean) : "";
        }
    }
    return out;
}

}  // namespace socshift
