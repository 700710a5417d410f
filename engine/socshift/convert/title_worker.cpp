#include "socshift/convert/title_worker.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/io/merged_cells.hpp"

#include <algorithm>

namespace socshift {

namespace {

/// @throws FormatError if a column that matters has cells that are merged over several rows.
void check_merged_columns(const AssignSpec& spec, const RowLayout& layout) {
    auto names = named_columns(spec);
    for (const auto& filter : spec.where) {
        names.push_back(filter.column);
    }
    std::vector<UsedColumn> used;
    for (const auto& name : names) {
        used.push_back({layout.columns.place(name), name});
    }
    check_merged(layout.reading.merged, layout.reading.sheet, used, spec.file);
}

}  // namespace

AssignPlaces::AssignPlaces(const AssignSpec& spec, RowFeed& feed)
    : all(feed.layout().columns.size()),
      title(feed.layout().columns.place(spec.column)),
      filters(spec.where, feed.layout().columns) {
    const auto& columns = feed.layout().columns;
    if (!spec.second_title.empty()) {
        second = columns.place(spec.second_title);
    }
    if (!spec.with_code.empty()) {
        old_code = columns.place(spec.with_code);
    }
    if (!spec.job_zone.empty()) {
        job_zone = columns.place(spec.job_zone);
    }
    auto last = std::max({title, second.value_or(0), old_code.value_or(0), job_zone.value_or(0)});
    if (!spec.person.empty()) {
        moment.emplace(std::array{columns.place(spec.person), columns.place(spec.period),
                                  columns.place(spec.order)});
        last = std::max(last, *std::max_element(moment->begin(), moment->end()));
    }
    for (const auto& filter : spec.where) {
        last = std::max(last, columns.place(filter.column));
    }
    feed.pad_rows_of(last + 1);
    check_merged_columns(spec, feed.layout());
}

TitleWorker::TitleWorker(const AssignSpec& spec, const TitleRules& rules,
                         const AssignPlaces& columns, const PersonRows& persons,
                         std::optional<char> delimiter, std::size_t added)
    : columns_(columns),
      persons_(persons),
      filters_(columns.filters),
      assigner_(rules),
      delimiter_(delimiter),
      keeps_(spec.on_unknown == OnUnknown::keep),
      nothing_added_(delimiter ? std::string(added, *delimiter) : std::string{}) {
    for (const auto& level : rules.levels) {
        by_level_.emplace_back(level.name, 0);
    }
}

void TitleWorker::work(RowBlock& block) {
    for (std::size_t number = 0; number < block.rows(); ++number) {
        const BlockRow row(block, number);
        if (!columns_.is_row(row)) {
            block.out.add(row.line_end());
            continue;
        }
        ++counts_.rows_in;
        if (row.fields() != columns_.all) {
            refuse(block, row, number, ragged());
            continue;
        }
        if (!filters_.passes([&](std::size_t at) { return row.field(at); })) {
            ++counts_.rows_filtered;
            continue;
        }
        if (columns_.moment) {
            if (const auto before = before_last(row)) {
                refuse(block, row, number, *before);
                continue;
            }
        }
        take(block, row, number, worked(row));
    }
}

void TitleWorker::add_to(AssignSummary& summary) const {
    summary.rows_in += counts_.rows_in;
    summary.rows_filtered += counts_.rows_filtered;
    summary.rows_assigned += counts_.rows_assigned;
    summary.rows_out += counts_.rows_out;
    summary.titles_cut += counts_.titles_cut;
    summary.rows_undecided += counts_.rows_undecided;
    const auto add = [](auto& to, const auto& from) {
        for (std::size_t i = 0; i < from.size(); ++i) {
            to[i] += from[i];
        }
    };
    add(summary.by_kind, counts_.by_kind);
    add(summary.by_score, counts_.by_score);
    summary.old_codes.unused += counts_.old_codes.unused;
    summary.old_codes.agreed += counts_.old_codes.agreed;
    summary.old_codes.narrowed += counts_.old_codes.narrowed;
    summary.old_codes.overruled += counts_.old_codes.overruled;
    summary.job_zones.unread += counts_.job_zones.unread;
    summary.job_zones.narrowed += counts_.job_zones.narrowed;
    for (const auto& [level, rows] : by_level_) {
        const auto same =
            std::find_if(summary.by_level.begin(), summary.by_level.end(),
                         [&level = level](const auto& one) { return one.first == level; });
        if (same != summary.by_level.end()) {
            same->second += rows;
        } else if (rows > 0) {
            summary.by_level.emplace_back(level, rows);
        }
    }
}

AssignedTitle TitleWorker::ragged() {
    AssignedTitle out;
    out.reason = UnassignedReason::columns;
    out.why = "more or fewer columns than the first line";
    return out;
}

std::optional<AssignedTitle> TitleWorker::before_last(const BlockRow& row) {
    const auto place = RowMoment(columns_, row).place_in(persons_.rows);
    ++last_rows_asked_;
    if (!place) {
        throw Error("the data is not what it was when its last rows were looked for");
    }
    AssignedTitle out;
    switch (*place) {
        case RowPlace::last:
        case RowPlace::tied:
            return std::nullopt;
        case RowPlace::before_last:
            out.reason = UnassignedReason::earlier;
            out.why = "the person has a later row in the period";
            break;
        case RowPlace::no_person:
            out.reason = UnassignedReason::no_person;
            out.why = "no person or period";
            break;
        case RowPlace::no_order:
            out.reason = UnassignedReason::no_order;
            out.why = "which row of the person in the period is the last is not known";
            break;
    }
    out.detail = out.why;
    return out;
}

const Worked& TitleWorker::worked(const BlockRow& row) {
    key_.assign(row.field(columns_.title));
    for (const auto& column : {columns_.second, columns_.old_code, columns_.job_zone}) {
        if (column) {
            key_ += '\0';  // which no file has
            key_ += row.field(*column);
        }
    }
    auto* place = titles_.place(key_);
    if (place != nullptr && place->cells == key_ && !key_.empty()) {
        return *place;
    }
    auto& out = place == nullptr ? spare_ : *place;
    TitleCells cells{field_text(row.field(columns_.title), title_text_)};
    if (columns_.second) {
        cells.second = field_text(row.field(*columns_.second), second_text_);
    }
    if (columns_.old_code) {
        cells.old_code = field_text(row.field(*columns_.old_code), code_text_);
    }
    if (columns_.job_zone) {
        cells.job_zone = field_text(row.field(*columns_.job_zone), zone_text_);
    }
    out.title = assigner_.assign(cells);
    out.cells = key_;
    out.added.clear();
    if (delimiter_ && out.title.item != nullptr) {
        write_added(out.title, out.added);
    }
    return out;
}

void TitleWorker::write_added(const AssignedTitle& title, std::string& out) const {
    const auto add = [&](std::string_view text) {
        out += *delimiter_;
        append_field(out, text, *delimiter_);
    };
    add(title.item->code.text());
    add(title.item->title);
    add(score_text(title.score));
    add(to_string(title.kind));
    add(title.matched_title);
    add(title.source);
    add(title.runner_up == nullptr ? "" : title.runner_up->code.text());
    std::string candidates;
    for (const auto* const one : title.candidates) {
        candidates += (candidates.empty() ? "" : "|") + one->code.text();
    }
    add(candidates);
}

void TitleWorker::take(RowBlock& block, const BlockRow& row, std::size_t number,
                       const Worked& found) {
    const auto& title = found.title;
    counts_.titles_cut += title.is_cut ? 1 : 0;
    counts_.rows_undecided += title.is_undecided ? 1 : 0;
    switch (title.old_code) {
        case OldCodeUse::none_asked:
            break;
        case OldCodeUse::unused:
            ++counts_.old_codes.unused;
            break;
        case OldCodeUse::agreed:
            ++counts_.old_codes.agreed;
            break;
        case OldCodeUse::narrowed:
            ++counts_.old_codes.narrowed;
            break;
        case OldCodeUse::overruled:
            ++counts_.old_codes.overruled;
            break;
    }
    counts_.job_zones.unread += title.job_zone == JobZoneUse::unread ? 1 : 0;
    counts_.job_zones.narrowed += title.job_zone == JobZoneUse::narrowed ? 1 : 0;
    if (title.item == nullptr) {
        refuse(block, row, number, title);
        return;
    }
    ++counts_.rows_assigned;
    ++counts_.rows_out;
    ++counts_.by_kind[static_cast<std::size_t>(title.kind)];
    const auto band = title.score * AssignSummary::score_bands / 1000;
    ++counts_.by_score[std::min<std::size_t>(band, AssignSummary::score_bands - 1)];
    if (title.kind == TitleMatchKind::fall_back) {
        for (auto& [level, rows] : by_level_) {
            rows += level == title.item->level ? 1U : 0U;
        }
    }
    if (!delimiter_) {
        block.titled.push_back({static_cast<std::uint32_t>(number), title});
        return;
    }
    block.out.add(row.bytes());
    block.out.add(found.added);
    block.out.add(row.line_end());
}

void TitleWorker::refuse(RowBlock& block, const BlockRow& row, std::size_t number,
                         const AssignedTitle& title) {
    block.titled.push_back({static_cast<std::uint32_t>(number), title});
    const bool is_kept = keeps_ && !is_never_kept(title.reason);
    counts_.rows_out += is_kept ? 1 : 0;
    if (is_kept && delimiter_) {
        block.out.add(row.bytes());
        block.out.add(nothing_added_);
        block.out.add(row.line_end());
    }
}

}  // namespace socshift
