#include "socshift/recognise/several_editions.hpp"

#include "support/tables.hpp"

#include <catch2/catch.hpp>

#include <deque>
#include <string>

using namespace socshift;
using namespace socshift::test;

namespace {

/// `base`; `finer`, which divides its 15-1132; `apart`, with some of the same codes.
const Catalog& divided_codes() {
    static const auto base =
        edition("base", {"broad", "detailed"},
                {item("15-1130", "Group", "broad"), item("15-1132", "One", "detailed", "15-1130"),
                 item("15-1133", "Two", "detailed", "15-1130")});
    static const auto result =
        catalog({base,
                 extension("finer", base,
                           {item("15-1132.00", "One", "extended", "15-1132"),
                            item("15-1132.01", "Uno", "extended", "15-1132")}),
                 flat("apart", {"15-1132", "15-1134", "1511-34"})},
                {});
    return result;
}

/// The editions that have @p cell, each with the code it means.
std::string having(std::string_view cell) {
    static const std::deque<CodeRecogniser> recognisers = [] {
        std::deque<CodeRecogniser> out;
        for (const auto* const name : {"base", "finer", "apart"}) {
            out.emplace_back(divided_codes(), EditionId::parse(name));
        }
        return out;
    }();
    std::string out;
    for (const auto& reading :
         readings_in({&recognisers[0], &recognisers[1], &recognisers[2]}, cell)) {
        out += (out.empty() ? "" : ", ") + recognisers[reading.edition].edition().id().text() +
               " " + reading.recognition.item->code.text();
    }
    return out;
}

}  // namespace

TEST_CASE("a cell is of every edition that has its code") {
    CHECK(having("15-1133") == "base 15-1133, finer 15-1133");
    CHECK(having(" 151133") == "base 15-1133, finer 15-1133");
    CHECK(having("15-1132.01") == "finer 15-1132.01");
    CHECK(having("15-1134") == "apart 15-1134");
    CHECK(having("15-1139").empty());
    CHECK(having("").empty());
}

TEST_CASE("what an extension divides is of the edition that has it whole") {
    CHECK(having("15-1132") == "base 15-1132, apart 15-1132");
    CHECK(having("15-1130") == "base 15-1130, finer 15-1130");
}
