#include "socshift/model/catalog.hpp"

#include "support/model.hpp"

#include <catch2/catch.hpp>

#include <memory>

using namespace socshift;
using namespace socshift::test;

namespace {

using CatalogLines = std::vector<std::string>;

EditionData dated_edition(std::string_view name, std::vector<std::string> aliases = {},
                          std::string_view from = "2018-01-01") {
    auto data = edition_data(name, {"only"}, {an_item("1", "only"), an_item("2", "only")});
    data.header.aliases = std::move(aliases);
    data.header.validity.from = parse_date(from);
    return data;
}

CorrespondenceData table(std::string_view source, std::string_view target) {
    return table_data(source, target, {a_link("1", "1"), a_link("2", "2")});
}

Counts counts_data(std::string_view name, std::string_view coded_in) {
    return {std::string{name},
            "Counts",
            id(coded_in),
            "employment",
            "persons",
            "2018",
            {},
            {},
            {{code("1"), 5, line(10)}},
            {"counts.yaml", 1, 1}};
}

CatalogParts sources(const std::vector<EditionData>& editions,
                     const std::vector<CorrespondenceData>& tables = {},
                     const std::vector<Counts>& all_counts = {}) {
    CatalogParts out;
    for (const auto& data : editions) {
        out.editions.push_back(source_of(data));
    }
    for (const auto& data : tables) {
        out.correspondences.push_back(source_of(data));
    }
    for (const auto& data : all_counts) {
        out.counts.push_back(source_of(data));
    }
    return out;
}

Catalog three() {
    return Catalog::make(sources({dated_edition("soc2018", {"2018", "us-soc-2018"}, "2018-01-01"),
                                  dated_edition("soc2010", {"2010"}, "2010-01-01"),
                                  dated_edition("onet2019", {"O*NET-SOC 2019"}, "2019-01-01")},
                                 {table("soc2010", "soc2018")}, {counts_data("oews", "soc2018")}));
}

std::string why_not(const CatalogParts& from) {
    return message_of<DataError>([&] { (void)Catalog::make(from); });
}

}  // namespace

TEST_CASE("editions come by series and then by date", "[catalog]") {
    auto first = dated_edition("zz", {}, "1990-01-01");
    first.header.series = "a-series";
    const auto catalog = Catalog::make(
        sources({dated_edition("b", {}, "2018-01-01"), first, dated_edition("a", {}, "2018-01-01"),
                 dated_edition("c", {}, "2000-01-01")}));
    CHECK(catalog.edition_ids() == std::vector<EditionId>{id("zz"), id("c"), id("a"), id("b")});
}

TEST_CASE("an edition answers to its name and aliases however they are typed", "[catalog]") {
    const auto catalog = three();
    for (const auto* const name : {"soc2018", "SOC 2018", "soc-2018", "2018", "US SOC 2018"}) {
        CAPTURE(name);
        CHECK(catalog.resolve(name) == id("soc2018"));
    }
    CHECK(catalog.resolve("O*NET-SOC 2019") == id("onet2019"));
    CHECK(catalog.resolve("onetsoc2019") == id("onet2019"));
}

TEST_CASE("a name that no edition has gets the nearest one", "[catalog]") {
    const auto catalog = three();
    const auto why = [&](std::string_view name) {
        return message_of<UnknownName>([&] { (void)catalog.resolve(name); });
    };
    CHECK(why("soc2081") ==
          "unknown edition 'soc2081'; did you mean 'soc2018'?; 'socshift "
          "editions' lists all");
    CHECK(why("2011") ==
          "unknown edition '2011'; did you mean 'soc2010'?; 'socshift editions' "
          "lists all");
    CHECK(why("naics") == "unknown edition 'naics'; 'socshift editions' lists all");
    CHECK(why("") == "unknown edition ''; 'socshift editions' lists all");
    CHECK(why("***") == "unknown edition '***'; 'socshift editions' lists all");
}

TEST_CASE("what is in the catalog is found by its exact name", "[catalog]") {
    const auto catalog = three();
    CHECK(catalog.has_edition(id("soc2018")));
    CHECK_FALSE(catalog.has_edition(id("soc2011")));
    CHECK(catalog.header(id("soc2010")).aliases == CatalogLines{"2010"});
    CHECK(catalog.edition(id("soc2018")).items().size() == 2);
    CHECK(catalog.correspondence_ids() ==
          std::vector<std::pair<EditionId, EditionId>>{{id("soc2010"), id("soc2018")}});
    CHECK(catalog.correspondence(id("soc2010"), id("soc2018")) != nullptr);
    CHECK(catalog.correspondence(id("soc2018"), id("soc2010")) == nullptr);
    CHECK(catalog.counts_names() == CatalogLines{"oews"});
    CHECK(catalog.counts("oews").rows.size() == 1);
}

TEST_CASE("asking for what is not in the catalog says so", "[catalog]") {
    const auto catalog = three();
    CHECK(message_of<UnknownName>([&] { (void)catalog.edition(id("x")); }) ==
          "unknown edition 'x'");
    CHECK(message_of<UnknownName>([&] { (void)catalog.header(id("x")); }) == "unknown edition 'x'");
    CHECK(message_of<UnknownName>([&] { (void)catalog.check(id("x")); }) == "unknown edition 'x'");
    CHECK(message_of<UnknownName>([&] { (void)catalog.counts("x"); }) ==
          "unknown counts 'x'; there are: oews");
}

TEST_CASE("nothing is there twice", "[catalog]") {
    CHECK(why_not(sources({dated_edition("a"), dated_edition("a")})) ==
          "error: edition 'a' is there twice [duplicate-edition]");
    CHECK(why_not(sources({dated_edition("a"), dated_edition("b")},
                          {table("a", "b"), table("a", "b")})) ==
          "error: the correspondence a -> b is there twice [duplicate-correspondence]");
    CHECK(why_not(
              sources({dated_edition("a")}, {}, {counts_data("c", "a"), counts_data("c", "a")})) ==
          "error: counts 'c' are there twice [duplicate-counts]");
    CHECK(why_not(sources({dated_edition("a"), dated_edition("b")},
                          {table("a", "b"), table("b", "a")})) == "nothing");
}

TEST_CASE("an edition takes its margins from the tables of counts that say so", "[catalog]") {
    using Margins = std::vector<MarginCounts>;
    auto first = counts_data("first", "a");
    first.margins_of = id("a");
    first.reference = "2018-05";
    const auto second = counts_data("second", "a");
    const auto catalog =
        Catalog::make(sources({dated_edition("a"), dated_edition("b")}, {}, {first, second}));
    CHECK(catalog.margins_of(id("a")) == Margins{{"2018-05", "first"}});
    CHECK(catalog.margins_of(id("b")).empty());
    // Several, of different times.
    auto also = second;
    also.margins_of = id("a");
    also.reference = "2012-05";
    CHECK(Catalog::make(sources({dated_edition("a")}, {}, {first, also})).margins_of(id("a")) ==
          Margins{{"2012-05", "second"}, {"2018-05", "first"}});
    also.reference = "2018-05";
    CHECK(why_not(sources({dated_edition("a")}, {}, {first, also})) ==
          "error: 'first' and 'second' are both margins of 'a' of '2018-05'; expected one of them "
          "[duplicate-margins]");
    // What replaces counts takes their place, or leaves it.
    first.margins_of.reset();
    CHECK(catalog.overlaid_with(sources({}, {}, {first})).margins_of(id("a")).empty());
}

TEST_CASE("no two editions answer to one name", "[catalog]") {
    CHECK(why_not(sources({dated_edition("a", {"SOC 18"}), dated_edition("b", {"soc-18"})})) ==
          "error: 'soc-18' names both 'a' and 'b' [ambiguous-alias]");
    CHECK(why_not(sources({dated_edition("a"), dated_edition("b", {"A"})})) ==
          "error: 'A' names both 'a' and 'b' [ambiguous-alias]");
    CHECK(why_not(sources({dated_edition("a", {"A", "a"})})) == "nothing");
}

TEST_CASE("what is referred to is in the catalog", "[catalog]") {
    auto follower = dated_edition("b");
    follower.header.follows = id("x");
    auto extension = dated_edition("c");
    extension.header.extends = id("y");
    CHECK(
        why_not(sources({dated_edition("a"), follower, extension}, {table("a", "z")})) ==
        "error: edition 'b' refers to edition 'x', which is not in the catalog [unknown-edition]\n"
        "error: edition 'c' refers to edition 'y', which is not in the catalog [unknown-edition]\n"
        "error: the correspondence a -> z refers to edition 'z', which is not in the catalog "
        "[unknown-edition]");
}

TEST_CASE("a clash in files says where", "[catalog]") {
    auto from = sources({dated_edition("a"), dated_edition("a")}, {table("a", "z")});
    from.editions[1].at = {"second.yaml", 1, 1};
    from.correspondences[0].at = {"table.yaml", 1, 1};
    from.editions[0].at = {"first.yaml", 1, 1};
    CHECK(why_not(from) ==
          "second.yaml:1:1: error: edition 'a' is there twice, in first.yaml:1:1 as well "
          "[duplicate-edition]\n"
          "table.yaml:1:1: error: the correspondence a -> z refers to edition 'z', which is not "
          "in the catalog [unknown-edition]");
}

TEST_CASE("no edition extends itself", "[catalog]") {
    auto a = dated_edition("a");
    auto b = dated_edition("b");
    auto c = dated_edition("c");
    a.header.extends = id("b");
    b.header.extends = id("a");
    c.header.extends = id("a");  // leads into the circle but is not on it
    CHECK(why_not(sources({a, b, c})) ==
          "error: edition 'a' extends itself [extends-cycle]\n"
          "error: edition 'b' extends itself [extends-cycle]");
    auto alone = dated_edition("d");
    alone.header.extends = id("d");
    CHECK(why_not(sources({alone})) == "error: edition 'd' extends itself [extends-cycle]");
}

TEST_CASE("no edition follows itself", "[catalog]") {
    auto a = dated_edition("a");
    auto b = dated_edition("b");
    a.header.follows = id("b");
    b.header.follows = id("a");
    CHECK(why_not(sources({a, b})) ==
          "error: edition 'a' follows itself [follows-cycle]\n"
          "error: edition 'b' follows itself [follows-cycle]");
}

TEST_CASE("bodies are loaded once and only when asked for", "[catalog]") {
    auto from = sources({dated_edition("a"), dated_edition("b")}, {table("a", "b")},
                        {counts_data("c", "a")});
    const auto loads = std::make_shared<int>(0);
    for (auto& source : from.editions) {
        source.load = [loads, load = source.load] { return ++*loads, load(); };
    }
    for (auto& source : from.correspondences) {
        source.load = [loads, load = source.load] { return ++*loads, load(); };
    }
    for (auto& source : from.counts) {
        source.load = [loads, load = source.load] { return ++*loads, load(); };
    }
    const auto catalog = Catalog::make(from);
    (void)catalog.edition_ids();
    (void)catalog.resolve("a");
    (void)catalog.header(id("a"));
    (void)catalog.correspondence_ids();
    (void)catalog.correspondence(id("b"), id("a"));
    (void)catalog.counts_names();
    CHECK(*loads == 0);
    const auto copy = catalog;  // NOLINT(performance-unnecessary-copy-initialization)
    const auto* const first = &catalog.edition(id("a"));
    CHECK(&copy.edition(id("a")) == first);
    CHECK(*loads == 1);
    (void)catalog.correspondence(id("a"), id("b"));
    (void)catalog.correspondence(id("a"), id("b"));
    (void)catalog.counts("c");
    CHECK(*loads == 3);
}

TEST_CASE("an edition with errors is refused each time it is asked for", "[catalog]") {
    auto wrong = dated_edition("a");
    wrong.items[0].title.clear();
    const auto catalog = Catalog::make(sources({wrong}));
    const auto message = "f.yaml:10:5: error: '1' has no title [empty-title]";
    CHECK(message_of<DataError>([&] { (void)catalog.edition(id("a")); }) == message);
    CHECK(message_of<DataError>([&] { (void)catalog.edition(id("a")); }) == message);
}

TEST_CASE("an extension is built on the edition below it", "[catalog]") {
    auto more = edition_data("more", {"twig"}, {an_item("1.1", "twig", "1")});
    more.header.extends = id("a");
    const auto catalog = Catalog::make(sources({more, dated_edition("a")}));
    CHECK(catalog.edition(id("more")).items().size() == 3);
    CHECK(catalog.check().empty());
}

TEST_CASE("an overlay adds and replaces by name", "[catalog]") {
    const auto base = three();
    auto changed = dated_edition("soc2018");
    changed.items.push_back(an_item("3", "only", "", "New"));
    auto other_counts = counts_data("oews", "soc2010");
    const auto catalog = base.overlaid_with(
        sources({changed, dated_edition("mine")}, {table("soc2018", "mine")}, {other_counts}));
    CHECK(catalog.edition(id("soc2018")).items().size() == 3);
    CHECK(base.edition(id("soc2018")).items().size() == 2);
    CHECK(catalog.edition_ids().size() == 4);
    CHECK(catalog.correspondence_ids().size() == 2);
    CHECK(catalog.counts("oews").coded_in == id("soc2010"));
    CHECK(message_of<UnknownName>([&] { (void)catalog.resolve("us-soc-2018"); }) ==
          "unknown edition 'us-soc-2018'; did you mean 'soc2018'?; 'socshift editions' lists all");
    auto replaced = table("soc2010", "soc2018");
    replaced.title = "Mine";
    CHECK(base.overlaid_with(sources({}, {replaced}))
              .correspondence(id("soc2010"), id("soc2018"))
              ->title() == "Mine");
}

TEST_CASE("an overlay keeps the rules of a catalog", "[catalog]") {
    const auto base = three();
    CHECK(message_of<DataError>([&] {
              (void)base.overlaid_with(sources({dated_edition("x", {"2018"})}));
          }) == "error: '2018' names both 'soc2018' and 'x' [ambiguous-alias]");
    CHECK(message_of<DataError>([&] {
              (void)base.overlaid_with(sources({dated_edition("x"), dated_edition("x")}));
          }) == "error: edition 'x' is there twice [duplicate-edition]");
}

TEST_CASE("checking a catalog looks at everything in it", "[catalog][check]") {
    auto one = dated_edition("a", {}, "2000-01-01");
    one.items[1].title = one.items[0].title;
    auto strange = counts_data("c", "b");
    strange.rows.push_back({code("9"), 1, {"counts.yaml", 12, 5}});
    const auto catalog = Catalog::make(
        sources({dated_edition("b"), one}, {table_data("a", "b", {a_link("1", "1")})}, {strange}));
    const CatalogLines all = {
        "f.yaml:11:5: warning: '1' and '2' at level 'only' have the same title 'Title of 1' "
        "[duplicate-title]",
        "f.yaml:1:1: warning: '2' (Title of 1) of a has no target [unlinked-source]",
        "f.yaml:1:1: warning: '2' (Title of 2) of b has no source [unlinked-target]",
        "counts.yaml:12:5: warning: '9' is not an item of b [count-unknown-code]"};
    CHECK(printed(catalog.check()) == all);
    CHECK(printed(catalog.check(id("a"))) == CatalogLines{all[0], all[1], all[2]});
    CHECK(printed(catalog.check(id("b"))) == CatalogLines{all[1], all[2], all[3]});
}

TEST_CASE("checking a catalog never throws for bad data", "[catalog][check]") {
    auto wrong = dated_edition("a");
    wrong.items[0].title.clear();
    auto more = edition_data("more", {"twig"}, {an_item("1.1", "twig", "1")});
    more.header.extends = id("a");
    const auto catalog = Catalog::make(sources({wrong, dated_edition("b"), more}, {table("a", "b")},
                                               {counts_data("c", "a"), counts_data("d", "x")}));
    CHECK(
        printed(catalog.check()) ==
        CatalogLines{"f.yaml:10:5: error: '1' has no title [empty-title]",
                     "counts.yaml:1:1: error: counts 'd' refer to edition 'x', which is not in the "
                     "catalog [unknown-edition]"});
}

namespace {

/// Editions e0, e1 and so on, each with @p reference to the one before.
CatalogParts chain_of(std::size_t size, std::optional<EditionId> EditionHeader::*reference) {
    std::vector<EditionData> editions;
    for (std::size_t i = 0; i < size; ++i) {
        auto data = dated_edition("e" + std::to_string(i));
        if (i > 0) {
            data.header.*reference = id("e" + std::to_string(i - 1));
        }
        editions.push_back(std::move(data));
    }
    return sources(editions);
}

}  // namespace

TEST_CASE("editions extend and follow each other over so many steps", "[catalog]") {
    CHECK_NOTHROW(Catalog::make(chain_of(17, &EditionHeader::extends)));
    CHECK(message_of<DataError>([] {
              (void)Catalog::make(chain_of(18, &EditionHeader::extends));
          }).find("edition 'e17' extends others over more than 16 steps [extends-depth]") !=
          std::string::npos);
    CHECK_NOTHROW(Catalog::make(chain_of(18, &EditionHeader::follows)));
}

TEST_CASE("counts that are unsound cannot be loaded", "[catalog]") {
    auto counts = counts_data("c", "soc2018");
    counts.rows.front().count = -5;
    const auto catalog = Catalog::make(sources({dated_edition("soc2018")}, {}, {counts}));
    CHECK_THROWS_AS(catalog.counts("c"), DataError);
}

TEST_CASE("checking a catalog lists what is wrong with counts", "[catalog][check]") {
    auto counts = counts_data("c", "soc2018");
    counts.rows.front().count = -5;
    const auto catalog =
        Catalog::make(sources({dated_edition("soc2018"), dated_edition("b")}, {}, {counts}));
    const auto found = catalog.check();
    REQUIRE(found.size() == 1);
    CHECK(found.front().rule == "count-negative");
    CHECK(catalog.check(id("b")).empty());
}
