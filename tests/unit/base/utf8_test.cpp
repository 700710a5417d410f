#include "socshift/base/utf8.hpp"

#include <catch2/catch.hpp>

#include <string>

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
