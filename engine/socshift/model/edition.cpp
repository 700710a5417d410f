#include "socshift/model/edition.hpp"

#include "socshift/model/edition_graph.hpp"
#include "socshift/model/error.hpp"
#include "socshift/model/title.hpp"

#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/iterator/function_output_iterator.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace socshift {

std::string_view to_string(Status status) noexcept {
    switch (status) {
        case Status::final:
            return "final";
        case Status::draft:
            return "draft";
    }
    return "";
}

std::string_view to_string(NoteRelation relation) noexcept {
    switch (relation) {
        case NoteRelation::excludes:
            return "excludes";
        case NoteRelation::included_in:
            return "included_in";
    }
    return "";
}

namespace {

bool by_code(const Item& a, const Item& b) {
    return a.code < b.code;
}

bool before_code(const Item& item, std::string_view code) {
    return item.code.text() < code;
}

std::optional<std::size_t> position(const std::vector<std::string>& levels,
                                    std::string_view level) noexcept {
    const auto found = std::find(levels.begin(), levels.end(), level);
    if (found == levels.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - levels.begin());
}

/// Looks at one edition's rows, one rule a function, and gathers what it finds.
class EditionCheck {
public:
    EditionCheck(const EditionData& data, const Edition* base) : data_(data) {
        if (base != nullptr) {
            levels_ = base->levels();
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
        find_cycles();
        for (const auto& item : data_.items) {
            check_place(item);
            check_title(item);
        }
        check_groups();
        for (const auto& note : data_.notes) {
            check_note(note);
        }
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
        const auto level = position(levels_, item.level);
        if (!level) {
            add(Severity::error, "unknown-level", item.at,
                fmt::format("level '{}' of '{}' is not one of: {}", item.level, item.code.text(),
                            fmt::join(levels_, ", ")));
            return;
        }
        if (!item.parent) {
            if (*level != 0) {
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
        has_children_.insert(item.parent->text());
        const auto above = position(levels_, parent->second->level);
        if (above && *above >= *level && in_cycle_.count(item.code.text()) == 0) {
            add(Severity::error, "level-order", item.at,
                fmt::format("'{}' at level '{}' is under '{}' at level '{}'; a parent must be at "
                            "a coarser level",
                            item.code.text(), item.level, item.parent->text(),
                            parent->second->level));
        }
    }

    void check_title(const Item& item) {
        if (item.title.empty()) {
            add(Severity::error, "empty-title", item.at,
                fmt::format("'{}' has no title", item.code.text()));
            return;
        }
        const auto [first, is_new] =
            titles_.emplace(std::pair{item.level, fold_title(item.title)}, item.code.text());
        if (!is_new) {
            add(Severity::warning, "duplicate-title", item.at,
                fmt::format("'{}' and '{}' at level '{}' have the same title '{}'", first->second,
                            item.code.text(), item.level, item.title));
        }
    }

    void check_groups() {
        for (const auto& item : data_.items) {
            if (!levels_.empty() && item.level != levels_.back() &&
                has_children_.count(item.code.text()) == 0) {
                add(Severity::warning, "empty-group", item.at,
                    fmt::format("'{}' at level '{}' has nothing below it", item.code.text(),
                                item.level));
            }
        }
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
                fmt::format("'{}' {} '{}', which is not an item of this edition", note.item.text(),
                            to_string(note.relation), note.ref->text()));
        }
    }

    const EditionData& data_;
    std::vector<std::string> levels_;
    std::unordered_map<std::string_view, const Item*> known_;
    std::set<std::string_view> in_cycle_;
    std::set<std::string_view> has_children_;
    std::map<std::pair<std::string, std::string>, std::string> titles_;
    Findings findings_;
};

/// Puts the items of @p base, which may be nullptr, above those of @p data.
void inherit(EditionData& data, const Edition* base) {
    if (base == nullptr) {
        return;
    }
    auto& levels = data.header.levels;
    levels.insert(levels.begin(), base->levels().begin(), base->levels().end());
    data.items.reserve(data.items.size() + base->items().size());
    for (Item item : base->items()) {
        item.inherited = true;
        data.items.push_back(std::move(item));
    }
}

/// True when check() would find no error in @p data, which is sorted and holds the inherited items;
/// check() says why not. Cheap, since the shipped tables pass through it at every start.
bool is_sound(const EditionData& data) {
    const auto& items = data.items;
    const auto& levels = data.header.levels;
    const auto& validity = data.header.validity;
    if (validity.until && *validity.until <= validity.from) {
        return false;
    }
    if (std::set<std::string>(levels.begin(), levels.end()).size() != levels.size()) {
        return false;
    }
    const auto known = [&](const Code& code) {
        const auto found = std::lower_bound(items.begin(), items.end(), code.text(), before_code);
        return found != items.end() && found->code == code;
    };
    for (const auto& note : data.notes) {
        const bool named = note.ref || !note.phrase.empty();
        const bool ordered = !note.range_end || (note.ref && *note.ref <= *note.range_end);
        if (!named || !ordered || !known(note.item)) {
            return false;
        }
    }
    const auto repeat = std::adjacent_find(
        items.begin(), items.end(), [](const Item& a, const Item& b) { return a.code == b.code; });
    if (levels.empty() || repeat != items.end()) {
        return false;
    }
    return std::all_of(items.begin(), items.end(), [&](const Item& item) {
        const auto level = position(levels, item.level);
        if (!level || item.title.empty()) {
            return false;
        }
        if (!item.parent) {
            return *level == 0;
        }
        const auto parent =
            std::lower_bound(items.begin(), items.end(), item.parent->text(), before_code);
        return parent != items.end() && parent->code == *item.parent &&
               position(levels, parent->level).value_or(levels.size()) < *level;
    });
}

using HierarchyView = boost::filtered_graph<EditionGraph, HierarchyEdges>;

HierarchyView hierarchy(const EditionGraph& graph) {
    return HierarchyView{graph, HierarchyEdges{&graph}};
}

}  // namespace

Findings check(const EditionData& data, const Edition* base) {
    return EditionCheck{data, base}.run();
}

Edition Edition::make(EditionData data, const Edition* base) {
    const auto extends = data.header.extends;
    if (extends && (base == nullptr || base->id() != *extends)) {
        throw DataError({{Severity::error, "missing-base", data.at,
                          fmt::format("edition '{}' extends '{}', which is not there",
                                      data.header.id.text(), extends->text())}});
    }
    if (!extends) {
        base = nullptr;
    }
    const auto own_levels = data.header.levels;
    inherit(data, base);
    // The shipped tables are sorted: looking is cheaper than sorting them again.
    if (!std::is_sorted(data.items.begin(), data.items.end(), by_code)) {
        std::sort(data.items.begin(), data.items.end(), by_code);
    }
    std::sort(data.notes.begin(), data.notes.end(), [](const Note& a, const Note& b) {
        return std::tie(a.item, a.relation, a.ref, a.range_end, a.phrase) <
               std::tie(b.item, b.relation, b.ref, b.range_end, b.phrase);
    });
    if (!is_sound(data)) {
        data.header.levels = own_levels;
        data.items.erase(std::remove_if(data.items.begin(), data.items.end(),
                                        [](const Item& item) { return item.inherited; }),
                         data.items.end());
        throw DataError(check(data, base));
    }
    return Edition{std::move(data)};
}

Edition::Edition(EditionData data) : data_(std::move(data)) {
    auto graph = std::make_shared<EditionGraph>(data_.items.size());
    for (const auto& item : data_.items) {
        if (item.parent) {
            const auto* const above = find(*item.parent);
            boost::add_edge(
                index(item), index(*above),
                above->inherited && !item.inherited ? EdgeType::extends : EdgeType::parent, *graph);
        }
    }
    for (const auto& note : data_.notes) {
        const auto* const item = find(note.item);
        if (item == nullptr || !note.ref) {
            continue;
        }
        const auto type =
            note.relation == NoteRelation::excludes ? EdgeType::excludes : EdgeType::included_in;
        const auto& last = note.range_end ? *note.range_end : *note.ref;
        auto at =
            std::lower_bound(data_.items.begin(), data_.items.end(), note.ref->text(), before_code);
        for (; at != data_.items.end() && at->code <= last; ++at) {
            boost::add_edge(index(*item), index(*at), type, *graph);
        }
    }
    graph_ = std::move(graph);
}

std::size_t Edition::own_size() const noexcept {
    return static_cast<std::size_t>(std::count_if(
        items().begin(), items().end(), [](const Item& item) { return !item.inherited; }));
}

const Item* Edition::find(std::string_view code) const noexcept {
    const auto found = std::lower_bound(data_.items.begin(), data_.items.end(), code, before_code);
    return found != data_.items.end() && found->code.text() == code ? &*found : nullptr;
}

std::vector<const Item*> Edition::roots() const {
    std::vector<const Item*> out;
    for (const auto& item : items()) {
        if (!item.parent) {
            out.push_back(&item);
        }
    }
    return out;
}

std::vector<const Item*> Edition::children(const Item& item) const {
    std::vector<const Item*> out;
    const auto view = hierarchy(*graph_);
    for (auto [edge, end] = boost::in_edges(index(item), view); edge != end; ++edge) {
        out.push_back(&items()[boost::source(*edge, view)]);
    }
    return out;
}

const Item* Edition::parent(const Item& item) const {
    const auto view = hierarchy(*graph_);
    const auto [edge, end] = boost::out_edges(index(item), view);
    return edge == end ? nullptr : &items()[boost::target(*edge, view)];
}

std::vector<const Item*> Edition::path(const Item& item) const {
    std::vector<const Item*> out;
    for (const auto* at = &item; at != nullptr; at = parent(*at)) {
        out.push_back(at);
    }
    std::reverse(out.begin(), out.end());
    return out;
}

bool Edition::is_leaf(const Item& item) const {
    const auto view = hierarchy(*graph_);
    const auto [edge, end] = boost::in_edges(index(item), view);
    return edge == end;
}

std::vector<const Item*> Edition::leaves(const Item& item) const {
    std::vector<const Item*> out;
    std::vector<const Item*> open = {&item};
    while (!open.empty()) {
        const auto* const at = open.back();
        open.pop_back();
        const auto below = children(*at);
        if (below.empty()) {
            out.push_back(at);
        }
        open.insert(open.end(), below.begin(), below.end());
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::optional<std::size_t> Edition::level_index(std::string_view level) const noexcept {
    return position(levels(), level);
}

namespace {

std::size_t required_level(const Edition& edition, std::string_view level) {
    const auto index = edition.level_index(level);
    if (!index) {
        throw UnknownName(fmt::format("{} has no level '{}'; it has: {}", edition.id().text(),
                                      level, fmt::join(edition.levels(), ", ")));
    }
    return *index;
}

}  // namespace

std::vector<const Item*> Edition::cut(std::string_view level) const {
    const auto depth = required_level(*this, level);
    std::vector<const Item*> out;
    for (const auto& item : items()) {
        const auto at = *level_index(item.level);
        if (at <= depth && is_leaf(item)) {
            out.push_back(&item);
        } else if (at == depth) {
            out.push_back(&item);
        } else if (at > depth) {
            // Levels may be skipped: below a coarser item, the first one past the cut stands in.
            const auto* const above = parent(item);
            if (above == nullptr || *level_index(above->level) < depth) {
                out.push_back(&item);
            }
        }
    }
    return out;
}

const Item* Edition::cut_member(const Item& item, std::string_view level) const {
    const auto depth = required_level(*this, level);
    const auto line = path(item);
    for (const auto* const at : line) {
        if (*level_index(at->level) >= depth) {
            return at;
        }
    }
    return is_leaf(item) ? &item : nullptr;
}

}  // namespace socshift
