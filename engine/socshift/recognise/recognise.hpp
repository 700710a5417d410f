#pragma once

#include "socshift/base/words.hpp"
#include "socshift/model/catalog.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace socshift {

struct Core;  // a cell without what damages it: code_text.hpp

/// What had to be put right before a cell was an item's code. All false: nothing.
struct Repairs {
    bool blanks = false;           // blanks around it
    bool quotes = false;           // quotes that are part of the text, `="…"` included
    bool missing_hyphens = false;  // a hyphen left out, or a blank instead
    bool other_hyphens = false;    // a dash or minus sign instead
    bool lost_zeros = false;       // zeros at its front, of a code of so many digits

    [[nodiscard]] bool any() const noexcept {
        return blanks || quotes || missing_hyphens || other_hyphens || lost_zeros;
    }
    friend bool operator==(const Repairs&, const Repairs&) = default;
};

/// Rows whose code was recognised only after a repair; a row can count in several.
struct RepairedRows {
    std::uint64_t rows = 0;
    std::uint64_t blanks = 0;
    std::uint64_t quotes = 0;
    std::uint64_t missing_hyphens = 0;
    std::uint64_t other_hyphens = 0;
    std::uint64_t lost_zeros = 0;

    /// One more row, or so many.
    void add(const Repairs& repairs, std::uint64_t more = 1) noexcept;
    void add(const RepairedRows& other) noexcept;
};

/// Why a row cannot be carried. The order is that of reports.
enum class Reason : std::uint8_t {
    empty,
    group,
    elsewhere,
    ambiguous,  // of several editions that carry it to different places
    damaged,
    unknown,
    no_edition,
    no_group,
    no_target,
    not_listed,
    unclassified,
    several_targets,
    no_share,
    not_a_number,
    negative_weight,
    columns,
};
template <>
inline constexpr auto word_table<Reason> =
    std::to_array<Word<Reason>>({{Reason::empty, "empty"},
                                 {Reason::group, "group"},
                                 {Reason::elsewhere, "elsewhere"},
                                 {Reason::ambiguous, "ambiguous"},
                                 {Reason::damaged, "damaged"},
                                 {Reason::unknown, "unknown"},
                                 {Reason::no_edition, "no-edition"},
                                 {Reason::no_group, "no-group"},
                                 {Reason::no_target, "no-target"},
                                 {Reason::not_listed, "not-listed"},
                                 {Reason::unclassified, "unclassified"},
                                 {Reason::several_targets, "several-targets"},
                                 {Reason::no_share, "no-share"},
                                 {Reason::not_a_number, "not-a-number"},
                                 {Reason::negative_weight, "negative-weight"},
                                 {Reason::columns, "columns"}});

/// What a cell means in one edition.
struct Recognition {
    const Item* item = nullptr;       // the item it names, a group included; nullptr: none
    Repairs repairs;                  // what it took to find `item`
    Reason reason = Reason::unknown;  // why it cannot be carried; of no meaning for a leaf
    bool is_leaf = false;             // `item` is one: it can be carried
    std::string text;                 // the reason in words, e.g. "broad group, not detailed"
};

/// Whether the codes that a publication does not publish are read too: see unpublished().
enum class Unpublished : bool { left_out, included };

/// Finds out which item of an edition a cell means. A cell is an item's code exactly, or it is
/// after taking blanks and quotes from around it and putting hyphens where the code has them, but
/// not where the digits without the hyphen could be another code of the scheme (4445 is not the
/// range 44-45). Zeros are put in front only where all codes of the edition are digits, as many in
/// each: a number in a spreadsheet loses them (0010 is 10). Another code of the item (Item::also)
/// is as good as its own. It must then mean one item only. Works for any series. Safe to
/// use from several threads at once; copies share what was loaded.
class CodeRecogniser {
public:
    /// Keeps copies of both: catalogs and editions share what was loaded.
    /// @throws UnknownName if @p catalog has no such edition.
    CodeRecogniser(const Catalog& catalog, const EditionId& edition,
                   Unpublished unpublished = Unpublished::left_out);

    /// @p text is a cell without its RFC 4180 quotes. Never fails. The first cell that is no item
    /// loads the codes of the whole catalog, to say where it belongs; editions that cannot be
    /// loaded are passed over. Cost: a few hash lookups.
    [[nodiscard]] Recognition recognise(std::string_view text) const;

    /// With the items of with_unpublished(), if they are included.
    [[nodiscard]] const Edition& edition() const noexcept { return *edition_; }

    /// printed_twice() of edition(): codes that a publication prints at two levels.
    [[nodiscard]] std::vector<const Item*> printed_twice() const;

private:
    /// What a code without hyphens can mean.
    struct Meant {
        const Item* item = nullptr;  // nullptr: two items look the same
        bool may_leave_out = false;  // its hyphens
        std::string_view code;       // of the item: its own, or another
    };

    void squeeze_all();
    [[nodiscard]] std::pair<const Item*, Repairs> find_repaired(const Core& core) const;
    struct Elsewhere;  // the codes of the other editions, once they are asked for

    [[nodiscard]] std::string elsewhere(std::string_view text) const;
    [[nodiscard]] std::string published_as(const Code& group) const;

    Catalog catalog_;
    std::shared_ptr<const Edition> edition_;
    std::unordered_map<std::string, Meant> squeezed_;  // by code without hyphens
    std::size_t digits_ = 0;                           // digits_of() the edition
    std::shared_ptr<Elsewhere> elsewhere_;
};

/// Whether @p text is what a spreadsheet or a data frame makes of a code that it takes for a date:
/// three numbers of which one can be a month and another a day (`1/11/2031`, `2031-11-01`, with or
/// without a time), a month and a year (`11/2031`, `2031-11`), or a month's name, or any word that
/// has a letter outside ASCII, with one or two numbers (`Nov-31`, `נוב-31`).
[[nodiscard]] bool looks_like_a_date(std::string_view text);

}  // namespace socshift
