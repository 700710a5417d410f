#pragma once

#include "socshift/model/code.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/model/finding.hpp"
#include "socshift/model/leaf_links.hpp"
#include "socshift/model/provenance.hpp"
#include "socshift/model/share.hpp"

#include <optional>
#include <string>
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

/// A correspondence as it was read, sound or not.
struct CorrespondenceData {
    EditionId source;
    EditionId target;
    std::string title;
    Provenance provenance;
    std::vector<Link> links;
    SourceLocation at;

    /// The targets of a source need not be all of it: that it has only one then says nothing of its
    /// share. No published table is like that; see down_table().
    bool partial = false;
    bool weighted = false;  // shares are also somebody's weights: 0 is one of these

    friend bool operator==(const CorrespondenceData&, const CorrespondenceData&) = default;
};

/// Every problem in @p data against its two editions, in row order; never throws for bad data.
[[nodiscard]] Findings check(const CorrespondenceData& data, const Edition& source,
                             const Edition& target);

/// The same without editions: what can be wrong in the rows alone (repeats, shares).
[[nodiscard]] Findings check(const CorrespondenceData& data);

/// The findings of rows at several levels: `level-mix` for each item of either side that is not at
/// the level of most, `group-elsewhere` for each row that is LeafLinks::differing. @p places are
/// those of the rows.
void check_levels(const std::vector<LinkEnds>& rows, const std::vector<SourceLocation>& places,
                  const Edition& source, const Edition& target, Findings& out);

/// A directed table from one edition to another. An immutable value; links are unique by
/// (source, target) and sorted by it, and the shares out of a source are either all absent or
/// all there and sum to exactly one.
class Correspondence {
public:
    /// @throws DataError with all findings if check(data) has errors.
    static Correspondence make(CorrespondenceData data);

    [[nodiscard]] const EditionId& source() const noexcept { return data_.source; }
    [[nodiscard]] const EditionId& target() const noexcept { return data_.target; }
    [[nodiscard]] const std::string& title() const noexcept { return data_.title; }
    [[nodiscard]] const Provenance& provenance() const noexcept { return data_.provenance; }
    [[nodiscard]] const std::vector<Link>& links() const noexcept { return data_.links; }
    [[nodiscard]] bool partial() const noexcept { return data_.partial; }
    [[nodiscard]] bool weighted() const noexcept { return data_.weighted; }

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

    /// The same rows read backwards. Shares are dropped: they do not invert.
    [[nodiscard]] Correspondence reversed() const;

    friend bool operator==(const Correspondence& a, const Correspondence& b) {
        return a.data_ == b.data_;
    }

private:
    explicit Correspondence(CorrespondenceData data) : data_(std::move(data)) {}
    CorrespondenceData data_;
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

/// The reused codes between two editions, in code order. Looked for only where the editions use one
/// stock of codes: those of a series do, others if most codes that both have are linked to
/// themselves. @p links may be in any order and name codes that are not there.
[[nodiscard]] std::vector<ReusedCode> reused_codes(const std::vector<Link>& links,
                                                   const Edition& source, const Edition& target);

/// A share with where it comes from.
struct KnownShare {
    Share share;
    Basis basis = Basis::only;

    friend bool operator==(const KnownShare&, const KnownShare&) = default;
};

/// The share that is known of @p link of @p table without any assumption: the stated one; one,
/// on the basis `only`, if its source has no other target and @p table is not partial; otherwise
/// none.
[[nodiscard]] std::optional<KnownShare> known_share(const Correspondence& table, const Link& link);

}  // namespace socshift
