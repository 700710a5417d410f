// Columns in memory against a file of the same cells: row by row, line by line, account by account.
#include "socshift/base/error.hpp"
#include "socshift/convert/carried_blocks.hpp"
#include "socshift/convert/carried_columns.hpp"
#include "socshift/convert/columns_feed.hpp"
#include "socshift/convert/summed_columns.hpp"
#include "socshift/convert/sums.hpp"
#include "socshift/io/delimited_table.hpp"
#include "socshift/numbers/sum_cell.hpp"
#include "support/conversion.hpp"
#include "support/data_blocks.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

using namespace socshift;
using namespace socshift::test;

namespace {

using Cells = std::vector<std::string>;
using Views = std::vector<std::string_view>;

std::string one_text(const Cells& texts) {
    return *rc::gen::elementOf(texts);
}

/// Cells of a file without header: the number of the row, its wave, code, wage and people.
struct WaveData {
    std::vector<std::int64_t> id;
    Cells wave;
    Cells code;
    Cells wage;
    Cells people;
    std::vector<std::int64_t> whole;  // the wages, if they are numbers in memory, or the next
    std::vector<double> real;
    bool is_plain = true;  // no cell needs quotes
};

std::int64_t any_whole() {
    constexpr std::int64_t billions = 999'999'999'999;  // twelve digits
    using Limits = std::numeric_limits<std::int64_t>;
    return *rc::gen::oneOf(
        rc::gen::inRange<std::int64_t>(-100, 100), rc::gen::arbitrary<std::int64_t>(),
        rc::gen::element<std::int64_t>(0, billions, billions + 1, -billions, -billions - 1,
                                       Limits::min(), Limits::max()));
}

double any_real() {
    if (*rc::gen::arbitrary<bool>()) {
        return static_cast<double>(any_whole()) / std::pow(10, *rc::gen::inRange(0, 12));
    }
    constexpr auto infinity = std::numeric_limits<double>::infinity();
    return *rc::gen::element(0.1, 0.1 + 0.2, -3.25, 1e-7, -0.0, 1e12, 999999999999.999, 1e15,
                             123456789012345.6, 1e22, 1e300, 5e-324, 2.0 / 3, infinity, -infinity,
                             std::numeric_limits<double>::quiet_NaN());
}

/// Its shortest decimal, by the standard library; not a number is an empty cell.
std::string cell_of(double real) {
    std::array<char, 2000> printed{};
    auto* const end = std::to_chars(printed.data(), printed.data() + printed.size(),
                                    real == 0 ? 0.0 : real, std::chars_format::fixed)
                          .ptr;
    return std::isnan(real) ? "" : std::string(printed.data(), end);
}

WaveData any_wave_data() {
    const Cells plain_waves = {"a", "a", "b", ""};
    const Cells wild_waves = {"a", "b", "", "c\nd", "a,b", "\"a\"", "a\r"};
    const Cells plain_codes = {"1-1", "1-2", "2-1", "2-2",  "2-3", "3-1", "1-0",
                               "9-9", "12",  "7-7", " 1-1", "",    "N1"};
    const Cells wild_codes = {
        "1-1", "2-1",     "\"1-2", "\"1-1\"",  "2\r",
        "1,1", "1\x1f-1", "2-2\n", "=\"1-1\"", "1-1                                     "};
    const Cells plain_wages = {"1",         "20.5", "-3.25", "",    "abc", "7.5",
                               "0.1",       "5.",   ".25",   " 4 ", "1e2", "99999999999999999999",
                               "0.00000001"};
    const Cells wild_wages = {"1", "\"7.5\"", "2\n", "7\"5", ""};
    const Cells people = {"1", "2", "0", "-1", "", "0.5", "1_000"};
    WaveData out;
    out.is_plain = *rc::gen::arbitrary<bool>();
    const auto rows = *rc::gen::inRange(1, 60);
    const auto numbers = *rc::gen::inRange(0, 3);
    for (int row = 0; row < rows; ++row) {
        out.id.push_back(row);
        out.wave.push_back(one_text(out.is_plain ? plain_waves : wild_waves));
        out.code.push_back(one_text(out.is_plain ? plain_codes : wild_codes));
        if (numbers == 0) {
            out.wage.push_back(one_text(out.is_plain ? plain_wages : wild_wages));
        } else if (numbers == 1) {
            out.wage.push_back(std::to_string(out.whole.emplace_back(any_whole())));
        } else {
            out.wage.push_back(cell_of(out.real.emplace_back(any_real())));
        }
        out.people.push_back(one_text(people));
    }
    return out;
}

std::string file_of_waves(const WaveData& data) {
    std::string text;
    for (std::size_t row = 0; row < data.id.size(); ++row) {
        append_record(text,
                      {std::to_string(data.id[row]), data.wave[row], data.code[row], data.wage[row],
                       data.people[row]},
                      ';');
    }
    return text;
}

/// A column as values and places, the empty text as a place below 0.
struct Coded {
    explicit Coded(const Cells& cells) {
        std::map<std::string_view, std::int32_t> known{{"", -1}};
        for (const auto& cell : cells) {
            const auto [at, is_new] =
                known.try_emplace(cell, static_cast<std::int32_t>(values.size()));
            if (is_new) {
                values.emplace_back(cell);
            }
            places.push_back(at->second);
        }
    }
    [[nodiscard]] CodedTexts texts() const { return {values, places}; }

    Views values;
    std::vector<std::int32_t> places;
};

/// The same cells in memory; codes in one of the two ways.
struct InMemory {
    explicit InMemory(const WaveData& data)
        : id(data.id),
          wave(data.wave),
          coded(data.code),
          code(data.code.begin(), data.code.end()),
          wage(data.wage.begin(), data.wage.end()),
          whole(data.whole),
          real(data.real),
          people(data.people.begin(), data.people.end()),
          is_coded(*rc::gen::arbitrary<bool>()) {}

    [[nodiscard]] std::vector<DataColumn> all() const {
        std::vector<DataColumn> out{{"#1", std::span{id}},
                                    {"#2", wave.texts()},
                                    {"#3", {}},
                                    {"#4", std::span{wage}},
                                    {"#5", std::span{people}}};
        if (is_coded) {
            out[2].values = coded.texts();
        } else {
            out[2].values = std::span{code};
        }
        if (!whole.empty()) {
            out[3].values = std::span{whole};
        } else if (!real.empty()) {
            out[3].values = std::span{real};
        }
        return out;
    }

    std::vector<std::int64_t> id;
    Coded wave;
    Coded coded;
    Views code;
    Views wage;
    std::vector<std::int64_t> whole;
    std::vector<double> real;
    Views people;
    bool is_coded;
};

/// Rows of wave "b" are coded in `new`, all others in `old`.
struct TwoWaves {
    explicit TwoWaves(Weighting weighting)
        : from_old(small_plan(weighting)),
          from_new(Plan::make(
              target(), target(),
              table("new", "new",
                    {row("N1", "N1"), row("N2", "N2"), row("N3", "N3"), row("N4", "N4")}),
              PlanOptions{})) {}

    static const Edition& target() { return small_catalog().edition(EditionId::parse("new")); }

    Plan from_old;
    Plan from_new;
    CodeRecogniser in_old{small_catalog(), EditionId::parse("old")};
    CodeRecogniser in_new{small_catalog(), EditionId::parse("new")};
    CodedEditions sources{{{&in_old, &from_old}, {&in_new, &from_new}}};
};

ConvertRequest any_waves_request() {
    ConvertRequest request;
    request.file = "data";
    request.column = "#3";
    request.delimiter = ';';
    request.has_header = false;
    request.block = *rc::gen::inRange<std::size_t>(1, 80);
    request.threads = *rc::gen::elementOf(std::vector<unsigned>{1, 2, 8});
    request.shares = ShareForm::fraction;
    if (*rc::gen::arbitrary<bool>()) {
        request.source_columns =
            by_value("#2", {{"a", 0}, {"b", 1}, {"c\nd", 0}, {"a\r", 0}, {"\"a\"", 1}});
    }
    if (*rc::gen::inRange(0, 3) == 0) {
        request.where = {{"#2", {"a", "c\nd"}}};
        request.is_part = true;  // the values need not be there
    }
    return request;
}

/// What can be seen of an account; examples with their lines only where a row is a line.
std::string waves_account(const ConvertSummary& summary, bool rows_are_lines) {
    std::string out;
    for (const auto rows :
         {summary.rows_in, summary.rows_filtered, summary.rows_carried, summary.rows_rejected,
          summary.rows_kept, summary.rows_in_part, summary.rows_out, summary.rows_split,
          summary.repaired.rows, summary.key_groups}) {
        out += std::to_string(rows) + " ";
    }
    for (const auto* const all : {&summary.set_aside, &summary.in_part}) {
        for (const auto& entry : *all) {
            out += "\n" + std::string{to_string(entry.reason)} + ": " + entry.text + " " +
                   std::to_string(entry.rows) + " " + std::to_string(entry.values);
            for (const auto& example : entry.examples) {
                out += " '" + example.value + "'" +
                       (rows_are_lines ? std::to_string(example.line) : "");
            }
        }
    }
    for (const auto& carried : summary.by_basis) {
        out += "\n" + (carried.basis ? std::string{to_string(*carried.basis)} : "none") + " " +
               std::to_string(carried.rows);
        for (const auto* const amounts : {&carried.amounts, &carried.weights}) {
            for (const auto& amount : *amounts) {
                out += " " + amount;
            }
        }
    }
    const auto add_sum = [&](const SumAccount& sum) {
        out += "\n" + sum.column + " " + sum.in + " " + sum.out + " " + sum.rejected + " " +
               std::to_string(sum.empty_cells);
    };
    for (const auto& sum : summary.sums) {
        add_sum(sum);
    }
    for (const auto& mean : summary.means) {
        out += "\n" + mean.column + " " + std::to_string(mean.empty_means);
        add_sum(mean.weights);
        add_sum(mean.products);
    }
    for (const auto& code : summary.split) {
        out += "\n" + code.code.text();
    }
    for (const auto& code : summary.merged) {
        out += "\n" + code.text();
    }
    return out;
}

/// "5: belongs to new", one a line.
std::string aside_text(const RowsAside& aside) {
    std::string out;
    for (std::size_t i = 0; i < aside.rows.size(); ++i) {
        out += std::to_string(aside.rows[i]) + ": " + aside.reasons[aside.why[i]].text + "\n";
    }
    return out;
}

/// The same of a file of rejects, which has no header.
std::string aside_text(const std::string& rejects) {
    std::string out;
    if (!rejects.empty()) {
        const auto text = "line;reason;id;wave;code;wage;people\n" + rejects;
        for (const auto& record : read_delimited_table(bytes_of(text), "rejects", ';').rows) {
            out += record.cells[2] + ": " + record.cells[1] + "\n";
        }
    }
    return out;
}

/// Each row of the result: its id, its figures if they are scaled, and what was added to it.
std::string placed_text(const std::string& out, std::size_t added, bool is_scaled) {
    std::string header = "id;wave;code;wage;people";
    for (std::size_t i = 0; i < added; ++i) {
        header += ";" + std::to_string(i);
    }
    std::string text;
    if (out.empty()) {
        return text;
    }
    const auto all = header + "\n" + out;
    for (const auto& record : read_delimited_table(bytes_of(all), "out", ';').rows) {
        text += record.cells[0];
        for (std::size_t i = is_scaled ? 3 : 5; i < 5 + added; ++i) {
            text += "|" + record.cells[i];
        }
        text += "\n";
    }
    return text;
}

std::string placed_text(const CarriedColumns& carried, const ConvertRequest& request) {
    std::string text;
    const auto targets = carried.targets();
    const auto bases = carried.bases();
    const std::size_t once = request.draws.value_or(1);
    for (std::size_t i = 0; i < carried.rows.size();) {
        const auto& place = carried.place_list[carried.places[i]];
        const auto basis = bases[i] ? std::string{to_string(*bases[i])} : "";
        const bool is_kept = carried.places[i] == 0;
        const auto candidates = is_kept ? "" : std::to_string(place.candidates);
        text += std::to_string(carried.rows[i]);
        if (request.split == Split::draw) {
            const auto draws = is_kept ? 1 : once;
            for (std::size_t draw = 0; draw < once; ++draw) {
                text += "|" + (is_kept ? "" : targets[i + draw]);
            }
            i += draws;
            text += "|" + basis + "|" + candidates;
        } else {
            for (const auto& column : carried.scaled) {
                text += "|" + column.figures[i];
            }
            text += "|" + targets[i] + "|" + (place.share ? place.share->text() : "") + "|" + basis;
            text += request.split == Split::best ? "|" + candidates : "";
            ++i;
        }
        text += "\n";
    }
    return text;
}

}  // namespace

TEST_CASE("rows of columns in memory go where rows of a file of the same cells go") {
    const auto is_same = rc::check([] {
        const auto data = any_wave_data();
        const InMemory columns(data);
        auto request = any_waves_request();
        request.split = *rc::gen::elementOf(
            std::vector{Split::all, Split::all, Split::best, Split::draw, Split::none});
        if (request.split == Split::draw) {
            request.seed = *rc::gen::inRange(0U, 1000U);
            request.draws =
                *rc::gen::elementOf(std::vector<std::optional<unsigned>>{std::nullopt, 1, 3});
        }
        const bool is_scaled = request.split == Split::all && *rc::gen::arbitrary<bool>();
        if (is_scaled) {
            request.scale = {"#4", "#5"};
            request.whole = *rc::gen::arbitrary<bool>();
        } else if (*rc::gen::inRange(0, 3) == 0) {
            request.on_unknown = OnUnknown::keep;
        }
        const TwoWaves waves(*rc::gen::elementOf(std::vector{Weighting::none, Weighting::equal}));
        const auto of_file = converted(request, waves.sources, file_of_waves(data));
        const auto in_memory = carry_columns(request, waves.sources, columns.all());
        const std::size_t added = request.split == Split::draw   ? request.draws.value_or(1) + 2
                                  : request.split == Split::best ? 4
                                                                 : 3;
        RC_ASSERT(placed_text(in_memory, request) == placed_text(of_file.out, added, is_scaled));
        RC_ASSERT(aside_text(in_memory.set_aside) == aside_text(of_file.rejects));
        RC_ASSERT(waves_account(in_memory.account, data.is_plain) ==
                  waves_account(of_file.summary, data.is_plain));
        const auto all = columns.all();
        CutColumns blocks(all, *rc::gen::inRange<std::size_t>(1, 70));
        JoinedBlocks joined;
        const auto account = carry_blocks(request, waves.sources, blocks, joined);
        RC_ASSERT(placed_text(joined.all(), request) == placed_text(in_memory, request));
        RC_ASSERT(aside_text(joined.all().set_aside) == aside_text(in_memory.set_aside));
        RC_ASSERT(joined.all().place_list == in_memory.place_list);
        RC_ASSERT(waves_account(account, true) == waves_account(in_memory.account, true));
    });
    CHECK(is_same);
}

TEST_CASE("columns in memory have the figures of a file of the same cells") {
    const auto is_same = rc::check([] {
        const auto data = any_wave_data();
        const InMemory columns(data);
        auto request = any_waves_request();
        const auto kind = *rc::gen::inRange(0, 4);
        if (kind != 1) {
            request.sums = {"#4", "#5"};
        }
        if (kind == 1 || kind == 2) {
            request.means = {"#4"};
            request.by_weight = *rc::gen::elementOf(Cells{"", "#5"});
        }
        request.bounds = kind == 3;
        if (*rc::gen::arbitrary<bool>()) {
            request.by = {"#2"};
        }
        request.allow_mixed_levels = *rc::gen::arbitrary<bool>();
        const TwoWaves waves(Weighting::equal);
        std::string thrown;
        Converted of_file;
        try {
            of_file = converted(request, waves.sources, file_of_waves(data));
        } catch (const MixedLevels& error) {
            thrown = error.what();
        }
        if (!thrown.empty()) {
            try {
                static_cast<void>(sum_columns(request, waves.sources, columns.all()));
                RC_FAIL("added up what a file must not");
            } catch (const MixedLevels& error) {
                RC_ASSERT(!data.is_plain || error.what() == thrown);
            }
            return;
        }
        const auto in_memory = sum_columns(request, waves.sources, columns.all());
        std::string text;
        Cells names{"new_code", "new_title"};
        names.insert(names.end(), request.by.begin(), request.by.end());
        for (const auto& sum : in_memory.sums) {
            names.push_back(sum.name);
            if (request.bounds) {
                names.insert(names.end(), {sum.name + "_least", sum.name + "_most"});
            }
        }
        for (const auto& mean : in_memory.means) {
            names.push_back(mean.name);
        }
        names.emplace_back("basis");
        append_record(text, names, ';');
        for (std::size_t line = 0; line < in_memory.codes.size(); ++line) {
            Cells cells{in_memory.codes[line].text(), in_memory.titles[line]};
            for (const auto& key : in_memory.keys) {
                cells.push_back(key[line]);
            }
            for (const auto& sum : in_memory.sums) {
                cells.push_back(sum.figures[line]);
                if (request.bounds) {
                    cells.insert(cells.end(), {sum.least[line], sum.most[line]});
                }
            }
            for (const auto& mean : in_memory.means) {
                cells.push_back(mean.figures[line]);
            }
            cells.emplace_back(to_string(in_memory.bases[line].value()));
            append_record(text, cells, ';');
        }
        RC_ASSERT(text == of_file.out);
        RC_ASSERT(aside_text(in_memory.set_aside) == aside_text(of_file.rejects));
        RC_ASSERT(waves_account(in_memory.account, data.is_plain) ==
                  waves_account(of_file.summary, data.is_plain));
        const auto all = columns.all();
        CutColumns blocks(all, *rc::gen::inRange<std::size_t>(1, 70));
        RowsAside aside;
        const auto of_blocks =
            sum_blocks(request, waves.sources, blocks,
                       [&](const BlockAside& block) { add_aside(aside, block.rows); });
        RC_ASSERT(of_blocks.codes == in_memory.codes);
        RC_ASSERT(of_blocks.keys == in_memory.keys);
        RC_ASSERT(of_blocks.sums == in_memory.sums);
        RC_ASSERT(of_blocks.means == in_memory.means);
        RC_ASSERT(of_blocks.bases == in_memory.bases);
        RC_ASSERT(aside_text(aside) == aside_text(in_memory.set_aside));
        RC_ASSERT(waves_account(of_blocks.account, true) == waves_account(in_memory.account, true));
    });
    CHECK(is_same);
}

TEST_CASE("a double is read as the shortest decimal that reads as it", "[property]") {
    rc::prop("as the standard library prints it", [] {
        const auto number = *rc::gen::arbitrary<std::int64_t>();
        const auto places = *rc::gen::inRange(0, 19);
        const auto cut = number >> *rc::gen::inRange(0, 50);  // of any length
        std::vector<double> reals{static_cast<double>(cut) / std::pow(10, places)};
        reals.push_back(std::nextafter(reals.front(), 0));
        reals.push_back(-0.0);
        const std::vector<DataColumn> columns{{"x", std::span{std::as_const(reals)}}};
        const auto read = bytes_of(columns);
        std::string text(4096, '\0');
        text.resize(read(text.data(), text.size()));  // the header
        text.resize(4096);
        text.resize(read(text.data(), text.size()));
        std::string expected;
        for (const auto real : reals) {
            expected += cell_of(real) + "\n";
        }
        RC_ASSERT(text == expected);
    });
}

TEST_CASE("a double is added up as its shortest decimal is, whatever was read before it",
          "[property]") {
    rc::prop("as the standard library prints it", [] {
        std::string storage;
        const FigureForm form;
        SumCell of_number;
        SumCell of_text;
        for (int i = 0; i < 20; ++i) {
            const auto real = any_real();
            const auto text = cell_of(real) + std::string(16, ' ');
            of_number.read(real, storage, form);
            of_text.read(std::string_view{text}.substr(0, text.size() - 16), storage, form,
                         form.reads_plain_numbers());
            RC_ASSERT(of_number.kind == of_text.kind);
            if (of_number.is_number()) {
                DecimalSum a;
                DecimalSum b;
                a.add(of_number.exact());
                b.add(of_text.exact());
                RC_ASSERT(a == b);
                RC_ASSERT(of_number.decimals == of_text.decimals);
            }
        }
    });
}
