#include "socshift/base/nearest.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace socshift;

TEST_CASE("the distance of two words counts single edits", "[nearest]") {
    CHECK(edit_distance("", "") == 0);
    CHECK(edit_distance("", "abc") == 3);
    CHECK(edit_distance("abc", "") == 3);
    CHECK(edit_distance("soc2018", "soc2018") == 0);
    CHECK(edit_distance("soc2018", "soc2081") == 1);   // neighbours swapped
    CHECK(edit_distance("soc218", "soc2018") == 1);    // one put in
    CHECK(edit_distance("socc2018", "soc2018") == 1);  // one left out
    CHECK(edit_distance("sac2018", "soc2018") == 1);   // one replaced
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("ca", "abc") == 3);  // a swapped pair is not edited again
}

TEST_CASE("the nearest name is the first of the fewest edits, and no further than allowed",
          "[nearest]") {
    const std::vector<std::string> names = {"tree", "find", "fine", "diff"};
    const auto name = [](const std::string& text) { return text; };
    CHECK(nearest(names, "finde", 2, name) == &names[1]);
    CHECK(nearest(names, "fin", 1, name) == &names[1]);
    CHECK(nearest(names, "fine", 0, name) == &names[2]);
    CHECK(nearest(names, "fxnx", 1, name) == nullptr);
    CHECK(nearest(std::vector<std::string>{}, "fine", 9, name) == nullptr);
    CHECK(did_you_mean("find") == "; did you mean 'find'?");
    CHECK(did_you_mean("").empty());
}

TEST_CASE("of very many names the first are listed", "[nearest]") {
    std::vector<std::string> names;
    for (int i = 0; i < 150; ++i) {
        names.push_back("n" + std::to_string(i));
    }
    names.emplace_back(1'000'000, 'x');
    const auto text = choices("n149x", names);
    CHECK(text.size() < 2000);
    CHECK(text.ends_with("'n99' and 51 more; did you mean 'n149'?"));
}
