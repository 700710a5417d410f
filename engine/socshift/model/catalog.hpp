#pragma once

#include "socshift/model/correspondence.hpp"
#include "socshift/model/counts.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/model/proposal.hpp"
#include "socshift/model/rates.hpp"
#include "socshift/model/title_list.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

/// What is known of a table between leaves, read in one direction, without loading it. Worked out
/// by routes/: see is_for_routes() and information_loss().
struct TableMeasures {
    bool for_routes = false;
    std::size_t links = 0;
    std::int64_t loss = 0;  // MicroBits

    friend bool operator==(const TableMeasures&, const TableMeasures&) = default;
};

/// Of a table in its own direction, and read backwards.
struct KnownTable {
    TableMeasures forward;
    TableMeasures backward;
};

/// What a catalog is made of: headers at hand, bodies on demand, so that a
/// program that asks for one table does not build the others. A `load` must
/// give the same data at each call.
///
/// What somebody worked out of the same data before (findings, figures) need not be worked out
/// again; overlaid_with() forgets it where it rests on an edition that is replaced.
struct CatalogParts {
    struct EditionPart {
        EditionHeader header;
        std::function<EditionData()> load;
        SourceLocation at = {};  // for messages
        std::function<std::vector<Code>()> codes =
            {};                                      // of the items that load() gives, if cheaper
        std::function<Findings()> findings = {};     // of check(), if known
        std::optional<KnownTable> to_extended = {};  // of the parents that an extension states

        [[nodiscard]] const EditionId& key() const noexcept { return header.id; }
    };
    struct CorrespondencePart {
        EditionId source;
        EditionId target;
        std::string title;
        std::function<CorrespondenceData()> load;
        SourceLocation at = {};
        std::function<Findings()> findings = {};  // of check(), if known
        std::optional<KnownTable> known = {};
        bool matched = false;  // as load() gives it

        [[nodiscard]] std::pair<EditionId, EditionId> key() const { return {source, target}; }
    };
    struct CountsPart {
        std::string name;
        std::function<Counts()> load;
        SourceLocation at = {};
        std::optional<EditionId> margins_of = {};  // as load() gives it
        std::string reference = {};                // as load() gives it

        [[nodiscard]] const std::string& key() const noexcept { return name; }
    };
    struct RatesPart {
        std::string name;
        EditionId before;
        EditionId after;
        std::function<Rates()> load;
        SourceLocation at = {};

        [[nodiscard]] const std::string& key() const noexcept { return name; }
    };
    struct TitleListPart {
        std::string name;
        EditionId coded_in;
        std::function<TitleList()> load;
        SourceLocation at = {};

        [[nodiscard]] const std::string& key() const noexcept { return name; }
    };
    /// What somebody worked out of all titles of a catalog beforehand, for one edition.
    struct ReadyTitlesPart {
        EditionId edition;
        std::function<std::string()> load;
    };
    struct ProposalPart {
        std::string id;
        std::function<Proposal()> load;
        SourceLocation at = {};

        [[nodiscard]] const std::string& key() const noexcept { return id; }
    };
    struct ScenarioPart {
        EditionId id;
        std::function<Scenario()> load;
        SourceLocation at = {};

        [[nodiscard]] const EditionId& key() const noexcept { return id; }
    };

    std::vector<EditionPart> editions;
    std::vector<CorrespondencePart> correspondences;
    std::vector<CountsPart> counts;
    std::vector<ProposalPart> proposals = {};
    std::vector<ScenarioPart> scenarios = {};
    std::vector<RatesPart> rates = {};
    std::vector<TitleListPart> titles = {};
    std::vector<ReadyTitlesPart> ready_titles = {};
};

/// A table of counts that employment weights can rest on.
struct MarginCounts {
    std::string reference;  // the period counted: "2018-05"
    std::string name;

    friend auto operator<=>(const MarginCounts&, const MarginCounts&) = default;
};

/// Editions and the tables between them. An immutable value: copies share what
/// was loaded. Safe to use from several threads at once.
class Catalog {
public:
    /// @throws DataError if an edition, table or name occurs twice, if two
    /// editions answer to the same alias, if one refers to an edition that is not
    /// there, or if one extends or follows itself.
    static Catalog make(CatalogParts sources);

    /// This catalog with @p sources added; what has the same name is replaced.
    /// The draft that a scenario made of an edition that is replaced goes;
    /// with_scenarios() makes it anew.
    /// @throws DataError as make().
    [[nodiscard]] Catalog overlaid_with(const CatalogParts& sources) const;

    /// In order of series, then date of validity, then name.
    [[nodiscard]] std::vector<EditionId> edition_ids() const;

    [[nodiscard]] bool has_edition(const EditionId& id) const noexcept;
    [[nodiscard]] const EditionHeader& header(const EditionId& id) const;

    /// @throws UnknownName if the catalog has no such edition; DataError if its
    /// data is wrong.
    [[nodiscard]] const Edition& edition(const EditionId& id) const;

    /// The codes of the items that are the edition's own, not inherited, in the
    /// order they were given. Does not build the edition if it can do without.
    /// @throws as edition().
    [[nodiscard]] std::vector<Code> own_codes(const EditionId& id) const;

    /// The edition that a user means by @p name: its identifier or an alias;
    /// case, spaces and punctuation do not count. @throws UnknownName, with the
    /// nearest names.
    [[nodiscard]] EditionId resolve(std::string_view name) const;

    /// The same for each of @p names, in their order.
    [[nodiscard]] std::vector<EditionId> resolve(const std::vector<std::string>& names) const;

    /// (source, target) of every table, sorted.
    [[nodiscard]] std::vector<std::pair<EditionId, EditionId>> correspondence_ids() const;

    /// Whether the table in this direction follows from codes and titles alone. False for none.
    /// Loads nothing.
    [[nodiscard]] bool is_matched(const EditionId& source, const EditionId& target) const noexcept;

    /// The published table in this direction; nullptr when there is none.
    /// @throws DataError if its data is wrong.
    [[nodiscard]] const Correspondence* correspondence(const EditionId& source,
                                                       const EditionId& target) const;

    /// Figures of the published table from @p source to @p target, or read backwards; nullptr when
    /// they have to be worked out. Loads nothing.
    [[nodiscard]] const TableMeasures* known_figures(const EditionId& source,
                                                     const EditionId& target,
                                                     bool backward) const noexcept;

    /// The same of the parents that @p extension states in the edition that it extends.
    [[nodiscard]] const TableMeasures* known_figures(const EditionId& extension,
                                                     bool backward) const noexcept;

    /// Sorted.
    [[nodiscard]] std::vector<std::string> counts_names() const;

    /// @throws UnknownName if the catalog has no such table.
    [[nodiscard]] const Counts& counts(std::string_view name) const;

    /// The counts that employment weights take the margins of @p edition from, the earliest first.
    /// Loads nothing.
    [[nodiscard]] std::vector<MarginCounts> margins_of(const EditionId& edition) const;

    /// Sorted.
    [[nodiscard]] std::vector<std::string> proposal_ids() const;

    /// @throws UnknownName, with the nearest, if the catalog has no such
    /// proposal.
    [[nodiscard]] const Proposal& proposal(std::string_view id) const;

    /// Sorted. A scenario is a recipe; the edition made by it has the same name
    /// (with_scenarios()).
    [[nodiscard]] std::vector<EditionId> scenario_ids() const;

    /// @throws UnknownName if the catalog has no such scenario.
    [[nodiscard]] const Scenario& scenario(const EditionId& id) const;

    /// Sorted.
    [[nodiscard]] std::vector<std::string> rates_names() const;

    /// @throws UnknownName if the catalog has no such rates; DataError if their
    /// data is wrong.
    [[nodiscard]] const Rates& rates(std::string_view name) const;

    /// The rates published for the passage from @p before to @p after, the first
    /// by name; nullptr when there are none. Loads those only. @throws DataError
    /// if their data is wrong.
    [[nodiscard]] const Rates* rates_between(const EditionId& before, const EditionId& after) const;

    /// Names of the lists of job titles, sorted.
    [[nodiscard]] std::vector<std::string> title_list_names() const;

    /// @throws UnknownName if the catalog has no such list; DataError if its data is wrong.
    [[nodiscard]] const TitleList& title_list(std::string_view name) const;

    /// The edition whose codes a list of titles has. Loads nothing. @throws UnknownName if the
    /// catalog has no such list.
    [[nodiscard]] const EditionId& title_list_edition(std::string_view name) const;

    /// The titles for the codes of @p edition as EditionTitles keeps them, worked out when the
    /// catalog was compiled; empty when they have to be worked out, as always where a list of
    /// titles, an edition or a table was added or replaced.
    [[nodiscard]] std::string ready_titles(const EditionId& edition) const;

    /// Everything that is wrong or notable in the whole catalog: editions in the
    /// order of edition_ids(), tables in the order they were given, then counts,
    /// rates and lists of titles. Loads all of it; never throws for bad data.
    [[nodiscard]] Findings check() const;

    /// The same for one edition and the tables that have it on a side.
    /// @throws UnknownName if the catalog has no such edition.
    [[nodiscard]] Findings check(const EditionId& id) const;

private:
    struct Body;
    [[nodiscard]] Findings check_if(const std::function<bool(const EditionId&)>& wanted) const;
    explicit Catalog(std::shared_ptr<const Body> body) : body_(std::move(body)) {}
    std::shared_ptr<const Body> body_;
};

/// Whether a table of @p catalog is a piece of one: it says so, or says nothing of what it covers
/// and does not list most leaves of its source edition, which is loaded only then.
[[nodiscard]] bool is_piece(const Catalog& catalog, const Correspondence& table);

/// The findings of @p counts against the edition of @p catalog that they are
/// coded in; an error if the catalog has no such edition.
[[nodiscard]] Findings check(const Counts& counts, const Catalog& catalog);

/// The same for rates and the two editions whose codes they combine.
[[nodiscard]] Findings check(const Rates& rates, const Catalog& catalog);

/// The same for a list of titles and the edition whose codes it has.
[[nodiscard]] Findings check(const TitleList& list, const Catalog& catalog);

}  // namespace socshift
