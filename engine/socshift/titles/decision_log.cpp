#include "socshift/titles/decision_log.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/harmless.hpp"
#include "socshift/base/title.hpp"
#include "socshift/io/byte_source.hpp"
#include "socshift/io/delimited_table.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/io/file_set.hpp"
#include "socshift/io/input_log.hpp"
#include "socshift/io/merged_cells.hpp"
#include "socshift/io/table_file.hpp"
#include "socshift/io/whole_file.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <utility>

namespace socshift {

namespace fs = std::filesystem;

namespace {

/// The cells of one record, by the names of their columns.
class Record {
public:
    Record(const DelimitedTable& table, const DelimitedTable::Row& row)
        : table_(table), row_(row) {}

    /// The cell in one line; empty if there is no such column.
    [[nodiscard]] std::string text(std::string_view column) const {
        const auto place = table_.find_column(column);
        return place ? one_line(row_.cells[*place]) : std::string{};
    }
    [[nodiscard]] SourceLocation at() const { return table_.where(row_); }

    [[noreturn]] void fail(const std::string& why) const { throw FormatError(at(), why); }

private:
    const DelimitedTable& table_;
    const DelimitedTable::Row& row_;
};

/// "soc2018:15-1252" parted, or a code of @p edition.
CodeRef code_of(const Record& record, const Catalog& catalog, const DecisionDefaults& defaults) {
    auto text = record.text("code");
    auto edition = record.text("edition");
    if (const auto colon = text.find(':'); colon != std::string::npos) {
        const auto named = catalog.resolve(text.substr(0, colon));
        if (!edition.empty() && catalog.resolve(edition) != named) {
            record.fail(fmt::format("the code is of {}, and the edition is '{}'", named.text(),
                                    visible(edition)));
        }
        edition = named.text();
        text.erase(0, colon + 1);
    }
    if (edition.empty() && !defaults.edition) {
        record.fail(fmt::format("which edition '{}' is a code of is not said", visible(text)));
    }
    try {
        return {edition.empty() ? *defaults.edition : catalog.resolve(edition), Code::parse(text)};
    } catch (const Error& error) {
        record.fail(error.what());
    }
}

Decision decision_of(const Record& record, const Catalog& catalog,
                     const DecisionDefaults& defaults) {
    const auto or_else = [&](std::string_view column, const std::string& other) {
        auto text = record.text(column);
        return text.empty() ? other : text;
    };
    const auto date = record.text("date");
    if (date.empty() && !defaults.date) {
        record.fail("the day of the decision is not said");
    }
    std::chrono::sys_days day{};
    try {
        day = date.empty() ? *defaults.date : parse_date(date);
    } catch (const Error& error) {
        record.fail(error.what());
    }
    const auto rows = record.text("rows");
    std::optional<std::uint64_t> count;
    try {
        count = rows.empty() ? std::nullopt : std::optional{parse_decision_rows(rows)};
    } catch (const Error& error) {
        record.fail(error.what());
    }
    return {day,
            code_of(record, catalog, defaults),
            record.text("title"),
            or_else("why", defaults.why),
            or_else("analyst", defaults.analyst),
            or_else("source", defaults.source),
            count,
            record.at()};
}

std::string cell_of(const Decision& decision, std::string_view column) {
    return column == "date"                    ? to_string(decision.date)
           : column == "edition"               ? decision.code.edition.text()
           : column == "code"                  ? decision.code.code.text()
           : column == "title"                 ? one_line(decision.title)
           : column == "why"                   ? one_line(decision.why)
           : column == "analyst"               ? one_line(decision.analyst)
           : column == "source"                ? one_line(decision.source)
           : column == "rows" && decision.rows ? std::to_string(*decision.rows)
                                               : std::string{};
}

/// @throws FormatError if @p text is none that lines can be added to.
void check_plain(std::string_view text, const std::string& file) {
    constexpr std::string_view gzip = "\x1F\x8B";
    constexpr std::string_view zstd = "\x28\xB5\x2F\xFD";
    const char* const what =
        is_workbook(text)                                              ? "a workbook"
        : text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") ? "UTF-16"
        : text.starts_with(gzip) || text.starts_with(zstd)             ? "a compressed file"
                                                                       : nullptr;
    if (what != nullptr) {
        throw FormatError(
            {file, 0, 0},
            fmt::format("{}; expected, of a log that is added to, delimited text in UTF-8", what));
    }
}

/// Where in a log a decision of some day belongs: behind the last record of no later one.
struct LogText {
    std::vector<std::string> columns;
    char delimiter = ',';
    std::string line_end = "\n";
    std::size_t start = 0;                                            // behind the header
    std::vector<std::pair<std::chrono::sys_days, std::size_t>> ends;  // of records

    LogText(std::string_view text, const std::string& file) {
        DelimitedReader reader(bytes_of(text), file);
        delimiter = reader.delimiter();
        auto at = reader.byte_order_mark().size();
        std::string storage;
        std::size_t day = 0;
        while (const auto* const record = reader.next()) {
            at += record->bytes.size() + record->line_end.size();
            if (columns.empty()) {
                for (const auto field : record->fields) {
                    columns.emplace_back(field_text(field, storage));
                }
                day = static_cast<std::size_t>(std::find(columns.begin(), columns.end(), "date") -
                                               columns.begin());
                if (day == columns.size()) {
                    throw FormatError(reader.where(record->line), "the log has no column 'date'");
                }
                line_end = record->line_end == "\r\n" ? "\r\n" : "\n";
                start = at;
            } else if (record->bytes.empty()) {
                continue;
            } else if (record->fields.size() != columns.size()) {
                throw FormatError(reader.where(record->line),
                                  fmt::format("expected {} fields, found {}", columns.size(),
                                              record->fields.size()));
            } else {
                ends.emplace_back(parse_date(one_line(field_text(record->fields[day], storage))),
                                  at);
            }
        }
    }

    [[nodiscard]] std::size_t place_of(std::chrono::sys_days day) const {
        const auto last = std::find_if(ends.rbegin(), ends.rend(),
                                       [&](const auto& end) { return end.first <= day; });
        return last == ends.rend() ? start : last->second;
    }
};

Findings errors_of(Findings findings) {
    std::erase_if(findings, [](const Finding& it) { return it.severity != Severity::error; });
    return findings;
}

/// Every decision of @p more that gives a title another code than the one that holds in @p log, or
/// than the first of @p more about it. With @p replace they are warnings, and say what holds then.
Findings contradictions(const std::vector<Decision>& log, const std::vector<Decision>& more,
                        bool replace) {
    auto all = log;
    all.insert(all.end(), more.begin(), more.end());
    const auto before = Decisions::make(log);
    const auto after = Decisions::make(std::move(all));
    std::map<std::pair<EditionId, std::string>, const Decision*> first;
    Findings out;
    for (const auto& one : more) {
        const auto& edition = one.code.edition;
        const auto* const earliest =
            first.try_emplace({edition, decided_words(one.title)}, &one).first->second;
        const auto* const known = before.holding(edition, one.title);
        const auto* const other = known != nullptr && known->code != one.code ? known : earliest;
        if (other->code != one.code) {
            const auto at = other->at.text();
            out.push_back({Severity::error, "decision-contradicts", one.at,
                           fmt::format("'{}' as {} contradicts {}, decided on {}{}",
                                       visible(one.title), one.code.text(), other->code.text(),
                                       to_string(other->date), at.empty() ? "" : " (" + at + ")")});
            if (replace) {
                out.back().severity = Severity::warning;
                out.back().message +=
                    fmt::format("; {} holds", after.holding(edition, one.title)->code.text());
            }
        }
    }
    return out;
}

/// @p decision as a log has it.
Decision in_lines(Decision decision) {
    for (auto* const text : {&decision.title, &decision.why, &decision.analyst, &decision.source}) {
        *text = one_line(*text);
    }
    return decision;
}

}  // namespace

const std::vector<std::string>& decision_columns() {
    static const std::vector<std::string> columns = {"date", "edition", "code",   "title",
                                                     "why",  "analyst", "source", "rows"};
    return columns;
}

std::vector<Decision> read_decisions(const Catalog& catalog, std::string_view bytes,
                                     const std::string& file, const DecisionDefaults& defaults) {
    const auto table = read_table(bytes, file);
    static_cast<void>(table.column("title"));
    static_cast<void>(table.column("code"));
    std::vector<UsedColumn> used;
    for (const auto& name : decision_columns()) {
        if (const auto place = table.find_column(name)) {
            used.push_back({*place, name});
        }
    }
    check_merged(table.merged, table.sheet, used, file);
    std::vector<Decision> out;
    for (const auto& row : table.rows) {
        out.push_back(decision_of(Record{table, row}, catalog, defaults));
    }
    return out;
}

std::vector<Decision> read_decisions(const Catalog& catalog, const fs::path& file,
                                     const DecisionDefaults& defaults) {
    return read_decisions(catalog, read_file(file), file.string(), defaults);
}

Decisions read_decision_log(const Catalog& catalog, const fs::path& file) {
    auto out = Decisions::make(read_decisions(catalog, file));
    if (auto wrong = errors_of(check(out, catalog)); !wrong.empty()) {
        throw DataError(std::move(wrong));
    }
    return out;
}

std::string with_decisions(std::string_view text, const std::string& file,
                           std::vector<Decision> more) {
    std::string header;
    if (text.empty()) {
        append_record(header, decision_columns(), ',');
        text = header;
    }
    check_plain(text, file);
    const LogText log(text, file);
    for (const auto& column : decision_columns()) {
        const bool needed = std::any_of(more.begin(), more.end(), [&](const Decision& one) {
            return !cell_of(one, column).empty();
        });
        if (needed &&
            std::find(log.columns.begin(), log.columns.end(), column) == log.columns.end()) {
            throw FormatError({file, 1, 0}, fmt::format("the log has no column '{}'", column));
        }
    }
    std::stable_sort(more.begin(), more.end(),
                     [](const Decision& a, const Decision& b) { return a.date < b.date; });
    std::string out;
    std::size_t done = 0;
    for (const auto& one : more) {
        // Sorted by day, but the log may not be: no later day has an earlier place.
        const auto place = std::max(done, log.place_of(one.date));
        out += text.substr(done, place - done);
        done = place;
        if (!out.empty() && out.back() != '\n') {
            out += log.line_end;
        }
        std::vector<std::string> cells;
        for (const auto& column : log.columns) {
            cells.push_back(cell_of(one, column));
        }
        std::string line;
        append_record(line, cells, log.delimiter);
        line.pop_back();
        out += line + log.line_end;
    }
    out += text.substr(done);
    return out;
}

RecordedDecisions record_decisions(const Catalog& catalog, const fs::path& file,
                                   const std::vector<Decision>& more, bool replace) {
    if (is_stream(file)) {
        throw FileError(fmt::format("'{}' is no file: a log of decisions is one", file.string()));
    }
    if (auto wrong = errors_of(check(Decisions::make(more), catalog)); !wrong.empty()) {
        throw DataError(std::move(wrong));
    }
    FileSet files(true);
    auto& output = files.add(file);
    files.hold();
    const auto text = fs::exists(file) ? read_file(file) : std::string{};
    if (auto* const inputs = InputLog::current()) {
        inputs->allow_to_replace(file);
    }
    check_plain(text, file.string());
    const auto log =
        text.empty() ? std::vector<Decision>{} : read_decisions(catalog, text, file.string());
    RecordedDecisions out;
    std::vector<Decision> added;
    for (const auto& each : more) {
        const auto one = in_lines(each);
        const auto is_it = [&](const Decision& other) { return other.says_the_same_as(one); };
        const bool known = std::any_of(log.begin(), log.end(), is_it) ||
                           std::any_of(added.begin(), added.end(), is_it);
        known ? static_cast<void>(++out.there_already) : added.push_back(one);
    }
    out.added = added.size();
    out.contradicting = contradictions(log, added, replace);
    if (!out.contradicting.empty() && !replace) {
        throw DataError(std::move(out.contradicting));
    }
    if (!added.empty()) {
        output.write(with_decisions(text, file.string(), std::move(added)));
        files.finish();
        files.commit();
    }
    return out;
}

}  // namespace socshift
