#include "socshift/recognise/readings.hpp"

#include "socshift/base/error.hpp"
#include "socshift/recognise/cell_forms.hpp"
#include "socshift/recognise/characters.hpp"
#include "socshift/recognise/no_code.hpp"
#include "socshift/recognise/suffixes.hpp"
#include "socshift/routes/publication.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace socshift {

namespace {

/// Squeezed, with 9 for a digit and A for a letter: "15-1252" is "999999".
std::string form_of(std::string_view text) {
    auto form = squeeze(text);
    for (auto& byte : form) {
        const auto kind = first_character({&byte, 1}).kind;
        byte = kind == CharacterKind::digit ? '9' : kind == CharacterKind::letter ? 'A' : byte;
    }
    return form;
}

/// Repairs that not every edition allows.
constexpr std::array<Repair, 4> limited_repairs = {Repair::missing_hyphens, Repair::missing_points,
                                                   Repair::decimals, Repair::thousands};

}  // namespace

Readings::Readings(const Catalog& catalog) : catalog_(catalog) {
    load();
    find_foundations();
    std::map<std::string_view, std::vector<Reading::Place>> places;
    for (std::size_t at = 0; at < editions_.size(); ++at) {
        leaving_out_.emplace_back(*editions_[at]);
        for (const auto& item : editions_[at]->items()) {
            if (!divides(at, item)) {
                places[item.code.text()].push_back({at, &item, editions_[at]});
            }
        }
    }
    for (auto& [code, where] : places) {
        add_printed_groups(where);
        const auto reading = add({code, std::move(where), 0});
        exact_.emplace(code, reading);
        squeezed_[squeeze(code)].push_back(reading);
        const auto& known = readings_[reading].places;
        if (code.find('.') != std::string_view::npos &&
            std::any_of(known.begin(), known.end(), [&](const auto& place) {
                return leaving_out_[place.edition].has_one_pointed_form();
            })) {
            unpointed_[without_points(code)].push_back(reading);
        }
        forms_.push_back(form_of(code));
        longest_size_ = std::max(longest_size_, code.size());
    }
    codes_ = readings_.size();
    std::sort(forms_.begin(), forms_.end());
    forms_.erase(std::unique(forms_.begin(), forms_.end()), forms_.end());
}

void Readings::load() {
    for (const auto& id : catalog_.edition_ids()) {
        if (catalog_.header(id).status == Status::draft) {
            continue;
        }
        try {
            editions_.push_back(&catalog_.edition(id));
        } catch (const DataError&) {
            continue;
        }
    }
}

bool Readings::is_publication(std::size_t edition) const {
    return editions_[edition]->header().kind == EditionKind::publication;
}

void Readings::find_foundations() {
    below_.resize(editions_.size());
    for (std::size_t at = 0; at < editions_.size(); ++at) {
        const auto below = foundations(catalog_, editions_[at]->id());
        for (std::size_t other = 0; other < editions_.size(); ++other) {
            if (std::find(below.begin(), below.end(), editions_[other]->id()) != below.end()) {
                below_[at].push_back(other);
            }
        }
    }
}

/// Whether @p item is a leaf of what @p edition extends, and has others below it there.
bool Readings::divides(std::size_t edition, const Item& item) const {
    if (!item.inherited || editions_[edition]->is_leaf(item)) {
        return false;
    }
    const auto& below = below_[edition];
    return std::any_of(below.begin(), below.end(), [&](std::size_t foundation) {
        const auto* const there = editions_[foundation]->find(item.code);
        return there != nullptr && editions_[foundation]->is_leaf(*there);
    });
}

void Readings::add_printed_groups(std::vector<Reading::Place>& places) const {
    std::vector<Reading::Place> printed;
    for (std::size_t at = 0; at < editions_.size(); ++at) {
        const auto has = [&](const Reading::Place& place) { return place.edition == at; };
        if (!is_publication(at) || std::any_of(places.begin(), places.end(), has)) {
            continue;
        }
        const auto group = std::find_if(places.begin(), places.end(), [&](const auto& place) {
            const auto& below = below_[at];
            return std::find(below.begin(), below.end(), place.edition) != below.end() &&
                   !place.home->is_leaf(*place.item);
        });
        if (group != places.end()) {
            printed.push_back({at, group->item, group->home});
        }
    }
    places.insert(places.end(), printed.begin(), printed.end());
    std::sort(places.begin(), places.end(),
              [](const auto& a, const auto& b) { return a.edition < b.edition; });
}

std::size_t Readings::add(Reading reading) {
    std::vector<std::size_t> editions;
    for (const auto& place : reading.places) {
        editions.push_back(place.edition);
    }
    const auto [entry, is_new] = signature_ids_.emplace(std::move(editions), signatures_.size());
    if (is_new) {
        signatures_.push_back(entry->first);
    }
    reading.signature = entry->second;
    readings_.push_back(std::move(reading));
    return readings_.size() - 1;
}

std::optional<Repair> Readings::by_suffix(std::size_t reading, std::size_t edition,
                                          bool divides_most) const {
    const auto& there = *editions_[edition];
    const auto code = readings_[reading].code;
    const auto without = without_suffix(code);
    if (without && !leaving_out_[edition].has_points() && there.find(*without) != nullptr) {
        return Repair::extra_suffix;
    }
    const auto* const item = divides_most ? there.find(code) : nullptr;
    return item != nullptr && only_code_below(there, *item) != nullptr
               ? std::optional{Repair::missing_suffix}
               : std::nullopt;
}

std::optional<Readings::Found> Readings::find(const Core& core) {
    if (core.text.empty() || core.text.size() > longest_code) {
        return std::nullopt;
    }
    if (!core.repairs.any()) {
        if (const auto found = exact_.find(core.text); found != exact_.end()) {
            return Found{found->second, {}};
        }
    }
    if (auto found = find_repaired(core)) {
        return found;
    }
    if (is_word_for_no_code(core.text)) {
        return std::nullopt;
    }
    // No suffix: what has one is a code of the extension, if it is any.
    for (const auto& form : forms_of(core, {true, false})) {
        if (auto found = find_repaired({form.text, form.repairs})) {
            found->repairs = worth_saying(found->repairs);
            return found;
        }
    }
    return std::nullopt;
}

std::optional<Readings::Found> Readings::find_repaired(const Core& core) {
    if (auto found = find_similar(core, squeezed_, squeeze(core.text))) {
        return found;
    }
    return find_similar(core, unpointed_, squeeze(core.text));
}

std::optional<Readings::Found> Readings::find_similar(const Core& core, const ByText& table,
                                                      const std::string& key) {
    const auto found = table.find(key);
    if (found == table.end()) {
        return std::nullopt;
    }
    std::optional<Repairs> repairs;
    std::vector<std::size_t> meant;
    for (const auto reading : found->second) {
        if (const auto each = compare(core, readings_[reading].code, {true, true})) {
            repairs = repairs ? repairs : each;
            meant.push_back(reading);
        }
    }
    if (meant.empty()) {
        return std::nullopt;
    }
    const auto& places = readings_[meant.front()].places;
    const bool is_one = found->second.size() == 1 &&
                        std::all_of(places.begin(), places.end(),
                                    [&](const auto& place) { return is_meant(place, *repairs); });
    const auto reading =
        is_one ? std::optional{meant.front()} : merged(found->second, meant, *repairs);
    return reading ? std::optional{Found{*reading, *repairs}} : std::nullopt;
}

/// Whether a damaged cell can mean what @p place says: not if hyphens or points are missing that
/// its edition must have.
bool Readings::is_meant(const Reading::Place& place, Repairs repairs) const {
    const auto& edition = leaving_out_[place.edition];
    const auto may = edition.of(place.item->code.text());
    const bool is_number = repairs.has(Repair::decimals) || repairs.has(Repair::thousands);
    return (may.hyphens || !repairs.has(Repair::missing_hyphens)) &&
           (may.points || !repairs.has(Repair::missing_points)) &&
           (!is_number || forms_allowed(edition).numbers);
}

/// The reading of a cell that means the codes of the readings @p meant, among @p similar that
/// squeeze to the same text. An edition that has two of those is left out: CodeRecogniser finds
/// neither there.
std::optional<std::size_t> Readings::merged(const std::vector<std::size_t>& similar,
                                            const std::vector<std::size_t>& meant,
                                            Repairs repairs) {
    Repairs limited;
    for (const auto repair : limited_repairs) {
        if (repairs.has(repair)) {
            limited.add(repair);
        }
    }
    const auto [known, is_new] = merged_.emplace(std::pair{meant, limited}, std::nullopt);
    if (!is_new) {
        return known->second;
    }
    std::map<std::size_t, std::size_t> count;
    for (const auto reading : similar) {
        for (const auto& place : readings_[reading].places) {
            ++count[place.edition];
        }
    }
    Reading merged;
    for (const auto reading : meant) {
        for (const auto& place : readings_[reading].places) {
            if (count[place.edition] == 1 && is_meant(place, repairs)) {
                merged.places.push_back(place);
            }
        }
    }
    std::sort(merged.places.begin(), merged.places.end(),
              [](const auto& a, const auto& b) { return a.edition < b.edition; });
    if (!merged.places.empty()) {
        merged.code = merged.places.front().item->code.text();
        known->second = add(std::move(merged));
    }
    return known->second;
}

bool Readings::is_masked(std::string_view text) const {
    const auto last = text.find_last_not_of("Xx");
    if (last == std::string_view::npos || last + 1 == text.size()) {
        return false;
    }
    const auto known = text.substr(0, last + 1);
    const auto end = readings_.begin() + static_cast<std::ptrdiff_t>(codes_);
    auto at = std::lower_bound(
        readings_.begin(), end, known,
        [](const Reading& reading, std::string_view code) { return reading.code < code; });
    for (; at != end && at->code.starts_with(known); ++at) {
        if (at->code.size() == text.size()) {
            return true;
        }
    }
    return false;
}

bool Readings::has_form(std::string_view text) const {
    return std::binary_search(forms_.begin(), forms_.end(), form_of(text));
}

}  // namespace socshift
