#include "socshift/changes/item_page.hpp"

#include "socshift/base/error.hpp"
#include "socshift/routes/route.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <tuple>

namespace socshift {

namespace {

std::vector<NamedCode> named_all(const std::vector<const Item*>& items) {
    std::vector<NamedCode> out;
    out.reserve(items.size());
    for (const auto* const item : items) {
        out.push_back(named(*item));
    }
    return out;
}

/// The editions that have @p code as an item of their own, those that are meant first in front.
std::vector<EditionId> editions_with(const Catalog& catalog, std::string_view code) {
    std::vector<EditionId> out;
    for (const auto& id : catalog.edition_ids()) {
        if (has_own(catalog, id, code)) {
            out.push_back(id);
        }
    }
    std::stable_sort(out.begin(), out.end(), [&](const EditionId& a, const EditionId& b) {
        const auto& first = catalog.header(a);
        const auto& second = catalog.header(b);
        return std::tuple{first.status, first.kind, second.validity.from} <
               std::tuple{second.status, second.kind, first.validity.from};
    });
    return out;
}

/// The last in the catalog's order that is final, if any is.
const Edition& last_edition(const Catalog& catalog) {
    const auto all = catalog.edition_ids();
    const auto last = std::find_if(all.rbegin(), all.rend(), [&](const EditionId& id) {
        return catalog.header(id).status == Status::final;
    });
    return catalog.edition(last == all.rend() ? all.back() : *last);
}

std::vector<PageNote> notes_of(const Edition& edition, const Item& item) {
    std::vector<PageNote> out;
    for (const auto& note : edition.notes()) {
        if (note.item != item.code) {
            continue;
        }
        const auto* const one = note.ref && !note.range_end ? edition.find(*note.ref) : nullptr;
        out.push_back({note.relation, false, reference_text(note), one == nullptr ? "" : one->title,
                       named_all(edition.named_by(note))});
    }
    return out;
}

/// Those that name @p item, alone or in a range, and an item above it.
std::vector<PageNote> notes_to(const Edition& edition, const Item& item) {
    const auto line = edition.path(item);
    std::vector<PageNote> out;
    for (const auto& note : edition.notes()) {
        const bool is_named = std::any_of(line.begin(), line.end(),
                                          [&](const Item* at) { return names(note, at->code); });
        if (is_named && note.item != item.code) {
            const auto& other = *edition.find(note.item);
            out.push_back({note.relation, true, other.code.text(), other.title, {named(other)}});
        }
    }
    return out;
}

PagePlace look_at(const Catalog& catalog, RouteFinder& finder, const Route& route,
                  const Item& item) {
    const auto& header = catalog.header(route.to);
    const auto& target = catalog.edition(route.to);
    const auto answer = finder.follow(route, item);
    PagePlace out{route.to,
                  header.status,
                  header.validity.from < catalog.header(route.from).validity.from,
                  {},
                  answer.cardinality,
                  false,
                  false,
                  {}};
    bool is_own = false;
    bool ends = false;
    for (const auto& place : answer.places) {
        if (place.item) {
            is_own = is_own || !target.find(place.item->code)->inherited;
            out.items.push_back(*place.item);
        }
        ends = ends || place.kind == PlaceKind::nowhere;
    }
    out.candidates = is_own && std::any_of(route.steps.begin(), route.steps.end(),
                                           [&](const Step& s) { return goes_down(catalog, s); });
    out.in_part = answer.is_leaf && ends && !out.items.empty();
    out.places = answer.places;
    return out;
}

/// In every edition that a route reaches, with drafts or without.
std::vector<PagePlace> look_everywhere(const Catalog& catalog, RouteFinder& finder,
                                       const EditionId& edition, const Item& item, bool drafts) {
    std::vector<PagePlace> out;
    for (const auto& id : catalog.edition_ids()) {
        if (catalog.header(id).status == Status::draft && !drafts) {
            continue;
        }
        const auto route = finder.find(edition, id);
        if (route && !route->steps.empty()) {
            out.push_back(look_at(catalog, finder, *route, item));
        }
    }
    return out;
}

/// From what the user has imported; of an inherited item also from what it is inherited from.
std::optional<std::string> definition_of(const Catalog& catalog, const EditionId& id,
                                         const Code& code, const DefinitionStore& store) {
    for (const auto* edition = &catalog.edition(id); true;) {
        if (const auto known = store.find(edition->id())) {
            if (const auto* const found = known->find(code)) {
                return found->text;
            }
        }
        const auto* const item = edition->find(code);
        if (item == nullptr || !item->inherited) {
            return std::nullopt;
        }
        edition = &catalog.edition(*edition->header().extends);
    }
}

}  // namespace

ItemPage item_page(const Catalog& catalog, const EditionId& edition_id, std::string_view code,
                   const ItemPageOptions& options) {
    RouteFinder finder{catalog};
    return item_page(catalog, edition_id, code, options, finder);
}

ItemPage item_page(const Catalog& catalog, const EditionId& edition_id, std::string_view code,
                   const ItemPageOptions& options, RouteFinder& finder) {
    const auto& edition = catalog.edition(edition_id);
    const auto* const item = &require_item(catalog, edition, code);
    ItemPage out{edition.header(),
                 named(*item),
                 item->residual,
                 item->attributes,
                 {},
                 named_all(edition.path(*item)),
                 {},
                 {},
                 {},
                 {}};
    out.definition = definition_of(catalog, edition_id, item->code, options.definitions);
    out.children = named_all(edition.children(*item));
    out.notes = notes_of(edition, *item);
    auto to_item = notes_to(edition, *item);
    out.notes.insert(out.notes.end(), to_item.begin(), to_item.end());
    out.elsewhere = look_everywhere(catalog, finder, edition_id, *item, options.drafts);
    return out;
}

ItemPage item_page(const Catalog& catalog, std::string_view text, const ItemPageOptions& options) {
    if (const auto colon = text.find(':'); colon != std::string_view::npos) {
        return item_page(catalog, catalog.resolve(text.substr(0, colon)), text.substr(colon + 1),
                         options);
    }
    const auto all = editions_with(catalog, text);
    if (all.empty()) {
        throw UnknownName(fmt::format("no edition has the code: {}",
                                      to_string(look_up(catalog, last_edition(catalog), text))));
    }
    auto out = item_page(catalog, all.front(), text, options);
    for (auto id = all.begin() + 1; id != all.end(); ++id) {
        if (catalog.header(*id).status != Status::draft) {
            const auto& item = *catalog.edition(*id).find(text);
            out.namesakes.push_back({{*id, item.code}, item.title});
        }
    }
    return out;
}

}  // namespace socshift
