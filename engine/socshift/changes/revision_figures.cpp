#include "socshift/changes/revision_figures.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <set>

namespace socshift {

namespace {

std::vector<const Item*> leaves_of(const Edition& edition) {
    return edition.cut(edition.finest_level());
}

using ByText = std::map<std::string_view, const Item*>;

ByText by_title(const std::vector<const Item*>& items) {
    ByText out;
    for (const auto* const item : items) {
        out.emplace(item->title, item);
    }
    return out;
}

ByText by_code(const std::vector<const Item*>& items) {
    ByText out;
    for (const auto* const item : items) {
        out.emplace(item->code.text(), item);
    }
    return out;
}

const Item* found_in(const ByText& items, const std::string& text) {
    const auto found = items.find(text);
    return found == items.end() ? nullptr : found->second;
}

std::string_view text_of(const Definitions& definitions, const Item* item) {
    const auto* const found = item == nullptr ? nullptr : definitions.find(item->code);
    return found == nullptr ? std::string_view{} : found->text;
}

class RevisedItemsBuilder {
public:
    RevisedItemsBuilder(const Edition& before, const Edition& after, const Correspondence& leaves)
        : before_(before),
          after_(after),
          table_(leaves),
          sources_(leaves_of(before)),
          targets_(leaves_of(after)),
          titles_before_(by_title(sources_)),
          codes_before_(by_code(sources_)),
          codes_after_(by_code(targets_)) {
        for (const auto& link : table_.links()) {
            sources_of_[link.target.text()].push_back(codes_before_.at(link.source.text()));
        }
    }

    RevisedItems run(const Definitions* before, const Definitions* after) {
        for (const auto* const item : targets_) {
            out_.items.push_back(revised(*item, before, after));
        }
        for (const auto* const item : sources_) {
            if (found_in(codes_after_, item->code.text()) == nullptr) {
                out_.given_up.push_back(item);
            }
        }
        find_added();
        for (const auto& item : out_.items) {
            if (item.code && was_elsewhere(*item.after)) {
                out_.regrouped.push_back(item.after);
            }
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] RevisedItem revised(const Item& item, const Definitions* before,
                                      const Definitions* after) const {
        RevisedItem out;
        out.after = &item;
        const auto* const same_code = found_in(codes_before_, item.code.text());
        const auto* const same_title = found_in(titles_before_, item.title);
        out.code = same_code == nullptr;
        out.title = same_title == nullptr;
        out.before = out.code ? same_title : same_code;
        if (before != nullptr && after != nullptr) {
            out.definition =
                out.before == nullptr
                    ? DefinitionRung::substance
                    : compare_definitions(text_of(*before, out.before), text_of(*after, &item))
                          .rung;
        }
        return out;
    }

    [[nodiscard]] bool is_new(const Item& item) const {
        return found_in(codes_before_, item.code.text()) == nullptr &&
               found_in(titles_before_, item.title) == nullptr;
    }

    [[nodiscard]] const std::vector<const Item*>& sources_of(const Item& item) const {
        static const std::vector<const Item*> none;
        const auto found = sources_of_.find(item.code.text());
        return found == sources_of_.end() ? none : found->second;
    }

    [[nodiscard]] bool takes_a_place(const Item& item) const {
        const auto& sources = sources_of(item);
        return std::any_of(sources.begin(), sources.end(), [&](const Item* source) {
            return table_.links_from(source->code).size() == 1;
        });
    }

    /// The first new target of a leaf that gave up its code and whose title nobody has on.
    [[nodiscard]] const Item* continuation(const Item& source) const {
        const Item* first = nullptr;
        for (const auto& link : table_.links_from(source.code)) {
            const auto* const target = codes_after_.at(link.target.text());
            if (found_in(titles_before_, target->title) != nullptr) {
                return nullptr;
            }
            if (first == nullptr && is_new(*target)) {
                first = target;
            }
        }
        return first;
    }

    void find_added() {
        std::set<const Item*> continuing;
        for (const auto* const source : out_.given_up) {
            if (const auto* const target = continuation(*source)) {
                continuing.insert(target);
            }
        }
        for (const auto* const item : targets_) {
            if (is_new(*item) && !takes_a_place(*item) && continuing.count(item) == 0) {
                out_.added.push_back(item);
            }
        }
    }

    [[nodiscard]] bool was_elsewhere(const Item& item) const {
        const auto& sources = sources_of(item);
        return std::any_of(sources.begin(), sources.end(), [&](const Item* source) {
            return before_.root(*source).code != after_.root(item).code;
        });
    }

    const Edition& before_;
    const Edition& after_;
    const Correspondence& table_;
    std::vector<const Item*> sources_;
    std::vector<const Item*> targets_;
    ByText titles_before_;
    ByText codes_before_;
    ByText codes_after_;
    std::map<std::string_view, std::vector<const Item*>> sources_of_;
    RevisedItems out_;
};

bool is_yes_no_pattern(std::string_view figure) noexcept {
    constexpr std::size_t parts = 3;
    return figure.size() == parts && figure.find_first_not_of("NY") == std::string_view::npos;
}

template <typename Wanted>
std::vector<const Item*> items_where(const RevisedItems& revised, Wanted wanted) {
    std::vector<const Item*> out;
    for (const auto& item : revised.items) {
        if (wanted(item)) {
            out.push_back(item.after);
        }
    }
    return out;
}

}  // namespace

std::string RevisedItem::pattern(DefinitionRung cut) const {
    std::string out;
    for (const bool changed : {code, title, definition.value_or(DefinitionRung::same) >= cut}) {
        out += changed ? 'Y' : 'N';
    }
    return out;
}

bool RevisedItems::has_definitions() const noexcept {
    return !items.empty() && items.front().definition.has_value();
}

RevisedItems revised_items(const Edition& before, const Edition& after,
                           const Correspondence& leaves, const Definitions* definitions_before,
                           const Definitions* definitions_after) {
    return RevisedItemsBuilder{before, after, leaves}.run(definitions_before, definitions_after);
}

bool rests_on_definitions(std::string_view figure) noexcept {
    return is_yes_no_pattern(figure) || figure == "unchanged" || figure == "definition-changed" ||
           figure == "definition-editorial";
}

std::optional<std::vector<const Item*>> counted_by(const RevisedItems& revised,
                                                   std::string_view figure, DefinitionRung cut) {
    if (rests_on_definitions(figure) && !revised.has_definitions()) {
        return std::nullopt;
    }
    if (is_yes_no_pattern(figure) || figure == "unchanged") {
        const auto wanted = figure == "unchanged" ? "NNN" : figure;
        return items_where(revised,
                           [&](const RevisedItem& item) { return item.pattern(cut) == wanted; });
    }
    if (figure == "definition-changed" || figure == "definition-editorial") {
        const bool all = figure == "definition-changed";
        return items_where(revised, [&](const RevisedItem& item) {
            return !item.code && *item.definition >= cut &&
                   (all || grade_of(*item.definition) == DefinitionGrade::editorial);
        });
    }
    if (figure == "code-changed") {
        return items_where(revised, [](const RevisedItem& item) { return item.code; });
    }
    if (figure == "title-changed") {
        return items_where(revised, [](const RevisedItem& item) { return item.title; });
    }
    if (figure == "added") {
        return revised.added;
    }
    if (figure == "given-up") {
        return revised.given_up;
    }
    if (figure == "regrouped") {
        return revised.regrouped;
    }
    return std::nullopt;
}

std::optional<DefinitionRung> nearest_cut(const RevisedItems& revised,
                                          const std::vector<PrintedFigure>& printed) {
    if (!revised.has_definitions()) {
        return std::nullopt;
    }
    std::optional<DefinitionRung> best;
    std::int64_t least = 0;
    for (std::size_t i = 1; i < definition_rung_count; ++i) {
        const auto cut = static_cast<DefinitionRung>(i);
        std::int64_t difference = 0;
        for (const auto& figure : printed) {
            const auto ours = counted_by(revised, figure.figure, cut);
            difference +=
                ours ? std::abs(static_cast<std::int64_t>(ours->size()) - figure.value) : 0;
        }
        if (!best || difference < least) {
            best = cut;
            least = difference;
        }
    }
    return best;
}

}  // namespace socshift
