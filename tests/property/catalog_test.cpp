// Laws of the catalog's files: what is written is read back, and print and parse undo each other.
#include "socshift/catalog/yaml.hpp"
#include "support/generators.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <tuple>

using namespace socshift;
using namespace socshift::test;

namespace {

template <typename Row>
void forget_places(std::vector<Row>& rows) {
    for (auto& row : rows) {
        row.at = {};
    }
}

template <typename Data>
Data read_back(const Data& data) {
    auto read = std::get<Data>(read_yaml(write_yaml(data), "f.yaml"));
    read.at = {};
    return read;
}

EditionData sorted(EditionData data) {
    std::stable_sort(data.items.begin(), data.items.end(),
                     [](const Item& a, const Item& b) { return a.code < b.code; });
    std::stable_sort(data.notes.begin(), data.notes.end(), [](const Note& a, const Note& b) {
        return std::tie(a.item, a.relation, a.ref, a.range_end, a.phrase) <
               std::tie(b.item, b.relation, b.ref, b.range_end, b.phrase);
    });
    return data;
}

}  // namespace

TEST_CASE("an edition is read as it was written") {
    rc::prop("sorted and without places", [] {
        const auto data = *any_edition_data();
        auto read = read_back(data);
        forget_places(read.items);
        forget_places(read.notes);
        RC_ASSERT(read == sorted(data));
    });
}

TEST_CASE("a correspondence is read as it was written") {
    rc::prop("sorted and without places", [] {
        auto data = *any_correspondence_data();
        auto read = read_back(data);
        forget_places(read.links);
        std::stable_sort(data.links.begin(), data.links.end(), [](const Link& a, const Link& b) {
            return std::tie(a.source, a.target) < std::tie(b.source, b.target);
        });
        RC_ASSERT(read == data);
    });
}

TEST_CASE("counts are read as they were written") {
    rc::prop("sorted and without places", [] {
        auto data = *any_counts();
        auto read = read_back(data);
        forget_places(read.rows);
        std::stable_sort(data.rows.begin(), data.rows.end(),
                         [](const auto& a, const auto& b) { return a.code < b.code; });
        RC_ASSERT(read == data);
    });
}

TEST_CASE("written files hold one row a line and read back to the same bytes") {
    rc::prop("whatever the texts hold", [] {
        const auto data = *any_edition_data();
        const auto text = write_yaml(data);
        const auto rows = std::count(text.begin(), text.end(), '\n');
        const auto& header = data.header;
        const auto optional_lines =
            (header.validity.until ? 1 : 0) + (header.follows ? 1 : 0) + (header.extends ? 1 : 0) +
            (header.aliases.empty() ? 0 : 1) + (header.provenance.date.empty() ? 0 : 1) +
            (header.provenance.source.empty() ? 0 : 1) +
            (header.provenance.made_by.empty() ? 0 : 1) +
            (header.provenance.licence.empty() ? 0 : 1) + (data.notes.empty() ? 0 : 1);
        RC_ASSERT(rows == static_cast<std::ptrdiff_t>(10 + data.items.size() + data.notes.size()) +
                              optional_lines);
        RC_ASSERT(write_yaml(read_yaml(text, "f.yaml")) == text);
    });
}

TEST_CASE("any code is parsed as it is printed") {
    rc::prop("its text", [] {
        const auto code = *any_code();
        RC_ASSERT(Code::parse(code.text()) == code);
    });
}

TEST_CASE("any edition name is parsed as it is printed") {
    rc::prop("its text", [] {
        const auto id = *any_edition_id();
        RC_ASSERT(EditionId::parse(id.text()) == id);
    });
}

TEST_CASE("any share is parsed as it is printed") {
    rc::prop("its text", [] {
        const auto share = *any_share();
        RC_ASSERT(Share::parse(share.text()) == share);
        RC_ASSERT(share.is_one() == (share.text() == "1"));
        RC_ASSERT(share.is_zero() == (share.text() == "0"));
    });
}

TEST_CASE("a share and what it leaves sum to one") {
    rc::prop("exactly", [](std::uint16_t a, std::uint16_t b, std::uint16_t c) {
        const auto whole = static_cast<std::int64_t>(a) + b + c + 1;
        ShareSum sum;
        for (const std::int64_t part : {std::int64_t{a}, std::int64_t{b}, std::int64_t{c} + 1}) {
            sum.add(Share(part, whole));
        }
        RC_ASSERT(sum.is_one());
    });
}

TEST_CASE("any day is parsed as it is printed") {
    rc::prop("its text", [] {
        const auto day = *any_date();
        RC_ASSERT(to_string(day).size() == 10U);
        RC_ASSERT(parse_date(to_string(day)) == day);
    });
}
