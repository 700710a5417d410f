#include "socshift/model/catalog.hpp"
#include "socshift/routes/route.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

const Finding made_before{Severity::note, "made-before", {}, "", 0};

CatalogParts::EditionPart known_edition(const char* name, const char* extends = nullptr) {
    auto data = edition_data(name, {"leaf"}, {});
    if (extends == nullptr) {
        data.items = {an_item("1", "leaf", "", "One")};
    } else {
        data.header.levels = {"finer"};
        data.header.extends = id(extends);
        data.items = {an_item("1.1", "finer", "1", "Finer")};
    }
    auto source = source_of(data);
    source.findings = [] { return Findings{made_before}; };
    source.to_extended = KnownTable{{true, 1, 7}, {true, 1, 8}};
    return source;
}

/// base, more (which extends it), and other; a table base -> other and one other -> last. All of it
/// is said to be known, with findings and figures that nobody would work out.
CatalogParts all_known() {
    CatalogParts out;
    out.editions = {known_edition("base"), known_edition("more", "base"), known_edition("other"),
                    known_edition("last")};
    for (const auto& [from, to] : {std::pair{"base", "other"}, {"other", "last"}}) {
        auto source = source_of(table_data(from, to, {a_link("1", "1")}));
        source.findings = [] { return Findings{made_before}; };
        source.known = KnownTable{{false, 5, 3}, {true, 5, 4}};
        out.correspondences.push_back(source);
    }
    return out;
}

}  // namespace

TEST_CASE("what is known of editions and tables is not worked out again") {
    const auto all = Catalog::make(all_known());
    CHECK(all.check() ==
          Findings{made_before, made_before, made_before, made_before, made_before, made_before});
    CHECK(all.known_figures(id("base"), id("other"), true)->loss == 4);
    CHECK(all.known_figures(id("more"), false)->loss == 7);
    CHECK(all.known_figures(id("other"), id("base"), false) == nullptr);
    CHECK_FALSE(is_for_routes(all, {id("base"), id("other"), false, StepKind::published}));
    CHECK(table_measures(all, {id("base"), id("other"), false, StepKind::published}).links == 5);
}

TEST_CASE("what rests on an edition that is replaced is worked out anew") {
    CatalogParts fresh;
    fresh.editions = {source_of(edition_data("base", {"leaf"}, {an_item("1", "leaf", "", "One")}))};
    const auto all = Catalog::make(all_known()).overlaid_with(fresh);
    // base, what extends it, and its table; the others go on being known.
    CHECK(all.known_figures(id("more"), false) == nullptr);
    CHECK(all.known_figures(id("base"), id("other"), false) == nullptr);
    CHECK(all.known_figures(id("other"), id("last"), false)->loss == 3);
    CHECK(all.check() == Findings{made_before, made_before, made_before});
    CHECK(is_for_routes(all, {id("base"), id("other"), false, StepKind::published}));
    CHECK(table_measures(all, {id("base"), id("other"), false, StepKind::published}) ==
          TableMeasures{true, 1, 0});
}

TEST_CASE("a table that is replaced is not known by what it was") {
    CatalogParts fresh;
    fresh.correspondences = {source_of(table_data("other", "last", {}))};
    const auto all = Catalog::make(all_known()).overlaid_with(fresh);
    CHECK(all.known_figures(id("other"), id("last"), false) == nullptr);
    CHECK(all.known_figures(id("base"), id("other"), false)->loss == 3);
}
