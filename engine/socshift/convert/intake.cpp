#include "socshift/convert/intake.hpp"

#include "socshift/catalog/delimited_table.hpp"
#include "socshift/model/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <utility>

namespace socshift {

namespace {

constexpr std::size_t most_verdicts = std::size_t{1} << 16U;
constexpr std::size_t longest_remembered = 64;
constexpr std::size_t most_values = 10000;
constexpr std::size_t longest_value = 200;
constexpr std::size_t most_examples = 5;

/// "#2" is 2; in a file without header "2" is as well. None for any other name or 0.
std::optional<std::size_t> place_of(std::string_view name, bool has_header) {
    if (name.starts_with('#')) {
        name.remove_prefix(1);
    } else if (has_header) {
        return std::nullopt;
    }
    std::size_t place = 0;
    const auto* const end = name.data() + name.size();
    const auto [stop, error] = std::from_chars(name.data(), end, place);
    return error == std::errc{} && stop == end && place > 0 ? std::optional{place} : std::nullopt;
}

DelimitedOptions reader_options(const ConvertRequest& request) {
    DelimitedOptions options;
    options.delimiter = request.delimiter;
    return options;
}

}  // namespace

Intake::Intake(const ConvertRequest& request, CodeRecogniser& recogniser, const Plan& plan,
               ReadBytes read, WriteBytes rejects, bool needs_share)
    : request_(request),
      recogniser_(recogniser),
      plan_(plan),
      rejects_(std::move(rejects)),
      needs_share_(needs_share),
      reader_(std::move(read), request.file, reader_options(request)),
      rows_by_item_(plan.source().items().size()) {
    read_header();
    code_column_ = column(request.column);
    for (const auto& filter : request.where) {
        filters_.push_back({column(filter.column), filter.values});
    }
    ragged_.reason = Reason::columns;
    ragged_.text = "more or fewer columns than the first line";
}

void Intake::read_header() {
    const auto* const record = reader_.next();
    if (record == nullptr) {
        throw FormatError({request_.file, 0, 0}, "an empty file; expected a header line");
    }
    columns_ = record->fields.size();
    line_end_ = record->line_end.empty() ? "\n" : record->line_end;
    if (!request_.has_header) {
        waiting_ = record;
        return;
    }
    header_bytes_ = record->bytes;
    header_end_ = record->line_end;
    for (const auto field : record->fields) {
        names_.emplace_back(field_text(field, storage_));
    }
}

std::size_t Intake::column(const std::string& name) const {
    const auto first = std::find(names_.begin(), names_.end(), name);
    const SourceLocation at{request_.file, 1, 0};
    if (first == names_.end()) {
        if (const auto place = place_of(name, request_.has_header)) {
            if (*place > columns_) {
                throw FormatError(at, fmt::format("no column {}; there are {}", *place, columns_));
            }
            return *place - 1;
        }
        if (!request_.has_header) {
            throw FormatError(at, fmt::format("no column '{}'; without a header columns are named "
                                              "#1 to #{}",
                                              name, columns_));
        }
        throw FormatError(
            at, fmt::format("no column '{}'; the columns are {}", name, choices(name, names_)));
    }
    const auto second = std::find(first + 1, names_.end(), name);
    if (second != names_.end()) {
        throw FormatError(
            at, fmt::format("several columns '{0}'; name one by its place, #{1} or "
                            "#{2}",
                            name, first - names_.begin() + 1, second - names_.begin() + 1));
    }
    return static_cast<std::size_t>(first - names_.begin());
}

void Intake::check_is_new(const std::string& name) const {
    if (std::find(names_.begin(), names_.end(), name) != names_.end()) {
        throw FormatError({request_.file, 1, 0},
                          fmt::format("there is a column '{}' already; --prefix TEXT gives the "
                                      "added columns other names",
                                      name));
    }
}

bool Intake::next(IntakeRow& row) {
    for (;;) {
        row.record = waiting_ != nullptr ? std::exchange(waiting_, nullptr) : reader_.next();
        row.verdict = nullptr;
        if (row.record == nullptr) {
            return false;
        }
        if (row.record->bytes.empty() && columns_ > 1) {
            return true;
        }
        ++account_.rows_in;
        if (row.record->fields.size() != columns_) {
            row.verdict = &ragged_;
            return true;
        }
        if (filters_.empty() || passes(*row.record)) {
            row.verdict = &judge(row.record->fields[code_column_]);
            return true;
        }
        ++account_.rows_filtered;
    }
}

bool Intake::passes(const DelimitedRecord& record) {
    return std::all_of(filters_.begin(), filters_.end(), [&](const Filter& filter) {
        const auto text = field_text(record.fields[filter.column], storage_);
        return std::find(filter.values.begin(), filter.values.end(), text) != filter.values.end();
    });
}

const Verdict& Intake::judge(std::string_view cell) {
    if (const auto known = verdicts_.find(cell); known != verdicts_.end()) {
        return known->second;
    }
    if (cell.size() <= longest_remembered && verdicts_.size() < most_verdicts) {
        return verdicts_.emplace(std::string{cell}, make_verdict(cell)).first->second;
    }
    spare_ = make_verdict(cell);
    return spare_;
}

Verdict Intake::make_verdict(std::string_view cell) {
    auto recognition = recogniser_.recognise(field_text(cell, storage_));
    Verdict verdict;
    verdict.reason = recognition.reason;
    verdict.text = std::move(recognition.text);
    if (recognition.item == nullptr) {
        return verdict;
    }
    verdict.item = plan_.source().index(*recognition.item);
    verdict.repairs = recognition.repairs;
    if (!recognition.is_leaf) {
        return verdict;
    }
    if (plan_.targets(verdict.item).empty()) {
        verdict.reason = Reason::no_target;
        verdict.text = fmt::format("no successor in {}", plan_.target().id().text());
    } else if (needs_share_ && !plan_.basis(verdict.item)) {
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
        const auto detail = fmt::format("{} columns, expected {}", fields.size(), columns_);
        const auto value = fmt::format("{} columns", fields.size());
        refuse(row, verdict.reason, verdict.text, detail, value);
        return false;
    }
    const auto value = field_text(fields[code_column_], storage_);
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
    std::map<const Item*, int> sources;
    for (std::size_t item = 0; item < rows_by_item_.size(); ++item) {
        const auto rows = rows_by_item_[item];
        if (rows == 0) {
            continue;
        }
        const auto& targets = plan_.targets(item);
        summary.rows_split += targets.size() > 1 ? rows : 0;
        by_basis[rank(plan_.basis(item))] += rows;
        for (const auto& target : targets) {
            ++sources[target.item];
        }
    }
    for (const auto& [basis, rows] : by_basis) {
        summary.by_basis.push_back(
            {basis == rank({}) ? std::nullopt : std::optional{static_cast<Basis>(basis)},
             rows,
             {}});
    }
    summary.targets_merged = static_cast<std::size_t>(std::count_if(
        sources.begin(), sources.end(), [](const auto& entry) { return entry.second > 1; }));
    for (const auto& refusal : refusals_) {
        summary.set_aside.push_back(refusal.account);
    }
    std::stable_sort(summary.set_aside.begin(), summary.set_aside.end(),
                     [](const SetAside& a, const SetAside& b) { return a.reason < b.reason; });
    return summary;
}

}  // namespace socshift
