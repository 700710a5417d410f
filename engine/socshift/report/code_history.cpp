#include "socshift/changes/edition_pair.hpp"
#include "socshift/publish/answer.hpp"
#include "socshift/recognise/typed_code.hpp"
#include "socshift/report/change_drawing.hpp"
#include "socshift/report/drawings.hpp"
#include "socshift/routes/route.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace socshift {

namespace {

/// What the code is in one edition.
struct Stage {
    const EditionHeader* header = nullptr;
    std::vector<NamedCode> items;
    bool candidates = false;  // finer codes, of which nobody observed which
    bool in_part = false;     // a part of the code is nowhere there
};

/// The stages of each series by time, that of the page's own series first.
std::vector<std::vector<Stage>> stages_of(const Catalog& catalog, const ItemPage& page) {
    std::vector<std::pair<std::string, std::vector<Stage>>> series;
    const auto add = [&](Stage stage) {
        const auto& name = stage.header->series;
        auto at = std::find_if(series.begin(), series.end(),
                               [&](const auto& each) { return each.first == name; });
        if (at == series.end()) {
            at = series.insert(at, {name, {}});
        }
        at->second.push_back(std::move(stage));
    };
    add({&catalog.header(page.edition.id), {page.item}});
    for (const auto& place : page.elsewhere) {
        add({&catalog.header(place.edition), place.items, place.candidates, place.in_part});
    }
    std::vector<std::vector<Stage>> out;
    for (auto& [name, stages] : series) {
        std::stable_sort(stages.begin(), stages.end(), [](const Stage& a, const Stage& b) {
            return a.header->validity.from < b.header->validity.from;
        });
        out.push_back(std::move(stages));
    }
    return out;
}

class History {
public:
    History(const Catalog& catalog, RouteFinder& finder, Histories& known, const ItemPage& page)
        : catalog_(catalog), page_(page), finder_(finder), known_(known) {}

    FamilyDrawing drawing(const std::vector<Stage>& stages) {
        FamilyDrawing out;
        const auto& series = stages.front().header->series;
        out.name = "history-" + series;
        out.heading =
            fmt::format("{} in {}", CodeRef{page_.edition.id, page_.item.code}.text(), series);
        out.label = fmt::format("{} in the editions of {}",
                                CodeRef{page_.edition.id, page_.item.code}.text(), series);
        for (const auto& stage : stages) {
            out.layers.push_back(layer_of(stage));
        }
        for (std::size_t i = 0; i + 1 < stages.size(); ++i) {
            join(stages, i, out);
        }
        return out;
    }

private:
    static FamilyDrawing::Layer layer_of(const Stage& stage) {
        FamilyDrawing::Layer out;
        out.heading = edition_label(*stage.header);
        for (const auto& item : stage.items) {
            out.boxes.push_back({item.code.text(), item.title});
            if (stage.candidates) {
                out.boxes.back().marks.emplace_back("may be meant");
            }
        }
        if (stage.items.empty()) {
            out.boxes.push_back({"", "nothing"});
        }
        if (stage.in_part) {
            out.boxes.push_back({"", "nothing: a part of it"});
        }
        return out;
    }

    /// Ribbons from one stage to the next, and what else the boxes lead to or come from.
    void join(const std::vector<Stage>& stages, std::size_t i, FamilyDrawing& out) {
        const auto& before = stages[i];
        const auto& after = stages[i + 1];
        const auto forward = finder_.find(before.header->id, after.header->id);
        const auto backward = finder_.find(after.header->id, before.header->id);
        if (!forward || !backward) {
            out.notes.push_back(fmt::format("No route joins {} and {}.", before.header->id.text(),
                                            after.header->id.text()));
            return;
        }
        for (std::size_t from = 0; from < before.items.size(); ++from) {
            std::vector<std::string> others;
            for (const auto& place : follow(*forward, before.items[from])) {
                if (const auto to = place_of(place, after.items)) {
                    out.ribbons.push_back(
                        {from, *to, place.share ? std::optional(place.share->share) : std::nullopt,
                         i});
                } else {
                    others.push_back(place.item                         ? place.item->code.text()
                                     : place.kind == PlaceKind::nowhere ? "nowhere"
                                                                        : "not known");
                }
            }
            add_mark("also to", others, out.layers[i].boxes[from]);
        }
        for (std::size_t to = 0; to < after.items.size(); ++to) {
            std::vector<std::string> others;
            for (const auto& place : follow(*backward, after.items[to])) {
                if (place.item && !place_of(place, before.items)) {
                    others.push_back(place.item->code.text());
                }
            }
            add_mark("also from", others, out.layers[i + 1].boxes[to]);
        }
        mark_exclusions(before, after, out.layers[i], out.layers[i + 1]);
    }

    std::vector<MappedPlace> follow(const Route& route, const NamedCode& item) {
        const auto* const found = catalog_.edition(route.from).find(item.code);
        return found == nullptr ? std::vector<MappedPlace>{} : finder_.follow(route, *found).places;
    }

    static std::optional<std::size_t> place_of(const MappedPlace& place,
                                               const std::vector<NamedCode>& items) {
        const auto found = std::find_if(items.begin(), items.end(), [&](const NamedCode& item) {
            return place.item && item.code == place.item->code;
        });
        return found == items.end()
                   ? std::nullopt
                   : std::optional(static_cast<std::size_t>(found - items.begin()));
    }

    static void add_mark(const char* what, const std::vector<std::string>& codes,
                         FamilyDrawing::Box& box) {
        constexpr std::size_t most = 4;
        if (codes.empty()) {
            return;
        }
        if (codes.size() > most) {
            box.marks.push_back(fmt::format("{} {} others", what, codes.size()));
            return;
        }
        box.marks.push_back(fmt::format("{} {}", what, fmt::join(codes, ", ")));
    }

    void mark_exclusions(const Stage& before, const Stage& after, FamilyDrawing::Layer& earlier,
                         FamilyDrawing::Layer& later) {
        const auto& moves = known_.moves(before.header->id, after.header->id);
        mark(catalog_.edition(before.header->id), before.items, moves.sources, "exclusions change",
             earlier);
        mark(catalog_.edition(after.header->id), after.items, moves.targets, "exclusions changed",
             later);
    }

    static void mark(const Edition& edition, const std::vector<NamedCode>& items,
                     const std::set<const Item*>& moved, const char* text,
                     FamilyDrawing::Layer& layer) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            const auto* const item = edition.find(items[i].code);
            if (item != nullptr && moves_around(edition, *item, moved)) {
                layer.boxes[i].marks.emplace_back(text);
            }
        }
    }

    const Catalog& catalog_;
    const ItemPage& page_;
    RouteFinder& finder_;
    Histories& known_;
};

}  // namespace

std::vector<FamilyDrawing> Histories::all(const ItemPage& page) {
    History history(catalog_, finder_, *this, page);
    std::vector<FamilyDrawing> out;
    for (const auto& stages : stages_of(catalog_, page)) {
        out.push_back(history.drawing(stages));
    }
    return out;
}

FamilyDrawing Histories::own(const ItemPage& page) {
    return History(catalog_, finder_, *this, page).drawing(stages_of(catalog_, page).front());
}

const BoundaryMoves& Histories::moves(const EditionId& before, const EditionId& after) {
    const std::pair key{before, after};
    auto known = moves_.find(key);
    if (known == moves_.end()) {
        const auto pair = edition_pair(catalog_, before, after);
        known =
            moves_
                .emplace(key,
                         boundary_moves(exclusion_changes(pair.before, pair.after, pair.leaves)))
                .first;
    }
    return known->second;
}

std::vector<FamilyDrawing> history_of(const Catalog& catalog, const ItemPage& page) {
    RouteFinder finder{catalog};
    return Histories{catalog, finder}.all(page);
}

std::vector<FamilyDrawing> draw(const Catalog& catalog, const ItemQuestion& question) {
    return history_of(catalog, item_page(catalog, typed_code(catalog, question.code),
                                         {question.definitions, question.drafts}));
}

}  // namespace socshift
