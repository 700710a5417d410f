#include "socshift/convert/conversion_spec.hpp"

#include "socshift/numbers/figure_form.hpp"
#include "socshift/weights/weights_order.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace socshift {

namespace {

using Found = std::vector<SpecFinding>;

void check_figures(const ConversionSpec& spec, Found& out) {
    using enum SpecField;
    const bool to_families = !spec.families.empty();
    if (!spec.by.empty() && !spec.adds_up()) {
        out.push_back({SpecRule::keys_without_figures, {by}, "keys, but no sums and no means"});
    }
    if (!spec.by_weight.empty() && spec.means.empty()) {
        out.push_back({SpecRule::weight_without_means, {by_weight}, "a weight, but no means"});
    }
    if (spec.bounds && !spec.means.empty()) {
        out.push_back({SpecRule::bounds_of_means, {bounds, means}, "means have no bounds"});
    } else if (spec.bounds && (spec.sums.empty() || to_families)) {
        out.push_back({SpecRule::bounds_without_sums,
                       {bounds, sums, families},
                       "bounds are of sums in an edition"});
    }
    if (spec.shares_of_basis && (spec.sums.empty() || to_families)) {
        out.push_back({SpecRule::shares_of_basis_without_sums,
                       {SpecField::shares_of_basis, sums, families},
                       "parts by basis are of sums in an edition"});
    }
    if (!spec.adds_up() && spec.allow_mixed_levels) {
        out.push_back({SpecRule::mixed_levels_without_figures,
                       {allow_mixed_levels},
                       "mixed levels matter to sums and means alone"});
    }
    if (spec.shares && (spec.adds_up() || spec.split == Split::draw || to_families)) {
        out.push_back({SpecRule::no_column_of_shares,
                       {shares},
                       "there is no column of shares with sums, means, draws or families"});
    }
    if (spec.adds_up() && spec.on_unknown == OnUnknown::keep) {
        out.push_back({SpecRule::figures_keep_no_rows,
                       {on_unknown},
                       fmt::format("a {} has no rows to keep", spec.sums.empty() ? "mean" : "sum"),
                       {spec.sums.empty() ? "mean" : "sum"}});
    }
}

void check_split(const ConversionSpec& spec, Found& out) {
    using enum SpecField;
    const bool is_drawn = spec.split == Split::draw;
    const std::string word{to_string(spec.split)};
    const bool by_title = spec.split == Split::title;
    if (spec.adds_up() && (is_drawn || by_title || spec.split == Split::best)) {
        out.push_back({SpecRule::figures_have_no_rows,
                       {SpecField::split},
                       "a sum has no rows that could go to one target",
                       {word}});
    }
    if (is_drawn && !spec.seed) {
        out.push_back({SpecRule::draw_without_seed,
                       {SpecField::split, seed},
                       "nothing but a seed decides what is drawn"});
    }
    if (!spec.families.empty() && spec.split != Split::all) {
        out.push_back({SpecRule::families_leave_no_choice,
                       {SpecField::split, families},
                       "a code has one family; there is nothing to choose",
                       {word}});
    }
    if (by_title && spec.title_column.empty()) {
        out.push_back({SpecRule::titles_without_column,
                       {SpecField::split, title_column},
                       "no column has the titles that are to settle where rows go"});
    }
    if (!by_title && !spec.title_column.empty()) {
        out.push_back({SpecRule::column_without_titles,
                       {title_column, SpecField::split},
                       "a column of titles, but rows do not go by titles"});
    }
    if (constexpr std::uint32_t most = 1000; spec.title_score > most) {
        out.push_back({SpecRule::score_of_titles_above_one,
                       {title_score},
                       "no score is above 1000 thousandths"});
    }
    if (!is_drawn && spec.seed) {
        out.push_back({SpecRule::seed_without_draw, {seed}, "a seed, but nothing is drawn"});
    }
    if (!is_drawn && spec.draws) {
        out.push_back({SpecRule::draws_without_draw, {draws}, "draws, but nothing is drawn"});
    }
    if (spec.draws == 0U) {
        out.push_back({SpecRule::draws_of_none, {draws}, "no draws: expected one or more"});
    }
}

void check_scale(const ConversionSpec& spec, Found& out) {
    using enum SpecField;
    if (spec.scale.empty()) {
        if (spec.whole) {
            out.push_back({SpecRule::whole_without_scale, {whole}, "no columns are scaled"});
        }
        return;
    }
    if (spec.adds_up()) {
        out.push_back({SpecRule::scale_and_figures,
                       {scale, sums, means},
                       "sums and means divide figures themselves"});
    }
    if (spec.split != Split::all) {
        out.push_back({SpecRule::scale_of_whole_rows,
                       {scale, SpecField::split},
                       "a row that goes whole to one code has nothing to divide",
                       {std::string{to_string(spec.split)}}});
    }
    if (spec.on_unknown == OnUnknown::keep) {
        out.push_back({SpecRule::scale_keeps_no_rows,
                       {on_unknown, scale},
                       "a row without a target would be in no sum"});
    }
}

void check_ends(const ConversionSpec& spec, Found& out) {
    using enum SpecField;
    const bool to_families = !spec.families.empty();
    if (spec.to.empty() != to_families) {
        out.push_back({SpecRule::no_one_target,
                       {to, families},
                       "expected either an edition or families to go to"});
    }
    if (to_families && (!spec.weights.empty() || spec.normalise)) {
        out.push_back({SpecRule::families_need_no_weights,
                       {families, SpecField::weights, normalise},
                       "a code has one family and needs no weights"});
    }
    if (to_families && !spec.via.empty()) {
        out.push_back({SpecRule::families_have_own_routes,
                       {via, families},
                       "families have their own routes"});
    }
    if (!spec.from.empty() && !spec.edition_column.empty()) {
        out.push_back({SpecRule::two_sources_of_editions,
                       {from, edition_column},
                       "expected an edition, or a column that names them, found both"});
    }
    if (spec.edition_column.empty() && !spec.edition_map.empty()) {
        out.push_back({SpecRule::map_without_column,
                       {edition_map},
                       "what values mean, but no column has them"});
    }
}

/// Whether rows of a wave can be of several editions, as far as @p spec says it itself.
bool can_be_ambiguous(const ConversionSpec& spec) {
    const auto is_several = [](const std::string& names) {
        return names.find_first_of("+,") != std::string::npos;
    };
    if (spec.edition_column.empty()) {
        return is_several(spec.from);
    }
    return spec.edition_map.empty() ||
           std::any_of(spec.edition_map.begin(), spec.edition_map.end(),
                       [&](const auto& pair) { return is_several(pair.second); });
}

void check_waves(const ConversionSpec& spec, Found& out) {
    using enum SpecField;
    if (!spec.wave.empty() && !spec.edition_column.empty()) {
        out.push_back({SpecRule::two_columns_of_waves,
                       {wave, edition_column},
                       "the column that names editions is that of waves"});
    }
    if (spec.ambiguous == Ambiguous::by_wave && !can_be_ambiguous(spec)) {
        out.push_back({SpecRule::one_edition_is_not_ambiguous,
                       {ambiguous, from, edition_map},
                       "no wave has several editions that a code could be of"});
    }
}

void check_weights(const ConversionSpec& spec, Found& out) {
    using enum SpecField;
    std::vector<WeightChoice> before;
    for (const auto& choice : spec.weights) {
        if (auto why = why_not_behind(before, choice)) {
            out.push_back({SpecRule::weights_out_of_order, {SpecField::weights}, std::move(*why)});
            break;
        }
        before.push_back(choice);
    }
    if (spec.normalise &&
        std::none_of(spec.weights.begin(), spec.weights.end(),
                     [](const auto& choice) { return choice.weights.has_value(); })) {
        out.push_back({SpecRule::normalise_without_file,
                       {normalise, SpecField::weights},
                       "no weights come from a file"});
    }
    const auto has = [&](auto is) {
        return std::any_of(spec.weights.begin(), spec.weights.end(), is);
    };
    if (!spec.weights_by.empty() && !has([](const WeightChoice& choice) {
            return choice.kind == WeightKind::census || choice.kind == WeightKind::census_exact;
        })) {
        out.push_back({SpecRule::groups_without_census,
                       {weights_by, SpecField::weights},
                       "only census weights are by groups of the catalog"});
    }
    if (!spec.weights_by.empty() && has([](const WeightChoice& choice) {
            return choice.weights && !choice.weights->groups.empty();
        })) {
        out.push_back({SpecRule::groups_of_two,
                       {weights_by, SpecField::weights},
                       "a file depends on groups of rows as well; expected one of the two"});
    }
    if (spec.bounds && (spec.weights.empty() || spec.weights.back().kind != WeightKind::equal)) {
        out.push_back({SpecRule::bounds_without_equal,
                       {bounds, SpecField::weights},
                       "bounds need weights that end with 'equal': a code that is set aside for "
                       "want of a share would be in no interval"});
    }
}

void check_cells(const ConversionSpec& spec, Found& out) {
    using enum SpecField;
    for (const auto repair : spec.repairs) {
        if (!is_on_request(repair)) {
            const std::string word{to_string(repair)};
            out.push_back({SpecRule::repair_is_always_made,
                           {repairs},
                           fmt::format("'{}' is always repaired", word),
                           {word}});
        }
    }
    if (!spec.has_figures() && (spec.decimal || spec.thousands || !spec.missing.empty())) {
        out.push_back({SpecRule::signs_without_figures,
                       {spec.decimal     ? decimal
                        : spec.thousands ? thousands
                                         : missing},
                       "how figures are written, but no column has figures"});
    }
    if (spec.decimal && spec.decimal == spec.thousands) {
        out.push_back({SpecRule::one_sign_for_two,
                       {decimal, thousands},
                       fmt::format("'{}' cannot stand before decimals and between thousands",
                                   *spec.decimal)});
    }
    for (const auto& [field, sign] :
         {std::pair{decimal, spec.decimal}, std::pair{thousands, spec.thousands}}) {
        if (sign && !is_figure_sign(*sign)) {
            out.push_back({SpecRule::no_sign,
                           {field},
                           fmt::format("'{}' is no sign in a number", *sign),
                           {std::string{*sign}}});
        }
    }
}

}  // namespace

SpecError::SpecError(std::vector<SpecFinding> findings)
    : Error(findings.front().message), findings_(std::move(findings)) {}

std::vector<SpecFinding> check(const ConversionSpec& spec) {
    Found out;
    check_figures(spec, out);
    check_split(spec, out);
    check_scale(spec, out);
    check_ends(spec, out);
    check_waves(spec, out);
    check_weights(spec, out);
    if (spec.header_row && !spec.has_header) {
        out.push_back({SpecRule::header_row_without_header,
                       {SpecField::header_row},
                       "a row that names the columns, but nothing names them"});
    }
    check_cells(spec, out);
    return out;
}

}  // namespace socshift
