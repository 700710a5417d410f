#pragma once

#include "socshift/model/catalog.hpp"
#include "socshift/model/correspondence.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// One published table on a route, and the way it is read.
struct Step {
    EditionId from;
    EditionId to;
    bool reversed = false;  // the table is published as to -> from

    friend bool operator==(const Step&, const Step&) = default;
};

/// The chain of published tables that joins two editions: the end of each step is the start of the
/// next. No steps: both ends are the same edition.
struct Route {
    EditionId from;
    EditionId to;
    std::vector<Step> steps;

    /// "soc2000 -> soc2010 -> soc2018"
    [[nodiscard]] std::string text() const;

    friend bool operator==(const Route&, const Route&) = default;
};

/// Millionths of a bit.
using MicroBits = std::int64_t;

/// What a reader of @p table cannot know: the mean over its source codes of log2(number of
/// targets), which is doubt about where a code went, plus the mean over its target codes of
/// log2(number of sources), which is difference melted away. Each logarithm and each mean is
/// rounded to a whole number, so the result is the same on any machine. Zero for a one-to-one
/// table; the same read backwards. Shares make no difference, and codes in no link are not counted.
[[nodiscard]] MicroBits information_loss(const Correspondence& table);

/// The best route between two editions of @p catalog, or none.
///
/// A table published for just these two editions is the route, in its own direction before the
/// other: what the publisher said of two editions is not replaced by something derived. Otherwise
/// the route with the least information_loss() summed over its steps, of those that lead through no
/// publication (EditionKind); among equals the fewest steps, then the first by names of the
/// editions on the way.
///
/// Cost: nothing is loaded when there is a direct table; otherwise only the tables of editions
/// nearer than @p to.
[[nodiscard]] std::optional<Route> find_route(const Catalog& catalog, const EditionId& from,
                                              const EditionId& to);

/// The table of one step, in the direction of the step.
[[nodiscard]] Correspondence table_of(const Catalog& catalog, const Step& step);

/// The steps of @p route composed, first to last; identity() if there are none.
[[nodiscard]] Correspondence composed(const Catalog& catalog, const Route& route);

/// The leaf table between two editions: composed() along the best route.
/// @throws UnknownName if the catalog has no such edition or no route joins them.
[[nodiscard]] Correspondence between(const Catalog& catalog, const EditionId& from,
                                     const EditionId& to);

/// find_route() for those who cannot go on without. @throws UnknownName as between().
[[nodiscard]] Route require_route(const Catalog& catalog, const EditionId& from,
                                  const EditionId& to);

}  // namespace socshift
