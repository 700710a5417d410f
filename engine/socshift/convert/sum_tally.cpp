#include "socshift/convert/sum_tally.hpp"

#include "socshift/catalog/delimited_text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>

namespace socshift {

namespace {

constexpr unsigned fixed_decimals = 6;
constexpr std::size_t most_whole_digits = 12;  // so that all fits 64 bits
constexpr std::array<std::int64_t, fixed_decimals + 1> powers = {1,      10,      100,      1000,
                                                                 10'000, 100'000, 1'000'000};

constexpr unsigned word = 8;  // bytes that are read as one number

/// What stands before so many digits to make them eight.
constexpr std::array<std::uint64_t, word + 1> leading_zeros = {0x3030303030303030,
                                                               0x30303030303030,
                                                               0x303030303030,
                                                               0x3030303030,
                                                               0x30303030,
                                                               0x303030,
                                                               0x3030,
                                                               0x30,
                                                               0};

/// The number that @p size digits at @p text say, all at once, because no branch can be foretold
/// where sizes differ from row to row. False if they are not digits. Needs @p size from 1 to 8, and
/// 8 readable bytes.
inline bool read_word(const char* text, unsigned size, std::uint64_t& number) noexcept {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text, sizeof bytes);
    bytes = bytes << (8 * (word - size)) | leading_zeros[size];
    bytes ^= leading_zeros[0];
    if (((bytes | (bytes + 0x7676767676767676)) & 0x8080808080808080) != 0) {
        return false;
    }
    // The first digit is the highest: two by two, then four by four, then all.
    constexpr std::uint64_t pairs = 0x000000FF000000FF;
    constexpr std::uint64_t hundreds = 100 + (std::uint64_t{1'000'000} << 32U);
    constexpr std::uint64_t ones = 1 + (std::uint64_t{10'000} << 32U);
    bytes = bytes * 10 + (bytes >> 8U);
    number = ((bytes & pairs) * hundreds + ((bytes >> 16U) & pairs) * ones) >> 32U;
    return true;
}

/// The same for 0 to 12 digits.
inline bool read_digits(const char* text, unsigned size, std::uint64_t& number) noexcept {
    if (size <= word) {
        return size == 0 || read_word(text, size, number);
    }
    std::uint64_t front = 0;
    if (!read_word(text, size - word, front) || !read_word(text + size - word, word, number)) {
        return false;
    }
    number += front * 100'000'000;
    return true;
}

/// The digits of @p value, "-12".
std::string text_of(Int128 value) {
    constexpr int ten = 10;
    const bool minus = value < 0;
    std::string text;
    do {
        const auto digit = static_cast<int>(value % ten);
        text += static_cast<char>('0' + (digit < 0 ? -digit : digit));
        value /= ten;
    } while (value != 0);
    text.append(minus ? 1 : 0, '-');
    std::reverse(text.begin(), text.end());
    return text;
}

void add_fixed(DecimalSum& sum, Int128 fixed) {
    static_assert(fixed_decimals == 6);
    if (const auto small = static_cast<std::int64_t>(fixed); small == fixed) {
        sum.add(Decimal(small, fixed_decimals));
        return;
    }
    sum.add(Decimal::parse(text_of(fixed) + "e-6").value());
}

/// The same of a product of two such numbers.
void add_product(DecimalSum& sum, Int128 product) {
    sum.add(Decimal::parse(text_of(product) + "e-12").value());
}

Decimal decimal_of(const SumCell& cell) {
    return cell.kind == SumCell::Kind::fixed ? Decimal::parse(text_of(cell.fixed) + "e-6").value()
                                             : cell.large;
}

constexpr std::int64_t one = powers[fixed_decimals];

constexpr std::size_t most_waiting = 64;  // rows

}  // namespace

/// Reads a plain number, such as "-12.50"; false if it has to be looked at more closely.
bool SumCell::read_fixed(std::string_view text) noexcept {
    const bool minus = text.starts_with('-');
    text.remove_prefix(minus ? 1 : 0);
    // As many decimals as in the row before, most of the time.
    if (!read_unsigned(text, decimals)) {
        const auto point = std::min(text.find('.'), text.size());
        if (!read_unsigned(text, text.size() - std::min(point + 1, text.size()))) {
            return false;
        }
    }
    fixed = minus ? -fixed : fixed;
    return true;
}

/// The same without sign, with so many digits behind a point; 0: no point.
bool SumCell::read_unsigned(std::string_view text, std::size_t written) noexcept {
    const auto behind = written + (written > 0 ? 1 : 0);
    if (std::endian::native != std::endian::little || text.empty() || text.size() < behind ||
        written > fixed_decimals || text.size() - behind > most_whole_digits) {
        return false;
    }
    const auto size = static_cast<unsigned>(text.size() - behind);
    std::uint64_t whole = 0;
    std::uint64_t part = 0;
    if (!read_digits(text.data(), size, whole) ||
        (written > 0 && (text[size] != '.' || !read_word(text.data() + size + 1,
                                                         static_cast<unsigned>(written), part)))) {
        return false;
    }
    kind = Kind::fixed;
    decimals = static_cast<unsigned>(written);
    fixed = static_cast<std::int64_t>(whole) * powers[fixed_decimals] +
            static_cast<std::int64_t>(part) * powers[fixed_decimals - written];
    return true;
}

void SumCell::read_closely(std::string_view raw, std::string& storage) {
    const auto text = field_text(raw, storage);
    if (auto number = Decimal::parse(text)) {
        kind = Kind::large;
        decimals = number->decimals();
        large = std::move(*number);
    } else {
        const bool blank = text.find_first_not_of(" \t") == std::string_view::npos;
        kind = blank ? Kind::empty : Kind::not_a_number;
    }
}

void FixedSum::add_to(DecimalSum& sum) const {
    add_fixed(sum, fixed_);
    sum.add(large_);
}

void MeanAmount::read(const SumCell& figure, const SumCell* weight) {
    using Cell = SumCell::Kind;
    kind_ = Kind::none;
    if (!figure.is_number() || (weight != nullptr && !weight->is_number())) {
        return;
    }
    if (figure.kind == Cell::fixed && (weight == nullptr || weight->kind == Cell::fixed)) {
        kind_ = Kind::fixed;
        weight_ = weight == nullptr ? one : weight->fixed;
        product_ = Int128{figure.fixed} * weight_;
        return;
    }
    kind_ = Kind::large;
    large_figure_ = decimal_of(figure);
    large_weight_ = weight == nullptr ? Decimal::parse("1").value() : decimal_of(*weight);
}

void MeanSum::add(const MeanAmount& amount) {
    switch (amount.kind_) {
        case MeanAmount::Kind::none:
            return;
        case MeanAmount::Kind::fixed: {
            weight_ += amount.weight_;
            Int128 sum = 0;
            if (__builtin_add_overflow(product_, amount.product_, &sum)) {
                add_product(large_product_, product_);
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
    add_product(product, product_);
    product.add(large_product_);
}

SumsWorker::SumsWorker(Intake& intake, const SumPlaces& places, std::size_t items)
    : judge_(intake.make_judge()),
      means_(places.means.size()),
      sums_(places.sums.size()),
      has_weight_(places.weight.has_value()),
      large_(places.sums.size()) {
    for (const auto place : places.numbers()) {
        columns_.push_back({place, 0, 0, {}, {}});
    }
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
}

void SumsWorker::work(TextBlock& block) {
    for (std::size_t place = 0; place < block.index.size(); ++place) {
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
            block.refused.push_back({number, TextBlock::no_column, &judged.verdict()});
        }
    }
    add_waiting(block);
}

void SumsWorker::carry(TextBlock& block, const BlockRow& row, std::uint32_t number,
                       const RowJudge::Judged& judged) {
    if (const auto bad = read(row); bad != TextBlock::no_column) {
        reject_cells();
        block.refused.push_back({number, bad, &judged.verdict()});
        return;
    }
    const bool is_first = judge_.carry(judged);
    if (keys_) {
        waiting_.push_back({number, keys_->keys(row), judged.item(), 0});
        if (waiting_.size() == most_waiting) {
            add_waiting(block);
        }
        use_cells(waiting_.size());
        return;
    }
    if (is_first) {
        block.firsts.push_back({number, judged.item()});
    }
    add(judged.item());
}

/// Adds the rows that wait, in three passes, so that memory is asked for before it is needed.
void SumsWorker::add_waiting(TextBlock& block) {
    for (const auto& row : waiting_) {
        keys_->prefetch(row.keys, row.item);
    }
    for (auto& row : waiting_) {
        const auto known = keys_->slots().size();
        row.slot = keys_->slot(row.keys, row.item);
        if (row.slot == known) {
            make_room(known + 1);
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

/// Adds the cells of the row at hand.
void SumsWorker::add(std::size_t slot) {
    const auto first = slot * sums_;
    for (std::size_t i = 0; i < sums_; ++i) {
        if (cells_[i].kind == SumCell::Kind::fixed) {
            fixed_[first + i] += cells_[i].fixed;
            any_[first + i] = 1;
        } else if (cells_[i].kind == SumCell::Kind::large) {
            large_[i][slot].add(cells_[i].large);
            any_[first + i] = 1;
        }
    }
    for (std::size_t i = 0; i < means_.size(); ++i) {
        slot_means_[slot * means_.size() + i].add(mean_amounts_[i]);
    }
}

/// The first column that has something else than a number, negative_weight, or no_column.
std::uint32_t SumsWorker::read(const BlockRow& row) {
    auto bad = TextBlock::no_column;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        auto& cell = cells_[i];
        auto& column = columns_[i];
        cell.read(row.field(column.at), storage_);
        if (cell.is_number()) {
            column.in.add(cell);
            column.decimals = std::max(column.decimals, cell.decimals);
        } else if (cell.kind == SumCell::Kind::empty) {
            ++column.empty_cells;
        } else {
            bad = std::min(bad, static_cast<std::uint32_t>(i));
        }
    }
    if (!means_.empty()) {
        read_means();
        bad = bad == TextBlock::no_column && is_weight_negative() ? negative_weight : bad;
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
    for (std::size_t i = 0; i < columns_.size(); ++i) {
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
