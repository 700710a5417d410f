#include "socshift/routes/extension.hpp"

#include "socshift/routes/compose.hpp"
#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// A group "G" of three leaves and a leaf "z" beside it.
Edition base() {
    return edition("base", {"group", "leaf"},
                   {item("G", "Group", "group"), item("H", "Other group", "group"),
                    item("x", "Ex", "leaf", "G"), item("y", "Why", "leaf", "G"),
                    item("z", "Zed", "leaf", "H")});
}

std::string shares(const Correspondence& table, const char* source) {
    std::string out;
    for (const auto& link : table.links_from(Code::parse(source))) {
        const auto known = known_share(table, link);
        out += known ? known->share.text() + " " : "? ";
    }
    return out;
}

}  // namespace

TEST_CASE("leaves of an extension go to the leaves that their data puts them under") {
    const auto more = extension(
        "more", base(), {item("q1", "One", "extended", "x"), item("q2", "Two", "extended", "x")});
    CHECK(pairs(extension_table(more, base())) ==
          Pairs{{"q1", "x"}, {"q2", "x"}, {"y", "y"}, {"z", "z"}});
}

TEST_CASE("an item under a group can be any leaf of the group") {
    const auto more = extension("more", base(), {item("q", "Some of G", "extended", "G")});
    CHECK(pairs(extension_table(more, base())) ==
          Pairs{{"q", "x"}, {"q", "y"}, {"x", "x"}, {"y", "y"}, {"z", "z"}});
}

TEST_CASE("the characters of a code do not matter") {
    // "y1" looks like a child of y and is not.
    const auto more = extension("more", base(), {item("y1", "Zed too", "extended", "z")});
    CHECK(pairs(extension_table(more, base())) == Pairs{{"x", "x"}, {"y", "y"}, {"y1", "z"}});
}

TEST_CASE("going down gives candidates without shares, even where there is only one") {
    const auto more =
        extension("more", base(),
                  {item("q1", "One", "extended", "x"), item("q2", "Two", "extended", "x"),
                   item("r", "Some of why", "extended", "y")});
    const auto down = down_table(base(), more);
    CHECK(down.source() == EditionId::parse("base"));
    CHECK(pairs(down) == Pairs{{"x", "q1"}, {"x", "q2"}, {"y", "r"}, {"z", "z"}});
    CHECK(shares(down, "x") == "? ? ");
    CHECK(shares(down, "y") == "? ");
    CHECK(shares(down, "z") == "1 ");
}

TEST_CASE("what is not known of a step down is not known of a chain through it") {
    const auto more = extension("more", base(), {item("r", "Some of why", "extended", "y")});
    const auto before = table("old", "base", {row("a", "y"), row("b", "z")});
    const auto chain = compose(before, down_table(base(), more));
    CHECK(pairs(chain) == Pairs{{"a", "r"}, {"b", "z"}});
    CHECK(shares(chain, "a") == "? ");
    CHECK(shares(chain, "b") == "1 ");
    const auto onward = compose(chain, table("more", "next", {row("r", "1"), row("z", "2")}));
    CHECK(shares(onward, "a") == "? ");
    CHECK(shares(onward, "b") == "1 ");
    // Read backwards, a code of the extension has one place in its base.
    CHECK(shares(chain.reversed(), "r") == "1 ");
}

TEST_CASE("an edition that does not extend another has no parents there") {
    CHECK_THROWS_WITH((void)extension_table(base(), flat("other", {"1"})),
                      "'base' does not extend 'other'; it extends nothing");
    const auto more = extension("more", base(), {});
    CHECK_THROWS_AS((void)extension_table(more, flat("other", {"1"})), EditionMismatch);
}

TEST_CASE("a link to a group stands for its leaves, without shares that nobody published") {
    const auto other = flat("other", {"1", "2", "3"});
    const auto table = socshift::test::table(
        "other", "base", {row("1", "G", "1/2"), row("1", "z", "1/2"), row("2", "z", "1")});
    const auto leaves = leaf_table(table, other, base());
    CHECK(pairs(leaves) == Pairs{{"1", "x"}, {"1", "y"}, {"1", "z"}, {"2", "z"}});
    CHECK(shares(leaves, "1") == "? ? ? ");
    CHECK(shares(leaves, "2") == "1 ");
}

TEST_CASE("a link from a group stands for its leaves, and a group of one leaf is that leaf") {
    const auto other = flat("other", {"1", "2"});
    const auto table = socshift::test::table(
        "base", "other", {row("G", "1"), row("H", "1", "1/3"), row("H", "2", "2/3")});
    const auto leaves = leaf_table(table, base(), other);
    CHECK(pairs(leaves) == Pairs{{"x", "1"}, {"y", "1"}, {"z", "1"}, {"z", "2"}});
    CHECK(shares(leaves, "z") == "1/3 2/3 ");
}

TEST_CASE("a table between leaves stays as it is") {
    const auto other = flat("other", {"1", "2"});
    const auto table = socshift::test::table("other", "base", {row("1", "x"), row("2", "z")});
    CHECK(leaf_table(table, other, base()) == table);
}

TEST_CASE("a leaf that is linked itself and by its group is linked once") {
    const auto other = flat("other", {"1"});
    const auto table = socshift::test::table("other", "base", {row("1", "G"), row("1", "x")});
    CHECK(pairs(leaf_table(table, other, base())) == Pairs{{"1", "x"}, {"1", "y"}});
}

TEST_CASE("what a group's row and a leaf's own row say of one leaf has no known share",
          "[levels]") {
    const auto other = flat("other", {"1", "2"});
    // H is a group of z alone: its row is one about z as well.
    const auto beside = leaf_table(
        socshift::test::table("base", "other", {row("H", "1"), row("z", "2", "1")}), base(), other);
    CHECK(pairs(beside) == Pairs{{"z", "1"}, {"z", "2"}});
    CHECK(shares(beside, "z") == "? ? ");
    const auto both =
        leaf_table(socshift::test::table("base", "other", {row("H", "1", "1"), row("z", "2", "1")}),
                   base(), other);
    CHECK(shares(both, "z") == "? ? ");
}

TEST_CASE("a table at every level is the table of its leaves, with their shares", "[levels]") {
    const auto other = edition("other", {"group", "leaf"},
                               {item("G", "Group", "group"), item("H", "Other group", "group"),
                                item("1", "One", "leaf", "G"), item("2", "Two", "leaf", "H")});
    const auto leaves =
        leaf_table(socshift::test::table(
                       "base", "other",
                       {row("G", "G", "1/2"), row("G", "H", "1/2"), row("H", "H", "1"),
                        row("x", "1", "1/4"), row("x", "2", "3/4"), row("y", "1"), row("z", "2")}),
                   base(), other);
    CHECK(pairs(leaves) == Pairs{{"x", "1"}, {"x", "2"}, {"y", "1"}, {"z", "2"}});
    CHECK(shares(leaves, "x") == "1/4 3/4 ");
    CHECK(shares(leaves, "y") == "1 ");
}

TEST_CASE("a group with a link and an end divides: its own link does not speak against its end",
          "[levels]") {
    const auto other = flat("other", {"1", "2"});
    auto data = unstated("base", "other", {row("G", "1"), row("H", "2", "1/2")});
    data.ends = {end("G"), end("H", "1/2")};
    const auto leaves = leaf_table(Correspondence::make(std::move(data)), base(), other);
    for (const auto* const of_group : {"x", "y"}) {
        const auto places = leaves.places(code(of_group));
        CHECK(places.ends);
        CHECK(places.size() == 2);
        CHECK_FALSE(places.has_shares());
    }
    const auto alone = leaves.places(code("z"));
    CHECK(alone.ends);
    CHECK(shares(leaves, "z") == "1/2 ");
    CHECK(known_end(alone)->share.text() == "1/2");
}

TEST_CASE("an end of a group says nothing of a leaf that other rows speak for", "[levels]") {
    const auto other = flat("other", {"1", "2"});
    auto data = unstated("base", "other", {row("x", "1"), row("G", "2"), row("z", "1")});
    data.ends = {end("G"), end("H")};
    const auto leaves = leaf_table(Correspondence::make(std::move(data)), base(), other);
    CHECK_FALSE(leaves.places(code("x")).ends);
    CHECK(leaves.places(code("y")).ends);
    CHECK_FALSE(leaves.places(code("z")).ends);
}
