// The account of a conversion, read back and shown. That every number of a page is one of the
// account is tested in tests/python/test_report.py.
#include "socshift/report/conversion_report.hpp"

#include "socshift/io/byte_source.hpp"
#include "socshift/io/checksum.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>
#include <fmt/core.h>

#include <string>

using namespace socshift;
using test::message_of;

namespace {

/// An account with @p more, keys that begin with a comma.
std::string account_text(const std::string& more = "", const std::string& rows_in = "5",
                         const std::string& file = "s.csv") {
    return R"({"schema": "socshift/convert-summary/1", "file": ")" + file +
           R"(", "column": "occ", "from": "a", "to": "b", "route": "a -> b", "drafts": [],
"weights": "equal", "weight_notes": [], "rows_in": )" +
           rows_in +
           R"(, "rows_filtered": 0, "rows_carried": 4, "rows_rejected": 1, "rows_kept": 0,
"rows_split": 2, "rows_out": 6, "targets_merged": 0, "rows_repaired": 0, "repaired": {},
"repairs": [], "sums_in": {"n": "27"}, "sums_out": {"n": "25"}, "sums_rejected": {"n": "2"},
"sums_by_basis": {"only": {"n": "10"}, "equal": {"n": "15"}}, "empty_cells": {"n": 0},
"by_basis": {"only": 2, "equal": 2}, "by_reason": {"group": 1},
"set_aside": [{"reason": "group", "text": "broad", "rows": 1, "values": 1, "more_values": false,
"examples": [{"value": "x", "line": 4}]}],
"split": [], "merged": [], "boundary_moved": [], "split_rule": "all")" +
           more + "}";
}

Account account(const std::string& text) {
    return read_account(text, "a.json");
}

std::string refusal(const std::string& text) {
    return message_of<FormatError>([&] { static_cast<void>(account(text)); });
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

DelimitedTable figures(const std::string& text) {
    return read_delimited_table(bytes_of(text), "out.csv");
}

}  // namespace

TEST_CASE("what is no account of a conversion is refused, and the place is named", "[report]") {
    CHECK(refusal("{\n\"schema\": \n") ==
          "a.json:3: expected an account as JSON, as a conversion writes it");
    CHECK(refusal("[]") == "a.json: expected an account of a conversion, found a list");
    CHECK(refusal("{}") == "a.json: key 'schema' is missing");
    CHECK(refusal(R"({"schema": "socshift/diff/1"})") ==
          "a.json: expected an account of a conversion, 'socshift/convert-summary/1', found "
          "'socshift/diff/1'");
    CHECK(refusal(account_text(R"(, "novelty": 1)")) ==
          "a.json: unknown key 'novelty': the account is of another version");
    CHECK(refusal(account_text("", "\"5\"")) ==
          "a.json: 'rows_in': expected a whole number, found text");
    CHECK(refusal(account_text("", "-5")) ==
          "a.json: 'rows_in': expected a whole number, found a number that is not whole or below "
          "zero");
    CHECK(refusal(account_text("", "9223372036854775808")) ==
          "a.json: 'rows_in': 9223372036854775808 is too large a number");
    CHECK(refusal(replaced(account_text(), R"("line": 4)", R"("line": "4")")) ==
          "a.json: 'set_aside[0].examples[0].line': expected a whole number, found text");
}

TEST_CASE("an account that does not balance is refused", "[report]") {
    CHECK(refusal(account_text()) == "nothing");
    CHECK(refusal(account_text("", "6")) ==
          "a.json: the account does not balance: rows in are 6, their parts 5");
    CHECK(refusal(replaced(account_text(), R"("equal": 2)", R"("equal": 3)")) ==
          "a.json: the account does not balance: rows carried are 4, their parts 5");
    CHECK(refusal(replaced(account_text(), R"("rows": 1)", R"("rows": 2)")) ==
          "a.json: the account does not balance: rows not carried are 1, their parts 2");
    CHECK(refusal(replaced(account_text(), R"({"n": "27"})", R"({"n": "28"})")) ==
          "a.json: the account does not balance: the total of 'n' is 28, its parts 27");
    CHECK(refusal(replaced(account_text(), R"({"n": "15"})", R"({"n": "15.5"})")) ==
          "a.json: the account does not balance: what was carried of 'n' is 25, its parts 25.5");
}

TEST_CASE("a page has nothing in it that runs but its own script", "[report]") {
    const std::string hostile = R"(<script>alert(1)</script><img src=x onerror='alert(2)'>)";
    const auto page = report_html(conversion_report(account(account_text("", "5", hostile))));
    CHECK(page.find("&lt;script&gt;alert(1)") != std::string::npos);
    CHECK(page.find("<script>alert") == std::string::npos);
    CHECK(page.find("<img") == std::string::npos);
    CHECK(page.find("default-src 'none'; style-src 'sha256-") != std::string::npos);
    CHECK(page.find("unsafe") == std::string::npos);
    CHECK(page.find("http://") == std::string::npos);
    CHECK(page.find("https://") == std::string::npos);
    CHECK(page.find(" style=") == std::string::npos);
    CHECK(report_html(conversion_report(account(account_text("", "5", hostile)))) == page);
}

TEST_CASE("figures of another conversion are refused", "[report]") {
    const auto shown = [](const std::string& text) {
        return message_of<FormatError>([&] {
            static_cast<void>(conversion_report(account(account_text()), {{}, figures(text)}));
        });
    };
    CHECK(shown("b_code,b_title,n,n_least,n_most\nx,X,10,10,10\ny,Y,15,0,15\n") == "nothing");
    CHECK(shown("b_code,b_title,n,n_least,n_most\nx,X,10,10,10\ny,Y,14,0,15\n") ==
          "out.csv: the figures are of another conversion: 'n' adds up to 24, and the account says "
          "25");
    CHECK(shown("b_code,b_title,n,n_least,n_most\nx,X,25,10,20\n") ==
          "out.csv:2: 'n' is 25, outside of its bounds 10 and 20");
    CHECK(shown("b_code,b_title,n,n_least,n_most\nx,X,many,10,20\n") ==
          "out.csv:2: column 'n': expected a number, found 'many'");
    CHECK(shown("b_code,b_title,n\nx,X,25\n") ==
          "out.csv:1: no summed column of the account has bounds here: expected COL, COL_least and "
          "COL_most");
}

TEST_CASE("a text that was not written with the account is refused", "[report]") {
    const auto shown = [](const std::string& text, const std::string& more) {
        return message_of<FormatError>([&] {
            static_cast<void>(
                conversion_report(account(account_text(more)), {{{"m.txt", text}}, {}}));
        });
    };
    const std::string text = "Of 5 rows, 4 rows (80.0 %) were carried.\n";
    const auto key = R"(, "methods_sha256": ")" + sha256(text) + "\"";
    CHECK(shown(text, key) == "nothing");
    CHECK(shown(replaced(text, "80.0", "99.9"), key) ==
          "m.txt: the text is of another conversion, or was changed: expected the SHA-256 " +
              sha256(text) + ", found " + sha256(replaced(text, "80.0", "99.9")));
    CHECK(shown(text, "") ==
          "m.txt: the account does not say which text is its own: expected an account and a text "
          "that one conversion wrote together");
}

TEST_CASE("what an account says twice is the same", "[report]") {
    CHECK(refusal(replaced(account_text(), R"("targets_merged": 0)", R"("targets_merged": 1)")) ==
          "a.json: the account does not balance: targets merged are 1, and 0 are named");
    CHECK(refusal(replaced(account_text(), R"({"group": 1})", R"({"group": 2})")) ==
          "a.json: the account does not balance: rows set aside as 'group' are 2, their parts 1");
    CHECK(refusal(replaced(account_text(), R"({"group": 1})", "{}")) ==
          "a.json: the account does not balance: rows set aside by reason are 0, their parts 1");
}

TEST_CASE("the waves of an account add up to its rows", "[report]") {
    const auto with = [](const std::string& waves) {
        return refusal(account_text(R"(, "waves": [)" + waves + "]"));
    };
    const auto wave = [](const char* name, int rows, int carried, int by_wave, int elsewhere) {
        return fmt::format(
            R"({{"wave": "{}", "rows": {}, "carried": {}, "by_wave": {}, "ambiguous": 0, )"
            R"("elsewhere": {}, "elsewhere_most": "", "doubtful": false}})",
            name, rows, carried, by_wave, elsewhere);
    };
    CHECK(with(wave("1", 2, 2, 1, 0) + "," + wave("2", 3, 2, 0, 0)) == "nothing");
    CHECK(with(wave("1", 50, 2, 0, 0) + "," + wave("2", 3, 2, 0, 0)) ==
          "a.json: the account does not balance: rows in that no filter left out are 5, their "
          "parts 53");
    CHECK(with(wave("1", 2, 2, 0, 0) + "," + wave("2", 3, 3, 0, 0)) ==
          "a.json: the account does not balance: rows carried are 4, their parts 5");
    CHECK(with(wave("1", 2, 2, 0, 0) + "," + wave("2", 3, 2, 0, 1)) ==
          "a.json: the account does not balance: rows set aside as 'elsewhere' are 0, their parts "
          "1");
    CHECK(with(wave("1", 1, 2, 0, 0) + "," + wave("2", 4, 2, 0, 0)) ==
          "a.json: the account does not balance: wave '1' has 1 rows, and of them more than there "
          "are");
}
