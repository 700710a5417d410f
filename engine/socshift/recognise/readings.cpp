#include "socshift/recognise/readings.hpp"

#include "socshift/base/characters.hpp"
#include "socshift/base/error.hpp"
#include "socshift/recognise/cell_forms.hpp"
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

bool has_hyphens(std::string_view text) {
    return squeeze(text).size() != text.size();
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
        digits_.push_back(digits_of(*editions_[at]));
        for (const auto& item : editions_[at]->items()) {
            if (!divides(at, item)) {
                places[item.code.text()].push_back({at, &item, editions_[at]});
            }
        }
    }
    add_written();
    for (auto& [code, where] : places) {
        for (const auto& place : written_places(code)) {
            const auto is_there = [&](const auto& each) { return each.edition == place.edition; };
            if (std::none_of(where.begin(), where.end(), is_there)) {
                where.push_back(place);
            }
        }
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
        forms_.emplace_back(has_hyphens(code), form_of(code));
        longest_size_ = std::max(longest_size_, code.size());
    }
    codes_ = readings_.size();
    add_other_codes();
    std::sort(forms_.begin(), forms_.end());
    forms_.erase(std::unique(forms_.begin(), forms_.end()), forms_.end());
}

void Readings::add_written() {
    for (std::size_t at = 0; at < editions_.size(); ++at) {
        const auto& spelling = editions_[at]->header().spelling;
        if (spelling.is_exact()) {
            continue;
        }
        auto known = std::find_if(written_.begin(), written_.end(),
                                  [&](const Written& each) { return each.spelling == spelling; });
        if (known == written_.end()) {
            known = written_.insert(written_.end(), {spelling, {}});
        }
        for (const auto& item : editions_[at]->items()) {
            if (!divides(at, item)) {
                known->places[spelling.plain(item.code.text())].push_back(
                    {at, &item, editions_[at]});
            }
        }
    }
}

/// By edition: the items that editions with several spellings of their codes have under @p text.
std::vector<Reading::Place> Readings::written_places(std::string_view text) const {
    std::vector<Reading::Place> out;
    for (const auto& [spelling, places] : written_) {
        if (const auto found = places.find(spelling.plain(text)); found != places.end()) {
            out.insert(out.end(), found->second.begin(), found->second.end());
        }
    }
    std::sort(out.begin(), out.end(),
              [](const auto& a, const auto& b) { return a.edition < b.edition; });
    return out;
}

/// What @p core, no code as it stands, is in the spellings of editions that have several, beside
/// what it is after repairs elsewhere.
std::optional<Readings::Found> Readings::find_written(const Core& core) {
    if (written_.empty()) {
        return std::nullopt;
    }
    const auto repaired = find_repaired(core);
    const auto [known, is_new] = written_found_.emplace(std::string{core.text}, std::nullopt);
    if (is_new) {
        Reading reading;
        reading.places = written_places(core.text);
        if (!reading.places.empty()) {
            reading.code = reading.places.front().item->code.text();
            const auto& more =
                repaired ? readings_[repaired->reading].places : std::vector<Reading::Place>{};
            for (const auto& place : more) {
                const auto is_there = [&](const auto& each) {
                    return each.edition == place.edition;
                };
                if (std::none_of(reading.places.begin(), reading.places.end(), is_there)) {
                    reading.places.push_back(place);
                }
            }
            std::sort(reading.places.begin(), reading.places.end(),
                      [](const auto& a, const auto& b) { return a.edition < b.edition; });
            known->second = add(std::move(reading));
        }
    }
    if (!known->second) {
        return std::nullopt;
    }
    return Found{*known->second, repaired ? repaired->repairs : core.repairs};
}

void Readings::add_other_codes() {
    std::map<std::string_view, std::vector<Reading::Place>> places;
    for (std::size_t at = 0; at < editions_.size(); ++at) {
        for (const auto& item : editions_[at]->items()) {
            for (const auto& code : item.also) {
                places[code].push_back({at, &item, editions_[at], true});
            }
        }
    }
    for (auto& [code, where] : places) {
        if (exact_.count(code) == 0) {
            squeezed_[std::string{code}].push_back(add({code, std::move(where), 0}));
        }
    }
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
        const auto& code = places.front().item->code.text();
        if (!is_publication(at) || std::any_of(places.begin(), places.end(), has) ||
            editions_[at]->find_by_any_code(squeeze(code)) != nullptr) {  // as one of its own
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

Readings::Readings(const Readings& other)
    : catalog_(other.catalog_),
      editions_(other.editions_),
      below_(other.below_),
      leaving_out_(other.leaving_out_),
      digits_(other.digits_),
      readings_(other.readings_),
      codes_(other.codes_),
      longest_size_(other.longest_size_),
      signature_ids_(other.signature_ids_),
      signatures_(other.signatures_) {}

const Readings& Readings::with_unpublished() const {
    if (!with_unpublished_) {
        std::unique_ptr<Readings> more{new Readings{*this}};
        more->add_unpublished();
        with_unpublished_ = std::move(more);
    }
    return *with_unpublished_;
}

/// A cell that means a code of a classification means it in the publications that rest there and
/// do not publish it.
void Readings::add_unpublished() {
    std::map<const Item*, std::vector<std::size_t>> publications;  // by what they do not publish
    for (std::size_t at = 0; at < editions_.size(); ++at) {
        if (is_publication(at)) {
            for (const auto& each : unpublished(catalog_, editions_[at]->id())) {
                publications[each.item].push_back(at);
            }
        }
    }
    const std::vector<std::size_t> none;
    for (auto& reading : readings_) {
        auto places = reading.places;
        for (const auto& place : reading.places) {
            const auto found = publications.find(place.item);
            for (const auto at : found == publications.end() ? none : found->second) {
                const auto has = [&](const Reading::Place& each) { return each.edition == at; };
                if (std::none_of(places.begin(), places.end(), has)) {
                    places.push_back({at, place.item, place.home});
                }
            }
        }
        if (places.size() > reading.places.size()) {
            std::sort(places.begin(), places.end(),
                      [](const auto& a, const auto& b) { return a.edition < b.edition; });
            reading.places = std::move(places);
            reading.signature = signature_of(reading.places);
        }
    }
}

/// The number of the signature of @p places, a new one if need be.
std::size_t Readings::signature_of(const std::vector<Reading::Place>& places) {
    std::vector<std::size_t> editions;
    for (const auto& place : places) {
        editions.push_back(place.edition);
    }
    const auto [entry, is_new] = signature_ids_.emplace(std::move(editions), signatures_.size());
    if (is_new) {
        signatures_.push_back(entry->first);
    }
    return entry->second;
}

std::size_t Readings::add(Reading reading) {
    reading.signature = signature_of(reading.places);
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
    if (auto found = find_written(core)) {
        return found;
    }
    if (auto found = find_repaired(core)) {
        return found;
    }
    if (is_word_for_no_code(core.text)) {
        return std::nullopt;
    }
    // No suffix: what has one is a code of the extension, if it is any.
    for (const auto& form : forms_of(core, {true, false, true})) {
        if (auto found = find_repaired({form.text, form.repairs})) {
            found->repairs = worth_saying(found->repairs);
            return found;
        }
    }
    return std::nullopt;
}

std::optional<Readings::Found> Readings::find_repaired(const Core& core) {
    const auto squeezed = squeeze(core.text);
    const auto similar = squeezed_.find(squeezed);
    if (similar != squeezed_.end()) {
        if (auto found = find_similar(core, similar->second)) {
            return found;
        }
    }
    if (const auto unpointed = unpointed_.find(squeezed); unpointed != unpointed_.end()) {
        if (auto found = find_similar(core, unpointed->second)) {
            return found;
        }
    }
    if (similar != squeezed_.end()) {
        return std::nullopt;
    }
    const auto whole = find_without_zeros(core.text);
    auto repairs = core.repairs;
    repairs.add(Repair::lost_zeros);
    return whole ? std::optional{Found{*whole, repairs}} : std::nullopt;
}

std::optional<Readings::Found> Readings::find_similar(const Core& core,
                                                      const std::vector<std::size_t>& similar) {
    std::optional<Repairs> repairs;
    std::vector<std::size_t> meant;
    for (const auto reading : similar) {
        if (const auto each = compare(core, readings_[reading].code, {true, true})) {
            repairs = repairs ? repairs : each;
            meant.push_back(reading);
        }
    }
    if (meant.empty()) {
        return std::nullopt;
    }
    const auto& places = readings_[meant.front()].places;
    const bool is_one = similar.size() == 1 &&
                        std::all_of(places.begin(), places.end(),
                                    [&](const auto& place) { return is_meant(place, *repairs); });
    const auto reading = is_one ? std::optional{meant.front()} : merged(similar, meant, *repairs);
    return reading ? std::optional{Found{*reading, *repairs}} : std::nullopt;
}

/// The reading of a number that has lost the zeros at its front, in the editions whose codes are
/// numbers that do.
std::optional<std::size_t> Readings::find_without_zeros(std::string_view text) {
    if (std::all_of(digits_.begin(), digits_.end(),
                    [&](std::size_t digits) { return !with_lost_zeros(text, digits); })) {
        return std::nullopt;
    }
    const auto [known, is_new] = without_zeros_.emplace(std::string{text}, std::nullopt);
    if (!is_new) {
        return known->second;
    }
    Reading reading;
    for (std::size_t at = 0; at < editions_.size(); ++at) {
        const auto whole = with_lost_zeros(text, digits_[at]);
        const auto* const item = whole ? editions_[at]->find(*whole) : nullptr;
        if (item != nullptr) {
            reading.places.push_back({at, item, editions_[at]});
            reading.code = item->code.text();
        }
    }
    if (!reading.places.empty()) {
        known->second = add(std::move(reading));
    }
    return known->second;
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

/// A code without hyphens is not written with any: 15-12 has no form of 1512.
bool Readings::has_form(std::string_view text) const {
    const auto form = form_of(text);
    return std::binary_search(forms_.begin(), forms_.end(), std::pair{true, form}) ||
           (!has_hyphens(text) &&
            std::binary_search(forms_.begin(), forms_.end(), std::pair{false, form}));
}

}  // namespace socshift
