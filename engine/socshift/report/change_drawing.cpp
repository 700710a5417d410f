#include "socshift/report/change_drawing.hpp"

#include "socshift/base/counted.hpp"
#include "socshift/base/title.hpp"
#include "socshift/changes/change_filter.hpp"
#include "socshift/changes/family_index.hpp"
#include "socshift/exchange/escapes.hpp"
#include "socshift/publish/answer.hpp"
#include "socshift/publish/exclusion_answers.hpp"
#include "socshift/recognise/typed_code.hpp"
#include "socshift/report/drawings.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

namespace socshift {

namespace {

FamilyDrawing::Box box_of(const Item& item) {
    return {item.code.text(), item.title};
}

/// The place of the box that a part of a source is in: that of an item of @p targets, or one that
/// says that there is none, which is added to @p boxes the first time.
std::optional<std::size_t> place_in(const MappedPlace& place,
                                    const std::vector<const Item*>& targets,
                                    std::vector<FamilyDrawing::Box>& boxes) {
    if (place.kind == PlaceKind::item) {
        const auto found = std::find_if(targets.begin(), targets.end(), [&](const Item* item) {
            return item->code.text() == place.item->code.text();
        });
        return found == targets.end()
                   ? std::nullopt
                   : std::optional(static_cast<std::size_t>(found - targets.begin()));
    }
    const std::string title = place.kind == PlaceKind::nowhere ? "no successor" : "not known";
    const auto found = std::find_if(boxes.begin(), boxes.end(), [&](const auto& box) {
        return box.code.empty() && box.title == title;
    });
    if (found != boxes.end()) {
        return static_cast<std::size_t>(found - boxes.begin());
    }
    boxes.push_back({"", title});
    return boxes.size() - 1;
}

/// "15-1130 Software Developers and Programmers"
std::string noted(const Edition& edition, const Note& note) {
    const auto title = reference_title(edition, note);
    return reference_text(note) + (title.empty() ? "" : " " + title);
}

/// What became of one exclusion, in a sentence; only of those that moved a boundary.
std::string sentence(const EditionPair& pair, const ExclusionChange& change) {
    const auto before = pair.before.id().text();
    const auto after = pair.after.id().text();
    if (change.before == nullptr) {
        return fmt::format("{}:{} leaves out {}, which {} did not.", after,
                           change.target->code.text(), noted(pair.after, *change.after), before);
    }
    if (change.after == nullptr) {
        return fmt::format("{}:{} left out {}, which {} does not.", before,
                           change.source->code.text(), noted(pair.before, *change.before), after);
    }
    return fmt::format("{}:{} left out {}; {}:{} leaves out {} instead.", before,
                       change.source->code.text(), noted(pair.before, *change.before), after,
                       change.target->code.text(), noted(pair.after, *change.after));
}

bool is_around(const Edition& edition, const Item& a, const Item& b) {
    const auto above = [&](const Item& low, const Item& high) {
        const auto path = edition.path(low);
        return std::find(path.begin(), path.end(), &high) != path.end();
    };
    return above(a, b) || above(b, a);
}

void mark(const Edition& edition, const std::vector<const Item*>& items,
          const std::set<const Item*>& moved, FamilyDrawing::Layer& layer) {
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (moves_around(edition, *items[i], moved)) {
            layer.boxes[i].marks.emplace_back("exclusions");
        }
    }
}

std::vector<std::string> notes_about(const EditionPair& pair, const Change& change,
                                     const ExclusionChanges& exclusions) {
    std::vector<std::string> out;
    const auto any = [](const Edition& edition, const std::vector<const Item*>& items,
                        const Item* of) {
        return of != nullptr && std::any_of(items.begin(), items.end(), [&](const Item* item) {
                   return is_around(edition, *item, *of);
               });
    };
    for (const auto& each : exclusions.changes) {
        if (moves_boundary(each.fate) && (any(pair.before, change.sources, each.source) ||
                                          any(pair.after, change.targets, each.target))) {
            out.push_back(sentence(pair, each));
        }
    }
    return out;
}

std::string heading_of(const Change& change) {
    const auto form = to_string(change.form);
    auto out = std::string{to_string(change.kind)};
    if (!form.empty()) {
        out += fmt::format(" ({})", form);
    }
    const auto flags = flag_names(change);
    return flags.empty() ? out : fmt::format("{}  [{}]", out, fmt::join(flags, ", "));
}

/// Whether each edition has one code of the family, always the same with the same title.
bool is_unchanged(const std::vector<FamilyDrawing::Layer>& layers) {
    const auto& first = layers.front().boxes;
    return first.size() == 1 &&
           std::all_of(layers.begin(), layers.end(), [&](const FamilyDrawing::Layer& layer) {
               return layer.boxes.size() == 1 && layer.boxes.front().code == first.front().code &&
                      same_title(layer.boxes.front().title, first.front().title);
           });
}

/// Links between the codes of a family in one edition and in the next.
void join(const Correspondence& table, const Family& family, std::size_t layer,
          FamilyDrawing& out) {
    const auto& targets = family.codes[layer + 1];
    for (std::size_t from = 0; from < family.codes[layer].size(); ++from) {
        for (const auto& link : table.links_from(family.codes[layer][from])) {
            const auto to = std::lower_bound(targets.begin(), targets.end(), link.target);
            if (to != targets.end() && *to == link.target) {
                out.ribbons.push_back(
                    {from, static_cast<std::size_t>(to - targets.begin()), link.share, layer});
            }
        }
    }
}

}  // namespace

bool moves_around(const Edition& edition, const Item& item, const std::set<const Item*>& moved) {
    return std::any_of(moved.begin(), moved.end(),
                       [&](const Item* other) { return is_around(edition, item, *other); });
}

FamilyDrawing family_drawing(const Change& change, const PlacesOf& places) {
    FamilyDrawing out;
    out.layers.resize(2);
    auto& sources = out.layers.front().boxes;
    auto& targets = out.layers.back().boxes;
    for (const auto* const item : change.sources) {
        sources.push_back(box_of(*item));
    }
    for (const auto* const item : change.targets) {
        targets.push_back(box_of(*item));
    }
    for (std::size_t i = 0; i < change.sources.size(); ++i) {
        const auto all = places(*change.sources[i]);
        for (const auto& place : all) {
            const bool ends = all.size() == 1 && place.kind == PlaceKind::nowhere;
            if (const auto to = place_in(place, change.targets, targets)) {
                out.ribbons.push_back({i, *to,
                                       place.share ? std::optional(place.share->share)
                                       : ends      ? std::optional(Share::one())
                                                   : std::nullopt,
                                       0});
            }
        }
    }
    const bool is_new = change.sources.empty();
    const auto& first = is_new ? *change.targets.front() : *change.sources.front();
    out.name = fmt::format("family-{}{}", is_new ? "new-" : "", uri_segment(first.code.text()));
    out.label = fmt::format("{} before, {} after; the table has the same",
                            count_of(change.sources.size(), "code", "codes"),
                            count_of(change.targets.size(), "code", "codes"));
    return out;
}

std::vector<FamilyDrawing> drawings_of(const EditionPair& pair, const DiffView& view) {
    const auto exclusions = exclusion_changes(pair.before, pair.after, pair.leaves);
    const auto moves = boundary_moves(exclusions);
    std::vector<FamilyDrawing> out;
    for (const auto& change : view.changes) {
        if (change.kind == ChangeKind::unchanged) {
            continue;
        }
        auto drawing = family_drawing(change, [&](const Item& source) {
            return mapped(view.whole.table, pair.before, source, pair.after, change.cardinality)
                .places;
        });
        drawing.heading = heading_of(change);
        drawing.label = fmt::format(
            "{} in {}, {} in {}: {}", count_of(change.sources.size(), "code", "codes"),
            edition_label(pair.before.header()), count_of(change.targets.size(), "code", "codes"),
            edition_label(pair.after.header()), to_string(change.kind));
        auto& before = drawing.layers.front();
        auto& after = drawing.layers.back();
        before.heading = edition_label(pair.before.header());
        after.heading = edition_label(pair.after.header());
        mark(pair.before, change.sources, moves.sources, before);
        mark(pair.after, change.targets, moves.targets, after);
        if (change.has(ChangeFlag::exclusions)) {
            drawing.notes = notes_about(pair, change, exclusions);
        }
        out.push_back(std::move(drawing));
    }
    return out;
}

std::vector<FamilyDrawing> draw(const Catalog& catalog, const DiffQuestion& question) {
    const auto pair = edition_pair(catalog, catalog.resolve(question.before),
                                   catalog.resolve(question.after), catalog.resolve(question.via));
    const auto whole =
        diff(pair.before, pair.after, pair.leaves,
             question.level.empty() ? leaf_levels(pair.before, pair.after)
                                    : levels_named(pair.before, pair.after, question.level));
    const ChangeFilter wanted{catalog, pair,
                              typed_code(catalog, pair.before, pair.after, question.group),
                              question.kinds};
    return drawings_of(pair, diff_view(pair, whole, wanted, false));
}

std::vector<FamilyDrawing> draw(const Catalog& catalog, const FamiliesQuestion& question) {
    const auto index = FamilyIndex::make(catalog, catalog.resolve(question.editions),
                                         question.level, catalog.resolve(question.via));
    std::vector<const Edition*> editions;
    for (const auto& id : index.editions()) {
        editions.push_back(&catalog.edition(id));
    }
    std::vector<Correspondence> tables;
    for (std::size_t i = 0; i < index.routes().size(); ++i) {
        tables.push_back(at_level(composed(catalog, index.routes()[i]), *editions[i],
                                  *editions[i + 1], {index.levels()[i], index.levels()[i + 1]}));
    }
    std::vector<FamilyDrawing> out;
    for (const auto& named : index.families()) {
        FamilyDrawing drawing;
        for (std::size_t i = 0; i < editions.size(); ++i) {
            FamilyDrawing::Layer layer{edition_label(editions[i]->header()), {}};
            for (const auto& code : named.family.codes[i]) {
                layer.boxes.push_back(box_of(*editions[i]->find(code)));
            }
            drawing.layers.push_back(std::move(layer));
        }
        if (is_unchanged(drawing.layers)) {
            continue;
        }
        for (std::size_t i = 0; i < tables.size(); ++i) {
            join(tables[i], named.family, i, drawing);
        }
        drawing.name = named.id;
        drawing.heading = named.label;
        drawing.label = fmt::format("The family {}: {}", named.id, named.label);
        out.push_back(std::move(drawing));
    }
    return out;
}

}  // namespace socshift
