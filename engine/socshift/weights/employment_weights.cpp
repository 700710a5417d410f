#include "socshift/weights/employment_weights.hpp"

#include "socshift/base/whole_number.hpp"
#include "socshift/changes/family.hpp"
#include "socshift/numbers/fitting.hpp"
#include "socshift/numbers/share_exact.hpp"
#include "socshift/routes/publication.hpp"
#include "socshift/routes/route.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

namespace {

using boost::multiprecision::cpp_rational;

/// Months since year 0 of a period that starts with "2018" or "2018-05".
std::optional<std::int64_t> month_of(std::string_view reference) {
    constexpr std::int64_t months = 12;
    const auto year = whole_number<std::int64_t>(reference.substr(0, 4));
    if (!year) {
        return std::nullopt;
    }
    const auto month = reference.size() >= 7 && reference[4] == '-'
                           ? whole_number<std::int64_t>(reference.substr(5, 2))
                           : std::nullopt;
    return *year * months + month.value_or(1) - 1;
}

/// Months between two periods; the most there is if one of them says no time.
std::int64_t months_between(std::string_view one, std::string_view other) {
    const auto a = month_of(one);
    const auto b = month_of(other);
    return a && b ? std::abs(*a - *b) : std::numeric_limits<std::int64_t>::max();
}

/// The margins of @p edition, those first whose time is nearest to when @p other was in use.
std::vector<MarginCounts> margins_near(const Catalog& catalog, const EditionId& edition,
                                       const EditionId& other) {
    auto out = catalog.margins_of(edition);
    const auto& [from, until] = catalog.header(other).validity;
    const auto first = to_string(from);
    const auto last = to_string(until.value_or(from));
    const auto away = [&](const MarginCounts& counts) {
        return std::min(months_between(counts.reference, first),
                        months_between(counts.reference, last));
    };
    std::stable_sort(out.begin(), out.end(),
                     [&](const auto& a, const auto& b) { return away(a) < away(b); });
    return out;
}

/// Whether every source of @p family goes to every target of it, with nothing said of shares.
bool is_complete(const Correspondence& table, const Family& family) {
    return std::all_of(family.sources().begin(), family.sources().end(), [&](const Code& source) {
        const auto places = table.places(source);
        return places.links.size() == family.targets().size() && !places.ends &&
               !places.is_partial && !places.has_shares();
    });
}

/// One for @p targets in proportion to their counts; empty if not all have one, or all have 0.
std::vector<WeightCell> divided(const std::vector<Code>& targets, const LeafSizes& sizes) {
    std::vector<Real> counts;
    std::int64_t sum = 0;
    for (const auto& target : targets) {
        const auto count = sizes.find(target);
        if (count == sizes.end()) {
            return {};
        }
        counts.emplace_back(count->second);
        sum += count->second;
    }
    std::vector<WeightCell> out;
    const auto parts = sum == 0 ? std::vector<std::int64_t>{} : millionths(counts);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i] > 0) {
            out.push_back({{targets[i]}, Share{parts[i], 1000000}});
        }
    }
    return out;
}

/// Shares by the counts of the targets, where it makes no difference how many the sources are.
std::map<Code, DividedSource> by_targets(const Catalog& catalog, const Correspondence& table) {
    std::map<Code, DividedSource> out;
    if (catalog.header(table.source()).kind != EditionKind::publication) {
        return out;
    }
    const auto margins = margins_near(catalog, table.target(), table.source());
    std::vector<LeafSizes> sizes;  // of the first of them
    const auto sizes_of = [&](std::size_t at) -> const LeafSizes& {
        while (sizes.size() <= at) {
            const auto& counts = catalog.counts(margins[sizes.size()].name);
            sizes.push_back(catalog_leaf_counts(catalog, counts, table.target()));
        }
        return sizes[at];
    };
    const auto codes = [&](const EditionId& id) {
        const auto& edition = catalog.edition(id);
        return codes_at(edition, edition.finest_level());
    };
    for (const auto& family : families({codes(table.source()), codes(table.target())}, {&table})) {
        if (family.targets().size() < 2 || !is_complete(table, family)) {
            continue;
        }
        for (std::size_t at = 0; at < margins.size(); ++at) {
            if (const auto cells = divided(family.targets(), sizes_of(at)); !cells.empty()) {
                for (const auto& source : family.sources()) {
                    out.emplace(source,
                                DividedSource{source, cells, false,
                                              "by the targets in " + margins[at].reference, false});
                }
                break;
            }
        }
    }
    return out;
}

/// The time between two tables of counts, and their names.
struct Margins {
    std::int64_t months = std::numeric_limits<std::int64_t>::max();
    std::string sources;
    std::string targets;
};

/// The two that are nearest to each other, of these the latest.
std::optional<Margins> nearest(const std::vector<MarginCounts>& sources,
                               const std::vector<MarginCounts>& targets) {
    std::optional<Margins> out;
    for (const auto& source : sources) {
        for (const auto& target : targets) {
            const auto months = months_between(source.reference, target.reference);
            if (source.name != target.name && (!out || months <= out->months)) {
                out = {months, source.name, target.name};
            }
        }
    }
    return out;
}

Estimate estimate_between(const Catalog& catalog, const Correspondence& table,
                          const std::string& sources, const std::string& targets) {
    const auto sizes = [&](const std::string& counts, const EditionId& edition) {
        return catalog_leaf_counts(catalog, catalog.counts(counts), edition);
    };
    return estimate_weights(table, catalog.edition(table.source()), catalog.edition(table.target()),
                            sizes(sources, table.source()), sizes(targets, table.target()));
}

/// Shares that sources have as whole codes of an edition which theirs rests on.
class ByFoundation {
public:
    /// Needs an estimate between @p below and the target of @p table.
    ByFoundation(const Catalog& catalog, const Correspondence& table, const EditionId& below)
        : below_(below),
          cover_(composed(catalog, require_route(catalog, table.source(), below))),
          table_(table_of(catalog, direct_steps(catalog, below, table.target()).front())),
          estimate_(*employment_estimate(catalog, table_)) {
        for (const auto& link : cover_.links()) {
            ++covering_[link.target];
        }
        const auto margins = nearest(catalog.margins_of(below), catalog.margins_of(table.target()));
        sizes_ = catalog_leaf_counts(catalog, catalog.counts(margins->sources), below);
    }

    /// None if the source is not whole codes there, if they go elsewhere, or if not all have
    /// shares.
    [[nodiscard]] std::optional<DividedSource> find(const UndividedSource& source) const {
        const auto parts = cover_.places(source.source);
        if (source.places.ends || source.places.is_partial || parts.ends || parts.is_partial ||
            parts.links.empty()) {
            return std::nullopt;
        }
        std::map<Code, cpp_rational> flows;
        std::set<Code> places;
        cpp_rational all;
        DividedSource out{source.source, {}, false, "", false};
        std::vector<std::string> names;
        for (const auto& part : parts.links) {
            const auto& code = part.target;
            const auto size =
                parts.links.size() == 1 ? std::optional<std::int64_t>{1} : count(code);
            if (covering_.at(code) != 1 || !size || !add(code, *size, places, flows, out)) {
                return std::nullopt;
            }
            all += *size;
            names.push_back(code.text());
        }
        const auto& links = source.places.links;
        if (all == 0 || places.size() != links.size() ||
            !std::all_of(links.begin(), links.end(),
                         [&](const Link& link) { return places.count(link.target) > 0; })) {
            return std::nullopt;
        }
        for (const auto& [target, flow] : flows) {
            if (flow != 0) {
                out.cells.push_back({{target}, share_of(cpp_rational{flow / all})});
            }
        }
        out.remark = fmt::format("as {} {}{}{}", below_.text(), fmt::join(names, ", "),
                                 out.remark.empty() ? "" : ": ", out.remark);
        return out;
    }

private:
    [[nodiscard]] std::optional<std::int64_t> count(const Code& code) const {
        const auto found = sizes_.find(code);
        return found == sizes_.end() ? std::nullopt : std::optional{found->second};
    }

    /// Adds where @p size of @p code goes. False if nobody knows.
    [[nodiscard]] bool add(const Code& code, std::int64_t size, std::set<Code>& places,
                           std::map<Code, cpp_rational>& flows, DividedSource& out) const {
        const auto there = table_.places(code);
        for (const auto& link : there.links) {
            places.insert(link.target);
        }
        if (there.links.size() == 1 && !there.ends && !there.is_partial) {
            flows[there.links.begin()->target] += size;
            return true;
        }
        const auto* const known = estimate_.weights.find(code);
        if (known == nullptr) {
            return false;
        }
        for (const auto& cell : known->cells) {
            flows[cell.targets.front()] += cell.share.exact().value * size;
        }
        out.is_forced = out.is_forced || known->is_forced;
        out.remark = out.remark.empty() ? known->remark : out.remark;
        return true;
    }

    EditionId below_;
    Correspondence cover_;
    Correspondence table_;
    Estimate estimate_;
    LeafSizes sizes_;
    std::map<Code, std::size_t> covering_;  // how many sources cover a code
};

/// Counts in the codes of @p edition itself, among the margins of what it rests on.
std::vector<MarginCounts> counted_in(const Catalog& catalog, const EditionId& edition) {
    std::vector<MarginCounts> out;
    for (const auto& below : foundations(catalog, edition)) {
        for (auto& margins : catalog.margins_of(below)) {
            if (catalog.counts(margins.name).coded_in == edition) {
                out.push_back(std::move(margins));
            }
        }
    }
    return out;
}

/// The editions that @p before rests on and that have an estimate to @p after by one table, without
/// those of @p between.
std::vector<EditionId> estimated_below(const Catalog& catalog, const EditionId& before,
                                       const EditionId& after,
                                       const std::vector<EditionId>& between) {
    auto out = foundations(catalog, before);
    out.erase(std::remove_if(out.begin(), out.end(),
                             [&](const EditionId& below) {
                                 return below == after ||
                                        std::count(between.begin(), between.end(), below) > 0 ||
                                        !nearest(catalog.margins_of(below),
                                                 catalog.margins_of(after)) ||
                                        direct_steps(catalog, below, after).empty();
                             }),
              out.end());
    return out;
}

/// Something that knows shares of sources, and how far the counts behind it are apart.
struct Estimated {
    std::int64_t months = 0;
    std::function<std::optional<DividedSource>(const UndividedSource&)> find;
};

std::vector<Estimated> by_foundations(const Catalog& catalog, const Correspondence& table,
                                      const std::vector<EditionId>& between) {
    std::vector<Estimated> out;
    for (const auto& below : estimated_below(catalog, table.source(), table.target(), between)) {
        const auto margins = nearest(catalog.margins_of(below), catalog.margins_of(table.target()));
        const auto made = std::make_shared<const ByFoundation>(catalog, table, below);
        out.push_back({margins->months, [made](const auto& source) { return made->find(source); }});
    }
    return out;
}

/// By counts in the codes of the source edition.
std::optional<Estimated> by_own_counts(const Catalog& catalog, const Correspondence& table) {
    const auto margins =
        nearest(counted_in(catalog, table.source()), catalog.margins_of(table.target()));
    if (!margins) {
        return std::nullopt;
    }
    const auto made = std::make_shared<const WeightTable>(
        estimate_between(catalog, table, margins->sources, margins->targets).weights);
    return Estimated{margins->months, [made](const UndividedSource& source) {
                         const auto* const found = made->find(source.source);
                         return found == nullptr ? std::nullopt : std::optional{*found};
                     }};
}

/// What is known of the open sources of @p table: of each by @p first, or by the first of @p then.
std::optional<WeightTable> made_of(const Correspondence& table,
                                   const std::map<Code, DividedSource>& first,
                                   const std::vector<Estimated>& then) {
    WeightTable out{"employment", Basis::employment, {}, {}};
    for (const auto& source : open_sources(table)) {
        std::optional<DividedSource> made;
        if (const auto found = first.find(source.source); found != first.end()) {
            made = found->second;
        }
        for (auto at = then.begin(); !made && at != then.end(); ++at) {
            made = at->find(source);
        }
        if (made) {
            out.sources.push_back(std::move(*made));
        } else {
            out.gaps.push_back({source.source, "no counts say how it divides"});
        }
    }
    return out.sources.empty() ? std::nullopt : std::optional{std::move(out)};
}

}  // namespace

LeafSizes catalog_leaf_counts(const Catalog& catalog, const Counts& counts,
                              const EditionId& edition) {
    if (counts.coded_in == edition) {
        return leaf_counts(counts, catalog.edition(edition), nullptr);
    }
    const auto coverage = composed(catalog, require_route(catalog, counts.coded_in, edition));
    return leaf_counts(counts, catalog.edition(edition), &coverage);
}

std::optional<LeafSizes> latest_leaf_counts(const Catalog& catalog, const EditionId& edition) {
    if (const auto margins = catalog.margins_of(edition); !margins.empty()) {
        return catalog_leaf_counts(catalog, catalog.counts(margins.back().name), edition);
    }
    const Counts* latest = nullptr;
    for (const auto& name : catalog.counts_names()) {
        const auto& counts = catalog.counts(name);
        if (counts.coded_in == edition &&
            (latest == nullptr || latest->reference < counts.reference)) {
            latest = &counts;
        }
    }
    return latest == nullptr ? std::nullopt
                             : std::optional{catalog_leaf_counts(catalog, *latest, edition)};
}

std::optional<Estimate> employment_estimate(const Catalog& catalog, const Correspondence& table) {
    const auto margins =
        nearest(catalog.margins_of(table.source()), catalog.margins_of(table.target()));
    return margins
               ? std::optional{estimate_between(catalog, table, margins->sources, margins->targets)}
               : std::nullopt;
}

std::optional<std::pair<std::string, std::string>> estimated_from(const Catalog& catalog,
                                                                  const EditionId& before,
                                                                  const EditionId& after) {
    const auto margins = nearest(catalog.margins_of(before), catalog.margins_of(after));
    return margins ? std::optional{std::pair{margins->sources, margins->targets}} : std::nullopt;
}

std::optional<WeightTable> employment_weights(const Catalog& catalog, const Correspondence& table) {
    if (auto estimate = employment_estimate(catalog, table)) {
        return std::move(estimate->weights);
    }
    auto estimated = by_foundations(catalog, table, {});
    if (auto own = by_own_counts(catalog, table)) {
        estimated.insert(estimated.begin(), std::move(*own));
    }
    std::stable_sort(estimated.begin(), estimated.end(),
                     [](const auto& a, const auto& b) { return a.months < b.months; });
    return made_of(table, by_targets(catalog, table), estimated);
}

std::optional<WeightTable> foundation_weights(const Catalog& catalog, const Correspondence& table,
                                              const std::vector<EditionId>& between) {
    return made_of(table, {}, by_foundations(catalog, table, between));
}

bool has_foundation_weights(const Catalog& catalog, const EditionId& before, const EditionId& after,
                            const std::vector<EditionId>& between) {
    return !estimated_below(catalog, before, after, between).empty();
}

bool has_employment_weights(const Catalog& catalog, const EditionId& before,
                            const EditionId& after) {
    return nearest(catalog.margins_of(before), catalog.margins_of(after)) ||
           (catalog.header(before).kind == EditionKind::publication &&
            !catalog.margins_of(after).empty()) ||
           has_foundation_weights(catalog, before, after, {});
}

}  // namespace socshift
