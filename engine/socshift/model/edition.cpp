#include "socshift/model/edition.hpp"

#include "socshift/base/error.hpp"
#include "socshift/model/edition_graph.hpp"
#include "socshift/model/edition_rules.hpp"

#include <boost/graph/filtered_graph.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>
#include <tuple>

namespace socshift {

bool names(const Note& note, const Code& code) noexcept {
    return note.ref && *note.ref <= code && code <= (note.range_end ? *note.range_end : *note.ref);
}

std::string reference_text(const Note& note) {
    if (!note.ref) {
        return note.phrase;
    }
    return note.range_end ? fmt::format("{} to {}", note.ref->text(), note.range_end->text())
                          : note.ref->text();
}

namespace {

bool by_code(const Item& a, const Item& b) {
    return a.code < b.code;
}

/// The first eight bytes of a code as a number that is in the same order as they are.
std::uint64_t start_of(std::string_view code) {
    std::array<unsigned char, sizeof(std::uint64_t)> bytes{};
    std::memcpy(bytes.data(), code.data(), std::min(code.size(), bytes.size()));
    std::uint64_t start = 0;
    for (const auto byte : bytes) {  // one instruction, where the machine has it
        start = (start << 8U) | byte;
    }
    return start;
}

/// Puts rows back in the order in which they were read.
template <typename Row>
void by_place(std::vector<Row>& rows) {
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Row& a, const Row& b) { return a.at < b.at; });
}

bool by_reference(const Note& a, const Note& b) {
    return std::tie(a.item, a.relation, a.ref, a.range_end, a.phrase) <
           std::tie(b.item, b.relation, b.ref, b.range_end, b.phrase);
}

/// Sorts what mostly is sorted: the shipped tables are.
template <typename Row, typename Before>
void sort_rows(std::vector<Row>& rows, Before before) {
    if (!std::is_sorted(rows.begin(), rows.end(), before)) {
        std::stable_sort(rows.begin(), rows.end(), before);
    }
}

/// Merges copies of @p base into @p own, both sorted; of equal rows those of @p own come first.
template <typename Row, typename Before>
void merge_inherited(std::vector<Row>& own, const std::vector<Row>& base, Before before) {
    std::vector<Row> all;
    all.reserve(own.size() + base.size());
    auto next = base.begin();
    const auto take_base = [&] {
        all.push_back(*next++);
        all.back().inherited = true;
    };
    for (auto& row : own) {
        while (next != base.end() && before(*next, row)) {
            take_base();
        }
        all.push_back(std::move(row));
    }
    while (next != base.end()) {
        take_base();
    }
    own = std::move(all);
}

/// Puts the items of @p base, which may be nullptr, above those of @p data. Rows come out sorted.
void inherit(EditionData& data, const Edition* base) {
    sort_rows(data.items, by_code);
    sort_rows(data.notes, by_reference);
    if (base != nullptr) {
        auto& levels = data.header.levels;
        levels.insert(levels.begin(), base->levels().begin(), base->levels().end());
        if (data.header.spelling.is_exact()) {
            data.header.spelling = base->header().spelling;
        }
        merge_inherited(data.items, base->items(), by_code);
        merge_inherited(data.notes, base->notes(), by_reference);
    }
}

template <typename Row>
void remove_inherited(std::vector<Row>& rows) {
    rows.erase(
        std::remove_if(rows.begin(), rows.end(), [](const Row& row) { return row.inherited; }),
        rows.end());
}

using HierarchyView = boost::filtered_graph<EditionGraph, HierarchyEdges>;

HierarchyView hierarchy(const EditionGraph& graph) {
    return HierarchyView{graph, HierarchyEdges{&graph}};
}

}  // namespace

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
    auto places = places_of(data);
    if (!places) {
        data.header.levels = own_levels;
        remove_inherited(data.items);
        remove_inherited(data.notes);
        by_place(data.items);
        by_place(data.notes);
        throw DataError(check(data, base));
    }
    return Edition{std::move(data), std::move(*places)};
}

struct Edition::LazyGraph {
    std::once_flag once;
    std::optional<EditionGraph> graph;
};

Edition::Edition(EditionData data, std::vector<ItemPlace> places)
    : data_(std::move(data)), places_(std::move(places)), graph_(std::make_shared<LazyGraph>()) {
    starts_.reserve(data_.items.size());
    for (const auto& item : data_.items) {
        starts_.push_back(start_of(item.code.text()));
    }
    for (std::size_t at = 0; at < data_.items.size(); ++at) {
        for (const auto& code : data_.items[at].also) {
            also_.emplace_back(code, at);
        }
    }
    std::sort(also_.begin(), also_.end());
    const auto& spelling = header().spelling;
    if (!spelling.is_exact()) {
        for (std::size_t at = 0; at < data_.items.size(); ++at) {
            plain_.emplace_back(spelling.plain(data_.items[at].code.text()), at);
        }
        for (const auto& [code, at] : also_) {
            plain_.emplace_back(spelling.plain(code), at);
        }
        std::sort(plain_.begin(), plain_.end());
    }
}

const EditionGraph& Edition::graph() const {
    std::call_once(graph_->once, [this] { graph_->graph.emplace(make_graph()); });
    return *graph_->graph;
}

EditionGraph Edition::make_graph() const {
    std::vector<std::pair<std::size_t, std::size_t>> edges;
    std::vector<EdgeType> types;
    const auto add = [&](const Item& from, const Item& to, EdgeType type) {
        edges.emplace_back(index(from), index(to));
        types.push_back(type);
    };
    for (const auto& item : data_.items) {
        if (const auto* const above = parent(item)) {
            add(item, *above,
                above->inherited && !item.inherited ? EdgeType::extends : EdgeType::parent);
        }
    }
    for (const auto& note : data_.notes) {
        const auto* const item = find(note.item);
        const auto type =
            note.relation == NoteRelation::excludes ? EdgeType::excludes : EdgeType::included_in;
        for (const auto* const named : named_by(note)) {
            add(*item, *named, type);
        }
    }
    return EditionGraph(boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(),
                        types.begin(), data_.items.size());
}

std::size_t Edition::own_size() const noexcept {
    return static_cast<std::size_t>(std::count_if(
        items().begin(), items().end(), [](const Item& item) { return !item.inherited; }));
}

const Item* Edition::find(std::string_view code) const noexcept {
    const auto start = start_of(code);
    const auto first = std::lower_bound(starts_.begin(), starts_.end(), start);
    for (auto at = first; at != starts_.end() && *at == start; ++at) {
        const auto& item = data_.items[static_cast<std::size_t>(at - starts_.begin())];
        if (item.code.text() == code) {
            return &item;
        }
    }
    return nullptr;
}

const Item* Edition::find_by_any_code(std::string_view code) const noexcept {
    if (const auto* const item = find(code)) {
        return item;
    }
    const auto in = [&](const auto& table, std::string_view wanted) -> const Item* {
        const auto found = std::lower_bound(
            table.begin(), table.end(), wanted,
            [](const auto& entry, std::string_view text) { return entry.first < text; });
        return found == table.end() || found->first != wanted ? nullptr
                                                              : &data_.items[found->second];
    };
    const auto* const item = in(also_, code);
    return item != nullptr || plain_.empty() ? item : in(plain_, header().spelling.plain(code));
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
    const auto view = hierarchy(graph());
    for (auto [edge, end] = boost::in_edges(index(item), view); edge != end; ++edge) {
        out.push_back(&items()[boost::source(*edge, view)]);
    }
    return out;
}

const Item* Edition::parent(const Item& item) const {
    const auto above = place(item).parent;
    return above == index(item) ? nullptr : &items()[above];
}

const Item& Edition::root(const Item& item) const {
    const auto* at = &item;
    while (const auto* const above = parent(*at)) {
        at = above;
    }
    return *at;
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
    return place(item).is_leaf;
}

std::vector<const Item*> Edition::leaves(const Item& item) const {
    if (is_leaf(item)) {
        return {&item};
    }
    auto out = subtree(item);
    out.erase(
        std::remove_if(out.begin(), out.end(), [&](const Item* below) { return !is_leaf(*below); }),
        out.end());
    return out;
}

std::vector<const Item*> Edition::named_by(const Note& note) const {
    std::vector<const Item*> out;
    if (note.ref) {
        auto at =
            std::lower_bound(data_.items.begin(), data_.items.end(), *note.ref,
                             [](const Item& item, const Code& code) { return item.code < code; });
        for (; at != data_.items.end() && names(note, at->code); ++at) {
            out.push_back(&*at);
        }
    }
    return out;
}

std::vector<const Item*> Edition::subtree(const Item& item) const {
    std::vector<const Item*> out = {&item};
    for (std::size_t done = 0; done < out.size(); ++done) {
        const auto below = children(*out[done]);
        out.insert(out.end(), below.begin(), below.end());
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::optional<std::size_t> Edition::level_index(std::string_view level) const noexcept {
    return level_position(levels(), level);
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
        const auto at = place(item).level;
        if (at == depth || (at < depth && is_leaf(item))) {
            out.push_back(&item);
        } else if (at > depth) {
            // Levels may be skipped: below a coarser item, the first one past the cut stands in.
            const auto* const above = parent(item);
            if (above == nullptr || place(*above).level < depth) {
                out.push_back(&item);
            }
        }
    }
    return out;
}

const Item* Edition::cut_member(const Item& item, std::string_view level) const {
    const auto depth = required_level(*this, level);
    const Item* member = nullptr;
    for (const auto* at = &item; at != nullptr && place(*at).level >= depth; at = parent(*at)) {
        member = at;
    }
    return member == nullptr && is_leaf(item) ? &item : member;
}

std::vector<std::string> texts_of(const std::vector<const Item*>& items) {
    std::vector<std::string> out;
    out.reserve(items.size());
    for (const auto* const item : items) {
        out.push_back(item->code.text());
    }
    return out;
}

}  // namespace socshift
