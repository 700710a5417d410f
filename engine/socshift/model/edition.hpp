#pragma once

#include "socshift/base/finding.hpp"
#include "socshift/base/words.hpp"
#include "socshift/model/code.hpp"
#include "socshift/model/code_spelling.hpp"
#include "socshift/model/provenance.hpp"
#include "socshift/model/validity.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

struct EditionGraph;  // socshift/model/edition_graph.hpp

/// `final`: in force or once in force. `draft`: a scenario or proposal, marked in every output.
enum class Status { final, draft };
template <>
inline constexpr auto word_table<Status> = std::to_array<Word<Status>>({{Status::final, "final"},
                                                                        {Status::draft, "draft"}});

/// `classification`: exhaustive for what it classifies. `publication`: the codes that statistics
/// are published in, which combine, divide or leave out items of classifications. No route between
/// two other editions leads through a publication.
enum class EditionKind { classification, publication };
template <>
inline constexpr auto word_table<EditionKind> = std::to_array<Word<EditionKind>>(
    {{EditionKind::classification, "classification"}, {EditionKind::publication, "publication"}});

/// What is known of an edition without its items.
struct EditionHeader {
    EditionId id;
    std::string series;  // "us-soc"
    std::string title;
    Status status = Status::final;
    Validity validity;
    std::optional<EditionId> follows;  // the edition before it in its series
    std::optional<EditionId> extends;  // the edition under whose items this one adds levels
    std::vector<std::string> aliases;  // other names a user may type, e.g. "2018"
    std::vector<std::string> levels;   // coarsest first; of an extension: only its own, until made
    Provenance provenance;
    EditionKind kind = EditionKind::classification;
    CodeSpelling spelling = {};  // of an extension that says nothing: that of its base, once made

    /// Words in the titles of residual items, by which importers know them: ", All Other".
    std::vector<std::string> residual_words = {};

    friend bool operator==(const EditionHeader&, const EditionHeader&) = default;
};

/// Facts of an item beside its place, by name, e.g. {"job_zone", "4"}. Names are lower-case ASCII
/// letters, digits and '_', starting with a letter; texts are never empty.
using Attributes = std::map<std::string, std::string, std::less<>>;

/// One category of one edition.
struct Item {
    Code code;
    std::string title;
    std::string level;           // one of the edition's levels
    std::optional<Code> parent;  // none: a root
    bool residual = false;       // an "All Other": what its siblings leave
    bool inherited = false;      // an extension's copy of an item of the edition it extends
    SourceLocation at;           // where it was read
    Attributes attributes = {};

    /// Other codes by which files name the item: "1110XX" of what is 0010 in another column.
    std::vector<std::string> also = {};

    /// It stands for no category: what a publication gives to cases that have none, such as the
    /// unemployed in a list of occupations.
    bool unclassified = false;

    friend bool operator==(const Item&, const Item&) = default;
};

enum class NoteRelation { excludes, included_in };
template <>
inline constexpr auto word_table<NoteRelation> = std::to_array<Word<NoteRelation>>(
    {{NoteRelation::excludes, "excludes"}, {NoteRelation::included_in, "included_in"}});

/// A cross reference that a definition makes from one item to others: to a code, a range of codes
/// (both ends in), or, with no code at all, to a bare phrase. A phrase beside a code is the title
/// that the definition gives it.
struct Note {
    Code item;
    NoteRelation relation = NoteRelation::excludes;
    std::optional<Code> ref;
    std::optional<Code> range_end;
    std::string phrase;
    SourceLocation at;
    bool inherited = false;  // an extension's copy of a note of the edition it extends

    friend bool operator==(const Note&, const Note&) = default;
};

/// Whether @p note names @p code: as its code, or in its range. Nothing is named by a bare phrase.
[[nodiscard]] bool names(const Note& note, const Code& code) noexcept;

/// What @p note names, as it is printed: "11-1011", "15-1211 to 15-1299", or its bare phrase.
[[nodiscard]] std::string reference_text(const Note& note);

/// An edition as it was read, sound or not: rows in any order, nothing checked.
struct EditionData {
    EditionHeader header;
    std::vector<Item> items;
    std::vector<Note> notes;
    SourceLocation at;

    friend bool operator==(const EditionData&, const EditionData&) = default;
};

class Edition;

/// Every problem in @p data, in row order; never throws for bad data, never stops early.
/// @p base is the edition that it extends, or nullptr. Rules: docs/formats.md, "Findings".
[[nodiscard]] Findings check(const EditionData& data, const Edition* base = nullptr);

/// Where an item stands in its edition, which is asked again and again.
struct ItemPlace {
    std::size_t parent = 0;  // in Edition::items(); the item's own place for a root
    std::size_t level = 0;   // in Edition::levels()
    bool is_leaf = false;
};

/// One dated, exhaustive, non-overlapping set of items, as a graph. An immutable value; items are
/// unique by code and sorted by it, every parent is an item at a coarser level, so the hierarchy
/// is a forest. Pointers and references into an edition live as long as the edition.
///
/// An extension holds a copy of every item of the edition it extends (marked `inherited`) above
/// its own, and of every note, so that each edition can be read by itself.
class Edition {
public:
    /// @throws DataError with all findings if check(data, base) has errors, or if the edition
    /// extends another and @p base is not it.
    static Edition make(EditionData data, const Edition* base = nullptr);

    [[nodiscard]] const EditionHeader& header() const noexcept { return data_.header; }
    [[nodiscard]] const EditionId& id() const noexcept { return data_.header.id; }
    [[nodiscard]] const std::vector<Item>& items() const noexcept { return data_.items; }

    /// Sorted by item, relation, reference and phrase, as text.
    [[nodiscard]] const std::vector<Note>& notes() const noexcept { return data_.notes; }

    /// Items that are the edition's own, not inherited.
    [[nodiscard]] std::size_t own_size() const noexcept;

    /// Absent is an answer, not an error: nullptr. Cost: log of the number of items, in a table of
    /// eight bytes an item.
    [[nodiscard]] const Item* find(std::string_view code) const noexcept;
    [[nodiscard]] const Item* find(const Code& code) const noexcept { return find(code.text()); }

    /// The item that @p code is the code of, or one of Item::also, in any spelling that the edition
    /// lets its codes have; nullptr if there is none.
    [[nodiscard]] const Item* find_by_any_code(std::string_view code) const noexcept;

    /// The same, but Item::also is not looked at where codes have one spelling: what a table of the
    /// edition's own publisher means by @p code.
    [[nodiscard]] const Item* find_written(std::string_view code) const noexcept {
        return plain_.empty() ? find(code) : find_by_any_code(code);
    }

    /// Place of @p item, which must be of this edition, in items(): also its vertex in graph().
    [[nodiscard]] std::size_t index(const Item& item) const noexcept {
        return static_cast<std::size_t>(&item - data_.items.data());
    }

    /// Items without parent, in code order.
    [[nodiscard]] std::vector<const Item*> roots() const;

    /// In code order; empty for a leaf.
    [[nodiscard]] std::vector<const Item*> children(const Item& item) const;

    /// nullptr for a root.
    [[nodiscard]] const Item* parent(const Item& item) const;

    /// From the root to @p item, both in.
    [[nodiscard]] std::vector<const Item*> path(const Item& item) const;

    /// The end of path(), without making it.
    [[nodiscard]] const Item& root(const Item& item) const;

    /// No item below it.
    [[nodiscard]] bool is_leaf(const Item& item) const;

    /// The leaves at or below @p item, in code order; @p item itself if it is one.
    [[nodiscard]] std::vector<const Item*> leaves(const Item& item) const;

    /// The items whose codes @p note names, in code order; empty if none is there.
    [[nodiscard]] std::vector<const Item*> named_by(const Note& note) const;

    /// @p item and every item below it, in code order.
    [[nodiscard]] std::vector<const Item*> subtree(const Item& item) const;

    /// Coarsest first.
    [[nodiscard]] const std::vector<std::string>& levels() const noexcept {
        return data_.header.levels;
    }
    [[nodiscard]] std::optional<std::size_t> level_index(std::string_view level) const noexcept;
    [[nodiscard]] const std::string& finest_level() const noexcept { return levels().back(); }

    /// The edition cut at @p level: its items at that level, and each leaf that lies above it.
    /// Exhaustive and non-overlapping; in code order. At the finest level: the leaves.
    /// @throws UnknownName for a level that the edition does not have.
    [[nodiscard]] std::vector<const Item*> cut(std::string_view level) const;

    /// The member of cut(level) that holds @p item; nullptr when @p item is coarser than the cut.
    /// @throws UnknownName for a level that the edition does not have.
    [[nodiscard]] const Item* cut_member(const Item& item, std::string_view level) const;

    /// The items as a graph with typed edges; vertex i is items()[i]. Made at the first call.
    [[nodiscard]] const EditionGraph& graph() const;

    friend bool operator==(const Edition& a, const Edition& b) { return a.data_ == b.data_; }

private:
    struct LazyGraph;

    Edition(EditionData data, std::vector<ItemPlace> places);
    [[nodiscard]] EditionGraph make_graph() const;
    [[nodiscard]] const ItemPlace& place(const Item& item) const { return places_[index(item)]; }

    EditionData data_;
    std::vector<std::uint64_t> starts_;  // of the codes of items(): see start_of()
    std::vector<ItemPlace> places_;
    std::vector<std::pair<std::string, std::size_t>> also_;   // by Item::also; places in items()
    std::vector<std::pair<std::string, std::size_t>> plain_;  // by CodeSpelling::plain()
    std::shared_ptr<LazyGraph> graph_;  // shared by copies, whose items are the same
};

/// Finds the items of codes that mostly come in the order of their edition, as the rows of its
/// tables do: looks at the last found and the one after it before it searches.
class ItemSearch {
public:
    explicit ItemSearch(const Edition& edition) : edition_(edition) {}

    /// As Edition::find().
    [[nodiscard]] const Item* find(const Code& code) noexcept {
        const auto& items = edition_.items();
        for (auto at = last_; at < items.size() && at < last_ + 2; ++at) {
            if (items[at].code == code) {
                last_ = at;
                return &items[at];
            }
        }
        const auto* const found = edition_.find(code);
        last_ = found == nullptr ? last_ : edition_.index(*found);
        return found;
    }

private:
    const Edition& edition_;
    std::size_t last_ = 0;
};

/// The codes of @p items as text, in their order.
[[nodiscard]] std::vector<std::string> texts_of(const std::vector<const Item*>& items);

}  // namespace socshift
