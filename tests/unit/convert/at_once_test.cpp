// Run under ThreadSanitizer as well.
#include "socshift/convert/rows.hpp"
#include "support/conversion.hpp"
#include "support/threads.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <string>
#include <vector>

using namespace socshift;
using namespace socshift::test;

namespace {

/// Rows with codes that are carried, divided, repaired and set aside.
std::string mixed_rows(std::size_t rows) {
    const std::vector<std::string> codes = {"1-1", "1-2",    "2-1", "2-2", "2-3", "3-1",
                                            "9-9", "Nov-31", "11",  "",    "1-0"};
    std::string text = "code,n,year\n";
    for (std::size_t row = 0; row < rows; ++row) {
        text += codes[row * 7 % codes.size()] + "," + std::to_string(row % 10) + "," +
                std::to_string(2000 + row % 4) + "\n";
    }
    return text;
}

/// Every way to carry data: rows, drawn rows, divided figures, sums, sums by a key.
std::vector<ConvertRequest> all_ways() {
    std::vector<ConvertRequest> ways(5);
    ways[1].split = Split::draw;
    ways[1].draws = 2;
    ways[2].scale = {"n"};
    ways[3].sums = {"n"};
    ways[3].means = {"n"};
    ways[4].sums = {"n"};
    ways[4].by = {"year"};
    return ways;
}

}  // namespace

TEST_CASE("conversions at once, each of several threads, give what each gives alone") {
    const auto text = mixed_rows(600);
    for (auto request : all_ways()) {
        const auto alone = convert_text(text, request, Weighting::equal);
        request.threads = 3;
        request.block = 64;
        const auto at_once = on_threads(3, [&](std::size_t /*thread*/) {
            return convert_text(text, request, Weighting::equal);
        });
        for (const auto& one : at_once) {
            CHECK(one.out == alone.out);
            CHECK(one.rejects == alone.rejects);
            CHECK(one.summary.rows_in == alone.summary.rows_in);
            CHECK(one.summary.rows_rejected == alone.summary.rows_rejected);
        }
    }
}
