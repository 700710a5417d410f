#include "socshift/publish/verdicts_page.hpp"
#include "socshift/report/asked_words.hpp"
#include "socshift/report/preview_report.hpp"

#include <utility>

namespace socshift {

Report verdicts_report(const RequestVerdicts& verdicts) {
    Report out{verdicts_page(verdicts)};
    out.extras["verdicts"].has_search = true;
    out.extras["unasked"].has_search = true;
    const auto& base = verdicts.catalog.edition(verdicts.base);
    Section asked{"asked",
                  "What was asked",
                  {},
                  Table({{"proposal"}, {"kind"}, {"asks", ColumnKind::texts}})};
    std::vector<const Proposal*> proposals;
    for (const auto& request : verdicts.requests) {
        const auto& proposal = verdicts.catalog.proposal(request.proposal);
        asked.table.add(
            {request.proposal, to_string(request.kind), asked_in_words(base, proposal)});
        proposals.push_back(&proposal);
    }
    out.page.sections.push_back(std::move(asked));
    out.page.sections.push_back({"supporters", "Who asked", {}, supporters_table(proposals)});
    out.extras["asked"].is_folded = true;
    out.extras["supporters"].is_folded = true;
    return out;
}

}  // namespace socshift
