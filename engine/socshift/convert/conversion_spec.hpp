#pragma once

#include "socshift/base/error.hpp"
#include "socshift/base/words.hpp"
#include "socshift/convert/plan.hpp"
#include "socshift/convert/request.hpp"
#include "socshift/recognise/repairs.hpp"
#include "socshift/weights/route_weights.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

/// The fields of a ConversionSpec that a finding can be about; the words are their names.
enum class SpecField : std::uint8_t {
    from,
    edition_column,
    edition_map,
    wave,
    ambiguous,
    to,
    families,
    level,
    via,
    weights,
    normalise,
    mixed_weights,
    weights_by,
    split,
    title_column,
    title_score,
    seed,
    draws,
    scale,
    whole,
    sums,
    means,
    by_weight,
    by,
    bounds,
    shares_of_basis,
    allow_mixed_levels,
    on_unknown,
    shares,
    header_row,
    no_code,
    repairs,
    decimal,
    thousands,
    missing,
};

template <>
inline constexpr auto word_table<SpecField> =
    std::to_array<Word<SpecField>>({{SpecField::from, "from"},
                                    {SpecField::edition_column, "edition_column"},
                                    {SpecField::edition_map, "edition_map"},
                                    {SpecField::wave, "wave"},
                                    {SpecField::ambiguous, "ambiguous"},
                                    {SpecField::to, "to"},
                                    {SpecField::families, "families"},
                                    {SpecField::level, "level"},
                                    {SpecField::via, "via"},
                                    {SpecField::weights, "weights"},
                                    {SpecField::normalise, "normalise"},
                                    {SpecField::mixed_weights, "mixed_weights"},
                                    {SpecField::weights_by, "weights_by"},
                                    {SpecField::split, "split"},
                                    {SpecField::title_column, "title_column"},
                                    {SpecField::title_score, "title_score"},
                                    {SpecField::seed, "seed"},
                                    {SpecField::draws, "draws"},
                                    {SpecField::scale, "scale"},
                                    {SpecField::whole, "whole"},
                                    {SpecField::sums, "sums"},
                                    {SpecField::means, "means"},
                                    {SpecField::by_weight, "by_weight"},
                                    {SpecField::by, "by"},
                                    {SpecField::bounds, "bounds"},
                                    {SpecField::shares_of_basis, "shares_of_basis"},
                                    {SpecField::allow_mixed_levels, "allow_mixed_levels"},
                                    {SpecField::on_unknown, "on_unknown"},
                                    {SpecField::shares, "shares"},
                                    {SpecField::header_row, "header_row"},
                                    {SpecField::no_code, "no_code"},
                                    {SpecField::repairs, "repairs"},
                                    {SpecField::decimal, "decimal"},
                                    {SpecField::thousands, "thousands"},
                                    {SpecField::missing, "missing"}});

/// What can be wrong with a ConversionSpec. The order is that of findings.
enum class SpecRule : std::uint8_t {
    // Of fields alone.
    keys_without_figures,
    weight_without_means,
    bounds_of_means,
    bounds_without_sums,
    shares_of_basis_without_sums,
    mixed_levels_without_figures,
    no_column_of_shares,
    figures_keep_no_rows,
    figures_have_no_rows,  // that could go to one target
    draw_without_seed,
    families_leave_no_choice,
    titles_without_column,
    column_without_titles,
    score_of_titles_above_one,
    seed_without_draw,
    draws_without_draw,
    draws_of_none,
    whole_without_scale,
    scale_and_figures,
    scale_of_whole_rows,
    scale_keeps_no_rows,
    no_one_target,
    families_need_no_weights,
    families_have_own_routes,
    two_sources_of_editions,
    map_without_column,
    two_columns_of_waves,
    one_edition_is_not_ambiguous,
    weights_out_of_order,
    normalise_without_file,
    bounds_without_equal,
    header_row_without_header,
    groups_without_census,
    groups_of_two,
    repair_is_always_made,
    signs_without_figures,
    one_sign_for_two,
    no_sign,
    // Of the catalog and the data as well.
    value_is_there_twice,
    edition_is_there_twice,  // for one wave
    too_many_editions,
    edition_not_clear,
    no_value_names_an_edition,
    level_unknown,
    family_is_there_twice,
    too_few_families,
    way_is_there_twice,
    way_of_no_rows,
    weights_serve_another_route,
    weights_serve_nothing,
    no_rates_by_groups,
    word_of_no_group,
    no_code_is_a_code,
};

/// One thing that is wrong with a ConversionSpec. `fields`: the one that is there for nothing, or
/// the ones of which there is one too many, first. `values`: what the message names, by rule.
struct SpecFinding {
    SpecRule rule = SpecRule::no_one_target;
    std::vector<SpecField> fields;
    std::string message;  // "'draws' without 'split' draw"
    std::vector<std::string> values = {};
};

/// A spec that contradicts itself, the catalog or the data. what() is the first message.
class SpecError : public Error {
public:
    /// Needs one finding or more.
    explicit SpecError(std::vector<SpecFinding> findings);
    [[nodiscard]] const std::vector<SpecFinding>& findings() const noexcept { return findings_; }

private:
    std::vector<SpecFinding> findings_;
};

/// The editions that routes of rows go through: of all of them, or of those of one edition.
struct SpecWay {
    std::string from;               // empty: of all that have no way of their own
    std::vector<std::string> over;  // one or more
};

/// Everything that decides what a conversion makes of data, as somebody says it; nothing of it is
/// looked up yet. Editions are named as Catalog::resolve() takes them. A plain value:
///
///     ConversionSpec spec;
///     spec.column = "occupation";
///     spec.from = "soc2010";
///     spec.to = "soc2018";
///     spec.weights = read_weights_order("census,equal");
struct ConversionSpec : RowHandling {
    /// The edition that the codes are of, or several with '+' or a comma between: then each row is
    /// of the one that has its code. Without it, and without `edition_column`, it is found out from
    /// the data.
    std::string from;
    std::string edition_column;  // says of each row which edition, or editions, it is coded in
    /// What the values of that column mean, each a value or a range of years, "2006-2009"; if there
    /// are none, they are names of editions. A value that no row has is an error.
    std::vector<std::pair<std::string, std::string>> edition_map;
    /// The column whose values are the waves of the data, where it is not `edition_column`: the
    /// account is by wave.
    std::string wave;
    /// What becomes of a row whose code several editions of its wave have and carry to different
    /// places.
    Ambiguous ambiguous = Ambiguous::set_aside;
    std::string to;                     // the edition wanted
    std::vector<std::string> families;  // instead of `to`: families over these editions
    std::string level;                  // of the target; empty: the finest
    std::vector<SpecWay> via;
    std::vector<WeightChoice> weights;  // in order of fall-back; empty: no weights
    bool normalise = false;             // shares of a file that do not sum to one
    bool mixed_weights = false;         // weights may serve rows of one edition and not of another
    /// Census weights by groups of rows: each group of the rates with its column. Empty: those of
    /// all cases.
    std::vector<WeightGrouping> weights_by;
    Groups groups = Groups::set_aside;
    /// Somebody's own words for no code, beside those that everybody writes: see CellRules.
    std::vector<std::string> no_code;
    std::vector<Repair> repairs;  // on request, those that are wanted
};

/// Every contradiction in the fields of @p spec, in the order of SpecRule; empty: none. What only
/// the catalog or the data can tell is said by Conversion.
[[nodiscard]] std::vector<SpecFinding> check(const ConversionSpec& spec);

}  // namespace socshift
