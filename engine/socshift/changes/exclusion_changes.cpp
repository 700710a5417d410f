#include "socshift/changes/exclusion_changes.hpp"

#include "socshift/base/title.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

namespace socshift {

namespace {

using Leaves = std::vector<std::size_t>;  // places in Edition::items(), sorted, each once

void sort_unique(Leaves& leaves) {
    std::sort(leaves.begin(), leaves.end());
    leaves.erase(std::unique(leaves.begin(), leaves.end()), leaves.end());
}

bool overlap(const Leaves& a, const Leaves& b) {
    auto left = a.begin();
    auto right = b.begin();
    while (left != a.end() && right != b.end()) {
        if (*left == *right) {
            return true;
        }
        *left < *right ? ++left : ++right;
    }
    return false;
}

bool holds(const Leaves& whole, const Leaves& part) {
    return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

/// One exclusion with what both of its ends stand for.
struct Edge {
    const Note* note = nullptr;
    const Item* item = nullptr;
    Leaves owner;
    Leaves named;  // empty: the code is not in the edition
};

void add_leaves(const Edition& edition, const Item& item, Leaves& out) {
    for (const auto* const leaf : edition.leaves(item)) {
        out.push_back(edition.index(*leaf));
    }
}

Leaves leaves_named(const Edition& edition, const Note& note) {
    Leaves out;
    for (const auto* const item : edition.named_by(note)) {
        add_leaves(edition, *item, out);
    }
    sort_unique(out);
    return out;
}

std::vector<Edge> edges_of(const Edition& edition) {
    std::vector<Edge> out;
    std::set<std::tuple<std::string_view, std::string_view, std::string_view>> seen;
    for (const auto& note : edition.notes()) {
        const auto* const item = edition.find(note.item);
        if (note.relation != NoteRelation::excludes || !note.ref || item == nullptr) {
            continue;
        }
        const std::string_view end = note.range_end ? note.range_end->text() : std::string_view{};
        if (!seen.emplace(note.item.text(), note.ref->text(), end).second) {
            continue;
        }
        Edge edge{&note, item, {}, leaves_named(edition, note)};
        add_leaves(edition, *item, edge.owner);
        sort_unique(edge.owner);
        out.push_back(std::move(edge));
    }
    return out;
}

/// The links of a leaf table, by places, in both directions.
class Carrier {
public:
    Carrier(const Edition& before, const Edition& after, const Correspondence& table)
        : forward_(before.items().size()), backward_(after.items().size()) {
        for (const auto& link : table.links()) {
            const auto* const source = before.find(link.source);
            const auto* const target = after.find(link.target);
            if (source != nullptr && target != nullptr) {
                forward_[before.index(*source)].push_back(after.index(*target));
                backward_[after.index(*target)].push_back(before.index(*source));
            }
        }
    }

    [[nodiscard]] Leaves forward(const Leaves& leaves) const { return carried(leaves, forward_); }
    [[nodiscard]] Leaves backward(const Leaves& leaves) const { return carried(leaves, backward_); }

private:
    static Leaves carried(const Leaves& leaves, const std::vector<Leaves>& links) {
        Leaves out;
        for (const auto leaf : leaves) {
            out.insert(out.end(), links[leaf].begin(), links[leaf].end());
        }
        sort_unique(out);
        return out;
    }

    std::vector<Leaves> forward_;
    std::vector<Leaves> backward_;
};

bool same_reference(const Note& a, const Note& b) {
    return a.ref == b.ref && a.range_end == b.range_end;
}

/// An edge before and one after that have something in common, by their places.
struct Match {
    ExclusionFate fate = ExclusionFate::kept;
    std::size_t before = 0;
    std::size_t after = 0;
};

class ExclusionComparison {
public:
    ExclusionComparison(const Edition& before, const Edition& after, const Correspondence& table)
        : carrier_(before, after, table),
          before_(edges_of(before)),
          after_(edges_of(after)),
          by_owner_(after.items().size()),
          matched_(after_.size(), false) {
        for (std::size_t i = 0; i < after_.size(); ++i) {
            for (const auto leaf : after_[i].owner) {
                by_owner_[leaf].push_back(i);
            }
        }
    }

    ExclusionChanges run() {
        out_.before = before_.size();
        out_.after = after_.size();
        if (before_.empty() || after_.empty()) {
            return std::move(out_);
        }
        for (std::size_t i = 0; i < before_.size(); ++i) {
            images_.push_back(carrier_.forward(before_[i].named));
            find_matches(i);
        }
        tell_matches();
        for (std::size_t i = 0; i < after_.size(); ++i) {
            if (!matched_[i]) {
                out_.changes.push_back(
                    {ExclusionFate::added, nullptr, after_[i].note, nullptr, after_[i].item});
            }
        }
        return std::move(out_);
    }

private:
    /// The edges after whose item has something of what the item of @p edge became.
    [[nodiscard]] Leaves candidates(const Edge& edge) const {
        Leaves out;
        for (const auto leaf : carrier_.forward(edge.owner)) {
            out.insert(out.end(), by_owner_[leaf].begin(), by_owner_[leaf].end());
        }
        sort_unique(out);
        return out;
    }

    void find_matches(std::size_t before) {
        const auto& edge = before_[before];
        const auto& image = images_[before];
        for (const auto candidate : candidates(edge)) {
            const auto& other = after_[candidate];
            if (other.named.empty() && same_reference(*edge.note, *other.note)) {
                const auto fate = edge.named.empty() ? ExclusionFate::kept : ExclusionFate::stale;
                matches_.push_back({fate, before, candidate});
            } else if (overlap(image, other.named)) {
                matches_.push_back({fate(edge, image, other), before, candidate});
            }
        }
    }

    /// Whether all that @p match names, on the side where it stands beside one that was kept, is
    /// within that one.
    [[nodiscard]] bool is_within_kept(const Match& match) const {
        return std::any_of(matches_.begin(), matches_.end(), [&](const Match& kept) {
            if (kept.fate != ExclusionFate::kept) {
                return false;
            }
            const bool same_before =
                kept.before == match.before && after_[kept.after].item == after_[match.after].item;
            const bool same_after = kept.after == match.after &&
                                    before_[kept.before].item == before_[match.before].item;
            return (same_before && holds(images_[match.before], after_[match.after].named)) ||
                   (same_after && holds(after_[match.after].named, images_[match.before]));
        });
    }

    void tell_matches() {
        std::size_t next = 0;
        for (std::size_t i = 0; i < before_.size(); ++i) {
            const auto& edge = before_[i];
            if (next == matches_.size() || matches_[next].before != i) {
                out_.changes.push_back(
                    {ExclusionFate::dropped, edge.note, nullptr, edge.item, nullptr});
            }
            for (; next < matches_.size() && matches_[next].before == i; ++next) {
                const auto& match = matches_[next];
                const auto& other = after_[match.after];
                matched_[match.after] = true;
                const bool kept = match.fate != ExclusionFate::kept && is_within_kept(match);
                out_.changes.push_back({kept ? ExclusionFate::kept : match.fate, edge.note,
                                        other.note, edge.item, other.item});
            }
        }
    }

    [[nodiscard]] ExclusionFate fate(const Edge& edge, const Leaves& image,
                                     const Edge& other) const {
        const auto origin = carrier_.backward(other.named);
        if (image == other.named) {
            return origin == edge.named ? ExclusionFate::kept : ExclusionFate::merged;
        }
        // A part of what each leaf became, and not only the whole of some.
        if (holds(image, other.named) && holds(origin, edge.named)) {
            return ExclusionFate::split;
        }
        if (same_reference(*edge.note, *other.note)) {
            // The group that it names is another; the reference is not.
            return holds(other.named, image) ? ExclusionFate::merged : ExclusionFate::split;
        }
        return ExclusionFate::retargeted;
    }

    Carrier carrier_;
    std::vector<Edge> before_;
    std::vector<Edge> after_;
    std::vector<Leaves> by_owner_;
    std::vector<bool> matched_;
    std::vector<Leaves> images_;  // what each edge before names, carried across
    std::vector<Match> matches_;  // by place before, then by place after
    ExclusionChanges out_;
};

}  // namespace

bool moves_boundary(ExclusionFate fate) noexcept {
    return fate == ExclusionFate::added || fate == ExclusionFate::dropped ||
           fate == ExclusionFate::retargeted;
}

std::size_t ExclusionChanges::of(ExclusionFate fate) const noexcept {
    return static_cast<std::size_t>(
        std::count_if(changes.begin(), changes.end(),
                      [fate](const ExclusionChange& change) { return change.fate == fate; }));
}

ExclusionChanges exclusion_changes(const Edition& before, const Edition& after,
                                   const Correspondence& leaves) {
    return ExclusionComparison{before, after, leaves}.run();
}

BoundaryMoves boundary_moves(const ExclusionChanges& changes) {
    BoundaryMoves out;
    for (const auto& change : changes.changes) {
        if (moves_boundary(change.fate)) {
            if (change.source != nullptr) {
                out.sources.insert(change.source);
            }
            if (change.target != nullptr) {
                out.targets.insert(change.target);
            }
        }
    }
    return out;
}

std::vector<const Item*> moved_by_exclusions_only(const Edition& before, const Edition& after,
                                                  const Correspondence& leaves) {
    const auto moves = boundary_moves(exclusion_changes(before, after, leaves));
    std::set<std::size_t> moved;  // places in before.items()
    std::set<std::string_view> moved_after;
    for (const auto* const item : moves.sources) {
        for (const auto* const leaf : before.leaves(*item)) {
            moved.insert(before.index(*leaf));
        }
    }
    for (const auto* const item : moves.targets) {
        for (const auto* const leaf : after.leaves(*item)) {
            moved_after.insert(leaf->code.text());
        }
    }
    std::map<std::string_view, std::size_t> sources;
    for (const auto& link : leaves.links()) {
        ++sources[link.target.text()];
    }
    std::vector<const Item*> out;
    for (std::size_t i = 0; i < before.items().size(); ++i) {
        const auto& item = before.items()[i];
        const auto links = leaves.links_from(item.code);
        if (links.size() != 1 || links.begin()->target != item.code ||
            sources.at(item.code.text()) != 1 ||
            (moved.count(i) == 0 && moved_after.count(item.code.text()) == 0)) {
            continue;
        }
        if (same_title(item.title, after.find(item.code)->title)) {
            out.push_back(&item);
        }
    }
    return out;
}

}  // namespace socshift
