// Laws of the model, against naive second opinions.
#include "support/model.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/nearest.hpp"
#include "socshift/base/title.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/model/edition.hpp"
#include "support/generators.hpp"
#include "support/naive_model.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <map>
#include <set>

using namespace socshift;
using namespace socshift::test;

namespace {

std::set<std::string> found_cycles(const std::vector<Item>& items) {
    auto data = edition_data("e", {"only"}, items);
    std::set<std::string> out;
    for (const auto& finding : check(data)) {
        if (finding.rule == "cycle") {
            const auto row = finding.where.line - 10;
            CHECK(out.insert(items[row].code.text()).second);
        }
    }
    return out;
}

/// Item i has the code "i" and the parent `parents[i]`; the number of items stands for none.
std::vector<Item> with_parents(const std::vector<std::size_t>& parents) {
    std::vector<Item> items;
    for (std::size_t i = 0; i < parents.size(); ++i) {
        items.push_back(an_item(std::to_string(i), "only",
                                parents[i] == parents.size() ? "" : std::to_string(parents[i])));
    }
    return items;
}

template <typename Make>
std::optional<Findings> refusal(Make make) {
    try {
        make();
        return std::nullopt;
    } catch (const DataError& error) {
        return error.findings();
    }
}

}  // namespace

TEST_CASE("cycles are found where a naive search finds them for all small graphs") {
    for (std::size_t size = 1; size <= 4; ++size) {
        std::vector<std::size_t> parents(size, 0);
        for (bool more = true; more;) {
            const auto items = with_parents(parents);
            if (found_cycles(items) != naive_cycles(items)) {
                CAPTURE(parents);
                FAIL("a naive search disagrees");
            }
            std::size_t digit = 0;
            while (digit < size && parents[digit] == size) {
                parents[digit++] = 0;
            }
            more = digit < size;
            if (more) {
                ++parents[digit];
            }
        }
    }
}

TEST_CASE("cycles are found where a naive search finds them for large graphs") {
    rc::prop("of any shape", [] {
        const auto size = *rc::gen::inRange<std::size_t>(1, 40);
        const auto parents = *rc::gen::container<std::vector<std::size_t>>(
            size, rc::gen::inRange<std::size_t>(0, size + 1));
        const auto items = with_parents(parents);
        RC_ASSERT(found_cycles(items) == naive_cycles(items));
    });
}

/// make() sorts rows before it looks at them; check() takes them as they come.
static std::vector<std::string> in_any_order(const Findings& findings) {
    auto out = printed(findings);
    std::sort(out.begin(), out.end());
    return out;
}

TEST_CASE("an edition is made exactly when check finds no error") {
    rc::prop("and refused with what check finds", [] {
        const auto data = *small_edition_data();
        const auto findings = check(data);
        const auto refused = refusal([&] { (void)Edition::make(data); });
        RC_CLASSIFY(!refused, "sound");
        RC_ASSERT(refused.has_value() == has_errors(findings));
        if (refused) {
            RC_ASSERT(in_any_order(*refused) == in_any_order(findings));
        }
    });
}

TEST_CASE("a table is made exactly when check finds no error") {
    rc::prop("and refused with what check finds", [] {
        const auto data = *small_correspondence_data();
        const auto findings = check(data);
        const auto refused = refusal([&] { (void)Correspondence::make(data); });
        RC_CLASSIFY(!refused, "sound");
        RC_ASSERT(refused.has_value() == has_errors(findings));
        if (refused) {
            RC_ASSERT(in_any_order(*refused) == in_any_order(findings));
        }
    });
}

TEST_CASE("a made table has shares that sum to one or none at all") {
    rc::prop("for each source", [] {
        const auto data = *small_correspondence_data();
        RC_PRE(!has_errors(check(data)));
        const auto table = Correspondence::make(data);
        std::size_t seen = 0;
        for (const auto& link : table.links()) {
            const auto range = table.links_from(link.source);
            RC_ASSERT(!range.empty());
            if (range.begin() != &link) {
                continue;
            }
            ShareSum sum;
            for (const auto& other : range) {
                RC_ASSERT(other.share.has_value() == link.share.has_value());
                if (other.share) {
                    sum.add(*other.share);
                }
                ++seen;
            }
            RC_ASSERT(!link.share || sum.is_one());
        }
        RC_ASSERT(seen == table.links().size());
    });
}

TEST_CASE("turning a table twice gives its pairs again") {
    rc::prop("without shares", [] {
        const auto data = *small_correspondence_data();
        RC_PRE(!has_errors(check(data)));
        const auto table = Correspondence::make(data);
        const auto twice = table.reversed().reversed();
        RC_ASSERT(twice.links().size() == table.links().size());
        for (std::size_t i = 0; i < table.links().size(); ++i) {
            RC_ASSERT(twice.links()[i].source == table.links()[i].source);
            RC_ASSERT(twice.links()[i].target == table.links()[i].target);
        }
    });
}

TEST_CASE("the hierarchy of an edition is what a naive walk says") {
    rc::prop("for every pair of items", [] {
        const auto edition = *any_edition();
        for (const auto& above : edition.items()) {
            std::string below;
            for (const auto& item : edition.items()) {
                const bool within = naive_is_within(edition, item, above);
                const auto path = edition.path(item);
                RC_ASSERT((std::find(path.begin(), path.end(), &above) != path.end()) == within);
                if (within && edition.is_leaf(item)) {
                    below += (below.empty() ? "" : " ") + item.code.text();
                }
            }
            RC_ASSERT(codes(edition.leaves(above)) == below);
        }
    });
}

TEST_CASE("every leaf lies in exactly one member of a cut") {
    rc::prop("at any level", [] {
        const auto edition = *any_edition();
        const auto level = *rc::gen::elementOf(edition.levels());
        const auto cut = edition.cut(level);
        RC_ASSERT(std::is_sorted(cut.begin(), cut.end()));
        for (const auto& item : edition.items()) {
            std::vector<const Item*> holders;
            for (const auto* const member : cut) {
                if (naive_is_within(edition, item, *member)) {
                    holders.push_back(member);
                }
            }
            RC_ASSERT(holders.size() <= 1U);
            RC_ASSERT(!edition.is_leaf(item) || holders.size() == 1U);
            RC_ASSERT(edition.cut_member(item, level) ==
                      (holders.empty() ? nullptr : holders.front()));
        }
        for (const auto* const member : cut) {
            RC_ASSERT(member->level == level || edition.is_leaf(*member) ||
                      *edition.level_index(member->level) > *edition.level_index(level));
        }
    });
}

TEST_CASE("folding a title twice is folding it once") {
    rc::prop("whatever it holds", [] {
        const auto title = *any_text();
        RC_ASSERT(fold_title(fold_title(title)) == fold_title(title));
    });
}

TEST_CASE("the distance of words is one") {
    const auto word = rc::gen::container<std::string>(rc::gen::elementOf(std::string{"abc"}));
    rc::prop("that is zero for equals and the same both ways and never more than the longer",
             [word] {
                 const auto a = *word;
                 const auto b = *word;
                 const auto distance = edit_distance(a, b);
                 RC_ASSERT((distance == 0) == (a == b));
                 RC_ASSERT(distance == edit_distance(b, a));
                 RC_ASSERT(distance <= std::max(a.size(), b.size()));
                 RC_ASSERT(distance + std::min(a.size(), b.size()) >= std::max(a.size(), b.size()));
             });
}
