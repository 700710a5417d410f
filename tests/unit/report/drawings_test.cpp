// Drawings: what is known is drawn as it is, what is not is not.
#include "socshift/report/family_drawing.hpp"
#include "socshift/report/intervals.hpp"
#include "socshift/report/svg.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace socshift;

namespace {

NamedCode named(const char* code, const char* title) {
    return {test::code(code), "leaf", title};
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t out = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++out;
    }
    return out;
}

}  // namespace

TEST_CASE("tenths are printed without a rounding of their own", "[report]") {
    CHECK(printed_tenths(0) == "0");
    CHECK(printed_tenths(120) == "12");
    CHECK(printed_tenths(125) == "12.5");
    CHECK(printed_tenths(-3) == "-0.3");
}

TEST_CASE("a ribbon without a known share is hatched and has no number", "[report]") {
    FamilyDrawing family{"", {named("a", "A")}, {named("b", "B"), named("c", "C")}, {}};
    family.ribbons = {{0, 0, Share(1, 4)}, {0, 1, Share(3, 4)}};
    const auto known = family_svg(family, SvgForm::element);
    CHECK(count(known, "ribbon unknown") == 0);
    CHECK(known.find(">0.25<") != std::string::npos);
    CHECK(known.find(">0.75<") != std::string::npos);
    family.ribbons = {{0, 0}, {0, 1}};
    const auto unknown = family_svg(family, SvgForm::element);
    CHECK(count(unknown, "ribbon unknown") == 2);
    CHECK(unknown.find(">0.") == std::string::npos);
}

TEST_CASE("titles are text in a drawing, and a file has its own style", "[report]") {
    const FamilyDrawing family{"\"quoted\"",
                               {named("a", "<b>&\"bold\"</b>")},
                               {named("b", "</svg><script>x</script>")},
                               {}};
    const auto file = family_svg(family, SvgForm::file);
    CHECK(file.find("<script") == std::string::npos);
    CHECK(file.find("aria-label=\"&quot;quoted&quot;\"") != std::string::npos);
    CHECK(file.find("&lt;b&gt;&amp;&quot;bold&quot;&lt;/b&gt;") != std::string::npos);
    CHECK(count(file, "<style>") == 1);
    CHECK(family_svg(family, SvgForm::element).find("<style>") == std::string::npos);
}

TEST_CASE("a flow is drawn whatever its amounts are", "[report]") {
    const Flow flow{
        "",
        {{0, UINT64_MAX, "all", ""}, {1, UINT64_MAX - 1, "most", ""}, {1, 1, "one", ""}},
        {{0, 1, UINT64_MAX - 1}, {0, 2, 1}}};
    for (const auto room : {Room::wide, Room::narrow}) {
        CHECK(count(flow_svg(flow, room, SvgForm::element), "class=\"ribbon\"") == 2);
    }
    CHECK(flow_svg({}, Room::wide, SvgForm::element).empty());
    const Flow nothing{"", {{0, 0, "none", "0"}}, {}};
    CHECK(flow_svg(nothing, Room::wide, SvgForm::element).find("height=\"0\"") !=
          std::string::npos);
}

TEST_CASE("intervals are on one scale, below zero as well", "[report]") {
    const Intervals intervals{"", {{"x", "-10", "0", "10"}, {"y", "5", "5", "5"}}};
    const auto svg = intervals_svg(intervals, Room::wide, SvgForm::element);
    CHECK(count(svg, "class=\"range\"") == 2);
    CHECK(svg.find("0 (-10 to 10)") != std::string::npos);
    CHECK(svg.find(">5<") != std::string::npos);
}

TEST_CASE("lines are broken between words only", "[report]") {
    CHECK(wrapped_to("", 100) == std::vector<std::string>{""});
    CHECK(wrapped_to("one two", 10000) == std::vector<std::string>{"one two"});
    CHECK(wrapped_to("one two", 300) == std::vector<std::string>{"one", "two"});
    CHECK(wrapped_to("immeasurable", 10) == std::vector<std::string>{"immeasurable"});
}
