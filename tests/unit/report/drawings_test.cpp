// Drawings: what is known is drawn as it is, what is not is not.
#include "socshift/base/utf8.hpp"
#include "socshift/report/family_drawing.hpp"
#include "socshift/report/flow.hpp"
#include "socshift/report/intervals.hpp"
#include "socshift/report/svg.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace socshift;

namespace {

FamilyDrawing family_of(std::string label, std::vector<FamilyDrawing::Box> before,
                        std::vector<FamilyDrawing::Box> after) {
    return {std::move(label), {{"", std::move(before)}, {"", std::move(after)}}, {}};
}

using Grid = std::vector<std::vector<std::string>>;

/// The characters of each line of @p text, and blanks behind them.
Grid grid_of(const std::string& text) {
    Grid out(1);
    for (std::size_t at = 0; at < text.size();) {
        const auto size = valid_character_size(std::string_view(text).substr(at));
        REQUIRE(size > 0);
        if (text[at] == '\n') {
            out.emplace_back();
        } else {
            out.back().push_back(text.substr(at, size));
        }
        at += size;
    }
    for (auto& line : out) {
        line.resize(120, " ");
    }
    return out;
}

/// Boxes that begin in column @p x, at or above @p row.
std::size_t boxes_until(const Grid& grid, std::size_t x, std::size_t row) {
    std::size_t out = 0;
    for (std::size_t y = 0; y <= row; ++y) {
        out += grid[y][x] == "┌" ? 1U : 0U;
    }
    return out;
}

/// Follows the line from (x, y) to the right, turn by turn, to where it arrives at a box.
std::pair<std::size_t, std::size_t> followed(const Grid& grid, std::size_t x, std::size_t y) {
    int down = 0;  // 1, -1, or 0 to the right
    while (grid[y][x] != ">") {
        const auto& cell = grid[y][x];
        if (down == 0 && (cell == "┐" || cell == "┘")) {
            down = cell == "┐" ? 1 : -1;
        } else if (down != 0 && cell == (down == 1 ? "└" : "┌")) {
            down = 0;
        } else {
            REQUIRE((cell == "┼" || cell == (down == 0 ? "─" : "│")));
        }
        if (down == 0) {
            ++x;
        } else {
            y += down == 1 ? 1U : std::size_t(-1);
        }
    }
    return {x, y};
}

/// Which boxes the lines of a drawing of two layers join, by their places.
std::multiset<std::pair<std::size_t, std::size_t>> joined(const std::string& text) {
    const auto grid = grid_of(text);
    std::multiset<std::pair<std::size_t, std::size_t>> out;
    for (std::size_t y = 0; y < grid.size(); ++y) {
        if (grid[y][0] != "│") {
            continue;
        }
        const auto side = std::find(grid[y].begin() + 1, grid[y].end(), "│");
        const auto x = static_cast<std::size_t>(side - grid[y].begin()) + 1;
        if (x < grid[y].size() && grid[y][x] != " ") {
            const auto [end_x, end_y] = followed(grid, x, y);
            out.insert({boxes_until(grid, 0, y) - 1, boxes_until(grid, end_x + 1, end_y) - 1});
        }
    }
    return out;
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
    auto family = family_of("", {{"a", "A"}}, {{"b", "B"}, {"c", "C"}});
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
    const auto family =
        family_of("\"quoted\"", {{"a", "<b>&\"bold\"</b>"}}, {{"b", "</svg><script>x</script>"}});
    const auto file = family_svg(family, SvgForm::file);
    CHECK(file.find("<script") == std::string::npos);
    CHECK(file.find("aria-label=\"&quot;quoted&quot;\"") != std::string::npos);
    CHECK(file.find("&lt;b&gt;&amp;&quot;bold&quot;&lt;/b&gt;") != std::string::npos);
    CHECK(count(file, "<style>") == 1);
    CHECK(family_svg(family, SvgForm::element).find("<style>") == std::string::npos);
}

TEST_CASE("a family in text has its shares, and question marks for those nobody knows",
          "[report]") {
    auto family = family_of("", {{"a", "Alpha"}}, {{"b", "Beta"}, {"c", "Gamma"}});
    family.ribbons = {{0, 0, Share(1, 4)}, {0, 1}};
    CHECK(family_text(family, {80, true}) ==
          R"(                                      +----------------------+
                            +- 0.25 ->| b                    |
+----------------------+    |         | Beta                 |
| a                    |----+         +----------------------+
| Alpha                |..+           +----------------------+
+----------------------+  +...... ? .>| c                    |
                                      | Gamma                |
                                      +----------------------+
)");
    CHECK(family_text(family, {40, true}) ==
          "a  Alpha\n"
          "|- 0.25 -> b  Beta\n"
          "`. ? .> c  Gamma\n");
    CHECK(family_text(family, {40, false}) ==
          "a  Alpha\n"
          "├─ 0.25 ─> b  Beta\n"
          "└╌ ? ╌> c  Gamma\n");
}

TEST_CASE("a line that is all of a code has no number", "[report]") {
    auto family = family_of("", {{"a", "Alpha"}}, {{"b", "Beta"}});
    family.ribbons = {{0, 0, Share::one()}};
    CHECK(family_text(family, {40, true}) == "a  Alpha\n`--> b  Beta\n");
}

TEST_CASE("every line of a drawing joins what its ribbon joins, however many cross", "[report]") {
    for (unsigned links = 1; links < (1U << 9U); ++links) {
        auto family = family_of("", {{"a", "A"}, {"b", "B"}, {"c", "C"}},
                                {{"x", "X"}, {"y", "Y"}, {"z", "Z"}});
        std::multiset<std::pair<std::size_t, std::size_t>> asked;
        for (std::size_t i = 0; i < 9; ++i) {
            if ((links >> i & 1U) != 0) {
                family.ribbons.push_back({i / 3, i % 3, Share::one()});
                asked.insert({i / 3, i % 3});
            }
        }
        INFO(family_text(family, {100, false}));
        CHECK(joined(family_text(family, {100, false})) == asked);
    }
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
