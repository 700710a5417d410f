#include "socshift/matching/matched_table.hpp"

#include "socshift/base/counted.hpp"
#include "socshift/matching/title_nearness.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace socshift {

namespace {

/// What was decided about one source.
struct Decided {
    std::vector<const MatchDecision*> places;  // that it goes to
    std::set<Code> refused;
    const MatchDecision* end = nullptr;  // that it goes nowhere

    [[nodiscard]] bool is_complete() const noexcept { return !places.empty() || end != nullptr; }
};

std::size_t leaf_count(const Edition& edition) {
    return static_cast<std::size_t>(
        std::count_if(edition.items().begin(), edition.items().end(),
                      [&](const Item& item) { return edition.is_leaf(item); }));
}

/// The sentence that says of a table what it rests on.
std::string title_of(const CorrespondenceData& data,
                     const std::array<std::size_t, word_table<MatchReason>.size()>& pairs,
                     std::size_t decided, std::size_t removed, std::size_t added) {
    const auto count = [&](MatchReason reason) { return pairs[static_cast<std::size_t>(reason)]; };
    return fmt::format(
        "{} matched: {} by code and title, {} by title, {} by code with titles that are near (rule "
        "{}){}; {} and {} are not matched, and nothing is known of splits, mergers and shares",
        count_of(data.links.size(), "link is", "links are"), count(MatchReason::same),
        count(MatchReason::same_title), count(MatchReason::same_code), nearness_rule,
        decided == 0 ? std::string{} : fmt::format(", {} by decisions", decided),
        count_of(removed, "code of " + data.source.text(), "codes of " + data.source.text()),
        count_of(added, "of " + data.target.text(), "of " + data.target.text()));
}

}  // namespace

std::string text_of(const MatchedPair& pair) {
    constexpr std::uint32_t whole = 1000;
    return pair.reason != MatchReason::same_code
               ? std::string{to_string(pair.reason)}
               : fmt::format("{}, titles near by {}.{:03}", to_string(pair.reason),
                             pair.nearness / whole, pair.nearness % whole);
}

CorrespondenceData matched_table(const Edition& before, const Edition& after,
                                 const EditionMatch& match,
                                 const std::vector<MatchDecision>& decisions) {
    CorrespondenceData out{before.id(), after.id(), {}, {}, {}, {}};
    out.matched = true;
    out.coverage = Coverage::part;
    std::map<Code, Decided> decided;
    for (const auto& one : decisions) {
        if (!one.source) {
            continue;
        }
        auto& of_source = decided[*one.source];
        if (one.target && one.holds) {
            of_source.places.push_back(&one);
        } else if (one.target) {
            of_source.refused.insert(*one.target);
        } else if (one.holds) {
            of_source.end = &one;
        }
    }
    std::array<std::size_t, word_table<MatchReason>.size()> pairs{};
    for (const auto& pair : match.pairs) {
        const auto known = decided.find(pair.before->code);
        if (known != decided.end() &&
            (known->second.is_complete() || known->second.refused.count(pair.after->code) != 0)) {
            continue;
        }
        ++pairs[static_cast<std::size_t>(pair.reason)];
        out.links.push_back({pair.before->code, pair.after->code, {}, {}, pair.after->at});
        out.remarks.push_back({pair.before->code, pair.after->code, "matched: " + text_of(pair)});
        out.partial.push_back(pair.before->code);
    }
    std::size_t by_decision = 0;
    for (const auto& [source, of_source] : decided) {
        std::set<Code> targets;
        for (const auto* const one : of_source.places) {
            if (targets.insert(*one->target).second) {
                ++by_decision;
                out.links.push_back({source, *one->target, {}, {}, one->at});
                out.remarks.push_back({source, *one->target, "matched: decided"});
            }
        }
        if (of_source.end != nullptr) {
            out.ends.push_back({source, {}, {}, of_source.end->at});
        }
    }
    std::sort(out.remarks.begin(), out.remarks.end());
    out.astray = out.partial;
    std::set<Code> sources;
    std::set<Code> targets;
    for (const auto& link : out.links) {
        sources.insert(link.source);
        targets.insert(link.target);
    }
    for (const auto& end : out.ends) {
        sources.insert(end.source);
    }
    out.title = title_of(out, pairs, by_decision, leaf_count(before) - sources.size(),
                         leaf_count(after) - targets.size());
    return out;
}

Catalog with_matched_table(const Catalog& catalog, const EditionId& before, const EditionId& after,
                           const std::vector<MatchDecision>& decisions) {
    const auto& from = catalog.edition(before);
    const auto& to = catalog.edition(after);
    const auto data = matched_table(from, to, match(from, to), decisions);
    CatalogParts parts;
    CatalogParts::CorrespondencePart part{before, after, data.title, [data] { return data; }};
    part.matched = true;
    parts.correspondences.push_back(std::move(part));
    return catalog.overlaid_with(parts);
}

}  // namespace socshift
