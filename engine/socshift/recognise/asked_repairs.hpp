#pragma once

// Internal: not installed. Cells whose code is read only where that is asked for.

#include "socshift/model/edition.hpp"
#include "socshift/recognise/repairs.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// Why a cell that holds codes is not read, whatever is asked for.
enum class RepairRefusal : std::uint8_t {
    none,
    contradiction,  // the code and the title that stand together are of two items
    more,           // what stands beside codes can say that they are not meant: "to", "not", "->"
};

/// What a cell looks like that is no code, and what it would be read as.
struct AskedReading {
    Repair repair = Repair::dates;
    /// What it means: one item; or, of Repair::masked and Repair::several, the leaves of which it
    /// is any, in code order, if no item has just these. Empty: that cannot be told.
    std::vector<const Item*> items;
    RepairRefusal refusal = RepairRefusal::none;  // with one there are no items
};

/// Reads cells that hold more or less than a code, in one edition:
///
/// - dates: the one code of the edition of which a spreadsheet makes this date;
/// - masked: the codes that begin with what stands before the X at the end: `15-113X`;
/// - several: codes with `,` `;` `|` `/` `&`, "or", "and" or a line end between, each with its
/// title
///   or without; behind a slash only the last digits may be there: `15-1132/33`. With anything else
///   between or around them, they are refused;
/// - titles: the one code that stands in the cell among other words, unless the rest is the title
///   of another item. Words that are not the title of the item are refused where they can say that
///   it is not meant: with a digit among them, with "not" or the like first, or last before the
///   code, behind an arrow or the like, or before the code with nothing but blanks between.
class AskedRepairs {
public:
    /// @p find: the item that a text means after repairs that are always made, or nullptr. Refers
    /// to both.
    AskedRepairs(const Edition& edition, std::function<const Item*(std::string_view)> find)
        : edition_(edition), find_(std::move(find)) {}

    /// What @p text looks like; none: like nothing that can be asked for. Safe to use from several
    /// threads at once.
    [[nodiscard]] std::optional<AskedReading> read(std::string_view text) const;

private:
    [[nodiscard]] std::optional<AskedReading> as_date(std::string_view text) const;
    [[nodiscard]] std::optional<AskedReading> as_masked(std::string_view text) const;
    [[nodiscard]] std::optional<AskedReading> as_several(std::string_view text) const;
    [[nodiscard]] std::optional<AskedReading> as_titled(std::string_view text) const;
    [[nodiscard]] std::optional<AskedReading> as_one(std::string_view before, std::string_view like,
                                                     std::string_view behind) const;
    [[nodiscard]] const Item* part_of_list(std::string_view part, const Item* before) const;
    [[nodiscard]] std::vector<const Item*> any_of(std::vector<const Item*> items) const;
    [[nodiscard]] const Item* titled(std::string_view title) const;

    const Edition& edition_;
    std::function<const Item*(std::string_view)> find_;
    mutable std::once_flag titles_made_;
    mutable std::map<std::string, const Item*, std::less<>> titles_;  // folded; nullptr: of several
};

}  // namespace socshift
