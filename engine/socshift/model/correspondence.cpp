#include "socshift/model/correspondence.hpp"

#include "socshift/base/error.hpp"
#include "socshift/model/leaf_links.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace socshift {

namespace {

bool by_pair(const Link& a, const Link& b) {
    return std::tie(a.source, a.target) < std::tie(b.source, b.target);
}

/// What is said of one source.
struct SourceRows {
    std::vector<const std::optional<Share>*> shares;
    SourceLocation at;  // of the first row

    void add(const std::optional<Share>& share, const SourceLocation& place) {
        at = shares.empty() ? place : at;
        shares.push_back(&share);
    }
};

void check_shares(const Code& source, const SourceRows& rows, Findings& out) {
    ShareSum sum;
    std::size_t stated = 0;
    for (const auto* const share : rows.shares) {
        if (*share) {
            sum.add(**share);
            ++stated;
        }
    }
    if (stated == 0) {
        return;
    }
    if (stated != rows.shares.size()) {
        out.push_back({Severity::error, "share-missing", rows.at,
                       fmt::format("{} of the {} links out of '{}' have a share; expected all or "
                                   "none",
                                   stated, rows.shares.size(), source.text())});
    } else if (!sum.is_one()) {
        out.push_back(
            {Severity::error, "share-sum", rows.at,
             fmt::format("shares out of '{}' sum to {}, expected 1", source.text(), sum.text())});
    }
}

/// Whether a share on @p basis can be 0: of somebody's weights, which found nobody on a link that
/// there is. Of a published share, and of an only target, it is a slip.
bool can_be_zero(Basis basis) {
    switch (basis) {
        case Basis::only:
        case Basis::official:
        case Basis::equal:
            return false;
        case Basis::census:
        case Basis::employment:
        case Basis::user:
            return true;
    }
    return false;
}

/// Checks the share of a link, or of an end, that leads from @p source to @p target, quoted.
template <typename Row>
void check_share(const Row& row, const std::string& target, bool weighted, Findings& out) {
    if (row.share.has_value() != row.basis.has_value()) {
        out.push_back({Severity::error, "share-basis", row.at,
                       fmt::format("link '{}' -> {} must have both a share and a basis, or "
                                   "neither",
                                   row.source.text(), target)});
    }
    if (!weighted && row.share && row.share->is_zero() && row.basis && !can_be_zero(*row.basis)) {
        out.push_back(
            {Severity::error, "share-zero", row.at,
             fmt::format("link '{}' -> {} has share 0 on the basis '{}'; leave such a link out",
                         row.source.text(), target, to_string(*row.basis))});
    }
}

std::string quoted(const Code& code) {
    return "'" + code.text() + "'";
}

void check_end(const Edition& edition, const Code& code, std::string_view side,
               const SourceLocation& at, std::set<const Item*>& named, Findings& out) {
    if (const auto* const item = edition.find(code)) {
        named.insert(item);
    } else {
        out.push_back(
            {Severity::error, fmt::format("unknown-{}", side), at,
             fmt::format("{} '{}' is not an item of {}", side, code.text(), edition.id().text())});
    }
}

/// Leaves that no link names, nor a group above them, unless they stand for no category. @p named
/// are the items at one end of links.
void check_covered(const Edition& edition, const std::set<const Item*>& named,
                   std::string_view side, std::string_view lack, const SourceLocation& at,
                   const std::vector<Code>& but, Findings& out) {
    std::set<const Item*> covered;
    for (const auto* const item : named) {
        const auto leaves = edition.leaves(*item);
        covered.insert(leaves.begin(), leaves.end());
    }
    for (const auto& item : edition.items()) {
        if (edition.is_leaf(item) && !item.inherited && !item.unclassified &&
            covered.count(&item) == 0 && !std::binary_search(but.begin(), but.end(), item.code)) {
            out.push_back({Severity::warning, fmt::format("unlinked-{}", side), at,
                           fmt::format("'{}' ({}) of {} has no {}", item.code.text(), item.title,
                                       edition.id().text(), lack)});
        }
    }
}

/// A code that is a leaf of its own in both editions.
struct SharedCode {
    const Item* before = nullptr;
    const Item* after = nullptr;
    bool is_kept = false;  // a link leads from it to itself
};

std::map<std::string_view, SharedCode> shared_codes(const std::vector<Link>& links,
                                                    const Edition& source, const Edition& target) {
    std::map<std::string_view, SharedCode> out;
    for (const auto& item : source.items()) {
        const auto* const after = target.find(item.code);
        if (after != nullptr && !item.inherited && !after->inherited && source.is_leaf(item) &&
            target.is_leaf(*after)) {
            out.emplace_hint(out.end(), item.code.text(), SharedCode{&item, after, false});
        }
    }
    for (const auto& link : links) {
        if (link.source == link.target) {
            if (const auto code = out.find(link.source.text()); code != out.end()) {
                code->second.is_kept = true;
            }
        }
    }
    return out;
}

/// Notes what @p links say of the codes that are there, those of @p out.
void add_uses(const std::vector<Link>& links, std::map<std::string_view, ReusedCode>& out) {
    for (const auto& link : links) {
        if (const auto code = out.find(link.source.text()); code != out.end()) {
            code->second.targets.push_back(link.target.text());
            code->second.first = code->second.first == nullptr ? &link : code->second.first;
        }
        if (const auto code = out.find(link.target.text()); code != out.end()) {
            code->second.sources.push_back(link.source.text());
            code->second.first = code->second.first == nullptr ? &link : code->second.first;
        }
    }
}

std::string list_or_nothing(const std::vector<std::string_view>& codes) {
    return codes.empty() ? "nothing" : fmt::format("'{}'", fmt::join(codes, "', '"));
}

void check_reused(const CorrespondenceData& data, const Edition& source, const Edition& target,
                  Findings& out) {
    for (const auto& use : reused_codes(data.links, source, target)) {
        out.push_back({Severity::warning, "reused-code", use.first->at,
                       fmt::format("code '{}' is not linked to itself: {} ({}) goes to {}, {} "
                                   "({}) comes from {}",
                                   use.before->code.text(), source.id().text(), use.before->title,
                                   list_or_nothing(use.targets), target.id().text(),
                                   use.after->title, list_or_nothing(use.sources))});
    }
}

/// Rows at several levels: which they are, and those of groups that finer rows do not bear out.
void check_row_levels(const CorrespondenceData& data, const Edition& source, const Edition& target,
                      Findings& out) {
    std::vector<LinkEnds> ends;
    std::vector<SourceLocation> places;
    ends.reserve(data.links.size());
    places.reserve(data.links.size());
    for (const auto& link : data.links) {
        ends.push_back({source.find(link.source), target.find(link.target)});
        places.push_back(link.at);
    }
    check_levels(ends, places, source, target, out);
}

}  // namespace

void check_levels(const std::vector<LinkEnds>& rows, const std::vector<SourceLocation>& places,
                  const Edition& source, const Edition& target, Findings& out) {
    const auto mixed = [&](std::string_view word, LinkEnd end, const Edition& edition) {
        const auto level = usual_level(rows, end, edition);
        for (const auto row : off_level(rows, end, edition)) {
            const auto& item = *(rows[row].*end);
            out.push_back({Severity::warning, "level-mix", places[row],
                           fmt::format("{} '{}' ({}) is {}, most others are {}", word,
                                       item.code.text(), item.title, item.level, level)});
        }
    };
    mixed("source", &LinkEnds::source, source);
    mixed("target", &LinkEnds::target, target);
    for (const auto row : leaf_links(rows, source, target).differing) {
        out.push_back({Severity::warning, "group-elsewhere", places[row],
                       fmt::format("'{}' ({}) goes to '{}' here, and no code below it that has "
                                   "rows does",
                                   rows[row].source->code.text(), rows[row].source->title,
                                   rows[row].target->code.text())});
    }
}

Findings check(const CorrespondenceData& data) {
    Findings out;
    std::map<Code, SourceRows> by_source;
    std::map<std::pair<Code, Code>, const Link*> seen;
    const auto repeated = [&](const Code& source, const std::string& target,
                              const SourceLocation& at, const SourceLocation& first) {
        out.push_back({Severity::error, "duplicate-link", at,
                       fmt::format("link '{}' -> {} is already there ({})", source.text(), target,
                                   first.text())});
    };
    for (const auto& link : data.links) {
        const auto [first, is_new] = seen.emplace(std::pair{link.source, link.target}, &link);
        if (!is_new) {
            repeated(link.source, quoted(link.target), link.at, first->second->at);
            continue;
        }
        by_source[link.source].add(link.share, link.at);
        check_share(link, quoted(link.target), data.weighted, out);
    }
    std::map<Code, const End*> seen_ends;
    for (const auto& end : data.ends) {
        const auto [first, is_new] = seen_ends.emplace(end.source, &end);
        if (!is_new) {
            repeated(end.source, "none", end.at, first->second->at);
            continue;
        }
        by_source[end.source].add(end.share, end.at);
        check_share(end, "none", data.weighted, out);
    }
    for (const auto& [source, rows] : by_source) {
        check_shares(source, rows, out);
    }
    sort_by_place(out);
    return out;
}

Findings check(const CorrespondenceData& data, const Edition& source, const Edition& target,
               const std::vector<Code>& new_items) {
    auto out = check(data);
    std::set<const Item*> sources;
    std::set<const Item*> targets;
    for (const auto& link : data.links) {
        check_end(source, link.source, "source", link.at, sources, out);
        check_end(target, link.target, "target", link.at, targets, out);
    }
    for (const auto& end : data.ends) {
        check_end(source, end.source, "source", end.at, sources, out);
    }
    check_covered(source, sources, "source", "target", data.at, {}, out);
    check_covered(target, targets, "target", "source", data.at, new_items, out);
    check_reused(data, source, target, out);
    check_row_levels(data, source, target, out);
    sort_by_place(out);
    return out;
}

std::vector<ReusedCode> reused_codes(const std::vector<Link>& links, const Edition& source,
                                     const Edition& target) {
    const auto codes = shared_codes(links, source, target);
    const auto kept = std::count_if(codes.begin(), codes.end(),
                                    [](const auto& entry) { return entry.second.is_kept; });
    if (source.header().series != target.header().series &&
        2 * static_cast<std::size_t>(kept) <= codes.size()) {
        return {};
    }
    std::map<std::string_view, ReusedCode> uses;
    for (const auto& [code, shared] : codes) {
        if (!shared.is_kept) {
            uses.emplace(code, ReusedCode{shared.before, shared.after, {}, {}, nullptr});
        }
    }
    add_uses(links, uses);
    std::vector<ReusedCode> out;
    for (auto& [code, use] : uses) {
        if (use.first != nullptr) {
            std::sort(use.targets.begin(), use.targets.end());
            std::sort(use.sources.begin(), use.sources.end());
            out.push_back(std::move(use));
        }
    }
    return out;
}

Correspondence Correspondence::make(CorrespondenceData data) {
    // Most tables come sorted: looking is cheaper than sorting them again.
    if (!std::is_sorted(data.links.begin(), data.links.end(), by_pair)) {
        std::stable_sort(data.links.begin(), data.links.end(), by_pair);
    }
    const auto by_source = [](const End& a, const End& b) { return a.source < b.source; };
    std::stable_sort(data.ends.begin(), data.ends.end(), by_source);
    std::sort(data.partial.begin(), data.partial.end());
    data.partial.erase(std::unique(data.partial.begin(), data.partial.end()), data.partial.end());
    std::sort(data.astray.begin(), data.astray.end());
    const bool has_shares = std::any_of(data.links.begin(), data.links.end(),
                                        [](const Link& l) { return l.share || l.basis; });
    const auto repeat = std::adjacent_find(
        data.links.begin(), data.links.end(),
        [](const Link& a, const Link& b) { return a.target == b.target && a.source == b.source; });
    if (has_shares || repeat != data.links.end() || !data.ends.empty()) {
        if (has_errors(check(data))) {
            // Findings are said in the order in which the rows were read.
            std::stable_sort(data.links.begin(), data.links.end(),
                             [](const Link& a, const Link& b) { return a.at < b.at; });
            throw DataError(check(data));
        }
    }
    return Correspondence{std::move(data)};
}

Correspondence::Range Correspondence::links_from(const Code& source) const noexcept {
    struct BySource {
        bool operator()(const Link& link, const Code& code) const { return link.source < code; }
        bool operator()(const Code& code, const Link& link) const { return code < link.source; }
    };
    const auto [first, last] =
        std::equal_range(data_->links.begin(), data_->links.end(), source, BySource{});
    const auto* const begin = data_->links.data();
    return {begin + (first - data_->links.begin()), begin + (last - data_->links.begin())};
}

Correspondence::Places Correspondence::places(const Code& source) const noexcept {
    Places out{links_from(source), false, nullptr, false, false};
    const auto end =
        std::lower_bound(data_->ends.begin(), data_->ends.end(), source,
                         [](const End& entry, const Code& code) { return entry.source < code; });
    out.end = end == data_->ends.end() || end->source != source ? nullptr : &*end;
    out.is_partial = std::binary_search(data_->partial.begin(), data_->partial.end(), source);
    out.is_astray = std::binary_search(data_->astray.begin(), data_->astray.end(), source);
    out.ends = out.end != nullptr;
    if (out.links.empty() && !out.ends && !out.is_partial) {
        out.ends = coverage() == Coverage::whole;
        out.is_partial = !out.ends;
        out.is_astray = !out.ends;
    }
    return out;
}

std::vector<Code> Correspondence::listed() const {
    auto out = data_->partial;
    for (const auto& end : data_->ends) {
        out.push_back(end.source);
    }
    for (const auto& link : data_->links) {
        if (out.empty() || out.back() != link.source) {
            out.push_back(link.source);
        }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::string remark_on(const Correspondence& table, const Code& source, const Code& target) {
    const auto& all = table.remarks();
    const auto wanted = std::tie(source, target);
    const auto found = std::lower_bound(all.begin(), all.end(), wanted,
                                        [](const LinkRemark& one, const auto& ends) {
                                            return std::tie(one.source, one.target) < ends;
                                        });
    return found == all.end() || std::tie(found->source, found->target) != wanted ? std::string{}
                                                                                  : found->text;
}

void add_places(CorrespondenceData& table, const Code& source,
                const Correspondence::Places& places) {
    table.links.insert(table.links.end(), places.links.begin(), places.links.end());
    if (places.end != nullptr) {
        table.ends.push_back(*places.end);
    }
    if (places.is_partial) {
        table.partial.push_back(source);
    }
    if (places.is_astray) {
        table.astray.push_back(source);
    }
}

Correspondence Correspondence::reversed() const {
    CorrespondenceData back{data_->target, data_->source, data_->title, data_->provenance, {},
                            data_->at};
    back.coverage = data_->coverage;
    back.links.reserve(data_->links.size());
    // Links are sorted by source already; sorting where they are is cheaper than sorting them.
    std::vector<const Link*> by_target;
    by_target.reserve(data_->links.size());
    for (const auto& link : data_->links) {
        by_target.push_back(&link);
    }
    std::stable_sort(by_target.begin(), by_target.end(),
                     [](const Link* a, const Link* b) { return a->target < b->target; });
    for (const auto* const link : by_target) {
        back.links.push_back({link->target, link->source, std::nullopt, std::nullopt, link->at});
    }
    if (coverage() == Coverage::part) {
        for (const auto& link : back.links) {
            if (back.partial.empty() || back.partial.back() != link.source) {
                back.partial.push_back(link.source);
            }
        }
        back.astray = back.partial;
    }
    return Correspondence{std::move(back)};
}

bool lists_most_leaves(const Correspondence& table, const Edition& edition, bool as_targets) {
    std::vector<bool> listed(edition.items().size());
    ItemSearch items{edition};
    const auto note = [&](const Code& code) {
        const auto* const item = items.find(code);
        if (item != nullptr && edition.is_leaf(*item)) {
            listed[edition.index(*item)] = true;
        } else if (item != nullptr) {
            for (const auto* const leaf : edition.leaves(*item)) {
                listed[edition.index(*leaf)] = true;
            }
        }
    };
    for (const auto& link : table.links()) {
        note(as_targets ? link.target : link.source);
    }
    for (std::size_t i = 0; !as_targets && i < table.ends().size(); ++i) {
        note(table.ends()[i].source);
    }
    const auto leaves = std::count_if(edition.items().begin(), edition.items().end(),
                                      [&](const Item& item) { return edition.is_leaf(item); });
    return 2 * std::count(listed.begin(), listed.end(), true) >= leaves;
}

namespace {

/// What needs no share to be known: all of a source that is in one place.
std::optional<KnownShare> only_share(const Correspondence::Places& places) {
    if (places.size() == 1 && !places.is_partial) {
        return KnownShare{Share::one(), Basis::only};
    }
    return std::nullopt;
}

}  // namespace

std::optional<KnownShare> known_share(const Correspondence& table, const Link& link) {
    return link.share ? KnownShare{*link.share, *link.basis}
                      : only_share(table.places(link.source));
}

std::optional<KnownShare> known_share(const Correspondence::Places& places, const Link& link) {
    return link.share ? KnownShare{*link.share, *link.basis} : only_share(places);
}

std::optional<KnownShare> known_end(const Correspondence::Places& places) {
    return places.end != nullptr && places.end->share
               ? KnownShare{*places.end->share, *places.end->basis}
               : only_share(places);
}

}  // namespace socshift
