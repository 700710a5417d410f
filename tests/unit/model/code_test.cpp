#include "socshift/model/code.hpp"

#include "support/model.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

TEST_CASE("a code keeps its text byte for byte", "[code]") {
    for (const std::string text : {"11-1011", "0111", "15-1299.08", "A", "1.0", "\xC3\xA9"}) {
        CHECK(Code::parse(text).text() == text);
    }
}

TEST_CASE("codes are ordered by their bytes and never as numbers", "[code]") {
    CHECK(code("10") < code("9"));
    CHECK(code("0111") != code("111"));
    CHECK(code("15-1132") == code("15-1132"));
    CHECK(code("11") < code("11-0"));
}

TEST_CASE("a code is neither empty nor holds spaces and control characters", "[code]") {
    const auto message = [](std::string_view text) {
        return message_of<FormatError>([&] { (void)Code::parse(text); });
    };
    CHECK(message("") == "a code must not be empty");
    CHECK(message("11 1011") == "code '11 1011' must not hold spaces or control characters");
    CHECK(message(" 11") == "code ' 11' must not hold spaces or control characters");
    CHECK(message("1\t1") == "code '1\t1' must not hold spaces or control characters");
    CHECK(message("1\x7f") == "code '1\x7f' must not hold spaces or control characters");
    CHECK(message(std::string_view{"1\0", 2}).size() > 2);
}

TEST_CASE("an edition's name has one form", "[code]") {
    for (const std::string text : {"soc2018", "o", "us-soc_2018.1"}) {
        CHECK(EditionId::parse(text).text() == text);
    }
    for (const std::string text :
         {"", "2018", "SOC2018", "soc 2018", "-soc", "soc:18", "so\xC3\xA9"}) {
        CAPTURE(text);
        CHECK(message_of<FormatError>([&] { (void)EditionId::parse(text); }) ==
              "edition name '" + text +
                  "' must be lower-case letters, digits, '-', '_' or '.', starting with a letter");
    }
}

TEST_CASE("the same code in two editions is two things", "[code]") {
    const CodeRef before{id("soc2010"), code("15-1199")};
    const CodeRef after{id("soc2018"), code("15-1199")};
    CHECK(before != after);
    CHECK(before < after);
    CHECK(after.text() == "soc2018:15-1199");
}
