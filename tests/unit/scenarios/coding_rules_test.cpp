#include "socshift/scenarios/coding_rules.hpp"

#include "support/model.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace socshift;
using namespace socshift::test;

namespace {

std::string next(const char* parent, const char* level, bool residual,
                 const std::set<std::string>& used = {}) {
    const auto made = coding_rules("soc")->next(
        code(parent), level, residual, [&](const Code& c) { return used.count(c.text()) != 0; });
    return made ? made->text() : "none";
}

}  // namespace

TEST_CASE("the SOC's rules number a detailed occupation in its broad group", "[history]") {
    CHECK(next("29-1140", "detailed", false) == "29-1141");
    CHECK(next("29-1140", "detailed", false, {"29-1141", "29-1143"}) == "29-1142");
    CHECK(next("29-1140", "detailed", true) == "29-1149");
    CHECK(next("29-1140", "detailed", true, {"29-1149"}) == "none");
    CHECK(next("33-9040p", "detailed", false) == "33-9041");
    CHECK(next("29-114x", "detailed", false) == "none");
}

TEST_CASE("a broad group that is full goes on in tens that no broad group had", "[history]") {
    std::set<std::string> used;
    for (int last = 1; last < 9; ++last) {
        used.insert("29-121" + std::to_string(last));
    }
    CHECK(next("29-1210", "detailed", false, used) == "29-1221");
    used.insert("29-1220");
    CHECK(next("29-1210", "detailed", false, used) == "none");
}

TEST_CASE("the SOC's rules number broad groups within their minor group", "[history]") {
    CHECK(next("33-9000", "broad", false, {"33-9010", "33-9020"}) == "33-9030");
    CHECK(next("33-9000", "broad", true) == "33-9090");
    CHECK(next("29-1000", "broad", false,
               {"29-1010", "29-1020", "29-1030", "29-1040", "29-1050", "29-1060", "29-1070",
                "29-1080"}) == "29-1110");
    CHECK(next("15-1200", "broad", false,
               {"15-1210", "15-1220", "15-1230", "15-1240", "15-1250", "15-1260", "15-1270",
                "15-1280"}) == "none");
    CHECK(next("21-0000", "minor", false, {"21-1000", "21-2000"}) == "21-3000");
    // Some of 29-1210 are numbered in the tens of 29-1220.
    CHECK(next("33-9000", "broad", false, {"33-9010", "33-9020", "33-9034"}) == "33-9040");
}

TEST_CASE("a code that the rules made is marked, and its number can be read", "[history]") {
    const auto& rules = *coding_rules("soc");
    CHECK(rules.provisional(code("29-1142")).text() == "29-1142p");
    CHECK(CodingRules::number_of(code("29-1142p")) == "29-1142");
    CHECK(CodingRules::number_of(code("29-1142")) == "29-1142");
}

TEST_CASE("only a major group has a minor group for the rest", "[history]") {
    const auto& rules = *coding_rules("soc");
    const std::vector<Code> minors = {code("33-1000"), code("33-9000")};
    CHECK(rules.catch_all(code("33-0000"), "major", minors) == code("33-9000"));
    CHECK_FALSE(rules.catch_all(code("33-0000"), "major", {code("33-1000")}));
    CHECK_FALSE(rules.catch_all(code("33-9000"), "minor", {code("33-9090")}));
    CHECK(rules.makes_groups("broad"));
    CHECK_FALSE(rules.makes_groups("minor"));
}

TEST_CASE("there are no rules but those that are named", "[history]") {
    CHECK(coding_rules("naics") == nullptr);
    const auto& given = *coding_rules("given");
    CHECK_FALSE(given.makes_groups("broad"));
    CHECK_FALSE(given.catch_all(code("33-0000"), "major", {code("33-9000")}));
    CHECK_FALSE(given.next(code("33-0000"), "minor", false, [](const Code&) { return false; }));
}
