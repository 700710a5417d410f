#include "socshift/io/joined_text.hpp"

#include "socshift/base/error.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using Catch::Matchers::Contains;

namespace {

TextPart part(std::string name, std::string text) {
    return {std::move(name), [text = std::move(text)] {
                return [text, at = std::size_t{0}](char* to, std::size_t size) mutable {
                    const auto count = std::min({size, text.size() - at, std::size_t{3}});
                    text.copy(to, count, at);
                    at += count;
                    return count;
                };
            }};
}

std::string read_all(JoinedText& text, std::size_t size = 5) {
    const auto read = text.reader();
    std::string out;
    std::string buffer(size, '\0');
    while (const auto got = read(buffer.data(), size)) {
        out.append(buffer, 0, got);
    }
    return out;
}

std::string place(const JoinedText& text, std::uint64_t line) {
    const auto at = text.place(line);
    return at.file + ":" + std::to_string(at.line);
}

std::string joined(std::vector<TextPart> parts, bool has_header = true) {
    JoinedText text(std::move(parts), has_header, std::nullopt);
    return read_all(text);
}

}  // namespace

TEST_CASE("files with one header are read as one", "[catalog]") {
    CHECK(joined({part("a", "x,y\n1,2\n"), part("b", "x,y\n3,4\n"), part("c", "x,y\n")}) ==
          "x,y\n1,2\n3,4\n");
    CHECK(joined({part("a", "x,y\r\n1,2"), part("b", "\xEF\xBB\xBFx,y\n3,4")}) ==
          "x,y\r\n1,2\r\n3,4");
    CHECK(joined({part("a", "x,y"), part("b", "x,y\n3,4\n")}) == "x,y\n3,4\n");
    CHECK(joined({part("a", "\"x\n,\",y\n1,2\n"), part("b", "\"x\n,\",y\n3,4\n")}) ==
          "\"x\n,\",y\n1,2\n3,4\n");
    CHECK(joined({part("a", "1,2\n"), part("b",
                                           "\xEF\xBB\xBF"
                                           "3,4\n")},
                 false) == "1,2\n3,4\n");
    CHECK(joined({part("a", "1,2"), part("b", ""), part("c", "3,4")}, false) == "1,2\n3,4");
}

TEST_CASE("of a single file nothing is changed", "[catalog]") {
    for (const std::string text : {"", "\xEF\xBB\xBFx\n\"never closed", "x\r\n"}) {
        CHECK(joined({part("a", text)}) == text);
    }
}

TEST_CASE("files with different headers are not read together", "[catalog]") {
    CHECK_THROWS_WITH(joined({part("a.csv", "x,y\n1,2\n"), part("b.csv", "y,x\n3,4\n")}),
                      Contains("b.csv:1: another header than that of 'a.csv'"));
    CHECK_THROWS_WITH(joined({part("a.csv", "x,y\n1,2\n"), part("b.csv", "")}),
                      Contains("b.csv:1: another header"));
    CHECK_THROWS_WITH(joined({part("a.csv", "x,y\n1,2\n"), part("b.csv", "x,\"y\n3,4\n")}),
                      Contains("b.csv:1: a quotation mark"));
}

TEST_CASE("a line of the whole is a line of a file", "[catalog]") {
    JoinedText text({part("a", "x\n1\n2"), part("b", "x\n3\n"), part("c", "\"x\"\n4\n")}, true,
                    std::nullopt);
    CHECK_THROWS_AS(read_all(text), FormatError);
    JoinedText good({part("a", "x\n1\n2"), part("b", "x\n3\n"), part("c", "x\n4\n5\n")}, true,
                    std::nullopt);
    for (const std::size_t size : {1U, 2U, 100U}) {
        CHECK(read_all(good, size) == "x\n1\n2\n3\n4\n5\n");
        CHECK(place(good, 1) == "a:1");
        CHECK(place(good, 3) == "a:3");
        CHECK(place(good, 4) == "b:2");
        CHECK(place(good, 5) == "c:2");
        CHECK(place(good, 6) == "c:3");
    }
}
