#include "socshift/convert/intake.hpp"

#include "socshift/base/counted.hpp"
#include "socshift/base/error.hpp"
#include "socshift/convert/sums.hpp"
#include "socshift/io/delimited_errors.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/recognise/code_text.hpp"
#include "socshift/recognise/no_code.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace socshift {

namespace {

constexpr auto longest_value = CellTally::longest_value;
constexpr auto most_examples = CellTally::most_examples;

}  // namespace

Intake::Intake(const ConvertRequest& request, const CodedEditions& sources, RowFeed& feed,
               Rejects& rejects, bool needs_share)
    : request_(request),
      sources_(sources),
      feed_(feed),
      figures_(request, feed),
      rejects_(rejects),
      store_(sources, {needs_share, request.split, request.to_families}),
      pass_(request, feed),
      carried_(sources.items()) {
    check_merged();
    rules_.columns = columns().size();
    rules_.code_column = columns().place(request.column);
    rules_.is_in_memory = feed.is_in_memory();
    rules_.filters = RowFilters(request.where, columns());
    rules_.file = request.file;
    filters_ = rules_.filters;
    if (request.source_columns) {
        rules_.sources = &*request.source_columns;
        const auto names = request.source_columns->columns();
        for (const auto& name : names) {
            rules_.source_columns.push_back(columns().place(name));
        }
        rules_.stray.reason = Reason::no_edition;
        rules_.stray.text = fmt::format("no edition for the value in column {}", names.front());
        rules_.stray_group.reason = Reason::no_group;
        rules_.stray_group.text =
            fmt::format("no weights for {}", fmt::join(request.source_columns->groups, " and "));
    }
    auto deciding = rules_.source_columns;
    deciding.push_back(rules_.code_column);
    for (const auto& filter : request.where) {
        deciding.push_back(columns().place(filter.column));
    }
    if (!request.title_column.empty()) {
        deciding.push_back(columns().place(request.title_column));
    }
    for (const auto& key : request.by) {
        deciding.push_back(columns().place(key));
    }
    feed.pad_rows_of(*std::max_element(deciding.begin(), deciding.end()) + 1);
    rules_.ragged.reason = Reason::columns;
    rules_.ragged.text = "more or fewer columns than the first line";
    check_header();
}

/// A first line of data that is taken for the header is lost. Whoever names a column by its place
/// may not have one.
void Intake::check_header() const {
    const auto name = columns().name(rules_.code_column);
    if (!request_.column.starts_with('#') || name.starts_with('#')) {
        return;
    }
    for (std::size_t source = 0; source < sources_.size(); ++source) {
        if (sources_.recogniser(source).recognise(name).item != nullptr) {
            throw FormatError(
                {request_.file, first_line() > 1 ? static_cast<std::uint32_t>(first_line() - 1) : 0,
                 0},
                fmt::format("the name of column {}, '{}', is a code of {}; --no-header takes the "
                            "first line for a row, --column {} for a header",
                            request_.column, name, sources_.edition(source).id().text(), name));
        }
    }
}

void Intake::run(const std::function<RowWorker&(unsigned thread)>& worker,
                 const std::function<void(RowBlock& block)>& finish) {
    pass_.run(worker, [&](RowBlock& block) {
        note_repairs(block);
        finish(block);
    });
    rejects_.finish();
}

void Intake::add(const RowJudge& judge) {
    account_.rows_in += judge.rows_in();
    account_.rows_filtered += judge.rows_filtered();
    carried_.add(judge.carried());
    filters_.add_seen(judge.filters());
    named_editions_.insert(judge.named_editions().begin(), judge.named_editions().end());
    for (const auto& value : judge.no_editions()) {
        keep_first(no_editions_, value);
    }
    for (const auto& [value, rows] : judge.by_wave()) {
        auto& wave = waves_[value];
        wave.rows += rows.rows;
        wave.carried += rows.carried;
        wave.by_wave += rows.by_wave;
    }
    if (waves_.size() > most_waves) {
        throw too_many_waves(request_.file, request_.source_columns->wave);
    }
}

void Intake::check() const {
    if (!request_.is_part && account_.rows_in > 0) {
        filters_.check_seen(request_.file);
        check_editions();
    }
    check_refused();
}

/// What was named for rows that are not there was misspelt, and rows are set aside for it.
void Intake::check_editions() const {
    if (!request_.source_columns) {
        return;
    }
    for (const auto& values : request_.source_columns->asked_for) {
        const bool is_there = std::any_of(values.begin(), values.end(), [&](const auto& value) {
            return named_editions_.find(value) != named_editions_.end();
        });
        if (!is_there) {
            auto others = no_editions_;
            others.insert(named_editions_.begin(), named_editions_.end());
            throw FormatError({request_.file, 0, 0},
                              no_row_has(values.front(), request_.source_columns->wave, others));
        }
    }
}

void Intake::check_refused() const {
    if (!request_.fail_above) {
        return;
    }
    const auto refused = account_.rows_rejected + account_.rows_kept;
    const auto all = account_.rows_in - account_.rows_filtered;
    if (refused == 0 || !(*request_.fail_above < Share(static_cast<std::int64_t>(refused),
                                                       static_cast<std::int64_t>(all)))) {
        return;
    }
    std::vector<std::string> reasons;
    for (const auto& counted : refusals_) {
        const auto& entry = counted.account;
        const auto& first = entry.examples.front();
        reasons.push_back(fmt::format("{}: {}, '{}' in line {} the first", entry.text,
                                      count_of(entry.rows, "row", "rows"), first.value,
                                      first.line));
    }
    throw FormatError(
        {request_.file, 0, 0},
        fmt::format("{} of {} rows cannot be carried, more than {} of them: {}", refused, all,
                    request_.fail_above->text(), fmt::join(reasons, "; ")));
}

std::vector<CodeRef> Intake::in_both_forms() const {
    std::vector<CodeRef> out;
    for (const auto& [item, rows] : carried_.without_suffix) {
        const auto others = carried_.by_item[item] - rows;
        if (others != 0 && others != rows) {
            return {};
        }
        if (others == rows) {
            out.push_back(sources_.code(item));
        }
    }
    return out;
}

/// @throws FormatError if a column that matters has cells that are merged over several rows.
void Intake::check_merged() const {
    const auto& reading = layout().reading;
    if (reading.merged.empty()) {
        return;
    }
    std::vector<std::string> names{request_.column};
    for (const auto* const more :
         {&request_.sums, &request_.means, &request_.scale, &request_.by}) {
        names.insert(names.end(), more->begin(), more->end());
    }
    for (const auto* const one : {&request_.by_weight, &request_.title_column}) {
        if (!one->empty()) {
            names.push_back(*one);
        }
    }
    for (const auto& filter : request_.where) {
        names.push_back(filter.column);
    }
    if (request_.source_columns) {
        const auto more = request_.source_columns->columns();
        names.insert(names.end(), more.begin(), more.end());
    }
    std::vector<UsedColumn> used;
    for (const auto& name : names) {
        used.push_back({columns().place(name), name});
    }
    socshift::check_merged(reading.merged, reading.sheet, used, request_.file);
}

bool Intake::refuse(const IntakeRow& row, const Verdict& verdict) {
    if (verdict.reason == Reason::columns) {
        const auto detail =
            fmt::format("{} columns, expected {}", row.row.fields(), rules_.columns);
        const auto value = fmt::format("{} columns", row.row.fields());
        refuse(row, verdict.reason, verdict.text, detail, value);
        return false;
    }
    if (verdict.reason == Reason::group) {
        // The reason begins with the level: "broad group, not detailed".
        level_columns_.note(row.row, verdict.text.substr(0, verdict.text.find(" group")),
                            columns().size());
    }
    std::string groups;
    if (verdict.reason == Reason::no_group) {
        const auto& all = rules_.source_columns;
        for (auto at = all.size() - request_.source_columns->groups.size(); at < all.size(); ++at) {
            groups += (groups.empty() ? "" : ", ");
            groups += field_text(row.row.field(all[at]), storage_);
        }
    }
    const auto place =
        verdict.reason == Reason::no_edition ? rules_.source_columns.front() : rules_.code_column;
    const auto value = verdict.reason == Reason::no_group
                           ? std::string_view{groups}
                           : field_text(row.row.field(place), storage_);
    if (request_.on_unknown != OnUnknown::keep) {
        refuse(row, verdict.reason, verdict.text,
               verdict.detail.empty() ? verdict.text : verdict.detail, value);
        return false;
    }
    check_figures(row);
    ++account_.rows_kept;
    note_wave(row, verdict.reason, verdict.text, value);
    count(refusals_, verdict.reason, verdict.text, value, row.line);
    return true;
}

void Intake::refuse(const IntakeRow& row, Reason reason, const std::string& text,
                    const std::string& detail, std::string_view value) {
    if (request_.on_unknown == OnUnknown::fail) {
        const auto [file, line] = place(row.line);
        throw FormatError(line_of(file, line),
                          reason == Reason::columns
                              ? detail
                              : fmt::format("'{}' cannot be carried: {}", value, detail));
    }
    if (reason != Reason::columns) {
        check_figures(row);
    }
    ++account_.rows_rejected;
    note_wave(row, reason, text, value);
    count(refusals_, reason, text, value, row.line);
    rejects_.add(row, {reason, detail, false}, row.row.bytes());
}

/// @throws FiguresNotClear if a row that is not carried makes other figures doubtful.
void Intake::check_figures(const IntakeRow& row) const {
    if (const auto why = figures_.doubt(row.row)) {
        const auto [file, line] = place(row.line);
        throw FiguresNotClear(line_of(file, line), *why);
    }
}

/// Counts a row that is not carried for its wave, if it has one.
void Intake::note_wave(const IntakeRow& row, Reason reason, const std::string& text,
                       std::string_view value) {
    if (reason == Reason::columns || reason == Reason::no_edition) {
        return;
    }
    std::string storage;
    const bool has_waves = rules_.sources != nullptr && !rules_.sources->wave.empty();
    const auto wave = has_waves ? field_text(row.row.field(rules_.source_columns.front()), storage)
                                : std::string_view{};
    auto known = waves_aside_.find(wave);
    if (known == waves_aside_.end()) {
        known = waves_aside_.emplace(std::string{wave}, WaveAside{}).first;
    }
    auto& aside = known->second;
    ++aside.rows;
    if (reason == Reason::ambiguous) {
        ++aside.ambiguous;
    } else if (reason == Reason::elsewhere) {
        ++aside.elsewhere;
        ++aside.elsewhere_texts[text];
        if (aside.elsewhere_codes.size() < 2) {
            aside.elsewhere_codes.emplace(value);
        }
    }
}

WaveAccount Intake::account_of(const std::string& wave, const WaveRows& rows) const {
    WaveAccount out{wave, rows.rows, rows.carried, rows.by_wave, 0, 0, {}, false};
    std::uint64_t aside_rows = 0;
    if (const auto found = waves_aside_.find(wave); found != waves_aside_.end()) {
        const auto& aside = found->second;
        aside_rows = aside.rows;
        out.ambiguous = aside.ambiguous;
        out.elsewhere = aside.elsewhere;
        std::uint64_t most = 0;
        for (const auto& [text, times] : aside.elsewhere_texts) {
            if (times > most) {
                most = times;
                out.elsewhere_most = text;
            }
        }
        out.doubtful = is_doubtful(rows.rows, aside.elsewhere, aside.elsewhere_codes.size());
    }
    if (out.rows != out.carried + aside_rows) {
        throw AccountError(
            fmt::format("the account does not balance: wave '{}' has {} rows, but {} carried and "
                        "{} set aside or kept",
                        wave, out.rows, out.carried, aside_rows));
    }
    return out;
}

void Intake::add_waves(ConvertSummary& summary) const {
    if (rules_.sources != nullptr && !rules_.sources->wave.empty()) {
        for (const auto& [value, rows] : waves_) {
            summary.waves.push_back(account_of(value, rows));
        }
        return;
    }
    const auto aside = waves_aside_.find(std::string_view{});
    const WaveRows all{carried_.all + (aside == waves_aside_.end() ? 0 : aside->second.rows),
                       carried_.all, carried_.by_wave};
    auto wave = account_of("", all);
    const auto& choices = sources_.choices();
    if (wave.doubtful || std::any_of(choices.begin(), choices.end(), [](const auto& choice) {
            return choice.sources.size() > 1;
        })) {
        summary.waves.push_back(std::move(wave));
    }
}

void Intake::note_part(const IntakeRow& row, const Verdict& verdict, std::string_view bytes) {
    const auto value = field_text(row.row.field(rules_.code_column), storage_);
    if (request_.on_unknown == OnUnknown::fail) {
        const auto [file, line] = place(row.line);
        throw FormatError(line_of(file, line),
                          fmt::format("'{}' cannot be carried whole: {}", value, verdict.detail));
    }
    ++account_.rows_in_part;
    count(parts_, verdict.reason, verdict.text, value, row.line);
    rejects_.add(row, {verdict.reason, verdict.detail, true}, bytes);
}

void Intake::refuse_number(const IntakeRow& row, const std::string& name, std::size_t column) {
    std::string storage;
    const auto value = field_text(row.row.field(column), storage);
    refuse(row, Reason::not_a_number, fmt::format("not a number in column {}", name),
           fmt::format("not a number: '{}' in column {}", value, name), value);
}

void Intake::count(std::vector<Counted>& all, Reason reason, const std::string& text,
                   std::string_view value, std::uint64_t line) {
    auto known = std::find_if(all.begin(), all.end(), [&](const Counted& one) {
        return one.account.reason == reason && one.account.text == text;
    });
    if (known == all.end()) {
        known = all.emplace(all.end());
        known->account.reason = reason;
        known->account.text = text;
    }
    known->cells.add(known->account, value, [&] {
        auto at = place(line);
        return std::pair{request_.place ? at.file : std::string{}, at.line};
    });
}

/// Keeps the first few different cells of each repair, as examples.
void Intake::note_repairs(const RowBlock& block) {
    RowLines lines(block, first_line());
    for (const auto& repaired : block.repaired) {
        const BlockRow row(block, repaired.row);
        const auto line = lines.line(repaired.row, row);
        const auto value = std::string{
            field_text(row.field(rules_.code_column), storage_).substr(0, longest_value)};
        for (const auto& [repair, word] : word_table<Repair>) {
            auto& account = repairs_[static_cast<std::size_t>(repair)];
            if (!repaired.verdict->repairs.has(repair) || account.more_values ||
                std::any_of(account.examples.begin(), account.examples.end(),
                            [&](const auto& known) { return known.value == value; })) {
                continue;
            }
            if (account.examples.size() == most_examples) {
                account.more_values = true;
                continue;
            }
            const auto at = place(line);
            account.examples.push_back({value, sources_.code(repaired.verdict->item).code, at.line,
                                        request_.place ? at.file : std::string{}});
        }
    }
}

/// Cells of no edition that repeat and could be words for no code, most rows first.
std::vector<RepeatedWord> Intake::could_be_no_code() const {
    std::vector<RepeatedWord> out;
    for (const auto& one : refusals_) {
        if (one.account.reason != Reason::unknown) {
            continue;
        }
        for (const auto& [cell, rows] : one.cells.seen()) {
            const std::string word{strip(cell).text};
            if (rows > 1 && socshift::could_be_no_code(word)) {
                out.push_back({word, rows});
            }
        }
    }
    std::sort(out.begin(), out.end(), [](const RepeatedWord& a, const RepeatedWord& b) {
        return std::tie(b.rows, a.word) < std::tie(a.rows, b.word);
    });
    return out;
}

std::vector<BoundaryMoved> Intake::boundary_moved() const {
    std::map<std::size_t, BoundaryMoved> by_item;
    for (std::size_t source = 0; source < sources_.size(); ++source) {
        for (const auto* const item : sources_.boundary_moved(source)) {
            const auto at = sources_.index(source, *item);
            if (const auto rows = carried_.by_item[at]; rows > 0) {
                const BoundaryMoved found{sources_.code(at), item->title, 0};
                by_item.try_emplace(sources_.one_of_edition(at), found).first->second.rows += rows;
            }
        }
    }
    std::vector<BoundaryMoved> out;
    for (auto& [item, moved] : by_item) {
        out.push_back(std::move(moved));
    }
    return out;
}

ConvertSummary Intake::summary(const TargetUse& is_used,
                               const std::vector<std::uint64_t>& settled) const {
    auto summary = account_;
    summary.rows_padded = pass_.rows_padded();
    summary.reading = layout().reading;
    summary.rows_carried = carried_.all;
    summary.repaired = carried_.repaired;
    for (const auto& [repair, word] : word_table<Repair>) {
        if (const auto rows = carried_.repaired.of(repair); rows > 0) {
            auto& account =
                summary.repairs.emplace_back(repairs_[static_cast<std::size_t>(repair)]);
            account.repair = repair;
            account.rows = rows;
        }
    }
    summary.could_be_no_code = could_be_no_code();
    std::map<std::size_t, std::uint64_t> by_basis;
    const auto rank = [](std::optional<Basis> basis) {
        return basis ? static_cast<std::size_t>(*basis) : static_cast<std::size_t>(-1);
    };
    std::set<std::size_t> split;
    std::map<std::size_t, std::uint64_t> unpublished;
    // By target, then by edition: the same item of two editions is not merged with itself.
    std::map<const Item*, std::map<std::size_t, std::set<std::size_t>>> merging;
    for (std::size_t item = 0; item < carried_.by_item.size(); ++item) {
        const auto rows = carried_.by_item[item];
        if (rows == 0) {
            continue;
        }
        const auto& targets = sources_.targets(item);
        if (sources_.candidates(item).size() > 1) {
            summary.rows_split += rows;
            split.insert(sources_.one_of_edition(item));
        }
        const auto by_title = settled.empty() ? 0 : settled[item];
        summary.rows_settled += by_title;
        if (rows > by_title) {
            by_basis[rank(sources_.basis(item))] += rows - by_title;
        }
        if (sources_.is_unpublished(item)) {
            unpublished[sources_.one_of_edition(item)] += rows;
        }
        for (std::size_t target = 0; target < targets.size(); ++target) {
            if (targets[target].item != nullptr && (!is_used || is_used(item, target))) {
                const auto one = sources_.one_of_edition(item);
                merging[targets[target].item][sources_.source_of(one)].insert(one);
            }
        }
    }
    for (const auto item : split) {
        summary.split.push_back(sources_.code(item));
    }
    for (const auto& [item, rows] : unpublished) {
        summary.unpublished.push_back({sources_.code(item), rows});
    }
    for (const auto& [basis, rows] : by_basis) {
        summary.by_basis.push_back(
            {basis == rank({}) ? std::nullopt : std::optional{static_cast<Basis>(basis)},
             rows,
             {}});
    }
    for (const auto& [target, sources] : merging) {
        if (std::any_of(sources.begin(), sources.end(),
                        [](const auto& edition) { return edition.second.size() > 1; })) {
            summary.merged.push_back(target->code);
        }
    }
    std::sort(summary.merged.begin(), summary.merged.end());
    if (const auto place = level_columns_.only()) {
        summary.level_column = columns().name(*place);
        summary.level_values = level_columns_.levels();
    }
    add_waves(summary);
    summary.boundary_moved = boundary_moved();
    for (const auto& refusal : refusals_) {
        summary.set_aside.push_back(refusal.account);
    }
    for (const auto& part : parts_) {
        summary.in_part.push_back(part.account);
    }
    std::stable_sort(summary.set_aside.begin(), summary.set_aside.end(),
                     [](const SetAside& a, const SetAside& b) { return a.reason < b.reason; });
    return summary;
}

}  // namespace socshift
