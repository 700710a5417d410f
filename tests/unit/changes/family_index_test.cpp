#include "socshift/changes/family_index.hpp"

#include "socshift/base/error.hpp"
#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>

using namespace socshift;
using namespace socshift::test;

namespace {

const NamedFamily& family(const FamilyIndex& index, const char* edition, const char* code) {
    const auto* const found = index.find(id(edition), code);
    REQUIRE(found != nullptr);
    return *found;
}

/// Groups G {1, 2} and H {3, 4, 5}; 5 is what G and H leave.
Edition grouped(const char* name) {
    return edition(name, {"group", "leaf"},
                   {item("G", "Group of two", "group"), item("H", "Group of three", "group"),
                    item("1", "One", "leaf", "G"), item("2", "Two", "leaf", "G"),
                    item("3", "Three, All Other", "leaf", "H", true),
                    item("4", "Four", "leaf", "H"), item("5", "Five", "leaf", "H")});
}

std::string label(const std::vector<Link>& links, const char* code) {
    const auto all = catalog({grouped("a"), grouped("b")}, {table("a", "b", links)});
    return family(FamilyIndex::make(all, {id("a"), id("b")}), "b", code).label;
}

}  // namespace

TEST_CASE("an identifier is the documented UUID of the members, cut") {
    const Family one{{{Code::parse("11-1011")}, {Code::parse("11-1011")}}};
    const auto text = member_text({id("soc2018"), id("soc2010")}, one);
    CHECK(text == "soc2010:11-1011\nsoc2018:11-1011\n");
    // python3: uuid.uuid5(uuid.NAMESPACE_OID, "soc2010:11-1011\nsoc2018:11-1011\n").hex
    CHECK(full_family_id(text) == "fc1f27c49023b53c582109089c8dcafea");
}

TEST_CASE("each code is found in its family, by edition") {
    const auto all = catalog({flat("a", {"1", "2", "3"}), flat("b", {"1", "2"})},
                             {table("a", "b", {row("1", "2"), row("2", "1"), row("3", "1")})});
    const auto index = FamilyIndex::make(all, {id("a"), id("b")});
    CHECK(index.families().size() == 2);
    CHECK(index.find(id("a"), "1") == index.find(id("b"), "2"));
    CHECK(index.find(id("a"), "2") == index.find(id("a"), "3"));
    CHECK(index.find(id("a"), "1") != index.find(id("b"), "1"));
    CHECK(index.find(id("b"), "3") == nullptr);
    CHECK(index.find(id("c"), "1") == nullptr);
    CHECK(index.routes().size() == 1);
    CHECK(index.levels() == std::vector<std::string>{"leaf", "leaf"});
}

TEST_CASE("three editions are joined by the routes between neighbours") {
    const auto all = catalog({flat("a", {"1", "2"}), flat("b", {"1", "2"}), flat("c", {"1", "2"}),
                              flat("between", {"x", "y"})},
                             {table("a", "between", {row("1", "x"), row("2", "y")}),
                              table("between", "b", {row("x", "1"), row("y", "2")}),
                              table("b", "c", {row("1", "1"), row("1", "2"), row("2", "2")})});
    const auto index = FamilyIndex::make(all, {id("a"), id("b"), id("c")});
    REQUIRE(index.routes().size() == 2);
    CHECK(index.routes().front().text() == "a -> between -> b");
    CHECK(index.families().size() == 1);
    CHECK(FamilyIndex::make(all, {id("a"), id("b")}).families().size() == 2);
}

TEST_CASE("an identifier does not depend on what else is there") {
    const auto small =
        catalog({flat("a", {"1"}), flat("b", {"1"})}, {table("a", "b", {row("1", "1")})});
    const auto large = catalog({flat("a", {"0", "1", "2"}), flat("b", {"0", "1", "2"})},
                               {table("a", "b", {row("0", "2"), row("1", "1"), row("2", "0")})});
    const auto one = FamilyIndex::make(small, {id("a"), id("b")});
    const auto two = FamilyIndex::make(large, {id("a"), id("b")});
    CHECK(family(one, "a", "1").id == family(two, "b", "1").id);
    CHECK(family(two, "a", "0").id != family(two, "a", "2").id);
    CHECK(family(one, "a", "1").id.size() == 11);
}

TEST_CASE("a label is the title of the one code in the last edition") {
    CHECK(label({row("1", "4"), row("2", "4")}, "4") == "Four");
}

TEST_CASE("a label is the title of the group that the family fills") {
    CHECK(label({row("1", "1"), row("1", "2"), row("2", "1")}, "1") == "Group of two");
}

TEST_CASE("a label is the title of the one code in an earlier edition") {
    CHECK(label({row("4", "1"), row("4", "4")}, "4") == "Four");
}

TEST_CASE("a label is a title and how many others, residual items last") {
    CHECK(label({row("1", "3"), row("1", "4"), row("2", "4")}, "4") == "Four and 1 other");
    CHECK(label({row("1", "3"), row("1", "4"), row("2", "4"), row("2", "1")}, "4") ==
          "One and 2 others");
}

TEST_CASE("a family without a code in the last edition is named by the one before") {
    const auto all = catalog({grouped("a"), grouped("b")}, {table("a", "b", {row("1", "1")})});
    CHECK(family(FamilyIndex::make(all, {id("a"), id("b")}), "a", "2").label == "Two");
}

TEST_CASE("at a level, families say how many families of leaves they hold") {
    const auto all = catalog(
        {grouped("a"), grouped("b")},
        {table("a", "b",
               {row("1", "1"), row("2", "2"), row("3", "3"), row("4", "4"), row("5", "4")})});
    const auto groups = FamilyIndex::make(all, {id("a"), id("b")}, "group");
    REQUIRE(groups.families().size() == 2);
    CHECK(family(groups, "a", "G").leaf_families == 2);
    // 3; 4 with 5; and 5 of `b` alone.
    CHECK(family(groups, "b", "H").leaf_families == 3);
    CHECK(groups.find(id("a"), "1") == nullptr);
    const auto leaves = FamilyIndex::make(all, {id("a"), id("b")});
    for (const auto& named : leaves.families()) {
        CHECK(named.leaf_families == 1);
    }
}

TEST_CASE("an edition without the level is read at its leaves") {
    const auto all = catalog({grouped("a"), flat("b", {"x", "y"})},
                             {table("a", "b", {row("1", "x"), row("4", "y")})});
    const auto index = FamilyIndex::make(all, {id("a"), id("b")}, "group");
    CHECK(index.levels() == std::vector<std::string>{"group", "leaf"});
    CHECK(index.find(id("a"), "G") == index.find(id("b"), "x"));
    CHECK_THROWS_AS((void)FamilyIndex::make(all, {id("a"), id("b")}, "minor"), UnknownName);
}

TEST_CASE("the route of two editions can be forced, that of more cannot") {
    const auto all = catalog({flat("a", {"1"}), flat("b", {"1"}), flat("c", {"1", "2"})},
                             {table("a", "c", {row("1", "1")}), table("a", "b", {row("1", "1")}),
                              table("b", "c", {row("1", "2")})});
    const auto direct = FamilyIndex::make(all, {id("a"), id("c")});
    CHECK(direct.find(id("a"), "1") == direct.find(id("c"), "1"));
    const auto forced = FamilyIndex::make(all, {id("a"), id("c")}, {}, {id("b")});
    CHECK(forced.find(id("a"), "1") == forced.find(id("c"), "2"));
    CHECK_THROWS_AS((void)FamilyIndex::make(all, {id("a"), id("b"), id("c")}, {}, {id("b")}),
                    std::invalid_argument);
}

TEST_CASE("families need two editions that differ and are joined") {
    const auto all = catalog({flat("a", {"1"}), flat("b", {"1"})}, {});
    CHECK_THROWS_AS((void)FamilyIndex::make(all, {id("a")}), std::invalid_argument);
    CHECK_THROWS_AS((void)FamilyIndex::make(all, {id("a"), id("a")}), std::invalid_argument);
    CHECK_THROWS_AS((void)FamilyIndex::make(all, {id("a"), id("b")}), UnknownName);
}
