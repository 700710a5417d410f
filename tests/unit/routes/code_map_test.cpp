#include "socshift/routes/code_map.hpp"

#include "socshift/base/error.hpp"
#include "socshift/changes/family.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <optional>
#include <thread>

using namespace socshift;
using namespace socshift::test;

namespace {

const auto a_id = EditionId::parse("a");
const auto b_id = EditionId::parse("b");
const auto c_id = EditionId::parse("c");

/// Three editions of groups and leaves, and two tables in a row: 1:1, split, merged, gone.
Catalog chain() {
    const std::vector<std::string> levels = {"group", "leaf"};
    const auto a = edition("a", levels,
                           {item("G", "G", "group"), item("H", "H", "group"),
                            item("g1", "one", "leaf", "G"), item("g2", "two", "leaf", "G"),
                            item("h1", "three", "leaf", "H"), item("h2", "four", "leaf", "H")});
    const auto b = edition("b", levels,
                           {item("G", "G", "group"), item("g1", "one", "leaf", "G"),
                            item("g2", "two", "leaf", "G"), item("g3", "three", "leaf", "G")});
    const auto c =
        edition("c", levels,
                {item("K", "K", "group"), item("L", "L", "group"), item("k1", "one", "leaf", "K"),
                 item("k2", "two", "leaf", "K"), item("l1", "three", "leaf", "L")});
    return catalog(
        {a, b, c},
        {table("a", "b",
               {row("g1", "g1"), row("g2", "g2", "1/4"), row("g2", "g3", "3/4"), row("h1", "g3")}),
         table("b", "c", {row("g1", "k1"), row("g2", "k2"), row("g3", "l1")})});
}

/// What is in one place of an answer: "k2 1/4", "nowhere", "unknown".
std::vector<std::string> places(const MappedCode& answer) {
    std::vector<std::string> out;
    for (const auto& place : answer.places) {
        out.push_back((place.item ? place.item->code.text() : std::string{to_string(place.kind)}) +
                      (place.share ? " " + place.share->share.text() : ""));
    }
    return out;
}

using Places = std::vector<std::string>;

}  // namespace

TEST_CASE("a code map follows a code over the tables of its route") {
    const CodeMap map{chain(), a_id, c_id};
    CHECK(map.source().id == a_id);
    CHECK(map.target().id == c_id);
    CHECK(map.route().text() == "a -> b -> c");

    const auto one = map.find("g1");
    REQUIRE(one);
    CHECK(one->source == NamedCode{Code::parse("g1"), "leaf", "one"});
    CHECK(one->is_leaf);
    CHECK(one->cardinality == Cardinality::one_to_one);
    CHECK(places(*one) == Places{"k1 1"});
    CHECK(one->places.front().item == NamedCode{Code::parse("k1"), "leaf", "one"});
    CHECK(one->places.front().share->basis == Basis::only);

    const auto split = map.find("g2");
    CHECK(split->cardinality == Cardinality::many_to_many);
    CHECK(places(*split) == Places{"k2 1/4", "l1 3/4"});
    CHECK(places(*map.find("h1")) == Places{"l1 1"});
    CHECK(map.find("h1")->cardinality == Cardinality::many_to_many);

    const auto gone = map.find("h2");
    CHECK(gone->cardinality == Cardinality::one_to_none);
    CHECK(places(*gone) == Places{"nowhere"});
}

TEST_CASE("a code map answers for a group at its level, or with targets at another") {
    const CodeMap map{chain(), a_id, c_id};
    const auto group = map.find("H");
    REQUIRE(group);
    CHECK_FALSE(group->is_leaf);
    CHECK(places(*group) == Places{"L", "nowhere"});
    CHECK(group->cardinality == Cardinality::many_to_many);
    CHECK(places(*map.find("g1", "group")) == Places{"K 1"});
    CHECK_THROWS_AS(map.find("g1", "floor"), UnknownName);
    CHECK_THROWS_AS(map.all("floor"), UnknownName);
}

TEST_CASE("a code map has no answer for a code that is not there, and says what it may be") {
    const CodeMap map{chain(), a_id, c_id};
    CHECK_FALSE(map.find("k1"));
    CHECK(to_string(map.why_not("k1")) == "'k1' is not a code of a; it is a code of c (leaf: one)");
    CHECK_THROWS_AS(CodeMap(chain(), a_id, EditionId::parse("z")), UnknownName);
}

TEST_CASE("a part that no table speaks of is an unknown place") {
    auto part = unstated("b", "c", {row("1", "1"), row("2", "2")});
    part.coverage = Coverage::part;
    const auto all = catalog(
        {flat("a", {"1", "2", "3", "4"}), flat("b", {"1", "2", "3"}), flat("c", {"1", "2"})},
        {table("a", "b", {row("1", "1"), row("2", "2"), row("2", "3"), row("3", "3")}),
         Correspondence::make(part)});
    const CodeMap map{all, require_route(all, a_id, c_id, {b_id})};
    CHECK(places(*map.find("1")) == Places{"1 1"});
    CHECK(places(*map.find("2")) == Places{"2", "unknown"});
    CHECK(places(*map.find("3")) == Places{"unknown"});
    CHECK(places(*map.find("4")) == Places{"nowhere"});
}

TEST_CASE("an edition is mapped to itself code by code") {
    const CodeMap map{chain(), a_id, a_id};
    CHECK(places(*map.find("g2")) == Places{"g2 1"});
    CHECK(map.all().size() == 4);
}

TEST_CASE("what is said of one code is what families and the whole table say") {
    const auto all = chain();
    const CodeMap map{all, a_id, c_id};
    const auto& source = all.edition(a_id);
    const auto& target = all.edition(c_id);
    const std::string level = GENERATE("group", "leaf");
    const auto whole = at_level(between(all, a_id, c_id), source, target, {level, level});
    const auto found = families({codes_at(source, level), codes_at(target, level)}, {&whole});
    const auto answers = map.all(level);
    REQUIRE(answers.size() == source.cut(level).size());
    for (const auto& answer : answers) {
        CHECK(map.find(answer.source.code.text()) == answer);
        for (const auto& family : found) {
            const auto& codes = family.sources();
            if (std::binary_search(codes.begin(), codes.end(), answer.source.code)) {
                CHECK(answer.cardinality == family.cardinality());
            }
        }
    }
}

TEST_CASE("copies of a code map answer from several threads, and outlive the catalog given") {
    std::optional<CodeMap> map;
    {
        const auto all = chain();
        map.emplace(all, a_id, c_id);
    }
    std::vector<std::vector<MappedCode>> answers(4);
    std::vector<std::thread> threads;
    for (auto& own : answers) {
        threads.emplace_back([copy = *map, &own] {
            for (const auto* const code : {"g1", "g2", "h1", "h2", "G", "H"}) {
                own.push_back(*copy.find(code));
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    for (const auto& own : answers) {
        CHECK(own == answers.front());
    }
}
