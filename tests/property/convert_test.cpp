#include "socshift/convert/rows.hpp"
#include "socshift/convert/sums.hpp"
#include "socshift/io/delimited_table.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/numbers/decimal.hpp"
#include "socshift/numbers/figure_column.hpp"
#include "support/conversion.hpp"
#include "support/naive_delimited.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <map>
#include <sstream>

using namespace socshift;
using namespace socshift::test;

namespace {

const std::vector<std::string> line_ends = {"\n", "\r\n"};

std::string random_text(const std::string& alphabet, unsigned max_size) {
    const auto size = *rc::gen::inRange(0U, max_size + 1);
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
        text += *rc::gen::elementOf(alphabet);
    }
    return text;
}

std::string in_quotes(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        out.append(c == '"' ? 2 : 1, c);
    }
    return out + "\"";
}

/// A file with the columns id, code, note: ids count from 0, line ends are mixed.
struct RandomFile {
    std::string header = "id,code,note\n";
    std::vector<std::string> records;
    std::vector<std::string> ends;

    [[nodiscard]] std::string text() const {
        auto out = header;
        for (std::size_t i = 0; i < records.size(); ++i) {
            out += records[i] + ends[i];
        }
        return out;
    }
};

RandomFile random_file(const std::vector<std::string>& codes, const std::vector<std::string>& ids) {
    RandomFile file;
    for (const auto& id : ids) {
        auto code = *rc::gen::elementOf(codes);
        if (*rc::gen::inRange(0, 4) == 0) {
            code = in_quotes(code);
        }
        auto note = random_text("ab ;1", 4);
        if (*rc::gen::inRange(0, 4) == 0) {
            note = in_quotes(note + random_text(",\"\n\r", 3));
        }
        file.records.push_back(id + "," + code + "," + note);
        file.ends.push_back(*rc::gen::elementOf(line_ends));
    }
    if (!file.ends.empty() && *rc::gen::inRange(0, 2) == 0) {
        file.ends.back().clear();
    }
    return file;
}

const std::vector<std::string> any_cell = {"1-1", "1-2",  "2-1", "2-2", "2-3",    "3-1", "1-0",
                                           "9-9", " 1-1", "12",  "",    "Nov-31", "7-7", "'2-2'"};
const std::vector<std::string> carried_code = {"1-1", "1-2", "2-1", "2-2", "2-3"};

std::vector<std::string> counted(std::size_t size) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < size; ++i) {
        ids.push_back(std::to_string(i));
    }
    return ids;
}

/// Records of @p text by their first field, without what converting added: @p before columns at
/// the start, @p behind at the end. Each record once.
void collect(const std::string& text, std::size_t before, std::size_t behind,
             std::map<std::string, std::string>& by_id) {
    DelimitedOptions options;
    options.delimiter = ',';
    DelimitedReader reader(bytes_of(std::string_view{text}), "out", options);
    static_cast<void>(reader.next());
    while (const auto* const record = reader.next()) {
        const auto& fields = record->fields;
        const auto* const begin = fields[before].data();
        const auto& last = fields[fields.size() - 1 - behind];
        by_id[std::string{fields[before]}] =
            std::string(begin, static_cast<std::size_t>(last.data() + last.size() - begin));
    }
}

std::string random_number() {
    auto text = std::to_string(*rc::gen::inRange(-500, 500));
    const auto decimals = random_text("0123456789", 3);
    return decimals.empty() ? text : text + "." + decimals;
}

}  // namespace

TEST_CASE("records joined are the file again", "[property]") {
    rc::prop("for any bytes without NUL, whatever the block", [] {
        const auto text = random_text("ab,;\"\"\n\r", 40);
        DelimitedOptions options;
        options.block = *rc::gen::inRange<std::size_t>(0, 12);
        std::string joined;
        try {
            DelimitedReader reader(bytes_of(std::string_view{text}), "x", options);
            while (const auto* const record = reader.next()) {
                joined.append(record->bytes).append(record->line_end);
            }
        } catch (const FormatError&) {
            RC_ASSERT(text.substr(0, joined.size()) == joined);
            return;
        }
        RC_ASSERT(joined == text);
    });
}

TEST_CASE("cells are what a byte by byte reader makes of them", "[property]") {
    rc::prop("for files with closed quotes", [] {
        const auto text = random_file(any_cell, counted(*rc::gen::inRange(0U, 6U))).text();
        std::vector<std::vector<std::string>> cells;
        DelimitedOptions options;
        options.block = *rc::gen::inRange<std::size_t>(0, 40);
        options.delimiter = ',';
        DelimitedReader reader(bytes_of(std::string_view{text}), "x", options);
        std::string storage;
        while (const auto* const record = reader.next()) {
            auto& row = cells.emplace_back();
            for (const auto field : record->fields) {
                row.emplace_back(field_text(field, storage));
            }
        }
        RC_ASSERT(cells == naive_cells(text, ','));
    });
}

TEST_CASE("a written record reads back", "[property]") {
    rc::prop("whatever the cells and the delimiter", [] {
        std::vector<std::string> cells;
        const auto size = *rc::gen::inRange(1U, 5U);
        for (unsigned i = 0; i < size; ++i) {
            cells.push_back(random_text("a ,;\"\n\r\t", 5));
        }
        const char delimiter = *rc::gen::elementOf(std::string{known_delimiters});
        std::string text;
        append_record(text, cells, delimiter);
        RC_ASSERT(naive_cells(text, delimiter) == std::vector<std::vector<std::string>>{cells});
    });
}

TEST_CASE("rows out with the added columns cut off and rejects are the rows in", "[property]") {
    rc::prop("byte for byte, in order", [] {
        const auto file = random_file(any_cell, counted(*rc::gen::inRange(0U, 30U)));
        ConvertRequest request;
        request.delimiter = ',';
        const auto result = convert_text(file.text(), request);
        std::map<std::string, std::string> by_id;
        collect(result.out, 0, 3, by_id);
        const auto carried = by_id.size();
        if (!result.rejects.empty()) {
            collect(result.rejects, 2, 0, by_id);
        }
        RC_ASSERT(carried == result.summary.rows_carried);
        RC_ASSERT(by_id.size() == file.records.size());
        for (std::size_t i = 0; i < file.records.size(); ++i) {
            RC_ASSERT(by_id[std::to_string(i)] == file.records[i]);
        }
    });
    rc::prop("unchanged but for the added columns when every code has one target", [] {
        const auto file = random_file({"1-1", "2-2"}, counted(*rc::gen::inRange(0U, 30U)));
        ConvertRequest request;
        request.delimiter = ',';
        const auto result = convert_text(file.text(), request);
        std::string expected = "id,code,note,new_code,share,basis\n";
        const auto cells = naive_cells(file.text(), ',');
        for (std::size_t i = 0; i < file.records.size(); ++i) {
            expected += file.records[i] + (cells[i + 1][1] == "1-1" ? ",N1,1,only" : ",N3,1,only") +
                        file.ends[i];
        }
        RC_ASSERT(result.out == expected);
    });
}

TEST_CASE("sums are what a naive program adds up", "[property]") {
    rc::prop("exactly where figures end; and the account balances", [] {
        const std::map<std::string, std::vector<std::pair<std::string, std::string>>> shares = {
            {"1-1", {{"N1", "1"}}},
            {"1-2", {{"N1", "1/2"}, {"N2", "1/2"}}},
            {"2-1", {{"N1", "1/2"}, {"N2", "1/3"}, {"N3", "1/6"}}},
            {"2-2", {{"N3", "1"}}},
            {"2-3", {{"N2", "1/3"}, {"N3", "1/3"}, {"N4", "1/3"}}}};
        std::vector<std::string> numbers(*rc::gen::inRange<std::size_t>(0, 20));
        for (auto& number : numbers) {
            number = random_number();
        }
        const auto file = random_file(carried_code, numbers);
        ConvertRequest request;
        request.delimiter = ',';
        request.sums = {"id"};
        request.decimal = '.';  // whatever the cells of another column look like
        request.block = *rc::gen::inRange<std::size_t>(1, 60);
        request.threads = *rc::gen::inRange(1U, 4U);
        const auto result = convert_text(file.text(), request, Weighting::equal);
        const auto in = naive_cells(file.text(), ',');
        std::map<std::string, std::vector<std::pair<std::string, std::string>>> expected;
        for (std::size_t i = 1; i < in.size(); ++i) {
            for (const auto& [target, share] : shares.at(in[i][1])) {
                expected[target].emplace_back(in[i][0], share);
            }
        }
        const auto out = naive_cells(result.out, ',');
        RC_ASSERT(out.size() == expected.size() + 1);
        std::vector<std::pair<std::string, std::string>> printed;
        for (std::size_t i = 1; i < out.size(); ++i) {
            printed.emplace_back(out[i][2], "1");
            const auto exact = naive_sum(expected.at(out[i][0]));
            const auto shown = naive_sum({printed.back()});
            // Three decimals in the data at most, and six more: nine.
            RC_ASSERT(naive_distance(exact, shown, 6) < 1);
            RC_ASSERT(shown == exact || exact.find('/') != std::string::npos);
        }
        std::vector<std::pair<std::string, std::string>> given;
        for (const auto& number : numbers) {
            given.emplace_back(number, "1");
        }
        RC_ASSERT(naive_sum(printed) == naive_sum(given));
    });
}

TEST_CASE("printing a column of figures keeps its total", "[property]") {
    rc::prop("and no figure moves by a whole unit", [] {
        const auto figures = *rc::gen::inRange<std::size_t>(1, 6);
        const auto decimals = *rc::gen::inRange(0U, 4U);
        FigureColumn column(figures);
        std::vector<std::vector<std::pair<std::string, std::string>>> parts(figures);
        std::vector<std::pair<std::string, std::string>> given;
        const auto amounts = *rc::gen::inRange(1U, 5U);
        for (unsigned i = 0; i < amounts; ++i) {
            const auto amount = random_number();
            const auto pieces = *rc::gen::inRange<std::int64_t>(1, 8);
            DecimalSum exact;
            exact.add(Decimal::parse(amount).value());
            for (std::int64_t piece = 0; piece < pieces; ++piece) {
                const auto at = *rc::gen::inRange<std::size_t>(0, figures);
                const Share share{1, pieces};
                column.add(at, exact, share);
                parts[at].emplace_back(amount, share.text());
            }
            given.emplace_back(amount, "1");
        }
        const auto printed = column.print(decimals);
        std::vector<std::pair<std::string, std::string>> shown;
        for (std::size_t i = 0; i < figures; ++i) {
            shown.emplace_back(printed[i], "1");
            RC_ASSERT(naive_distance(naive_sum(parts[i]), naive_sum({shown.back()}), decimals) < 1);
        }
        RC_ASSERT(naive_sum(shown) == naive_sum(given));
    });
}

TEST_CASE("figures of any size are printed as small ones are", "[property]") {
    rc::prop("one that is too large for machine words changes none of the others", [] {
        const auto figures = *rc::gen::inRange<std::size_t>(1, 7);
        const auto decimals = *rc::gen::inRange(0U, 9U);
        FigureColumn quick(figures);
        FigureColumn large(figures + 1);
        for (auto amounts = *rc::gen::inRange(1U, 6U); amounts > 0; --amounts) {
            DecimalSum amount;
            amount.add(Decimal{*rc::gen::inRange<std::int64_t>(-2'000'000, 2'000'000),
                               *rc::gen::inRange(0U, 7U)});
            const auto of = *rc::gen::element<std::int64_t>(1, 2, 3, 7, 12, 9'973, 10'000, 360'360);
            const auto first = *rc::gen::inRange<std::int64_t>(0, of + 1);
            for (const auto part : {first, of - first}) {
                const auto at = *rc::gen::inRange<std::size_t>(0, figures);
                quick.add(at, amount, Share{part, of});
                large.add(at, amount, Share{part, of});
            }
        }
        DecimalSum much;
        much.add(Decimal::parse("1e60").value());
        large.add(figures, much, Share{1, 2});
        auto expected = large.print(decimals);
        RC_ASSERT(expected.back() == "5" + std::string(59, '0'));
        expected.pop_back();
        RC_ASSERT(quick.print(decimals) == expected);
    });
}

TEST_CASE("a sum of decimals reads back as itself", "[property]") {
    rc::prop("Decimal::parse(sum.text()) adds up to the sum", [] {
        DecimalSum sum;
        const auto size = *rc::gen::inRange(0, 6);
        for (int i = 0; i < size; ++i) {
            const auto exponent = *rc::gen::inRange(-40, 40);
            sum.add(Decimal::parse(random_number() + "e" + std::to_string(exponent)).value());
        }
        DecimalSum again;
        again.add(Decimal::parse(sum.text()).value());
        RC_ASSERT(again == sum);
    });
}
