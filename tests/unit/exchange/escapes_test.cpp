#include "socshift/exchange/escapes.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace socshift;
using namespace std::string_literals;

TEST_CASE("what no file can hold is replaced, and nothing else", "[exchange]") {
    CHECK(clean_text("K\xC3\xA4se\t\x07\n") == "K\xC3\xA4se\t\x07\n");
    CHECK(clean_text("a\0b"s) == "a\xEF\xBF\xBD"s + "b");
    CHECK(clean_text("a\xFF\xC3") == "a\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(clean_text("\xED\xA0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // a surrogate
    CHECK(clean_text("").empty());
    CHECK(clean_text("a\x07\t\r\n\x7F", Cannot::hold_controls) ==
          "a\xEF\xBF\xBD\t\r\n\xEF\xBF\xBD");
}

TEST_CASE("a text ends where it ends in every language", "[exchange]") {
    CHECK(sql_text("O'Neil's \\ \"x\"; --") == "'O''Neil''s \\ \"x\"; --'");
    CHECK(xml_text("<a b=\"&\">\t\r\n\x01") ==
          "&lt;a b=&quot;&amp;&quot;&gt;&#9;&#13;&#10;\xEF\xBF\xBD");
    CHECK(turtle_text("a\"\\\n\x07\xC3\xA4") == "\"a\\\"\\\\\\u000A\\u0007\xC3\xA4\"");
    CHECK(dot_text("a\"\\\nb\t\\") == "\"a\\\"\\\\\\nb \\\\\"");
    CHECK(csv_field("plain; text") == "plain; text");
    CHECK(csv_field("a,\"b\"\n") == "\"a,\"\"b\"\"\n\"");
    CHECK(uri_segment("15-1252.00/\xC3\xA4 %~_") == "15-1252.00%2F%C3%A4%20%25~_");
}
