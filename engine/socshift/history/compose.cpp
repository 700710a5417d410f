#include "socshift/history/compose.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

namespace socshift {

namespace {

/// One way from a source over a middle code to a target.
struct Way {
    const Link* first;
    const Link* second;
};

void need_shared_middle(const Correspondence& ab, const Correspondence& bc) {
    if (ab.target() != bc.source()) {
        throw EditionMismatch(fmt::format(
            "cannot chain {} -> {} with {} -> {}; expected the second table to start at '{}'",
            ab.source().text(), ab.target().text(), bc.source().text(), bc.target().text(),
            ab.target().text()));
    }
}

/// Whether @p link is only a place where nothing goes by the weights in force.
bool is_empty(const Link& link) {
    return link.share && link.share->is_zero();
}

/// Every way out of one source: by target, then by middle. `complete`: no middle is a dead end.
struct Ways {
    std::vector<Way> all;
    bool complete = true;
};

Ways ways_from(const Correspondence::Range& out_of_source, const Correspondence& bc) {
    Ways ways;
    for (const auto& first : out_of_source) {
        const auto onward = bc.links_from(first.target);
        ways.complete = ways.complete && (!onward.empty() || is_empty(first));
        for (const auto& second : onward) {
            ways.all.push_back({&first, &second});
        }
    }
    std::stable_sort(ways.all.begin(), ways.all.end(), [](const Way& a, const Way& b) {
        return a.second->target < b.second->target;
    });
    return ways;
}

std::optional<KnownShare> share_of(const Way& way, const Correspondence& ab,
                                   const Correspondence& bc) {
    const auto first = known_share(ab, *way.first);
    const auto second = known_share(bc, *way.second);
    if (first && first->share.is_zero()) {
        return first;  // whatever becomes of it
    }
    if (!first || !second) {
        return std::nullopt;
    }
    return KnownShare{first->share * second->share, weaker(first->basis, second->basis)};
}

/// The composed links out of one source. @p partial: the composed table is.
void append_links(const Ways& ways, const Correspondence& ab, const Correspondence& bc,
                  bool partial, std::vector<Link>& out) {
    std::vector<KnownShare> shares;
    for (const auto& way : ways.all) {
        const auto share = ways.complete ? share_of(way, ab, bc) : std::nullopt;
        if (!share) {
            shares.clear();
            break;
        }
        shares.push_back(*share);
    }
    const auto begin = out.size();
    for (std::size_t i = 0; i < ways.all.size();) {
        const auto& target = ways.all[i].second->target;
        Link link{ways.all[i].first->source, target, std::nullopt, std::nullopt, {}};
        ShareSum sum;
        Basis basis = Basis::only;
        for (; i < ways.all.size() && ways.all[i].second->target == target; ++i) {
            if (!shares.empty()) {
                sum.add(shares[i].share);
                basis = weaker(basis, shares[i].basis);
            }
        }
        if (!shares.empty()) {
            link.share = sum.share();
            link.basis = basis;
        }
        out.push_back(std::move(link));
    }
    if (out.size() != begin + 1) {
        return;
    }
    // Everything comes together in one target, whatever the shares on the way.
    const bool whole = ways.complete && !ab.partial() && !bc.partial();
    auto& only = out.back();
    if (whole && !only.share) {
        only.share = Share::one();
        only.basis = Basis::only;
    }
    // What known_share() says of such a link anyway.
    if (!partial && only.basis == Basis::only) {
        only.share.reset();
        only.basis.reset();
    }
}

/// Whether some source has a way that ends at a middle code beside others that go on.
bool loses_parts(const Correspondence& ab, const Correspondence& bc) {
    const auto& links = ab.links();
    for (std::size_t i = 0; i < links.size();) {
        const auto out_of_source = ab.links_from(links[i].source);
        const auto ends = [&](const Link& link) {
            return bc.links_from(link.target).empty() && !is_empty(link);
        };
        if (std::any_of(out_of_source.begin(), out_of_source.end(), ends) &&
            !std::all_of(out_of_source.begin(), out_of_source.end(), ends)) {
            return true;
        }
        i += out_of_source.size();
    }
    return false;
}

std::string chain_title(const Correspondence& ab, const Correspondence& bc) {
    return fmt::format("{}, then {}", ab.title(), bc.title());
}

}  // namespace

Correspondence compose(const Correspondence& ab, const Correspondence& bc) {
    need_shared_middle(ab, bc);
    CorrespondenceData data{ab.source(), bc.target(), chain_title(ab, bc), {}, {}, {}, false};
    // A part that is lost on the way must not make the rest look like the whole.
    data.partial = ab.partial() || bc.partial() || loses_parts(ab, bc);
    data.weighted = ab.weighted() || bc.weighted();
    data.provenance.made_by = fmt::format("composed: {} -> {} -> {}", ab.source().text(),
                                          ab.target().text(), bc.target().text());
    data.links.reserve(ab.links().size());
    const auto& links = ab.links();
    for (std::size_t i = 0; i < links.size();) {
        const auto out_of_source = ab.links_from(links[i].source);
        try {
            append_links(ways_from(out_of_source, bc), ab, bc, data.partial, data.links);
        } catch (const ShareTooLong& error) {
            throw Error(fmt::format("'{}' cannot be carried from {} over {} to {}: {}",
                                    links[i].source.text(), ab.source().text(), ab.target().text(),
                                    bc.target().text(), error.what()));
        }
        i += out_of_source.size();
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
