#include "socshift/weights/census_weights.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <utility>

namespace socshift {

namespace {

using Notations = std::map<Code, Code>;  // combined code -> what it stands for

/// "a", "a and b", "a, b and c"
std::string enumerated(const std::vector<Code>& codes) {
    const auto all = texts_of(codes);
    if (all.size() < 2) {
        return fmt::format("{}", fmt::join(all, ""));
    }
    return fmt::format("{} and {}", fmt::join(all.begin(), all.end() - 1, ", "), all.back());
}

void take(RateMembers& members, const Code& code, const Item& leaf) {
    if (members.code_of.emplace(leaf.code, code).second) {
        members.leaves[code].push_back(leaf.code);
    }
}

/// Named items: the smallest first, so that a leaf comes before the groups that it is in.
void take_named(RateMembers& members, const Notations& notations, const Edition& edition) {
    std::vector<std::pair<std::vector<const Item*>, const Code*>> named;
    for (const auto& [code, notation] : notations) {
        if (const auto* const item = edition.find(notation)) {
            named.emplace_back(edition.leaves(*item), &code);
        }
    }
    std::stable_sort(named.begin(), named.end(),
                     [](const auto& a, const auto& b) { return a.first.size() < b.first.size(); });
    for (const auto& [leaves, code] : named) {
        for (const auto* const leaf : leaves) {
            take(members, *code, *leaf);
        }
    }
}

void take_patterns(RateMembers& members, const Notations& notations, const Edition& edition) {
    for (const auto& item : edition.items()) {
        if (!edition.is_leaf(item) || members.code_of.count(item.code) != 0) {
            continue;
        }
        std::vector<Code> fitting;
        for (const auto& [code, notation] : notations) {
            if (is_pattern(notation.text()) && fits(item.code.text(), notation.text())) {
                fitting.push_back(code);
            }
        }
        if (fitting.size() == 1) {
            take(members, fitting.front(), item);
        } else if (!fitting.empty()) {
            members.unclear.emplace(item.code, std::move(fitting));
        }
    }
}

RateMembers members_of(const Notations& notations, const Edition& edition) {
    RateMembers members;
    take_named(members, notations, edition);
    take_patterns(members, notations, edition);
    for (auto& [code, leaves] : members.leaves) {
        std::sort(leaves.begin(), leaves.end());
    }
    return members;
}

using RatesFrom = std::map<Code, std::map<Code, Share>>;  // source -> target -> rate

RatesFrom rates_from(const Rates& rates) {
    RatesFrom out;
    for (const auto& row : rates.rows) {
        if (!row.rate.is_zero()) {
            out[row.source].emplace(row.target, row.rate);
        }
    }
    return out;
}

/// What is asked of one source after the other.
class Finder {
public:
    Finder(const Rates& rates, const Edition& before, const Edition& after,
           const Correspondence& table)
        : table_(table),
          rates_(rates_from(rates)),
          before_(source_members(rates, before)),
          after_(target_members(rates, after, table, before_)) {}

    void add(const OpenSource& source, WeightTable& out) const {
        WeightSource made{source.source, {}, false, ""};
        const auto reason = source.places.ends || source.places.is_partial
                                ? "rates cannot say what part of it goes elsewhere than to these"
                                : determine(source.places.links, made);
        if (reason.empty()) {
            out.sources.push_back(std::move(made));
        } else {
            out.gaps.push_back({made.source, reason});
        }
    }

private:
    /// Fills @p made; or says why not.
    [[nodiscard]] std::string determine(const Correspondence::Range& links,
                                        WeightSource& made) const {
        const auto own = before_.code_of.find(made.source);
        const auto rates = own == before_.code_of.end() ? rates_.end() : rates_.find(own->second);
        if (rates == rates_.end()) {
            return "no rates of this code";
        }
        const auto& combined = own->second;
        const auto& members = before_.leaves.at(combined);
        if (!same_targets(members)) {
            return fmt::format("rates of {} are for {} together", combined.text(),
                               enumerated(members));
        }
        std::map<Code, std::vector<Code>> cells;
        for (const auto& link : links) {
            const auto under = after_.code_of.find(link.target);
            if (under == after_.code_of.end() || rates->second.count(under->second) == 0) {
                return fmt::format("no rate leads to {}", link.target.text());
            }
            cells[under->second].push_back(link.target);
        }
        ShareSum sum;
        for (const auto& [target, rate] : rates->second) {
            if (cells.count(target) == 0) {
                return fmt::format("a rate leads to {}, where the table does not", target.text());
            }
            sum.add(rate);
        }
        if (cells.size() == 1) {
            return fmt::format("one code, {}, has all its targets", cells.begin()->first.text());
        }
        if (!sum.is_one()) {
            return fmt::format("rates sum to {}, not to 1", sum.text());
        }
        fill(combined, members, cells, rates->second, made);
        return "";
    }

    [[nodiscard]] bool same_targets(const std::vector<Code>& members) const {
        const auto targets = [&](const Code& code) {
            std::vector<Code> out;
            for (const auto& link : table_.links_from(code)) {
                out.push_back(link.target);
            }
            return out;
        };
        return std::all_of(members.begin(), members.end(), [&](const Code& code) {
            return targets(code) == targets(members.front());
        });
    }

    void fill(const Code& combined, const std::vector<Code>& members,
              const std::map<Code, std::vector<Code>>& cells, const std::map<Code, Share>& rates,
              WeightSource& made) const {
        std::vector<std::string> remarks;
        if (members.size() > 1) {
            remarks.push_back(fmt::format("{} is {} together: one rate for each", combined.text(),
                                          enumerated(members)));
        }
        for (const auto& [target, held] : cells) {
            made.cells.push_back({held, rates.at(target)});
            if (held.size() > 1) {
                remarks.push_back(fmt::format("{} is {} together: how they divide it is not said",
                                              target.text(), enumerated(held)));
            }
            std::vector<Code> others;
            const auto& all = after_.leaves.at(target);
            std::set_difference(all.begin(), all.end(), held.begin(), held.end(),
                                std::back_inserter(others));
            if (!others.empty()) {
                remarks.push_back(fmt::format("{} is also {}, where the table sends none of it",
                                              target.text(), enumerated(others)));
            }
        }
        std::sort(made.cells.begin(), made.cells.end(), [](const auto& a, const auto& b) {
            return a.targets.front() < b.targets.front();
        });
        made.in_part = !remarks.empty();
        made.remark = made.in_part ? fmt::format("{}", fmt::join(remarks, "; "))
                                   : fmt::format("{} is this code alone, and so is each target",
                                                 combined.text());
    }

    const Correspondence& table_;
    RatesFrom rates_;
    RateMembers before_;
    RateMembers after_;
};

}  // namespace

RateMembers source_members(const Rates& rates, const Edition& before) {
    Notations notations;
    for (const auto& row : rates.rows) {
        notations.emplace(row.source, row.source_codes);
    }
    return members_of(notations, before);
}

RateMembers target_members(const Rates& rates, const Edition& after, const Correspondence& table,
                           const RateMembers& sources) {
    Notations notations;
    for (const auto& row : rates.rows) {
        notations.emplace(row.target, row.target_codes);
    }
    auto members = members_of(notations, after);
    const auto from = rates_from(rates);
    for (auto at = members.unclear.begin(); at != members.unclear.end();) {
        std::set<Code> led_to;
        for (const auto& link : table.links()) {
            const auto source = sources.code_of.find(link.source);
            if (link.target != at->first || source == sources.code_of.end()) {
                continue;
            }
            for (const auto& code : at->second) {
                const auto rates_of = from.find(source->second);
                if (rates_of != from.end() && rates_of->second.count(code) != 0) {
                    led_to.insert(code);
                }
            }
        }
        if (led_to.size() == 1) {
            members.code_of.emplace(at->first, *led_to.begin());
            auto& leaves = members.leaves[*led_to.begin()];
            leaves.insert(std::upper_bound(leaves.begin(), leaves.end(), at->first), at->first);
            at = members.unclear.erase(at);
        } else {
            ++at;
        }
    }
    return members;
}

WeightTable census_weights(const Rates& rates, const Edition& before, const Edition& after,
                           const Correspondence& table) {
    const Finder finder{rates, before, after, table};
    WeightTable out{"census", Basis::census, {}, {}};
    for (const auto& source : open_sources(table)) {
        finder.add(source, out);
    }
    return out;
}

WeightTable only_exact(WeightTable weights) {
    std::vector<WeightSource> exact;
    for (auto& source : weights.sources) {
        if (source.in_part) {
            weights.gaps.push_back({source.source, "in part only: " + source.remark});
        } else {
            exact.push_back(std::move(source));
        }
    }
    weights.sources = std::move(exact);
    std::sort(weights.gaps.begin(), weights.gaps.end(),
              [](const auto& a, const auto& b) { return a.source < b.source; });
    return weights;
}

}  // namespace socshift
