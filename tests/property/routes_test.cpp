// Laws of routes, of what explains a composed link, of families over several editions and of round
// trips, on random tables and against naive second opinions.
#include "socshift/changes/family_index.hpp"
#include "socshift/routes/alternatives.hpp"
#include "socshift/routes/compose.hpp"
#include "socshift/routes/explain.hpp"
#include "socshift/routes/round_trip.hpp"
#include "support/model.hpp"
#include "support/naive.hpp"
#include "support/program_run.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <sstream>

using namespace socshift;
using namespace socshift::test;

namespace {

std::vector<std::string> leaf_codes(unsigned count) {
    std::vector<std::string> out;
    for (unsigned i = 0; i < count; ++i) {
        out.push_back(std::to_string(i));
    }
    return out;
}

/// `size` codes a side; every source has a target, with shares if `stated`, else with or without.
Correspondence random_step(const std::string& source, const std::string& target, unsigned size,
                           bool stated) {
    std::vector<Link> links;
    for (unsigned s = 0; s < size; ++s) {
        auto weights =
            *rc::gen::container<std::vector<int>>(size, rc::gen::inRange(0, 4)).as("weights");
        weights[s] += std::accumulate(weights.begin(), weights.end(), 0) == 0 ? 1 : 0;
        const auto sum = std::accumulate(weights.begin(), weights.end(), 0);
        const bool has_shares = stated || *rc::gen::arbitrary<bool>().as("has shares");
        for (unsigned t = 0; t < size; ++t) {
            if (weights[t] != 0) {
                links.push_back(row(std::to_string(s), std::to_string(t),
                                    has_shares ? Share{weights[t], sum}.text() : ""));
            }
        }
    }
    return table(source, target, std::move(links));
}

/// Editions a, b, c, … with tables between some of them.
Catalog random_catalog(unsigned editions, unsigned size) {
    const std::vector<std::string> names = {"a", "b", "c", "d", "e"};
    std::vector<Edition> all;
    std::vector<Correspondence> tables;
    for (unsigned i = 0; i < editions; ++i) {
        all.push_back(flat(names[i], leaf_codes(size)));
        for (unsigned j = 0; j < editions; ++j) {
            if (i != j && *rc::gen::inRange(0, 3).as("has a table") == 0) {
                tables.push_back(random_step(names[i], names[j], size, false));
            }
        }
    }
    return catalog(all, tables);
}

std::vector<std::string> lines(const std::vector<std::string>& arguments) {
    const auto run = test::run_program(arguments);
    REQUIRE(run.code == cli::ExitCode::ok);
    std::vector<std::string> result;
    std::istringstream text{run.out};
    for (std::string line; std::getline(text, line);) {
        result.push_back(line);
    }
    return result;
}

std::vector<std::string> cells(const std::string& line, char delimiter) {
    std::vector<std::string> out(1);
    for (const char c : line) {
        if (c == delimiter) {
            out.emplace_back();
        } else {
            out.back() += c;
        }
    }
    return out;
}

}  // namespace

TEST_CASE("the routes that are found are those of walking every path", "[property]") {
    rc::prop("in the same order, within the bounds", [] {
        const auto editions = *rc::gen::inRange(2U, 6U);
        const auto all = random_catalog(editions, *rc::gen::inRange(1U, 4U));
        const RouteLimits bounds{*rc::gen::inRange<std::size_t>(1, 12),
                                 *rc::gen::inRange<std::size_t>(1, 5)};
        std::vector<std::string> found;
        for (const auto& route : find_routes(all, id("a"), id("b"), bounds)) {
            const bool second = route.steps.size() == 1 && route.steps.front().reversed &&
                                all.correspondence(route.from, route.to) != nullptr;
            if (!second) {  // the naive walk knows one step between two editions
                found.push_back(route.text());
            }
        }
        auto expected = naive_routes(all, id("a"), id("b"), bounds);
        // What the verbs use is there however long it is.
        const auto best = naive_routes(all, id("a"), id("b"), {1, editions});
        if (!best.empty() &&
            std::find(expected.begin(), expected.end(), best.front()) == expected.end()) {
            expected.insert(expected.begin(), best.front());
        }
        expected.resize(std::min(expected.size(), found.size()));
        RC_ASSERT(found == expected);
    });
    rc::prop("and the first is the one that is chosen", [] {
        const auto all = random_catalog(5, 2);
        const auto routes = find_routes(all, id("a"), id("b"));
        const auto chosen = find_route(all, id("a"), id("b"));
        const bool same = routes.empty() ? !chosen : routes.front() == *chosen;
        RC_ASSERT(same);
    });
}

TEST_CASE("every composed link is explained by rows that are there", "[property]") {
    rc::prop("and shares along chains add up to its share", [] {
        const auto size = *rc::gen::inRange(1U, 5U);
        const auto stated = *rc::gen::arbitrary<bool>();
        const auto all =
            catalog({flat("a", leaf_codes(size)), flat("b", leaf_codes(size)),
                     flat("c", leaf_codes(size)), flat("d", leaf_codes(size))},
                    {random_step("a", "b", size, stated), random_step("b", "c", size, stated),
                     random_step("c", "d", size, stated)});
        const auto route = *find_route(all, id("a"), id("d"));
        const auto table = composed(all, route);
        const RouteProof proof{all, route};
        for (const auto& source : all.edition(id("a")).items()) {
            std::map<std::string, ShareSum> sums;
            std::map<std::string, std::size_t> chains;
            bool known = true;
            for (const auto& target : all.edition(id("d")).items()) {
                for (const auto& chain : proof.chains(source, target)) {
                    RC_ASSERT(chain.size() == 3U);
                    const auto share = share_of(chain);
                    known = known && share.has_value();
                    ++chains[target.code.text()];
                    if (share) {
                        sums[target.code.text()].add(share->share);
                    }
                }
            }
            const auto links = table.links_from(source.code);
            RC_ASSERT(links.size() == chains.size());
            for (const auto& link : links) {
                RC_ASSERT(chains.count(link.target.text()) == 1U);
                if (known) {
                    RC_ASSERT(known_share(table, link)->share ==
                              *sums.at(link.target.text()).share());
                }
            }
        }
    });
}

TEST_CASE("families over several editions are a partition with names of their own", "[property]") {
    rc::prop("each code in one, each with an identifier that no other has", [] {
        const auto size = *rc::gen::inRange(1U, 8U);
        const auto all = catalog(
            {flat("a", leaf_codes(size)), flat("b", leaf_codes(size)), flat("c", leaf_codes(size))},
            {random_step("a", "b", size, false), random_step("b", "c", size, false)});
        const auto index = FamilyIndex::make(all, {id("a"), id("b"), id("c")});
        std::set<std::string> ids;
        std::size_t members = 0;
        for (const auto& named : index.families()) {
            ids.insert(named.id);
            members += named.family.size();
            for (std::size_t e = 0; e < index.editions().size(); ++e) {
                for (const auto& code : named.family.codes[e]) {
                    RC_ASSERT(index.find(index.editions()[e], code.text()) == &named);
                }
            }
        }
        RC_ASSERT(ids.size() == index.families().size());
        RC_ASSERT(members == 3U * size);
    });
    rc::prop("and nothing that is added beside them changes an identifier or a label", [] {
        const auto size = *rc::gen::inRange(1U, 6U);
        const auto table_before = random_step("a", "b", size, false);
        auto links = table_before.links();
        links.push_back(row("x", "y"));
        auto more = leaf_codes(size);
        more.emplace_back("x");
        auto others = leaf_codes(size);
        others.emplace_back("y");
        const auto before = FamilyIndex::make(
            catalog({flat("a", leaf_codes(size)), flat("b", leaf_codes(size))}, {table_before}),
            {id("a"), id("b")});
        const auto after = FamilyIndex::make(
            catalog({flat("a", more), flat("b", others)}, {table("a", "b", links)}),
            {id("a"), id("b")});
        RC_ASSERT(after.families().size() == before.families().size() + 1);
        for (const auto& named : before.families()) {
            const auto place = named.family.codes[0].empty() ? 1U : 0U;
            const auto* const same =
                after.find(before.editions()[place], named.family.codes[place].front().text());
            RC_ASSERT(same != nullptr);
            RC_ASSERT(same->id == named.id);
            RC_ASSERT(same->label == named.label);
        }
    });
}

TEST_CASE("the bits of a round trip are the conditional entropy", "[property]") {
    rc::prop("where counts and shares are known", [] {
        const auto size = *rc::gen::inRange(1U, 7U);
        const auto there = random_step("a", "b", size, true);
        Counts counts{"test", "", id("a"), "people", "", "", {}, {}, {}, {}};
        for (const auto& code : leaf_codes(size)) {
            counts.rows.push_back(
                {Code::parse(code), *rc::gen::inRange<std::int64_t>(0, 1000), {}});
        }
        const auto trip = round_trip(flat("a", leaf_codes(size)), there, &counts);
        const auto bits = static_cast<double>(trip.bits) / 1e6;
        RC_ASSERT(std::abs(bits - naive_equivocation(there, counts)) < 5e-6);
        RC_ASSERT(!trip.is_bound);
    });
    rc::prop("and at most the bound that stands for it", [] {
        const auto size = *rc::gen::inRange(1U, 7U);
        const auto there = random_step("a", "b", size, true);
        std::vector<Link> links;
        for (const auto& link : there.links()) {
            links.push_back(row(link.source.text(), link.target.text()));
        }
        Counts counts{"test", "", id("a"), "people", "", "", {}, {}, {}, {}};
        for (const auto& code : leaf_codes(size)) {
            counts.rows.push_back(
                {Code::parse(code), *rc::gen::inRange<std::int64_t>(1, 1000), {}});
        }
        const auto known = round_trip(flat("a", leaf_codes(size)), there, &counts);
        const auto bound = round_trip(flat("a", leaf_codes(size)), table("a", "b", links), &counts);
        RC_ASSERT(known.bits <= bound.bits + 1);
    });
}

TEST_CASE("the long and the wide form of families say the same", "[property]") {
    std::map<std::string, std::vector<std::string>> from_long;
    for (const auto& line :
         lines({"families", "soc2000", "soc2010", "soc2018", "--format", "tsv"})) {
        const auto cell = cells(line, '\t');
        from_long[cell[0]].push_back(cell[1] + ":" + cell[2]);
    }
    from_long.erase("family");
    std::map<std::string, std::vector<std::string>> from_wide;
    const auto wide =
        lines({"families", "soc2000", "soc2010", "soc2018", "--wide", "--format", "tsv"});
    const auto header = cells(wide.front(), '\t');
    for (std::size_t i = 1; i < wide.size(); ++i) {
        const auto cell = cells(wide[i], '\t');
        for (std::size_t e = 3; e < header.size(); ++e) {
            for (const auto& code : cells(cell[e], ';')) {
                if (!code.empty()) {
                    from_wide[cell[0]].push_back(header[e] + ":" + code);
                }
            }
        }
    }
    CHECK(from_long.size() == wide.size() - 1);
    CHECK(from_long == from_wide);
}
