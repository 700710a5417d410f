#include "socshift/convert/assign_rows.hpp"

#include "socshift/base/error.hpp"
#include "socshift/convert/cell_tally.hpp"
#include "socshift/convert/columns_feed.hpp"
#include "socshift/convert/rejects.hpp"
#include "socshift/convert/title_worker.hpp"
#include "socshift/io/delimited_text.hpp"

#include <fmt/core.h>

#include <algorithm>
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

/// Counts rows without a code, in the order of the data.
class AsideAccount {
public:
    AsideAccount(const AssignSpec& spec, const ConvertRequest& request, const RowPass& pass,
                 const AssignPlaces& columns)
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
    const AssignPlaces& columns_;
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
                        const ConvertRequest& request, RowFeed& feed, const AssignPlaces& columns,
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
    const AssignPlaces columns(spec, feed);
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
                     if (row.fields() != columns.all || !columns.is_row(row) ||
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

/// What becomes of the rows of a block of columns.
struct BlocksFinish {
    AssignedBlocks& out;
    RejectsList& rejects;
    AssignedBlock& assigned;

    void operator()(const IntakeRow& row, AssignedTitle& title, bool is_aside) const {
        if (is_aside) {
            WhyAside why;
            why.text = title.detail;
            rejects.add(row, why, {});
            return;
        }
        assigned.rows.push_back(row.line - 1);
        assigned.titles.push_back(std::move(title));
    }
    void end(const RowBlock& block) const {
        if (!assigned.rows.empty()) {
            assigned.data = &ColumnsFeed::data_of(block);
            for (auto& row : assigned.rows) {
                row -= block.records_before - block.cells_before;
            }
            out.take(std::exchange(assigned, {}));
        }
        if (!rejects.empty()) {
            out.set_aside(ColumnsFeed::aside_of(block, rejects));
        }
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

PersonRows read_person_rows(const AssignSpec& spec, DataBlocks& blocks) {
    ColumnsFeed feed(spec.file, blocks, false);
    return person_rows(spec, reading_of(spec), feed);
}

AssignSummary assign_rows(const AssignSpec& spec, const TitleRules& rules, ReadBytes read,
                          const ConvertOutputs& outputs,
                          const std::function<TextPlace(std::uint64_t)>& place,
                          const PersonRows& persons) {
    auto request = reading_of(spec);
    request.place = place;
    TextFeed feed(request, std::move(read));
    const AssignPlaces columns(spec, feed);
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
    WholeColumns at_first(columns);
    ColumnsFeed first(spec.file, at_first, false);
    const auto persons = person_rows(spec, request, first);
    WholeColumns whole(columns);
    ColumnsFeed feed(spec.file, whole, false);
    const AssignPlaces places(spec, feed);
    return pass_over(spec, rules, request, feed, places, persons, std::nullopt,
                     ColumnsFinish{take});
}

AssignSummary assign_blocks(const AssignSpec& spec, const TitleRules& rules, DataBlocks& blocks,
                            const PersonRows& persons, AssignedBlocks& out) {
    const auto request = reading_of(spec);
    ColumnsFeed feed(spec.file, blocks, false);
    const AssignPlaces places(spec, feed);
    for (const auto& name : assigned_names(spec, rules)) {
        feed.layout().columns.check_is_new(name);
    }
    out.start();
    RejectsList rejects;
    AssignedBlock assigned;
    return pass_over(spec, rules, request, feed, places, persons, std::nullopt,
                     BlocksFinish{out, rejects, assigned});
}

}  // namespace socshift
