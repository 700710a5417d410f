#pragma once

#include "socshift/base/words.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/routes/route.hpp"
#include "socshift/weights/employment_weights.hpp"
#include "socshift/weights/user_weights.hpp"

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace socshift {

/// Where weights come from. `census_exact` is `census` without what the rates determine in part.
enum class WeightKind : std::uint8_t { equal, employment, census, census_exact, file };
template <>
inline constexpr auto word_table<WeightKind> =
    std::to_array<Word<WeightKind>>({{WeightKind::equal, "equal"},
                                     {WeightKind::employment, "employment"},
                                     {WeightKind::census, "census"},
                                     {WeightKind::census_exact, "census-exact"},
                                     {WeightKind::file, ""}});

/// One place in an order of fall-back.
struct WeightChoice {
    WeightKind kind = WeightKind::equal;
    std::string name;                     // as the user said it
    std::optional<Weights> weights = {};  // of a file
};

/// By which column of the data the rates of the catalog are chosen that are for groups of cases
/// (Rates::groups), and what its values mean there.
struct WeightGrouping {
    std::string group;   // "sex", as the rates have it
    std::string column;  // of the data
    /// What values of the column mean: a word of the rates, or all_cases. Words mean themselves.
    std::vector<std::pair<std::string, std::string>> words;

    /// Stands for the rates of all cases together.
    static constexpr std::string_view all_cases = "total";
};

/// The values that @p value, as a person writes it in WeightGrouping::words, stands for: itself, or
/// of a range of whole numbers, "16-17", each of them. @throws Error for a range of none, or of
/// more than a thousand.
[[nodiscard]] std::vector<std::string> values_of_whole_range(const std::string& value);

/// The rates of the catalog that are by just the groups of @p by, the first by name; nullptr if
/// there are none, or @p by is empty.
[[nodiscard]] const Rates* rates_by(const Catalog& catalog, const std::vector<WeightGrouping>& by);

/// Whether @p weights, of a file, are for the table between the two: they name it, or no edition.
[[nodiscard]] bool is_for(const Weights& weights, const EditionId& before, const EditionId& after);

/// The weights of a choice other than a file for @p table; none if there are none between its
/// editions.
[[nodiscard]] std::optional<WeightTable> catalog_weights(const Catalog& catalog, WeightKind kind,
                                                         const Correspondence& table);

/// What one choice did on one table of a route.
struct WeightUse {
    std::string name;
    std::string group;  // of rows: "sex=1"; empty if the weights depend on none
    EditionId before;
    EditionId after;
    std::size_t sources = 0;              // that it has weights for
    std::vector<std::string> in_part;     // of these, those determined in part; codes
    std::vector<std::string> forced;      // whose figures contradict each other; codes
    std::vector<WeightGap> gaps;          // sources with several targets that it has none for
    std::vector<std::string> normalised;  // see UserWeights

    friend bool operator==(const WeightUse&, const WeightUse&) = default;
};

/// The table of a route without and with weights.
struct WeightedRoute {
    Correspondence known;
    Correspondence weighted;
    std::vector<WeightUse> uses;  // in the order of the choices, then of the route
};

/// Puts weights into the tables of a route. A choice serves each step between whose editions it has
/// weights; weights of a file that are for the ends of a route of several steps are put into the
/// composed table, after the choices before it and before those behind it. `equal` serves each step
/// like any other choice, so that what is known of a later step is kept where an earlier one is not
/// known.
class RouteWeights {
public:
    /// Needs @p catalog to outlive this, and rates_by(), if @p by is not empty: weights of the kind
    /// `census` are then those of each group. Where a table of the route has the rates of all cases
    /// as its own shares, those of the group stand in their place.
    RouteWeights(const Catalog& catalog, std::vector<WeightChoice> order, bool normalise,
                 std::vector<WeightGrouping> by = {})
        : catalog_(catalog),
          order_(std::move(order)),
          normalise_(normalise),
          by_(std::move(by)),
          rates_(rates_by(catalog, by_)) {}

    [[nodiscard]] const std::vector<WeightChoice>& order() const noexcept { return order_; }

    /// Whether the order ends with an assumption that serves everything.
    [[nodiscard]] bool ends_with_equal() const noexcept;

    /// Columns of the data that weights depend on; empty if they depend on none.
    [[nodiscard]] std::vector<std::string> group_columns() const;

    /// The different values of these; of rates, their words.
    [[nodiscard]] std::vector<std::vector<std::string>> groups() const;

    /// What else the values of the columns may be, when weights are by rates: each list of values
    /// with its place in groups(), or none for all_cases. Empty when they are not.
    [[nodiscard]] std::map<std::vector<std::string>, std::optional<std::size_t>> group_values()
        const;

    /// The tables of @p route for one group of rows; without a group, files that depend on one are
    /// left out. What is the same for all groups is worked out once.
    /// @throws DataError with all findings if weights of a file do not fit the table they are for.
    [[nodiscard]] WeightedRoute along(const Route& route,
                                      const std::optional<std::vector<std::string>>& group);

private:
    class Walk;
    using Group = std::optional<std::vector<std::string>>;
    using Step = std::tuple<std::size_t, EditionId, EditionId>;  // a choice's place; between what

    [[nodiscard]] std::vector<std::string> group_of_rates(
        const std::vector<std::string>& words) const;

    const Catalog& catalog_;
    std::vector<WeightChoice> order_;
    bool normalise_;
    std::vector<WeightGrouping> by_;
    const Rates* rates_;
    std::map<std::pair<Step, Group>, std::optional<WeightTable>> catalog_weights_;
    std::set<Step> sound_files_;
};

/// What an equal split says along a route: of one table the same as equal_weights(), of several
/// what comes of splitting each, for the sources that its composed table leaves open.
[[nodiscard]] WeightTable equal_along(const Catalog& catalog, const Route& route);

}  // namespace socshift
