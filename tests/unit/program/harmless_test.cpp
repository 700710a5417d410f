// What strangers wrote is harmless where it is shown.
#include "text/harmless.hpp"

#include "socshift/catalog/builtin.hpp"
#include "socshift/publish/markdown.hpp"
#include "support/program_run.hpp"
#include "text/print.hpp"
#include "text/text.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace socshift;
using namespace socshift::cli;

namespace {

const std::string hostile_text =
    "a\x1b[31mb\x07\rc\x7f\xC2\x9B"
    "2J\xE2\x80\xAEtxt\xE2\x81\xA6\xFF\xC3|<b>\n";

/// @p text through a stream, in pieces of @p step bytes.
std::string streamed(const std::string& text, Escapes escapes, std::size_t step) {
    std::ostringstream out;
    {
        HarmlessStream shown{out, escapes};
        for (std::size_t at = 0; at < text.size(); at += step) {
            shown << text.substr(at, step);
        }
    }
    return out.str();
}

std::string table_as(Format format, const std::string& cell,
                     Spreadsheets spreadsheets = Spreadsheets::trusted) {
    std::istringstream in;
    std::ostringstream out;
    Context context{builtin_catalog(), in, out, out};
    context.spreadsheets = spreadsheets;
    Answer answer("t/1", {{"n", ColumnKind::whole}, {"text"}}, {});
    answer.table.add({-5, cell});
    print(answer, format, context);
    return out.str();
}

}  // namespace

TEST_CASE("control characters, turns of direction and broken bytes are escaped", "[harmless]") {
    CHECK(harmless(hostile_text) ==
          "a\\x1b[31mb\\x07\\rc\\x7f\\u009b2J\\u202etxt\\u2066\\xff\\xc3|<b>\n");
    CHECK(harmless("Köln\t東京 🙂 e\xCC\x81\r\n") == "Köln\t東京 🙂 e\xCC\x81\r\n");
    CHECK(harmless(std::string{"a\0b", 3}) == "a\\x00b");
    CHECK(harmless("\xEF\xBF\xBE\xED\xA0\x80") == "\\xef\\xbf\\xbe\\xed\\xa0\\x80");
}

TEST_CASE("a stream escapes the same whatever it is given at once", "[harmless]") {
    for (const std::size_t step : {1U, 2U, 3U, 5U, 100U}) {
        CHECK(streamed(hostile_text, Escapes::text, step) == harmless(hostile_text));
        CHECK(streamed(trusted("\x1b[1m") + "x\x1b" + trusted("\x1b[0m"), Escapes::text, step) ==
              "\x1b[1mx\\x1b\x1b[0m");
    }
    CHECK(streamed("x\xC3", Escapes::text, 100) == "x\\xc3");
    CHECK(streamed("x\r", Escapes::text, 100) == "x\\r");
}

TEST_CASE("only our own sequences pass", "[harmless]") {
    const auto own = Paint{true}.red("x");
    CHECK(streamed(own, Escapes::text, 100) == "\x1b[31mx\x1b[0m");
    // Whoever saw how they are marked in another run knows nothing of this one.
    CHECK(streamed("\x1b<0123456789abcdef>\x1b[5m\x1b<0123456789abcdef>", Escapes::text, 100) ==
          "\\x1b<0123456789abcdef>\\x1b[5m\\x1b<0123456789abcdef>");
}

TEST_CASE("a cell of a message is short and on one line", "[harmless]") {
    CHECK(visible("a\nb\tc\x1b") == "a\\nb\\tc\\x1b");
    CHECK(visible(std::string(10'000'000, 'x')) == std::string(40, 'x') + "…");
}

TEST_CASE("Markdown shows HTML, links and bars as text", "[harmless]") {
    CHECK(markdown_text("a|b <img src=x onerror=alert(1)> [l](javascript:x) `c` & \\ d\ne") ==
          "a\\|b &lt;img src=x onerror=alert(1)> \\[l](javascript:x) \\`c\\` &amp; \\\\ d e");
    CHECK(table_as(Format::md, "<b>|</b>") ==
          "| n | text |\n| --- | --- |\n| -5 | &lt;b>\\|&lt;/b> |\n");
}

TEST_CASE("JSON holds the same text without what commands a terminal", "[harmless]") {
    const auto plain = table_as(Format::json, "a\x1b\x7f\xC2\x9B\xE2\x80\xAEé");
    const auto shown = streamed(plain, Escapes::json, 3);
    CHECK(shown.find("a\\u001b\\u007f\\u009b\\u202eé") != std::string::npos);
    CHECK(nlohmann::json::parse(shown) == nlohmann::json::parse(plain));
}

TEST_CASE("a formula in csv and tsv gets an apostrophe if that is asked for", "[harmless]") {
    for (const std::string cell : {"=1+1", "+1+1", "-A1", "@SUM(A1)", "\tx", "\rx"}) {
        CHECK(table_as(Format::csv, cell).find("'") == std::string::npos);
        const auto safe = table_as(Format::tsv, cell, Spreadsheets::safe);
        CHECK(safe.find("-5\t'") != std::string::npos);  // numbers stay numbers
    }
    CHECK(table_as(Format::csv, "=\"x\",1", Spreadsheets::safe) ==
          "n,text\n-5,\"'=\"\"x\"\",1\"\n");
    CHECK(table_as(Format::csv, "a=1", Spreadsheets::safe) == "n,text\n-5,a=1\n");
    CHECK(table_as(Format::csv, "-0.472199", Spreadsheets::safe) == "n,text\n-5,-0.472199\n");
    CHECK(table_as(Format::json, "=1", Spreadsheets::safe).find("'") == std::string::npos);
}

TEST_CASE("a page in Markdown escapes its lines as well as its tables", "[harmless]") {
    std::istringstream in;
    std::ostringstream out;
    Context context{builtin_catalog(), in, out, out};
    Page page("r/1", "Of <x>", {});
    page.lines = {"a|b"};
    page.sections.push_back({"k", "H <y>", {"[z]"}, Table({})});
    print(page, PageFormat::md, context);
    CHECK(out.str() == "# Of &lt;x>\n\na\\|b\n\n## H &lt;y>\n\n\\[z]\n");
}

TEST_CASE("errors are shown harmless and not at any length", "[harmless]") {
    const auto unknown = test::run_program({"tree", "2018\x1b[2J\xFF"});
    CHECK(unknown.code == ExitCode::trouble);
    CHECK(unknown.err.find("\\x1b[2J\\xff") != std::string::npos);
    CHECK(test::run_program({"\x1b[31m"}).err.find('\x1b') == std::string::npos);
    CHECK(test::run_program({"show", std::string(1'000'000, 'x')}).err.size() < 10'000);
}

TEST_CASE("a name that the system does not take is said without a C++ word", "[harmless]") {
    const auto result = test::run_program({"check", std::string(5000, 'x')});
    CHECK(result.code == ExitCode::trouble);
    CHECK(result.err.find("filesystem") == std::string::npos);
    CHECK(result.err.find("File name too long") != std::string::npos);
}

TEST_CASE("what a table for programs is not in is refused with --spreadsheet-safe", "[harmless]") {
    CHECK(test::run_program({"editions", "--spreadsheet-safe"}).err ==
          "socshift: --spreadsheet-safe: expected --format csv or tsv\n");
    CHECK(test::run_program({"editions", "--format", "tsv", "--spreadsheet-safe"}).code ==
          ExitCode::ok);
    CHECK(
        test::run_program({"export", "counts", "oews-national-2021", "--spreadsheet-safe"}).code ==
        ExitCode::ok);
}
