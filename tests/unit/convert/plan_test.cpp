#include "socshift/convert/plan.hpp"

#include "socshift/base/error.hpp"
#include "support/conversion.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

/// "N1 1/2 official; N2 ?" for one source code.
std::string way(const Plan& plan, std::string_view code) {
    std::string out;
    for (const auto& target : plan.targets(plan.source().index(*plan.source().find(code)))) {
        out += (out.empty() ? "" : "; ") +
               (target.item == nullptr ? "nothing" : target.item->code.text()) + " ";
        out += target.share
                   ? target.share->share.text() + " " + std::string{to_string(target.share->basis)}
                   : "?";
    }
    return out;
}

std::optional<Basis> basis(const Plan& plan, std::string_view code) {
    return plan.basis(plan.source().index(*plan.source().find(code)));
}

}  // namespace

TEST_CASE("a plan says what is known and nothing else") {
    const auto plan = small_plan(Weighting::none);
    CHECK(way(plan, "1-1") == "N1 1 only");
    CHECK(way(plan, "1-2") == "N1 ?; N2 ?");
    CHECK(way(plan, "2-1") == "N1 1/2 official; N2 1/3 official; N3 1/6 official");
    CHECK(way(plan, "3-1") == "nothing 1 only");
    CHECK(basis(plan, "1-1") == Basis::only);
    CHECK(basis(plan, "2-1") == Basis::official);
    CHECK_FALSE(basis(plan, "1-2"));
}

TEST_CASE("an equal split fills in only what nobody knows") {
    const auto plan = small_plan(Weighting::equal);
    CHECK(way(plan, "1-2") == "N1 1/2 equal; N2 1/2 equal");
    CHECK(way(plan, "2-1") == "N1 1/2 official; N2 1/3 official; N3 1/6 official");
    CHECK(basis(plan, "2-3") == Basis::equal);
}

TEST_CASE("a table of other editions is refused, with every wrong row") {
    const auto a = flat("a", {"1"});
    const auto b = flat("b", {"2"});
    const auto wrong = table("a", "b", {row("1", "3"), row("4", "2")});
    try {
        static_cast<void>(Plan::make(a, b, wrong, PlanOptions{}));
        FAIL("no exception");
    } catch (const DataError& error) {
        CHECK(error.findings().size() == 2);
    }
}
