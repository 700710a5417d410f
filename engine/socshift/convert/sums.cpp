#include "socshift/convert/sums.hpp"

#include "socshift/convert/columns_feed.hpp"
#include "socshift/convert/intake.hpp"
#include "socshift/convert/sum_guard.hpp"
#include "socshift/convert/sum_header.hpp"
#include "socshift/convert/sum_table.hpp"
#include "socshift/convert/sum_tally.hpp"
#include "socshift/convert/summed_columns.hpp"
#include "socshift/io/delimited_table.hpp"
#include "socshift/numbers/decimal.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace socshift {

namespace {

/// Places that a figure without end has beyond the finest decimal of its column.
constexpr unsigned extra_decimals = 6;

constexpr std::size_t most_key_bytes = std::size_t{1} << 26U;
constexpr std::size_t output_block = std::size_t{1} << 16U;

/// One column while it is added up.
struct Column {
    std::string name;
    unsigned decimals = 0;
    SlotSums carried{0};
    DecimalSum in;
    DecimalSum rejected;
    std::uint64_t empty_cells = 0;
    LineFigures figures;
    LineFigures least;  // if bounds are wanted
    LineFigures most;
};

/// One column of means: what they are made of, and how they come out.
struct MeanColumn {
    std::string name;  // in the output
    std::string of;
    Column weights;
    Column products;  // decimals: of the column that they are of
    LineFigures figures;
    std::uint64_t weights_of_zero = 0;
};

class Adder {
public:
    Adder(const ConvertRequest& request, const ConvertSources& sources, Intake& intake);

    [[nodiscard]] const SumPlaces& places() const noexcept { return header_.places(); }

    /// Notes lines and keys and sets rows aside, block by block in the order of the file.
    void finish(const RowBlock& block);

    /// Takes what the threads have added up, when all is read.
    void add(const std::deque<SumsWorker>& workers);

    [[nodiscard]] const SumGuard& guard() const noexcept { return guard_; }

    /// The account with its sums.
    [[nodiscard]] ConvertSummary finish();

    void write(const WriteBytes& out) const;

    /// What write() writes, as values.
    [[nodiscard]] SummedColumns lines() const;

private:
    void check_keys() const;
    [[nodiscard]] std::vector<std::size_t> sort_keys();
    void make_slots();
    void add(const SumsWorker& worker);
    void add_slot(const SumsWorker& worker, std::size_t slot, std::size_t from);
    void compute_figures();
    void compute_bounds(Column& column) const;
    void add_amounts(ConvertSummary& summary) const;
    [[nodiscard]] SumAccount account_of(const Column& column) const;
    [[nodiscard]] std::string amount_on(const Column& column, std::optional<Basis> basis) const;
    [[nodiscard]] std::vector<std::string> cells_of(std::size_t line) const;

    const ConvertRequest& request_;
    const ConvertSources& sources_;
    Intake& intake_;
    SumHeader header_;
    SumGuard guard_;
    std::vector<Column> columns_;
    std::vector<MeanColumn> means_;
    std::optional<SumKeys> keys_;                      // in the order of the file
    std::vector<std::vector<std::string>> key_cells_;  // in the order of output
    std::optional<SumTable> table_;
};

Adder::Adder(const ConvertRequest& request, const ConvertSources& sources, Intake& intake)
    : request_(request),
      sources_(sources),
      intake_(intake),
      header_(request, sources.target().id(), intake.columns()),
      guard_(request, sources, intake, header_.places()) {
    for (const auto& name : request.sums) {
        columns_.emplace_back().name = name;
    }
    for (const auto& name : request.means) {
        auto& mean = means_.emplace_back();
        mean.name = header_.mean_name(name);
        mean.of = name;
    }
    if (!request.by.empty()) {
        keys_.emplace(header_.places().keys);
    }
}

void Adder::finish(const RowBlock& block) {
    guard_.finish(block, [this](const BlockRow& row, std::size_t item) {
        if (!keys_) {
            return std::uint32_t{0};
        }
        const auto keys = keys_->keys(row);
        static_cast<void>(keys_->slot(keys, item));
        check_keys();
        return keys;
    });
}

void Adder::check_keys() const {
    if (keys_->slots().size() > request_.most_combinations) {
        throw Error(
            fmt::format("'{}' has more than {} combinations of a code with {}; expected keys that "
                        "many rows share",
                        request_.file, request_.most_combinations, fmt::join(request_.by, ", ")));
    }
    if (keys_->text_bytes() > most_key_bytes) {
        throw Error(fmt::format(
            "'{}' has keys of more than {} bytes in {}; expected keys that many rows share",
            request_.file, most_key_bytes, fmt::join(request_.by, ", ")));
    }
}

/// The place of each combination of keys in the order of output.
std::vector<std::size_t> Adder::sort_keys() {
    const auto& texts = keys_->texts();
    std::vector<std::size_t> order(texts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return texts[a] < texts[b]; });
    std::vector<std::size_t> ranks(order.size());
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        ranks[order[rank]] = rank;
        key_cells_.push_back(SumKeys::cells(texts[order[rank]]));
    }
    return ranks;
}

/// A slot for each source item, or for each with a combination of keys, that a row was carried of.
void Adder::make_slots() {
    std::vector<SumSlot> slots;
    if (keys_) {
        const auto ranks = sort_keys();
        for (const auto& slot : keys_->slots()) {
            slots.push_back({slot.item, ranks[slot.keys]});
        }
    } else {
        for (std::size_t item = 0; item < sources_.items(); ++item) {
            if (intake_.rows_of(item) > 0) {
                slots.push_back({item, 0});
            }
        }
    }
    table_.emplace(sources_, std::move(slots), request_.bounds);
    const auto size = table_->slots().size();
    for (auto& column : columns_) {
        column.carried = SlotSums(size);
    }
    for (auto& mean : means_) {
        mean.weights.carried = SlotSums(size);
        mean.products.carried = SlotSums(size);
    }
}

void Adder::add(const std::deque<SumsWorker>& workers) {
    for (const auto& worker : workers) {
        intake_.add(worker.judge());
    }
    make_slots();
    for (const auto& worker : workers) {
        add(worker);
    }
}

void Adder::add(const SumsWorker& worker) {
    const auto& tallies = worker.columns();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        auto& column = columns_[i];
        column.decimals = std::max(column.decimals, tallies[i].decimals);
        column.empty_cells += tallies[i].empty_cells;
        tallies[i].in.add_to(column.in);
        tallies[i].rejected.add_to(column.rejected);
    }
    for (std::size_t i = 0; i < means_.size(); ++i) {
        auto& mean = means_[i];
        const auto& tally = tallies[columns_.size() + i];
        mean.products.decimals = std::max(mean.products.decimals, tally.decimals);
        mean.products.empty_cells += tally.empty_cells;
        mean.weights.empty_cells += places().weight ? tallies.back().empty_cells : 0;
        worker.means()[i].in.add_to(mean.weights.in, mean.products.in);
        worker.means()[i].rejected.add_to(mean.weights.rejected, mean.products.rejected);
    }
    if (const auto* const keys = worker.keys()) {
        const auto slots = keys_->slots_of(*keys);
        for (std::size_t from = 0; from < slots.size(); ++from) {
            add_slot(worker, slots[from], from);
        }
        return;
    }
    for (std::size_t slot = 0; slot < table_->slots().size(); ++slot) {
        add_slot(worker, slot, table_->slots()[slot].item);
    }
}

/// Adds slot @p from of @p worker.
void Adder::add_slot(const SumsWorker& worker, std::size_t slot, std::size_t from) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        auto& carried = columns_[i].carried;
        if (worker.add_carried(i, from, carried.sums[slot])) {
            carried.any[slot] = true;
        }
    }
    for (std::size_t i = 0; i < means_.size(); ++i) {
        auto& weights = means_[i].weights.carried;
        auto& products = means_[i].products.carried;
        const auto& sum = worker.carried_mean(i, from);
        if (sum.any()) {
            sum.add_to(weights.sums[slot], products.sums[slot]);
            weights.any[slot] = true;
            products.any[slot] = true;
        }
    }
}

void Adder::compute_figures() {
    for (auto& column : columns_) {
        column.figures = table_->figures(column.carried, column.decimals + extra_decimals);
        if (request_.bounds) {
            compute_bounds(column);
        }
    }
    for (auto& mean : means_) {
        auto means = table_->means(mean.weights.carried, mean.products.carried,
                                   mean.products.decimals + extra_decimals);
        mean.figures = std::move(means.means);
        mean.weights.figures = std::move(means.weights);
        mean.products.figures = std::move(means.products);
        mean.weights_of_zero = means.weights_of_zero;
    }
}

void Adder::compute_bounds(Column& column) const {
    std::tie(column.least, column.most) =
        table_->bounds(column.carried, column.decimals + extra_decimals);
    for (std::size_t line = 0; line < column.figures.size(); ++line) {
        if (column.figures[line].empty() && !column.least[line].empty()) {
            column.figures[line] = "0";
        }
    }
}

/// The cells of one line of the output.
std::vector<std::string> Adder::cells_of(std::size_t line) const {
    const auto& [target, keys, basis] = table_->lines()[line];
    const auto& item = sources_.target().items()[target];
    std::vector<std::string> cells{item.code.text(), item.title};
    if (keys_) {
        cells.insert(cells.end(), key_cells_[keys].begin(), key_cells_[keys].end());
    }
    for (const auto& column : columns_) {
        cells.push_back(column.figures[line]);
        if (request_.bounds) {
            cells.push_back(column.least[line]);
            cells.push_back(column.most[line]);
        }
    }
    for (const auto& mean : means_) {
        cells.push_back(mean.figures[line]);
    }
    if (!request_.to_families) {
        cells.emplace_back(to_string(basis.value()));
    }
    return cells;
}

void Adder::write(const WriteBytes& out) const {
    std::string text;
    const auto add_line = [&](const std::vector<std::string>& cells) {
        append_record(text, cells, intake_.delimiter());
        text.pop_back();
        text += intake_.line_end();
    };
    add_line(header_.names());
    for (std::size_t line = 0; line < table_->lines_out(); ++line) {
        add_line(cells_of(line));
        if (text.size() >= output_block) {
            out(text);
            text.clear();
        }
    }
    if (!text.empty()) {
        out(text);
    }
}

void add_printed(DecimalSum& sum, const std::string& figure) {
    if (const auto value = Decimal::parse(figure, Decimal::longest_amount)) {
        sum.add(*value);
    }
}

/// Adds up again what is printed; what goes nowhere is set aside.
SumAccount Adder::account_of(const Column& column) const {
    DecimalSum out;
    DecimalSum rejected;
    rejected.add(column.rejected);
    for (std::size_t line = 0; line < column.figures.size(); ++line) {
        add_printed(line < table_->lines_out() ? out : rejected, column.figures[line]);
    }
    return {column.name, column.in.text(), out.text(), rejected.text(), column.empty_cells};
}

/// What was carried to targets by slots whose source item has @p basis.
std::string Adder::amount_on(const Column& column, std::optional<Basis> basis) const {
    DecimalSum amount;
    for (std::size_t slot = 0; slot < table_->slots().size(); ++slot) {
        if (sources_.basis(table_->slots()[slot].item) == basis) {
            amount.add(column.carried.sums[slot]);
        }
    }
    const auto minus = Decimal::parse("-1").value();
    for (auto line = table_->lines_out(); line < table_->lines().size(); ++line) {
        const auto nowhere = Decimal::parse(column.figures[line], Decimal::longest_amount);
        if (nowhere && table_->lines()[line].basis == basis) {
            amount.add_product(*nowhere, minus);
        }
    }
    return amount.text();
}

void Adder::add_amounts(ConvertSummary& summary) const {
    for (const auto& column : columns_) {
        summary.sums.push_back(account_of(column));
        for (auto& carried : summary.by_basis) {
            carried.amounts.push_back(amount_on(column, carried.basis));
        }
    }
    for (const auto& mean : means_) {
        summary.means.push_back({mean.name, mean.of, request_.by_weight, account_of(mean.weights),
                                 account_of(mean.products), mean.weights_of_zero});
        for (auto& carried : summary.by_basis) {
            carried.weights.push_back(amount_on(mean.weights, carried.basis));
        }
    }
}

ConvertSummary Adder::finish() {
    compute_figures();
    auto summary = intake_.summary();
    summary.rows_out = table_->lines_out();
    summary.keys = request_.by;
    summary.key_groups = key_cells_.size();
    summary.in_pairs = guard_.in_pairs();
    add_amounts(summary);
    return summary;
}

SummedColumns Adder::lines() const {
    SummedColumns out;
    const auto lines = table_->lines_out();
    const auto first = [&](const LineFigures& figures) {
        return LineFigures(figures.begin(), figures.begin() + static_cast<std::ptrdiff_t>(
                                                                  std::min(lines, figures.size())));
    };
    out.keys.resize(request_.by.size());
    for (std::size_t line = 0; line < lines; ++line) {
        const auto& [target, keys, basis] = table_->lines()[line];
        const auto& item = sources_.target().items()[target];
        out.codes.push_back(item.code);
        out.titles.push_back(item.title);
        out.bases.push_back(request_.to_families ? std::nullopt : basis);
        for (std::size_t column = 0; column < out.keys.size(); ++column) {
            out.keys[column].push_back(key_cells_[keys][column]);
        }
    }
    for (const auto& column : columns_) {
        out.sums.push_back(
            {column.name, first(column.figures), first(column.least), first(column.most)});
    }
    for (const auto& mean : means_) {
        out.means.push_back({mean.name, first(mean.figures)});
    }
    return out;
}

/// Adds up all that @p feed gives; @p result takes what came of it, once the account balances.
template <typename Result>
ConvertSummary add_up(const ConvertRequest& request, const ConvertSources& sources, RowFeed& feed,
                      Rejects& rejects, const Result& result) {
    Intake intake(request, sources, feed, rejects, true);
    Adder adder(request, sources, intake);
    std::deque<SumsWorker> workers;
    for (unsigned thread = 0; thread < intake.threads(); ++thread) {
        workers.emplace_back(intake, adder.places(), sources.items(), adder.guard().all_rows_of());
    }
    intake.run([&](unsigned thread) -> RowWorker& { return workers[thread]; },
               [&](const RowBlock& block) { adder.finish(block); });
    adder.add(workers);
    intake.check();
    adder.guard().check();
    auto summary = adder.finish();
    check_account(summary);
    result(adder);
    return summary;
}

}  // namespace

ConvertSummary convert_sums(const ConvertRequest& request, const ConvertSources& sources,
                            ReadBytes read, const ConvertOutputs& outputs) {
    TextFeed feed(request, std::move(read));
    RejectsText rejects(request, feed.layout(), outputs.rejects);
    return add_up(request, sources, feed, rejects,
                  [&](const Adder& adder) { adder.write(outputs.out); });
}

SummedColumns sum_columns(const ConvertRequest& request, const ConvertSources& sources,
                          const std::vector<DataColumn>& columns) {
    ColumnsFeed feed(request.file, columns);
    RejectsList rejects;
    SummedColumns out;
    auto account =
        add_up(request, sources, feed, rejects, [&](const Adder& adder) { out = adder.lines(); });
    out.account = std::move(account);
    out.set_aside = rejects.take();
    return out;
}

}  // namespace socshift
