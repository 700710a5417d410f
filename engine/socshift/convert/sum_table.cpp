#include "socshift/convert/sum_table.hpp"

#include "socshift/base/error.hpp"
#include "socshift/convert/summary.hpp"
#include "socshift/io/in_order.hpp"
#include "socshift/numbers/bounds.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>

namespace socshift {

namespace {

/// Lines that a thread takes at once, or more.
constexpr std::size_t lines_at_once = 512;

}  // namespace

SumTable::SumTable(const CodedEditions& sources, std::vector<SumSlot> slots, bool bounds,
                   unsigned threads)
    : sources_(sources),
      threads_(thread_count(threads)),
      slots_(std::move(slots)),
      goals_(sources.items()) {
    find_goals();
    for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
        first_slots_.resize(slots_[slot].keys + 1, slot);
    }
    first_slots_.push_back(slots_.size());
    make_lines(bounds);
}

/// The number of a target; of nowhere, for a source item, one behind all that tells its basis.
std::uint32_t SumTable::target_of(const Item* target, std::size_t item) const {
    return static_cast<std::uint32_t>(
        target != nullptr ? sources_.target().index(*target)
                          : sources_.target().items().size() +
                                static_cast<std::size_t>(sources_.basis(item).value()));
}

void SumTable::find_goals() {
    for (const auto& slot : slots_) {
        auto& goals = goals_[slot.item];
        if (!goals.all.empty()) {
            continue;
        }
        goals.basis = sources_.basis(slot.item);
        for (const auto& target : sources_.targets(slot.item)) {
            goals.all.push_back(
                {target_of(target.item, slot.item),
                 target.share->share.is_one() ? nullptr : &target.share->share,
                 target.item != nullptr ? target.share->basis : goals.basis.value()});
        }
    }
}

void SumTable::make_lines(bool bounds) {
    const auto targets = sources_.target().items().size() + basis_count;
    const auto groups = first_slots_.size() - 1;
    std::vector<std::optional<Basis>> basis_of(targets);
    std::vector<bool> is_there(targets);
    std::vector<std::uint32_t> found;
    const auto note = [&](std::uint32_t target, std::optional<Basis> basis, bool is_weakest) {
        auto& known = basis_of[target];
        if (!is_there[target]) {
            is_there[target] = true;
            found.push_back(target);
            known = basis;
        } else if (is_weakest) {
            known = weaker(known.value_or(basis.value()), basis.value());
        } else {
            known = known ? known : basis;
        }
    };
    std::vector<Line> by_group;
    first_lines_.resize(groups + 1);
    for (std::size_t keys = 0; keys < groups; ++keys) {
        for (auto slot = first_slots_[keys]; slot < first_slots_[keys + 1]; ++slot) {
            for (const auto& goal : goals_[slots_[slot].item].all) {
                note(goal.target, goal.basis, true);
            }
        }
        // A target that the weights give nothing could have something all the same.
        for (auto slot = first_slots_[keys]; bounds && slot < first_slots_[keys + 1]; ++slot) {
            for (const auto& bound : sources_.bounds(slots_[slot].item)) {
                if (bound.item != nullptr) {
                    note(target_of(bound.item, slots_[slot].item), goals_[slots_[slot].item].basis,
                         false);
                }
            }
        }
        std::sort(found.begin(), found.end());
        for (const auto target : found) {
            by_group.push_back({target, static_cast<std::uint32_t>(keys), basis_of[target]});
            is_there[target] = false;
        }
        found.clear();
        first_lines_[keys + 1] = by_group.size();
    }
    // Sorted by target, and as they are within one: by keys.
    std::vector<std::size_t> next(targets + 1);
    for (const auto& line : by_group) {
        ++next[line.target + 1];
    }
    for (std::size_t target = 0; target < targets; ++target) {
        next[target + 1] += next[target];
    }
    lines_out_ = next[sources_.target().items().size()];
    lines_.resize(by_group.size());
    for (const auto& line : by_group) {
        const auto at = next[line.target]++;
        lines_[at] = line;
        line_numbers_.push_back(static_cast<std::uint32_t>(at));
    }
}

template <typename Work, typename Take>
void SumTable::each_group(const Work& work, const Take& take) const {
    using Result = decltype(work(std::declval<const Group&>()));
    struct Piece {
        std::size_t first = 0;  // group
        std::size_t last = 0;
        std::vector<Result> results;
    };
    const auto groups = first_slots_.size() - 1;
    std::vector<Piece> pieces(pieces_under_way(threads_));
    std::vector<std::vector<std::uint32_t>> places(
        threads_, std::vector<std::uint32_t>(sources_.target().items().size() + basis_count));
    std::size_t next = 0;
    PieceStages stages;
    stages.read = [&](std::size_t at) {
        auto& piece = pieces[at];
        piece.first = next;
        while (next < groups && first_lines_[next] - first_lines_[piece.first] < lines_at_once) {
            ++next;
        }
        piece.last = next;
        return piece.first != piece.last;
    };
    const auto group_of = [&](std::size_t keys, unsigned thread) {
        return Group{first_slots_[keys], first_slots_[keys + 1], lines_of(keys), places[thread]};
    };
    stages.work = [&](unsigned thread, std::size_t at) {
        auto& piece = pieces[at];
        piece.results.clear();
        for (auto keys = piece.first; keys < piece.last; ++keys) {
            const auto group = group_of(keys, thread);
            for (std::uint32_t place = 0; place < group.lines.size(); ++place) {
                places[thread][lines_[group.lines[place]].target] = place;
            }
            piece.results.push_back(work(group));
        }
    };
    stages.finish = [&](std::size_t at) {
        auto& piece = pieces[at];
        for (auto keys = piece.first; keys < piece.last; ++keys) {
            take(lines_of(keys), piece.results[keys - piece.first]);
        }
    };
    run_in_order(threads_, stages);
}

std::vector<bool> SumTable::add(const Group& group, const SlotSums& carried,
                                FigureColumn& column) const {
    std::vector<bool> any(group.lines.size());
    for (auto slot = group.first_slot; slot < group.last_slot; ++slot) {
        if (!carried.any(slot)) {
            continue;
        }
        const auto sum = carried.sum(slot);
        for (const auto& goal : goals_[slots_[slot].item].all) {
            const auto at = group.places[goal.target];
            if (goal.share == nullptr) {
                column.add(at, sum);
            } else {
                column.add(at, sum, *goal.share);
            }
            any[at] = true;
        }
    }
    return any;
}

FigureList SumTable::figures(const SlotSums& carried, unsigned decimals) const {
    FigureList out(lines_.size());
    each_group(
        [&](const Group& group) {
            FigureColumn column(group.lines.size());
            const auto any = add(group, carried, column);
            auto printed = column.print(decimals);
            for (std::size_t at = 0; at < printed.size(); ++at) {
                printed[at] = any[at] ? std::move(printed[at]) : "";
            }
            return printed;
        },
        [&](std::span<const std::uint32_t> lines, const std::vector<std::string>& printed) {
            for (std::size_t at = 0; at < printed.size(); ++at) {
                out.set(lines[at], printed[at]);
            }
        });
    return out;
}

std::array<FigureList, basis_count> SumTable::parts(const SumsByBasis& earlier,
                                                    const FigureList& figures,
                                                    unsigned decimals) const {
    const auto whole = Share::one();
    std::array<FigureList, basis_count> out;
    out.fill(FigureList(lines_.size()));
    each_group(
        [&](const Group& group) {
            std::vector<FigureColumn> by_line;
            for (std::size_t at = 0; at < group.lines.size(); ++at) {
                by_line.emplace_back(basis_count);
            }
            for (auto slot = group.first_slot; slot < group.last_slot; ++slot) {
                for (std::size_t before = 0; before < basis_count; ++before) {
                    if (earlier[before] == nullptr || !earlier[before]->any(slot)) {
                        continue;
                    }
                    const auto sum = earlier[before]->sum(slot);
                    for (const auto& goal : goals_[slots_[slot].item].all) {
                        const auto basis = weaker(static_cast<Basis>(before), goal.basis);
                        by_line[group.places[goal.target]].add(
                            static_cast<std::size_t>(basis), sum,
                            goal.share != nullptr ? *goal.share : whole);
                    }
                }
            }
            std::vector<std::vector<std::string>> printed(by_line.size());
            for (std::size_t at = 0; at < by_line.size(); ++at) {
                if (!figures.empty(group.lines[at])) {
                    printed[at] =
                        by_line[at].print_parts_of(figures.text(group.lines[at]), decimals);
                }
            }
            return printed;
        },
        [&](std::span<const std::uint32_t> lines,
            const std::vector<std::vector<std::string>>& printed) {
            for (std::size_t at = 0; at < printed.size(); ++at) {
                for (std::size_t basis = 0; basis < printed[at].size(); ++basis) {
                    out[basis].set(lines[at], printed[at][basis]);
                }
            }
        });
    return out;
}

void SumTable::weaken(const std::array<FigureList, basis_count>& parts) {
    for (std::size_t line = 0; line < lines_out_; ++line) {
        for (std::size_t basis = 0; basis < basis_count; ++basis) {
            if (!parts[basis].empty(line) && !parts[basis].is_zero(line)) {
                auto& own = lines_[line].basis;
                own = weaker(own.value_or(static_cast<Basis>(basis)), static_cast<Basis>(basis));
            }
        }
    }
}

std::vector<std::uint64_t> SumTable::counts(const std::vector<std::uint64_t>& slots) const {
    if (slots.empty()) {
        return {};
    }
    std::vector<std::uint64_t> out(lines_.size());
    std::vector<std::uint32_t> line_of(sources_.target().items().size() + basis_count);
    for (std::size_t keys = 0; keys + 1 < first_slots_.size(); ++keys) {
        for (const auto line : lines_of(keys)) {
            line_of[lines_[line].target] = line;
        }
        for (auto slot = first_slots_[keys]; slot < first_slots_[keys + 1]; ++slot) {
            for (const auto& goal : goals_[slots_[slot].item].all) {
                out[line_of[goal.target]] += slots[slot];
            }
        }
    }
    out.resize(lines_out_);
    return out;
}

std::pair<FigureList, FigureList> SumTable::bounds(const SlotSums& carried,
                                                   unsigned decimals) const {
    using Ends = std::vector<std::pair<std::string, std::string>>;
    std::pair<FigureList, FigureList> out{FigureList(lines_.size()), FigureList(lines_.size())};
    each_group(
        [&](const Group& group) {
            BoundsColumn column(group.lines.size());
            for (auto slot = group.first_slot; slot < group.last_slot; ++slot) {
                if (!carried.any(slot)) {
                    continue;
                }
                const auto item = slots_[slot].item;
                const auto sum = carried.sum(slot);
                for (const auto& bound : sources_.bounds(item)) {
                    if (bound.item != nullptr) {
                        column.add(group.places[target_of(bound.item, item)], sum, bound.least,
                                   bound.most);
                    }
                }
            }
            Ends ends(group.lines.size());
            for (std::size_t at = 0; at < ends.size(); ++at) {
                if (column.any(at)) {
                    ends[at] = {column.least(at, decimals), column.most(at, decimals)};
                }
            }
            return ends;
        },
        [&](std::span<const std::uint32_t> lines, const Ends& ends) {
            for (std::size_t at = 0; at < ends.size(); ++at) {
                out.first.set(lines[at], ends[at].first);
                out.second.set(lines[at], ends[at].second);
            }
        });
    return out;
}

SumTable::Means SumTable::means(const SlotSums& weights, const SlotSums& products,
                                unsigned decimals) const {
    struct Made {
        std::vector<std::string> weights;
        std::vector<std::string> products;
        std::vector<std::string> means;
        std::size_t weights_of_zero = 0;
    };
    Means out{FigureList(lines_.size()), FigureList(lines_.size()), FigureList(lines_.size()), 0};
    each_group(
        [&](const Group& group) {
            FigureColumn weight(group.lines.size());
            FigureColumn product(group.lines.size());
            const auto any = add(group, weights, weight);
            static_cast<void>(add(group, products, product));
            Made made{weight.print(decimals), product.print(decimals),
                      std::vector<std::string>(any.size()), 0};
            for (std::size_t at = 0; at < any.size() && group.lines[at] < lines_out_; ++at) {
                auto mean = product.quotient(at, weight, decimals);
                if (mean && !product.is_quotient(at, weight, decimals, *mean)) {
                    const auto target = lines_[group.lines[at]].target;
                    throw AccountError(fmt::format(
                        "the account does not balance: {} is printed as the mean of '{}'", *mean,
                        sources_.target().items()[target].code.text()));
                }
                made.weights_of_zero += static_cast<std::size_t>(any[at] && !mean);
                made.means[at] = mean ? std::move(*mean) : "";
            }
            return made;
        },
        [&](std::span<const std::uint32_t> lines, const Made& made) {
            for (std::size_t at = 0; at < made.means.size(); ++at) {
                out.weights.set(lines[at], made.weights[at]);
                out.products.set(lines[at], made.products[at]);
                out.means.set(lines[at], made.means[at]);
            }
            out.weights_of_zero += made.weights_of_zero;
        });
    return out;
}

}  // namespace socshift
