// Laws of tables, chains, families and diffs: first all tables of at most 3 x 3 codes, then random
// ones with shares.
#include "socshift/changes/diff.hpp"
#include "socshift/changes/family.hpp"
#include "socshift/routes/compose.hpp"
#include "support/naive.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <numeric>

using namespace socshift;
using namespace socshift::test;

namespace {

std::string code_text(unsigned number) {
    return std::to_string(number);
}

std::vector<std::string> codes(unsigned count) {
    std::vector<std::string> out;
    for (unsigned i = 0; i < count; ++i) {
        out.push_back(code_text(i));
    }
    return out;
}

std::vector<Code> parsed(unsigned count) {
    std::vector<Code> out;
    for (unsigned i = 0; i < count; ++i) {
        out.push_back(Code::parse(code_text(i)));
    }
    return out;
}

/// The table whose links are the bits of `bits`, one a pair of codes.
Correspondence table_of_bits(const char* source, const char* target, unsigned rows,
                             unsigned columns, unsigned bits) {
    std::vector<Link> links;
    for (unsigned i = 0; i < rows * columns; ++i) {
        if ((bits >> i & 1U) != 0) {
            links.push_back(row(code_text(i / columns), code_text(i % columns)));
        }
    }
    return table(source, target, std::move(links));
}

/// `size` codes a side. Each source has some targets, with stated shares or none; when `full`, at
/// least one target and always shares.
Correspondence random_table(const char* source, const char* target, unsigned size, bool full) {
    std::vector<Link> links;
    for (unsigned s = 0; s < size; ++s) {
        auto weights =
            *rc::gen::container<std::vector<int>>(size, rc::gen::inRange(0, 4)).as("weights");
        const bool stated = full || *rc::gen::arbitrary<bool>().as("shares are stated");
        const auto basis = static_cast<Basis>(*rc::gen::inRange(1, 6).as("basis"));
        if (full && std::accumulate(weights.begin(), weights.end(), 0) == 0) {
            weights[s] = 1;
        }
        const auto sum = std::accumulate(weights.begin(), weights.end(), 0);
        for (unsigned t = 0; t < size; ++t) {
            if (weights[t] != 0) {
                const auto share = Share{weights[t], sum}.text();
                links.push_back(row(code_text(s), code_text(t), stated ? share : "", basis));
            }
        }
    }
    return table(source, target, std::move(links));
}

bool shares_sum_to_one(const Correspondence& table) {
    for (const auto& link : table.links()) {
        ShareSum sum;
        bool stated = true;
        for (const auto& other : table.links_from(link.source)) {
            const auto known = known_share(table, other);
            stated = stated && known.has_value();
            if (known) {
                sum.add(known->share);
            }
        }
        if (const auto places = table.places(link.source); stated && places.ends) {
            sum.add(known_end(places).value().share);
        }
        if (stated && !sum.is_one()) {
            return false;
        }
    }
    return true;
}

std::vector<Family> fast_families(unsigned rows, unsigned columns, const Correspondence& table) {
    return families({{table.source(), parsed(rows)}, {table.target(), parsed(columns)}}, {&table});
}

/// Where both sides know a share, it is the same share.
bool agree(const std::vector<NaiveLink>& a, const std::vector<NaiveLink>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const NaiveLink& left, const NaiveLink& right) {
                          const auto share = [](const NaiveLink& link) {
                              return link.known->substr(0, link.known->find(' '));
                          };
                          return left.source == right.source && left.target == right.target &&
                                 (!left.known || !right.known || share(left) == share(right));
                      });
}

}  // namespace

TEST_CASE("every chain of a 2 x 3 and a 3 x 3 table is what three loops make of it", "[property]") {
    std::size_t wrong = 0;
    for (unsigned ab_bits = 0; ab_bits < 64; ++ab_bits) {
        const auto ab = table_of_bits("a", "b", 2, 3, ab_bits);
        for (unsigned bc_bits = 0; bc_bits < 512; ++bc_bits) {
            const auto bc = table_of_bits("b", "c", 3, 3, bc_bits);
            const auto ac = compose(ab, bc);
            wrong += as_naive(ac) == naive_compose(ab, bc) ? 0U : 1U;
            wrong += pairs(ac.reversed()) == pairs(compose(bc.reversed(), ab.reversed())) ? 0U : 1U;
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("chaining three tables of 2 x 2 has the same links either way", "[property]") {
    std::size_t wrong = 0;
    for (unsigned bits = 0; bits < 16 * 16 * 16; ++bits) {
        const auto ab = table_of_bits("a", "b", 2, 2, bits & 15U);
        const auto bc = table_of_bits("b", "c", 2, 2, bits >> 4U & 15U);
        const auto cd = table_of_bits("c", "d", 2, 2, bits >> 8U & 15U);
        wrong +=
            agree(as_naive(compose(compose(ab, bc), cd)), as_naive(compose(ab, compose(bc, cd))))
                ? 0U
                : 1U;
    }
    CHECK(wrong == 0);
}

TEST_CASE("families of every table up to 3 x 3 are what joining groups gives", "[property]") {
    std::size_t wrong = 0;
    for (unsigned rows = 1; rows <= 3; ++rows) {
        for (unsigned columns = 1; columns <= 3; ++columns) {
            for (unsigned bits = 0; bits < 1U << (rows * columns); ++bits) {
                const auto ab = table_of_bits("a", "b", rows, columns, bits);
                const auto found = fast_families(rows, columns, ab);
                wrong += found == naive_families(parsed(rows), parsed(columns), ab) ? 0U : 1U;
            }
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("a chain of random tables is what three loops make of it", "[property]") {
    rc::prop("links, shares and basis are the same", [] {
        const auto size = *rc::gen::inRange(1U, 6U);
        const auto ab = random_table("a", "b", size, false);
        const auto bc = random_table("b", "c", size, false);
        RC_ASSERT(as_naive(compose(ab, bc)) == naive_compose(ab, bc));
    });
    rc::prop("shares that are known sum to one", [] {
        const auto size = *rc::gen::inRange(1U, 6U);
        const auto ab = random_table("a", "b", size, false);
        const auto bc = random_table("b", "c", size, false);
        RC_ASSERT(shares_sum_to_one(compose(ab, bc)));
    });
}

TEST_CASE("chaining is associative", "[property]") {
    rc::prop("in links, shares and basis where every share is stated", [] {
        const auto size = *rc::gen::inRange(1U, 5U);
        const auto ab = random_table("a", "b", size, true);
        const auto bc = random_table("b", "c", size, true);
        const auto cd = random_table("c", "d", size, true);
        RC_ASSERT(as_naive(compose(compose(ab, bc), cd)) == as_naive(compose(ab, compose(bc, cd))));
    });
    rc::prop("in links always, and no two known shares differ", [] {
        const auto size = *rc::gen::inRange(1U, 5U);
        const auto ab = random_table("a", "b", size, false);
        const auto bc = random_table("b", "c", size, false);
        const auto cd = random_table("c", "d", size, false);
        RC_ASSERT(
            agree(as_naive(compose(compose(ab, bc), cd)), as_naive(compose(ab, compose(bc, cd)))));
    });
}

TEST_CASE("chaining with the identity changes nothing", "[property]") {
    rc::prop("on either side", [] {
        const auto size = *rc::gen::inRange(1U, 6U);
        const auto ab = random_table("a", "b", size, false);
        RC_ASSERT(as_naive(compose(identity(flat("a", codes(size))), ab)) == as_naive(ab));
        RC_ASSERT(as_naive(compose(ab, identity(flat("b", codes(size))))) == as_naive(ab));
    });
}

TEST_CASE("reversing a chain is chaining the reverses", "[property]") {
    rc::prop("in links", [] {
        const auto size = *rc::gen::inRange(1U, 6U);
        const auto ab = random_table("a", "b", size, false);
        const auto bc = random_table("b", "c", size, false);
        RC_ASSERT(pairs(compose(ab, bc).reversed()) ==
                  pairs(compose(bc.reversed(), ab.reversed())));
    });
}

TEST_CASE("families are a partition that no link crosses", "[property]") {
    rc::prop("and are what joining groups gives", [] {
        const auto size = *rc::gen::inRange(1U, 9U);
        const auto ab = random_table("a", "b", size, false);
        const auto found = fast_families(size, size, ab);
        RC_ASSERT(found == naive_families(parsed(size), parsed(size), ab));
        std::size_t members = 0;
        for (const auto& family : found) {
            members += family.size();
        }
        RC_ASSERT(members == 2 * size);
    });
}

TEST_CASE("a diff counts what is there", "[property]") {
    rc::prop("each code is in one change, and backwards the kinds swap", [] {
        const auto size = *rc::gen::inRange(1U, 7U);
        const auto before = flat("a", codes(size));
        const auto after = flat("b", codes(size));
        const auto ab = random_table("a", "b", size, false);
        const LevelPair levels{"leaf", "leaf"};
        const auto forward = diff(before, after, ab, levels).counts;
        const auto backward = diff(after, before, ab.reversed(), levels).counts;
        RC_ASSERT(forward.families == backward.families);
        RC_ASSERT(forward.of(ChangeKind::split) == backward.of(ChangeKind::merged));
        RC_ASSERT(forward.of(ChangeKind::added) == backward.of(ChangeKind::removed));
        RC_ASSERT(forward.sources_with_several_targets == backward.targets_with_several_sources);
        RC_ASSERT(std::accumulate(forward.by_kind.begin(), forward.by_kind.end(), std::size_t{0}) ==
                  forward.families);
    });
    rc::prop("an edition differs in nothing from itself", [] {
        const auto one = flat("a", codes(*rc::gen::inRange(0U, 20U)));
        RC_ASSERT(diff(one, one, identity(one), {"leaf", "leaf"}).empty());
    });
}
