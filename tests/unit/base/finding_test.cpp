#include "socshift/base/finding.hpp"

#include "support/model.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

TEST_CASE("a location prints what is known", "[finding]") {
    CHECK(SourceLocation{"a.yaml", 3, 5}.text() == "a.yaml:3:5");
    CHECK(SourceLocation{"a.csv", 3, 0}.text() == "a.csv:3");
    CHECK(SourceLocation{"a.csv", 0, 0}.text() == "a.csv");
    CHECK(SourceLocation{"", 3, 5}.text() == "line 3:5");
    CHECK(SourceLocation{}.text().empty());
}

TEST_CASE("a finding has one printed form", "[finding]") {
    CHECK(to_string(Finding{Severity::warning, "rule-name", {"a.csv", 2, 0}, "message"}) ==
          "a.csv:2: warning: message [rule-name]");
    CHECK(to_string(Finding{Severity::note, "rule-name", {}, "message"}) ==
          "note: message [rule-name]");
}

TEST_CASE("only errors make findings unusable", "[finding]") {
    CHECK_FALSE(has_errors({}));
    CHECK_FALSE(has_errors({{Severity::warning, "w", {}, ""}, {Severity::note, "n", {}, ""}}));
    CHECK(has_errors({{Severity::note, "n", {}, ""}, {Severity::error, "e", {}, ""}}));
}

TEST_CASE("an error carries every finding and prints the errors", "[finding]") {
    const DataError error({{Severity::error, "a", {"f", 1, 0}, "first"},
                           {Severity::warning, "b", {"f", 2, 0}, "second"},
                           {Severity::error, "c", {"f", 3, 0}, "third"}});
    CHECK(error.findings().size() == 3);
    CHECK(error.what() == std::string{"f:1: error: first [a]\nf:3: error: third [c]"});
}

TEST_CASE("a form error starts with its place when it is known", "[finding]") {
    CHECK(FormatError({"f.yaml", 1, 2}, "wrong").what() == std::string{"f.yaml:1:2: wrong"});
    CHECK(FormatError({}, "wrong").what() == std::string{"wrong"});
    CHECK(FormatError({"f.yaml", 1, 2}, "wrong").where() == SourceLocation{"f.yaml", 1, 2});
}

TEST_CASE("of a rule so many findings are listed and the others counted", "[finding]") {
    FindingList list{2};
    for (std::uint32_t at = 1; at <= 5; ++at) {
        list.push_back({Severity::error, "often", {"f", at, 0}, "x"});
    }
    list.push_back({Severity::warning, "often", {"f", 6, 0}, "of another severity"});
    list.push_back({Severity::note, "once", {}, "y"});
    const auto taken = list.take();
    CHECK(printed(taken) ==
          std::vector<std::string>{"f:1: error: x [often]", "f:2: error: x [often]",
                                   "f:6: warning: of another severity [often]", "note: y [once]",
                                   "error: 3 more of these are not listed [often]"});
    CHECK(taken.back().unlisted == 3);
    CHECK(list.take().empty());
}

TEST_CASE("findings that were shortened are shortened again without a change", "[finding]") {
    Findings many;
    for (std::uint32_t at = 1; at <= 1500; ++at) {
        many.push_back({Severity::error, "often", {"f", at, 0}, "x"});
    }
    const auto once = shortened(many);
    CHECK(once.size() == 1001);
    CHECK(once.back().message == "500 more of these are not listed");
    CHECK(shortened(once) == once);
    CHECK(std::string{DataError{many}.what()} == std::string{DataError{once}.what()});
}

TEST_CASE("a message that quotes megabytes is cut between characters", "[finding]") {
    std::string text(1999, 'x');
    text += "\xC3\xA9";
    const auto cut = shortened({{Severity::note, "long", {}, text}});
    CHECK(cut.front().message == std::string(1999, 'x') + "…");
}
