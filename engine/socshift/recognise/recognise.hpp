#pragma once

#include "socshift/base/date_text.hpp"
#include "socshift/base/words.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/recognise/repairs.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

struct Core;         // a cell without what surrounds it: code_text.hpp
class AskedRepairs;  // what is repaired on request: asked_repairs.hpp
struct AskedReading;
struct FormRules;  // cell_forms.hpp

/// Why a row cannot be carried. The order is that of reports.
enum class Reason : std::uint8_t {
    empty,
    no_code,
    total,  // of all codes, or of a range of them
    group,
    elsewhere,
    ambiguous,  // of several editions that carry it to different places
    damaged,
    masked,
    several_codes,
    code_and_title,
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
                                 {Reason::no_code, "no-code"},
                                 {Reason::total, "total"},
                                 {Reason::group, "group"},
                                 {Reason::elsewhere, "elsewhere"},
                                 {Reason::ambiguous, "ambiguous"},
                                 {Reason::damaged, "damaged"},
                                 {Reason::masked, "masked"},
                                 {Reason::several_codes, "several-codes"},
                                 {Reason::code_and_title, "code-and-title"},
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

/// How cells are read that are no codes as they stand.
struct CellRules {
    /// Words for no code, beside those that everybody writes (NA, NULL, 0 and the like): a cell is
    /// one if it is the same but for blanks and quotes around it.
    std::vector<std::string> no_code;
    std::vector<Repair> repairs;  // those on request that are wanted

    [[nodiscard]] bool wants(Repair repair) const;
};

/// What a cell means in one edition.
struct Recognition {
    const Item* item = nullptr;       // the item it names, a group included; nullptr: none
    Repairs repairs;                  // what it took to find `item`
    Reason reason = Reason::unknown;  // why it cannot be carried; of no meaning for a leaf
    bool is_leaf = false;             // `item` is one: it can be carried
    std::string text;                 // the reason in words, e.g. "broad group, not detailed"
    std::string detail;               // the same with what is of this cell alone; may be empty
    /// Of Repair::masked and Repair::several, where no item has just these: the leaves of which the
    /// cell means any, in code order.
    std::vector<const Item*> any_of;
};

/// Whether the codes that a publication does not publish are read too: see unpublished().
enum class Unpublished : bool { left_out, included };

/// Finds out which item of an edition a cell means. A cell is an item's code exactly, or it is
/// after repairs that cannot make another code of it (see Repair): blanks and quotes around it, a
/// hyphen left out or another dash, a number's decimals, a footnote mark. A hyphen is not left out
/// where the digits without it could be another code of the scheme (4445 is not the range 44-45).
/// Zeros are put in front only where all codes of the edition are digits, as many in each: a number
/// in a spreadsheet loses them (0010 is 10). Another code of the item (Item::also) is as good as
/// its own. It must then mean one item only. Other repairs are made where @p rules ask for them;
/// where they do not, the reason says what they would read. Works for any series. Safe to use from
/// several threads at once; copies share what was loaded.
class CodeRecogniser {
public:
    /// Keeps copies of all: catalogs and editions share what was loaded.
    /// @throws UnknownName if @p catalog has no such edition.
    CodeRecogniser(const Catalog& catalog, const EditionId& edition,
                   Unpublished unpublished = Unpublished::left_out, CellRules rules = {});

    /// @p text is a cell without its RFC 4180 quotes. Never fails. The first cell that is no item
    /// loads the codes of the whole catalog, to say where it belongs; editions that cannot be
    /// loaded are passed over. Cost: a few hash lookups.
    [[nodiscard]] Recognition recognise(std::string_view text) const;

    /// With the items of with_unpublished(), if they are included.
    [[nodiscard]] const Edition& edition() const noexcept { return *edition_; }

    /// printed_twice() of edition(): codes that a publication prints at two levels.
    [[nodiscard]] std::vector<const Item*> printed_twice() const;

private:
    struct Elsewhere;  // the codes of the other editions, once they are asked for

    using Found = std::pair<const Item*, Repairs>;
    [[nodiscard]] Found find(const Core& core) const;
    [[nodiscard]] Found find_form(const Core& core) const;
    [[nodiscard]] Found only_code_of(Found found) const;
    [[nodiscard]] bool is_no_code(const Core& core) const;
    [[nodiscard]] bool is_total(const Core& core) const;
    [[nodiscard]] Recognition recognised(Found found) const;
    [[nodiscard]] Recognition read_asked(const Core& core) const;
    [[nodiscard]] Recognition in_other_words(const Core& core) const;
    [[nodiscard]] Recognition why_not(const AskedReading& reading) const;
    [[nodiscard]] std::string elsewhere_text(const Core& core) const;
    [[nodiscard]] std::string elsewhere(std::string_view text,
                                        const FormRules* rules = nullptr) const;
    [[nodiscard]] std::string published_as(const Code& group) const;

    Catalog catalog_;
    std::shared_ptr<const Edition> edition_;
    CellRules rules_;
    struct Index;  // items by what is left of their codes
    std::shared_ptr<const Index> index_;
    std::shared_ptr<const AskedRepairs> asked_;
    std::shared_ptr<Elsewhere> elsewhere_;
};

}  // namespace socshift
