// Whether one figure is in two rows, against the rule in naive lines that look at all rows again
// and again; and what leaves a code, against all ways to put it.
#include "socshift/convert/sums.hpp"
#include "support/publication.hpp"

#include <boost/multiprecision/cpp_int.hpp>
#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace socshift;
using namespace socshift::test;

namespace {

struct Row {
    std::string code;
    std::string key;
    int n = 0;
    int m = 0;
};

/// Codes that a publication prints twice, by the words of the test catalog.
bool is_printed_twice(const std::string& code) {
    return code == "1-20" || code == "1-30";
}

std::vector<Row> like(const std::vector<Row>& rows, const Row& row) {
    std::vector<Row> out;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(out),
                 [&](const Row& other) { return other.code == row.code && other.key == row.key; });
    return out;
}

bool is_pair(const std::vector<Row>& rows, const Row& row) {
    const auto same = like(rows, row);
    return is_printed_twice(row.code) && same.size() == 2 && same[0].n == same[1].n &&
           same[0].m == same[1].m;
}

bool naive_counts_twice(const std::vector<Row>& rows) {
    return std::any_of(rows.begin(), rows.end(), [&](const Row& row) {
        return is_pair(rows, row) && std::none_of(rows.begin(), rows.end(), [&](const Row& other) {
                   return other.key == row.key && !is_pair(rows, other) &&
                          like(rows, other).size() > 1;
               });
    });
}

}  // namespace

TEST_CASE("one figure in two rows is found as by looking at all rows") {
    rc::prop("refused exactly if the rule says so", [] {
        std::vector<Row> rows;
        const auto size = *rc::gen::inRange(0, 9);
        for (int i = 0; i < size; ++i) {
            rows.push_back({*rc::gen::element<std::string>("1-11", "1-98", "1-20", "1-30"),
                            *rc::gen::element<std::string>("a", "b"), *rc::gen::inRange(1, 3),
                            *rc::gen::inRange(1, 3)});
        }
        const bool by_key = *rc::gen::arbitrary<bool>();
        std::string text = "code,key,n,m,filler\n";
        for (auto& row : rows) {
            text += row.code + "," + row.key + "," + std::to_string(row.n) + "," +
                    std::to_string(row.m) + ",\n";
            row.key = by_key ? row.key : "";
        }
        ConvertRequest request;
        request.delimiter = ',';
        request.sums = {"n"};
        request.means = {"m"};
        request.by = by_key ? std::vector<std::string>{"key"} : std::vector<std::string>{};
        request.block = *rc::gen::inRange<std::size_t>(1, 80);
        request.threads = *rc::gen::inRange(1U, 4U);
        bool refused = false;
        try {
            static_cast<void>(convert_published(text, request));
        } catch (const MixedLevels&) {
            refused = true;
        }
        RC_ASSERT(refused == naive_counts_twice(rows));
    });
}

TEST_CASE("what leaves a code is least and most over all ways to put it") {
    rc::prop("one place for each unit", [] {
        const auto& base = published_catalog().edition(EditionId::parse("main"));
        const std::vector<std::string> leaves = {"1-21", "1-22"};
        std::vector<TouchedCode> touched;
        double least = 1;
        double most = 0;
        for (const auto& leaf : leaves) {
            // The part that leaves: between none and all if nobody knows it.
            const auto kind = *rc::gen::inRange(0, 5);
            double low = 0;
            double high = 0;
            if (kind == 1) {
                touched.push_back({base.find(leaf), Effect::ends, {}, {}, {}});
                low = high = 1;
            } else if (kind == 2) {
                touched.push_back({base.find(leaf), Effect::loses, {}, {}, {}});
                high = 1;
            } else if (kind == 3) {
                touched.push_back({base.find(leaf), Effect::loses, {}, {}, Share{1, 4}});
                low = high = 0.25;
            } else if (kind == 4) {
                touched.push_back({base.find(leaf), Effect::gains, {}, {}, {}});
            }
            least = std::min(least, low);
            most = std::max(most, high);
        }
        const auto found = tally_text("code\n1-20\n", "paper", {}, touched);
        RC_ASSERT(found.touched.size() == (touched.empty() ? 0U : 1U));
        if (!touched.empty()) {
            const auto share = [](double value) {
                return Share{static_cast<std::int64_t>(value * 4), 4};
            };
            RC_ASSERT(found.touched[0].least == share(least));
            RC_ASSERT(found.touched[0].most == share(most));
        }
    });
}
