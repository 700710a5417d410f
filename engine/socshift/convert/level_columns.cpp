#include "socshift/convert/level_columns.hpp"

#include "socshift/base/title.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/recognise/code_text.hpp"

#include <algorithm>
#include <numeric>

namespace socshift {

void LevelColumns::note(const BlockRow& row, std::string_view level, std::size_t columns) {
    if (!places_) {
        places_.emplace(columns);
        std::iota(places_->begin(), places_->end(), std::size_t{0});
    }
    const auto wanted = lower_case(level);
    const auto names_another = [&](std::size_t place) {
        if (place >= row.fields()) {
            return true;
        }
        const auto cell = field_text(row.field(place), storage_);
        if (lower_case(strip(cell).text) != wanted) {
            return true;
        }
        auto& cells = cells_[place];
        if (cells.find(cell) == cells.end()) {
            cells.emplace(cell);
        }
        return false;
    };
    places_->erase(std::remove_if(places_->begin(), places_->end(), names_another), places_->end());
}

std::optional<LevelColumns::Noted> LevelColumns::noted() const {
    return places_ ? std::optional{Noted{*places_, cells_}} : std::nullopt;
}

void LevelColumns::add(const Noted& other) {
    if (!places_) {
        places_ = other.places;
    }
    const auto is_another = [&](std::size_t place) {
        return std::find(other.places.begin(), other.places.end(), place) == other.places.end();
    };
    places_->erase(std::remove_if(places_->begin(), places_->end(), is_another), places_->end());
    for (const auto& [place, cells] : other.cells) {
        cells_[place].insert(cells.begin(), cells.end());
    }
}

std::optional<std::size_t> LevelColumns::only() const {
    return places_ && places_->size() == 1 ? std::optional{places_->front()} : std::nullopt;
}

std::vector<std::string> LevelColumns::levels() const {
    const auto& cells = cells_.at(*only());
    return {cells.begin(), cells.end()};
}

}  // namespace socshift
