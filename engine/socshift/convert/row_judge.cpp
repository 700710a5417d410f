#include "socshift/convert/row_judge.hpp"

#include "socshift/io/delimited_text.hpp"

namespace socshift {

namespace {

/// What a thread remembers of the cells of source columns: years, names of surveys, groups of rows.
constexpr std::size_t most_source_cells = std::size_t{1} << 14U;

}  // namespace

std::size_t RowJudge::look_up_source(const BlockRow& row) {
    std::vector<std::string> cells;
    for (const auto at : rules_.source_columns) {
        cells.emplace_back(field_text(row.field(at), storage_));
    }
    if (!rules_.sources->edition.empty()) {
        if (rules_.sources->editions.count(cells.front()) > 0) {
            named_editions_.insert(cells.front());
        } else {
            keep_first(no_editions_, cells.front());
        }
    }
    return rules_.sources->place(cells).value_or(no_source);
}

std::size_t RowJudge::source_of(const BlockRow& row) {
    auto cells = row.field(rules_.source_columns.front());
    if (rules_.source_columns.size() > 1) {
        source_cells_.assign(cells);
        for (std::size_t i = 1; i < rules_.source_columns.size(); ++i) {
            source_cells_ += '\0';  // which no file has
            source_cells_ += row.field(rules_.source_columns[i]);
        }
        const auto size = source_cells_.size();
        source_cells_.append(CellTable::longest + 1, '\0');  // pack() reads so far
        cells = std::string_view{source_cells_}.substr(0, size);
    }
    if (cells.size() > CellTable::longest) {
        if (const auto known = long_sources_.find(cells); known != long_sources_.end()) {
            return known->second;
        }
        const auto source = look_up_source(row);
        if (long_sources_.size() < most_source_cells) {
            long_sources_.emplace(cells, source);
        }
        return source;
    }
    constexpr std::uint32_t stray = CellTable::none - 1;
    const auto key = CellTable::pack(cells.data(), cells.size());
    if (const auto known = known_sources_.find(key); known != CellTable::none) {
        return known == stray ? no_source : known;
    }
    const auto source = look_up_source(row);
    if (known_sources_.size() < most_source_cells) {
        known_sources_.add(key, source == no_source ? stray : static_cast<std::uint32_t>(source));
    }
    return source;
}

CarriedRows RowJudge::carried() const {
    auto all = unremembered_;
    for (const auto& entry : cache_.entries()) {
        if (entry.carried > 0) {
            all.add(*entry.verdict, entry.carried);
        }
    }
    return all;
}

}  // namespace socshift
