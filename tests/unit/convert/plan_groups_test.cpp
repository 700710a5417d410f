#include "socshift/convert/plan_groups.hpp"

#include "socshift/weights/weights.hpp"
#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

/// old: G1 (a b), G2 (c d), G3 (e f), G4 (g); new: H1 (p q), H2 (r s), H3 (t), H4 (u v).
struct Fixture {
    Edition before =
        edition("old", {"broad", "leaf"},
                {item("G1", "Title of G1", "broad"), item("a", "Title of a", "leaf", "G1"),
                 item("b", "Title of b", "leaf", "G1"), item("G2", "Title of G2", "broad"),
                 item("c", "Title of c", "leaf", "G2"), item("d", "Title of d", "leaf", "G2"),
                 item("G3", "Title of G3", "broad"), item("e", "Title of e", "leaf", "G3"),
                 item("f", "Title of f", "leaf", "G3"), item("G4", "Title of G4", "broad"),
                 item("g", "Title of g", "leaf", "G4")});
    Edition after =
        edition("new", {"broad", "leaf"},
                {item("H1", "Title of H1", "broad"), item("p", "Title of p", "leaf", "H1"),
                 item("q", "Title of q", "leaf", "H1"), item("H2", "Title of H2", "broad"),
                 item("r", "Title of r", "leaf", "H2"), item("s", "Title of s", "leaf", "H2"),
                 item("H3", "Title of H3", "broad"), item("t", "Title of t", "leaf", "H3"),
                 item("H4", "Title of H4", "broad"), item("u", "Title of u", "leaf", "H4"),
                 item("v", "Title of v", "leaf", "H4")});
    Correspondence links = table("old", "new",
                                 {row("a", "p"), row("a", "q"), row("b", "q"), row("c", "r"),
                                  row("d", "u"), row("e", "p"), row("g", "t")});

    [[nodiscard]] Plan plan(PlanOptions options) const {
        options.known = &links;
        const auto equal = equal_weights(links);
        return Plan::make(
            before, after,
            options.weighting == Weighting::equal ? with_weights(links, {&equal}) : links, options);
    }

    [[nodiscard]] std::string way(const PlanOptions& options, std::string_view group) const {
        const auto made = plan(options);
        std::string out;
        for (const auto& target : made.targets(before.index(*before.find(group)))) {
            out += (target.item == nullptr ? "nothing" : target.item->code.text()) + " ";
            out += target.share ? target.share->share.text() + " " +
                                      std::string{to_string(target.share->basis)} + "; "
                                : "?; ";
        }
        return out;
    }

    [[nodiscard]] std::string bounds(const PlanOptions& options, std::string_view group) const {
        const auto made = plan(options);
        std::string out;
        for (const auto& bound : made.bounds(before.index(*before.find(group)))) {
            out += (bound.item == nullptr ? "nothing" : bound.item->code.text()) + " " +
                   bound.least.text() + ".." + bound.most.text() + "; ";
        }
        return out;
    }
};

PlanOptions options(Groups groups, Weighting weighting = Weighting::none) {
    PlanOptions out;
    out.groups = groups;
    out.weighting = weighting;
    return out;
}

}  // namespace

TEST_CASE("a group goes nowhere unless it is asked for") {
    const Fixture f;
    for (const auto* const group : {"G1", "G2", "G3", "G4"}) {
        CHECK(f.way(options(Groups::set_aside), group).empty());
    }
}

TEST_CASE("a group stays one where the target keeps its parts together") {
    const Fixture f;
    CHECK(f.way(options(Groups::carry), "G1") == "H1 1 only; ");
    CHECK(f.way(options(Groups::carry), "G4") ==
          "H3 1 only; ");  // broad to broad, though t is the same
}

TEST_CASE("a group that the target takes apart has its parts, without shares") {
    const Fixture f;
    CHECK(f.way(options(Groups::carry), "G2") == "r ?; u ?; ");
    CHECK(f.way(options(Groups::carry, Weighting::equal), "G2") == "r ?; u ?; ");
}

TEST_CASE("of a group with a part that goes nowhere, what the rest is is not known") {
    const Fixture f;
    CHECK(f.way(options(Groups::carry), "G3") == "p ?; nothing ?; ");
    CHECK(f.way(options(Groups::spread, Weighting::equal), "G3") ==
          "p 1/2 equal; nothing 1/2 equal; ");
    CHECK(f.bounds(options(Groups::carry), "G3") == "p 0..1; nothing 0..1; ");
}

TEST_CASE("a group is spread over its parts, and they over their targets") {
    const Fixture f;
    CHECK(f.way(options(Groups::spread, Weighting::equal), "G1") == "p 1/4 equal; q 3/4 equal; ");
    CHECK(f.way(options(Groups::spread), "G2").empty());  // nobody says how large c and d are
    const LeafSizes sizes = {{code("c"), 30}, {code("d"), 10}, {code("a"), 5}};
    auto by_size = options(Groups::spread);
    by_size.sizes = &sizes;
    CHECK(f.way(by_size, "G2") == "r 3/4 employment; u 1/4 employment; ");
    CHECK(f.way(by_size, "G1").empty());
    CHECK(f.way(by_size, "G4") == "t 1 only; ");
    by_size.weighting = Weighting::equal;  // b has no size, and there is another way
    CHECK(f.way(by_size, "G1") == "p 1/4 equal; q 3/4 equal; ");
}

TEST_CASE("an occupation that an extension divides is carried to itself") {
    const auto base =
        edition("soc", {"broad", "leaf"},
                {item("B", "Title of B", "broad"), item("x", "Title of x", "leaf", "B"),
                 item("y", "Title of y", "leaf", "B")});
    const auto state = extension("state", base, {item("x.1", "Title of x.1", "extended", "x")});
    const auto up = table("state", "soc", {row("x.1", "x"), row("y", "y")});
    auto carry = options(Groups::carry);
    const auto plan = Plan::make(state, base, up, carry);
    const auto& targets = plan.targets(state.index(*state.find("x")));
    REQUIRE(targets.size() == 1);
    CHECK(targets.front().item->code.text() == "x");
    CHECK(targets.front().share->share.is_one());
    CHECK(plan.targets(state.index(*state.find("B"))).front().item->code.text() == "B");
}

TEST_CASE("bounds of a group are those of any division over its parts") {
    const Fixture f;
    CHECK(f.bounds(options(Groups::spread, Weighting::equal), "G1") == "p 0..1; q 0..1; ");
    CHECK(f.bounds(options(Groups::carry), "G1") == "H1 1..1; ");
    CHECK(f.bounds(options(Groups::carry), "G2") == "r 0..1; u 0..1; ");
    CHECK(f.bounds(options(Groups::carry), "a") == "p 0..1; q 0..1; ");
    CHECK(f.bounds(options(Groups::carry), "b") == "q 1..1; ");
}

TEST_CASE("bounds go by what was known before weights") {
    const Fixture f;
    const auto weighted = table("old", "new", {row("a", "p", "1", Basis::user)});
    auto with = options(Groups::set_aside);
    with.known = &f.links;
    const auto plan = Plan::make(f.before, f.after, weighted, with);
    CHECK(plan.targets(f.before.index(*f.before.find("a"))).size() == 1);
    CHECK(plan.bounds(f.before.index(*f.before.find("a"))).size() == 2);
}

TEST_CASE("a group that is spread without its unknown part has no unknown part") {
    const auto before =
        edition("old", {"broad", "leaf"},
                {item("G", "Group", "broad"), item("a", "Title of a", "leaf", "G"),
                 item("b", "Title of b", "leaf", "G"), item("c", "Title of c", "leaf", "G")});
    const auto after = flat("new", {"p", "q"});
    auto data = unstated("old", "new", {row("a", "p"), row("b", "q"), row("c", "p")});
    data.partial = {code("c")};
    data.astray = data.partial;
    const auto table = Correspondence::make(std::move(data));
    const auto group = before.index(*before.find("G"));
    LeafSizes sizes = {{code("a"), 3}, {code("b"), 1}, {code("c"), 0}};
    auto spread = options(Groups::spread);
    spread.sizes = &sizes;
    const auto divided = Plan::make(before, after, table, spread);
    CHECK(divided.targets(group).size() == 2);
    CHECK_FALSE(divided.is_astray(group));
    sizes[code("c")] = 1;
    const auto open = Plan::make(before, after, table, spread);
    CHECK(open.targets(group).empty());
    CHECK(open.is_astray(group));
    CHECK(Plan::make(before, after, table, options(Groups::carry)).is_astray(group));
}
