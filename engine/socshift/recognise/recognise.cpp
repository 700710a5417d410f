#include "socshift/recognise/recognise.hpp"

#include "socshift/base/error.hpp"
#include "socshift/recognise/code_text.hpp"
#include "socshift/routes/publication.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <utility>

namespace socshift {

namespace {

void count(bool is_repaired, std::uint64_t rows, std::uint64_t& of) {
    of += is_repaired ? rows : 0;
}

std::string group_text(const Edition& edition, const Item& item) {
    return fmt::format("{} group, not {}", item.level, edition.finest_level());
}

}  // namespace

void RepairedRows::add(const Repairs& repairs, std::uint64_t more) noexcept {
    count(repairs.any(), more, rows);
    count(repairs.blanks, more, blanks);
    count(repairs.quotes, more, quotes);
    count(repairs.missing_hyphens, more, missing_hyphens);
    count(repairs.other_hyphens, more, other_hyphens);
    count(repairs.lost_zeros, more, lost_zeros);
}

void RepairedRows::add(const RepairedRows& other) noexcept {
    rows += other.rows;
    blanks += other.blanks;
    quotes += other.quotes;
    missing_hyphens += other.missing_hyphens;
    other_hyphens += other.other_hyphens;
    lost_zeros += other.lost_zeros;
}

/// The codes of the editions of a catalog but one.
struct CodeRecogniser::Elsewhere {
    /// Another edition of the catalog.
    struct Other {
        EditionId id;
        Status status = Status::final;
    };
    /// That a code is one of another edition, given by its place.
    struct Known {
        std::size_t other = 0;
        Code code;
        bool may_leave_out = false;  // its hyphens
    };

    void load(const Catalog& catalog, const Edition& edition);

    std::once_flag loaded;
    std::vector<Other> others;  // nearest in time first
    // By code without hyphens, in the order of others.
    std::unordered_map<std::string, std::vector<Known>> known;
};

CodeRecogniser::CodeRecogniser(const Catalog& catalog, const EditionId& edition)
    : catalog_(catalog),
      edition_(&catalog_.edition(edition)),
      elsewhere_(std::make_shared<Elsewhere>()) {
    squeeze_all();
}

std::vector<const Item*> CodeRecogniser::printed_twice() const {
    return socshift::printed_twice(catalog_, edition_->id());
}

void CodeRecogniser::squeeze_all() {
    const HyphenRule hyphens(*edition_);
    squeezed_.reserve(edition_->items().size());
    for (const auto& item : edition_->items()) {
        const auto add = [&](const std::string& code, bool may_leave_out) {
            const auto [entry, is_new] =
                squeezed_.emplace(squeeze(code), Meant{&item, may_leave_out, code});
            if (!is_new) {
                entry->second.item = nullptr;
            }
        };
        add(item.code.text(), hyphens.may_leave_out(item.code.text()));
        for (const auto& other : item.also) {
            add(other, false);
        }
    }
    digits_ = digits_of(*edition_);
}

/// The item that @p core means once it is repaired, and what it took; nullptr if none.
std::pair<const Item*, Repairs> CodeRecogniser::find_repaired(const Core& core) const {
    const auto found = squeezed_.find(squeeze(core.text));
    if (found != squeezed_.end() && found->second.item != nullptr) {
        const auto& meant = found->second;
        const auto repairs = compare(core, meant.code, meant.may_leave_out);
        return repairs ? std::pair{meant.item, *repairs} : std::pair<const Item*, Repairs>{};
    }
    if (const auto whole = with_lost_zeros(core.text, digits_)) {
        if (const auto* const item = edition_->find(*whole)) {
            return {item, Repairs{core.blanks, core.quotes, false, false, true}};
        }
    }
    return {nullptr, {}};
}

Recognition CodeRecogniser::recognise(std::string_view text) const {
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

void CodeRecogniser::Elsewhere::load(const Catalog& catalog, const Edition& edition) {
    const auto from = edition.header().validity.from;
    for (const auto& id : catalog.edition_ids()) {
        if (id != edition.id()) {
            others.push_back({id, catalog.header(id).status});
        }
    }
    std::stable_sort(others.begin(), others.end(), [&](const Other& a, const Other& b) {
        const auto place = [&](const Other& other) {
            const auto away = catalog.header(other.id).validity.from - from;
            return std::pair{other.status, std::chrono::abs(away)};
        };
        return place(a) < place(b);
    });
    for (std::size_t other = 0; other < others.size(); ++other) {
        try {
            auto codes = catalog.own_codes(others[other].id);
            HyphenRule hyphens;
            for (const auto& code : codes) {
                hyphens.add(code.text());
            }
            for (auto& code : codes) {
                const bool may_leave_out = hyphens.may_leave_out(code.text());
                auto& same = known[squeeze(code.text())];
                same.push_back({other, std::move(code), may_leave_out});
            }
            // Files name the items of a publication by other codes as well.
            if (catalog.header(others[other].id).kind == EditionKind::publication) {
                for (const auto& item : catalog.edition(others[other].id).items()) {
                    for (const auto& code : item.also) {
                        known[code].push_back({other, Code::parse(code), false});
                    }
                }
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
std::string CodeRecogniser::elsewhere(std::string_view text) const {
    std::call_once(elsewhere_->loaded, [&] { elsewhere_->load(catalog_, *edition_); });
    const auto found = elsewhere_->known.find(squeeze(text));
    if (found == elsewhere_->known.end()) {
        return "";
    }
    const auto& known = found->second;
    std::string list;
    for (auto first = known.begin(); first != known.end();) {
        const auto& other = elsewhere_->others[first->other];
        const auto last = std::find_if(first, known.end(), [&](const Elsewhere::Known& entry) {
            return entry.other != first->other;
        });
        const bool is_code =
            std::any_of(first, last,
                        [&](const Elsewhere::Known& entry) { return entry.code.text() == text; }) ||
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
