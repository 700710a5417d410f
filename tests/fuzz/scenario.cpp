// Proposals of any kind, built on a small edition. Whatever they ask for, the draft is an edition
// or there are errors; every code of the base leads somewhere; the order of proposals does not
// matter.
#include "socshift/scenarios/scenario.hpp"

#include "fuzz.hpp"
#include "socshift/base/error.hpp"
#include "support/scenario.hpp"

#include <algorithm>
#include <optional>

namespace {

using namespace socshift;
using fuzz::demand;

/// "KIND" on the first line, then what follows in the file of a proposal.
std::optional<Proposal> read_proposal(const std::string& name, const std::string& text) {
    const auto end = std::min(text.find('\n'), text.size());
    try {
        return test::ask(name, text.substr(0, end), text.substr(std::min(end + 1, text.size())));
    } catch (const FormatError&) {
        return std::nullopt;
    }
}

void check_built(const BuiltScenario& built) {
    if (has_errors(built.findings)) {
        return;
    }
    const auto draft = Edition::make(built.edition);
    const auto table = Correspondence::make(built.table);
    const auto base = test::bakery();
    for (const auto& item : base.items()) {
        demand(!base.is_leaf(item) || !table.links_from(item.code).empty());
    }
    for (const auto& link : table.links()) {
        demand(base.find(link.source) != nullptr && draft.find(link.target) != nullptr);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::vector<Proposal> proposals;
    for (const auto& text : fuzz::Input{data, size}.parts()) {
        if (proposals.size() < 6) {
            if (auto proposal = read_proposal("p" + std::to_string(proposals.size()), text)) {
                proposals.push_back(std::move(*proposal));
            }
        }
    }
    if (proposals.empty()) {
        return 0;
    }
    const auto built = test::build(proposals);
    check_built(built);
    std::reverse(proposals.begin(), proposals.end());
    const auto again = test::build(proposals);
    demand(again.edition == built.edition && again.table == built.table &&
           again.outcomes == built.outcomes);
    return 0;
}
