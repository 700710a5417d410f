#include "socshift/recognise/recognise.hpp"

#include "socshift/base/error.hpp"
#include "socshift/recognise/code_text.hpp"
#include "socshift/routes/publication.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace socshift {

namespace {

std::string group_text(const Edition& edition, const Item& item) {
    return fmt::format("{} group, not {}", item.level, edition.finest_level());
}

}  // namespace

CodeRecogniser::CodeRecogniser(const Catalog& catalog, const EditionId& edition)
    : catalog_(catalog), edition_(&catalog_.edition(edition)) {
    squeeze_all();
}

std::vector<const Item*> CodeRecogniser::printed_twice() const {
    return socshift::printed_twice(catalog_, edition_->id());
}

void CodeRecogniser::squeeze_all() {
    const HyphenRule hyphens(*edition_);
    squeezed_.reserve(edition_->items().size());
    for (const auto& item : edition_->items()) {
        const Meant meant{&item, hyphens.may_leave_out(item.code.text())};
        const auto [entry, is_new] = squeezed_.emplace(squeeze(item.code.text()), meant);
        if (!is_new) {
            entry->second.item = nullptr;
        }
    }
}

/// The item that @p core means once it is repaired, and what it took; nullptr if none.
std::pair<const Item*, Repairs> CodeRecogniser::find_repaired(const Core& core) const {
    const auto found = squeezed_.find(squeeze(core.text));
    if (found == squeezed_.end() || found->second.item == nullptr) {
        return {nullptr, {}};
    }
    const auto& [item, may_leave_out] = found->second;
    const auto repairs = compare(core, item->code.text(), may_leave_out);
    return repairs ? std::pair{item, *repairs} : std::pair<const Item*, Repairs>{};
}

Recognition CodeRecogniser::recognise(std::string_view text) {
    const auto core = strip(text);
    Recognition result;
    if (core.text.empty()) {
        result.reason = Reason::empty;
        result.text = "no code";
        return result;
    }
    if (core.text.size() <= longest_code) {
        result.item = edition_->find(text);
        if (result.item == nullptr) {
            std::tie(result.item, result.repairs) = find_repaired(core);
        }
    }
    if (result.item != nullptr) {
        result.is_leaf = edition_->is_leaf(*result.item);
        if (!result.is_leaf) {
            result.reason = Reason::group;
            result.text = group_text(*edition_, *result.item);
        }
        return result;
    }
    if (core.text.size() <= longest_code) {
        result.text = elsewhere(core.text);
    }
    if (!result.text.empty()) {
        result.reason = Reason::elsewhere;
    } else if (looks_like_a_date(core.text)) {
        result.reason = Reason::damaged;
        result.text = "damaged: looks like a date";
    } else {
        result.reason = Reason::unknown;
        result.text = "unknown code";
    }
    return result;
}

void CodeRecogniser::load_elsewhere() {
    elsewhere_loaded_ = true;
    const auto from = edition_->header().validity.from;
    for (const auto& id : catalog_.edition_ids()) {
        if (id != edition_->id()) {
            others_.push_back({id, catalog_.header(id).status});
        }
    }
    std::stable_sort(others_.begin(), others_.end(), [&](const Other& a, const Other& b) {
        const auto place = [&](const Other& other) {
            const auto away = catalog_.header(other.id).validity.from - from;
            return std::pair{other.status, std::chrono::abs(away)};
        };
        return place(a) < place(b);
    });
    for (std::size_t other = 0; other < others_.size(); ++other) {
        try {
            auto codes = catalog_.own_codes(others_[other].id);
            HyphenRule hyphens;
            for (const auto& code : codes) {
                hyphens.add(code.text());
            }
            for (auto& code : codes) {
                const bool may_leave_out = hyphens.may_leave_out(code.text());
                auto& same = known_[squeeze(code.text())];
                same.push_back({other, std::move(code), may_leave_out});
            }
        } catch (const DataError&) {
            // Another edition's errors do not stop the conversion of this one; `check` tells them.
            continue;
        }
    }
}

/// "belongs to soc2000, soc2018", nearest in time first; a draft only if it is in nothing else;
/// empty if it is in no edition. Of an extension only its own codes count: the others are those of
/// its base, which is named.
std::string CodeRecogniser::elsewhere(std::string_view text) {
    if (!elsewhere_loaded_) {
        load_elsewhere();
    }
    const auto found = known_.find(squeeze(text));
    if (found == known_.end()) {
        return "";
    }
    const auto& known = found->second;
    std::string list;
    for (auto first = known.begin(); first != known.end();) {
        const auto& other = others_[first->other];
        const auto last = std::find_if(
            first, known.end(), [&](const Known& entry) { return entry.other != first->other; });
        const bool is_code =
            std::any_of(first, last,
                        [&](const Known& entry) { return entry.code.text() == text; }) ||
            (last - first == 1 && compare({text}, first->code.text(), first->may_leave_out));
        first = last;
        const bool draft = other.status == Status::draft;
        if (draft && !list.empty()) {
            break;
        }
        if (is_code) {
            list += fmt::format("{}{}{}", list.empty() ? "belongs to " : ", ", other.id.text(),
                                draft ? " (draft)" : "");
        }
    }
    return list;
}

}  // namespace socshift
