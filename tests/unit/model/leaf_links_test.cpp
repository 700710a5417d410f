#include "socshift/model/leaf_links.hpp"

#include "socshift/model/correspondence.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

/// Two groups of two leaves, and a group above both.
Edition two_groups(std::string_view name) {
    return test::edition(name, {"top", "group", "leaf"},
                         {item("T", "All", "top"), item("G", "Group", "group", "T"),
                          item("H", "Other group", "group", "T"), item("g1", "One", "leaf", "G"),
                          item("g2", "Two", "leaf", "G"), item("h1", "Three", "leaf", "H"),
                          item("h2", "Four", "leaf", "H")});
}

using CodePair = std::pair<std::string, std::string>;

struct Read {
    std::vector<std::string> links;  // "g1 h1"
    std::vector<std::size_t> differing;
};

Read read_rows(const std::vector<CodePair>& rows) {
    static const auto source = two_groups("a");
    static const auto target = two_groups("b");
    std::vector<LinkEnds> ends;
    for (const auto& [from, to] : rows) {
        ends.push_back({source.find(from), target.find(to)});
    }
    const auto made = leaf_links(ends, source, target);
    Read out{{}, made.differing};
    for (const auto& link : made.links) {
        out.links.push_back(link.source->code.text() + " " + link.target->code.text());
    }
    return out;
}

using Texts = std::vector<std::string>;
using Rows = std::vector<std::size_t>;

}  // namespace

TEST_CASE("a row of a group alone stands for every leaf of both ends", "[model]") {
    const auto found = read_rows({{"G", "H"}});
    CHECK(found.links == Texts{"g1 h1", "g1 h2", "g2 h1", "g2 h2"});
    CHECK(found.differing == Rows{});
}

TEST_CASE("a row of a group that rows below it bear out adds nothing", "[model]") {
    const auto found = read_rows({{"T", "T"},
                                  {"G", "G"},
                                  {"g1", "g1"},
                                  {"g2", "g2"},
                                  {"h1", "h2"},
                                  {"H", "H"},
                                  {"h2", "h2"}});
    CHECK(found.links == Texts{"g1 g1", "g2 g2", "h1 h2", "h2 h2"});
    CHECK(found.differing == Rows{});
}

TEST_CASE("a summary still speaks for a leaf that no finer row names", "[model]") {
    // Of those that could speak for g2, the finest does: not T.
    const auto found =
        read_rows({{"T", "T"}, {"G", "G"}, {"g1", "g1"}, {"h1", "h1"}, {"h2", "h1"}});
    CHECK(found.links == Texts{"g2 g1", "g2 g2", "g1 g1", "h1 h1", "h2 h1"});
    CHECK(found.differing == Rows{});
}

TEST_CASE("a row of a group that leads elsewhere than those below it is kept", "[model]") {
    const auto found = read_rows({{"G", "h1"}, {"g1", "g1"}, {"g2", "g2"}});
    CHECK(found.links == Texts{"g1 h1", "g2 h1", "g1 g1", "g2 g2"});
    CHECK(found.differing == Rows{0});
}

TEST_CASE("a row of one leaf to a group holds beside its others", "[model]") {
    CHECK(read_rows({{"g1", "G"}, {"g1", "g1"}}).links == Texts{"g1 g1", "g1 g2", "g1 g1"});
}

TEST_CASE("a row with a code that is not there is left out", "[model]") {
    CHECK(read_rows({{"?", "G"}, {"g1", "?"}, {"g2", "g1"}}).links == Texts{"g2 g1"});
}

TEST_CASE("the usual level is that of most rows, of several the finest", "[model]") {
    const auto source = two_groups("a");
    const std::vector<LinkEnds> rows = {
        {source.find("G"), nullptr}, {source.find("g1"), nullptr}, {nullptr, nullptr}};
    CHECK(usual_level(rows, &LinkEnds::source, source) == "leaf");
    CHECK(off_level(rows, &LinkEnds::source, source) == Rows{0});
    CHECK(usual_level({}, &LinkEnds::source, source) == "leaf");
    CHECK(usual_level({{source.find("T"), nullptr}}, &LinkEnds::source, source) == "top");
}

TEST_CASE("an item that stands in where its parent's level skips one is in the cut", "[model]") {
    const auto skips =
        test::edition("s", {"top", "group", "leaf"},
                      {item("T", "All", "top"), item("G", "Group", "group", "T"),
                       item("g1", "One", "leaf", "G"), item("t1", "Two", "leaf", "T")});
    std::vector<const Item*> found;
    for (const auto& each : skips.items()) {
        if (is_in_cut(skips, each, "group")) {
            found.push_back(&each);
        }
    }
    CHECK(found == skips.cut("group"));
    CHECK(found.size() == 2);
}

TEST_CASE("a leaf whose group has a link is not without one", "[model]") {
    const auto a = two_groups("a");
    const auto b = two_groups("b");
    std::vector<std::string> found;
    for (const auto& finding :
         check({a.id(), b.id(), "", {}, {row("G", "G"), row("h1", "h1")}, {}}, a, b)) {
        if (finding.rule.rfind("unlinked-", 0) == 0) {
            found.push_back(finding.message);
        }
    }
    CHECK(found == Texts{"'h2' (Four) of a has no target", "'h2' (Four) of b has no source"});
}
