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
        return place >= row.fields() ||
               lower_case(strip(field_text(row.field(place), storage_)).text) != wanted;
    };
    places_->erase(std::remove_if(places_->begin(), places_->end(), names_another), places_->end());
}

std::optional<std::size_t> LevelColumns::only() const {
    return places_ && places_->size() == 1 ? std::optional{places_->front()} : std::nullopt;
}

}  // namespace socshift
