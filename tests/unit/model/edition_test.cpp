#include "socshift/model/edition.hpp"

#include "socshift/model/edition_graph.hpp"
#include "support/model.hpp"

#include <boost/graph/graph_traits.hpp>
#include <catch2/catch.hpp>

#include <algorithm>

using namespace socshift;
using namespace socshift::test;

namespace {

// Parents that no digits would tell; 3 is a leaf above the finest level; 51 skips a level.
Edition odd() {
    return Edition::make(
        edition_data("odd", {"top", "mid", "low"},
                     {an_item("7", "low", "20"), an_item("10", "top"), an_item("20", "mid", "10"),
                      an_item("3", "mid", "10"), an_item("5", "top"), an_item("51", "low", "5"),
                      an_item("6", "low", "20")}));
}

const Item& at(const Edition& edition, std::string_view code) {
    const auto* const found = edition.find(code);
    REQUIRE(found != nullptr);
    return *found;
}

/// "7->20 parent", in the order of vertices, then of edges.
std::vector<std::string> edges(const Edition& edition) {
    std::vector<std::string> out;
    const auto& graph = edition.graph();
    for (std::size_t i = 0; i < edition.items().size(); ++i) {
        for (auto [edge, end] = boost::out_edges(i, graph); edge != end; ++edge) {
            const auto names = {"parent", "extends", "excludes", "included_in"};
            out.push_back(edition.items()[i].code.text() + "->" +
                          edition.items()[boost::target(*edge, graph)].code.text() + " " +
                          *(names.begin() + static_cast<int>(graph[*edge])));
        }
    }
    return out;
}

Note note_of(std::string_view item, NoteRelation relation, std::string_view ref,
             std::string_view range_end = "") {
    Note out{code(item), relation, code(ref), {}, "", {}};
    if (!range_end.empty()) {
        out.range_end = code(range_end);
    }
    return out;
}

}  // namespace

TEST_CASE("items are sorted by code and found by it", "[edition]") {
    const auto edition = odd();
    std::vector<const Item*> all;
    for (const auto& item : edition.items()) {
        all.push_back(&item);
    }
    CHECK(codes(all) == "10 20 3 5 51 6 7");
    CHECK(at(edition, "51").title == "Title of 51");
    CHECK(edition.find("1") == nullptr);
    CHECK(edition.find("") == nullptr);
    CHECK(edition.find("99") == nullptr);
    CHECK(edition.find(code("6")) == &at(edition, "6"));
    CHECK(edition.index(at(edition, "10")) == 0);
    CHECK(edition.index(at(edition, "7")) == 6);
    CHECK(edition.own_size() == 7);
}

TEST_CASE("the hierarchy comes from the parents that are stated", "[edition]") {
    const auto edition = odd();
    CHECK(codes(edition.roots()) == "10 5");
    CHECK(codes(edition.children(at(edition, "10"))) == "20 3");
    CHECK(codes(edition.children(at(edition, "20"))) == "6 7");
    CHECK(codes(edition.children(at(edition, "3"))).empty());
    CHECK(edition.parent(at(edition, "6")) == &at(edition, "20"));
    CHECK(edition.parent(at(edition, "5")) == nullptr);
    CHECK(codes(edition.path(at(edition, "6"))) == "10 20 6");
    CHECK(codes(edition.path(at(edition, "10"))) == "10");
    CHECK(&edition.root(at(edition, "51")) == &at(edition, "5"));
}

TEST_CASE("leaves are the items with nothing below them at any level", "[edition]") {
    const auto edition = odd();
    CHECK(edition.is_leaf(at(edition, "3")));
    CHECK(edition.is_leaf(at(edition, "6")));
    CHECK_FALSE(edition.is_leaf(at(edition, "20")));
    CHECK(codes(edition.leaves(at(edition, "10"))) == "3 6 7");
    CHECK(codes(edition.leaves(at(edition, "5"))) == "51");
    CHECK(codes(edition.leaves(at(edition, "7"))) == "7");
}

TEST_CASE("levels are known by name and place", "[edition]") {
    const auto edition = odd();
    CHECK(edition.level_index("top") == 0U);
    CHECK(edition.level_index("low") == 2U);
    CHECK_FALSE(edition.level_index("Top").has_value());
    CHECK(edition.finest_level() == "low");
}

TEST_CASE("a cut holds every leaf exactly once", "[edition]") {
    const auto edition = odd();
    CHECK(codes(edition.cut("top")) == "10 5");
    CHECK(codes(edition.cut("mid")) == "20 3 51");   // 51 stands in for the level it skips
    CHECK(codes(edition.cut("low")) == "3 51 6 7");  // 3 is a leaf above the finest level
    for (const auto& level : edition.levels()) {
        std::vector<const Item*> below;
        for (const auto* const member : edition.cut(level)) {
            const auto leaves = edition.leaves(*member);
            below.insert(below.end(), leaves.begin(), leaves.end());
        }
        std::sort(below.begin(), below.end());
        CHECK(codes(below) == "3 51 6 7");
    }
}

TEST_CASE("the member of a cut is the one that holds the item", "[edition]") {
    const auto edition = odd();
    const auto member = [&](std::string_view item, std::string_view level) {
        const auto* const found = edition.cut_member(at(edition, item), level);
        return found == nullptr ? "none" : found->code.text();
    };
    CHECK(member("6", "top") == "10");
    CHECK(member("6", "mid") == "20");
    CHECK(member("6", "low") == "6");
    CHECK(member("3", "low") == "3");
    CHECK(member("51", "mid") == "51");
    CHECK(member("5", "mid") == "none");
    CHECK(member("10", "mid") == "none");
    CHECK(member("20", "low") == "none");
    for (const auto& level : edition.levels()) {
        for (const auto& item : edition.items()) {
            const auto* const found = edition.cut_member(item, level);
            const auto cut = edition.cut(level);
            CHECK((found == nullptr || std::count(cut.begin(), cut.end(), found) == 1));
        }
    }
}

TEST_CASE("a cut at a level that is not there says which there are", "[edition]") {
    const auto edition = odd();
    const auto message = "odd has no level 'detailed'; it has: top, mid, low";
    CHECK(message_of<UnknownName>([&] { (void)edition.cut("detailed"); }) == message);
    CHECK(message_of<UnknownName>(
              [&] { (void)edition.cut_member(edition.items()[0], "detailed"); }) == message);
}

TEST_CASE("an edition may have no items and one level or many roots", "[edition]") {
    const auto empty = Edition::make(edition_data("x", {"only"}, {}));
    CHECK(empty.items().empty());
    CHECK(empty.roots().empty());
    CHECK(empty.cut("only").empty());
    CHECK(empty.find("1") == nullptr);
    const auto flat =
        Edition::make(edition_data("x", {"only"}, {an_item("b", "only"), an_item("a", "only")}));
    CHECK(codes(flat.cut("only")) == "a b");
    CHECK(codes(flat.roots()) == "a b");
}

TEST_CASE("a chain of many levels does not exhaust the stack", "[edition]") {
    constexpr int depth = 5000;  // levels are looked up one by one
    std::vector<std::string> levels;
    std::vector<Item> items;
    for (int i = 0; i < depth; ++i) {
        const auto name = std::to_string(i);
        levels.push_back("l" + name);
        items.push_back(an_item(name, levels.back(), i == 0 ? "" : std::to_string(i - 1)));
    }
    const auto edition = Edition::make(edition_data("deep", levels, items));
    CHECK(edition.path(at(edition, std::to_string(depth - 1))).size() == depth);
    CHECK(codes(edition.leaves(at(edition, "0"))) == std::to_string(depth - 1));
}

TEST_CASE("an extension holds the items of the edition below it", "[edition]") {
    const auto base = odd();
    auto data = edition_data(
        "more", {"twig"},
        {an_item("6.1", "twig", "6"), an_item("6.2", "twig", "6"), an_item("3.1", "twig", "3")});
    data.header.extends = id("odd");
    const auto edition = Edition::make(data, &base);
    CHECK(edition.levels() == std::vector<std::string>{"top", "mid", "low", "twig"});
    CHECK(edition.items().size() == 10);
    CHECK(edition.own_size() == 3);
    CHECK(at(edition, "6").inherited);
    CHECK(at(edition, "6").at == at(base, "6").at);
    CHECK_FALSE(at(edition, "6.1").inherited);
    CHECK(codes(edition.path(at(edition, "6.2"))) == "10 20 6 6.2");
    CHECK_FALSE(edition.is_leaf(at(edition, "6")));
    CHECK(codes(edition.cut("twig")) == "3.1 51 6.1 6.2 7");
    CHECK(codes(edition.cut("low")) == "3.1 51 6 7");
    CHECK(codes(edition.leaves(at(edition, "10"))) == "3.1 6.1 6.2 7");
    CHECK(edges(edition) == std::vector<std::string>{"20->10 parent", "3->10 parent",
                                                     "3.1->3 extends", "51->5 parent",
                                                     "6->20 parent", "6.1->6 extends",
                                                     "6.2->6 extends", "7->20 parent"});
}

TEST_CASE("an extension of an extension holds all that is below it", "[edition]") {
    const auto base = odd();
    auto data = edition_data("more", {"twig"}, {an_item("6.1", "twig", "6")});
    data.header.extends = id("odd");
    const auto middle = Edition::make(data, &base);
    auto further = edition_data("most", {"bud"}, {an_item("6.1.1", "bud", "6.1")});
    further.header.extends = id("more");
    const auto edition = Edition::make(further, &middle);
    CHECK(edition.own_size() == 1);
    CHECK(edition.levels().size() == 5);
    CHECK(codes(edition.path(at(edition, "6.1.1"))) == "10 20 6 6.1 6.1.1");
}

TEST_CASE("notes are edges to a code or to each item of a range", "[edition]") {
    auto data = edition_data("x", {"only"},
                             {an_item("1", "only"), an_item("2", "only"), an_item("3", "only"),
                              an_item("4", "only"), an_item("5", "only")});
    data.notes = {note_of("5", NoteRelation::included_in, "1"),
                  note_of("1", NoteRelation::excludes, "2", "4"),
                  note_of("1", NoteRelation::excludes, "5"),
                  note_of("2", NoteRelation::excludes, "31", "49"),
                  note_of("3", NoteRelation::excludes, "99"),
                  {code("4"), NoteRelation::excludes, {}, {}, "Others", {}}};
    const auto edition = Edition::make(data);
    CHECK(edges(edition) == std::vector<std::string>{"1->2 excludes", "1->3 excludes",
                                                     "1->4 excludes", "1->5 excludes",
                                                     "2->4 excludes", "5->1 included_in"});
    CHECK(edition.notes().size() == 6);
    CHECK(edition.notes().front().item == code("1"));
    CHECK(codes(edition.roots()) == "1 2 3 4 5");  // notes are no hierarchy
    CHECK(edition.is_leaf(at(edition, "1")));
}

TEST_CASE("a note names its code, its range, or nothing", "[edition]") {
    const auto one = note_of("1", NoteRelation::excludes, "20");
    const auto range = note_of("1", NoteRelation::excludes, "20", "51");
    const Note phrase{code("1"), NoteRelation::excludes, {}, {}, "Others", {}};
    CHECK(names(one, code("20")));
    CHECK_FALSE(names(one, code("3")));
    CHECK(names(range, code("20")));
    CHECK(names(range, code("51")));
    CHECK_FALSE(names(range, code("6")));
    CHECK_FALSE(names(phrase, code("1")));
    CHECK(reference_text(one) == "20");
    CHECK(reference_text(range) == "20 to 51");
    CHECK(reference_text(phrase) == "Others");

    const auto edition = odd();
    CHECK(codes(edition.named_by(one)) == "20");
    CHECK(codes(edition.named_by(range)) == "20 3 5 51");
    CHECK(codes(edition.named_by(note_of("1", NoteRelation::excludes, "99"))).empty());
    CHECK(codes(edition.named_by(phrase)).empty());
}

TEST_CASE("a subtree is an item and all below it", "[edition]") {
    const auto edition = odd();
    CHECK(codes(edition.subtree(at(edition, "10"))) == "10 20 3 6 7");
    CHECK(codes(edition.subtree(at(edition, "6"))) == "6");
}

TEST_CASE("a vertex of the graph is the place of its item", "[edition]") {
    const auto edition = odd();
    CHECK(boost::num_vertices(edition.graph()) == edition.items().size());
    CHECK(edges(edition) == std::vector<std::string>{"20->10 parent", "3->10 parent",
                                                     "51->5 parent", "6->20 parent",
                                                     "7->20 parent"});
    std::vector<std::string> in;
    const auto& graph = edition.graph();
    for (auto [edge, end] = boost::in_edges(edition.index(at(edition, "20")), graph); edge != end;
         ++edge) {
        in.push_back(edition.items()[boost::source(*edge, graph)].code.text());
    }
    CHECK(in == std::vector<std::string>{"6", "7"});
}

TEST_CASE("equal data makes equal editions in whatever order it came", "[edition]") {
    auto data = edition_data("x", {"only"}, {an_item("1", "only"), an_item("2", "only")});
    const auto one = Edition::make(data);
    std::swap(data.items[0], data.items[1]);
    CHECK(one == Edition::make(data));
    data.items[0].title = "Other";
    CHECK_FALSE(one == Edition::make(data));
}

TEST_CASE("status and relation have words", "[edition]") {
    CHECK(to_string(Status::final) == "final");
    CHECK(to_string(Status::draft) == "draft");
    CHECK(to_string(NoteRelation::excludes) == "excludes");
    CHECK(to_string(NoteRelation::included_in) == "included_in");
}
