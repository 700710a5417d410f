#include "socshift/publish/figures_answer.hpp"

#include "socshift/publish/delimited.hpp"
#include "socshift/weights/weights_order.hpp"
#include "support/conversion.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace socshift;
using namespace socshift::test;

namespace {

/// Figures of the same rows, of a file and of columns, as text.
void check_same(ConversionSpec spec) {
    spec.column = "code";
    spec.from = "old";
    const std::vector<std::string_view> codes{"2-1", "1-1", "2-3", "3-1", "9-9", "2-1"};
    const std::vector<std::string_view> years{"1", "1", "2", "2", "1", "a,b"};
    const std::vector<double> people{6, 0.5, 3, 1, 7, 1};
    const auto* const file =
        "code,year,people\n2-1,1,6\n1-1,1,0.5\n2-3,2,3\n3-1,2,1\n9-9,1,7\n2-1,\"a,b\",1\n";
    const Conversion conversion(small_catalog(), spec);
    std::string written;
    static_cast<void>(conversion.run(
        bytes_of(file),
        {[&](std::string_view bytes) { written += bytes; }, [](std::string_view /*bytes*/) {}}));
    const auto figures = conversion.add_up(
        {{"code", std::span{codes}}, {"year", std::span{years}}, {"people", std::span{people}}});
    std::ostringstream out;
    write_csv(out, figures_answer(small_catalog(), conversion, figures).table);
    CHECK(out.str() == written);
}

}  // namespace

TEST_CASE("figures as a table are those of a file") {
    ConversionSpec spec;
    spec.to = "new";
    spec.weights = read_weights_order("equal");
    spec.sums = {"people"};
    check_same(spec);
    spec.by = {"year"};
    check_same(spec);
    spec.shares_of_basis = true;
    spec.bounds = true;
    check_same(spec);
}

TEST_CASE("means and figures of families as a table are those of a file") {
    ConversionSpec spec;
    spec.to = "new";
    spec.weights = read_weights_order("equal");
    spec.means = {"people"};
    spec.by = {"year"};
    check_same(spec);
    ConversionSpec families;
    families.families = {"old", "new"};
    families.sums = {"people"};
    check_same(families);
}
