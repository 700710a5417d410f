#include "socshift/routes/alternatives.hpp"

#include "socshift/base/error.hpp"
#include "socshift/routes/route_measures.hpp"
#include "support/model.hpp"
#include "support/small_routes.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

std::vector<std::string> route_texts(const Catalog& catalog, const char* from, const char* to,
                                     const RouteLimits& bounds = {}) {
    std::vector<std::string> out;
    for (const auto& route : find_routes(catalog, id(from), id(to), bounds)) {
        out.push_back(route.text());
    }
    return out;
}

/// base <- more (extended), joined by parents, and by a table when `official`.
Catalog extended(bool official) {
    const auto base = flat("base", {"x", "y"});
    const auto more = extension(
        "more", base, {item("x1", "One", "extended", "x"), item("x2", "Two", "extended", "x")});
    std::vector<Correspondence> tables;
    if (official) {
        tables.push_back(table("more", "base", {row("x1", "x"), row("x2", "x"), row("y", "y")}));
    }
    return catalog({base, more}, tables);
}

}  // namespace

TEST_CASE("routes come direct first, then by loss, steps and names") {
    const auto all =
        catalog(editions({"a", "b", "c", "d", "z"}),
                {table("a", "z", lossy), table("a", "c", lossless), table("c", "z", lossless),
                 table("a", "b", lossless), table("b", "z", lossless), table("a", "d", lossy),
                 table("d", "z", lossless)});
    CHECK(route_texts(all, "a", "z") ==
          std::vector<std::string>{"a -> z", "a -> b -> z", "a -> c -> z", "a -> d -> z"});
    CHECK(route_texts(all, "a", "z", {2, 6}) == std::vector<std::string>{"a -> z", "a -> b -> z"});
    CHECK(route_texts(all, "a", "z", {10, 1}) == std::vector<std::string>{"a -> z"});
}

TEST_CASE("the first of the routes is the one that is chosen") {
    const auto all = catalog(editions({"a", "b", "c", "z"}),
                             {table("a", "b", lossy), table("b", "z", lossless),
                              table("a", "c", lossless), table("c", "z", lossless)});
    CHECK(find_routes(all, id("a"), id("z")).front() == find_route(all, id("a"), id("z")));
}

TEST_CASE("no route visits an edition twice or is longer than the bound") {
    const auto all = catalog(editions({"a", "b", "c", "d"}),
                             {table("a", "b", lossless), table("b", "c", lossless),
                              table("c", "d", lossless), table("b", "d", lossless)});
    CHECK(route_texts(all, "a", "d") ==
          std::vector<std::string>{"a -> b -> d", "a -> b -> c -> d"});
    CHECK(route_texts(all, "a", "d", {10, 2}) == std::vector<std::string>{"a -> b -> d"});
}

TEST_CASE("a table that is published both ways makes two routes") {
    const auto all =
        catalog(editions({"a", "b"}), {table("a", "b", lossy), table("b", "a", lossless)});
    const auto routes = find_routes(all, id("a"), id("b"));
    REQUIRE(routes.size() == 2);
    CHECK_FALSE(routes[0].steps.front().reversed);
    CHECK(routes[1].steps.front().reversed);
}

TEST_CASE("an edition reaches itself without a step, and one that nothing joins not at all") {
    const auto all = catalog(editions({"a", "b"}), {});
    REQUIRE(find_routes(all, id("a"), id("a")).size() == 1);
    CHECK(find_routes(all, id("a"), id("a")).front().steps.empty());
    CHECK(find_routes(all, id("a"), id("b")).empty());
    CHECK_THROWS_AS((void)find_routes(all, id("a"), id("nowhere")), UnknownName);
}

TEST_CASE("an extension is joined to its base by parents when there is no table") {
    const auto all = extended(false);
    const auto up = find_route(all, id("more"), id("base"));
    REQUIRE(up.has_value());
    CHECK(up->steps == std::vector<Step>{{id("more"), id("base"), false, StepKind::parents}});
    CHECK_FALSE(up->is_one_published_table());
    CHECK_FALSE(goes_down(all, up->steps.front()));
    const auto down = find_route(all, id("base"), id("more"));
    REQUIRE(down.has_value());
    CHECK(down->steps == std::vector<Step>{{id("base"), id("more"), true, StepKind::parents}});
    CHECK(goes_down(all, down->steps.front()));
    CHECK_FALSE(table_of(all, down->steps.front()).partial().empty());
}

TEST_CASE("a published table comes before parents, which stay an alternative") {
    const auto all = extended(true);
    const auto routes = find_routes(all, id("base"), id("more"));
    REQUIRE(routes.size() == 2);
    CHECK(routes[0].steps == std::vector<Step>{{id("base"), id("more"), true}});
    CHECK(routes[0].is_one_published_table());
    CHECK(goes_down(all, routes[0].steps.front()));
    CHECK(routes[1].steps.front().kind == StepKind::parents);
    CHECK(find_route(all, id("base"), id("more")) == routes[0]);
}

TEST_CASE("published tables come before derived ones whatever they lose") {
    const auto base = flat("base", {"x", "y"});
    const auto more = extension(
        "more", base, {item("x1", "One", "extended", "x"), item("x2", "Two", "extended", "x")});
    const auto other = flat("other", {"1", "2"});
    const auto last = flat("last", {"1", "2"});
    const auto all =
        catalog({base, more, other, last},
                {table("more", "other", {row("x1", "1"), row("x2", "1"), row("y", "1")}),
                 table("other", "last", {row("1", "1"), row("1", "2"), row("2", "2")}),
                 table("base", "last", {row("x", "1"), row("y", "2")})});
    CHECK(find_route(all, id("more"), id("last"))->text() == "more -> other -> last");
    CHECK(route_texts(all, "more", "last") ==
          std::vector<std::string>{"more -> other -> last", "more -> base -> last"});
}

TEST_CASE("down is any number of extensions deep") {
    const auto base = flat("base", {"x"});
    const auto more = extension("more", base, {item("x1", "One", "extended", "x")});
    const auto all = catalog({base, more, flat("other", {"1"})}, {});
    CHECK(goes_down(all, {id("base"), id("more")}));
    CHECK_FALSE(goes_down(all, {id("more"), id("base")}));
    CHECK_FALSE(goes_down(all, {id("base"), id("other")}));
}

TEST_CASE("the figures of a route count what it joins and what it leaves out") {
    const auto base = flat("base", {"x", "y"});
    const auto more = extension(
        "more", base, {item("x1", "One", "extended", "x"), item("x2", "Two", "extended", "x")});
    const auto old = flat("old", {"1", "2", "3"});
    const auto all = catalog({base, more, old}, {table("base", "old", {row("x", "1")})});
    const auto routes = find_routes(all, id("more"), id("old"));
    REQUIRE(routes.size() == 1);
    const auto f = figures(all, routes.front());
    CHECK(f.derived == 1);
    CHECK(f.backward == 0);
    CHECK(f.down == 0);
    // Of the three codes of `more` two lead to x: log2(2) bits at one of two targets. Of y in
    // `base` nothing is known: log2(3) bits at one of two sources.
    CHECK(f.loss == 500'000 + 792'482);
    // log2(3) bits at one of three sources, log2(2) at the one target.
    CHECK(f.composed_loss == 528'321 + 1'000'000);
    CHECK(f.links == 2);
    CHECK(f.several_targets == 0);
    CHECK(f.unlinked_sources == 1);
    CHECK(f.unlinked_targets == 2);
    const auto back = figures(all, find_routes(all, id("old"), id("more")).front());
    CHECK(back.backward == 2);
    CHECK(back.down == 1);
    CHECK(back.several_targets == 1);
}

TEST_CASE("a forced route goes through what it is told") {
    const auto all = catalog(editions({"a", "b", "c", "d"}),
                             {table("a", "d", lossless), table("a", "b", lossless),
                              table("b", "c", lossless), table("c", "d", lossless)});
    CHECK(require_route(all, id("a"), id("d"), {}).text() == "a -> d");
    CHECK(require_route(all, id("a"), id("d"), {id("b")}).text() == "a -> b -> c -> d");
    CHECK(require_route(all, id("a"), id("d"), {id("b"), id("c")}).text() == "a -> b -> c -> d");
    CHECK(require_route(all, id("a"), id("d"), {id("a")}).text() == "a -> d");
    CHECK_THROWS_AS((void)require_route(all, id("a"), id("d"), {id("x")}), UnknownName);
}

TEST_CASE("a forced route comes back the way it went only where there is no other") {
    const auto all =
        catalog(editions({"a", "b", "d"}), {table("a", "d", lossless), table("a", "b", lossless)});
    CHECK(require_route(all, id("a"), id("d"), {id("b")}).text() == "a -> b -> a -> d");
}

TEST_CASE("bits are printed with six decimals") {
    CHECK(bits_text(0) == "0.000000");
    CHECK(bits_text(1'584'963) == "1.584963");
    CHECK(bits_text(42) == "0.000042");
}
