#include "socshift/publish/exclusion_answers.hpp"

#include <fmt/core.h>

#include <optional>

namespace socshift {

namespace {

Cell code_of(const Item* item) {
    return item == nullptr ? Cell() : Cell(item->code);
}

Cell title_of(const Item* item) {
    return item == nullptr ? Cell() : Cell(item->title);
}

Cell first_code(const Note* note) {
    return note == nullptr ? Cell() : Cell(note->ref);
}

Cell last_code(const Note* note) {
    return note == nullptr ? Cell() : Cell(note->range_end);
}

Cell named_title(const Edition& edition, const Note* note) {
    return note == nullptr ? Cell() : Cell(reference_title(edition, *note));
}

std::vector<std::string> finding_texts(const Reference& reference) {
    std::vector<std::string> out;
    for (const auto& [finding, detail] : reference.findings) {
        out.push_back(detail.empty() ? std::string{to_string(finding)}
                                     : fmt::format("{}: {}", to_string(finding), detail));
    }
    return out;
}

}  // namespace

const std::string& home_of(const ExclusionChange& change) {
    return (change.source != nullptr ? change.source : change.target)->code.text();
}

ExclusionView exclusion_view(const EditionPair& pair, const ExclusionChanges& whole,
                             const ChangeFilter& wanted) {
    ExclusionView out{pair.before, pair.after, whole, wanted.of(whole.changes), {}};
    for (const auto* const item : moved_by_exclusions_only(pair.before, pair.after, pair.leaves)) {
        out.only_there.insert(item->code.text());
    }
    return out;
}

bool ExclusionView::is_only_there(const ExclusionChange& change) const {
    return only_there.count(home_of(change)) != 0;
}

std::string reference_title(const Edition& edition, const Note& note) {
    const auto* const item = note.range_end ? nullptr : edition.find(*note.ref);
    return item == nullptr ? "" : item->title;
}

const std::string& reference_title(const Reference& reference) {
    return reference.ref != nullptr && !reference.note->range_end ? reference.ref->title
                                                                  : reference.note->phrase;
}

Answer exclusion_changes_answer(const ExclusionView& view) {
    Answer out("socshift/diff-exclusions/1",
               {{"exclusion"},
                {"source_code"},
                {"source_title"},
                {"source_ref"},
                {"source_range_end"},
                {"source_ref_title"},
                {"target_code"},
                {"target_title"},
                {"target_ref"},
                {"target_range_end"},
                {"target_ref_title"},
                {"only_exclusions", ColumnKind::mark}},
               {&view.before.header(), &view.after.header()});
    for (const auto& change : view.changes) {
        out.table.add({to_string(change.fate), code_of(change.source), title_of(change.source),
                       first_code(change.before), last_code(change.before),
                       named_title(view.before, change.before), code_of(change.target),
                       title_of(change.target), first_code(change.after), last_code(change.after),
                       named_title(view.after, change.after), view.is_only_there(change)});
    }
    return out;
}

Answer references_answer(const Edition& edition, const std::vector<const Reference*>& references) {
    Answer out("socshift/exclusions/1",
               {{"edition"},
                {"code"},
                {"title"},
                {"relation"},
                {"ref_code"},
                {"ref_range_end"},
                {"ref_title"},
                {"finding", ColumnKind::texts}},
               {&edition.header()});
    for (const auto* const reference : references) {
        const auto& note = *reference->note;
        out.table.add({edition.id(), reference->item->code, reference->item->title,
                       to_string(note.relation), note.ref, note.range_end,
                       reference_title(*reference), finding_texts(*reference)});
    }
    return out;
}

Answer reference_counts_answer(const Edition& edition, const ReferenceCounts& counts) {
    Answer out("socshift/exclusions-stat/1", {{"measure"}, {"count", ColumnKind::whole}},
               {&edition.header()});
    out.table.add({"items", counts.items});
    out.table.add({"excludes", counts.excludes});
    out.table.add({"included_in", counts.included_in});
    out.table.add({"without_code", counts.phrases});
    for (std::size_t i = 0; i < reference_finding_count; ++i) {
        out.table.add({to_string(static_cast<ReferenceFinding>(i)), counts.findings[i]});
    }
    return out;
}

}  // namespace socshift
