#include "socshift/convert/row_judge.hpp"

#include "socshift/catalog/delimited_text.hpp"

namespace socshift {

namespace {

/// What a thread remembers of the cells of the edition column: years and names of surveys.
constexpr std::size_t most_edition_cells = 4096;

}  // namespace

std::size_t RowJudge::source_of(std::string_view cell) {
    const auto look_up = [&] {
        const auto& editions = rules_.editions->sources;
        const auto named = editions.find(field_text(cell, storage_));
        return named == editions.end() ? no_source : named->second;
    };
    if (cell.size() > CellTable::longest) {
        return look_up();
    }
    constexpr std::uint32_t stray = CellTable::none - 1;
    const auto key = CellTable::pack(cell.data(), cell.size());
    if (const auto known = known_sources_.find(key); known != CellTable::none) {
        return known == stray ? no_source : known;
    }
    const auto source = look_up();
    if (known_sources_.size() < most_edition_cells) {
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
