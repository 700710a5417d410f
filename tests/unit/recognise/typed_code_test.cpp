#include "socshift/recognise/typed_code.hpp"

#include "socshift/catalog/builtin.hpp"

#include <catch2/catch.hpp>

using namespace socshift;

TEST_CASE("a typed code is put right as a cell is", "[recognise]") {
    const auto& catalog = builtin_catalog();
    const auto& edition = catalog.edition(EditionId::parse("soc2010"));
    CHECK(typed_code(catalog, edition, "15-1132") == "15-1132");
    CHECK(typed_code(catalog, edition, " 151132 ") == "15-1132");
    CHECK(typed_code(catalog, edition, "15-9999") == "15-9999");
    CHECK(typed_item(catalog, edition, "159999") == nullptr);
    CHECK(typed_item(catalog, edition, "\"15-1132\"") == edition.find("15-1132"));
}

TEST_CASE("a typed code can name its edition, or is looked for in the latest first",
          "[recognise]") {
    const auto& catalog = builtin_catalog();
    CHECK(typed_code(catalog, "SOC 2010:151132") == "SOC 2010:15-1132");
    CHECK(typed_code(catalog, "151252") == "15-1252");
    CHECK(typed_code(catalog, "15-1132") == "15-1132");
    CHECK(typed_code(catalog, "nothing") == "nothing");
}
