// Revisions that happened, replayed as proposals, and the requests for 2028 against their list.
#include "socshift/scenarios/scenario.hpp"

#include "socshift/catalog/builtin.hpp"
#include "socshift/io/whole_file.hpp"
#include "socshift/scenarios/coding_rules.hpp"
#include "socshift/scenarios/revision.hpp"
#include "support/model.hpp"
#include "support/sources.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

using namespace socshift;
using socshift::test::id;

namespace {

BuiltScenario replay(const char* before, const char* after, RevisionCodes codes) {
    const auto& catalog = builtin_catalog();
    const auto made = revision(catalog, id(before), id(after), codes, "soc");
    std::vector<const Proposal*> proposals;
    for (const auto& proposal : made.proposals) {
        CHECK_FALSE(has_errors(check(proposal, catalog.edition(id(before)))));
        proposals.push_back(&proposal);
    }
    return build_scenario(catalog.edition(id(before)), used_codes(catalog, id(before)),
                          made.scenario, proposals);
}

void check_replay(const char* before, const char* after, std::size_t links) {
    const auto& catalog = builtin_catalog();
    const auto built = replay(before, after, RevisionCodes::given);
    CHECK_FALSE(has_errors(built.findings));
    const auto& wanted = catalog.edition(id(after));
    REQUIRE(built.edition.items.size() == wanted.items().size());
    for (std::size_t i = 0; i < wanted.items().size(); ++i) {
        const auto& a = wanted.items()[i];
        const auto& b = built.edition.items[i];
        CAPTURE(a.code.text());
        CHECK(a.code == b.code);
        CHECK(a.title == b.title);
        CHECK(a.level == b.level);
        CHECK(a.parent == b.parent);
        CHECK(a.residual == b.residual);
        CHECK(b.attributes.count("provisional") == 0);
    }
    const auto& published = catalog.correspondence(id(before), id(after))->links();
    CHECK(published.size() == links);
    REQUIRE(built.table.links.size() == published.size());
    for (std::size_t i = 0; i < published.size(); ++i) {
        CHECK(built.table.links[i].source == published[i].source);
        CHECK(built.table.links[i].target == published[i].target);
    }
}

/// Of the new codes of a revision, how many our rules give as its publisher did.
std::pair<std::size_t, std::size_t> numbered_alike(const char* before, const char* after) {
    const auto& catalog = builtin_catalog();
    const auto built = replay(before, after, RevisionCodes::open);
    CHECK_FALSE(has_errors(built.findings));
    const auto& wanted = catalog.edition(id(after));
    std::map<std::string, Code> by_title;
    for (const auto& item : built.edition.items) {
        if (item.level == "detailed") {
            by_title.emplace(item.title, item.code);
        }
    }
    std::size_t alike = 0;
    std::size_t fresh = 0;
    for (const auto& item : wanted.items()) {
        if (item.level == "detailed" && catalog.edition(id(before)).find(item.code) == nullptr) {
            ++fresh;
            const auto& made = by_title.at(item.title);
            CHECK(made.text().back() == 'p');
            alike += CodingRules::number_of(made) == item.code.text() ? 1U : 0U;
        }
    }
    return {alike, fresh};
}

using Row = std::vector<std::string>;

std::map<std::string, Row> requests(const std::filesystem::path& sources) {
    std::map<std::string, Row> out;
    std::istringstream lines(read_file(sources / "documents" / "soc2028_proposals.tsv"));
    for (std::string line; std::getline(lines, line);) {
        Row row;
        std::istringstream cells(line);
        for (std::string cell; std::getline(cells, cell, '\t');) {
            row.push_back(cell);
        }
        out.emplace(row.front(), row);
    }
    return out;
}

}  // namespace

TEST_CASE("the revisions of 2010 and 2018, as proposals, give the editions that were published") {
    check_replay("soc2000", "soc2010", 860);
    check_replay("soc2010", "soc2018", 900);
}

// These numbers stand in docs/proposing.md.
TEST_CASE("with codes left open, most new occupations get the number that they got") {
    const std::pair<std::size_t, std::size_t> of_2010{49, 59};
    const std::pair<std::size_t, std::size_t> of_2018{97, 115};
    CHECK(numbered_alike("soc2000", "soc2010") == of_2010);
    const auto alike = numbered_alike("soc2010", "soc2018");
    CAPTURE(alike.first);
    CHECK(alike == of_2018);
}

TEST_CASE("the shipped scenario is built without errors and leaves nothing out silently") {
    const auto& catalog = builtin_catalog();
    CHECK(catalog.proposal_ids().size() == 17);
    const auto& scenario = catalog.scenario(id("soc2028-scenario"));
    const auto built = build_scenario(catalog, scenario);
    CHECK_FALSE(has_errors(built.findings));
    std::map<ProposalOutcome, std::size_t> outcomes;
    for (const auto& [id, outcome] : built.outcomes) {
        ++outcomes[outcome];
    }
    CHECK(outcomes[ProposalOutcome::built] == 12);
    CHECK(outcomes[ProposalOutcome::no_structure] == 2);
    CHECK(outcomes[ProposalOutcome::too_little] == 2);

    const auto& draft = catalog.edition(scenario.id);
    CHECK(draft.header().status == Status::draft);
    CHECK(draft.items().size() == built.edition.items.size());
    CHECK(catalog.correspondence(scenario.base, scenario.id)->links() == built.table.links);
    for (const auto& item : draft.items()) {
        const bool is_base = catalog.edition(scenario.base).find(item.code) != nullptr;
        CHECK(is_base == (item.attributes.count("provisional") == 0));
    }
}

TEST_CASE("every request for 2028 of the list is in a proposal, with its date and addresses") {
    const auto sources = test::sources_or_skip();
    if (!sources) {
        return;
    }
    auto listed = requests(*sources);
    std::set<std::string> found;
    const auto& catalog = builtin_catalog();
    for (const auto& id : catalog.proposal_ids()) {
        const auto& proposal = catalog.proposal(id);
        CHECK(proposal.status == ProposalStatus::asked);
        bool only_inferred = true;
        for (const auto& supporter : proposal.supporters) {
            std::istringstream references(supporter.reference);
            for (std::string reference; references >> reference;) {
                CAPTURE(id, reference);
                REQUIRE(listed.count(reference) == 1);
                const auto& row = listed.at(reference);
                CHECK(found.insert(reference).second);
                CHECK(row[1].rfind(supporter.date, 0) == 0);
                // The name may end in "(… campaign)" where the list says "(… campaign; docket …)".
                CHECK(row[2].rfind(
                          supporter.name.substr(0, supporter.name.find_last_not_of(')') + 1), 0) ==
                      0);
                CHECK((row[3] == to_string(proposal.kind)));
                only_inferred = only_inferred && row[4].find("inferred") != std::string::npos;
                for (const auto& address : supporter.addresses) {
                    CHECK(row[8].find(address) != std::string::npos);
                }
                for (const auto& item : proposal.items) {
                    for (const auto& take : item.takes) {
                        const bool named = row[4].find(take.code.text()) != std::string::npos;
                        CHECK((named || row[4] == "not seen"));
                    }
                    CHECK_FALSE(item.code.has_value());
                }
            }
        }
        // What the list only infers is our reading in the file.
        for (const auto& item : proposal.items) {
            for (const auto& take : item.takes) {
                CHECK((take.ours || !only_inferred));
            }
        }
    }
    const auto wanted = std::count_if(listed.begin(), listed.end(), [](const auto& row) {
        return row.first[0] == 'A' || row.first[0] == 'B';
    });
    CHECK(wanted == 33);
    CHECK(found.size() == 33);
}
