#include "socshift/model/edition_rules.hpp"

#include "socshift/base/counted.hpp"
#include "socshift/base/look_alike.hpp"
#include "socshift/base/title.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <unordered_map>

namespace socshift {

namespace {

/// More than one in so many items of a level without others below them, or more than so many, are
/// no slip.
constexpr std::size_t slips_in = 20;
constexpr std::size_t most_slips = 10;

constexpr std::size_t most_levels = 64;  // those of the edition that is extended included

bool before_code(const Item& item, std::string_view code) {
    return item.code.text() < code;
}

bool is_attribute_name(std::string_view name) {
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    return !name.empty() && is_letter(name.front()) &&
           std::all_of(name.begin(), name.end(),
                       [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

bool is_sound_attribute(const Attributes::value_type& attribute) {
    return is_attribute_name(attribute.first) && !attribute.second.empty();
}

/// How many of @p rows, sorted by @p code_of, lie in the range of @p note.
template <typename Rows, typename CodeOf>
std::size_t members(const Note& note, const Rows& rows, CodeOf code_of) {
    if (!note.ref || !note.range_end || *note.range_end < *note.ref) {
        return 0;
    }
    const auto first = std::lower_bound(
        rows.begin(), rows.end(), std::string_view{note.ref->text()},
        [&](const auto& row, std::string_view code) { return code_of(row) < code; });
    const auto last = std::upper_bound(
        first, rows.end(), std::string_view{note.range_end->text()},
        [&](std::string_view code, const auto& row) { return code < code_of(row); });
    return static_cast<std::size_t>(last - first);
}

/// Of all notes of an edition together; those of a classification name some thousands.
constexpr std::size_t most_range_members = 200'000;

/// Looks at one edition's rows, one rule a function, and gathers what it finds.
class EditionCheck {
public:
    EditionCheck(const EditionData& data, const Edition* base)
        : data_(data), spelling_(data.header.spelling) {
        if (base != nullptr) {
            levels_ = base->levels();
            if (spelling_.is_exact()) {
                spelling_ = base->header().spelling;
            }
            for (const auto& item : base->items()) {
                known_.emplace(item.code.text(), &item);
            }
        }
        levels_.insert(levels_.end(), data.header.levels.begin(), data.header.levels.end());
    }

    Findings run() {
        check_header();
        for (const auto& item : data_.items) {
            check_unique(item);
        }
        check_also();
        check_spelling();
        check_looks();
        find_cycles();
        for (const auto& item : data_.items) {
            check_place(item);
            check_title(item);
            check_attributes(item);
        }
        check_groups();
        check_skipped();
        for (const auto& note : data_.notes) {
            check_note(note);
        }
        check_ranges();
        sort_by_place(findings_);
        return std::move(findings_);
    }

private:
    void add(Severity severity, std::string rule, const SourceLocation& where,
             std::string message) {
        findings_.push_back({severity, std::move(rule), where, std::move(message)});
    }

    void check_header() {
        const std::set<std::string> unique(levels_.begin(), levels_.end());
        if (levels_.empty()) {
            add(Severity::error, "no-levels", data_.at,
                fmt::format("edition '{}' names no levels", data_.header.id.text()));
        } else if (unique.size() != levels_.size()) {
            add(Severity::error, "duplicate-level", data_.at,
                fmt::format("levels of '{}' must differ: {}", data_.header.id.text(),
                            fmt::join(levels_, ", ")));
        }
        if (levels_.size() > most_levels) {
            add(Severity::error, "level-count", data_.at,
                fmt::format("edition '{}' has {} levels; expected at most {}",
                            data_.header.id.text(), levels_.size(), most_levels));
        }
        const auto& validity = data_.header.validity;
        if (validity.until && *validity.until <= validity.from) {
            add(Severity::error, "empty-validity", data_.at,
                fmt::format("valid_until {} must be after valid_from {}",
                            to_string(*validity.until), to_string(validity.from)));
        }
    }

    void check_unique(const Item& item) {
        const auto [place, is_new] = known_.emplace(item.code.text(), &item);
        if (!is_new) {
            add(Severity::error, "duplicate-code", item.at,
                fmt::format("code '{}' is already there ({})", item.code.text(),
                            place->second->at.text()));
        }
    }

    /// Every code by which an item is named must be of one item.
    void check_also() {
        std::unordered_map<std::string_view, const Item*> others;
        for (const auto& item : data_.items) {
            for (const auto& code : item.also) {
                const auto known = known_.find(code);
                const auto [place, is_new] = others.emplace(code, &item);
                const auto* const first = known != known_.end() ? known->second
                                          : !is_new             ? place->second
                                                                : nullptr;
                if (first != nullptr) {
                    add(Severity::error, "duplicate-code", item.at,
                        fmt::format("code '{}' is already there ({})", code, first->at.text()));
                }
            }
        }
    }

    /// What a spelling leaves out must not be all that tells two items apart.
    void check_spelling() {
        if (!are_separators(spelling_.separators)) {
            add(Severity::error, "separators", data_.at,
                fmt::format("separators of '{}' must be punctuation, each once; found '{}'",
                            data_.header.id.text(), spelling_.separators));
        }
        if (spelling_.is_exact()) {
            return;
        }
        std::map<std::string, const Item*> known;
        const auto look = [&](const std::string& code, const Item& item) {
            const auto [place, is_new] = known.emplace(spelling_.plain(code), &item);
            const auto& first = *place->second;
            if (!is_new && first.code != item.code) {
                add(Severity::error, "alike-codes", item.at,
                    fmt::format("'{}' and '{}' ({}) would be one code, since {}", code,
                                first.code.text(), first.at.text(), why_alike()));
            }
        };
        std::map<std::string_view, const Item*> in_order(known_.begin(), known_.end());
        for (const auto& [code, item] : in_order) {
            look(item->code.text(), *item);
            for (const auto& other : item->also) {
                look(other, *item);
            }
        }
    }

    [[nodiscard]] std::string why_alike() const {
        const bool any_case = spelling_.letter_case == LetterCase::ignored;
        return spelling_.separators.empty()
                   ? "case does not matter in this edition"
                   : fmt::format("'{}' may be left out{} in this edition", spelling_.separators,
                                 any_case ? " and case does not matter" : "");
    }

    /// Codes that nobody can tell apart: a Cyrillic letter in one, a Latin one in the other. Codes
    /// of ASCII alone differ to the eye.
    void check_looks() {
        const auto is_ascii = [](std::string_view code) {
            return std::all_of(code.begin(), code.end(),
                               [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
        };
        std::map<std::string_view, const Item*> others;
        for (const auto& [code, item] : known_) {
            if (!is_ascii(code)) {
                others.emplace(code, item);
            }
        }
        std::map<std::string, const Item*> seen;
        for (const auto& [code, item] : others) {
            const auto looks = looks_of(code);
            const auto ascii = known_.find(looks);
            const auto [place, is_new] = seen.emplace(looks, item);
            const auto* const twin = ascii != known_.end() ? ascii->second
                                     : !is_new             ? place->second
                                                           : nullptr;
            if (twin != nullptr && twin != item) {
                add(Severity::warning, "look-alike-codes", item->at,
                    fmt::format("'{}' looks like '{}' ({}), and has other characters",
                                item->code.text(), twin->code.text(), twin->at.text()));
            }
        }
    }

    void find_cycles() {
        using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
        std::unordered_map<std::string_view, std::size_t> index;
        for (std::size_t i = 0; i < data_.items.size(); ++i) {
            index.emplace(data_.items[i].code.text(), i);
        }
        Graph graph(data_.items.size());
        for (std::size_t i = 0; i < data_.items.size(); ++i) {
            if (const auto& parent = data_.items[i].parent) {
                const auto found = index.find(parent->text());
                if (found != index.end()) {
                    boost::add_edge(i, found->second, graph);
                }
            }
        }
        std::vector<std::size_t> component(data_.items.size());
        const auto count = boost::strong_components(
            graph,
            boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, graph)));
        std::vector<std::size_t> size(count);
        for (const auto c : component) {
            ++size[c];
        }
        for (std::size_t i = 0; i < data_.items.size(); ++i) {
            const auto& item = data_.items[i];
            if (size[component[i]] > 1 || (item.parent && *item.parent == item.code)) {
                in_cycle_.insert(item.code.text());
                add(Severity::error, "cycle", item.at,
                    fmt::format("'{}' is above itself: its parents lead back to it",
                                item.code.text()));
            }
        }
    }

    void check_place(const Item& item) {
        if (item.parent) {
            has_children_.insert(item.parent->text());
        }
        const auto level = level_position(levels_, item.level);
        if (!level) {
            add(Severity::error, "unknown-level", item.at,
                fmt::format("level '{}' of '{}' is not one of: {}", item.level, item.code.text(),
                            fmt::join(levels_, ", ")));
            return;
        }
        if (!item.parent) {
            if (*level != 0 && data_.header.kind == EditionKind::classification) {
                add(Severity::error, "missing-parent", item.at,
                    fmt::format("'{}' at level '{}' has no parent; only items at level '{}' may "
                                "have none",
                                item.code.text(), item.level, levels_.front()));
            }
            return;
        }
        const auto parent = known_.find(item.parent->text());
        if (parent == known_.end()) {
            add(Severity::error, "unknown-parent", item.at,
                fmt::format("parent '{}' of '{}' is not an item of this edition",
                            item.parent->text(), item.code.text()));
            return;
        }
        const auto above = level_position(levels_, parent->second->level);
        if (above && *above >= *level && in_cycle_.count(item.code.text()) == 0) {
            add(Severity::error, "level-order", item.at,
                fmt::format("'{}' at level '{}' is under '{}' at level '{}'; a parent must be at "
                            "a coarser level",
                            item.code.text(), item.level, item.parent->text(),
                            parent->second->level));
        } else if (above && *above + 1 < *level) {
            skipping_.push_back(&item);
        }
    }

    /// One note for all of them: where publishers skip levels, they do so a thousand times.
    void check_skipped() {
        if (skipping_.empty()) {
            return;
        }
        const auto& item = *skipping_.front();
        auto text = fmt::format(
            "'{}' at level '{}' is under '{}' at level '{}', with nothing at the levels between",
            item.code.text(), item.level, item.parent->text(),
            known_.at(item.parent->text())->level);
        if (skipping_.size() > 1) {
            const auto others = skipping_.size() - 1;
            text += fmt::format("; so {} {}", others == 1 ? "is" : "are",
                                count_of(others, "other item", "other items"));
        }
        add(Severity::note, "level-skipped", item.at, std::move(text));
    }

    void check_title(const Item& item) {
        if (item.title.empty()) {
            add(Severity::error, "empty-title", item.at,
                fmt::format("'{}' has no title", item.code.text()));
            return;
        }
        const auto [first, is_new] = titles_.emplace(
            fmt::format("{}\n{}", item.level, fold_title(item.title)), item.code.text());
        if (!is_new) {
            add(Severity::warning, "duplicate-title", item.at,
                fmt::format("'{}' and '{}' at level '{}' have the same title '{}'", first->second,
                            item.code.text(), item.level, item.title));
        }
    }

    void check_attributes(const Item& item) {
        for (const auto& [name, text] : item.attributes) {
            if (!is_attribute_name(name)) {
                add(Severity::error, "attribute-name", item.at,
                    fmt::format("attribute '{}' of '{}' must be lower-case letters, digits and "
                                "'_', starting with a letter",
                                name, item.code.text()));
            }
            if (text.empty()) {
                add(Severity::error, "attribute-empty", item.at,
                    fmt::format("attribute '{}' of '{}' says nothing", name, item.code.text()));
            }
        }
    }

    /// Of few items of a level with nothing below them, something is missing, perhaps; where there
    /// are more, the hierarchy is ragged, and one note says so.
    void check_groups() {
        std::map<std::string_view, std::size_t> sizes;
        std::map<std::string_view, std::vector<const Item*>> empty;
        for (const auto& item : data_.items) {
            const auto level = level_position(levels_, item.level);
            if (level && *level + 1 != levels_.size()) {
                ++sizes[item.level];
                if (has_children_.count(item.code.text()) == 0) {
                    empty[item.level].push_back(&item);
                }
            }
        }
        std::vector<const Item*> leaves;
        for (const auto& [level, items] : empty) {
            if (items.size() > most_slips || items.size() * slips_in > sizes.at(level)) {
                leaves.insert(leaves.end(), items.begin(), items.end());
                continue;
            }
            for (const auto* const item : items) {
                add(Severity::warning, "empty-group", item->at,
                    fmt::format("'{}' at level '{}' has nothing below it", item->code.text(),
                                level));
            }
        }
        say_ragged(std::move(leaves));
    }

    void say_ragged(std::vector<const Item*> leaves) {
        if (leaves.empty()) {
            return;
        }
        std::sort(leaves.begin(), leaves.end());  // in the order of the rows
        constexpr std::size_t most_examples = 3;
        std::vector<std::string> examples;
        for (std::size_t i = 0; i < std::min(leaves.size(), most_examples); ++i) {
            examples.push_back(fmt::format("'{}'", leaves[i]->code.text()));
        }
        add(Severity::note, "ragged-hierarchy", leaves.front()->at,
            fmt::format("{} above level '{}' with nothing below: {}{}",
                        count_of(leaves.size(), "item", "items"), levels_.back(),
                        fmt::join(examples, ", "), leaves.size() > most_examples ? ", ..." : ""));
    }

    void check_note(const Note& note) {
        if (known_.count(note.item.text()) == 0) {
            add(Severity::error, "note-unknown-item", note.at,
                fmt::format("note of '{}', which is not an item of this edition",
                            note.item.text()));
        }
        if (note.range_end && (!note.ref || *note.range_end < *note.ref)) {
            add(Severity::error, "note-range", note.at,
                fmt::format("range of a note of '{}' must end after it starts", note.item.text()));
        }
        if (!note.ref && note.phrase.empty()) {
            add(Severity::error, "note-empty", note.at,
                fmt::format("note of '{}' names neither a code nor a phrase", note.item.text()));
        }
        if (note.ref && !note.range_end && known_.count(note.ref->text()) == 0) {
            add(Severity::warning, "note-dangling", note.at,
                fmt::format("'{}' {} '{}', which is not an item of {}", note.item.text(),
                            to_string(note.relation), note.ref->text(), data_.header.id.text()));
        }
    }

    /// Ranges are unfolded when the edition is made: a few lines could name millions of items.
    void check_ranges() {
        std::vector<std::string_view> codes;
        for (const auto& [code, item] : known_) {
            codes.push_back(code);
        }
        std::sort(codes.begin(), codes.end());
        std::size_t named = 0;
        for (const auto& note : data_.notes) {
            named += members(note, codes, [](std::string_view code) { return code; });
            if (named > most_range_members) {
                add(Severity::error, "note-members", note.at,
                    fmt::format("up to here ranges of notes of {} name more than {} items",
                                data_.header.id.text(), most_range_members));
                return;
            }
        }
    }

    const EditionData& data_;
    CodeSpelling spelling_;
    std::vector<std::string> levels_;
    std::unordered_map<std::string_view, const Item*> known_;
    std::set<std::string_view> in_cycle_;
    std::set<std::string_view> has_children_;
    std::vector<const Item*> skipping_;
    std::unordered_map<std::string, std::string_view> titles_;  // codes by level and folded title
    Findings findings_;
};

}  // namespace

std::optional<std::size_t> level_position(const std::vector<std::string>& levels,
                                          std::string_view level) noexcept {
    const auto found = std::find(levels.begin(), levels.end(), level);
    if (found == levels.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - levels.begin());
}

namespace {

/// Whether no two items have codes that are one in some spelling.
bool are_told_apart(const EditionData& data) {
    const auto& spelling = data.header.spelling;
    if (spelling.is_exact()) {
        return true;
    }
    std::unordered_map<std::string, const Item*> known;
    const auto is_of = [&](const std::string& code, const Item& item) {
        return known.emplace(spelling.plain(code), &item).first->second == &item;
    };
    return are_separators(spelling.separators) &&
           std::all_of(data.items.begin(), data.items.end(), [&](const Item& item) {
               return is_of(item.code.text(), item) &&
                      std::all_of(item.also.begin(), item.also.end(),
                                  [&](const std::string& code) { return is_of(code, item); });
           });
}

}  // namespace

std::optional<std::vector<ItemPlace>> places_of(const EditionData& data) {
    const auto& items = data.items;
    const auto& levels = data.header.levels;
    const auto& validity = data.header.validity;
    const bool needs_parents = data.header.kind == EditionKind::classification;
    if (validity.until && *validity.until <= validity.from) {
        return std::nullopt;
    }
    if (std::set<std::string>(levels.begin(), levels.end()).size() != levels.size()) {
        return std::nullopt;
    }
    const auto find = [&](const Code& code) {
        const auto found = std::lower_bound(items.begin(), items.end(), code.text(), before_code);
        return found != items.end() && found->code == code ? &*found : nullptr;
    };
    std::size_t in_ranges = 0;
    const Note* before = nullptr;
    for (const auto& note : data.notes) {
        in_ranges += members(note, items,
                             [](const Item& item) { return std::string_view{item.code.text()}; });
        const bool is_item =
            (before != nullptr && before->item == note.item) || find(note.item) != nullptr;
        before = &note;
        const bool named = note.ref || !note.phrase.empty();
        const bool ordered = !note.range_end || (note.ref && *note.ref <= *note.range_end);
        if (in_ranges > most_range_members || !named || !ordered || !is_item) {
            return std::nullopt;
        }
    }
    const auto repeat = std::adjacent_find(
        items.begin(), items.end(), [](const Item& a, const Item& b) { return a.code == b.code; });
    if (levels.empty() || repeat != items.end()) {
        return std::nullopt;
    }
    std::set<std::string_view> others;
    for (const auto& item : items) {
        for (const auto& code : item.also) {
            const auto at =
                std::lower_bound(items.begin(), items.end(), std::string_view{code}, before_code);
            const bool is_code = at != items.end() && at->code.text() == code;
            if (is_code || !others.insert(code).second) {
                return std::nullopt;
            }
        }
    }
    if (!are_told_apart(data)) {
        return std::nullopt;
    }
    std::vector<ItemPlace> out;
    out.reserve(items.size());
    for (const auto& item : items) {
        const auto level = !out.empty() && levels[out.back().level] == item.level
                               ? out.back().level
                               : level_position(levels, item.level);
        if (!level || item.title.empty() || (needs_parents && !item.parent && *level != 0) ||
            !std::all_of(item.attributes.begin(), item.attributes.end(), is_sound_attribute)) {
            return std::nullopt;
        }
        out.push_back({out.size(), *level, true});
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto& code = items[i].parent;
        if (!code) {
            continue;
        }
        // In code order an item mostly stands under the one before it, or under what that stands
        // under.
        auto at = i == 0 ? i : i - 1;
        while (items[at].code != *code && out[at].parent != at) {
            at = out[at].parent;
        }
        const auto* const parent = items[at].code == *code ? &items[at] : find(*code);
        if (parent == nullptr) {
            return std::nullopt;
        }
        out[i].parent = static_cast<std::size_t>(parent - items.data());
        auto& above = out[out[i].parent];
        if (above.level >= out[i].level) {
            return std::nullopt;
        }
        above.is_leaf = false;
    }
    return out;
}

Findings check(const EditionData& data, const Edition* base) {
    return EditionCheck{data, base}.run();
}

}  // namespace socshift
