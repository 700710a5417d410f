#include "socshift/base/error.hpp"
#include "socshift/catalog/yaml.hpp"

#include <catch2/catch.hpp>

using Catch::Matchers::Message;
using socshift::FormatError;
using socshift::read_yaml;

TEST_CASE("a catalog file is one YAML document") {
    CHECK_THROWS_MATCHES(read_yaml("", "f.yaml"), FormatError,
                         Message("f.yaml: expected one YAML document, found none"));
    CHECK_THROWS_MATCHES(
        read_yaml("a: 1\n---\nb: 2\n", "f.yaml"), FormatError,
        Message("f.yaml:2:1: expected one YAML document, found the start of another"));
}

TEST_CASE("a comma where a document should be is refused, not read for ever") {
    CHECK_THROWS_AS(read_yaml(",/ed:", "f.yaml"), FormatError);
}
