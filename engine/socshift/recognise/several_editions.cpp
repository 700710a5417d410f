#include "socshift/recognise/several_editions.hpp"

#include "socshift/recognise/code_text.hpp"

#include <algorithm>
#include <utility>

namespace socshift {

namespace {

/// Takes out of @p readings what @p gives_way is true of, unless that is all of them.
template <typename GivesWay>
void leave_out(std::vector<EditionReading>& readings, const GivesWay& gives_way) {
    const auto end = std::stable_partition(
        readings.begin(), readings.end(),
        [&](const EditionReading& reading) { return !gives_way(reading.recognition); });
    if (end != readings.begin()) {
        readings.erase(end, readings.end());
    }
}

}  // namespace

std::vector<EditionReading> readings_in(const std::vector<const CodeRecogniser*>& editions,
                                        std::string_view text) {
    std::vector<EditionReading> out;
    for (std::size_t edition = 0; edition < editions.size(); ++edition) {
        auto recognition = editions[edition]->recognise(text);
        if (recognition.item != nullptr) {
            out.push_back({edition, std::move(recognition)});
        }
    }
    if (out.size() > 1) {
        const auto as_it_stands = squeeze(strip(text).text);
        leave_out(out, [&](const Recognition& recognition) {
            return squeeze(recognition.item->code.text()) != as_it_stands;
        });
    }
    if (out.size() > 1 && std::any_of(out.begin(), out.end(), [](const EditionReading& reading) {
            return reading.recognition.is_leaf;
        })) {
        leave_out(out, [](const Recognition& recognition) {
            return recognition.item->inherited && !recognition.is_leaf;
        });
    }
    return out;
}

}  // namespace socshift
