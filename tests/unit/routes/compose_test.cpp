#include "socshift/routes/compose.hpp"

#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// "1/2 census" of the only link from `source` to `target`; "" when no share is known.
std::string known(const Correspondence& table, const char* source, const char* target) {
    for (const auto& link : table.links_from(Code::parse(source))) {
        if (link.target.text() == target) {
            const auto share = known_share(table, link);
            return share ? share->share.text() + " " + std::string{to_string(share->basis)} : "";
        }
    }
    return "no link";
}

/// "1/2 census" of what goes nowhere of `source`; "" when no share is known.
std::string known_end(const Correspondence& table, const char* source) {
    const auto places = table.places(Code::parse(source));
    if (!places.ends) {
        return "no end";
    }
    const auto share = socshift::known_end(places);
    return share ? share->share.text() + " " + std::string{to_string(share->basis)} : "";
}

}  // namespace

TEST_CASE("a chain has one link for each pair that some middle joins") {
    const auto ab = table("a", "m", {row("1", "x"), row("1", "y"), row("2", "y")});
    const auto bc = table("m", "c", {row("x", "p"), row("y", "p"), row("y", "q")});
    const auto ac = compose(ab, bc);
    CHECK(ac.source().text() == "a");
    CHECK(ac.target().text() == "c");
    CHECK(pairs(ac) == Pairs{{"1", "p"}, {"1", "q"}, {"2", "p"}, {"2", "q"}});
}

TEST_CASE("shares of a chain are sums of products, exactly") {
    const auto ab = table("a", "m", {row("1", "x", "1/3"), row("1", "y", "2/3")});
    const auto bc = table("m", "c", {row("x", "p"), row("y", "p", "1/7"), row("y", "q", "6/7")});
    const auto ac = compose(ab, bc);
    CHECK(known(ac, "1", "p") == "3/7 official");
    CHECK(known(ac, "1", "q") == "4/7 official");
}

TEST_CASE("the basis of a chain is the weakest on its way") {
    const auto ab = table(
        "a", "m",
        {row("1", "x", "1/2", Basis::census), row("1", "y", "1/2", Basis::census), row("2", "x")});
    const auto bc = table(
        "m", "c",
        {row("x", "p"), row("y", "p", "1/2", Basis::equal), row("y", "q", "1/2", Basis::equal)});
    const auto ac = compose(ab, bc);
    CHECK(known(ac, "1", "p") == "3/4 equal");
    CHECK(known(ac, "1", "q") == "1/4 equal");
    CHECK(known(ac, "2", "p") == "1 only");
}

TEST_CASE("one absent share makes every share out of the same source absent") {
    const auto ab = table("a", "m", {row("1", "x", "1/2"), row("1", "y", "1/2"), row("2", "x")});
    const auto bc = table("m", "c", {row("x", "p"), row("y", "q"), row("y", "r")});
    const auto ac = compose(ab, bc);
    CHECK(known(ac, "1", "p").empty());
    CHECK(known(ac, "1", "q").empty());
    CHECK(known(ac, "1", "r").empty());
    CHECK(known(ac, "2", "p") == "1 only");
}

TEST_CASE("ways that come together in one target need no share") {
    const auto ab = table("a", "m", {row("1", "x"), row("1", "y")});
    const auto bc = table("m", "c", {row("x", "p"), row("y", "p")});
    CHECK(known(compose(ab, bc), "1", "p") == "1 only");
}

TEST_CASE("known ways that come together keep the basis they rest on") {
    const auto ab =
        table("a", "m", {row("1", "x", "1/2", Basis::census), row("1", "y", "1/2", Basis::census)});
    const auto bc = table("m", "c", {row("x", "p"), row("y", "p")});
    CHECK(known(compose(ab, bc), "1", "p") == "1 census");
}

TEST_CASE("a part whose middle has no successor goes nowhere, and the rest keeps its shares") {
    const auto ab =
        table("a", "m",
              {row("1", "x", "1/4"), row("1", "y", "1/4"), row("1", "z", "1/2"), row("2", "z")});
    const auto bc = table("m", "c", {row("x", "p"), row("y", "q")});
    const auto ac = compose(ab, bc);
    CHECK(pairs(ac) == Pairs{{"1", "p"}, {"1", "q"}});
    CHECK(known(ac, "1", "p") == "1/4 official");
    CHECK(known_end(ac, "1") == "1/2 official");
    CHECK(known_end(ac, "2") == "1 only");
    CHECK(texts(unmatched(ab, bc)) == std::vector<std::string>{"z"});
}

TEST_CASE("one target that is left when others are lost does not get the whole") {
    const auto ab = table(
        "a", "m",
        {row("1", "x"), row("1", "z"), row("2", "x"), row("3", "x"), row("3", "y"), row("4", "z")});
    const auto bc = table("m", "c", {row("x", "p"), row("y", "p")});
    const auto ac = compose(ab, bc);
    CHECK(pairs(ac) == Pairs{{"1", "p"}, {"2", "p"}, {"3", "p"}});
    CHECK(ac.partial().empty());
    CHECK(known(ac, "1", "p").empty());
    CHECK(known_end(ac, "1").empty());
    CHECK(known(ac, "2", "p") == "1 only");
    CHECK(known(ac, "3", "p") == "1 only");
    CHECK(known_end(ac, "3") == "no end");
    CHECK(known_end(ac, "4") == "1 only");
    const auto cd = table("c", "d", {row("p", "q")});
    CHECK(known(compose(ac, cd), "1", "q").empty());
    CHECK(known(compose(ac, cd), "3", "q") == "1 only");
}

TEST_CASE("what is nowhere stays there") {
    const auto ab = Correspondence::make({id("a"),
                                          id("m"),
                                          "t",
                                          {},
                                          {row("1", "x", "3/10")},
                                          {},
                                          false,
                                          {{code("1"), Share{7, 10}, Basis::official, {}}}});
    const auto bc = table("m", "c", {row("x", "p", "1/3"), row("x", "q", "2/3")});
    const auto ac = compose(ab, bc);
    CHECK(known(ac, "1", "p") == "1/10 official");
    CHECK(known(ac, "1", "q") == "1/5 official");
    CHECK(known_end(ac, "1") == "7/10 official");
}

TEST_CASE("a middle that a table of a part does not list makes its source unknown, no other") {
    const auto ab = table("a", "m", {row("1", "x"), row("1", "z"), row("2", "x"), row("3", "z")});
    CorrespondenceData part{id("m"), id("c"), "t", {}, {row("x", "p")}, {}};
    part.coverage = Coverage::part;
    const auto ac = compose(ab, Correspondence::make(part));
    CHECK(known(ac, "1", "p").empty());
    CHECK(known(ac, "2", "p") == "1 only");
    CHECK(texts(ac.partial()) == std::vector<std::string>{"1", "3"});
    CHECK(ac.places(code("3")).size() == 0);
    CHECK(ac.ends().empty());
}

TEST_CASE("tables that do not meet are not chained") {
    const auto ab = table("a", "m", {row("1", "x")});
    const auto bc = table("n", "c", {row("x", "p")});
    CHECK_THROWS_AS((void)compose(ab, bc), EditionMismatch);
    CHECK_THROWS_WITH((void)unmatched(ab, bc),
                      "cannot chain a -> m with n -> c; expected the second table to start at 'm'");
}

TEST_CASE("the identity leads every leaf to itself and nothing else") {
    const auto tree = edition("a", {"top", "leaf"},
                              {item("1", "One", "top"), item("11", "One one", "leaf", "1"),
                               item("12", "One two", "leaf", "1"), item("2", "Two", "top")});
    CHECK(pairs(identity(tree)) == Pairs{{"11", "11"}, {"12", "12"}, {"2", "2"}});
}

TEST_CASE("a chain whose shares cannot be kept exactly says for which code") {
    const std::string zeros(199, '0');
    const auto first = table(
        "a", "m",
        {row("1", "x", "1/1" + zeros + "7"), row("1", "y", "1" + zeros + "6/1" + zeros + "7")});
    const auto second = table("m", "c",
                              {row("x", "p", "1/3" + zeros + "1"),
                               row("x", "q", "3" + zeros + "0/3" + zeros + "1"), row("y", "p")});
    CHECK_THROWS_WITH(
        compose(first, second),
        "'1' cannot be carried from a over m to c: an exact share needs a denominator "
        "of more than 1024 bits, some 307 digits");
}
