#include "socshift/convert/family_target.hpp"

#include "socshift/base/error.hpp"
#include "support/conversion.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

const EditionId old_id = EditionId::parse("old");
const EditionId new_id = EditionId::parse("new");

Converted to_families(const std::string& text, ConvertRequest request = {}) {
    const FamilyTarget target(small_catalog(), {old_id, new_id});
    const auto from_old = target.plan(small_catalog().edition(old_id));
    const auto from_new = target.plan(small_catalog().edition(new_id));
    CodeRecogniser in_old(small_catalog(), old_id);
    CodeRecogniser in_new(small_catalog(), new_id);
    const CodedEditions sources({{&in_old, &from_old}, {&in_new, &from_new}});
    request.file = "panel.csv";
    request.column = "code";
    request.to_families = true;
    request.source_columns = by_value("edition", {{"old", 0}, {"new", 1}});
    return converted(request, sources, text);
}

}  // namespace

TEST_CASE("every row goes to one family as a whole, whatever shares are not known") {
    const FamilyTarget target(small_catalog(), {old_id, new_id});
    const auto& family = *target.families().find(new_id, "N1");
    const auto& alone = *target.families().find(old_id, "3-1");
    const auto result =
        to_families("edition,code\nold,2-3\nnew,N4\nold,1-2\nold,3-1\nold,1-0\nnew,1-1\n");
    const auto tail = "," + family.id + "," + family.label + "\n";
    CHECK(result.out == "edition,code,family,family_label\nold,2-3" + tail + "new,N4" + tail +
                            "old,1-2" + tail + "old,3-1," + alone.id + "," + alone.label + "\n");
    CHECK(result.rejects ==
          "line,reason,edition,code\n6,\"group group, not leaf\",old,1-0\n"
          "7,belongs to old,new,1-1\n");
    CHECK(result.summary.rows_carried == 4);
    REQUIRE(result.summary.by_basis.size() == 1);
    CHECK(result.summary.by_basis[0].basis == Basis::only);
}

TEST_CASE("sums by family are exact without any share") {
    const FamilyTarget target(small_catalog(), {old_id, new_id});
    const auto& family = *target.families().find(new_id, "N1");
    ConvertRequest request;
    request.sums = {"n"};
    request.prefix = "x_";
    const auto result = to_families("edition,code,n\nold,2-3,1.5\nnew,N4,2\nold,1-2,3\n", request);
    CHECK(result.out == "x_family,x_family_label,n\n" + family.id + "," + family.label + ",6.5\n");
    CHECK(result.summary.sums[0].in == result.summary.sums[0].out);
}

TEST_CASE("families are an edition of one level") {
    const FamilyTarget target(small_catalog(), {old_id, new_id});
    CHECK(target.edition().items().size() == target.families().families().size());
    CHECK_THROWS_AS(target.plan(small_catalog().edition(EditionId::parse("elder"))), UnknownName);
}
