#include "socshift/routes/compose.hpp"

#include "socshift/routes/place_sums.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

namespace socshift {

namespace {

void need_shared_middle(const Correspondence& ab, const Correspondence& bc) {
    if (ab.target() != bc.source()) {
        throw EditionMismatch(fmt::format(
            "cannot chain {} -> {} with {} -> {}; expected the second table to start at '{}'",
            ab.source().text(), ab.target().text(), bc.source().text(), bc.target().text(),
            ab.target().text()));
    }
}

std::optional<KnownShare> chained(const std::optional<KnownShare>& first,
                                  const std::optional<KnownShare>& second) {
    if (first && first->share.is_zero()) {
        return first;  // whatever becomes of it
    }
    if (!first || !second) {
        return std::nullopt;
    }
    return KnownShare{first->share * second->share, weaker(first->basis, second->basis)};
}

/// Where @p source goes over all middle codes.
PlaceSums places_of(const Code& source, const Correspondence& ab, const Correspondence& bc) {
    const auto begin = ab.places(source);
    PlaceSums out;
    out.mark(begin);
    for (const auto& first : begin.links) {
        const auto share = known_share(begin, first);
        const auto onward = bc.places(first.target);
        for (const auto& second : onward.links) {
            out.add(&second.target, chained(share, known_share(onward, second)));
        }
        // What the weights give nothing is a place all the same, but no part is lost there.
        if (share && share->share.is_zero()) {
            continue;
        }
        if (onward.ends) {
            out.add(nullptr, chained(share, known_end(onward)));
        }
        out.mark(onward);
    }
    if (begin.ends) {
        out.add(nullptr, known_end(begin));
    }
    return out;
}

std::string chain_title(const Correspondence& ab, const Correspondence& bc) {
    return fmt::format("{}, then {}", ab.title(), bc.title());
}

}  // namespace

Correspondence compose(const Correspondence& ab, const Correspondence& bc) {
    need_shared_middle(ab, bc);
    CorrespondenceData data{ab.source(), bc.target(), chain_title(ab, bc), {}, {}, {}};
    data.weighted = ab.weighted() || bc.weighted();
    data.coverage = ab.coverage();
    data.provenance.made_by = fmt::format("composed: {} -> {} -> {}", ab.source().text(),
                                          ab.target().text(), bc.target().text());
    data.links.reserve(ab.links().size());
    for (const auto& source : ab.listed()) {
        try {
            places_of(source, ab, bc).append_to(source, data);
        } catch (const ShareTooLong& error) {
            throw Error(fmt::format("'{}' cannot be carried from {} over {} to {}: {}",
                                    source.text(), ab.source().text(), ab.target().text(),
                                    bc.target().text(), error.what()));
        }
    }
    return Correspondence::make(std::move(data));
}

std::vector<Code> unmatched(const Correspondence& ab, const Correspondence& bc) {
    need_shared_middle(ab, bc);
    std::vector<Code> out;
    for (const auto& link : ab.links()) {
        if (bc.links_from(link.target).empty()) {
            out.push_back(link.target);
        }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

Correspondence identity(const Edition& edition) {
    CorrespondenceData data{edition.id(), edition.id(), edition.header().title, {}, {}, {}};
    for (const auto& item : edition.items()) {
        if (edition.is_leaf(item)) {
            data.links.push_back({item.code, item.code, std::nullopt, std::nullopt, item.at});
        }
    }
    return Correspondence::make(std::move(data));
}

}  // namespace socshift
