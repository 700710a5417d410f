#pragma once

#include "socshift/base/words.hpp"
#include "socshift/io/byte_source.hpp"
#include "socshift/io/data_shape.hpp"
#include "socshift/io/joined_text.hpp"
#include "socshift/numbers/share.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// What to do with a row that cannot be carried. `keep` is for rows, not for sums.
enum class OnUnknown { set_aside, fail, keep };
template <>
inline constexpr auto word_table<OnUnknown> = std::to_array<Word<OnUnknown>>(
    {{OnUnknown::set_aside, "set-aside"}, {OnUnknown::fail, "fail"}, {OnUnknown::keep, "keep"}});

/// What becomes of a row whose code has several targets. `all`: it is written once for each.
/// `best`: it goes to the likeliest(). `draw`: it goes to one that is drawn, by their shares.
/// `none`: it is set aside. `title`: it goes to the one that its job title settles, and else it is
/// written as with `all`. `best`, `draw` and `title` are for rows, not for sums; the first two set
/// aside what has no known shares.
enum class Split : std::uint8_t { all, best, draw, none, title };
template <>
inline constexpr auto word_table<Split> = std::to_array<Word<Split>>({{Split::all, "all"},
                                                                      {Split::best, "best"},
                                                                      {Split::draw, "draw"},
                                                                      {Split::none, "none"},
                                                                      {Split::title, "title"}});

/// What becomes of a row that could be of several editions, if its code is in more than one of them
/// and they carry it to different targets or shares. `set_aside`: that. `by_wave`: where codes of
/// the other rows of its wave are in exactly one of these editions, at least two different ones,
/// and none is in exactly one of the others, it is of that edition; else it is set aside.
enum class Ambiguous : std::uint8_t { set_aside, by_wave };
template <>
inline constexpr auto word_table<Ambiguous> = std::to_array<Word<Ambiguous>>(
    {{Ambiguous::set_aside, "set-aside"}, {Ambiguous::by_wave, "by-wave"}});

/// `decimal`: the shortest that reads as the same double, "0.3333333333333333". `fraction`: "1/3".
enum class ShareForm { decimal, fraction };
template <>
inline constexpr auto word_table<ShareForm> = std::to_array<Word<ShareForm>>(
    {{ShareForm::decimal, "decimal"}, {ShareForm::fraction, "fraction"}});

/// The columns that say by which of CodedEditions::choices() a row goes, when they do not all go
/// by the first: what wave it is of, which has an edition or several, and what group of rows it
/// belongs to that has weights of its own. Choices are in the order of those of waves, of each in
/// the order of groups, behind the one for rows of no group.
struct SourceColumns {
    std::string wave;                          // empty: all rows are of one
    std::map<std::string, std::size_t> waves;  // the place of the choice, by value
    std::optional<std::size_t> other_waves;    // that of other values; none: the row is set aside
    std::vector<std::string> groups;
    /// By values: from 1, as many as there are; 0 is that of no group.
    std::map<std::vector<std::string>, std::size_t> group_places;
    std::size_t groups_count = 0;    // choices for groups, of each of a wave
    bool only_known_groups = false;  // a row of other values goes by no choice

    /// Values of the column of waves, in groups of which some row must have one: what a user named,
    /// and not the data.
    std::vector<std::vector<std::string>> asked_for = {};

    /// All of them, that of the wave first; one or more.
    [[nodiscard]] std::vector<std::string> columns() const;

    /// The place of the choice for the texts of a row's cells in columns(); none: the row is set
    /// aside, because of the first of them unless names_wave(), and else of the others.
    [[nodiscard]] std::optional<std::size_t> place(const std::vector<std::string>& cells) const;

    /// Whether the first of the cells names a wave that has a choice, if there is a column for it.
    [[nodiscard]] bool names_wave(const std::vector<std::string>& cells) const;
};

/// Which rows of data are taken, and what is made of them. Columns are named as in the header, or
/// by place: see DataShape; `column` has to be said.
struct RowHandling : DataShape {
    OnUnknown on_unknown = OnUnknown::set_aside;
    std::string prefix;               // before the names of the columns that are added
    std::optional<ShareForm> shares;  // of rows; none: decimal
    Split split = Split::all;
    std::optional<std::uint64_t> seed;  // of `draw`: the result depends on it and the row's number
    std::optional<unsigned> draws;      // of `draw`: so many columns of codes, numbered; none: one
    std::string title_column;           // of Split::title: the one with job titles
    std::uint32_t title_score = 500;    // thousandths that a target must have to be settled
    /// Rows: columns whose figures are divided over the targets of a row, by their shares. Only
    /// with Split::all, and not with OnUnknown::keep.
    std::vector<std::string> scale;
    bool whole = false;              // of `scale`: whole numbers are divided into whole numbers
    std::vector<std::string> sums;   // columns to add up
    std::vector<std::string> means;  // columns to average; rows if there are neither
    std::string by_weight;           // what means are weighted by; empty: each row counts as one
    std::vector<std::string> by;     // sums and means: columns that figures are kept apart by
    bool bounds = false;  // sums: beside each figure the least and the most that it can be
    /// Sums: beside each figure what part of it rests on each basis, and how many rows have none.
    /// Where the data has such columns from an earlier conversion, all of a figure, they are gone
    /// on from.
    bool shares_of_basis = false;
    bool allow_mixed_levels = false;  // sums: a group and its members in one file
    /// More than this part of the rows that no filter leaves out cannot be carried: an error.
    std::optional<Share> fail_above = {};

    /// Whether figures by target code are wanted instead of rows.
    [[nodiscard]] bool adds_up() const noexcept { return !sums.empty() || !means.empty(); }

    // Of columns with figures, those of `sums`, `means`, `by_weight` and `scale`: see FigureSigns.
    std::optional<char> decimal;       // the sign before decimals; none: found out
    std::optional<char> thousands;     // the sign between thousands; none: found out
    std::vector<std::string> missing;  // words for a figure that is missing, beside the usual ones

    /// Whether the file has figures that are read.
    [[nodiscard]] bool has_figures() const noexcept { return adds_up() || !scale.empty(); }

    std::size_t most_combinations = 2'000'000;  // of a code and keys; more are an error

    // Nothing of the result depends on these.
    unsigned threads = 0;                       // 0: as many as the machine has
    std::size_t block = std::size_t{1} << 18U;  // bytes that a thread takes at once
};

class EditionTitles;

/// What stands in the column `basis` of a row that its title settled.
inline constexpr std::string_view settled_by_title = "title";

/// How the rows of one conversion, whose plans are made, are read and written.
struct ConvertRequest : RowHandling {
    std::optional<SourceColumns> source_columns;  // none: all rows go by the first source
    bool to_families = false;  // the target is a FamilyTarget: rows get no share and no basis
    const EditionTitles* titles = nullptr;  // of Split::title: those of the target edition
    /// Where a line stands, when several files are read as one: then rejects start with `file`.
    std::function<TextPlace(std::uint64_t line)> place = {};
};

/// Where results go. `rejects` is not called before the first row is set aside.
struct ConvertOutputs {
    WriteBytes out;
    WriteBytes rejects;
};

}  // namespace socshift
