#include "socshift/convert/sum_tally.hpp"

namespace socshift {

namespace {

constexpr std::int64_t one_fixed = 1'000'000;  // as SumCell::fixed
constexpr unsigned product_decimals = 2 * SumCell::fixed_decimals;
constexpr std::size_t most_waiting = 64;   // rows
constexpr std::uint8_t most_reported = 2;  // rows of a slot, of most items

static_assert(SumCell::fixed_decimals == 6);

}  // namespace

void MeanAmount::read(const SumCell& figure, const SumCell* weight) {
    using Cell = SumCell::Kind;
    kind_ = Kind::none;
    if (!figure.is_number() || (weight != nullptr && !weight->is_number())) {
        return;
    }
    if (figure.kind == Cell::fixed && (weight == nullptr || weight->kind == Cell::fixed)) {
        kind_ = Kind::fixed;
        weight_ = weight == nullptr ? one_fixed : weight->fixed;
        product_ = Int128{figure.fixed} * weight_;
        return;
    }
    kind_ = Kind::large;
    large_figure_ = figure.exact();
    large_weight_ = weight == nullptr ? Decimal::parse("1").value() : weight->exact();
}

void MeanSum::add(const MeanAmount& amount) {
    switch (amount.kind_) {
        case MeanAmount::Kind::none:
            return;
        case MeanAmount::Kind::fixed: {
            weight_ += amount.weight_;
            Int128 sum = 0;
            if (__builtin_add_overflow(product_, amount.product_, &sum)) {
                add_fixed(large_product_, product_, product_decimals);
                sum = amount.product_;
            }
            product_ = sum;
            break;
        }
        case MeanAmount::Kind::large:
            large_weight_.add(amount.large_weight_);
            large_product_.add_product(amount.large_figure_, amount.large_weight_);
            break;
    }
    any_ = true;
}

void MeanSum::add_to(DecimalSum& weight, DecimalSum& product) const {
    add_fixed(weight, weight_);
    weight.add(large_weight_);
    add_fixed(product, product_, product_decimals);
    product.add(large_product_);
}

SumsWorker::SumsWorker(Intake& intake, const SumPlaces& places, std::size_t items,
                       const std::vector<bool>* all_rows_of)
    : judge_(intake.make_judge()),
      means_(places.means.size()),
      sums_(places.sums.size()),
      has_weight_(places.weight.has_value()),
      counts_rows_(places.counts_rows),
      all_rows_of_(all_rows_of),
      large_(places.sums.size()) {
    for (const auto place : places.numbers()) {
        columns_.push_back({place, 0, 0, {}, {}, intake.figures(place)});
    }
    missing_.resize(columns_.size());
    if (places.keys.empty()) {
        make_room(items);
    } else {
        keys_.emplace(places.keys);
    }
    const auto rows = keys_ ? most_waiting : 1;
    all_cells_.resize(rows * columns_.size());
    all_mean_amounts_.resize(rows * means_.size());
    use_cells(0);
}

/// What is read next are the cells of the @p row-th row that waits.
void SumsWorker::use_cells(std::size_t row) noexcept {
    cells_ = all_cells_.data() + row * columns_.size();
    mean_amounts_ = all_mean_amounts_.data() + row * means_.size();
}

void SumsWorker::make_room(std::size_t slots) {
    fixed_.resize(slots * sums_);
    any_.resize(slots * sums_);
    slot_means_.resize(slots * means_.size());
    rows_.resize(counts_rows_ ? slots : 0);
    without_number_.resize(counts_rows_ ? slots * sums_ : 0);
    reported_.resize(all_rows_of_ != nullptr ? slots : 0);
}

/// Whether the row at hand goes to RowBlock::firsts; counts it.
bool SumsWorker::is_reported(std::size_t slot, std::size_t item) {
    if ((*all_rows_of_)[item]) {
        return true;
    }
    if (reported_[slot] == most_reported) {
        return false;
    }
    ++reported_[slot];
    return true;
}

void SumsWorker::work(RowBlock& block) {
    for (auto& column : columns_) {
        column.figures.take(block, column.at);
    }
    for (std::size_t place = 0; place < block.rows(); ++place) {
        const BlockRow row(block, place);
        if (!judge_.is_row(row)) {
            continue;
        }
        const auto judged = judge_.judge(block, row);
        const auto number = static_cast<std::uint32_t>(place);
        if (judged.is_carried()) {
            carry(block, row, number, judged);
        } else if (!judged.is_left_out()) {
            if (judged.verdict().reason != Reason::columns) {
                static_cast<void>(read(row));
                reject_cells();
            }
            block.refused.push_back({number, RefusalCause::verdict, 0, &judged.verdict()});
        }
    }
    add_waiting(block);
}

void SumsWorker::carry(RowBlock& block, const BlockRow& row, std::uint32_t number,
                       const RowJudge::Judged& judged) {
    if (const auto bad = read(row)) {
        reject_cells();
        block.refused.push_back({number, bad->cause, bad->column, &judged.verdict()});
        return;
    }
    const bool is_first = judge_.carry(block, number, judged);
    if (judged.in_part()) {
        block.refused.push_back({number, RefusalCause::part, 0, &judged.verdict()});
    }
    if (keys_) {
        waiting_.push_back({number, keys_->keys(row), judged.item(), 0});
        if (waiting_.size() == most_waiting) {
            add_waiting(block);
        }
        use_cells(waiting_.size());
        return;
    }
    if (all_rows_of_ != nullptr ? is_reported(judged.item(), judged.item()) : is_first) {
        block.firsts.push_back({number, judged.item()});
    }
    add(judged.item());
}

/// Adds the rows that wait, in three passes, so that memory is asked for before it is needed.
void SumsWorker::add_waiting(RowBlock& block) {
    for (const auto& row : waiting_) {
        keys_->prefetch(row.keys, row.item);
    }
    for (auto& row : waiting_) {
        const auto known = keys_->slots().size();
        row.slot = keys_->slot(row.keys, row.item);
        if (row.slot == known) {
            make_room(known + 1);
        }
        if (all_rows_of_ != nullptr ? is_reported(row.slot, row.item) : row.slot == known) {
            block.firsts.push_back({row.row, row.item});
        }
        __builtin_prefetch(fixed_.data() + row.slot * sums_);
        __builtin_prefetch(any_.data() + row.slot * sums_);
        __builtin_prefetch(slot_means_.data() + row.slot * means_.size());
    }
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
        use_cells(i);
        add(waiting_[i].slot);
    }
    waiting_.clear();
    use_cells(0);
}

void SumsWorker::count_row(std::size_t slot) {
    ++rows_[slot];
    for (std::size_t i = 0; i < sums_; ++i) {
        without_number_[slot * sums_ + i] += cells_[i].is_number() ? 0U : 1U;
    }
}

/// Adds the cells of the row at hand.
void SumsWorker::add(std::size_t slot) {
    if (counts_rows_) {
        count_row(slot);
    }
    const auto first = slot * sums_;
    for (std::size_t i = 0; i < sums_; ++i) {
        if (cells_[i].kind == SumCell::Kind::fixed) {
            fixed_[first + i] += cells_[i].fixed;
            any_[first + i] = 1;
        } else if (cells_[i].kind == SumCell::Kind::large) {
            large_[i][slot].add(cells_[i].large);
            any_[first + i] = 1;
        } else if (cells_[i].kind == SumCell::Kind::missing) {
            ++missing_[i][slot];
        }
    }
    for (auto i = sums_; i < columns_.size(); ++i) {
        if (cells_[i].kind == SumCell::Kind::missing) {
            ++missing_[i][slot];
        }
    }
    for (std::size_t i = 0; i < means_.size(); ++i) {
        slot_means_[slot * means_.size() + i].add(mean_amounts_[i]);
    }
}

/// What is wrong with the cells of a row: the first that is no number, or its weight; none if
/// nothing is. Of the refusal only cause and column.
std::optional<Refusal> SumsWorker::read(const BlockRow& row) {
    std::optional<Refusal> bad;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        auto& cell = cells_[i];
        auto& column = columns_[i];
        column.figures.read(cell, row, column.at, storage_);
        if (cell.kind >= SumCell::Kind::large) {
            cell.count(column.counts);
        }
        if (cell.is_number()) {
            column.stand_ins.add(cell);
            if (i < sums_) {
                column.in.add(cell);
            }
            column.decimals = std::max(column.decimals, cell.decimals);
        } else if (cell.kind == SumCell::Kind::missing) {
            continue;
        } else if (cell.kind == SumCell::Kind::empty) {
            ++column.empty_cells;
        } else if (!bad) {
            bad = {0, RefusalCause::not_a_number, static_cast<std::uint32_t>(i), nullptr};
        }
    }
    if (!means_.empty()) {
        read_means();
        if (!bad && is_weight_negative()) {
            bad = {0, RefusalCause::negative_weight,
                   static_cast<std::uint32_t>(columns_.size() - 1), nullptr};
        }
    }
    return bad;
}

/// Needs cells that are read.
void SumsWorker::read_means() {
    for (std::size_t i = 0; i < means_.size(); ++i) {
        mean_amounts_[i].read(cells_[sums_ + i],
                              has_weight_ ? &cells_[columns_.size() - 1] : nullptr);
        means_[i].in.add(mean_amounts_[i]);
    }
}

bool SumsWorker::is_weight_negative() const noexcept {
    if (!has_weight_) {
        return false;
    }
    const auto& weight = cells_[columns_.size() - 1];
    return weight.kind == SumCell::Kind::fixed
               ? weight.fixed < 0
               : weight.kind == SumCell::Kind::large && weight.large.is_negative();
}

void SumsWorker::reject_cells() {
    for (std::size_t i = 0; i < sums_; ++i) {
        if (cells_[i].is_number()) {
            columns_[i].rejected.add(cells_[i]);
        }
    }
    for (std::size_t i = 0; i < means_.size(); ++i) {
        means_[i].rejected.add(mean_amounts_[i]);
    }
}

bool SumsWorker::add_carried(std::size_t column, std::size_t slot, DecimalSum& sum) const {
    const auto at = slot * sums_ + column;
    if (any_[at] == 0) {
        return false;
    }
    add_fixed(sum, fixed_[at]);
    if (const auto large = large_[column].find(slot); large != large_[column].end()) {
        sum.add(large->second);
    }
    return true;
}

}  // namespace socshift
