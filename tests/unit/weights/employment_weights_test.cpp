#include "socshift/weights/employment_weights.hpp"

#include "socshift/routes/compose.hpp"
#include "socshift/weights/route_weights.hpp"
#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

using Rows = std::vector<std::pair<std::string, std::int64_t>>;

Counts counted(std::string name, std::string_view coded_in, std::string reference, const Rows& rows,
               std::string_view margins_of) {
    Counts out{std::move(name),      "",           id(coded_in), "n", "",
               std::move(reference), std::nullopt, {},           {},  {},
               id(margins_of)};
    for (const auto& [text, count] : rows) {
        out.rows.push_back({code(text), count, {}});
    }
    return out;
}

EditionData publication(std::string_view name, const std::vector<std::string>& codes,
                        std::string_view from) {
    auto out = edition_data(name, {"leaf"}, {});
    for (const auto& code : codes) {
        out.items.push_back(an_item(code, "leaf", "", "Title of " + code));
    }
    out.header.kind = EditionKind::publication;
    out.header.validity.from = parse_date(from);
    return out;
}

EditionData leaves(std::string_view name, const std::vector<std::string>& codes) {
    auto out = publication(name, codes, "2000-01-01");
    out.header.kind = EditionKind::classification;
    return out;
}

/// `old` has a, b, c, d, e; `new` has t, u, v, w. a and b both became t and u; c became v, w and,
/// with d, u. `paper` prints a and b together, c as it is, and d and e as one.
CatalogParts sources() {
    CatalogParts out;
    for (auto& data :
         {leaves("old", {"a", "b", "c", "d", "e"}), leaves("new", {"t", "u", "v", "w"}),
          publication("paper", {"ab", "c", "de"}, "2009-05-01")}) {
        out.editions.push_back(source_of(data));
    }
    out.correspondences.push_back(source_of(table_data(
        "old", "new",
        {a_link("a", "t"), a_link("a", "u"), a_link("b", "t"), a_link("b", "u"), a_link("c", "v"),
         a_link("c", "w"), a_link("d", "v"), a_link("e", "v"), a_link("e", "w")})));
    out.correspondences.push_back(
        source_of(table_data("paper", "old",
                             {a_link("ab", "a"), a_link("ab", "b"), a_link("c", "c"),
                              a_link("de", "d"), a_link("de", "e")})));
    out.correspondences.push_back(
        source_of(table_data("paper", "new",
                             {a_link("ab", "t"), a_link("ab", "u"), a_link("c", "v"),
                              a_link("c", "w"), a_link("de", "v"), a_link("de", "w")})));
    return out;
}

/// The same, but all of de became v.
CatalogParts sources_with_de_in_v() {
    auto out = sources();
    out.correspondences.pop_back();
    out.correspondences.push_back(
        source_of(table_data("paper", "new",
                             {a_link("ab", "t"), a_link("ab", "u"), a_link("c", "v"),
                              a_link("c", "w"), a_link("de", "v")})));
    return out;
}

Catalog catalog_with(const std::vector<Counts>& counts) {
    auto all = sources();
    for (const auto& each : counts) {
        all.counts.push_back(source_of(each));
    }
    return Catalog::make(std::move(all));
}

const Rows old_counts{{"a", 10}, {"b", 30}, {"c", 40}, {"d", 40}, {"e", 20}};

std::string text(const std::optional<WeightTable>& weights) {
    if (!weights) {
        return "none";
    }
    std::string out;
    for (const auto& source : weights->sources) {
        for (const auto& cell : source.cells) {
            out += source.source.text() + cell.targets.front().text() + " " +
                   decimal_text(cell.share) + "; ";
        }
        out += source.remark.empty() ? "" : "(" + source.remark + ") ";
    }
    for (const auto& gap : weights->gaps) {
        out += gap.source.text() + "?; ";
    }
    return out;
}

}  // namespace

TEST_CASE("of several counts those nearest in time are the margins of an estimate", "[weights]") {
    const auto& table = [](const Catalog& all) -> const Correspondence& {
        return *all.correspondence(id("old"), id("new"));
    };
    const auto early = counted("early", "old", "1990-05",
                               {{"a", 1}, {"b", 1}, {"c", 1}, {"d", 97}, {"e", 1}}, "old");
    const auto late = counted("late", "old", "2008-05", old_counts, "old");
    const auto after =
        counted("after", "new", "2011-05", {{"t", 10}, {"u", 30}, {"v", 70}, {"w", 30}}, "new");
    const auto both = catalog_with({early, late, after});
    const auto one = catalog_with({late, after});
    CHECK(text(employment_weights(both, table(both))) == text(employment_weights(one, table(one))));
    CHECK(both.margins_of(id("old")) ==
          std::vector<MarginCounts>{{"1990-05", "early"}, {"2008-05", "late"}});
    CHECK(text(employment_weights(catalog_with({late}), table(both))) == "none");
}

TEST_CASE("a complete family is divided by its targets, of the nearest time that has them",
          "[weights]") {
    const auto now = counted("now", "new", "2011-05", {{"t", 30}, {"u", 10}, {"v", 1}}, "new");
    const auto far =
        counted("far", "new", "2030-05", {{"t", 1}, {"u", 99}, {"v", 75}, {"w", 25}}, "new");
    const auto all = catalog_with({far, now});
    const auto& table = *all.correspondence(id("paper"), id("new"));
    // c and de are a family in which each goes to each; v and w are both counted only later.
    CHECK(text(employment_weights(all, table)) ==
          "abt 0.75; abu 0.25; (by the targets in 2011-05) "
          "cv 0.75; cw 0.25; (by the targets in 2030-05) "
          "dev 0.75; dew 0.25; (by the targets in 2030-05) ");
    CHECK(has_employment_weights(all, id("paper"), id("new")));
    // A classification's codes of unknown numbers are not divided that way.
    CHECK(text(employment_weights(all, *all.correspondence(id("old"), id("new")))) == "none");
    CHECK_FALSE(has_employment_weights(all, id("old"), id("new")));
}

TEST_CASE("a source that is whole codes of what it rests on has what flows out of them",
          "[weights]") {
    // Without d, c and de are not a complete family.
    auto all = sources_with_de_in_v();
    for (const auto& counts : {counted("before", "old", "2008-05", old_counts, "old"),
                               counted("after", "new", "2011-05",
                                       {{"t", 10}, {"u", 30}, {"v", 70}, {"w", 30}}, "new")}) {
        all.counts.push_back(source_of(counts));
    }
    const auto with = Catalog::make(all);
    const auto& old = *with.correspondence(id("old"), id("new"));
    const auto estimate = *employment_estimate(with, old);
    // Of 100 in c, d and e 70 are in v and 30 in w; d is in v alone, so 30 of c and e are, evenly.
    CHECK(text(estimate.weights) ==
          "at 0.25; au 0.75; bt 0.25; bu 0.75; cv 0.5; cw 0.5; "
          "ev 0.5; ew 0.5; ");
    const auto made = employment_weights(with, *with.correspondence(id("paper"), id("new")));
    CHECK(text(made) ==
          "abt 0.25; abu 0.75; (by the targets in 2011-05) "
          "cv 0.5; cw 0.5; (as old c) ");
    // de goes to v alone here, and old e to w as well: nothing is said of it where it is open.
    const auto along = composed(with, require_route(with, id("paper"), id("new"), {id("old")}));
    CHECK(text(foundation_weights(with, along, {})) ==
          "abt 0.25; abu 0.75; (as old a, b) cv 0.5; cw 0.5; (as old c) "
          "dev 5/6; dew 1/6; (as old d, e) ");
    CHECK(text(foundation_weights(with, along, {id("old")})) == "none");
}

TEST_CASE("a source that is a part of a code has none of its shares", "[weights]") {
    auto all = sources();
    all.editions.push_back(source_of(publication("parts", {"a1", "a2", "b"}, "2009-05-01")));
    all.correspondences.push_back(source_of(
        table_data("parts", "old", {a_link("a1", "a"), a_link("a2", "a"), a_link("b", "b")})));
    for (const auto& counts : {counted("before", "old", "2008-05", old_counts, "old"),
                               counted("after", "new", "2011-05",
                                       {{"t", 10}, {"u", 30}, {"v", 70}, {"w", 30}}, "new")}) {
        all.counts.push_back(source_of(counts));
    }
    const auto with = Catalog::make(all);
    const auto along = composed(with, require_route(with, id("parts"), id("new")));
    CHECK(text(foundation_weights(with, along, {})) == "bt 0.25; bu 0.75; (as old b) a1?; a2?; ");
}

TEST_CASE("counts in the source's own codes come before an estimate that is no nearer",
          "[weights]") {
    auto all = sources_with_de_in_v();
    const auto after =
        counted("after", "new", "2011-05", {{"t", 10}, {"u", 30}, {"v", 70}, {"w", 30}}, "new");
    const auto own = counted("own", "paper", "2008-05", {{"ab", 40}, {"c", 60}, {"de", 40}}, "old");
    const auto shares = [&](const Counts& before) {
        auto with = all;
        for (const auto& counts : {own, before, after}) {
            with.counts.push_back(source_of(counts));
        }
        const auto made = Catalog::make(with);
        return text(employment_weights(made, *made.correspondence(id("paper"), id("new"))));
    };
    // 70 of 100 are in v, of which 40 are de's: half of c's 60.
    CHECK(shares(counted("before", "old", "2007-05", old_counts, "old")) ==
          "abt 0.25; abu 0.75; (by the targets in 2011-05) cv 0.5; cw 0.5; ");
    CHECK(shares(counted("before", "old", "2010-05",
                         {{"a", 10}, {"b", 30}, {"c", 40}, {"d", 20}, {"e", 40}}, "old")) ==
          "abt 0.25; abu 0.75; (by the targets in 2011-05) cv 0.625; cw 0.375; (as old c) ");
}
