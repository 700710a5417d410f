// Laws of scenarios: no order matters, and what is built is an edition with its table.
#include "support/scenario.hpp"

#include "socshift/catalog/yaml.hpp"
#include "support/generators.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include <algorithm>

using namespace socshift;
using namespace socshift::test;

namespace {

namespace gen = rc::gen;

rc::Gen<Code> base_code() {
    return gen::map(gen::element<std::string>("11-1011", "11-1012", "11-1019", "11-1021", "33-9011",
                                              "11-1010", "33-0000"),
                    [](const std::string& text) { return code(text); });
}

rc::Gen<Take> any_take() {
    return gen::apply(
        [](Code from, Part part) {
            return Take{std::move(from), part, std::nullopt, "", {}, false, {}};
        },
        base_code(), gen::element(Part::whole, Part::part, Part::unknown));
}

template <typename Value>
rc::Gen<std::optional<Value>> maybe(rc::Gen<Value> value) {
    return gen::oneOf(gen::just(std::optional<Value>{}),
                      gen::map(std::move(value), [](Value v) { return std::optional{v}; }));
}

rc::Gen<ProposedItem> any_item() {
    const auto given =
        gen::map(gen::element<std::string>("11-1015", "11-1021", "11-1030", "33-9012"),
                 [](const std::string& text) { return code(text); });
    return gen::apply(
        [](std::string title, std::optional<Code> own, std::optional<Code> under,
           std::vector<Take> takes) {
            return ProposedItem{std::move(title),
                                std::move(own),
                                "",
                                std::move(under),
                                {},
                                {},
                                std::move(takes),
                                {}};
        },
        gen::element<std::string>("Bakers of Rye", "Cooks", "Night Guards", "Van Drivers", ""),
        maybe(given), maybe(base_code()), gen::container<std::vector<Take>>(any_take()));
}

/// Proposals of all kinds, sound or not, that meet on few codes.
rc::Gen<std::vector<Proposal>> any_proposals() {
    const auto one = gen::apply(
        [](ProposalKind kind, std::vector<ProposedItem> items) {
            return Proposal{
                "", id("bakery"), "A wish", kind, ProposalStatus::asked, std::move(items),
                {}, {},           {},       {}};
        },
        gen::element(ProposalKind::fresh, ProposalKind::split, ProposalKind::merge,
                     ProposalKind::move, ProposalKind::retitle, ProposalKind::recode,
                     ProposalKind::retire, ProposalKind::restructure),
        gen::resize(3, gen::container<std::vector<ProposedItem>>(any_item())));
    return gen::map(gen::resize(6, gen::container<std::vector<Proposal>>(one)),
                    [](std::vector<Proposal> all) {
                        for (std::size_t i = 0; i < all.size(); ++i) {
                            all[i].id = "p" + std::to_string(i);
                            all[i].at = {all[i].id, 1, 1};
                        }
                        return all;
                    });
}

}  // namespace

namespace socshift {
// NOLINTNEXTLINE(readability-identifier-naming): the name that RapidCheck looks for
void showValue(const Proposal& proposal, std::ostream& out) {
    out << write_yaml(proposal);
}
}  // namespace socshift

TEST_CASE("the order of proposals does not matter") {
    rc::prop("any order gives the same edition, table and findings", [] {
        const auto proposals = *any_proposals();
        auto other = proposals;
        std::reverse(other.begin(), other.end());
        if (other.size() > 2) {
            std::rotate(other.begin(),
                        other.begin() + static_cast<std::ptrdiff_t>(
                                            *gen::inRange<std::size_t>(0, other.size())),
                        other.end());
        }
        const auto a = build(proposals);
        const auto b = build(other);
        RC_ASSERT(a.edition == b.edition);
        RC_ASSERT(a.table == b.table);
        RC_ASSERT(a.outcomes == b.outcomes);
        RC_ASSERT(printed(a.findings) == printed(b.findings));
    });
}

TEST_CASE("what is built is an edition, exhaustive, with every code marked that nobody gave") {
    rc::prop("unless there is an error", [] {
        const auto proposals = *any_proposals();
        const auto built = build(proposals);
        const bool only_conflicts =
            std::all_of(built.findings.begin(), built.findings.end(), [](const Finding& finding) {
                return finding.severity != Severity::error ||
                       (finding.rule != "no-code" && finding.rule != "retired-with-children");
            });
        RC_PRE(only_conflicts);
        const auto base = bakery();
        const auto draft = Edition::make(built.edition);
        RC_ASSERT(!has_errors(check(built.table, base, draft)));
        const auto table = Correspondence::make(built.table);
        for (const auto& item : base.items()) {
            RC_ASSERT(!base.is_leaf(item) || !table.links_from(item.code).empty());
        }
        for (const auto& item : draft.items()) {
            const bool marked = item.code.text().back() == 'p';
            RC_ASSERT(marked == (item.attributes.count("provisional") != 0));
            RC_ASSERT(!marked || base.find(item.code) == nullptr);
        }
    });
}

TEST_CASE("a proposal is read as it was written") {
    rc::prop("whatever it asks for", [] {
        for (auto proposal : *any_proposals()) {
            proposal.title = *any_text();
            const auto text = write_yaml(proposal);
            RC_ASSERT(write_yaml(read_yaml(text, "f.yaml")) == text);
        }
    });
}
