#include "readstat_files.hpp"

#include <cmath>
#include <limits>
#include <readstat.h>

using namespace socshift;
using namespace socshift::test::statistical;
using Catch::Matchers::Contains;

namespace {

/// Missing values of some rows: of each, columns and values.
using Missing = std::vector<std::vector<std::pair<std::int32_t, std::string>>>;

Node missing_column(const Missing& rows) {
    std::vector<std::int32_t> ends{0};
    std::vector<std::int32_t> columns;
    Texts values;
    for (const auto& row : rows) {
        for (const auto& [column, value] : row) {
            columns.push_back(column);
            values.push_back(value);
        }
        ends.push_back(static_cast<std::int32_t>(columns.size()));
    }
    const auto count = std::ssize(columns);
    Node item{"+s", "item"};
    item.length = count;
    item.buffers.resize(1);
    item.children = {fixed_column("i", "column", std::move(columns)), text_column("value", values)};
    Node out{"+l", std::string{missing_name}};
    out.metadata = arrow::metadata_pair(arrow::hidden_key, "missing");
    out.length = std::ssize(rows);
    out.buffers = {{}, Buffer::of(std::move(ends))};
    out.children.push_back(std::move(item));
    return out;
}

Node stata_table() {
    auto small = known(readstat::Kind::dta, 0, Storage::int8);
    small.label = "Answer";
    small.format = "%8.0g";
    small.label_set = "answers";
    small.labels = {{"1", "yes"}, {"2", "no"}, {".a", "refused"}};
    auto text = known(readstat::Kind::dta, 1, Storage::text);
    text.format = "%-12s";
    text.width = 12;
    auto income = known(readstat::Kind::dta, 2, Storage::float64);
    income.format = "%12.2f";
    auto table = table_of(
        3, {with(fixed_column<std::int8_t>("c", "answer", {1, 0, 0}, {true, false, false}), small),
            with(text_column("name", Texts{"a", "", "\xC3\xBC"}), text),
            with(real_column("income", {1.5, 0, 0}, {true, false, false}), income),
            missing_column({{}, {{0, ".a"}, {2, ".z"}}, {{2, ".b"}}})});
    Dataset dataset;
    dataset.label = "A survey";
    dataset.notes = {"first", "second"};
    dataset.written = 1'000'000'020;
    table.metadata = arrow::metadata_pair(dataset_key, to_json(dataset));
    return table;
}

}  // namespace

TEST_CASE("a Stata file gives back types, labels, formats and notes") {
    ReadFile file(written(readstat::Kind::dta, {stata_table()}));
    CHECK(file.dataset().label == "A survey");
    CHECK(file.dataset().notes == Texts{"first", "second"});
    CHECK(file.dataset().written == 1'000'000'020);
    CHECK(file.dataset().version == 118);
    const auto answer = file.variable(0);
    CHECK(answer.storage == Storage::int8);
    CHECK(answer.label == "Answer");
    CHECK(answer.format == "%8.0g");
    CHECK(answer.label_set == "answers");
    CHECK(answer.labels == std::vector<ValueLabel>{{"1", "yes"}, {"2", "no"}, {".a", "refused"}});
    CHECK(file.variable(1).width == 12);
    CHECK(file.variable(1).format == "%-12s");
    CHECK(file.variable(2).format == "%12.2f");
    CHECK(file.cells("answer") == Texts{"1", "-", "-"});
    CHECK(file.cells("name") == Texts{"a", "", "\xC3\xBC"});
    CHECK(file.cells("income") == Texts{"1.5", "-", "-"});
}

TEST_CASE("missing values of Stata keep their tags when rows are multiplied and reordered") {
    ReadFile first(written(readstat::Kind::dta, {stata_table()}));
    auto block = first.rows(0, std::vector<std::uint64_t>{2, 1, 1, 0});
    ReadFile second(written(readstat::Kind::dta, {block}));
    CHECK(second.cells("income") == Texts{"-", "-", "-", "1.5"});
    // The same rows from scratch: which tag each has is in the bytes of the file.
    auto table = stata_table();
    table.children[0] =
        with(fixed_column<std::int8_t>("c", "answer", {0, 0, 0, 1}, {false, false, false, true}),
             first.variable(0));
    table.children[1] =
        with(text_column("name", Texts{"\xC3\xBC", "", "", "a"}), first.variable(1));
    table.children[2] =
        with(real_column("income", {0, 0, 0, 1.5}, {false, false, false, true}), first.variable(2));
    table.children[3] =
        missing_column({{{2, ".b"}}, {{0, ".a"}, {2, ".z"}}, {{0, ".a"}, {2, ".z"}}, {}});
    table.length = 4;
    block.metadata = table.metadata;
    CHECK(written(readstat::Kind::dta, {block}) == written(readstat::Kind::dta, {table}));
}

TEST_CASE("a tag is not put where a value is") {
    auto table = stata_table();
    table.children[3] = missing_column({{{0, ".c"}}, {{0, ".a"}}, {}});
    ReadFile file(written(readstat::Kind::dta, {table}));
    CHECK(file.cells("answer") == Texts{"1", "-", "-"});
}

TEST_CASE("an SPSS file gives back missing values that it declares, measure, width and weight") {
    auto age = known(readstat::Kind::sav, 0, Storage::float64);
    age.label = "Age";
    age.format = "F5.1";
    age.measure = 3;
    age.display_width = 7;
    age.labels = {{"-9", "refused"}, {"1.5", "a child"}};
    age.missing = {{"-9", "-9"}};
    auto code = known(readstat::Kind::sav, 1, Storage::text);
    code.width = 10;
    code.measure = 1;
    code.labels = {{"11-1011", "Chief Executives"}};
    code.missing = {{"none", "none"}};
    auto table = table_of(
        3, {with(real_column("age", {1.5, 0, 0}, {true, false, false}), age),
            with(text_column("code", Texts{"11-1011", "", "x"}, {true, false, true}), code),
            missing_column({{}, {{0, "-9"}, {1, "none"}}, {}})});
    Dataset dataset;
    dataset.kind = readstat::Kind::sav;
    dataset.weight = "age";
    table.metadata = arrow::metadata_pair(dataset_key, to_json(dataset));

    const auto bytes = written(readstat::Kind::sav, {table});
    ReadFile file(bytes);
    CHECK(file.dataset().weight == "age");
    CHECK(file.variable(0).measure == 3);
    CHECK(file.variable(0).format == "F5.1");
    CHECK(file.variable(0).display_width == 7);
    CHECK(file.variable(0).labels == age.labels);
    CHECK(file.variable(0).missing == age.missing);
    CHECK(file.variable(1).labels == code.labels);
    CHECK(file.variable(1).missing == code.missing);
    CHECK(file.variable(1).width == 10);
    CHECK(file.cells("age") == Texts{"1.5", "-", "-"});
    CHECK(file.cells("code") == Texts{"11-1011", "-", "x"});

    auto again = file.rows(0);
    again.metadata = arrow::metadata_pair(dataset_key, to_json(file.dataset()));
    CHECK(written(readstat::Kind::sav, {again}) == bytes);
}

TEST_CASE("a value of SPSS that has become one of those declared to be missing is refused") {
    auto wage = known(readstat::Kind::sav, 0, Storage::float64);
    wage.missing = {{"-9", "-7"}, {"99", "99"}};
    const auto said = [&wage](double value) {
        return refusal(readstat::Kind::sav,
                       table_of(2, {with(real_column("w", {1, value}), wage)}));
    };
    CHECK(said(99) ==
          "column 'w', row 2: the value 99, which the column declares to be missing (99)");
    CHECK(said(-7.5) ==
          "column 'w', row 2: the value -7.5, which the column declares to be missing (-9 to -7)");
    CHECK(said(98.5).empty());
    const auto wholes = table_of(2, {with(whole_column("w", {1, -9}), wage)});
    CHECK_THAT(refusal(readstat::Kind::sav, wholes), Contains("row 2: the value -9"));
    CHECK(refusal(readstat::Kind::dta, wholes).empty());  // which has no such declarations
}

TEST_CASE("a .zsav file is compressed as a whole, and no other of SPSS") {
    const auto table = table_of(3, {text_column("t", Texts{"11-1011", "", "b"})});
    WriteOptions options;
    options.is_compressed = true;
    const auto compressed = written(readstat::Kind::sav, {table}, options);
    CHECK(compressed.starts_with("$FL3"));
    ReadFile file(compressed);
    CHECK(file.dataset().compression == READSTAT_COMPRESS_BINARY);
    CHECK(file.cells("t") == Texts{"11-1011", "", "b"});
    auto again = file.rows(0);
    again.metadata = arrow::metadata_pair(dataset_key, to_json(file.dataset()));
    CHECK(written(readstat::Kind::sav, {again}).starts_with("$FL2"));
}

TEST_CASE("a column gets the next type that holds its values") {
    auto small = known(readstat::Kind::dta, 0, Storage::int8);
    auto text = known(readstat::Kind::dta, 1, Storage::text);
    text.width = 2;
    ReadFile file(written(
        readstat::Kind::dta,
        {table_of(1, {with(fixed_column<std::int8_t>("c", "a", {100}), small),
                      with(text_column("t", Texts{"xyz"}), text), whole_column("w", {7}),
                      fixed_column<float>("f", "f", {1.5F})}),
         table_of(1, {with(fixed_column<std::int8_t>("c", "a", {101}), small),
                      with(text_column("t", Texts{"x"}), text), whole_column("w", {2'147'483'621}),
                      fixed_column<float>("f", "f", {3e38F})})}));
    CHECK(file.format(0) == "s");
    CHECK(file.cells("a") == Texts{"100", "101"});
    CHECK(file.variable(1).width == 3);
    CHECK(file.format(2) == "g");
    CHECK(file.cells("w") == Texts{"7", "2147483621"});
    CHECK(file.format(3) == "g");
    CHECK(file.cells("f")[1] == decimal(double{3e38F}));
}

TEST_CASE("long texts of Stata are written as such, others as texts of a width") {
    const std::string longest(2045, 'x');
    const std::string longer(2046, 'y');
    ReadFile file(
        written(readstat::Kind::dta, {table_of(3, {text_column("s", Texts{longest, "", "a"}),
                                                   text_column("l", Texts{longer, "", longer})})}));
    CHECK(file.variable(0).width == 2045);
    CHECK(file.variable(1).width < 1);
    CHECK(file.cells("s") == Texts{longest, "", "a"});
    CHECK(file.cells("l") == Texts{longer, "", longer});
}

TEST_CASE("codes with titles are labelled numbers in Stata and labelled texts in SPSS") {
    const auto codes =
        table_of(3, {text_column("soc", Texts{"11-1021", "", "11-1011"}, {true, false, true})});
    WriteOptions options;
    options.titled = {{"soc", {{"11-1011", "Chief Executives"}, {"11-1021", "Managers"}}}};
    ReadFile stata(written(readstat::Kind::dta, {codes}, options));
    CHECK(stata.format(0) == "i");
    CHECK(stata.cells("soc") == Texts{"111021", "-", "111011"});
    CHECK(stata.variable(0).labels ==
          std::vector<ValueLabel>{{"111011", "11-1011 Chief Executives"},
                                  {"111021", "11-1021 Managers"}});
    ReadFile spss(written(readstat::Kind::sav, {codes}, options));
    CHECK(spss.cells("soc") == Texts{"11-1021", "", "11-1011"});
    CHECK(spss.variable(0).labels ==
          std::vector<ValueLabel>{{"11-1011", "Chief Executives"}, {"11-1021", "Managers"}});

    options.titled[0].titles.pop_back();
    CHECK(refusal(readstat::Kind::dta, codes, options) ==
          "column 'soc', row 1: '11-1021' is no code of the edition whose titles become labels");
    options.titled[0].titles = {{"1.1", ""}, {"11", ""}};
    CHECK(refusal(readstat::Kind::dta, codes, options) ==
          "column 'soc': codes '1.1' and '11' have the same number, 11");
    // Of codes that are no numbers, Stata has the texts.
    options.titled = {{"family", {{"f1", ""}, {"f2", ""}}}};
    ReadFile family(written(readstat::Kind::dta,
                            {table_of(2, {text_column("family", Texts{"f2", "f1"})})}, options));
    CHECK(family.format(0) == "u");
    CHECK(family.cells("family") == Texts{"f2", "f1"});
}

TEST_CASE("labels of numbers are a column of texts when they are asked for") {
    auto labelled = known(readstat::Kind::dta, 0, Storage::int32);
    labelled.labels = {{"1", "11-1011 Chief Executives"}};
    ReadOptions options;
    options.by_label = {"occ"};
    const auto bytes = written(
        readstat::Kind::dta,
        {table_of(3, {with(fixed_column<std::int32_t>("i", "occ", {1, 7, 0}, {true, true, false}),
                           labelled)})});
    ReadFile file(bytes, options);
    CHECK(arrow::metadata_value(file.schema().children[1]->metadata, arrow::hidden_key) ==
          "labels");
    const auto table = file.rows(0);
    REQUIRE(table.children[1].dictionary != nullptr);
    CHECK(table.children[1].null_count == 1);
    CHECK(table.children[1].dictionary->length == 2);
    // It is in no output.
    ReadFile again(written(readstat::Kind::dta, {file.rows(0)}));
    CHECK(again.schema().n_children == 2);
    options.by_label = {"other"};
    CHECK_THROWS_WITH(ReadFile(bytes, options), Contains("no column 'other'"));
}

TEST_CASE("labels are kept however many there are") {
    auto labelled = known(readstat::Kind::dta, 0, Storage::int32);
    constexpr int count = 40'000;
    for (int i = 0; i < count; ++i) {
        labelled.labels.push_back({std::to_string(i), "a label of " + std::to_string(i)});
    }
    ReadFile first(
        written(readstat::Kind::dta,
                {table_of(1, {with(fixed_column<std::int32_t>("i", "n", {7}), labelled)})}));
    const ReadFile second(written(readstat::Kind::dta, {first.rows(0)}));
    CHECK(second.variable(0).labels == labelled.labels);
}

TEST_CASE("blanks at the end of a text count in Stata") {
    ReadFile file(written(readstat::Kind::dta,
                          {table_of(4, {text_column("t", Texts{"a ", " ", " a", ""})})}));
    CHECK(file.cells("t") == Texts{"a ", " ", " a", ""});
}

TEST_CASE("what has no place in a file is refused with the column and the row") {
    const auto row_two = [](Node column) { return table_of(2, {std::move(column)}); };
    CHECK(refusal(readstat::Kind::sav,
                  row_two(text_column("t", Texts{"", std::string(32768, 'x')}))) ==
          "column 't', row 2: a text of 32768 bytes; a .sav file holds 32767");
    CHECK(refusal(readstat::Kind::dta,
                  row_two(text_column("t", Texts{"", std::string("a\0b", 3)}))) ==
          "column 't', row 2: a text with a NUL byte, which a .dta file cannot hold");
    CHECK(refusal(readstat::Kind::dta,
                  row_two(whole_column("w", {0, (std::int64_t{1} << 53) + 1}))) ==
          "column 'w', row 2: 9007199254740993, which a .dta file cannot hold exactly");
    CHECK(refusal(readstat::Kind::sav,
                  row_two(real_column("r", {0, std::numeric_limits<double>::infinity()}))) ==
          "column 'r', row 2: inf, which a .sav file cannot hold");
    CHECK(refusal(readstat::Kind::dta, row_two(real_column("r", {0, 9e307}))) ==
          "column 'r', row 2: 9e+307, which a .dta file cannot hold");
    CHECK_THAT(
        refusal(readstat::Kind::dta, row_two(fixed_column<std::int32_t>("tdD", "day", {0, 1}))),
        Contains("column 'day' has the type"));
    CHECK_THAT(refusal(readstat::Kind::dta, row_two(whole_column("a name", {0, 1}))),
               Contains("column 'a name' cannot be written"));
    CHECK_THAT(refusal(readstat::Kind::dta, row_two(whole_column(std::string(33, 'n'), {0, 1}))),
               Contains("more than 32 characters"));

    auto tagged = stata_table();
    CHECK(refusal(readstat::Kind::sav, tagged) ==
          "column 'answer', row 2: the missing value '.a', which a .sav file cannot tell from "
          "others");
    auto day = known(readstat::Kind::dta, 0, Storage::float64);
    day.format = "%td";
    CHECK_THAT(refusal(readstat::Kind::sav, table_of(1, {with(real_column("day", {0}), day)})),
               Contains("column 'day' holds dates or times of a .dta file (%td)"));
    CHECK(refusal(readstat::Kind::dta, table_of(1, {with(real_column("day", {0}), day)})).empty());
    day.kind = readstat::Kind::sas7bdat;
    day.format = "E8601DT19.";
    CHECK_THAT(refusal(readstat::Kind::dta, table_of(1, {with(real_column("day", {0}), day)})),
               Contains("holds dates or times"));
    day.format = "BEST12.";
    CHECK(refusal(readstat::Kind::dta, table_of(1, {with(real_column("day", {0}), day)})).empty());
}

TEST_CASE("a missing value is what is no number, and the same rows are the same bytes") {
    const auto table = table_of(2, {real_column("r", {std::nan(""), 1})});
    const auto bytes = written(readstat::Kind::dta, {table});
    CHECK(bytes == written(readstat::Kind::dta, {table}));
    ReadFile file(bytes);
    CHECK(file.cells("r") == Texts{"-", "1"});
}

TEST_CASE("many rows come in blocks and in their order") {
    constexpr std::int32_t rows = 70'000;
    std::vector<std::int32_t> numbers;
    Texts texts;
    for (std::int32_t row = 0; row < rows; ++row) {
        numbers.push_back(row);
        texts.push_back(std::to_string(row * 7));
    }
    const auto table = table_of(rows, {fixed_column("i", "n", numbers), text_column("t", texts)});
    for (const auto kind : {readstat::Kind::dta, readstat::Kind::sav}) {
        ReadFile file(written(kind, {table, table}));
        CHECK(file.block_count() > 2);
        const auto cells = file.cells("t");
        REQUIRE(cells.size() == 2 * texts.size());
        CHECK(std::equal(texts.begin(), texts.end(), cells.begin()));
        CHECK(std::equal(texts.begin(), texts.end(), cells.begin() + rows));
        CHECK(file.cells("n").back() == "69999");
    }
}

namespace {

/// A file of SAS, which only the library can write.
std::string sas_file(bool is_transport) {
    std::string out;
    auto* const writer = readstat_writer_init();
    readstat_set_data_writer(writer, [](const void* data, std::size_t size, void* to) {
        static_cast<std::string*>(to)->append(static_cast<const char*>(data), size);
        return static_cast<ssize_t>(size);
    });
    const auto* const number = readstat_add_variable(writer, "NUM", READSTAT_TYPE_DOUBLE, 8);
    auto* const text = readstat_add_variable(writer, "CODE", READSTAT_TYPE_STRING, 12);
    readstat_variable_set_label(text, "Occupation");
    constexpr int rows = 4;
    is_transport ? readstat_begin_writing_xport(writer, &out, rows)
                 : readstat_begin_writing_sas7bdat(writer, &out, rows);
    for (int row = 0; row < rows; ++row) {
        readstat_begin_row(writer);
        if (row == 1) {
            readstat_insert_tagged_missing_value(writer, number, 'B');
        } else if (row == 2) {
            readstat_insert_missing_value(writer, number);
        } else {
            readstat_insert_double_value(writer, number, row + 0.5);
        }
        readstat_insert_string_value(writer, text, row == 3 ? "" : "11-1011");
        readstat_end_row(writer);
    }
    readstat_end_writing(writer);
    readstat_writer_free(writer);
    return out;
}

}  // namespace

TEST_CASE("files of SAS are read, with labels and missing values, and become files of Stata") {
    for (const bool is_transport : {false, true}) {
        const auto bytes = sas_file(is_transport);
        ReadFile file(bytes);
        CHECK(file.cells("NUM") == Texts{"0.5", "-", "-", "3.5"});
        CHECK(file.cells("CODE") == Texts{"11-1011", "11-1011", "11-1011", ""});
        CHECK(file.variable(1).label == "Occupation");
        const auto stata = written(readstat::Kind::dta, {file.rows(0)});
        const auto plain =
            table_of(4, {with(real_column("NUM", {0.5, 0, 0, 3.5}, {true, false, false, true}),
                              file.variable(0)),
                         with(text_column("CODE", Texts{"11-1011", "11-1011", "11-1011", ""}),
                              file.variable(1)),
                         missing_column({{}, {{0, ".b"}}, {}, {}})});
        CHECK(stata == written(readstat::Kind::dta, {plain}));
        CHECK_FALSE(damage(bytes.substr(0, bytes.size() - 100)).empty());
        CHECK_THAT(refusal(readstat::Kind::xpt, file.rows(0)), Contains("are read, not written"));
    }
}

TEST_CASE("what is known of columns and tables is the same after being metadata") {
    auto variable = known(readstat::Kind::sav, 3, Storage::text);
    variable.label = "L\"\n";
    variable.labels = {{"a", "b"}, {"", ""}};
    variable.missing = {{"x", "z"}};
    variable.width = -1;
    CHECK(variable_of(to_json(variable)) == variable);
    Dataset dataset;
    dataset.kind = readstat::Kind::xpt;
    dataset.table_name = "T";
    dataset.notes = {"", "n"};
    CHECK(dataset_of(to_json(dataset)) == dataset);
    CHECK_THROWS_AS(variable_of("{}"), Error);
    CHECK_THROWS_AS(variable_of("{"), Error);
    CHECK_THROWS_AS(variable_of(R"({"kind":"dta","place":0,"storage":"word"})"), Error);
}
