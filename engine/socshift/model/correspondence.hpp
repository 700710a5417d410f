#pragma once

#include "socshift/base/finding.hpp"
#include "socshift/base/words.hpp"
#include "socshift/model/code.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/model/leaf_links.hpp"
#include "socshift/model/provenance.hpp"
#include "socshift/numbers/share.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// One row of a table. No share means the publisher gave none; it does not mean one.
struct Link {
    Code source;
    Code target;
    std::optional<Share> share;
    std::optional<Basis> basis;  // of the share; none without one
    SourceLocation at;           // where this row was read, for messages and proofs

    friend bool operator==(const Link&, const Link&) = default;
};

/// The part of a source that goes nowhere: it has no successor. Nowhere is a place like any target,
/// and what is there stays there. No share means that nobody gave one.
struct End {
    Code source;
    std::optional<Share> share;
    std::optional<Basis> basis;  // of the share; none without one
    SourceLocation at;

    friend bool operator==(const End&, const End&) = default;
};

/// What is to be known of a link beside its share, in words.
struct LinkRemark {
    Code source;
    Code target;
    std::string text;

    friend auto operator<=>(const LinkRemark&, const LinkRemark&) = default;
};

/// What it means that a table does not list a code. `whole`: the code goes nowhere. `part`: nobody
/// said where it goes.
enum class Coverage : std::uint8_t { whole, part };
template <>
inline constexpr auto word_table<Coverage> =
    std::to_array<Word<Coverage>>({{Coverage::whole, "whole"}, {Coverage::part, "part"}});

/// A correspondence as it was read, sound or not.
struct CorrespondenceData {
    EditionId source;
    EditionId target;
    std::string title;
    Provenance provenance;
    std::vector<Link> links;
    SourceLocation at;

    bool weighted = false;  // shares are also somebody's weights: 0 is one of these
    std::vector<End> ends = {};

    /// Sources that may go to other places as well than those listed: that they have only one then
    /// says nothing of its share. No published table has any; see down_table() and compose().
    std::vector<Code> partial = {};

    /// Those of them of which a part goes where no table says. Of others it is known that the
    /// places listed hold all of them, only not which.
    std::vector<Code> astray = {};
    std::optional<Coverage> coverage = {};  // none: nobody stated it; see leaf_table()
    std::vector<LinkRemark> remarks = {};   // of links that have one, in order
    bool matched = false;                   // nobody published it: it follows from codes and titles

    friend bool operator==(const CorrespondenceData&, const CorrespondenceData&) = default;
};

/// Every problem in @p data against its two editions, in row order; never throws for bad data. That
/// no link leads to one of @p new_items, codes of @p target in order, is none.
[[nodiscard]] Findings check(const CorrespondenceData& data, const Edition& source,
                             const Edition& target, const std::vector<Code>& new_items = {});

/// The same without editions: what can be wrong in the rows alone (repeats, shares).
[[nodiscard]] Findings check(const CorrespondenceData& data);

/// The findings of rows at several levels: `level-mix` for each item of either side that is not at
/// the level of most, `group-elsewhere` for each row that is LeafLinks::differing. @p places are
/// those of the rows.
void check_levels(const std::vector<LinkEnds>& rows, const std::vector<SourceLocation>& places,
                  const Edition& source, const Edition& target, Findings& out);

/// A directed table from one edition to another. An immutable value, whose copies share their rows,
/// so that references into one are good as long as any copy of it; links are unique by (source,
/// target) and sorted by it, ends by source. The shares out of a source, with that of its end, are
/// either all absent or all there and sum to exactly one; a partial source has none.
class Correspondence {
public:
    /// @throws DataError with all findings if check(data) has errors.
    static Correspondence make(CorrespondenceData data);

    [[nodiscard]] const EditionId& source() const noexcept { return data_->source; }
    [[nodiscard]] const EditionId& target() const noexcept { return data_->target; }
    [[nodiscard]] const std::string& title() const noexcept { return data_->title; }
    [[nodiscard]] const Provenance& provenance() const noexcept { return data_->provenance; }
    [[nodiscard]] const std::vector<Link>& links() const noexcept { return data_->links; }
    [[nodiscard]] const std::vector<End>& ends() const noexcept { return data_->ends; }
    [[nodiscard]] const std::vector<Code>& partial() const noexcept { return data_->partial; }
    [[nodiscard]] const std::vector<Code>& astray() const noexcept { return data_->astray; }
    [[nodiscard]] bool weighted() const noexcept { return data_->weighted; }
    [[nodiscard]] bool matched() const noexcept { return data_->matched; }

    /// What is to be known of links, in order; most have no remark.
    [[nodiscard]] const std::vector<LinkRemark>& remarks() const noexcept { return data_->remarks; }

    /// As stated; `whole` if nobody stated it.
    [[nodiscard]] Coverage coverage() const noexcept {
        return data_->coverage.value_or(Coverage::whole);
    }
    [[nodiscard]] std::optional<Coverage> stated_coverage() const noexcept {
        return data_->coverage;
    }

    /// The links out of @p source, in target order; empty (begin == end) when there are none.
    struct Range {
        const Link* first = nullptr;
        const Link* last = nullptr;
        [[nodiscard]] const Link* begin() const noexcept { return first; }
        [[nodiscard]] const Link* end() const noexcept { return last; }
        [[nodiscard]] std::size_t size() const noexcept {
            return static_cast<std::size_t>(last - first);
        }
        [[nodiscard]] bool empty() const noexcept { return first == last; }
    };
    [[nodiscard]] Range links_from(const Code& source) const noexcept;

    /// Everything that the table says of where one source goes.
    struct Places {
        Range links;
        bool ends = false;         // a part of it, or all, goes nowhere
        const End* end = nullptr;  // where that is listed; else all of it does
        bool is_partial = false;   // there may be other places
        bool is_astray = false;    // of a part nobody says where it goes

        /// How many places are known, nowhere among them.
        [[nodiscard]] std::size_t size() const noexcept { return links.size() + (ends ? 1U : 0U); }

        /// Whether shares are stated.
        [[nodiscard]] bool has_shares() const noexcept {
            return !links.empty() ? links.begin()->share.has_value()
                                  : end != nullptr && end->share.has_value();
        }

        /// Whether it takes weights to say how much goes where.
        [[nodiscard]] bool is_open() const noexcept {
            return !has_shares() && (size() > 1 || (size() == 1 && is_partial));
        }
    };
    /// A source in no link and no end goes nowhere, or is partial and has no place, by coverage().
    [[nodiscard]] Places places(const Code& source) const noexcept;

    /// Sources with a link, an end or a partial mark, in order, each once.
    [[nodiscard]] std::vector<Code> listed() const;

    /// The same rows read backwards. Shares are dropped: they do not invert. Ends are, too: nothing
    /// comes from nowhere. A code that the table does not list may go to any target where
    /// coverage() is `part`, so every target is partial and astray then.
    [[nodiscard]] Correspondence reversed() const;

    friend bool operator==(const Correspondence& a, const Correspondence& b) {
        return a.data_ == b.data_ || *a.data_ == *b.data_;
    }

private:
    explicit Correspondence(CorrespondenceData data)
        : data_(std::make_shared<const CorrespondenceData>(std::move(data))) {}
    std::shared_ptr<const CorrespondenceData> data_;
};

/// A code that is a leaf of its own in both ends of a table and stands for something else in each:
/// links name it, and none links it to itself. Items live as long as the editions, links as the
/// vector they are in.
struct ReusedCode {
    const Item* before = nullptr;
    const Item* after = nullptr;
    std::vector<std::string_view> targets;  // of the code in the source edition; sorted
    std::vector<std::string_view> sources;  // of the code in the target edition; sorted
    const Link* first = nullptr;            // of those that name it
};

/// What is to be known of the link from @p source to @p target of @p table; mostly nothing.
[[nodiscard]] std::string remark_on(const Correspondence& table, const Code& source,
                                    const Code& target);

/// Adds to @p table, still without @p source, all that another table says of where it goes.
void add_places(CorrespondenceData& table, const Code& source,
                const Correspondence::Places& places);

/// The reused codes between two editions, in code order. Looked for only where the editions use one
/// stock of codes: those of a series do, others if most codes that both have are linked to
/// themselves. @p links may be in any order and name codes that are not there.
[[nodiscard]] std::vector<ReusedCode> reused_codes(const std::vector<Link>& links,
                                                   const Edition& source, const Edition& target);

/// Whether half or more of the leaves of @p edition, one end of @p table, are listed there: are, or
/// are under, the source of a link or of an end, or with @p as_targets the target of a link.
[[nodiscard]] bool lists_most_leaves(const Correspondence& table, const Edition& edition,
                                     bool as_targets);

/// A share with where it comes from.
struct KnownShare {
    Share share;
    Basis basis = Basis::only;

    friend bool operator==(const KnownShare&, const KnownShare&) = default;
};

/// The share that is known of @p link of @p table without any assumption: the stated one; one, on
/// the basis `only`, if it is the one place of its source, which is not partial; otherwise none.
[[nodiscard]] std::optional<KnownShare> known_share(const Correspondence& table, const Link& link);

/// The same for those who have the places of the link's source at hand.
[[nodiscard]] std::optional<KnownShare> known_share(const Correspondence::Places& places,
                                                    const Link& link);

/// The same of what goes nowhere of a source with @p places. Needs places.ends.
[[nodiscard]] std::optional<KnownShare> known_end(const Correspondence::Places& places);

}  // namespace socshift
