// The conversion kernel against slower ways to the same result, with blocks so small that their
// borders fall everywhere, and with any number of threads.
#include "socshift/base/error.hpp"
#include "socshift/convert/sum_tally.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/numbers/decimal_exact.hpp"
#include "socshift/numbers/division.hpp"
#include "socshift/numbers/share_exact.hpp"
#include "support/conversion.hpp"
#include "support/naive_conversion.hpp"
#include "support/record_index_check.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

using namespace socshift;
using namespace socshift::test;

namespace {

std::string pick(const std::vector<std::string>& texts) {
    return *rc::gen::elementOf(texts);
}

/// A file with the columns id, code, wage as nobody would want it: rows with too few or too many
/// columns, empty lines, codes that are none, quotes where they belong and where they do not.
std::string wild_file() {
    const std::vector<std::string> codes = {
        "1-1",         "1-1",      "1-2",
        "2-1",         "2-2",      "2-3",
        "3-1",         "1-0",      "9-9",
        " 1-1",        "12",       "",
        "7-7",         "\"1-2\"",  "\"2\n-2\"",
        "\"1-1\"",     "1\"-1",    "\"2-2\" ",
        "\"a,\"\"b\"", "=\"1-1\"", "1-1                                     "};
    const std::vector<std::string> wages = {"1",
                                            "20.5",
                                            "-3.25",
                                            "",
                                            "abc",
                                            "1e2",
                                            "\"7.5\"",
                                            "0.1",
                                            "5.",
                                            ".25",
                                            " 4 ",
                                            "00012345678901.5",
                                            "99999999999999999999",
                                            "0.00000001",
                                            "\"x\r\ny\""};
    const std::vector<std::string> ends = {"\n", "\n", "\n", "\r\n"};
    auto text = pick({"", "", "", "\xEF\xBB\xBF"}) + "id,code,wage" + pick(ends);
    const auto rows = *rc::gen::inRange(0, 40);
    for (int row = 0; row < rows; ++row) {
        switch (*rc::gen::inRange(0, 12)) {
            case 0:
                text += pick({"", "x", "1,1-1", "1,1-1,2,3", "\"1,1-1,2\"", ",,", "\r"});
                break;
            default:
                text += std::to_string(row) + "," + pick(codes) + "," + pick(wages);
        }
        text += pick(ends);
    }
    if (*rc::gen::inRange(0, 3) == 0) {
        text += pick({"90,1-2,1", "91,2-2,1\r", "92,2-1", "93,1-1,\"", "\"94", "95,1-1,\"2\""});
    }
    return text;
}

ConvertRequest wild_request() {
    ConvertRequest request;
    request.delimiter = ',';
    request.is_part = true;  // the values of a filter need not be there
    request.shares = ShareForm::fraction;
    request.block = *rc::gen::inRange<std::size_t>(1, 80);
    request.threads = *rc::gen::elementOf(std::vector<unsigned>{1, 2, 8});
    return request;
}

/// Everything of a conversion that can be seen, or the message of its error.
std::string seen(const Converted& result) {
    std::string out = result.out + "\n---\n" + result.rejects + "\n---\n";
    const auto& summary = result.summary;
    for (const auto rows : {summary.rows_in, summary.rows_filtered, summary.rows_carried,
                            summary.rows_rejected, summary.rows_kept, summary.rows_out}) {
        out += std::to_string(rows) + " ";
    }
    return out;
}

template <typename Convert>
std::string outcome(Convert convert) {
    try {
        return seen(convert());
    } catch (const Error& error) {
        return error.what();
    }
}

/// The rest of the account.
std::string details(const ConvertSummary& summary) {
    std::string out;
    for (const auto& aside : summary.set_aside) {
        out += aside.text + " " + std::to_string(aside.rows) + " " + std::to_string(aside.values);
        for (const auto& example : aside.examples) {
            out += " " + example.value + "@" + std::to_string(example.line);
        }
        out += "\n";
    }
    for (const auto& by : summary.by_basis) {
        out += std::to_string(by.rows) + " ";
        for (const auto& amount : by.amounts) {
            out += amount + " ";
        }
    }
    for (const auto& sum : summary.sums) {
        out += sum.in + "=" + sum.out + "+" + sum.rejected + " " + std::to_string(sum.empty_cells);
    }
    for (const auto& mean : summary.means) {
        for (const auto& sum : {mean.weights, mean.products}) {
            out +=
                sum.in + "=" + sum.out + "+" + sum.rejected + " " + std::to_string(sum.empty_cells);
        }
        out += std::to_string(mean.empty_means);
    }
    out += std::to_string(summary.key_groups);
    for (const auto& by : summary.by_basis) {
        for (const auto& weight : by.weights) {
            out += " " + weight;
        }
    }
    for (const auto& ref : summary.split) {
        out += " " + ref.text();
    }
    for (const auto& code : summary.merged) {
        out += " " + code.text();
    }
    for (const auto& moved : summary.boundary_moved) {
        out += " " + moved.code.text() + " " + std::to_string(moved.rows);
    }
    const auto& repaired = summary.repaired;
    return out + "\n" + std::to_string(repaired.rows) + " " +
           std::to_string(repaired.of(Repair::blanks)) + " " +
           std::to_string(repaired.of(Repair::quotes)) + " " +
           std::to_string(repaired.of(Repair::missing_hyphens));
}

}  // namespace

TEST_CASE("the index of a text cuts it as the reader does", "[property]") {
    rc::prop("whatever the bytes, over many vectors", [] {
        std::string text;
        const auto pieces = *rc::gen::inRange(0, 120);
        const std::vector<std::string> words = {",",     ",",    "\n",  "\r\n",
                                                "\"",    "\"\"", "a",   "bcd",
                                                "\",\"", "\"\n", ",\"", "0123456789abcdef",
                                                ";"};
        // Quotes at random are seldom regular for long: half of the texts have them in order.
        const bool regular = *rc::gen::inRange(0, 2) == 0;
        for (int piece = 0; piece < pieces; ++piece) {
            text += regular ? pick({"\"a,\n\"\"b\",", "x,", "yz\n", "\"\"\n", "\"\",", "\"q\"\r\n"})
                            : pick(words);
        }
        text = text.substr(0, *rc::gen::inRange<std::size_t>(0, text.size() + 1));
        RC_ASSERT(index_agrees(text, ','));
        RC_ASSERT(index_agrees(text, ';'));
    });
}

TEST_CASE("a cell is read at once as the number that it is", "[property]") {
    rc::prop("one after the other in one column, plain or not", [] {
        const std::vector<std::string> parts = {"-",    "+",        ".", "0",  "1", "12", "345",
                                                "6789", "98765432", " ", "e2", "x", "\"", "000000"};
        SumCell cell;
        std::string storage;
        std::string storage_of_expected;
        FixedSum sum;
        DecimalSum expected_sum;
        const auto cells = *rc::gen::inRange(1, 6);
        for (int i = 0; i < cells; ++i) {
            std::string raw;
            const auto size = *rc::gen::inRange(0, 5);
            for (int part = 0; part < size; ++part) {
                raw += pick(parts);
            }
            raw = *rc::gen::inRange(0, 4) == 0 ? "\"" + raw + "\"" : raw;
            const auto padded = raw + std::string(text_padding, '7');
            cell.read(std::string_view{padded}.substr(0, raw.size()), storage);
            const auto text = field_text(raw, storage_of_expected);
            const auto expected = Decimal::parse(text);
            RC_ASSERT(cell.is_number() == expected.has_value());
            if (expected) {
                RC_ASSERT(cell.decimals == expected->decimals());
                sum.add(cell);
                expected_sum.add(*expected);
            } else {
                RC_ASSERT((cell.kind == SumCell::Kind::empty) ==
                          (text.find_first_not_of(" \t") == std::string_view::npos));
            }
        }
        DecimalSum found;
        sum.add_to(found);
        RC_ASSERT(found == expected_sum);
    });
}

TEST_CASE("a number is divided by shares as exactly as it is printed", "[property]") {
    rc::prop("parts add up to it, and each is within a unit of its share", [] {
        std::string number = pick({"", "-"}) + std::to_string(*rc::gen::inRange(1, 2000000000));
        if (*rc::gen::inRange(0, 2) == 0) {
            number += "." + std::to_string(*rc::gen::inRange(0, 2000000));
        }
        number += pick({"", "", "", "e-7", "e12", "12345678901234567"});
        // Shares out of a common number: whatever their sum leaves is the last one.
        const auto all = *rc::gen::inRange<std::int64_t>(1, 1000);
        auto rest = all;
        std::vector<Share> shares(*rc::gen::inRange<std::size_t>(0, 2), Share{0, 1});
        while (rest > 0) {
            const auto part = *rc::gen::inRange<std::int64_t>(1, rest + 1);
            shares.emplace_back(part, all);
            rest -= part;
        }
        std::vector<std::string> parts;
        Division(shares).divide(sum_cell(number), false, parts);
        RC_ASSERT(parts.size() == shares.size());
        const auto exact = [](const std::string& text) {
            DecimalSum sum;
            sum.add(Decimal::parse(text).value());
            const auto [digits, decimals] = sum.exact();
            return boost::multiprecision::cpp_rational{digits, power_of_ten(decimals)};
        };
        boost::multiprecision::cpp_rational sum;
        const auto unit = abs(exact(number)) / power_of_ten(17);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            sum += exact(parts[i]);
            RC_ASSERT(abs(exact(parts[i]) - exact(number) * shares[i].exact().value) < unit);
        }
        RC_ASSERT(sum == exact(number));
    });
}

TEST_CASE("rows are those of a program that takes them one by one", "[property]") {
    rc::prop("whatever the block and the number of threads", [] {
        const auto text = wild_file();
        auto request = wild_request();
        request.on_unknown =
            *rc::gen::elementOf(std::vector<OnUnknown>{OnUnknown::set_aside, OnUnknown::keep});
        if (*rc::gen::inRange(0, 4) == 0) {
            request.where = {{"wage", {"1", "7.5", "abc"}}};
        }
        request.split = *rc::gen::elementOf(
            std::vector<Split>{Split::all, Split::best, Split::draw, Split::none});
        request.seed = *rc::gen::inRange(0U, 1000U);
        request.draws = request.split == Split::draw && *rc::gen::inRange(0, 2) == 0
                            ? std::optional{2U}
                            : std::nullopt;
        const auto weighting = *rc::gen::inRange(0, 2) == 0 ? Weighting::none : Weighting::equal;
        const auto expected = outcome([&] { return naive_rows(text, request, weighting); });
        RC_ASSERT(outcome([&] { return convert_text(text, request, weighting); }) == expected);
    });
}

TEST_CASE("blocks and threads leave no trace", "[property]") {
    const auto same = [](ConvertRequest request) {
        const auto text = wild_file();
        auto plain = request;
        plain.block = std::size_t{1} << 16U;
        plain.threads = 1;
        const auto run = [&](const ConvertRequest& how) {
            return outcome([&] {
                auto result = convert_text(text, how, Weighting::equal);
                result.out += details(result.summary);
                return result;
            });
        };
        RC_ASSERT(run(request) == run(plain));
    };
    rc::prop("in rows", [&] { same(wild_request()); });
    rc::prop("in rows when the first that cannot be carried ends it", [&] {
        auto request = wild_request();
        request.on_unknown = OnUnknown::fail;
        same(request);
    });
    rc::prop("in rows that are drawn", [&] {
        auto request = wild_request();
        request.split = Split::draw;
        request.draws = 3;
        same(request);
    });
    rc::prop("in rows with figures that are divided", [&] {
        auto request = wild_request();
        request.scale = {"wage"};
        request.whole = *rc::gen::inRange(0, 2) == 0;
        same(request);
    });
    rc::prop("in sums", [&] {
        auto request = wild_request();
        request.sums = {"wage"};
        if (*rc::gen::inRange(0, 2) == 0) {
            request.means = {"wage"};
            request.by_weight = pick({"", "wage"});
        }
        request.by =
            *rc::gen::elementOf(std::vector<std::vector<std::string>>{{}, {"id"}, {"code", "id"}});
        request.allow_mixed_levels = *rc::gen::inRange(0, 2) == 0;
        same(request);
    });
}
