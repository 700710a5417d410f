#include "socshift/weights/census_weights.hpp"

#include "socshift/routes/route.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace socshift {

namespace {

/// "a", "a and b", "a, b and c"
std::string enumerated(const std::vector<Code>& codes) {
    const auto all = texts_of(codes);
    if (all.size() < 2) {
        return fmt::format("{}", fmt::join(all, ""));
    }
    return fmt::format("{} and {}", fmt::join(all.begin(), all.end() - 1, ", "), all.back());
}

using FlowsFrom = std::map<Code, std::map<Code, Share>>;  // source -> target -> share

FlowsFrom flows_from(const Correspondence& flows) {
    FlowsFrom out;
    for (const auto& link : flows.links()) {
        const auto known = known_share(flows, link);
        if (known && !known->share.is_zero()) {
            out[link.source].emplace(link.target, known->share);
        }
    }
    return out;
}

/// What is asked of one source after the other.
class Finder {
public:
    Finder(const DualCoding& coding, const Correspondence& table)
        : table_(table),
          rates_(flows_from(coding.flows)),
          before_(covered_leaves(coding.before)),
          after_(covered_leaves(coding.after)) {}

    void add(const UndividedSource& source, WeightTable& out) const {
        DividedSource made{source.source, {}, false, ""};
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
                                        DividedSource& made) const {
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
        for (const auto& [target, rate] : rates->second) {
            if (cells.count(target) == 0) {
                return fmt::format("a rate leads to {}, where the table does not", target.text());
            }
        }
        if (cells.size() == 1) {
            return fmt::format("one code, {}, has all its targets", cells.begin()->first.text());
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
              DividedSource& made) const {
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
    FlowsFrom rates_;
    CoveredLeaves before_;
    CoveredLeaves after_;
};

}  // namespace

CoveredLeaves covered_leaves(const Correspondence& coverage) {
    std::map<Code, std::vector<Code>> covering;
    for (const auto& link : coverage.links()) {
        covering[link.target].push_back(link.source);
    }
    CoveredLeaves out;
    for (const auto& [leaf, codes] : covering) {
        if (codes.size() == 1) {
            out.code_of.emplace(leaf, codes.front());
            out.leaves[codes.front()].push_back(leaf);
        }
    }
    return out;
}

bool has_counted_shares(const Correspondence& table) {
    const auto& links = table.links();
    return std::any_of(links.begin(), links.end(),
                       [](const Link& link) { return link.basis == Basis::census; });
}

std::optional<std::pair<EditionId, EditionId>> dual_coded_lists(const Catalog& catalog,
                                                                const EditionId& before,
                                                                const EditionId& after) {
    const auto tables = catalog.correspondence_ids();
    const auto has_table = [&](const EditionId& source, const EditionId& target) {
        return std::binary_search(tables.begin(), tables.end(), std::pair{source, target});
    };
    for (const auto& [one, other] : tables) {
        if (!has_table(one, before) || !has_table(other, after)) {
            continue;
        }
        if (has_counted_shares(*catalog.correspondence(one, other))) {
            return std::pair{one, other};
        }
    }
    return std::nullopt;
}

std::optional<DualCoding> dual_coding(const Catalog& catalog, const EditionId& before,
                                      const EditionId& after) {
    const auto lists = dual_coded_lists(catalog, before, after);
    if (!lists) {
        return std::nullopt;
    }
    const auto table = [&](const EditionId& source, const EditionId& target) {
        return table_of(catalog, {source, target, false, StepKind::published});
    };
    return DualCoding{table(lists->first, lists->second), table(lists->first, before),
                      table(lists->second, after)};
}

Correspondence with_rates(const Correspondence& flows, const Rates& rates,
                          const std::vector<std::string>& group) {
    CorrespondenceData out{
        flows.source(), flows.target(), flows.title(), flows.provenance(), {}, {},
        true,           flows.ends()};
    out.coverage = flows.stated_coverage();
    out.partial = flows.partial();
    out.astray = flows.astray();
    const auto by_source = group_shares(rates, group);
    for (auto link : flows.links()) {
        if (const auto found = by_source.find(link.source); found != by_source.end()) {
            const auto& shares = found->second;
            const auto own = std::find_if(shares.begin(), shares.end(), [&](const auto& entry) {
                return entry.first == link.target;
            });
            link.share = own == shares.end() ? Share{0, 1} : own->second;
            link.basis = Basis::census;
        }
        out.links.push_back(std::move(link));
    }
    return Correspondence::make(std::move(out));
}

WeightTable census_weights(const DualCoding& coding, const Correspondence& table) {
    const Finder finder{coding, table};
    WeightTable out{"census", Basis::census, {}, {}};
    for (const auto& source : open_sources(table)) {
        finder.add(source, out);
    }
    return out;
}

WeightTable only_exact(WeightTable weights) {
    std::vector<DividedSource> exact;
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
