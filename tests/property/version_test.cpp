#include "socshift/version.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

TEST_CASE("a version holds digits and dots only") {
    rc::prop("any character of it", [](unsigned at) {
        const auto text = socshift::version();
        const char character = text[at % text.size()];
        RC_ASSERT(character == '.' || (character >= '0' && character <= '9'));
    });
}
