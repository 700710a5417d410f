#include "socshift/model/correspondence.hpp"

#include "socshift/model/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace socshift {

namespace {

bool by_pair(const Link& a, const Link& b) {
    return std::tie(a.source, a.target) < std::tie(b.source, b.target);
}

void check_shares(const Code& source, const std::vector<const Link*>& links, Findings& out) {
    ShareSum sum;
    std::size_t stated = 0;
    for (const auto* const link : links) {
        if (link->share) {
            sum.add(*link->share);
            ++stated;
        }
    }
    if (stated == 0) {
        return;
    }
    if (stated != links.size()) {
        out.push_back({Severity::error, "share-missing", links.front()->at,
                       fmt::format("{} of the {} links out of '{}' have a share; expected all or "
                                   "none",
                                   stated, links.size(), source.text())});
    } else if (!sum.is_one()) {
        out.push_back(
            {Severity::error, "share-sum", links.front()->at,
             fmt::format("shares out of '{}' sum to {}, expected 1", source.text(), sum.text())});
    }
}

void check_end(const Edition& edition, const Code& code, std::string_view side, const Link& link,
               Findings& out) {
    if (edition.find(code) == nullptr) {
        out.push_back(
            {Severity::error, fmt::format("unknown-{}", side), link.at,
             fmt::format("{} '{}' is not an item of {}", side, code.text(), edition.id().text())});
    }
}

void check_covered(const Edition& edition, const std::set<std::string_view>& covered,
                   std::string_view side, std::string_view lack, const SourceLocation& at,
                   Findings& out) {
    for (const auto& item : edition.items()) {
        if (edition.is_leaf(item) && !item.inherited && covered.count(item.code.text()) == 0) {
            out.push_back({Severity::warning, fmt::format("unlinked-{}", side), at,
                           fmt::format("'{}' ({}) of {} has no {}", item.code.text(), item.title,
                                       edition.id().text(), lack)});
        }
    }
}

}  // namespace

Findings check(const CorrespondenceData& data) {
    Findings out;
    std::map<Code, std::vector<const Link*>> by_source;
    std::map<std::pair<Code, Code>, const Link*> seen;
    for (const auto& link : data.links) {
        const auto [first, is_new] = seen.emplace(std::pair{link.source, link.target}, &link);
        if (!is_new) {
            out.push_back(
                {Severity::error, "duplicate-link", link.at,
                 fmt::format("link '{}' -> '{}' is already there ({})", link.source.text(),
                             link.target.text(), first->second->at.text())});
            continue;
        }
        by_source[link.source].push_back(&link);
        if (link.share.has_value() != link.basis.has_value()) {
            out.push_back({Severity::error, "share-basis", link.at,
                           fmt::format("link '{}' -> '{}' must have both a share and a basis, or "
                                       "neither",
                                       link.source.text(), link.target.text())});
        }
        if (link.share && link.share->is_zero()) {
            out.push_back({Severity::error, "share-zero", link.at,
                           fmt::format("link '{}' -> '{}' has share 0; leave such a link out",
                                       link.source.text(), link.target.text())});
        }
    }
    for (const auto& [source, links] : by_source) {
        check_shares(source, links, out);
    }
    return out;
}

Findings check(const CorrespondenceData& data, const Edition& source, const Edition& target) {
    auto out = check(data);
    std::set<std::string_view> sources;
    std::set<std::string_view> targets;
    std::set<std::string_view> same;
    for (const auto& link : data.links) {
        check_end(source, link.source, "source", link, out);
        check_end(target, link.target, "target", link, out);
        sources.insert(link.source.text());
        targets.insert(link.target.text());
        if (link.source == link.target) {
            same.insert(link.source.text());
        }
    }
    check_covered(source, sources, "source", "target", data.at, out);
    check_covered(target, targets, "target", "source", data.at, out);
    if (source.header().series == target.header().series) {
        for (const auto& item : source.items()) {
            if (source.is_leaf(item) && target.find(item.code) != nullptr &&
                sources.count(item.code.text()) != 0 && same.count(item.code.text()) == 0) {
                out.push_back(
                    {Severity::warning, "kept-code-unlinked", data.at,
                     fmt::format("code '{}' is in both {} and {}, but not linked to "
                                 "itself",
                                 item.code.text(), source.id().text(), target.id().text())});
            }
        }
    }
    return out;
}

Correspondence Correspondence::make(CorrespondenceData data) {
    std::sort(data.links.begin(), data.links.end(), by_pair);
    const bool has_shares = std::any_of(data.links.begin(), data.links.end(),
                                        [](const Link& l) { return l.share || l.basis; });
    const auto repeat = std::adjacent_find(
        data.links.begin(), data.links.end(),
        [](const Link& a, const Link& b) { return !by_pair(a, b) && !by_pair(b, a); });
    if (has_shares || repeat != data.links.end()) {
        auto findings = check(data);
        if (has_errors(findings)) {
            throw DataError(std::move(findings));
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
        std::equal_range(data_.links.begin(), data_.links.end(), source, BySource{});
    const auto* const begin = data_.links.data();
    return {begin + (first - data_.links.begin()), begin + (last - data_.links.begin())};
}

Correspondence Correspondence::reversed() const {
    CorrespondenceData back{data_.target,     data_.source, data_.title,
                            data_.provenance, {},           data_.at};
    back.links.reserve(data_.links.size());
    for (const auto& link : data_.links) {
        back.links.push_back({link.target, link.source, std::nullopt, std::nullopt, link.at});
    }
    std::sort(back.links.begin(), back.links.end(), by_pair);
    return Correspondence{std::move(back)};
}

std::optional<KnownShare> known_share(const Correspondence& table, const Link& link) {
    if (link.share) {
        return KnownShare{*link.share, *link.basis};
    }
    if (table.links_from(link.source).size() == 1) {
        return KnownShare{Share::one(), Basis::only};
    }
    return std::nullopt;
}

}  // namespace socshift
