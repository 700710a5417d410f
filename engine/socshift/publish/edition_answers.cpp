#include "socshift/publish/edition_answers.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

namespace socshift {

Answer editions_answer(const Catalog& catalog) {
    // A draft is one of those listed, with its status: nothing rests on it.
    Answer out("socshift/editions/1",
               {{"edition"},
                {"series"},
                {"title"},
                {"status"},
                {"valid_from"},
                {"valid_until"},
                {"follows"},
                {"extends"},
                {"levels"},
                {"items", ColumnKind::whole}},
               {});
    for (const auto& id : catalog.edition_ids()) {
        const auto& edition = catalog.edition(id);
        const auto& header = edition.header();
        const auto& until = header.validity.until;
        out.table.add({id, header.series, header.title, to_string(header.status),
                       to_string(header.validity.from), until ? Cell(to_string(*until)) : Cell(),
                       header.follows, header.extends,
                       fmt::format("{}", fmt::join(edition.levels(), ";")), edition.own_size()});
    }
    return out;
}

Answer tree_answer(const Edition& edition, const std::vector<ItemAtDepth>& items) {
    Answer out("socshift/tree/1", {{"edition"}, {"code"}, {"level"}, {"parent"}, {"title"}},
               {&edition.header()});
    for (const auto& [item, depth] : items) {
        out.table.add({edition.id(), item->code, item->level, item->parent, item->title});
    }
    return out;
}

Answer found_items_answer(const std::vector<FoundItems>& found) {
    std::vector<const EditionHeader*> searched;
    for (const auto& [edition, items] : found) {
        searched.push_back(&edition.header());
    }
    Answer out("socshift/find/1", {{"edition"}, {"code"}, {"level"}, {"title"}}, searched);
    for (const auto& [edition, items] : found) {
        for (const auto* const item : items) {
            out.table.add({edition.id(), item->code, item->level, item->title});
        }
    }
    return out;
}

Answer counts_answer(const Catalog& catalog, const Counts& counts) {
    Answer out("socshift/counts/1", {{"code"}, {counts.measure, ColumnKind::whole}},
               {&catalog.header(counts.coded_in)});
    for (const auto& row : counts.rows) {
        out.table.add({row.code, row.count});
    }
    return out;
}

Answer findings_answer(const Findings& findings) {
    Answer out("socshift/check/1", {{"severity"}, {"rule"}, {"where"}, {"message"}}, {});
    for (const auto& finding : findings) {
        out.table.add(
            {to_string(finding.severity), finding.rule, finding.where.text(), finding.message});
    }
    return out;
}

}  // namespace socshift
