// XML cut while it is read: whatever the pieces of the reading are, and whatever looks like a tag.
#include "socshift/io/xml_pieces.hpp"

#include "socshift/base/error.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

using namespace socshift;

namespace {

struct Cut {
    std::string pieces;
    std::string rest;
    std::size_t count = 0;
};

/// @p at_once bytes are read at a time.
Cut cut(std::string_view text, std::string_view container, std::size_t at_once,
        std::size_t most = 1000000) {
    std::size_t given = 0;
    XmlPieces pieces(
        container, most,
        [&](char* to, std::size_t size) {
            const auto count = text.copy(to, std::min(size, at_once), given);
            given += count;
            return count;
        },
        [](std::string_view what, std::uint64_t at) {
            throw Error(std::string{what} + " at " + std::to_string(at));
        });
    Cut out;
    while (pieces.next()) {
        CHECK(text.substr(pieces.begin(), pieces.piece().size()) == pieces.piece());
        out.pieces += pieces.piece();
        ++out.count;
    }
    out.rest = pieces.rest();
    return out;
}

void check(const std::string& before, const std::string& within, const std::string& behind,
           std::string_view container = "rows") {
    for (const std::size_t at_once : {1U, 2U, 3U, 7U, 1000U}) {
        CAPTURE(at_once, before, within, behind);
        const auto found = cut(before + within + behind, container, at_once);
        CHECK(found.pieces == within);
        CHECK(found.rest == before + behind);
    }
}

}  // namespace

TEST_CASE("children of an element are cut out, and all else is the rest", "[io][xml]") {
    check("<a><rows>", "<r>1</r><r>2</r>", "</rows><b/></a>");
    check("<?xml version='1.0'?>\n<x:a k=\">\" l='<rows>'><x:rows k='/>'>",
          " <x:r k='</x:r>'><c/></x:r>\n<x:r/> ", "</x:rows></x:a>\n");
    check("<!-- <a><rows><r/> --><a><![CDATA[<rows>]]><rows>",
          "<r><!-- </r></rows> --><![CDATA[</r>]]></r>", "</rows></a>");
    check("<!DOCTYPE a><a><rows >", "<r><rows><r/></rows></r>", "</rows ><rows><r/></rows></a>");
    check("<rows>", "<r/>", "</rows>", "");
}

TEST_CASE("an element that is not there or empty has no pieces", "[io][xml]") {
    for (const auto* const text :
         {"", "text", "<a/>", "<a><b><rows><r/></rows></b></a>", "<a><rows/><b/></a>",
          "<a><rows></rows><rows><r/></rows></a>", "<a", "<a><!-- <rows>"}) {
        check(text, "", "");
    }
}

TEST_CASE("what does not end is a piece as far as it goes, for a parser to refuse", "[io][xml]") {
    for (const auto* const text : {"<r><c", "<r><c>", "<r", "<r k='", "<!-- ", "<r/></r"}) {
        CAPTURE(text);
        const auto found = cut(std::string{"<a><rows>"} + text, "rows", 3);
        CHECK(found.pieces + found.rest.substr(9) == text);
        CHECK(found.rest.substr(0, 9) == "<a><rows>");
    }
}

TEST_CASE("many children come in several pieces, each whole", "[io][xml]") {
    std::string within;
    for (int i = 0; i < 20000; ++i) {
        within += "<r><c>" + std::to_string(i) + "</c></r>";
    }
    const auto found = cut("<rows>" + within + "</rows>", "", 10000);
    CHECK(found.pieces == within);
    CHECK(found.count > 3);
    CHECK_THROWS_WITH(cut("<rows><r>" + std::string(200000, 'x') + "</r></rows>", "", 1000, 100000),
                      "an element that is too long at 6");
    CHECK_THROWS_WITH(cut("<rows/>" + std::string(200000, 'x'), "", 1000, 100000),
                      "too much beside its rows at " + std::to_string(100000 / 1000 * 1000 + 1000));
}
