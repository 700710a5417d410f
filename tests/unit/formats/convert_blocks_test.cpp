// The same rows through a text file and through blocks of columns: the same lines and account.
#include "columns/convert_blocks.hpp"

#include "columns/text_sink.hpp"
#include "socshift/catalog/builtin.hpp"
#include "socshift/publish/delimited.hpp"
#include "socshift/publish/figures_answer.hpp"
#include "socshift/publish/methods_text.hpp"
#include "socshift/weights/weights_order.hpp"
#include "support/memory_blocks.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

using namespace socshift;
using namespace socshift::formats;
using namespace socshift::test;

namespace {

using Texts = std::vector<std::string>;
using arrow::Node;

/// Rows of a survey: codes of two editions, some of no edition, groups and nothing.
struct Survey {
    Texts id;
    Texts occ;
    Texts year;
    Texts title;
    Texts people;  // whole numbers, or nothing
    Texts wage;    // numbers, or nothing

    Survey() {
        const Texts codes{"15-1131", "11-1011", "29-1199", "15-1199", "99-9999", "",
                          "51-9199", "15-1133", "13-1041", "29-1141", "15-0000", "19-3093",
                          "11-3121", "25-3097", "n/a",     "15-1132"};
        const Texts years{"2012", "2012", "2019", "2012", "2019", "2007"};
        const Texts titles{"Software developer", "Chief executive", "", "Nurse", "Data scientist"};
        const Texts counts{"3", "10", "", "7", "1"};
        const Texts wages{"10.5", "20", "0.25", "", "7"};
        for (std::size_t i = 0; i < 211; ++i) {
            id.push_back(std::to_string(i));
            occ.push_back(codes[i * 7 % codes.size()]);
            year.push_back(years[i % years.size()]);
            title.push_back(titles[i % titles.size()]);
            people.push_back(counts[i * 3 % counts.size()]);
            wage.push_back(wages[i % wages.size()]);
        }
    }

    [[nodiscard]] std::string text() const {
        std::string out = "id,occ,year,title,people,wage\n";
        for (std::size_t i = 0; i < id.size(); ++i) {
            for (const auto* const column : {&id, &occ, &year, &title, &people, &wage}) {
                out += (*column)[i] + (column == &wage ? "\n" : ",");
            }
        }
        return out;
    }
};

Node numbers_of(const std::string& name, const Texts& texts, bool are_whole) {
    std::vector<std::int64_t> wholes;
    std::vector<double> reals;
    std::vector<bool> has_value;
    for (const auto& text : texts) {
        has_value.push_back(!text.empty());
        wholes.push_back(text.empty() || !are_whole ? 0 : std::stoll(text));
        reals.push_back(text.empty() ? 0 : std::stod(text));
    }
    return are_whole ? arrow::whole_column(name, wholes, has_value)
                     : arrow::real_column(name, reals, has_value);
}

/// A dictionary of the texts that are there, in the order of bytes; nothing is no value.
Node coded_of(const std::string& name, const Texts& texts) {
    std::map<std::string, std::int32_t> known;
    for (const auto& text : texts) {
        known.emplace(text, 0);
    }
    known.erase("");
    Texts values;
    for (auto& [text, place] : known) {
        place = static_cast<std::int32_t>(values.size());
        values.push_back(text);
    }
    std::vector<std::int32_t> places;
    for (const auto& text : texts) {
        places.push_back(text.empty() ? -1 : known.at(text));
    }
    return arrow::coded_column(name, places, values);
}

Node text_of(const std::string& name, const Texts& texts) {
    std::vector<bool> has_value;
    for (const auto& text : texts) {
        has_value.push_back(!text.empty());
    }
    return arrow::text_column(name, texts, has_value);
}

/// How rows are cut into blocks, and what their codes are.
struct Cut {
    std::size_t rows = 1;
    bool is_coded = false;
    std::size_t skipped = 0;  // rows before each block, as a slice has them
};

MemorySource source_of(const Survey& survey, const Cut& cut) {
    std::vector<Node> blocks;
    const auto add = [&](std::size_t begin, std::size_t rows) {
        const auto part = [&](const Texts& texts) {
            Texts out(cut.skipped, "1");
            const auto from = texts.begin() + static_cast<std::ptrdiff_t>(begin);
            out.insert(out.end(), from, from + static_cast<std::ptrdiff_t>(rows));
            return out;
        };
        std::vector<Node> columns;
        columns.push_back(numbers_of("id", part(survey.id), true));
        columns.push_back(cut.is_coded ? coded_of("occ", part(survey.occ))
                                       : text_of("occ", part(survey.occ)));
        columns.push_back(numbers_of("year", part(survey.year), true));
        columns.push_back(coded_of("title", part(survey.title)));
        columns.push_back(numbers_of("people", part(survey.people), true));
        columns.push_back(numbers_of("wage", part(survey.wage), false));
        blocks.push_back(
            arrow::table_of(static_cast<std::int64_t>(rows + cut.skipped), std::move(columns)));
    };
    add(0, 0);
    for (std::size_t begin = 0; begin < survey.id.size(); begin += cut.rows) {
        add(begin, std::min(cut.rows, survey.id.size() - begin));
        add(begin, 0);
    }
    return MemorySource(std::move(blocks), static_cast<std::int64_t>(cut.skipped));
}

const std::vector<Cut> cuts{{1, false, 0}, {7, true, 0},     {7, false, 3},
                            {64, true, 2}, {4096, false, 0}, {4096, true, 5}};

ConversionSpec spec_of() {
    ConversionSpec out;
    out.file = "survey";
    out.column = "occ";
    out.from = "soc2010";
    out.to = "soc2018";
    out.weights = read_weights_order("census,employment,equal");
    return out;
}

/// What came of one file.
struct Result {
    std::string out;
    std::string rejects;
    std::string summary;
};

/// The summary as JSON, without what a text file has lines for.
std::string summary_of(ConvertSummary summary, const Conversion& conversion,
                       std::uint64_t lines_before) {
    for (auto* const all : {&summary.set_aside, &summary.in_part}) {
        for (auto& aside : *all) {
            for (auto& example : aside.examples) {
                example.line -= lines_before;
            }
        }
    }
    for (auto& repair : summary.repairs) {
        for (auto& example : repair.examples) {
            example.line -= lines_before;
        }
    }
    return summary_json(summary, facts_of(conversion));
}

/// Rejects with the numbers of rows in place of those of lines.
std::string by_row(const std::string& rejects) {
    std::istringstream in(rejects);
    std::string out;
    for (std::string line; std::getline(in, line);) {
        const auto comma = line.find(',');
        const auto number = line.substr(0, comma);
        out += number == "line" ? number : std::to_string(std::stoul(number) - 1);
        out += line.substr(comma) + "\n";
    }
    return out;
}

Result of_text(const Conversion& conversion, const Survey& survey) {
    Result out;
    const auto text = survey.text();
    const auto summary = conversion.run(bytes_of(std::string_view{text}),
                                        {[&](std::string_view bytes) { out.out += bytes; },
                                         [&](std::string_view bytes) { out.rejects += bytes; }});
    out.rejects = by_row(out.rejects);
    out.summary = summary_of(summary, conversion, 1);
    return out;
}

Result of_blocks(const Conversion& conversion, const Survey& survey, const Cut& cut) {
    Result out;
    auto source = source_of(survey, cut);
    const auto write_rejects = [&](std::string_view bytes) { out.rejects += bytes; };
    if (conversion.request().adds_up()) {
        formats::KeyColumns keys(conversion.spec(), source.schema(), false);
        const auto figures = formats::sum_blocks(conversion, source, keys, write_rejects);
        std::ostringstream text;
        write_csv(text, figures_answer(builtin_catalog(), conversion, figures).table);
        out.out = text.str();
        out.summary = summary_of(figures.account, conversion, 0);
        return out;
    }
    const auto summary =
        convert_blocks(conversion, source, {[&](const arrow::CSchema& type) {
                           return std::make_unique<TextSink>(
                               [&](std::string_view bytes) { out.out += bytes; }, type, ',');
                       }},
                       write_rejects);
    out.summary = summary_of(summary, conversion, 0);
    return out;
}

/// Cells that are numbers, as the doubles that they read as.
std::string as_doubles(const std::string& text) {
    std::string out;
    std::string cell;
    for (const char letter : text) {
        if (letter != ',' && letter != '\n') {
            cell += letter;
            continue;
        }
        std::size_t size = 0;
        double number = 0;
        try {
            number = std::stod(cell, &size);
        } catch (const std::invalid_argument&) {
        }
        out += size > 0 && size == cell.size() ? std::to_string(number) : cell;
        out += letter;
        cell.clear();
    }
    return out;
}

void check_blocks(const ConversionSpec& spec) {
    const Survey survey;
    const auto text = survey.text();
    const Conversion conversion(
        builtin_catalog(), spec,
        needs_first_reading(spec)
            ? socshift::found_editions(builtin_catalog(), spec, bytes_of(std::string_view{text}))
            : named_editions(builtin_catalog(), spec));
    const auto expected = of_text(conversion, survey);
    REQUIRE(std::count(expected.out.begin(), expected.out.end(), '\n') > 1);
    for (const auto& cut : cuts) {
        INFO("blocks of " << cut.rows << (cut.is_coded ? ", coded" : "") << ", " << cut.skipped
                          << " skipped");
        const auto found = of_blocks(conversion, survey, cut);
        // What is a double in a column has the digits of one.
        const bool has_doubles = spec.split == Split::title || (!spec.scale.empty() && !spec.whole);
        CHECK((has_doubles ? as_doubles(found.out) : found.out) ==
              (has_doubles ? as_doubles(expected.out) : expected.out));
        CHECK(found.rejects == expected.rejects);
        CHECK(found.summary == expected.summary);
        if (needs_first_reading(spec)) {
            auto source = source_of(survey, cut);
            const auto editions = formats::found_editions(builtin_catalog(), spec, source);
            CHECK(editions.editions == conversion.editions().editions);
            CHECK(editions.by_value == conversion.editions().by_value);
            CHECK(editions.choices == conversion.editions().choices);
            CHECK(editions.sets == conversion.editions().sets);
        }
    }
}

}  // namespace

TEST_CASE("rows of blocks are those of a text file", "[formats]") {
    check_blocks(spec_of());
    auto spec = spec_of();
    spec.threads = 1;
    spec.shares = ShareForm::fraction;
    spec.prefix = "new_";
    spec.where = {{"year", {"2012", "2007"}}};
    check_blocks(spec);
    spec = spec_of();
    spec.on_unknown = OnUnknown::keep;
    check_blocks(spec);
    spec = spec_of();
    spec.split = Split::best;
    check_blocks(spec);
}

TEST_CASE("what is drawn for a row depends on its number in the file, not in its block",
          "[formats]") {
    auto spec = spec_of();
    spec.split = Split::draw;
    spec.seed = 7;
    check_blocks(spec);
    spec.draws = 3;
    spec.on_unknown = OnUnknown::keep;
    check_blocks(spec);
}

TEST_CASE("blocks with several editions, by a column or by their waves", "[formats]") {
    auto spec = spec_of();
    spec.from.clear();
    spec.edition_column = "year";
    spec.edition_map = {{"2007", "soc2000"}, {"2012", "soc2010"}, {"2019", "soc2018"}};
    check_blocks(spec);
    spec.edition_map = {{"2007", "soc2000+soc2010"}, {"2012-2019", "soc2010+soc2018"}};
    spec.ambiguous = Ambiguous::by_wave;
    check_blocks(spec);
}

TEST_CASE("families, levels and groups of blocks", "[formats]") {
    auto spec = spec_of();
    spec.weights.clear();
    spec.to.clear();
    spec.families = {"soc2010", "soc2018"};
    check_blocks(spec);
    spec = spec_of();
    spec.level = "minor";
    check_blocks(spec);
    spec = spec_of();
    spec.groups = Groups::spread;
    check_blocks(spec);
}

TEST_CASE("titles of blocks settle where rows go", "[formats]") {
    auto spec = spec_of();
    spec.split = Split::title;
    spec.title_column = "title";
    check_blocks(spec);
}

TEST_CASE("figures of blocks are divided as those of a text file", "[formats]") {
    auto spec = spec_of();
    spec.scale = {"people"};
    spec.whole = true;
    check_blocks(spec);
    spec.scale = {"wage", "people"};
    spec.whole = false;
    check_blocks(spec);
}

TEST_CASE("figures of blocks add up to those of a text file", "[formats]") {
    auto spec = spec_of();
    spec.sums = {"people", "wage"};
    check_blocks(spec);
    spec.by = {"year"};
    spec.bounds = true;
    check_blocks(spec);
    spec = spec_of();
    spec.means = {"wage"};
    spec.by_weight = "people";
    spec.by = {"title"};
    check_blocks(spec);
}

TEST_CASE("how figures that are texts are written, all columns of blocks say", "[formats]") {
    const auto sum_of = [](const Texts& others) {
        const auto source = [&] {
            std::vector<Node> columns;
            columns.push_back(text_of("occ", {"11-1011", "11-1011"}));
            columns.push_back(text_of("n", {"1,234", "5"}));
            columns.push_back(text_of("other", others));
            std::vector<Node> blocks;
            blocks.push_back(arrow::table_of(2, std::move(columns)));
            return MemorySource(std::move(blocks), 0);
        };
        auto spec = spec_of();
        spec.sums = {"n"};
        auto blocks = source();
        CHECK(asked_names(spec, blocks.schema()) == std::nullopt);
        KeyColumns keys(spec, blocks.schema(), false);
        return sum_blocks(Conversion(builtin_catalog(), spec), blocks, keys,
                          [](std::string_view) {})
            .sums.front()
            .figures;
    };
    CHECK(sum_of({"0,5", "1,25"}) == Texts{"6.234"});
    CHECK(sum_of({"0.5", "1.25"}) == Texts{"1239"});
}

TEST_CASE("the edition of blocks is found as that of a text file", "[formats]") {
    Survey survey;
    for (auto& code : survey.occ) {  // nothing of another edition
        code = code == "99-9999" || code == "n/a" ? "15-1131" : code;
    }
    const auto text = survey.text();
    DetectRequest request;
    request.column = "occ";
    const auto of_file = detect(request, builtin_catalog(), bytes_of(std::string_view{text}));
    for (const auto& cut : cuts) {
        auto source = source_of(survey, cut);
        const auto found = detect_blocks(request, builtin_catalog(), source);
        REQUIRE(found.columns.size() == 1);
        CHECK(found.columns[0].answer == of_file.columns[0].answer);
        CHECK(found.columns[0].explained == of_file.columns[0].explained);
        CHECK(found.columns[0].rows == of_file.columns[0].rows);
        auto again = source_of(survey, cut);
        const auto all = detect_blocks({}, builtin_catalog(), again);
        REQUIRE(all.columns.size() == 1);
        CHECK(all.columns[0].column == "occ");
    }
}

TEST_CASE("a file without rows has columns all the same", "[formats]") {
    Survey survey;
    for (auto* const column :
         {&survey.id, &survey.occ, &survey.year, &survey.title, &survey.people, &survey.wage}) {
        column->clear();
    }
    const Conversion conversion(builtin_catalog(), spec_of());
    const auto out = of_blocks(conversion, survey, {7, true, 0});
    CHECK(out.out == "id,occ,year,title,people,wage,soc2018_code,share,basis\n");
    CHECK(out.rejects.empty());
}

TEST_CASE("other columns keep their types, and added ones have theirs", "[formats]") {
    const Conversion conversion(builtin_catalog(), spec_of());
    std::vector<std::string> types;
    auto source = source_of(Survey{}, {64, true, 0});
    const auto account = convert_blocks(conversion, source, {[&](const arrow::CSchema& type) {
                                            for (std::int64_t i = 0; i < type.n_children; ++i) {
                                                types.emplace_back(type.children[i]->format);
                                            }
                                            return std::make_unique<MemorySink>();
                                        }},
                                        [](std::string_view) {});
    CHECK(account.rows_out > 0);
    CHECK(types == Texts{"l", "i", "l", "i", "l", "g", "i", "g", "i"});
}

TEST_CASE("a column that a conversion would add must not be there", "[formats]") {
    auto spec = spec_of();
    spec.column = "share";
    const Conversion conversion(builtin_catalog(), spec);
    MemorySource source({arrow::table_of(1, {arrow::text_column("share", Texts{"15-1131"})})});
    CHECK_THROWS_WITH(convert_blocks(conversion, source, {[](const arrow::CSchema&) {
                                         return std::make_unique<MemorySink>();
                                     }},
                                     [](std::string_view) {}),
                      Catch::Contains("'share'"));
}

TEST_CASE("what is wrong with a block is said with where it stands in the file", "[formats]") {
    const Conversion conversion(builtin_catalog(), spec_of());
    const auto said_of = [&](Node second) {
        std::vector<Node> first;
        first.push_back(arrow::text_column("occ", Texts{"15-1131", "11-1011"}));
        first.push_back(arrow::text_column("name", Texts{"a", "b"}));
        MemorySource source({arrow::table_of(2, std::move(first)), std::move(second)});
        try {
            static_cast<void>(convert_blocks(conversion, source, {[](const arrow::CSchema& type) {
                                                 return std::make_unique<TextSink>(
                                                     [](std::string_view) {}, type, ',');
                                             }},
                                             [](std::string_view) {}));
        } catch (const arrow::FrameError& error) {
            return std::string{error.what()};
        }
        return std::string{};
    };
    std::vector<Node> codes;
    codes.push_back(arrow::text_column("occ", Texts{"15-1131", "\xFF"}));
    codes.push_back(arrow::text_column("name", Texts{"a", "b"}));
    const auto of_codes = said_of(arrow::table_of(2, std::move(codes)));
    CHECK(of_codes ==
          "survey: column 'occ': a text that is not UTF-8, in row 1 of the block behind row 2");
    std::vector<Node> names;
    names.push_back(arrow::text_column("occ", Texts{"29-1199", "15-1131"}));
    names.push_back(arrow::text_column("name", Texts{"a", "\xFF"}));
    const auto of_names = said_of(arrow::table_of(2, std::move(names)));
    CHECK(of_names ==
          "survey: column 'name': a text that is not UTF-8, in row 1 of the block behind row 2");
    std::vector<Node> more;
    more.push_back(arrow::text_column("occ", Texts{"\xFF"}));
    MemorySource source({arrow::table_of(1, std::move(more))});
    DetectRequest request;
    request.file = "survey";
    CHECK_THROWS_WITH(detect_blocks(request, builtin_catalog(), source),
                      "survey: column 'occ': a text that is not UTF-8, in row 0");
}

TEST_CASE("decimals of a file are the numbers that they are, whatever its texts have",
          "[formats]") {
    // 1.234 and 2.000, of 128 bits.
    std::vector<std::int64_t> bits{1234, 0, 2000, 0};
    Node exact{"d:38,3", "exact"};
    exact.length = 2;
    exact.buffers = {{}, arrow::Buffer::of(std::move(bits))};
    auto spec = spec_of();
    spec.sums = {"exact"};
    spec.decimal = ',';
    const Conversion conversion(builtin_catalog(), spec);
    MemorySource source({arrow::table_of(
        2, {arrow::text_column("occ", Texts{"11-1011", "11-1011"}), std::move(exact)})});
    KeyColumns keys(spec, source.schema(), false);
    const auto summed = sum_blocks(conversion, source, keys, [](std::string_view) {});
    CHECK(summed.account.sums.front().in == "3.234");
}

TEST_CASE("columns that are looked at are named, unless one is named by its place", "[formats]") {
    const auto source = source_of(Survey{}, {64, false, 0});
    auto spec = spec_of();
    spec.sums = {"people"};
    CHECK(asked_names(spec, source.schema()) == Texts{"occ", "people"});
    spec.sums = {"#5"};
    CHECK(asked_names(spec, source.schema()) == std::nullopt);
    // Of all columns those that codes can be in; with a place that would be another's, all.
    CHECK(asked_names(DetectRequest{}, source.schema()) ==
          Texts{"id", "occ", "year", "title", "people", "wage"});
    DetectRequest by_place;
    by_place.where = {{"#2", {"x"}, true}};
    CHECK(asked_names(by_place, source.schema()) == std::nullopt);
}

TEST_CASE("titles of the target edition go with its codes", "[formats]") {
    auto spec = spec_of();
    const auto titles = titles_of(Conversion(builtin_catalog(), spec));
    REQUIRE(titles.size() == 1);
    CHECK(titles[0].column == "soc2018_code");
    const auto found = std::find_if(titles[0].titles.begin(), titles[0].titles.end(),
                                    [](const auto& one) { return one.first == "15-1252"; });
    REQUIRE(found != titles[0].titles.end());
    CHECK(found->second == "Software Developers");
}
