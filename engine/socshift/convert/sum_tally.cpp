#include "socshift/convert/sum_tally.hpp"

#include <limits>

namespace socshift {

namespace {

constexpr unsigned product_decimals = 2 * SumCell::fixed_decimals;
constexpr std::size_t most_waiting = 64;   // rows
constexpr std::uint8_t most_reported = 2;  // rows of a slot, of most items

/// Of a slot: no number was added. A sum that comes to it is kept elsewhere.
constexpr auto no_number = std::numeric_limits<std::int64_t>::min();

}  // namespace

/// The same as add(), whatever the size of numbers: what was added so far goes to @p large, too.
void MeanSum::add_large(const SumCell& figure, const SumCell* weight, LargeMeanSum& large) {
    add_fixed(large.weight, weight_);
    add_fixed(large.product, product_, product_decimals);
    weight_ = 0;
    product_ = 0;
    any_ = true;
    const auto by = weight == nullptr ? Decimal{1, 0} : weight->exact();
    large.weight.add(by);
    large.product.add_product(figure.exact(), by);
}

void MeanTally::add(const MeanSum& sum, const LargeMeanSum& large, DecimalSum& weight,
                    DecimalSum& product) {
    add_fixed(weight, sum.weight());
    add_fixed(product, sum.product(), product_decimals);
    weight.add(large.weight);
    product.add(large.product);
}

SumsWorker::SumsWorker(const ConvertRequest& request, Intake& intake, const SumPlaces& places,
                       std::size_t items, const std::vector<bool>* all_rows_of)
    : request_(request),
      judge_(intake.make_judge()),
      means_(places.means.size()),
      sums_(places.sums.size()),
      has_weight_(places.weight.has_value()),
      counts_rows_(places.counts_rows),
      all_rows_of_(all_rows_of),
      large_(places.sums.size()),
      large_means_(places.means.size()) {
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
    use_cells(0);
}

/// What is read next are the cells of the @p row-th row that waits.
void SumsWorker::use_cells(std::size_t row) noexcept {
    cells_ = all_cells_.data() + row * columns_.size();
}

void SumsWorker::make_room(std::size_t slots) {
    fixed_.resize(slots * sums_, no_number);
    slot_means_.resize(slots * means_.size());
    rows_.resize(counts_rows_ ? slots : 0);
    without_number_.resize(counts_rows_ ? slots * sums_ : 0);
    reported_.resize(all_rows_of_ != nullptr ? slots : 0);
}

/// Whether the row at hand goes to RowBlock::firsts; counts it. Two rows of a slot tell that others
/// than codes that are printed twice have several rows with these keys, which is all that is asked.
bool SumsWorker::is_reported(std::size_t slot, std::uint32_t keys, std::size_t item) {
    if ((*all_rows_of_)[item]) {
        return true;
    }
    if (keys < has_repeats_.size() && has_repeats_[keys]) {
        return false;
    }
    if (++reported_[slot] == most_reported) {
        has_repeats_.resize(std::max<std::size_t>(has_repeats_.size(), keys + 1));
        has_repeats_[keys] = true;
    }
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
    if (keys_) {
        check_size(*keys_, request_);
    }
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
        waiting_.push_back(
            {number, keys_->keys(row), static_cast<std::uint32_t>(judged.item()), 0, is_first});
        if (waiting_.size() == most_waiting) {
            add_waiting(block);
        }
        use_cells(waiting_.size());
        return;
    }
    if (is_first || (all_rows_of_ != nullptr && is_reported(judged.item(), 0, judged.item()))) {
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
        if ((all_rows_of_ != nullptr && is_reported(row.slot, row.keys, row.item)) ||
            row.is_first) {
            block.firsts.push_back({row.row, row.item});
        }
        __builtin_prefetch(fixed_.data() + row.slot * sums_);
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
    auto* const sums = fixed_.data() + slot * sums_;
    for (std::size_t i = 0; i < sums_; ++i) {
        if (cells_[i].kind == SumCell::Kind::fixed) {
            std::int64_t more = 0;
            if (sums[i] == no_number) {
                sums[i] = 0;
            }
            if (__builtin_add_overflow(sums[i], cells_[i].fixed, &more) || more == no_number) {
                spill(sums[i], i, slot);
                more = cells_[i].fixed;
            }
            sums[i] = more;
        } else if (cells_[i].kind == SumCell::Kind::large) {
            sums[i] = sums[i] == no_number ? 0 : sums[i];
            large_[i][slot].add(cells_[i].large);
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
        slot_means_[slot * means_.size() + i].add(
            cells_[sums_ + i], weight(), [&]() -> LargeMeanSum& { return large_means_[i][slot]; });
    }
}

void SumsWorker::spill(std::int64_t& sum, std::size_t column, std::size_t slot) {
    large_[column][slot].add(Decimal{sum, SumCell::fixed_decimals});
    sum = 0;
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
    for (std::size_t i = 0; i < means_.size(); ++i) {
        auto& mean = means_[i];
        mean.in.add(cells_[sums_ + i], weight(), [&]() -> LargeMeanSum& { return mean.large_in; });
    }
    if (!bad && is_weight_negative()) {
        bad = {0, RefusalCause::negative_weight, static_cast<std::uint32_t>(columns_.size() - 1),
               nullptr};
    }
    return bad;
}

bool SumsWorker::is_weight_negative() const noexcept {
    if (!has_weight_) {
        return false;
    }
    const auto& cell = *weight();
    return cell.kind == SumCell::Kind::fixed
               ? cell.fixed < 0
               : cell.kind == SumCell::Kind::large && cell.large.is_negative();
}

void SumsWorker::reject_cells() {
    for (std::size_t i = 0; i < sums_; ++i) {
        if (cells_[i].is_number()) {
            columns_[i].rejected.add(cells_[i]);
        }
    }
    for (std::size_t i = 0; i < means_.size(); ++i) {
        auto& mean = means_[i];
        mean.rejected.add(cells_[sums_ + i], weight(),
                          [&]() -> LargeMeanSum& { return mean.large_rejected; });
    }
}

bool SumsWorker::add_carried(std::size_t column, std::size_t slot, DecimalSum& sum) const {
    SlotSums one(1, SumCell::fixed_decimals);
    add_carried(column, slot, one, 0);
    one.add_to(0, sum);
    return one.any(0);
}

void SumsWorker::add_carried(std::size_t column, std::size_t slot, SlotSums& sums,
                             std::size_t to) const {
    const auto fixed = fixed_[slot * sums_ + column];
    if (fixed == no_number) {
        return;
    }
    sums.add(to, Int128{fixed});
    if (!large_[column].empty()) {
        if (const auto large = large_[column].find(slot); large != large_[column].end()) {
            sums.add(to, large->second);
        }
    }
}

void SumsWorker::add_carried_mean(std::size_t mean, std::size_t slot, SlotSums& weights,
                                  SlotSums& products, std::size_t to) const {
    const auto& sum = slot_means_[slot * means_.size() + mean];
    if (!sum.any()) {
        return;
    }
    weights.add(to, Int128{sum.weight()});
    products.add(to, sum.product());
    if (const auto large = large_means_[mean].find(slot); large != large_means_[mean].end()) {
        weights.add(to, large->second.weight);
        products.add(to, large->second.product);
    }
}

}  // namespace socshift
