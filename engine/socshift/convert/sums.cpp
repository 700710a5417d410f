#include "socshift/convert/sums.hpp"

#include "socshift/catalog/delimited_table.hpp"
#include "socshift/catalog/delimited_text.hpp"
#include "socshift/convert/bounds.hpp"
#include "socshift/convert/decimal.hpp"
#include "socshift/convert/intake.hpp"
#include "socshift/convert/sum_tally.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <deque>
#include <set>
#include <utility>
#include <vector>

namespace socshift {

namespace {

/// Places that a figure without end has beyond the finest decimal of its column.
constexpr unsigned extra_decimals = 6;

/// One column while it is added up.
struct Column {
    std::string name;
    std::size_t at = 0;  // in a record
    unsigned decimals = 0;
    std::vector<DecimalSum> by_item;  // carried, by source item
    std::vector<bool> any;            // whether a source item had a number
    DecimalSum in;
    DecimalSum rejected;
    std::uint64_t empty_cells = 0;
    std::vector<std::string> figures;  // as printed, by target
    std::vector<std::string> least;    // the same, if bounds are wanted
    std::vector<std::string> most;
};

/// What came out of one source item at first: for the message about mixed levels.
struct FirstLines {
    std::vector<std::uint64_t> carried;
    std::vector<std::uint64_t> group;

    static void note(std::vector<std::uint64_t>& lines, std::size_t item, std::uint64_t line) {
        lines[item] = lines[item] == 0 ? line : lines[item];
    }
};

class Adder {
public:
    Adder(const ConvertRequest& request, const ConvertSources& sources, Intake& intake)
        : request_(request), sources_(sources), intake_(intake) {
        const auto items = sources.items();
        first_ = {std::vector<std::uint64_t>(items), std::vector<std::uint64_t>(items)};
        std::set<std::size_t> places;
        for (const auto& name : request.sums) {
            auto& column = columns_.emplace_back();
            column.name = name;
            column.at = intake.columns().place(name);
            column.by_item.resize(items);
            column.any.resize(items);
            if (!places.insert(column.at).second) {
                throw FormatError({request.file, 1, 0},
                                  fmt::format("column '{}' is to be added up twice", name));
            }
            check_is_no_clash(name);
        }
    }

    /// Where the columns are in a record.
    [[nodiscard]] std::vector<std::size_t> places() const;

    /// Notes lines and sets rows aside, block by block in the order of the file.
    void finish(const TextBlock& block);

    /// Adds what one thread has added up, when all is read.
    void add(const SumsWorker& worker);

    void check_levels() const;

    /// The output, and the account with its sums.
    [[nodiscard]] ConvertSummary finish(std::string& text);

private:
    [[nodiscard]] std::vector<std::string> added_names() const;
    void check_members(std::size_t source, const Item& group, std::uint64_t group_line) const;
    void check_is_no_clash(const std::string& column) const;
    void refuse(const IntakeRow& row, const TextBlock::Refused& refused);
    void compute_figures();
    void compute_bounds(Column& column) const;
    [[nodiscard]] std::string table(const std::vector<std::optional<Basis>>& bases) const;
    [[nodiscard]] std::vector<std::optional<Basis>> target_bases() const;
    [[nodiscard]] SumAccount account_of(const Column& column) const;

    const ConvertRequest& request_;
    const ConvertSources& sources_;
    Intake& intake_;
    std::vector<Column> columns_;
    FirstLines first_;
    std::string storage_;
};

/// The columns beside the sums: two before, and one behind them, which families have not.
std::vector<std::string> Adder::added_names() const {
    const auto& edition = sources_.target().id().text();
    if (request_.to_families) {
        return {request_.prefix + "family", request_.prefix + "family_label"};
    }
    return {request_.prefix + edition + "_code", request_.prefix + edition + "_title",
            request_.prefix + "basis"};
}

void Adder::check_is_no_clash(const std::string& column) const {
    for (const auto& name : added_names()) {
        if (name == column) {
            intake_.columns().check_is_new(name);
        }
    }
}

std::vector<std::size_t> Adder::places() const {
    std::vector<std::size_t> out;
    for (const auto& column : columns_) {
        out.push_back(column.at);
    }
    return out;
}

void Adder::finish(const TextBlock& block) {
    RowLines first_lines(block, intake_.first_line());
    for (const auto& first : block.firsts) {
        const BlockRow row(block, first.row);
        FirstLines::note(first_.carried, first.item, first_lines.line(first.row, row));
    }
    RowLines lines(block, intake_.first_line());
    for (const auto& refused : block.refused) {
        const BlockRow row(block, refused.row);
        refuse({row, lines.line(refused.row, row)}, refused);
    }
}

void Adder::refuse(const IntakeRow& row, const TextBlock::Refused& refused) {
    const auto& verdict = *refused.verdict;
    if (refused.column == TextBlock::no_column) {
        if (verdict.reason == Reason::group) {
            FirstLines::note(first_.group, verdict.item, row.line);
        }
        intake_.refuse(row, verdict);
        return;
    }
    const auto& column = columns_[refused.column];
    const auto value = field_text(row.row.field(column.at), storage_);
    intake_.refuse(row, Reason::not_a_number, fmt::format("not a number in column {}", column.name),
                   fmt::format("not a number: '{}' in column {}", value, column.name), value);
}

void Adder::add(const SumsWorker& worker) {
    intake_.add(worker.judge());
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        auto& column = columns_[i];
        const auto& tally = worker.columns()[i];
        column.decimals = std::max(column.decimals, tally.decimals);
        column.empty_cells += tally.empty_cells;
        tally.in.add_to(column.in);
        tally.rejected.add_to(column.rejected);
        for (std::size_t item = 0; item < column.any.size(); ++item) {
            if (worker.add_carried(i, item, column.by_item[item])) {
                column.any[item] = true;
            }
        }
    }
}

void Adder::check_members(std::size_t source, const Item& group, std::uint64_t group_line) const {
    for (const auto* const leaf : sources_.edition(source).leaves(group)) {
        if (const auto line = first_.carried[sources_.index(source, *leaf)]; line != 0) {
            const auto say = [&](std::uint64_t number) {
                const auto at = intake_.place(number);
                return request_.place ? fmt::format("{} line {}", at.file, at.line)
                                      : fmt::format("line {}", at.line);
            };
            throw MixedLevels(fmt::format(
                "'{}' has rows for groups and for their members, which counts twice: {} "
                "is '{}' ({}), {} is '{}' under it",
                request_.file, say(group_line), group.code.text(), group.level, say(line),
                leaf->code.text()));
        }
    }
}

void Adder::check_levels() const {
    for (std::size_t source = 0; source < sources_.size(); ++source) {
        for (const auto& item : sources_.edition(source).items()) {
            const auto at = sources_.index(source, item);
            if (first_.group[at] != 0) {
                check_members(source, item, first_.group[at]);
            } else if (first_.carried[at] != 0 && !sources_.edition(source).is_leaf(item)) {
                check_members(source, item, first_.carried[at]);
            }
        }
    }
}

std::vector<std::optional<Basis>> Adder::target_bases() const {
    std::vector<std::optional<Basis>> bases(sources_.target().items().size());
    for (std::size_t item = 0; item < sources_.items(); ++item) {
        if (intake_.rows_of(item) == 0) {
            continue;
        }
        for (const auto& target : sources_.targets(item)) {
            auto& basis = bases[sources_.target().index(*target.item)];
            basis = weaker(basis.value_or(target.share->basis), target.share->basis);
        }
    }
    // A target that the weights give nothing could have something all the same.
    for (std::size_t item = 0; request_.bounds && item < sources_.items(); ++item) {
        if (intake_.rows_of(item) == 0) {
            continue;
        }
        for (const auto& bound : sources_.bounds(item)) {
            auto& basis = bases[sources_.target().index(*bound.item)];
            basis = basis ? basis : sources_.basis(item);
        }
    }
    return bases;
}

void Adder::compute_figures() {
    const auto targets = sources_.target().items().size();
    for (auto& column : columns_) {
        FigureColumn figures(targets);
        std::vector<bool> any(targets);
        for (std::size_t item = 0; item < column.by_item.size(); ++item) {
            if (!column.any[item]) {
                continue;
            }
            for (const auto& target : sources_.targets(item)) {
                const auto at = sources_.target().index(*target.item);
                figures.add(at, column.by_item[item], target.share->share);
                any[at] = true;
            }
        }
        column.figures = figures.print(column.decimals + extra_decimals);
        for (std::size_t at = 0; at < targets; ++at) {
            if (!any[at]) {
                column.figures[at].clear();
            }
        }
        if (request_.bounds) {
            compute_bounds(column);
        }
    }
}

void Adder::compute_bounds(Column& column) const {
    const auto targets = sources_.target().items().size();
    BoundsColumn bounds(targets);
    for (std::size_t item = 0; item < column.by_item.size(); ++item) {
        if (!column.any[item]) {
            continue;
        }
        for (const auto& bound : sources_.bounds(item)) {
            bounds.add(sources_.target().index(*bound.item), column.by_item[item], bound.least,
                       bound.most);
        }
    }
    column.least.resize(targets);
    column.most.resize(targets);
    const auto decimals = column.decimals + extra_decimals;
    for (std::size_t at = 0; at < targets; ++at) {
        if (bounds.any(at)) {
            column.least[at] = bounds.least(at, decimals);
            column.most[at] = bounds.most(at, decimals);
            column.figures[at] = column.figures[at].empty() ? "0" : column.figures[at];
        }
    }
}

std::string Adder::table(const std::vector<std::optional<Basis>>& bases) const {
    const char delimiter = intake_.delimiter();
    const auto& target = sources_.target();
    const auto line = [&](std::vector<std::string> cells) {
        std::string text;
        append_record(text, cells, delimiter);
        text.pop_back();
        return text + intake_.line_end();
    };
    const auto names = added_names();
    std::vector<std::string> cells{names[0], names[1]};
    for (const auto& column : columns_) {
        cells.push_back(column.name);
        if (request_.bounds) {
            cells.push_back(column.name + "_least");
            cells.push_back(column.name + "_most");
        }
    }
    cells.insert(cells.end(), names.begin() + 2, names.end());
    auto text = line(cells);
    for (std::size_t at = 0; at < bases.size(); ++at) {
        if (!bases[at]) {
            continue;
        }
        const auto& item = target.items()[at];
        cells = {item.code.text(), item.title};
        for (const auto& column : columns_) {
            cells.push_back(column.figures[at]);
            if (request_.bounds) {
                cells.push_back(column.least[at]);
                cells.push_back(column.most[at]);
            }
        }
        if (!request_.to_families) {
            cells.emplace_back(to_string(*bases[at]));
        }
        text += line(cells);
    }
    return text;
}

/// Adds up again what is printed.
SumAccount Adder::account_of(const Column& column) const {
    DecimalSum out;
    for (const auto& figure : column.figures) {
        if (const auto value = Decimal::parse(figure)) {
            out.add(*value);
        }
    }
    return {column.name, column.in.text(), out.text(), column.rejected.text(), column.empty_cells};
}

ConvertSummary Adder::finish(std::string& text) {
    compute_figures();
    const auto bases = target_bases();
    text = table(bases);
    auto summary = intake_.summary();
    summary.rows_out = static_cast<std::uint64_t>(std::count_if(
        bases.begin(), bases.end(), [](const auto& basis) { return basis.has_value(); }));
    for (const auto& column : columns_) {
        summary.sums.push_back(account_of(column));
        for (auto& carried : summary.by_basis) {
            DecimalSum amount;
            for (std::size_t item = 0; item < column.by_item.size(); ++item) {
                if (sources_.basis(item) == carried.basis) {
                    amount.add(column.by_item[item]);
                }
            }
            carried.amounts.push_back(amount.text());
        }
    }
    return summary;
}

}  // namespace

ConvertSummary convert_sums(const ConvertRequest& request, const ConvertSources& sources,
                            ReadBytes read, const ConvertOutputs& outputs) {
    Intake intake(request, sources, std::move(read), outputs.rejects, true);
    Adder adder(request, sources, intake);
    std::deque<SumsWorker> workers;
    for (unsigned thread = 0; thread < intake.threads(); ++thread) {
        workers.emplace_back(intake, adder.places(), sources.items());
    }
    intake.run([&](unsigned thread) -> RowWorker& { return workers[thread]; },
               [&](const TextBlock& block) { adder.finish(block); });
    for (const auto& worker : workers) {
        adder.add(worker);
    }
    if (!request.allow_mixed_levels) {
        adder.check_levels();
    }
    std::string text;
    auto summary = adder.finish(text);
    check_account(summary);
    outputs.out(text);
    return summary;
}

}  // namespace socshift
