#include "options/data_file.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace socshift;
using namespace socshift::cli;

namespace {

/// What is suggested for the rows of @p column that hold @p value.
std::string suggested(const std::string& column, const std::string& value) {
    const std::string before = "mixed; keep one level with --where ";
    const std::string behind = ", or say --allow-mixed-levels";
    const auto text = mixed_levels_text(MixedLevels("mixed", RowFilter{column, {value}}));
    REQUIRE(text.starts_with(before));
    REQUIRE(text.ends_with(behind));
    return text.substr(before.size(), text.size() - before.size() - behind.size());
}

}  // namespace

TEST_CASE("the rows of one level are named as a shell takes them", "[data file]") {
    CHECK(suggested("level", "detailed") == "level=detailed");
    CHECK(suggested("the level", "detailed") == "'the level=detailed'");
    CHECK(suggested("level", "$5 \"each\"") == "'level=$5 \"each\"'");
    CHECK(suggested("#2", "4") == "'#2=4'");  // a comment without quotes
    CHECK(suggested("level", "a=b") == "level=a=b");
}

TEST_CASE("what --where or a shell would read as another is not suggested", "[data file]") {
    CHECK(suggested("level", "a,b") == "COLUMN=VALUE");
    CHECK(suggested("a=b", "detailed") == "COLUMN=VALUE");
    CHECK(suggested("-level", "detailed") == "COLUMN=VALUE");
    CHECK(suggested("", "detailed") == "COLUMN=VALUE");
    CHECK(suggested("level", "") == "COLUMN=VALUE");
    CHECK(suggested("level", "owner's") == "COLUMN=VALUE");
    CHECK(suggested("owner's", "detailed") == "COLUMN=VALUE");
    CHECK(suggested("level", "two\nlines") == "COLUMN=VALUE");
    CHECK(mixed_levels_text(MixedLevels("mixed")) ==
          "mixed; keep one level with --where COLUMN=VALUE, or say --allow-mixed-levels");
    CHECK(mixed_levels_text(MixedLevels("mixed", {}, true)) ==
          "mixed; take one of the rows out, or say --allow-mixed-levels");
}
