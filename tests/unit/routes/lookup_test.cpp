#include "socshift/routes/lookup.hpp"

#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

std::vector<std::string> near(const Edition& edition, const char* text) {
    std::vector<std::string> out;
    for (const auto* const item : nearest_codes(edition, text)) {
        out.push_back(item->code.text());
    }
    return out;
}

using CodeTexts = std::vector<std::string>;

}  // namespace

TEST_CASE("nearest codes come by edits, then by common beginning, three at most") {
    const auto codes = flat("a", {"15-1131", "15-1133", "15-1142", "15-9132", "25-1132", "AB-12"});
    CHECK(near(codes, "15-1132") == CodeTexts{"15-1131", "15-1133", "15-1142"});
    CHECK(near(codes, "ab-12") == CodeTexts{"AB-12"});
    CHECK(near(codes, "151131") == CodeTexts{"15-1131", "15-1133"});
    CHECK(near(codes, "99-8888").empty());
    CHECK(near(codes, "1").empty());
    CHECK(near(codes, "").empty());
}

TEST_CASE("a code of other editions is said to be theirs") {
    const auto all =
        catalog({flat("a", {"15-1132"}), flat("b", {"15-1252"}), flat("c", {"15-1132"})}, {});
    const auto unknown = look_up(all, all.edition(EditionId::parse("b")), "15-1132");
    REQUIRE(unknown.elsewhere.size() == 2);
    CHECK(unknown.elsewhere[0].ref.text() == "a:15-1132");
    CHECK(to_string(unknown) ==
          "'15-1132' is not a code of b; did you mean 15-1252 (15-1252)?; it is a code of a (leaf: "
          "15-1132), c (leaf: 15-1132)");
    CHECK(to_string(look_up(all, all.edition(EditionId::parse("b")), "x")) ==
          "'x' is not a code of b");
}
