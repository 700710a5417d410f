// Every option of `convert` that can contradict another, alone and with each other one: the first
// thing that is wrong, in the words of the command line.
#include "options/spec_text.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <string>
#include <vector>

using namespace socshift;

namespace {

struct Wish {
    std::string name;
    std::function<void(ConversionSpec&)> set;
};

const std::vector<Wish>& wishes() {
    static const WeightChoice equal{WeightKind::equal, "equal"};
    static const std::vector<Wish> all = {
        {"from", [](auto& spec) { spec.from = "soc2010"; }},
        {"edition column", [](auto& spec) { spec.edition_column = "wave"; }},
        {"edition map",
         [](auto& spec) {
             spec.edition_map = {{"1", "soc2010"}};
         }},
        {"editions",
         [](auto& spec) {
             (spec.edition_map.empty() ? spec.from : spec.edition_map[0].second) =
                 "soc2000,soc2010";
         }},
        {"wave", [](auto& spec) { spec.wave = "year"; }},
        {"by wave", [](auto& spec) { spec.ambiguous = Ambiguous::by_wave; }},
        {"no target", [](auto& spec) { spec.to = ""; }},
        {"families",
         [](auto& spec) {
             spec.families = {"soc2010", "soc2018"};
         }},
        {"via",
         [](auto& spec) {
             spec.via = {{"", {"soc2010"}}};
         }},
        {"weights", [](auto& spec) { spec.weights = {equal}; }},
        {"employment",
         [](auto& spec) {
             spec.weights = {{WeightKind::employment, "employment"}};
         }},
        {"a file",
         [](auto& spec) {
             spec.weights = {{WeightKind::file, "w.csv", Weights{}}, equal};
         }},
        {"normalise", [](auto& spec) { spec.normalise = true; }},
        {"best", [](auto& spec) { spec.split = Split::best; }},
        {"draw", [](auto& spec) { spec.split = Split::draw; }},
        {"none", [](auto& spec) { spec.split = Split::none; }},
        {"title", [](auto& spec) { spec.split = Split::title; }},
        {"title column", [](auto& spec) { spec.title_column = "job"; }},
        {"seed", [](auto& spec) { spec.seed = 0; }},
        {"draws", [](auto& spec) { spec.draws = 3; }},
        {"scale", [](auto& spec) { spec.scale = {"wage"}; }},
        {"whole", [](auto& spec) { spec.whole = true; }},
        {"sum", [](auto& spec) { spec.sums = {"wage"}; }},
        {"mean", [](auto& spec) { spec.means = {"wage"}; }},
        {"weight", [](auto& spec) { spec.by_weight = "people"; }},
        {"by", [](auto& spec) { spec.by = {"area"}; }},
        {"bounds", [](auto& spec) { spec.bounds = true; }},
        {"parts", [](auto& spec) { spec.shares_of_basis = true; }},
        {"mixed levels", [](auto& spec) { spec.allow_mixed_levels = true; }},
        {"keep", [](auto& spec) { spec.on_unknown = OnUnknown::keep; }},
        {"fail", [](auto& spec) { spec.on_unknown = OnUnknown::fail; }},
        {"shares", [](auto& spec) { spec.shares = ShareForm::fraction; }},
        {"no code", [](auto& spec) { spec.no_code = {"none"}; }},
        {"repair", [](auto& spec) { spec.repairs = {Repair::dates}; }},
        {"repair of blanks", [](auto& spec) { spec.repairs = {Repair::blanks}; }},
        {"decimal", [](auto& spec) { spec.decimal = ','; }},
        {"thousands", [](auto& spec) { spec.thousands = ','; }},
        {"odd thousands", [](auto& spec) { spec.thousands = 'x'; }},
        {"missing", [](auto& spec) { spec.missing = {"-1"}; }},
    };
    return all;
}

std::string split_word_of(Split split) {
    return std::string{to_string(split)};
}

/// What the columns and figures contradict, as a list of cases in order; the first that holds.
std::string first_that_holds(const std::vector<std::pair<bool, std::string>>& cases) {
    for (const auto& [holds, text] : cases) {
        if (holds) {
            return text;
        }
    }
    return "";
}

/// Whether a wave has several editions, or its values may name some.
bool can_be_several(const ConversionSpec& spec) {
    const bool is_named = spec.from == "soc2000,soc2010";
    const bool is_mapped =
        !spec.edition_map.empty() && spec.edition_map[0].second == "soc2000,soc2010";
    return spec.edition_column.empty() ? is_named : spec.edition_map.empty() || is_mapped;
}

/// A second opinion: the rules one after the other, as docs/commands/convert.md has them.
std::string expected_contradiction(const ConversionSpec& spec) {
    const bool adds_up = !spec.sums.empty() || !spec.means.empty();
    const bool families = !spec.families.empty();
    const bool draws = spec.split == Split::draw;
    const bool titles = spec.split == Split::title;
    const bool scales = !spec.scale.empty();
    const bool keeps = spec.on_unknown == OnUnknown::keep;
    const bool ends_equal = !spec.weights.empty() && spec.weights.back().name == "equal";
    const bool has_file = !spec.weights.empty() && spec.weights.front().name == "w.csv";
    return first_that_holds({
        {!spec.by.empty() && !adds_up, "--by: expected --sum COL or --mean COL as well"},
        {!spec.by_weight.empty() && spec.means.empty(), "--by-weight: expected --mean COL as well"},
        {spec.bounds && !spec.means.empty(),
         "--bounds: means have none; expected --sum COL without --mean"},
        {spec.bounds && (spec.sums.empty() || families),
         "--bounds: expected --sum COL and --to EDITION as well"},
        {spec.shares_of_basis && (spec.sums.empty() || families),
         "--shares-of-basis: expected --sum COL and --to EDITION as well"},
        {!adds_up && spec.allow_mixed_levels,
         "--allow-mixed-levels: expected --sum COL or --mean COL as well"},
        {spec.shares && (adds_up || draws || families),
         "--shares: there is no column of shares with --sum, --mean, --split draw or --families"},
        {adds_up && keeps, "--on-unknown keep: a " +
                               std::string{spec.sums.empty() ? "mean" : "sum"} +
                               " has no rows to keep; set-aside or fail"},
        {adds_up && (draws || titles || spec.split == Split::best),
         "--split " + split_word_of(spec.split) + ": a sum has no rows; expected all or none"},
        {draws && !spec.seed,
         "--split draw: expected --seed N as well; nothing else decides what is drawn"},
        {families && spec.split != Split::all,
         "--split " + split_word_of(spec.split) +
             ": a code has one family; there is nothing to choose"},
        {titles && spec.title_column.empty(), "--split title: expected --title-column COL as well"},
        {!titles && !spec.title_column.empty(), "--title-column: expected --split title as well"},
        {!draws && spec.seed, "--seed: expected --split draw as well"},
        {!draws && spec.draws, "--draws: expected --split draw as well"},
        {!scales && spec.whole, "--whole: expected --scale COL as well"},
        {scales && adds_up,
         "--scale: --sum and --mean divide figures themselves; expected one of the two"},
        {scales && spec.split != Split::all, "--scale: with --split " + split_word_of(spec.split) +
                                                 " a row goes whole to one code; expected --split "
                                                 "all"},
        {scales && keeps,
         "--on-unknown keep: with --scale a row without a target would be in no sum; set-aside or "
         "fail"},
        {spec.to.empty() != families,
         "where to: expected either --to EDITION or --families EDITION,EDITION"},
        {families && (!spec.weights.empty() || spec.normalise),
         "--families: a code has one family; expected no --weights"},
        {families && !spec.via.empty(),
         "--via: families have their own routes; expected --to EDITION"},
        {!spec.from.empty() && !spec.edition_column.empty(),
         "where from: expected --from EDITION or --edition-column COL, found both"},
        {spec.edition_column.empty() && !spec.edition_map.empty(),
         "--edition-map: expected --edition-column COL as well"},
        {!spec.wave.empty() && !spec.edition_column.empty(),
         "--wave: the values of --edition-column are the waves; expected one of the two"},
        {spec.ambiguous == Ambiguous::by_wave && !can_be_several(spec),
         "--ambiguous by-wave: expected several editions for a file or a wave, --from A,B or "
         "--edition-map VALUE=A+B"},
        {spec.normalise && !has_file, "--normalise: expected a file among --weights"},
        {spec.bounds && !ends_equal,
         "--bounds: expected --weights that end with 'equal': a code that is set aside for want "
         "of a share would be in no interval"},
        {spec.repairs == std::vector{Repair::blanks}, "--repair blanks: this is always repaired"},
        {!adds_up && !scales && spec.decimal,
         "--decimal: expected --sum COL, --mean COL or --scale COL as well"},
        {!adds_up && !scales && spec.thousands,
         "--thousands: expected --sum COL, --mean COL or --scale COL as well"},
        {!adds_up && !scales && !spec.missing.empty(),
         "--missing: expected --sum COL, --mean COL or --scale COL as well"},
        {spec.decimal && spec.decimal == spec.thousands,
         "--decimal and --thousands: ',' cannot stand before decimals and between thousands"},
        {spec.thousands == 'x',
         "--thousands: expected point, comma, blank or apostrophe, found 'x'"},
    });
}

std::string first_contradiction(const ConversionSpec& spec) {
    const auto all = check(spec);
    return all.empty() ? "" : cli::spec_text(all.front());
}

ConversionSpec plain_spec() {
    ConversionSpec spec;
    spec.column = "code";
    spec.to = "soc2018";
    return spec;
}

}  // namespace

TEST_CASE("what a conversion is asked for is contradicted by one, two or three wishes at a time") {
    CHECK(first_contradiction(plain_spec()).empty());
    std::size_t contradictions = 0;
    for (const auto& first : wishes()) {
        for (const auto& second : wishes()) {
            for (const auto& third : wishes()) {
                auto spec = plain_spec();
                first.set(spec);
                second.set(spec);
                third.set(spec);
                const auto wanted = expected_contradiction(spec);
                if (first_contradiction(spec) != wanted) {
                    CAPTURE(first.name, second.name, third.name);
                    CHECK(first_contradiction(spec) == wanted);
                }
                contradictions += wanted.empty() ? 0U : 1U;
            }
        }
    }
    CHECK(contradictions > 10000);
}

TEST_CASE("every contradiction is found, in order, with the fields it is about") {
    auto spec = plain_spec();
    spec.by = {"area"};
    spec.seed = 1;
    spec.whole = true;
    spec.normalise = true;
    const auto all = check(spec);
    REQUIRE(all.size() == 4);
    CHECK(all[0].rule == SpecRule::keys_without_figures);
    CHECK(all[0].fields == std::vector{SpecField::by});
    CHECK(all[1].fields == std::vector{SpecField::seed});
    CHECK(all[2].fields == std::vector{SpecField::whole});
    CHECK(to_string(all[3].fields.front()) == "normalise");
    CHECK(all[3].message == "no weights come from a file");
}

TEST_CASE("weights that can never serve are a contradiction, however the spec was made") {
    auto spec = plain_spec();
    spec.weights = {{WeightKind::equal, "equal"}, {WeightKind::census, "census"}};
    CHECK(first_contradiction(spec) ==
          "--weights: 'equal' serves every code, so 'census' behind it would serve none; put "
          "'equal' last");
    spec.weights = {{WeightKind::census, "census"}, {WeightKind::census, "census"}};
    CHECK(first_contradiction(spec) == "--weights: 'census' is there twice");
    spec.weights = {};
    spec.split = Split::draw;
    spec.seed = 1;
    spec.draws = 0;
    CHECK(first_contradiction(spec) == "--draws: expected one or more");
}
