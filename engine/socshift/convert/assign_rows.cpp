#include "socshift/convert/assign_rows.hpp"

#include "socshift/base/error.hpp"
#include "socshift/convert/cell_tally.hpp"
#include "socshift/convert/columns_feed.hpp"
#include "socshift/convert/rejects.hpp"
#include "socshift/convert/row_feed.hpp"
#include "socshift/convert/row_pass.hpp"
#include "socshift/io/columns.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/io/merged_cells.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace socshift {

namespace {

/// What of @p spec says how rows are read and set aside.
ConvertRequest reading_of(const AssignSpec& spec) {
    ConvertRequest out;
    static_cast<DataShape&>(out) = static_cast<const DataShape&>(spec);
    out.on_unknown = spec.on_unknown;
    out.threads = spec.threads;
    out.block = spec.block;
    return out;
}

/// @throws FormatError if a column that matters has cells that are merged over several rows.
void check_merged_columns(const AssignSpec& spec, const RowLayout& layout) {
    std::vector<std::string> names;
    for (const auto* const one : {&spec.column, &spec.second_title, &spec.with_code, &spec.person,
                                  &spec.period, &spec.order}) {
        if (!one->empty()) {
            names.push_back(*one);
        }
    }
    for (const auto& filter : spec.where) {
        names.push_back(filter.column);
    }
    std::vector<UsedColumn> used;
    for (const auto& name : names) {
        used.push_back({layout.columns.place(name), name});
    }
    check_merged(layout.reading.merged, layout.reading.sheet, used, spec.file);
}

/// Where the cells are that decide.
struct TitleColumns {
    TitleColumns(const AssignSpec& spec, RowFeed& feed)
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
        auto last = std::max({title, second.value_or(0), old_code.value_or(0)});
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

    std::size_t all;
    std::size_t title;
    std::optional<std::size_t> second;
    std::optional<std::size_t> old_code;
    std::optional<std::array<std::size_t, 3>> moment;  // person, period, order
    RowFilters filters;
};

/// The person, the period and the order of one row after the other.
class RowMoment {
public:
    RowMoment(const TitleColumns& columns, const BlockRow& row) {
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            cells_[i] = field_text(row.field((*columns.moment)[i]), storage_[i]);
        }
    }

    void add_to(LastRowFinder& rows) const { rows.add(cells_[0], cells_[1], cells_[2]); }
    [[nodiscard]] std::optional<RowPlace> place_in(const LastRowFinder& rows) const {
        return rows.place(cells_[0], cells_[1], cells_[2]);
    }

private:
    std::array<std::string, 3> storage_;
    std::array<std::string_view, 3> cells_;
};

/// Whether a row without a code for @p reason is set aside whatever is asked for.
bool is_never_kept(UnassignedReason reason) {
    return reason == UnassignedReason::columns || reason == UnassignedReason::earlier;
}

/// What was worked out for the cells of a row, with what is added behind it.
struct Worked {
    std::string cells;  // raw
    AssignedTitle title;
    std::string added;
};

/// The titles that one thread has met: titles come again and again. A new one takes the place of
/// another, so that memory is bounded; what comes out does not depend on it.
class WorkedTitles {
public:
    static constexpr std::size_t longest = 256;

    /// The place of @p cells; nullptr if they are too long. Its `cells` tell whether it is theirs.
    [[nodiscard]] Worked* place(std::string_view cells) {
        return cells.size() > longest ? nullptr
                                      : &places_[std::hash<std::string_view>{}(cells)&mask];
    }

private:
    static constexpr std::size_t mask = (std::size_t{1} << 14U) - 1;
    std::vector<Worked> places_ = std::vector<Worked>(mask + 1);
};

class TitleWorker : public RowWorker {
public:
    /// Without @p delimiter nothing is written: all titles are handed on instead.
    TitleWorker(const AssignSpec& spec, const TitleRules& rules, const TitleColumns& columns,
                const PersonRows& persons, std::optional<char> delimiter, std::size_t added)
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

    void work(RowBlock& block) override {
        for (std::size_t number = 0; number < block.rows(); ++number) {
            const BlockRow row(block, number);
            if (row.empty() && columns_.all != 1) {
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

    /// Adds what it has counted to @p summary.
    void add_to(AssignSummary& summary) const {
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

    [[nodiscard]] const RowFilters& filters() const noexcept { return filters_; }

    /// Of how many rows it has asked whether they are last ones.
    [[nodiscard]] std::uint64_t last_rows_asked() const noexcept { return last_rows_asked_; }

private:
    static AssignedTitle ragged() {
        AssignedTitle out;
        out.reason = UnassignedReason::columns;
        out.why = "more or fewer columns than the first line";
        return out;
    }

    /// Why @p row is not given a code, whatever its title says; none: it is a last one.
    std::optional<AssignedTitle> before_last(const BlockRow& row) {
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

    /// What the cells of @p row come to. Good until the next row.
    const Worked& worked(const BlockRow& row) {
        key_.assign(row.field(columns_.title));
        for (const auto& column : {columns_.second, columns_.old_code}) {
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
        out.title = assigner_.assign(cells);
        out.cells = key_;
        out.added.clear();
        if (delimiter_ && out.title.item != nullptr) {
            write_added(out.title, out.added);
        }
        return out;
    }

    /// What is added behind a row.
    void write_added(const AssignedTitle& title, std::string& out) const {
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

    void take(RowBlock& block, const BlockRow& row, std::size_t number, const Worked& found) {
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

    void refuse(RowBlock& block, const BlockRow& row, std::size_t number,
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

    const TitleColumns& columns_;
    const PersonRows& persons_;
    std::uint64_t last_rows_asked_ = 0;
    RowFilters filters_;
    TitleAssigner assigner_;
    std::optional<char> delimiter_;
    bool keeps_;
    std::string nothing_added_;
    WorkedTitles titles_;
    Worked spare_;
    std::string key_;
    std::string title_text_;
    std::string second_text_;
    std::string code_text_;
    AssignSummary counts_;
    std::vector<std::pair<std::string, std::uint64_t>> by_level_;
};

/// Counts rows without a code, in the order of the data.
class AsideAccount {
public:
    AsideAccount(const AssignSpec& spec, const ConvertRequest& request, const RowPass& pass,
                 const TitleColumns& columns)
        : spec_(spec), request_(request), pass_(pass), columns_(columns) {}

    /// Whether the row is set aside, and not kept. @throws FormatError if neither may be.
    bool refuse(const IntakeRow& row, AssignedTitle& title) {
        const bool is_ragged = title.reason == UnassignedReason::columns;
        if (is_ragged) {
            title.detail = fmt::format("{} columns, expected {}", row.row.fields(), columns_.all);
        }
        const auto value = is_ragged ? fmt::format("{} columns", row.row.fields())
                                     : std::string{first_bytes_of(row)};
        if (spec_.on_unknown == OnUnknown::fail && title.reason != UnassignedReason::earlier) {
            const auto [file, line] = pass_.place(row.line);
            throw FormatError(line_of(file, line), is_ragged ? title.detail
                                                             : fmt::format("'{}' gets no code: {}",
                                                                           value, title.detail));
        }
        count(title, value, row.line);
        const bool is_kept = spec_.on_unknown == OnUnknown::keep && !is_never_kept(title.reason);
        ++(is_kept ? kept_ : rejected_);
        return !is_kept;
    }

    void add_to(AssignSummary& summary) {
        summary.rows_rejected = rejected_;
        summary.rows_kept = kept_;
        for (auto& one : all_) {
            summary.set_aside.push_back(std::move(one.account));
        }
        std::stable_sort(
            summary.set_aside.begin(), summary.set_aside.end(),
            [](const TitlesAside& a, const TitlesAside& b) { return a.reason < b.reason; });
    }

private:
    struct Counted {
        TitlesAside account;
        CellTally cells;
    };

    std::string_view first_bytes_of(const IntakeRow& row) {
        return field_text(row.row.field(columns_.title), storage_)
            .substr(0, CellTally::longest_value + 1);
    }

    void count(const AssignedTitle& title, std::string_view value, std::uint64_t line) {
        auto known = std::find_if(all_.begin(), all_.end(), [&](const Counted& one) {
            return one.account.reason == title.reason && one.account.text == title.why;
        });
        if (known == all_.end()) {
            known = all_.emplace(all_.end());
            known->account.reason = title.reason;
            known->account.text = title.why;
        }
        known->cells.add(known->account, value, [&] {
            auto at = pass_.place(line);
            return std::pair{request_.place ? at.file : std::string{}, at.line};
        });
    }

    const AssignSpec& spec_;
    const ConvertRequest& request_;
    const RowPass& pass_;
    const TitleColumns& columns_;
    std::deque<Counted> all_;
    std::string storage_;
    std::uint64_t rejected_ = 0;
    std::uint64_t kept_ = 0;
};

TiedRows tied_rows(const PersonRows& persons, const RowPass& pass) {
    TiedRows out;
    for (const auto& tie : persons.rows.finish().ties) {
        ++out.ties;
        out.rows += tie.size();
        if (out.ties <= TiedRows::most_examples) {
            auto& example = out.examples.emplace_back();
            for (std::size_t i = 0; i < std::min(tie.size(), TiedRows::most_examples); ++i) {
                example.push_back(pass.place(persons.lines[tie[i]]));
            }
        }
    }
    return out;
}

/// Goes through all rows. @p finish deals with the titled rows of each block.
template <typename Finish>
AssignSummary pass_over(const AssignSpec& spec, const TitleRules& rules,
                        const ConvertRequest& request, RowFeed& feed, const TitleColumns& columns,
                        const PersonRows& persons, std::optional<char> delimiter,
                        const Finish& finish) {
    RowPass pass(request, feed);
    AsideAccount aside(spec, request, pass, columns);
    std::deque<TitleWorker> workers;
    for (unsigned thread = 0; thread < pass.threads(); ++thread) {
        workers.emplace_back(spec, rules, columns, persons, delimiter,
                             assigned_names(spec, rules).size());
    }
    pass.run([&](unsigned thread) -> RowWorker& { return workers[thread]; },
             [&](RowBlock& block) {
                 RowLines lines(block, pass.first_line());
                 for (auto& [number, title] : block.titled) {
                     const BlockRow row(block, number);
                     const IntakeRow at{row, lines.line(number, row)};
                     finish(at, title, title.item == nullptr && aside.refuse(at, title));
                 }
                 finish.end(block);
             });
    AssignSummary summary;
    auto filters = columns.filters;
    std::uint64_t last_rows_asked = 0;
    for (const auto& worker : workers) {
        worker.add_to(summary);
        last_rows_asked += worker.last_rows_asked();
        filters.add_seen(worker.filters());
    }
    if (!spec.is_part && summary.rows_in > 0) {
        filters.check_seen(spec.file);
    }
    aside.add_to(summary);
    if (last_rows_asked != persons.rows.rows()) {
        throw Error("the data is not what it was when its last rows were looked for");
    }
    summary.tied = tied_rows(persons, pass);
    summary.rows_padded = pass.rows_padded();
    summary.reading = feed.layout().reading;
    check_account(summary);
    return summary;
}

/// What a thread does while rows are only looked at in their order.
class IdleWorker : public RowWorker {
public:
    void work(RowBlock& /*block*/) override {}
};

PersonRows person_rows(const AssignSpec& spec, const ConvertRequest& request, RowFeed& feed) {
    PersonRows out;
    const TitleColumns columns(spec, feed);
    if (!columns.moment) {
        return out;
    }
    auto filters = columns.filters;
    RowPass pass(request, feed);
    IdleWorker idle;
    pass.run([&](unsigned /*thread*/) -> RowWorker& { return idle; },
             [&](RowBlock& block) {
                 RowLines lines(block, pass.first_line());
                 for (std::size_t number = 0; number < block.rows(); ++number) {
                     const BlockRow row(block, number);
                     if (row.fields() != columns.all || (row.empty() && columns.all != 1) ||
                         !filters.passes([&](std::size_t at) { return row.field(at); })) {
                         continue;
                     }
                     out.lines.push_back(lines.line(number, row));
                     try {
                         RowMoment(columns, row).add_to(out.rows);
                     } catch (const FormatError& error) {
                         const auto [file, line] = pass.place(out.lines.back());
                         throw FormatError(line_of(file, line), error.what());
                     }
                 }
             });
    return out;
}

std::string header_of(const AssignSpec& spec, const RowLayout& layout,
                      const std::vector<std::string>& added) {
    auto text = layout.byte_order_mark;
    if (spec.has_header) {
        text += layout.header;
        for (const auto& name : added) {
            layout.columns.check_is_new(name);
            text += layout.delimiter;
            append_field(text, name, layout.delimiter);
        }
        text += layout.header_end;
    }
    return text;
}

/// What becomes of the rows of a file.
struct FileFinish {
    RejectsText& rejects;
    const ConvertOutputs& outputs;
    std::string& head;

    void operator()(const IntakeRow& row, const AssignedTitle& title, bool is_aside) const {
        if (is_aside) {
            rejects.add(row, title.detail, row.row.bytes());
        }
    }
    void end(const RowBlock& block) const {
        outputs.out(std::exchange(head, {}));
        outputs.out(block.out.text());
    }
};

/// The same of columns in memory.
struct ColumnsFinish {
    const std::function<void(std::uint64_t row, AssignedTitle&& title)>& take;

    void operator()(const IntakeRow& row, AssignedTitle& title, bool /*is_aside*/) const {
        take(row.line - 1, std::move(title));
    }
    void end(const RowBlock& /*block*/) const {}
};

}  // namespace

std::vector<std::string> assigned_names(const AssignSpec& spec, const TitleRules& rules) {
    const auto edition = rules.titles->edition().id().text();
    std::vector<std::string> out{edition + "_code", edition + "_title", "score",     "match",
                                 "matched_title",   "source",           "runner_up", "candidates"};
    for (auto& name : out) {
        name.insert(0, spec.prefix);
    }
    return out;
}

PersonRows read_person_rows(const AssignSpec& spec, ReadBytes read,
                            const std::function<TextPlace(std::uint64_t)>& place) {
    auto request = reading_of(spec);
    request.place = place;
    TextFeed feed(request, std::move(read));
    return person_rows(spec, request, feed);
}

AssignSummary assign_rows(const AssignSpec& spec, const TitleRules& rules, ReadBytes read,
                          const ConvertOutputs& outputs,
                          const std::function<TextPlace(std::uint64_t)>& place,
                          const PersonRows& persons) {
    auto request = reading_of(spec);
    request.place = place;
    TextFeed feed(request, std::move(read));
    const TitleColumns columns(spec, feed);
    RejectsText rejects(request, feed.layout(), outputs.rejects);
    auto head = header_of(spec, feed.layout(), assigned_names(spec, rules));
    auto summary = pass_over(spec, rules, request, feed, columns, persons, feed.layout().delimiter,
                             FileFinish{rejects, outputs, head});
    outputs.out(head);
    rejects.finish();
    return summary;
}

AssignSummary assign_columns(
    const AssignSpec& spec, const TitleRules& rules, const std::vector<DataColumn>& columns,
    const std::function<void(std::uint64_t row, AssignedTitle&& title)>& take) {
    const auto request = reading_of(spec);
    ColumnsFeed first(spec.file, columns);
    const auto persons = person_rows(spec, request, first);
    ColumnsFeed feed(spec.file, columns);
    const TitleColumns places(spec, feed);
    return pass_over(spec, rules, request, feed, places, persons, std::nullopt,
                     ColumnsFinish{take});
}

}  // namespace socshift
