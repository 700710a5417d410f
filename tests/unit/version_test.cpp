#include "socshift/version.hpp"

#include "version_option.hpp"

#include <catch2/catch.hpp>

TEST_CASE("the program prints the version of the library") {
    CHECK(socshift::cli::version_text() == "socshift " + std::string(socshift::version()));
}
