#pragma once

#include "socshift/changes/family.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/model/counts.hpp"
#include "socshift/routes/alternatives.hpp"

#include <optional>
#include <string>
#include <vector>

namespace socshift::test {

// Second opinions: the same answers by the shortest way to write them, whatever it costs.

/// A link of a chain, with "1/2 census" or nothing known.
struct NaiveLink {
    std::string source;
    std::string target;
    std::optional<std::string> known;

    friend bool operator==(const NaiveLink&, const NaiveLink&) = default;
};

/// What compose() should give, by three nested loops.
[[nodiscard]] std::vector<NaiveLink> naive_compose(const Correspondence& ab,
                                                   const Correspondence& bc);

/// The links of a table in the same form.
[[nodiscard]] std::vector<NaiveLink> as_naive(const Correspondence& table);

/// What families() should give for two editions, by joining groups until nothing changes.
[[nodiscard]] std::vector<Family> naive_families(const std::vector<Code>& sources,
                                                 const std::vector<Code>& targets,
                                                 const Correspondence& table);

/// The texts of the routes that find_routes() should give over published tables: every simple path,
/// by walking all of them, sorted.
[[nodiscard]] std::vector<std::string> naive_routes(const Catalog& catalog, const EditionId& from,
                                                    const EditionId& to, const RouteLimits& bounds);

/// H(X|Y) in bits from the whole joint distribution, as H(X,Y) - H(Y). Every share must be known.
[[nodiscard]] double naive_equivocation(const Correspondence& table, const Counts& counts);

}  // namespace socshift::test
