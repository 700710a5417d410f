#include "options/spec_text.hpp"

#include <fmt/core.h>

namespace socshift::cli {

std::string spec_text(const SpecFinding& finding) {
    const auto value = [&](std::size_t at) {
        return at < finding.values.size() ? finding.values[at] : std::string{};
    };
    const auto with_message = [&](std::string_view before) {
        return fmt::format("{}: {}", before, finding.message);
    };
    switch (finding.rule) {
        case SpecRule::keys_without_figures:
            return "--by: expected --sum COL or --mean COL as well";
        case SpecRule::weight_without_means:
            return "--by-weight: expected --mean COL as well";
        case SpecRule::bounds_of_means:
            return "--bounds: means have none; expected --sum COL without --mean";
        case SpecRule::bounds_without_sums:
            return "--bounds: expected --sum COL and --to EDITION as well";
        case SpecRule::shares_of_basis_without_sums:
            return "--shares-of-basis: expected --sum COL and --to EDITION as well";
        case SpecRule::mixed_levels_without_figures:
            return "--allow-mixed-levels: expected --sum COL or --mean COL as well";
        case SpecRule::no_column_of_shares:
            return "--shares: there is no column of shares with --sum, --mean, --split draw or "
                   "--families";
        case SpecRule::figures_keep_no_rows:
            return fmt::format("--on-unknown keep: {}; set-aside or fail", finding.message);
        case SpecRule::figures_have_no_rows:
            return fmt::format("--split {}: a sum has no rows; expected all or none", value(0));
        case SpecRule::draw_without_seed:
            return "--split draw: expected --seed N as well; nothing else decides what is drawn";
        case SpecRule::families_leave_no_choice:
            return fmt::format("--split {}: {}", value(0), finding.message);
        case SpecRule::titles_without_column:
            return "--split title: expected --title-column COL as well";
        case SpecRule::column_without_titles:
            return "--title-column: expected --split title as well";
        case SpecRule::score_of_titles_above_one:
            return with_message("--title-score");
        case SpecRule::seed_without_draw:
            return "--seed: expected --split draw as well";
        case SpecRule::draws_without_draw:
            return "--draws: expected --split draw as well";
        case SpecRule::draws_of_none:
            return "--draws: expected one or more";
        case SpecRule::whole_without_scale:
            return "--whole: expected --scale COL as well";
        case SpecRule::scale_and_figures:
            return "--scale: --sum and --mean divide figures themselves; expected one of the two";
        case SpecRule::scale_of_whole_rows:
            return fmt::format(
                "--scale: with --split {} a row goes whole to one code; expected --split all",
                value(0));
        case SpecRule::scale_keeps_no_rows:
            return "--on-unknown keep: with --scale a row without a target would be in no sum; "
                   "set-aside or fail";
        case SpecRule::no_one_target:
            return "where to: expected either --to EDITION or --families EDITION,EDITION";
        case SpecRule::families_need_no_weights:
            return "--families: a code has one family; expected no --weights";
        case SpecRule::families_have_own_routes:
            return "--via: families have their own routes; expected --to EDITION";
        case SpecRule::two_sources_of_editions:
            return "where from: expected --from EDITION or --edition-column COL, found both";
        case SpecRule::map_without_column:
            return "--edition-map: expected --edition-column COL as well";
        case SpecRule::two_columns_of_waves:
            return "--wave: the values of --edition-column are the waves; expected one of the two";
        case SpecRule::one_edition_is_not_ambiguous:
            return "--ambiguous by-wave: expected several editions for a file or a wave, "
                   "--from A,B or --edition-map VALUE=A+B";
        case SpecRule::edition_is_there_twice:
        case SpecRule::too_many_editions:
            return with_message(finding.fields.front() == SpecField::from ? "--from"
                                                                          : "--edition-map");
        case SpecRule::weights_out_of_order:
            return with_message("--weights");
        case SpecRule::normalise_without_file:
            return "--normalise: expected a file among --weights";
        case SpecRule::bounds_without_equal:
            return "--bounds: expected --weights that end with 'equal': a code that is set aside "
                   "for want of a share would be in no interval";
        case SpecRule::groups_without_census:
            return "--weights-by: expected census among --weights";
        case SpecRule::groups_of_two:
        case SpecRule::no_rates_by_groups:
            return with_message("--weights-by");
        case SpecRule::word_of_no_group:
            return with_message("--weights-values");
        case SpecRule::repair_is_always_made:
            return fmt::format("--repair {}: this is always repaired", value(0));
        case SpecRule::signs_without_figures:
            return fmt::format("--{}: expected --sum COL, --mean COL or --scale COL as well",
                               to_string(finding.fields.front()));
        case SpecRule::one_sign_for_two:
            return with_message("--decimal and --thousands");
        case SpecRule::no_sign:
            return fmt::format("--{}: expected point, comma, blank or apostrophe, found '{}'",
                               to_string(finding.fields.front()), value(0));
        case SpecRule::no_code_is_a_code:
            return with_message("--no-code");
        case SpecRule::header_row_without_header:
            return "--header-row: expected no --no-header";
        case SpecRule::value_is_there_twice:
            return with_message("--edition-map");
        case SpecRule::edition_not_clear: {
            const auto map = finding.values.size() < 2
                                 ? ""
                                 : fmt::format(
                                       "; or each row from its own with --edition-column '{}' "
                                       "--edition-map '{}'",
                                       value(0), value(1));
            const auto several =
                finding.values.size() != 1
                    ? ""
                    : fmt::format(
                          "; or each row from the one that has its code, if all that "
                          "have it carry it alike, with --from {}",
                          value(0));
            return fmt::format("{}; say it with --from, or see 'socshift detect'{}{}",
                               finding.message, map, several);
        }
        case SpecRule::no_value_names_an_edition:
            return finding.message +
                   "; --edition-map VALUE=EDITION[,VALUE=EDITION] says which is which";
        case SpecRule::level_unknown:
            return with_message("--level");
        case SpecRule::family_is_there_twice:
        case SpecRule::too_few_families:
            return with_message("--families");
        case SpecRule::way_is_there_twice:
            return with_message("--via");
        case SpecRule::way_of_no_rows:
            return with_message(fmt::format("--via {}={}", value(0), value(1)));
        case SpecRule::weights_serve_another_route:
            return fmt::format("--weights {}: {}: --via {}{}", value(0), finding.message, value(1),
                               finding.fields.back() == SpecField::mixed_weights
                                   ? ", or --mixed-weights if it is meant so"
                                   : "");
        case SpecRule::weights_serve_nothing:
            return fmt::format(
                "--weights {}: {}; 'socshift weights list' says what there is "
                "between two editions",
                value(0), finding.message);
    }
    return finding.message;
}

}  // namespace socshift::cli
