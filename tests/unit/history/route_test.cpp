#include "socshift/history/route.hpp"

#include "socshift/model/error.hpp"
#include "support/model.hpp"
#include "support/small_routes.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

#include <memory>

using namespace socshift;
using namespace socshift::test;

namespace {

std::string route_text(const Catalog& catalog, const char* from, const char* to) {
    const auto route = find_route(catalog, id(from), id(to));
    return route ? route->text() : "none";
}

}  // namespace

TEST_CASE("information is lost where a code has several targets or several sources") {
    CHECK(information_loss(table("a", "b", lossless)) == 0);
    CHECK(information_loss(table("a", "b", {row("1", "1"), row("1", "2")})) == 1'000'000);
    CHECK(information_loss(table("a", "b", {row("1", "1"), row("2", "1")})) == 1'000'000);
    // Half a bit at one of two sources, half a bit at one of two targets.
    CHECK(information_loss(table("a", "b", lossy)) == 1'000'000);
    CHECK(information_loss(table("a", "b", {row("1", "1"), row("1", "2"), row("1", "3")})) ==
          1'584'963);
    CHECK(information_loss(table("a", "b", {})) == 0);
}

TEST_CASE("a table loses as much read backwards") {
    const auto one_way = table("a", "b", {row("1", "1"), row("1", "2"), row("2", "2")});
    CHECK(information_loss(one_way) == information_loss(one_way.reversed()));
}

TEST_CASE("no steps lead from an edition to itself") {
    const auto all = catalog(editions({"a"}), {});
    const auto route = find_route(all, id("a"), id("a"));
    REQUIRE(route.has_value());
    CHECK(route->steps.empty());
    CHECK(route->text() == "a");
    CHECK(pairs(between(all, id("a"), id("a"))) ==
          std::vector<std::pair<std::string, std::string>>{{"1", "1"}, {"2", "2"}});
}

TEST_CASE("a table is read backwards where none is published forwards") {
    const auto all = catalog(editions({"a", "b"}), {table("a", "b", lossy)});
    const auto route = find_route(all, id("b"), id("a"));
    REQUIRE(route.has_value());
    CHECK(route->steps == std::vector<Step>{{id("b"), id("a"), true}});
    CHECK(pairs(composed(all, *route)) == pairs(table("a", "b", lossy).reversed()));
}

TEST_CASE("a table published in the wanted direction comes before its reverse") {
    const auto all =
        catalog(editions({"a", "b"}), {table("a", "b", lossy), table("b", "a", lossless)});
    CHECK(find_route(all, id("b"), id("a"))->steps == std::vector<Step>{{id("b"), id("a"), false}});
}

TEST_CASE("a direct table is not replaced by a detour that would lose less") {
    const auto all =
        catalog(editions({"a", "b", "c"}),
                {table("a", "c", lossy), table("a", "b", lossless), table("b", "c", lossless)});
    CHECK(route_text(all, "a", "c") == "a -> c");
}

TEST_CASE("without a direct table the least information is lost") {
    const auto all = catalog(editions({"a", "b", "c", "d"}),
                             {table("a", "b", lossy), table("b", "d", lossless),
                              table("c", "a", lossless), table("d", "c", lossless)});
    CHECK(route_text(all, "a", "d") == "a -> c -> d");
    CHECK(route_text(all, "d", "a") == "d -> c -> a");
}

TEST_CASE("among routes that lose the same the shortest is taken, then the first by name") {
    const auto all =
        catalog(editions({"a", "b", "c", "d", "e", "z"}),
                {table("a", "b", lossless), table("b", "c", lossless), table("c", "z", lossless),
                 table("a", "e", lossless), table("e", "z", lossless), table("a", "d", lossless),
                 table("z", "d", lossless)});
    CHECK(route_text(all, "a", "z") == "a -> d -> z");
}

TEST_CASE("editions that nothing joins have no route") {
    const auto all = catalog(editions({"a", "b", "c"}), {table("a", "b", lossless)});
    CHECK(route_text(all, "a", "c") == "none");
    CHECK(route_text(all, "a", "nowhere") == "none");
    CHECK_THROWS_WITH((void)between(all, id("a"), id("c")),
                      "no route from 'a' to 'c': no chain of correspondences in the catalog joins "
                      "them");
    CHECK_THROWS_AS((void)between(all, id("a"), id("nowhere")), UnknownName);
}

TEST_CASE("tables that are not needed are not loaded") {
    CatalogSources sources;
    const auto loaded = std::make_shared<std::vector<std::string>>();
    for (const auto* const name : {"a", "b", "c", "x"}) {
        const auto each = flat(name, {"1", "2"});
        sources.editions.push_back({each.header(), [each] {
                                        return EditionData{each.header(), each.items(), {}, {}};
                                    }});
    }
    const auto add = [&](const char* from, const char* to) {
        sources.correspondences.push_back({id(from), id(to), "", [=] {
                                               loaded->push_back(std::string{from} + to);
                                               return CorrespondenceData{id(from), id(to),   "",
                                                                         {},       lossless, {}};
                                           }});
    };
    add("a", "b");
    add("b", "c");
    add("c", "x");
    const auto all = Catalog::make(std::move(sources));
    CHECK(route_text(all, "a", "b") == "a -> b");
    CHECK(loaded->empty());
    CHECK(route_text(all, "a", "c") == "a -> b -> c");
    CHECK(*loaded == std::vector<std::string>{"ab", "bc"});
}

TEST_CASE("no route leads through a publication, but one may start or end there") {
    auto all = editions({"a", "c", "z"});
    EditionData between_them{flat("b", {"1", "2"}).header(), flat("b", {"1", "2"}).items(), {}, {}};
    between_them.header.kind = EditionKind::publication;
    all.push_back(Edition::make(std::move(between_them)));
    const auto here = catalog(all, {table("a", "b", lossless), table("b", "c", lossless),
                                    table("a", "z", lossy), table("z", "c", lossy)});
    CHECK(route_text(here, "a", "c") == "a -> z -> c");
    CHECK(route_text(here, "b", "z") == "b -> a -> z");
    CHECK(route_text(here, "z", "b") == "z -> a -> b");
}
