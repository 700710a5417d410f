#pragma once

#include "socshift/base/error.hpp"
#include "socshift/base/finding.hpp"
#include "socshift/weights/route_weights.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace socshift {

/// Weights with the group of rows that they are for, "sex=1"; empty without groups.
struct GroupWeights {
    std::string group;
    WeightTable weights;
};

/// Two editions, the way between them and its table: what weights are asked for.
struct WeightsSubject {
    Route route;
    Correspondence table;

    /// By the best route. @throws UnknownName if none joins them.
    static WeightsSubject between(const Catalog& catalog, const EditionId& from,
                                  const EditionId& to);
};

/// What one choice of weights says between two editions.
///
///     const auto subject = WeightsSubject::between(catalog, soc2010, soc2018);
///     const auto census = weights_between(catalog, subject, read_weight_choice("census"));
struct WeightsBetween {
    std::string name;                     // as the choice has it
    std::vector<GroupWeights> tables;     // one; of a file that has groups one for each, sorted
    Findings findings;                    // what is notable in a file, no errors
    std::vector<std::string> normalised;  // see UserWeights, of all groups
};

/// The catalog has no weights of a kind between two editions.
class NoWeights : public Error {
public:
    using Error::Error;
};

/// The weights of @p choice for @p subject. Those of `equal` are what comes of dividing each table
/// of the route: see equal_along(). With @p normalise, shares of a file that do not sum to one are
/// divided by their sum.
/// @throws NoWeights; DataError with all findings if weights of a file do not fit the table.
[[nodiscard]] WeightsBetween weights_between(const Catalog& catalog, const WeightsSubject& subject,
                                             const WeightChoice& choice, bool normalise = false);

/// The weights of every kind that the catalog has for @p subject, each under its word, in the order
/// of census, census-exact, employment, equal.
[[nodiscard]] std::vector<WeightTable> all_weights(const Catalog& catalog,
                                                   const WeightsSubject& subject);

/// Two choices of weights between the same editions, set beside each other.
struct ComparedWeights {
    std::string a;  // their names
    std::string b;
    WeightComparison compared;
    std::size_t only_a = 0;  // sources that only one says something of, as the next
    std::size_t only_b = 0;
    std::vector<std::string> normalised;  // as of WeightsBetween, of both

    /// Whether they give every link of the sources that both give shares for the same share.
    [[nodiscard]] bool is_same() const noexcept;
};

/// Weights depend on groups of rows where one table is expected.
class DependsOnGroups : public Error {
public:
    explicit DependsOnGroups(const std::string& name);
};

/// @throws DependsOnGroups if one of the two does; as weights_between().
[[nodiscard]] ComparedWeights compare_between(const Catalog& catalog, const WeightsSubject& subject,
                                              const WeightChoice& a, const WeightChoice& b,
                                              bool normalise = false);

}  // namespace socshift
