#include "socshift/base/utf8.hpp"

#include <catch2/catch.hpp>

#include <string>

using socshift::first_bytes;
using socshift::valid_utf8_size;

TEST_CASE("well-formed UTF-8 is valid to its end", "[utf8]") {
    for (const std::string text :
         {"", "plain", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
          "\xEF\xBF\xBD", "\xEF\xB7\x8F", "\xEF\xB7\xB0", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBD",
          "a\xE2\x80\x99z"}) {
        CHECK(valid_utf8_size(text) == text.size());
    }
}

TEST_CASE("the first byte that is wrong is found", "[utf8]") {
    using namespace std::string_literals;
    for (const auto& wrong : {"\x80"s,
                              "\xBF"s,
                              "\xC0\xAF"s,
                              "\xC1\xBF"s,
                              "\xC2"s,
                              "\xC2z"s,
                              "\xE0\x9F\xBF"s,
                              "\xED\xA0\x80"s,
                              "\xED\xBF\xBF"s,
                              "\xE2\x80"s,
                              "\xE2z\x80"s,
                              "\xF0\x8F\xBF\xBF"s,
                              "\xF4\x90\x80\x80"s,
                              "\xF5\x80\x80\x80"s,
                              "\xFF"s,
                              "\xF0\x90\x80"s,
                              "\0"s,
                              "\xEF\xBF\xBE"s,
                              "\xEF\xBF\xBF"s,
                              "\xEF\xB7\x90"s,
                              "\xEF\xB7\xAF"s,
                              "\xF4\x8F\xBF\xBF"s,
                              "\xF0\x9F\xBF\xBE"s}) {
        CHECK(valid_utf8_size(wrong) == 0);
        CHECK(valid_utf8_size("a\xC3\xA9" + wrong + "b") == 3);
    }
}

TEST_CASE("text is cut between two characters", "[utf8]") {
    CHECK(first_bytes("abc", 3) == "abc");
    CHECK(first_bytes("abc", 2) == "ab");
    CHECK(first_bytes("abc", 0).empty());
    CHECK(first_bytes("a\xC3\xA9z", 2) == "a");
    CHECK(first_bytes("a\xC3\xA9z", 3) == "a\xC3\xA9");
    for (const std::size_t most : {1U, 2U, 3U, 4U}) {
        CHECK(first_bytes("a\xF0\x9F\x98\x80", most) == "a");
    }
    CHECK(first_bytes("\xE2\x80\xA6", 2).empty());
}

TEST_CASE("bytes that are no characters are cut anywhere", "[utf8]") {
    CHECK(first_bytes("\x80\x80\x80\x80\x80\x80", 5).size() == 5);
    CHECK(first_bytes("\x80\x80", 1).size() == 1);
}
