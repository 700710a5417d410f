#include "socshift/routes/route.hpp"

#include "socshift/base/error.hpp"
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

MicroBits loss(const std::vector<std::string>& sources, const std::vector<std::string>& targets,
               const std::vector<Link>& links) {
    return information_loss(table("a", "b", links), flat("a", sources), flat("b", targets));
}

}  // namespace

TEST_CASE("information is lost where a code has several targets or several sources") {
    CHECK(loss({"1", "2"}, {"1", "2"}, lossless) == 0);
    CHECK(loss({"1"}, {"1", "2"}, {row("1", "1"), row("1", "2")}) == 1'000'000);
    CHECK(loss({"1", "2"}, {"1"}, {row("1", "1"), row("2", "1")}) == 1'000'000);
    // Half a bit at one of two sources, half a bit at one of two targets.
    CHECK(loss({"1", "2"}, {"1", "2"}, lossy) == 1'000'000);
    CHECK(loss({"1"}, {"1", "2", "3"}, {row("1", "1"), row("1", "2"), row("1", "3")}) == 1'584'963);
}

TEST_CASE("of a code without a link nothing is known, so a link only lowers its part") {
    const std::vector<std::string> four = {"1", "2", "3", "4"};
    CHECK(loss(four, four, {}) == 2'000'000);
    CHECK(loss(four, four, {row("1", "1")}) == 1'500'000);
    CHECK(loss(four, four, {row("1", "1"), row("2", "2")}) == 1'000'000);
    CHECK(loss(four, four, {row("1", "1"), row("2", "2"), row("2", "3")}) == 1'250'000);
    CHECK(loss({"1"}, four, {row("1", "1")}) == 0);
}

TEST_CASE("a table that lists under half of its edition takes over no route") {
    const std::vector<std::string> five = {"u", "v", "w", "x", "y"};
    const std::vector<Edition> all{flat("z0", five), flat("z1", {"u", "v", "w", "x1", "x2", "y"}),
                                   flat("z2", {"u", "v", "w", "x1", "x2", "y"}), flat("z3", {"d"})};
    const auto listed = [](const char* from, const char* to, std::vector<Link> links) {
        return Correspondence::make(unstated(from, to, std::move(links)));
    };
    std::vector<Correspondence> tables{listed("z0", "z1",
                                              {row("u", "u"), row("v", "v"), row("w", "w"),
                                               row("x", "x1"), row("x", "x2"), row("y", "y")}),
                                       listed("z1", "z2",
                                              {row("u", "u"), row("v", "v"), row("w", "w"),
                                               row("x1", "x1"), row("x2", "x2"), row("y", "y")}),
                                       listed("z0", "z3", {row("x", "d")}),
                                       listed("z3", "z2", {row("d", "x1")})};
    const auto piece = catalog(all, tables);
    CHECK(route_text(piece, "z0", "z2") == "z0 -> z1 -> z2");
    // Also where the piece is read backwards: one of six codes of z2 is in it.
    CHECK(route_text(piece, "z2", "z0") == "z2 -> z1 -> z0");
    CHECK(route_text(piece, "z2", "z3") == "none");
    CHECK(require_route(piece, id("z0"), id("z2"), {id("z3")}).text() == "z0 -> z3 -> z2");
    CHECK(require_route(piece, id("z0"), id("z3"), {id("z3")}).text() == "z0 -> z3");
    CHECK_THROWS_WITH((void)require_route(piece, id("z0"), id("z3")),
                      Catch::Contains("the table between them covers a part only"));
    const auto over = composed(piece, require_route(piece, id("z0"), id("z2"), {id("z3")}));
    CHECK(over.places(code("x")).links.size() == 1);
    CHECK(over.places(code("u")).is_partial);
    CHECK_FALSE(over.places(code("u")).ends);
}

TEST_CASE("a table without a link is no route, and a coverage that is stated decides") {
    const auto empty = catalog(editions({"a", "b"}), {table("a", "b", {})});
    CHECK(route_text(empty, "a", "b") == "none");
    CHECK_THROWS_WITH((void)require_route(empty, id("a"), id("b")),
                      Catch::Contains("the table between them has no link"));
    CHECK_THROWS_AS((void)require_route(empty, id("a"), id("b"), {id("b")}), UnknownName);
    auto part = unstated("a", "b", lossless);
    part.coverage = Coverage::part;
    const auto stated = catalog(editions({"a", "b"}), {Correspondence::make(part)});
    CHECK(route_text(stated, "a", "b") == "none");
    const std::vector<Edition> three{flat("a", {"1", "2", "3"}), flat("b", {"1", "2"})};
    const auto few = catalog(three, {table("a", "b", {row("1", "1")})});
    CHECK(route_text(few, "a", "b") == "a -> b");
    CHECK(between(few, id("a"), id("b")).places(code("3")).ends);
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
    CatalogParts sources;
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
    CHECK(*loaded == std::vector<std::string>{"ab"});
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
