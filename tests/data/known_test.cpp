#include "socshift/catalog/builtin.hpp"
#include "socshift/catalog/directory.hpp"
#include "socshift/routes/route.hpp"
#include "socshift/scenarios/scenario.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace socshift;

namespace {

/// The shipped catalog from its files: nothing of it is known before it is worked out.
const Catalog& from_files() {
    static const auto catalog = with_scenarios(Catalog::make(
        to_sources(read_catalog_folder(std::filesystem::path{SOCSHIFT_ROOT} / "crosswalks"))));
    return catalog;
}

void compare(const Step& step) {
    CAPTURE(step.from.text(), step.to.text(), step.reversed);
    const auto& source = step.reversed ? step.to : step.from;
    const auto& target = step.reversed ? step.from : step.to;
    const bool published = step.kind == StepKind::published;
    const auto figures = [&](const Catalog& catalog) {
        return published ? catalog.known_figures(source, target, step.reversed)
                         : catalog.known_figures(source, step.reversed);
    };
    CHECK(figures(from_files()) == nullptr);
    REQUIRE(figures(builtin_catalog()) != nullptr);
    CHECK(*figures(builtin_catalog()) == table_measures(from_files(), step));
}

}  // namespace

TEST_CASE("what the built-in catalog knows of its tables is what they come to") {
    const auto& catalog = builtin_catalog();
    for (const auto& [source, target] : catalog.correspondence_ids()) {
        compare({source, target, false, StepKind::published});
        compare({target, source, true, StepKind::published});
    }
    for (const auto& id : catalog.edition_ids()) {
        if (const auto& base = catalog.header(id).extends) {
            compare({id, *base, false, StepKind::parents});
            compare({*base, id, true, StepKind::parents});
        }
    }
}

TEST_CASE("what the built-in catalog knows to be found is what check finds in its files") {
    CHECK(builtin_catalog().check() == from_files().check());
    for (const auto& id : builtin_catalog().edition_ids()) {
        CAPTURE(id.text());
        CHECK(builtin_catalog().check(id) == from_files().check(id));
    }
}
