#include "socshift/convert/double_figures.hpp"

#include "socshift/io/delimited_text.hpp"
#include "socshift/numbers/sum_cell.hpp"

#include <algorithm>
#include <functional>

namespace socshift {

namespace {

constexpr std::size_t most_pairs_with_cells = 64;
constexpr std::size_t longest_cell = 64;  // longer ones tell no levels apart

}  // namespace

DoubleFigures::DoubleFigures(const CodedEditions& sources, Compared columns,
                             std::size_t code_column)
    : sources_(sources),
      columns_(std::move(columns)),
      code_column_(code_column),
      is_printed_twice_(sources.items()) {
    for (std::size_t source = 0; source < sources.size(); ++source) {
        for (const auto* const item : sources.recogniser(source).printed_twice()) {
            is_printed_twice_[sources.index(source, *item)] = true;
            watches_ = true;
        }
    }
}

void DoubleFigures::add(const BlockRow& row, std::uint64_t line, std::size_t item,
                        std::uint32_t keys) {
    if (!is_printed_twice_[item]) {
        constexpr unsigned half = 32;
        if (!seen_.insert(std::uint64_t{keys} << half | item).second) {
            with_repeats_.insert(keys);
        }
        return;
    }
    auto& pair = pairs_[{keys, item}];
    const auto at = pair.rows++;
    auto numbers = numbers_of(row);
    pair.parity ^= std::hash<std::string>{}(numbers);
    if (at == 0) {
        pair.numbers = std::move(numbers);
        if (pairs_with_cells_ < most_pairs_with_cells) {
            ++pairs_with_cells_;
            pair.cells[0] = cells_of(row);
        }
    } else {
        pair.is_equal = pair.is_equal && pair.numbers == numbers;
    }
    if (at < pair.lines.size()) {
        pair.lines[at] = line;
    }
    if (at == 1 && !pair.cells[0].empty()) {
        pair.cells[1] = cells_of(row);
    }
}

/// The numbers of @p row, equal texts for equal numbers.
std::string DoubleFigures::numbers_of(const BlockRow& row) {
    std::string out;
    for (const auto& [column, reader] : columns_) {
        SumCell cell;
        reader.read(cell, row, column, storage_);
        if (cell.kind == SumCell::Kind::fixed) {
            out += std::to_string(cell.fixed);
        } else if (cell.kind == SumCell::Kind::large) {
            DecimalSum sum;
            sum.add(cell.large);
            out += "=" + sum.text();
        } else if (cell.kind == SumCell::Kind::missing) {
            out += to_string(cell.why_missing);
        }
        out += ';';
    }
    return out;
}

std::vector<std::string> DoubleFigures::cells_of(const BlockRow& row) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < row.fields(); ++at) {
        const auto text = field_text(row.field(at), storage_);
        out.emplace_back(text.size() > longest_cell ? std::string_view{} : text);
    }
    return out;
}

std::optional<DoubleFigure> DoubleFigures::find() const {
    const auto is_one_figure = [](const Pair& pair) { return pair.rows == 2 && pair.is_equal; };
    auto with_repeats = with_repeats_;
    for (const auto& [slot, pair] : pairs_) {
        if (pair.rows > 1 && !is_one_figure(pair)) {
            with_repeats.insert(slot.first);
        }
    }
    std::vector<const Pair*> pairs;
    const std::pair<const Slot, Pair>* first = nullptr;
    for (const auto& entry : pairs_) {
        const auto& [slot, pair] = entry;
        if (!is_one_figure(pair) || with_repeats.count(slot.first) != 0) {
            continue;
        }
        pairs.push_back(&pair);
        if (first == nullptr || pair.lines[1] < first->second.lines[1]) {
            first = &entry;
        }
    }
    if (first == nullptr) {
        return std::nullopt;
    }
    const auto& [slot, pair] = *first;
    const auto code = sources_.code(slot.second);
    DoubleFigure out{code, "", pair.lines, {}, {}};
    const auto& edition = sources_.edition(sources_.source_of(slot.second));
    out.level = edition.find(code.code)->level;
    tell_apart(pair, pairs, out);
    return out;
}

std::vector<CodeRef> DoubleFigures::in_pairs() const {
    struct Found {
        bool in_pairs = true;
        bool differ = false;
        const std::string* numbers = nullptr;
    };
    std::map<std::size_t, Found> by_item;
    for (const auto& [slot, pair] : pairs_) {
        auto& found = by_item[slot.second];
        found.in_pairs = found.in_pairs && pair.rows % 2 == 0 && pair.parity == 0;
        found.numbers = found.numbers == nullptr ? &pair.numbers : found.numbers;
        found.differ = found.differ || !pair.is_equal || *found.numbers != pair.numbers;
    }
    std::vector<CodeRef> out;
    for (const auto& [item, found] : by_item) {
        if (found.in_pairs && found.differ) {
            out.push_back(sources_.code(item));
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

void DoubleFigures::tell_apart(const Pair& shown, const std::vector<const Pair*>& pairs,
                               DoubleFigure& out) const {
    const auto values = [](const Pair& pair, std::size_t column) {
        return std::array{pair.cells[0][column], pair.cells[1][column]};
    };
    const auto sorted = [](std::array<std::string, 2> both) {
        std::sort(both.begin(), both.end());
        return both;
    };
    if (shown.cells[1].empty()) {
        return;
    }
    for (std::size_t column = 0; column < shown.cells[0].size(); ++column) {
        const auto both = values(shown, column);
        const bool all_alike = std::all_of(pairs.begin(), pairs.end(), [&](const Pair* pair) {
            return pair->cells[1].empty() || sorted(values(*pair, column)) == sorted(both);
        });
        const bool is_compared =
            column == code_column_ ||
            std::any_of(columns_.begin(), columns_.end(),
                        [&](const auto& compared) { return compared.first == column; });
        if (!is_compared && both[0] != both[1] && all_alike) {
            out.columns.push_back(column);
            out.values.push_back(both);
        }
    }
}

}  // namespace socshift
