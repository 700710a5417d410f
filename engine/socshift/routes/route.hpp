#pragma once

#include "socshift/base/words.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/routes/mapped_code.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// Where the table of a step comes from. `published`: the catalog has it. `parents`: it is derived
/// from the parents that an extension states in the edition it extends. `matched`: nobody published
/// it; it follows from codes and titles.
enum class StepKind : std::uint8_t { published, parents, matched };
template <>
inline constexpr auto word_table<StepKind> =
    std::to_array<Word<StepKind>>({{StepKind::published, "published"},
                                   {StepKind::parents, "parents"},
                                   {StepKind::matched, "matched"}});

class CatalogGraph;  // internal

/// One table on a route, and the way it is read.
struct Step {
    EditionId from;
    EditionId to;
    bool reversed = false;  // the table goes to -> from
    StepKind kind = StepKind::published;

    friend bool operator==(const Step&, const Step&) = default;
};

/// True for a step to an extension from what it extends, over any number of extensions, whatever
/// table it is taken by: it gives candidates of finer codes, a detail that was not observed.
[[nodiscard]] bool goes_down(const Catalog& catalog, const Step& step);

/// The chain of tables that joins two editions: the end of each step is the start of the next. No
/// steps: both ends are the same edition.
struct Route {
    EditionId from;
    EditionId to;
    std::vector<Step> steps;

    /// "soc2000 -> soc2010 -> soc2018"
    [[nodiscard]] std::string text() const;

    /// Nothing but one published table, in either direction, or no table at all.
    [[nodiscard]] bool is_one_published_table() const noexcept;

    friend bool operator==(const Route&, const Route&) = default;
};

/// Millionths of a bit.
using MicroBits = std::int64_t;

/// "0.528321": bits with six decimals.
[[nodiscard]] std::string bits_text(MicroBits bits);

/// log2(count), for a count of 1 or more, rounded to a whole number.
[[nodiscard]] MicroBits log2_of(std::size_t count);

/// What a reader of @p table cannot know: the mean over the leaves of @p source of log2(number of
/// targets), which is doubt about where a code went, plus the mean over the target codes of its
/// links of log2(number of sources), which is difference melted away. Of a leaf without a link
/// nothing is known: it counts log2(number of leaves of @p target), so that a link can only lower
/// its part. Each logarithm and each mean is rounded to a whole number, so the result is the same
/// on any machine. Zero for a one-to-one table of all leaves. Shares make no difference.
///
/// Needs    @p table between leaves; its ends are @p source and @p target.
[[nodiscard]] MicroBits information_loss(const Correspondence& table, const Edition& source,
                                         const Edition& target);

/// The same of a table of which no more is known than how many links each leaf of the source has,
/// and how many each leaf of the target.
[[nodiscard]] MicroBits information_loss(const std::vector<std::size_t>& targets_of,
                                         const std::vector<std::size_t>& sources_of);

/// Every single step from @p from to @p to, best first: the table published in this direction, the
/// one published in the other, the parents that the one states in the other. Empty when there is
/// none. Loads nothing.
[[nodiscard]] std::vector<Step> direct_steps(const Catalog& catalog, const EditionId& from,
                                             const EditionId& to);

/// Whether a route may take a step without being told to: its table is no piece of one
/// (Coverage::part, in the direction of the step or in that in which it was published), unless it
/// is derived, and it has a link. Loads the table
/// where the catalog does not know.
[[nodiscard]] bool is_for_routes(const Catalog& catalog, const Step& step);

/// What the search for routes asks of the table of a step: is_for_routes(), how many links
/// table_of() has, and its information_loss(). Loads nothing where the catalog knows.
[[nodiscard]] TableMeasures table_measures(const Catalog& catalog, const Step& step);

/// The same in both directions of the published table from @p source to @p target, or with
/// @p are_parents of the parents that @p source, an extension, states in @p target: what a catalog
/// that is compiled knows.
[[nodiscard]] KnownTable known_table(const Catalog& catalog, const EditionId& source,
                                     const EditionId& target, bool are_parents);

/// The best route between two editions of @p catalog, or none.
///
/// Of the routes whose steps are direct_steps() that is_for_routes() lets pass, the first of them
/// between two neighbours, and that lead through no publication (EditionKind) and no draft: a
/// single step, if there is one, since what a publisher said of two editions is not replaced by
/// something longer; otherwise the one with the fewest steps along parents, since published tables
/// come before derived ones; among these the one with the least information_loss() summed over its
/// steps; then the fewest steps; then the first by names of the editions on the way.
///
/// Cost: one table is loaded when there is a single step; otherwise only the tables of editions
/// nearer than @p to.
[[nodiscard]] std::optional<Route> find_route(const Catalog& catalog, const EditionId& from,
                                              const EditionId& to);

/// The table of one step, in the direction of the step, between leaves: see leaf_table() and
/// extension_table(). Each link has the place where its row was read.
[[nodiscard]] Correspondence table_of(const Catalog& catalog, const Step& step);

/// The steps of @p route composed, first to last; identity() if there are none.
[[nodiscard]] Correspondence composed(const Catalog& catalog, const Route& route);

/// The leaf table between two editions: composed() along the best route.
/// @throws UnknownName if the catalog has no such edition or no route joins them.
[[nodiscard]] Correspondence between(const Catalog& catalog, const EditionId& from,
                                     const EditionId& to);

/// find_route() and composed() for those who ask for many routes of one catalog: it keeps the
/// tables of steps that it worked out. @p catalog must outlive it. Not for several threads at once.
class RouteFinder {
public:
    explicit RouteFinder(const Catalog& catalog);
    ~RouteFinder();
    RouteFinder(const RouteFinder&) = delete;
    RouteFinder& operator=(const RouteFinder&) = delete;

    [[nodiscard]] std::optional<Route> find(const EditionId& from, const EditionId& to);
    [[nodiscard]] Correspondence composed(const Route& route);

    /// What became of @p item, of the edition that @p route starts at: CodeMap::find().
    [[nodiscard]] MappedCode follow(const Route& route, const Item& item);

private:
    [[nodiscard]] CatalogGraph& graph();
    const Catalog& catalog_;
    std::unique_ptr<CatalogGraph> graph_;  // when there is need for it
};

/// find_route() for those who cannot go on without. @throws UnknownName as between().
[[nodiscard]] Route require_route(const Catalog& catalog, const EditionId& from,
                                  const EditionId& to);

/// The route through the editions @p via, in this order: the best routes between neighbours, one
/// after the other. What is named may be reached by a table that is a piece of one: between
/// neighbours the first of direct_steps() that has a link is taken. Where two neighbours have no
/// direct step, the route between them leaves out the other editions that are named and those
/// already visited, if there is such a route. An edition that is named may be a publication. With
/// no @p via the best route. @throws UnknownName as between().
[[nodiscard]] Route require_route(const Catalog& catalog, const EditionId& from,
                                  const EditionId& to, const std::vector<EditionId>& via);

}  // namespace socshift
