#include "socshift/publish/answer.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace socshift {

void Table::add(Row row) {
    if (!std::equal(
            row.begin(), row.end(), columns_.begin(), columns_.end(),
            [](const Cell& cell, const Column& column) { return fits(cell, column.kind); })) {
        throw std::logic_error("a row of an answer does not fit its columns");
    }
    rows_.push_back(std::move(row));
}

void Table::keep_first(std::size_t rows) {
    if (rows < rows_.size()) {
        rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(rows), rows_.end());
    }
}

std::string edition_label(const EditionHeader& header) {
    return header.id.text() + (header.status == Status::draft ? " (DRAFT)" : "");
}

std::vector<EditionId> drafts_among(const std::vector<const EditionHeader*>& editions) {
    std::vector<EditionId> out;
    for (const auto* const header : editions) {
        if (header->status == Status::draft) {
            out.push_back(header->id);
        }
    }
    return out;
}

Answer::Answer(std::string of, std::vector<Column> columns,
               const std::vector<const EditionHeader*>& rests_on)
    : schema(std::move(of)), table(std::move(columns)), drafts(drafts_among(rests_on)) {}

std::vector<std::string> origin_notices(const Answer& answer, DraftMark drafts) {
    std::vector<std::string> out;
    const auto add = [&out](std::string notice) {
        if (std::find(out.begin(), out.end(), notice) == out.end()) {
            out.push_back(std::move(notice));
        }
    };
    std::for_each(answer.origin_notes.begin(), answer.origin_notes.end(), add);
    if (drafts == DraftMark::said) {
        for (const auto& draft : answer.drafts) {
            add(draft.text() + " is a draft");
        }
    }
    return out;
}

std::vector<std::string> notices(const Answer& answer) {
    std::vector<std::string> out;
    for (const auto& finding : answer.findings) {
        out.push_back(to_string(finding));
    }
    const auto origin = origin_notices(answer);
    out.insert(out.end(), origin.begin(), origin.end());
    out.insert(out.end(), answer.warnings.begin(), answer.warnings.end());
    return out;
}

}  // namespace socshift
