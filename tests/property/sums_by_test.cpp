// Sums and means by keys, against the same for each key alone and against ten naive lines.
#include "support/conversion.hpp"
#include "support/naive_delimited.hpp"

#include <boost/multiprecision/cpp_int.hpp>
#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <map>

using namespace socshift;
using namespace socshift::test;

namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;
using Rows = std::vector<std::vector<std::string>>;

/// A number with three decimals, so that all columns are rounded alike.
std::string number(int least) {
    const auto thousandths = *rc::gen::inRange(least, 3000);
    const auto text = std::to_string(10000 + std::abs(thousandths)).substr(1);
    return (thousandths < 0 ? "-" : "") + text.substr(0, 1) + "." + text.substr(1);
}

/// Columns code, key, n, w. Each key has a row with numbers, so that each has the same decimals.
std::string random_keyed_file(const std::vector<std::string>& keys) {
    std::string text = "code,key,n,w\n";
    for (const auto& key : keys) {
        text += "1-1," + key + "," + number(-3000) + "," + number(0) + "\n";
    }
    const auto rows = *rc::gen::inRange(0, 25);
    for (int row = 0; row < rows; ++row) {
        const std::vector<std::string> codes = {"1-1", "1-2", "2-1", "2-2", "2-3", "7-7"};
        const bool is_empty = *rc::gen::inRange(0, 6) == 0;
        text += *rc::gen::elementOf(codes) + "," + *rc::gen::elementOf(keys) + "," +
                (is_empty ? "" : number(-3000)) + "," + number(0) + "\n";
    }
    return text;
}

ConvertRequest random_request() {
    ConvertRequest request;
    request.delimiter = ',';
    request.sums = {"n"};
    request.means = {"n"};
    request.by_weight = *rc::gen::inRange(0, 2) == 0 ? "w" : "";
    request.block = *rc::gen::inRange<std::size_t>(1, 80);
    request.threads = *rc::gen::inRange(1U, 4U);
    return request;
}

/// "-1.250", exactly.
cpp_rational exact(const std::string& text) {
    const auto point = std::min(text.find('.'), text.size());
    auto digits = text.substr(text.starts_with('-') ? 1 : 0);
    const auto places = text.size() - std::min(point + 1, text.size());
    digits.erase(std::remove(digits.begin(), digits.end(), '.'), digits.end());
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    const cpp_rational value{
        cpp_int{digits}, boost::multiprecision::pow(cpp_int{10}, static_cast<unsigned>(places))};
    return text.starts_with('-') ? cpp_rational{-value} : value;
}

const std::map<std::string, std::map<std::string, cpp_rational>> small_shares = {
    {"1-1", {{"N1", 1}}},
    {"1-2", {{"N1", {1, 2}}, {"N2", {1, 2}}}},
    {"2-1", {{"N1", {1, 2}}, {"N2", {1, 3}}, {"N3", {1, 6}}}},
    {"2-2", {{"N3", 1}}},
    {"2-3", {{"N2", {1, 3}}, {"N3", {1, 3}}, {"N4", {1, 3}}}}};

}  // namespace

TEST_CASE("figures by key are those of the rows that have this key", "[property]") {
    rc::prop("line by line", [] {
        const std::vector<std::string> keys = {"a", "b", "10", "9"};
        const auto text = random_keyed_file(keys);
        auto request = random_request();
        if (*rc::gen::inRange(0, 2) == 0) {
            request.means.clear();
            request.by_weight.clear();
            request.bounds = true;
        }
        auto by_key = request;
        by_key.by = {"key"};
        Rows expected;
        for (const auto& key : keys) {
            auto alone = request;
            alone.where = {{"key", {key}}};
            auto lines = naive_cells(convert_text(text, alone, Weighting::equal).out, ',');
            for (auto line = lines.begin() + 1; line != lines.end(); ++line) {
                line->insert(line->begin() + 2, key);
                expected.push_back(*line);
            }
        }
        std::sort(expected.begin(), expected.end());
        auto found = naive_cells(convert_text(text, by_key, Weighting::equal).out, ',');
        found.erase(found.begin());
        RC_ASSERT(found == expected);
    });
}

TEST_CASE("means are what a naive program works out", "[property]") {
    rc::prop("to the nearest of nine places", [] {
        const auto text = random_keyed_file({"k"});
        const auto request = random_request();
        std::map<std::string, std::pair<cpp_rational, cpp_rational>> expected;  // weight, product
        const auto rows = naive_cells(text, ',');
        for (std::size_t i = 1; i < rows.size(); ++i) {
            const auto of = small_shares.find(rows[i][0]);
            if (of == small_shares.end()) {
                continue;
            }
            for (const auto& [target, share] : of->second) {
                auto& [weight, product] = expected[target];
                if (!rows[i][2].empty()) {
                    const cpp_rational part =
                        share * (request.by_weight.empty() ? cpp_rational{1} : exact(rows[i][3]));
                    weight += part;
                    product += part * exact(rows[i][2]);
                }
            }
        }
        const auto result = convert_text(text, request, Weighting::equal);
        const auto lines = naive_cells(result.out, ',');
        RC_ASSERT(lines.size() == expected.size() + 1);
        for (std::size_t i = 1; i < lines.size(); ++i) {
            const auto& [weight, product] = expected.at(lines[i][0]);
            const auto& mean = lines[i][3];
            RC_ASSERT(mean.empty() == (weight == 0));
            if (!mean.empty()) {
                const cpp_rational off = exact(mean) - product / weight;
                RC_ASSERT(abs(off) * 2 <= cpp_rational(1, 1'000'000'000));
            }
        }
    });
}
