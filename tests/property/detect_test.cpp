#include "socshift/catalog/builtin.hpp"
#include "support/detection.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace socshift;
using namespace socshift::test;

namespace {

/// The codes of @p id that no other edition of the shipped catalog has, but by inheriting them.
std::vector<std::string> own_codes(const EditionId& id) {
    const auto& catalog = builtin_catalog();
    std::vector<std::string> codes;
    for (const auto& item : catalog.edition(id).items()) {
        const auto ids = catalog.edition_ids();
        const bool elsewhere = std::any_of(ids.begin(), ids.end(), [&](const EditionId& other) {
            const auto* const there = catalog.edition(other).find(item.code);
            return other != id && catalog.header(other).status == Status::final &&
                   there != nullptr && !(there->inherited && catalog.header(other).extends == id);
        });
        if (!elsewhere) {
            codes.push_back(item.code.text());
        }
    }
    return codes;
}

/// Without leaves of another edition that this one divides: they are codes of that one.
std::vector<std::string> all_codes(const EditionId& id) {
    const auto& catalog = builtin_catalog();
    const auto& edition = catalog.edition(id);
    std::vector<std::string> codes;
    for (const auto& item : edition.items()) {
        const auto& base = edition.header().extends;
        if (!base || !item.inherited || edition.is_leaf(item) ||
            !catalog.edition(*base).is_leaf(*catalog.edition(*base).find(item.code))) {
            codes.push_back(item.code.text());
        }
    }
    return codes;
}

std::vector<std::string> sample(const std::vector<std::string>& codes) {
    const auto size = *rc::gen::inRange(1, 40);
    return *rc::gen::container<std::vector<std::string>>(static_cast<std::size_t>(size),
                                                         rc::gen::elementOf(codes));
}

}  // namespace

TEST_CASE("a column that has a code of one edition only, and others of it, is that edition") {
    const auto ids = builtin_catalog().edition_ids();
    std::vector<EditionId> with_own;
    std::copy_if(ids.begin(), ids.end(), std::back_inserter(with_own), [](const EditionId& id) {
        return builtin_catalog().header(id).status == Status::final && !own_codes(id).empty();
    });
    REQUIRE(with_own.size() >= 3);
    rc::prop("detect finds the edition", [&] {
        const auto id = *rc::gen::elementOf(with_own);
        auto codes = sample(all_codes(id));
        codes.push_back(*rc::gen::elementOf(own_codes(id)));
        const auto column = detect_codes(codes, builtin_catalog());
        RC_ASSERT(column.verdict == EditionCertainty::clear);
        RC_ASSERT(column.answer.front() == id);
    });
}

TEST_CASE("rows are counted as a naive count has them") {
    rc::prop("editions that are told", [] {
        const auto& catalog = detection_catalog();
        const auto codes = sample({"1-00", "1-01", "1-02", "1-03", "1-04", "1-01.00", "1-02.51",
                                   "1-98", "1-99", "010", "0301", "x"});
        const auto naive = naive_explained(codes, catalog);
        const auto column = detect_codes(codes, catalog);
        for (const auto& each : column.editions) {
            // A publication prints groups as well, and has no item for them.
            const auto count = [&](const std::string& code) {
                return static_cast<std::uint64_t>(std::count(codes.begin(), codes.end(), code));
            };
            const auto& name = each.edition.text();
            const auto more = name == "paper" ? count("1-00") : 0;
            RC_ASSERT(each.rows == naive.at(name) + more);
        }
        for (const auto& id : column.answer) {
            RC_ASSERT(naive.count(id.text()) == 1U);
        }
        if (column.verdict == EditionCertainty::clear) {
            const auto by_suffix = column.repaired.of(Repair::extra_suffix) +
                                   column.repaired.of(Repair::missing_suffix);
            const auto rows = rows_of(column, column.answer.front().text()) + by_suffix;
            RC_ASSERT(rows <= column.explained);
            RC_ASSERT(column.explained - rows < rows);  // a stray code says nothing of the column
        }
    });
}

TEST_CASE("noise lowers the explained rows by exactly as much as there is") {
    rc::prop("every number but that of the rows stays", [] {
        const auto codes = sample(all_codes(EditionId::parse("soc2018")));
        auto noisy = codes;
        const auto noise = *rc::gen::inRange<std::size_t>(0, codes.size());
        for (std::size_t i = 0; i < noise; ++i) {
            const auto at = *rc::gen::inRange<std::size_t>(0, noisy.size() + 1);
            noisy.insert(noisy.begin() + static_cast<std::ptrdiff_t>(at), "noise");
        }
        const auto clean = detect_codes(codes, builtin_catalog());
        const auto column = detect_codes(noisy, builtin_catalog());
        RC_ASSERT(column.rows == clean.rows + noise);
        RC_ASSERT(column.explained == clean.explained);
        RC_ASSERT(column.rows - column.explained == noise);
        RC_ASSERT(column.verdict == clean.verdict);
        RC_ASSERT(column.answer == clean.answer);
    });
}

TEST_CASE("the order of rows makes no difference to the verdict") {
    rc::prop("reversed", [] {
        auto codes = sample({"1-00", "1-01", "1-03", "1-04", "1-02.51", "1-98", "010", "x"});
        const auto one = detect_codes(codes);
        std::reverse(codes.begin(), codes.end());
        const auto other = detect_codes(codes);
        RC_ASSERT(one.verdict == other.verdict);
        RC_ASSERT(one.answer == other.answer);
        RC_ASSERT(one.explained == other.explained);
    });
}
