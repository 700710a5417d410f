#include "socshift/convert/intake.hpp"

#include "socshift/model/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <utility>

namespace socshift {

namespace {

constexpr std::size_t most_verdicts = std::size_t{1} << 16U;
constexpr std::size_t longest_remembered = 64;
constexpr std::size_t most_values = 10000;
constexpr std::size_t longest_value = 200;
constexpr std::size_t most_examples = 5;

DelimitedOptions reader_options(const ConvertRequest& request) {
    DelimitedOptions options;
    options.delimiter = request.delimiter;
    return options;
}

}  // namespace

Intake::Intake(const ConvertRequest& request, const ConvertSources& sources, ReadBytes read,
               WriteBytes rejects, bool needs_share)
    : request_(request),
      sources_(sources),
      rejects_(std::move(rejects)),
      needs_share_(needs_share),
      reader_(std::move(read), request.file, reader_options(request)),
      verdicts_(sources.size()),
      rows_by_item_(sources.items()) {
    read_header();
    code_column_ = columns_.place(request.column);
    filters_ = RowFilters(request.where, columns_);
    if (request.edition_column) {
        edition_column_ = columns_.place(request.edition_column->column);
        stray_.reason = Reason::no_edition;
        stray_.text =
            fmt::format("no edition for the value in column {}", request.edition_column->column);
    }
    ragged_.reason = Reason::columns;
    ragged_.text = "more or fewer columns than the first line";
}

void Intake::read_header() {
    const auto* const record = reader_.next();
    if (record == nullptr) {
        throw FormatError({request_.file, 0, 0}, "an empty file; expected a header line");
    }
    columns_ = Columns(request_.file, *record, request_.has_header);
    line_end_ = record->line_end.empty() ? "\n" : record->line_end;
    if (!request_.has_header) {
        waiting_ = record;
        return;
    }
    header_bytes_ = record->bytes;
    header_end_ = record->line_end;
}

bool Intake::next(IntakeRow& row) {
    for (;;) {
        row.record = waiting_ != nullptr ? std::exchange(waiting_, nullptr) : reader_.next();
        row.verdict = nullptr;
        if (row.record == nullptr) {
            return false;
        }
        if (row.record->bytes.empty() && columns_.size() > 1) {
            return true;
        }
        ++account_.rows_in;
        if (row.record->fields.size() != columns_.size()) {
            row.verdict = &ragged_;
            return true;
        }
        if (filters_.passes(*row.record)) {
            row.verdict = &judge(*row.record);
            return true;
        }
        ++account_.rows_filtered;
    }
}

const Verdict& Intake::judge(const DelimitedRecord& record) {
    std::size_t source = 0;
    if (edition_column_) {
        const auto& editions = request_.edition_column->sources;
        const auto named = editions.find(field_text(record.fields[*edition_column_], storage_));
        if (named == editions.end()) {
            return stray_;
        }
        source = named->second;
    }
    const auto cell = record.fields[code_column_];
    auto& verdicts = verdicts_[source];
    if (const auto known = verdicts.find(cell); known != verdicts.end()) {
        return known->second;
    }
    if (cell.size() <= longest_remembered && remembered_ < most_verdicts) {
        ++remembered_;
        return verdicts.emplace(std::string{cell}, make_verdict(source, cell)).first->second;
    }
    spare_ = make_verdict(source, cell);
    return spare_;
}

Verdict Intake::make_verdict(std::size_t source, std::string_view cell) {
    auto recognition = sources_.recogniser(source).recognise(field_text(cell, storage_));
    Verdict verdict;
    verdict.reason = recognition.reason;
    verdict.text = std::move(recognition.text);
    if (recognition.item == nullptr) {
        return verdict;
    }
    verdict.item = sources_.index(source, *recognition.item);
    verdict.repairs = recognition.repairs;
    if (!recognition.is_leaf) {
        return verdict;
    }
    if (sources_.targets(verdict.item).empty()) {
        verdict.reason = Reason::no_target;
        verdict.text = fmt::format("no successor in {}", sources_.target().id().text());
    } else if (needs_share_ && !sources_.basis(verdict.item)) {
        verdict.reason = Reason::no_share;
        verdict.text = "no share known; --weights equal would split it evenly";
    } else {
        verdict.carried = true;
    }
    return verdict;
}

void Intake::carry(const Verdict& verdict) {
    ++account_.rows_carried;
    ++rows_by_item_[verdict.item];
    if (verdict.repairs.any()) {
        auto& repaired = account_.repaired;
        ++repaired.rows;
        repaired.blanks += verdict.repairs.blanks ? 1 : 0;
        repaired.quotes += verdict.repairs.quotes ? 1 : 0;
        repaired.missing_hyphens += verdict.repairs.missing_hyphens ? 1 : 0;
        repaired.other_hyphens += verdict.repairs.other_hyphens ? 1 : 0;
    }
}

bool Intake::refuse(const IntakeRow& row) {
    const auto& verdict = *row.verdict;
    const auto& fields = row.record->fields;
    if (verdict.reason == Reason::columns) {
        const auto detail = fmt::format("{} columns, expected {}", fields.size(), columns_.size());
        const auto value = fmt::format("{} columns", fields.size());
        refuse(row, verdict.reason, verdict.text, detail, value);
        return false;
    }
    const auto place = verdict.reason == Reason::no_edition ? *edition_column_ : code_column_;
    const auto value = field_text(fields[place], storage_);
    if (request_.on_unknown != OnUnknown::keep) {
        refuse(row, verdict.reason, verdict.text, verdict.text, value);
        return false;
    }
    ++account_.rows_kept;
    count(refusal(verdict.reason, verdict.text), value, row.record->line);
    return true;
}

void Intake::refuse(const IntakeRow& row, Reason reason, const std::string& text,
                    const std::string& detail, std::string_view value) {
    if (request_.on_unknown == OnUnknown::fail) {
        throw FormatError(reader_.where(row.record->line),
                          reason == Reason::columns
                              ? detail
                              : fmt::format("'{}' cannot be carried: {}", value, detail));
    }
    ++account_.rows_rejected;
    count(refusal(reason, text), value, row.record->line);
    write_reject(*row.record, detail);
}

Intake::Refusal& Intake::refusal(Reason reason, const std::string& text) {
    const auto known =
        std::find_if(refusals_.begin(), refusals_.end(), [&](const Refusal& refusal) {
            return refusal.account.reason == reason && refusal.account.text == text;
        });
    if (known != refusals_.end()) {
        return *known;
    }
    auto& added = refusals_.emplace_back();
    added.account.reason = reason;
    added.account.text = text;
    return added;
}

void Intake::count(Refusal& refusal, std::string_view value, std::uint64_t line) {
    auto& account = refusal.account;
    ++account.rows;
    account.more_values |= value.size() > longest_value;
    value = value.substr(0, longest_value);
    if (refusal.seen.find(value) != refusal.seen.end()) {
        return;
    }
    if (refusal.seen.size() == most_values) {
        account.more_values = true;
        return;
    }
    refusal.seen.emplace(value);
    ++account.values;
    if (account.examples.size() < most_examples) {
        account.examples.push_back({std::string{value}, line});
    }
}

void Intake::write_reject(const DelimitedRecord& record, std::string_view reason) {
    const char delimiter = reader_.delimiter();
    reject_.clear();
    if (!any_reject_ && request_.has_header) {
        reject_ += fmt::format("line{0}reason{0}{1}{2}", delimiter, header_bytes_, line_end_);
    }
    any_reject_ = true;
    reject_ += fmt::format("{}{}", record.line, delimiter);
    append_field(reject_, reason, delimiter);
    reject_ += delimiter;
    reject_ += record.bytes;
    reject_ += record.line_end.empty() ? line_end_ : record.line_end;
    rejects_(reject_);
}

ConvertSummary Intake::summary() const {
    auto summary = account_;
    std::map<std::size_t, std::uint64_t> by_basis;
    const auto rank = [](std::optional<Basis> basis) {
        return basis ? static_cast<std::size_t>(*basis) : static_cast<std::size_t>(-1);
    };
    // By target, then by edition: the same item of two editions is not merged with itself.
    std::map<const Item*, std::map<std::size_t, int>> merging;
    for (std::size_t item = 0; item < rows_by_item_.size(); ++item) {
        const auto rows = rows_by_item_[item];
        if (rows == 0) {
            continue;
        }
        const auto& targets = sources_.targets(item);
        if (targets.size() > 1) {
            summary.rows_split += rows;
            summary.split.push_back(sources_.code(item));
        }
        by_basis[rank(sources_.basis(item))] += rows;
        for (const auto& target : targets) {
            ++merging[target.item][sources_.source_of(item)];
        }
    }
    for (const auto& [basis, rows] : by_basis) {
        summary.by_basis.push_back(
            {basis == rank({}) ? std::nullopt : std::optional{static_cast<Basis>(basis)},
             rows,
             {}});
    }
    for (const auto& [target, sources] : merging) {
        if (std::any_of(sources.begin(), sources.end(),
                        [](const auto& edition) { return edition.second > 1; })) {
            summary.merged.push_back(target->code);
        }
    }
    std::sort(summary.merged.begin(), summary.merged.end());
    for (std::size_t source = 0; source < sources_.size(); ++source) {
        for (const auto* const item : sources_.boundary_moved(source)) {
            if (const auto rows = rows_by_item_[sources_.index(source, *item)]; rows > 0) {
                summary.boundary_moved.push_back(
                    {{sources_.edition(source).id(), item->code}, item->title, rows});
            }
        }
    }
    for (const auto& refusal : refusals_) {
        summary.set_aside.push_back(refusal.account);
    }
    std::stable_sort(summary.set_aside.begin(), summary.set_aside.end(),
                     [](const SetAside& a, const SetAside& b) { return a.reason < b.reason; });
    return summary;
}

}  // namespace socshift
