#include "socshift/changes/exclusions.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/title.hpp"
#include "socshift/routes/lookup.hpp"
#include "socshift/routes/route.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/strong_components.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <set>

namespace socshift {

namespace {

/// Of all notes of an edition together; those of a classification name some thousands.
constexpr std::size_t most_members = 200'000;

using Graph = boost::adjacency_list<boost::setS, boost::vecS, boost::directedS>;

std::optional<EditionId> before(const Catalog& catalog, const EditionHeader& header) {
    if (header.follows || !header.extends) {
        return header.follows;
    }
    return before(catalog, catalog.header(*header.extends));
}

/// Vertices from @p from to @p to, both in, by the fewest edges; @p to is reachable.
std::vector<std::size_t> shortest_path(const Graph& graph, std::size_t from, std::size_t to) {
    std::vector<std::size_t> previous(boost::num_vertices(graph));
    for (std::size_t i = 0; i < previous.size(); ++i) {
        previous[i] = i;
    }
    boost::breadth_first_search(graph, from,
                                boost::visitor(boost::make_bfs_visitor(boost::record_predecessors(
                                    previous.data(), boost::on_tree_edge{}))));
    std::vector<std::size_t> out = {to};
    while (out.back() != from && previous[out.back()] != out.back()) {
        out.push_back(previous[out.back()]);
    }
    std::reverse(out.begin(), out.end());
    return out;
}

}  // namespace

bool is_problem(ReferenceFinding finding) noexcept {
    return finding <= ReferenceFinding::ancestor;
}

bool Reference::has(ReferenceFinding finding) const noexcept {
    return std::any_of(findings.begin(), findings.end(),
                       [&](const ReferenceResult& result) { return result.finding == finding; });
}

/// Makes a ReferenceGraph: ends first, then what each says alone, then what they say together.
class ReferenceReader {
public:
    ReferenceReader(const Catalog& catalog, const Edition& edition)
        : catalog_(catalog), edition_(edition), out_(edition), graph_(edition.items().size()) {}

    ReferenceGraph run() {
        std::size_t members = 0;
        for (const auto& note : edition_.notes()) {
            members += out_.all_.emplace_back(ends_of(note)).members.size();
            if (members > most_members) {
                throw FormatError(
                    note.at, fmt::format("up to here notes of {} name more than {} items, each "
                                         "item of a range or group counted",
                                         edition_.id().text(), most_members));
            }
        }
        for (auto& reference : out_.all_) {
            look_alone(reference);
        }
        connect();
        for (auto& reference : out_.all_) {
            look_around(reference);
        }
        for (auto& reference : out_.all_) {
            look_further(reference);
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] Reference ends_of(const Note& note) const {
        Reference out{&note, edition_.find(note.item), nullptr, {}};
        if (!note.ref) {
            return out;
        }
        out.ref = edition_.find(*note.ref);
        for (const auto* const named : edition_.named_by(note)) {
            const auto below = edition_.subtree(*named);
            out.members.insert(out.members.end(), below.begin(), below.end());
        }
        std::sort(out.members.begin(), out.members.end());
        out.members.erase(std::unique(out.members.begin(), out.members.end()), out.members.end());
        return out;
    }

    void look_alone(Reference& reference) const {
        const auto& note = *reference.note;
        if (!note.ref) {
            return;
        }
        look_for(reference, *note.ref);
        if (note.range_end) {
            look_for(reference, *note.range_end);
        }
        std::sort(reference.findings.begin(), reference.findings.end(),
                  [](const auto& a, const auto& b) { return a.finding < b.finding; });
        if (reference.ref != nullptr && !note.range_end && !note.phrase.empty() &&
            !same_title(note.phrase, reference.ref->title)) {
            reference.findings.push_back({ReferenceFinding::title_differs, note.phrase});
        }
        const auto line = edition_.path(*reference.item);
        const auto named = [&](const Item* item) { return names(note, item->code); };
        if (named(reference.item)) {
            reference.findings.push_back({ReferenceFinding::self, ""});
        } else if (const auto above = std::find_if(line.begin(), line.end(), named);
                   above != line.end()) {
            reference.findings.push_back({ReferenceFinding::ancestor, (*above)->level});
        }
    }

    void look_for(Reference& reference, const Code& code) const {
        if (edition_.find(code) != nullptr) {
            return;
        }
        for (auto id = before(catalog_, edition_.header()); id;
             id = before(catalog_, catalog_.header(*id))) {
            const auto* const item = catalog_.edition(*id).find(code);
            if (item != nullptr) {
                reference.findings.push_back(
                    {ReferenceFinding::stale, became(catalog_.edition(*id), *item)});
                return;
            }
        }
        reference.findings.push_back(
            {ReferenceFinding::dangling, code == *reference.note->ref ? "" : code.text()});
    }

    [[nodiscard]] std::string became(const Edition& earlier, const Item& item) const {
        const auto where = CodeRef{earlier.id(), item.code}.text();
        if (!find_route(catalog_, earlier.id(), edition_.id())) {
            return where;
        }
        const auto table = between(catalog_, earlier.id(), edition_.id());
        std::vector<std::string> targets;
        for (const auto* const leaf : earlier.leaves(item)) {
            for (const auto& link : table.links_from(leaf->code)) {
                targets.push_back(link.target.text());
            }
        }
        std::sort(targets.begin(), targets.end());
        targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
        return targets.empty() ? where
                               : fmt::format("{} became {}", where, fmt::join(targets, ", "));
    }

    [[nodiscard]] static bool joins(const Reference& reference) {
        return reference.note->relation == NoteRelation::excludes && !reference.members.empty() &&
               !reference.has(ReferenceFinding::self) && !reference.has(ReferenceFinding::ancestor);
    }

    /// From each item to all members of what it excludes.
    void connect() {
        for (const auto& reference : out_.all_) {
            if (joins(reference)) {
                for (const auto* const member : reference.members) {
                    boost::add_edge(edition_.index(*reference.item), edition_.index(*member),
                                    graph_);
                }
            }
        }
        component_.resize(boost::num_vertices(graph_));
        const auto count = boost::strong_components(
            graph_, boost::make_iterator_property_map(component_.begin(),
                                                      get(boost::vertex_index, graph_)));
        std::vector<std::vector<const Item*>> components(count);
        for (std::size_t i = 0; i < component_.size(); ++i) {
            components[component_[i]].push_back(&edition_.items()[i]);
        }
        for (auto& component : components) {
            if (component.size() > 1) {
                out_.circles_.push_back(std::move(component));
            }
        }
        std::sort(out_.circles_.begin(), out_.circles_.end());
    }

    void look_around(Reference& reference) {
        if (!joins(reference)) {
            return;
        }
        const auto from = edition_.index(*reference.item);
        const Item* back = nullptr;
        for (const auto* const member : reference.members) {
            const auto to = edition_.index(*member);
            if (boost::edge(to, from, graph_).second) {
                reference.findings.push_back(
                    {ReferenceFinding::mutual,
                     member->code == *reference.note->ref ? "" : member->code.text()});
                return;
            }
            if (back == nullptr && component_[to] == component_[from]) {
                back = member;
            }
        }
        if (back == nullptr) {
            reference.findings.push_back({ReferenceFinding::one_way, ""});
            return;
        }
        reference.findings.push_back(
            {ReferenceFinding::cycle,
             fmt::format("{} > {}", reference.item->code.text(),
                         way(shortest_path(graph_, edition_.index(*back), from)))});
    }

    /// Only what one-way references lead on to; the longest way, the first of several.
    void look_further(Reference& reference) {
        if (!reference.has(ReferenceFinding::one_way)) {
            return;
        }
        const auto* const longest = further(reference);
        if (longest == nullptr) {
            return;
        }
        std::string detail = reference.item->code.text();
        for (const auto* at = &reference; at != nullptr; at = further(*at)) {
            const auto* const next = further(*at);
            detail += " > " + (next == nullptr ? at->note->ref->text() : next->item->code.text());
        }
        reference.findings.push_back({ReferenceFinding::chain, std::move(detail)});
        std::stable_sort(reference.findings.begin(), reference.findings.end(),
                         [](const auto& a, const auto& b) { return a.finding < b.finding; });
    }

    /// The one-way reference of a member from which the longest way goes on; nullptr: none does.
    const Reference* further(const Reference& reference) {
        const Reference* best = nullptr;
        for (const auto* const next : next_of(reference)) {
            if (best == nullptr || length(*next) > length(*best)) {
                best = next;
            }
        }
        return best;
    }

    std::vector<const Reference*> next_of(const Reference& reference) {
        if (by_item_.empty()) {
            by_item_.resize(edition_.items().size());
            for (const auto& each : out_.all_) {
                if (each.has(ReferenceFinding::one_way)) {
                    by_item_[edition_.index(*each.item)].push_back(&each);
                }
            }
        }
        std::vector<const Reference*> out;
        for (const auto* const member : reference.members) {
            const auto& more = by_item_[edition_.index(*member)];
            out.insert(out.end(), more.begin(), more.end());
        }
        return out;
    }

    /// References on the longest way that starts with this one. One-way references cannot lead
    /// back, or they would be in a cycle.
    std::size_t length(const Reference& reference) {
        lengths_.resize(out_.all_.size());
        const auto place = static_cast<std::size_t>(&reference - out_.all_.data());
        if (lengths_[place] == 0) {
            std::size_t longest = 0;
            for (const auto* const next : next_of(reference)) {
                longest = std::max(longest, length(*next));
            }
            lengths_[place] = longest + 1;
        }
        return lengths_[place];
    }

    [[nodiscard]] std::string way(const std::vector<std::size_t>& vertices) const {
        std::vector<std::string> codes;
        for (const auto vertex : vertices) {
            codes.push_back(edition_.items()[vertex].code.text());
        }
        return fmt::format("{}", fmt::join(codes, " > "));
    }

    const Catalog& catalog_;
    const Edition& edition_;
    ReferenceGraph out_;
    Graph graph_;
    std::vector<std::size_t> component_;
    std::vector<std::vector<const Reference*>> by_item_;
    std::vector<std::size_t> lengths_;
};

ReferenceGraph ReferenceGraph::make(const Catalog& catalog, const Edition& edition) {
    return ReferenceReader{catalog, edition}.run();
}

std::vector<bool> ReferenceGraph::at_or_below(const Item& item) const {
    std::vector<bool> out(edition_->items().size());
    for (const auto* const below : edition_->subtree(item)) {
        out[edition_->index(*below)] = true;
    }
    return out;
}

std::vector<const Reference*> ReferenceGraph::made_by(const Item& item) const {
    const auto wanted = at_or_below(item);
    std::vector<const Reference*> out;
    for (const auto& reference : all_) {
        if (wanted[edition_->index(*reference.item)]) {
            out.push_back(&reference);
        }
    }
    return out;
}

std::vector<const Reference*> ReferenceGraph::made_to(const Item& item) const {
    const auto wanted = at_or_below(item);
    std::vector<const Reference*> out;
    for (const auto& reference : all_) {
        const bool reaches =
            std::any_of(reference.members.begin(), reference.members.end(),
                        [&](const Item* member) { return wanted[edition_->index(*member)]; });
        if (reaches && !wanted[edition_->index(*reference.item)]) {
            out.push_back(&reference);
        }
    }
    return out;
}

std::vector<const Reference*> SelectedReferences::both() const {
    auto out = made_by;
    out.insert(out.end(), made_to.begin(), made_to.end());
    return out;
}

bool SelectedReferences::has_problem() const {
    const auto all = both();
    return std::any_of(all.begin(), all.end(), [](const Reference* reference) {
        return std::any_of(reference->findings.begin(), reference->findings.end(),
                           [](const auto& result) { return is_problem(result.finding); });
    });
}

SelectedReferences select_references(const ReferenceGraph& graph, const Catalog& catalog,
                                     std::string_view code) {
    SelectedReferences out;
    if (code.empty()) {
        for (const auto& reference : graph.references()) {
            out.made_by.push_back(&reference);
        }
        return out;
    }
    out.item = &require_item(catalog, graph.edition(), code);
    out.made_by = graph.made_by(*out.item);
    out.made_to = graph.made_to(*out.item);
    return out;
}

ReferenceCounts count(const std::vector<const Reference*>& references) {
    ReferenceCounts out;
    std::set<const Item*> items;
    for (const auto* const reference : references) {
        items.insert(reference->item);
        const auto& note = *reference->note;
        (!note.ref                                 ? out.phrases
         : note.relation == NoteRelation::excludes ? out.excludes
                                                   : out.included_in)++;
        for (std::size_t i = 0; i < reference_finding_count; ++i) {
            out.findings[i] += reference->has(static_cast<ReferenceFinding>(i)) ? 1U : 0U;
        }
    }
    out.items = items.size();
    return out;
}

}  // namespace socshift
