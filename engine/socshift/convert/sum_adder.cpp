#include "socshift/convert/sum_adder.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/delimited_table.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace socshift {

namespace {

/// Places that a figure without end has beyond the finest decimal of its column.
constexpr unsigned extra_decimals = 6;

constexpr std::size_t most_key_bytes = std::size_t{1} << 26U;
constexpr std::size_t output_block = std::size_t{1} << 16U;

}  // namespace

SumAdder::SumAdder(const ConvertRequest& request, const CodedEditions& sources, Intake& intake)
    : request_(request),
      sources_(sources),
      intake_(intake),
      header_(request, sources.target().id(), intake.columns()),
      guard_(request, sources, intake, header_.places()),
      shown_(request.sums.size()) {
    for (std::size_t i = 0; i < places().sums.size(); ++i) {
        columns_.emplace_back().name = places().names[i];
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

void SumAdder::finish(const RowBlock& block) {
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

void SumAdder::check_keys() const {
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
std::vector<std::size_t> SumAdder::sort_keys() {
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
void SumAdder::make_slots() {
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
        column.missing.resize(size);
        column.without_number.resize(places().counts_rows ? size : 0);
    }
    rows_.resize(places().counts_rows ? size : 0);
    for (auto& mean : means_) {
        mean.products.missing.resize(size);
        mean.weights.carried = SlotSums(size);
        mean.products.carried = SlotSums(size);
    }
}

void SumAdder::add(const std::deque<SumsWorker>& workers) {
    for (const auto& worker : workers) {
        intake_.add(worker.judge());
    }
    make_slots();
    for (const auto& worker : workers) {
        add(worker);
    }
}

void SumAdder::add(const SumsWorker& worker) {
    const auto& tallies = worker.columns();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        auto& column = columns_[i];
        column.decimals = std::max(column.decimals, tallies[i].decimals);
        column.empty_cells += tallies[i].empty_cells;
        column.counts.add(tallies[i].counts);
        column.stand_ins.add(tallies[i].stand_ins);
        tallies[i].in.add_to(column.in);
        tallies[i].rejected.add_to(column.rejected);
    }
    for (std::size_t i = 0; i < means_.size(); ++i) {
        auto& mean = means_[i];
        const auto& tally = tallies[columns_.size() + i];
        mean.products.decimals = std::max(mean.products.decimals, tally.decimals);
        mean.products.empty_cells += tally.empty_cells;
        mean.products.counts.add(tally.counts);
        mean.products.stand_ins.add(tally.stand_ins);
        mean.weights.stand_ins.add(places().weight ? tallies.back().stand_ins : StandIns{});
        mean.weights.counts.add(places().weight ? tallies.back().counts : FigureCounts{});
        mean.weights.empty_cells += places().weight ? tallies.back().empty_cells : 0;
        worker.means()[i].in.add_to(mean.weights.in, mean.products.in);
        worker.means()[i].rejected.add_to(mean.weights.rejected, mean.products.rejected);
    }
    if (const auto* const keys = worker.keys()) {
        const auto slots = keys_->slots_of(*keys);
        for (std::size_t from = 0; from < slots.size(); ++from) {
            add_slot(worker, slots[from], from);
        }
        add_missing(worker, slots);
        return;
    }
    std::vector<std::uint32_t> slot_of(sources_.items());
    for (std::size_t slot = 0; slot < table_->slots().size(); ++slot) {
        slot_of[table_->slots()[slot].item] = static_cast<std::uint32_t>(slot);
        add_slot(worker, slot, table_->slots()[slot].item);
    }
    add_missing(worker, slot_of);
}

/// Adds the missing figures of @p worker, whose slots are @p slots here.
void SumAdder::add_missing(const SumsWorker& worker, const std::vector<std::uint32_t>& slots) {
    for (std::size_t i = 0; i < columns_.size() + means_.size(); ++i) {
        auto& missing = i < columns_.size() ? columns_[i].missing
                                            : means_[i - columns_.size()].products.missing;
        for (const auto& [slot, count] : worker.missing(i)) {
            missing[slots[slot]] += count;
        }
    }
}

/// Adds slot @p from of @p worker.
void SumAdder::add_slot(const SumsWorker& worker, std::size_t slot, std::size_t from) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        auto& carried = columns_[i].carried;
        if (worker.add_carried(i, from, carried.sums[slot])) {
            carried.any[slot] = true;
        }
        if (places().counts_rows) {
            columns_[i].without_number[slot] += worker.without_number_of(i, from);
        }
    }
    if (places().counts_rows) {
        rows_[slot] += worker.rows_of(from);
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

void SumAdder::compute_figures() {
    for (std::size_t i = 0; i < shown_; ++i) {
        auto& column = columns_[i];
        column.missing = table_->counts(column.missing);
        column.figures = table_->figures(column.carried, column.decimals + extra_decimals);
        if (request_.bounds) {
            compute_bounds(column);
        }
        if (request_.shares_of_basis) {
            compute_parts(i);
        }
    }
    if (request_.shares_of_basis) {
        rows_ = table_->counts(rows_);
    }
    for (auto& mean : means_) {
        auto means = table_->means(mean.weights.carried, mean.products.carried,
                                   mean.products.decimals + extra_decimals);
        mean.products.missing = table_->counts(mean.products.missing);
        mean.figures = std::move(means.means);
        mean.weights.figures = std::move(means.weights);
        mean.products.figures = std::move(means.products);
        mean.weights_of_zero = means.weights_of_zero;
    }
}

void SumAdder::compute_bounds(SummedFigures& column) const {
    std::tie(column.least, column.most) =
        table_->bounds(column.carried, column.decimals + extra_decimals);
    for (std::size_t line = 0; line < column.figures.size(); ++line) {
        if (column.figures[line].empty() && !column.least[line].empty()) {
            column.figures[line] = "0";
        }
    }
}

void SumAdder::compute_parts(std::size_t at) {
    auto& column = columns_[at];
    column.by_basis =
        table_->parts(earlier_of(at), column.figures, column.decimals + extra_decimals);
    table_->weaken(column.by_basis);
    column.without_number = table_->counts(column.without_number);
}

/// The cells of one line of the output.
std::vector<std::string> SumAdder::cells_of(std::size_t line) const {
    const auto& [target, keys, basis] = table_->lines()[line];
    const auto& item = sources_.target().items()[target];
    std::vector<std::string> cells{item.code.text(), item.title};
    if (keys_) {
        cells.insert(cells.end(), key_cells_[keys].begin(), key_cells_[keys].end());
    }
    for (std::size_t i = 0; i < shown_; ++i) {
        const auto& column = columns_[i];
        cells.push_back(column.figures[line]);
        if (request_.bounds) {
            cells.push_back(column.least[line]);
            cells.push_back(column.most[line]);
        }
        if (request_.shares_of_basis) {
            for (const auto& part : column.by_basis) {
                cells.push_back(part[line]);
            }
            cells.push_back(std::to_string(column.without_number[line]));
        }
    }
    for (const auto& mean : means_) {
        cells.push_back(mean.figures[line]);
    }
    if (request_.shares_of_basis) {
        cells.push_back(std::to_string(rows_[line]));
    }
    if (!request_.to_families) {
        cells.emplace_back(to_string(basis.value()));
    }
    return cells;
}

void SumAdder::write(const WriteBytes& out) const {
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

ConvertSummary SumAdder::finish() {
    check_earlier();
    compute_figures();
    auto summary = intake_.summary();
    summary.rows_out = table_->lines_out();
    summary.keys = request_.by;
    summary.key_groups = key_cells_.size();
    summary.in_pairs = guard_.in_pairs();
    summary.in_both_forms = intake_.in_both_forms();
    add_amounts(summary);
    for (std::size_t i = 0; i < shown_; ++i) {
        list_missing(columns_[i].name, columns_[i], columns_[i].figures, summary);
    }
    for (const auto& mean : means_) {
        list_missing(mean.name, mean.products, mean.figures, summary);
    }
    return summary;
}

SummedColumns SumAdder::lines() const {
    SummedColumns out;
    out.names = header_.names();
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
    for (std::size_t i = 0; i < shown_; ++i) {
        const auto& column = columns_[i];
        auto& sum = out.sums.emplace_back();
        sum.name = column.name;
        sum.figures = first(column.figures);
        sum.least = first(column.least);
        sum.most = first(column.most);
        sum.missing = column.missing;
        if (request_.shares_of_basis) {
            for (const auto& part : column.by_basis) {
                sum.by_basis.push_back(first(part));
            }
            sum.without_number = column.without_number;
        }
    }
    out.rows = request_.shares_of_basis ? rows_ : std::vector<std::uint64_t>{};
    for (const auto& mean : means_) {
        auto& out_mean = out.means.emplace_back();
        out_mean.name = mean.name;
        out_mean.figures = first(mean.figures);
        out_mean.missing = mean.products.missing;
    }
    return out;
}

}  // namespace socshift
