#pragma once

#include "socshift/publish/answer.hpp"
#include "socshift/routes/alternatives.hpp"
#include "socshift/routes/code_map.hpp"
#include "socshift/routes/explain.hpp"
#include "socshift/routes/route.hpp"
#include "socshift/routes/route_measures.hpp"

#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// What a reader of a result must know of the route that it came by, a sentence each: the route,
/// unless it is one published table, and its steps that are derived or go down to finer codes.
[[nodiscard]] std::vector<std::string> route_notices(const Catalog& catalog, const Route& route);

/// The same of counts that were carried along @p route, and that they were.
[[nodiscard]] std::vector<std::string> carried_counts_notices(const Catalog& catalog,
                                                              const Route& route);

/// "no route of at most 6 steps from soc2018 to isco2008"
[[nodiscard]] std::string no_routes_notice(const EditionId& from, const EditionId& to,
                                           const RouteLimits& limits);

/// Bits of information as a cell of a column of measures: "0.528321".
[[nodiscard]] Cell bits_cell(MicroBits bits);

/// A route with its numbers.
struct RouteChoice {
    Route route;
    RouteMeasures figures;
};

/// @p routes with their numbers, in their order.
[[nodiscard]] std::vector<RouteChoice> with_measures(const Catalog& catalog,
                                                     const std::vector<Route>& routes);

/// socshift/routes/1: a row for each route, in the order given.
[[nodiscard]] Answer routes_answer(const Catalog& catalog, const std::vector<RouteChoice>& choices);

/// socshift/routes-steps/1: a row for each step of each route.
[[nodiscard]] Answer route_steps_answer(const Catalog& catalog, const std::vector<Route>& routes);

/// A link of an answer, to be proved.
struct Claim {
    const Item* source = nullptr;
    const Item* target = nullptr;
    std::optional<KnownShare> share;
};

/// Answers that rest on a map's own route, so that it can prove them, and the codes of the others:
/// the source does not publish these, and they go where the edition has them that is named.
struct ProvableAnswers {
    std::vector<MappedCode> answers;
    std::vector<CodeRef> unpublished;
};
[[nodiscard]] ProvableAnswers provable(const CodeMap& map, std::vector<MappedCode> answers);

/// "oews2021 does not publish '45-3031', which is as in soc2018"
[[nodiscard]] std::string unpublished_notice(const CodeMap& map, const CodeRef& code);

/// What there is to prove of @p answers, which @p map gave: every place that is an item.
[[nodiscard]] std::vector<Claim> claims_of(const CodeMap& map,
                                           const std::vector<MappedCode>& answers);

/// socshift/map-explain/1: how each claim follows from the tables on @p route, a row for each step
/// of each chain. @p proof is of this route.
[[nodiscard]] Answer proof_answer(const Catalog& catalog, const Route& route,
                                  const RouteProof& proof, const std::vector<Claim>& claims);

}  // namespace socshift
