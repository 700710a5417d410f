#include "socshift/base/look_alike.hpp"

#include "socshift/base/composed.hpp"

#include <catch2/catch.hpp>

using namespace socshift;

TEST_CASE("an accent that is a character of its own is one with its letter, in any alphabet") {
    CHECK(composed("Ko\u0308che") == "K\u00F6che");
    CHECK(composed("e\u0302\u0301") == "\u1EBF");  // Vietnamese: two accents
    CHECK(composed("\u0438\u0306") == "\u0439");   // Cyrillic
    CHECK(composed("q\u0308") == "q\u0308");       // no such letter
    CHECK(composed("plain") == "plain");
    CHECK(composed("a\xFF\u0308") == "a\xFF\u0308");  // no UTF-8
}

TEST_CASE("texts that nobody can tell apart look alike, and others do not") {
    CHECK(looks_of("\u0410\u0031") == "A1");                // Cyrillic
    CHECK(looks_of("\uFF21\uFF11\uFF0D\u2013") == "A1--");  // full width, a dash
    CHECK(looks_of("A\u200B1\uFEFF") == "A1");              // of no width
    CHECK(looks_of("A 1") == "A 1");
    CHECK(looks_of("A\u00A01") != "A1");
    CHECK(looks_of("\u0661") != "1");  // Arabic-Indic: another shape
    CHECK(looks_of("\xFF") == "\xFF");
}
