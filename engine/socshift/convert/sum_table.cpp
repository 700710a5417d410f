#include "socshift/convert/sum_table.hpp"

#include "socshift/convert/bounds.hpp"
#include "socshift/convert/summary.hpp"
#include "socshift/model/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>

namespace socshift {

SumTable::SumTable(const ConvertSources& sources, std::vector<SumSlot> slots, bool bounds)
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
    for (std::size_t line = 0; line < lines_.size(); ++line) {
        groups_[lines_[line].keys].lines.push_back(line);
    }
}

void SumTable::make_lines(std::size_t keys, const Group& group, bool bounds) {
    std::map<std::size_t, std::optional<Basis>> targets;
    for (const auto slot : group.slots) {
        for (const auto& target : sources_.targets(slots_[slot].item)) {
            auto& basis = targets[sources_.target().index(*target.item)];
            basis = weaker(basis.value_or(target.share->basis), target.share->basis);
        }
    }
    // A target that the weights give nothing could have something all the same.
    for (std::size_t i = 0; bounds && i < group.slots.size(); ++i) {
        const auto item = slots_[group.slots[i]].item;
        for (const auto& bound : sources_.bounds(item)) {
            auto& basis = targets[sources_.target().index(*bound.item)];
            basis = basis ? basis : sources_.basis(item);
        }
    }
    for (const auto& [target, basis] : targets) {
        lines_.push_back({target, keys, basis});
    }
}

/// Where the figure of @p target is among those of @p group.
std::size_t SumTable::place(const Group& group, const Item& target) const {
    const auto wanted = sources_.target().index(target);
    const auto line = std::lower_bound(
        group.lines.begin(), group.lines.end(), wanted,
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
        for (const auto& target : sources_.targets(slots_[slot].item)) {
            const auto at = place(group, *target.item);
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
            for (const auto& bound : sources_.bounds(slots_[slot].item)) {
                column.add(place(group, *bound.item), carried.sums[slot], bound.least, bound.most);
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
            auto mean = product.quotient(at, weight, decimals);
            if (mean && !product.is_quotient(at, weight, decimals, *mean)) {
                throw AccountError(
                    fmt::format("the account does not balance: {} is printed as the mean of '{}'",
                                *mean, sources_.target().items()[lines_[line].target].code.text()));
            }
            out.weights_of_zero += static_cast<std::size_t>(any[at] && !mean);
            out.means[line] = mean ? std::move(*mean) : "";
            out.weights[line] = std::move(printed_weights[at]);
            out.products[line] = std::move(printed_products[at]);
        }
    }
    return out;
}

}  // namespace socshift
