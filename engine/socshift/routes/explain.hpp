#pragma once

#include "socshift/model/correspondence.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/routes/route.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace socshift {

/// One step of a chain, from leaf to leaf in the direction of the route, and the row it rests on.
struct ChainLink {
    Step step;
    Code from;
    Code to;
    Code stated_from;  // the ends that the row names: `from` and `to`, or groups above them
    Code stated_to;
    std::optional<KnownShare> share;  // of `from` that goes to `to`, as known_share() has it
    SourceLocation at;                // of the row: of a table, or of an item with its parent
    std::string remark = {};          // of the row: LinkRemark

    friend bool operator==(const ChainLink&, const ChainLink&) = default;
};

/// One way in which a code becomes another: the end of each link is the start of the next.
using Chain = std::vector<ChainLink>;

/// The product of the shares along @p chain, on the weakest basis; none if one is not known. One,
/// on the basis `only`, for a chain without links.
[[nodiscard]] std::optional<KnownShare> share_of(const Chain& chain);

/// Says of every link of a composed table which rows of which tables it came from.
class RouteProof {
public:
    /// Loads the tables of @p route; @p catalog must outlive the proof.
    RouteProof(const Catalog& catalog, const Route& route);

    /// Every chain from a leaf at or below @p source to a leaf at or below @p target, in the order
    /// of the codes on the way. Empty: the route does not lead from the one to the other.
    ///
    /// Needs    items of the route's ends.
    /// Law      for two leaves, if every chain out of @p source has a known share, those to
    ///          @p target add up to the share of the composed link.
    [[nodiscard]] std::vector<Chain> chains(const Item& source, const Item& target) const;

private:
    struct Stage {
        Step step;
        Correspondence table;                       // in the direction of the step
        const Correspondence* published = nullptr;  // as it was published, in its own direction
    };

    [[nodiscard]] std::pair<Code, Code> stated_ends(const Stage& stage, const Link& link) const;
    [[nodiscard]] Chain chain(const std::vector<const Link*>& links) const;
    void follow(const Code& at, const Item& target, std::vector<const Link*>& way,
                std::vector<Chain>& out) const;

    const Catalog& catalog_;
    const Edition& target_;
    const Edition& source_;
    std::vector<Stage> stages_;
};

}  // namespace socshift
