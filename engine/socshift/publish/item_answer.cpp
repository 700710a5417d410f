#include "socshift/publish/item_answer.hpp"

#include <string_view>
#include <vector>

namespace socshift {

namespace {

std::string_view relation_name(const PageNote& note) {
    if (!note.names_item) {
        return to_string(note.relation);
    }
    return note.relation == NoteRelation::excludes ? "excluded_by" : "includes_of";
}

/// Of the page's item and of every edition that it names items of.
std::vector<const EditionHeader*> named_editions(const Catalog& catalog, const ItemPage& page) {
    std::vector<const EditionHeader*> out = {&page.edition};
    for (const auto& place : page.elsewhere) {
        out.push_back(&catalog.header(place.edition));
    }
    return out;
}

}  // namespace

Answer item_answer(const Catalog& catalog, const ItemPage& page) {
    Answer out("socshift/show/1",
               {{"edition"},
                {"code"},
                {"relation"},
                {"ref_edition"},
                {"ref_code"},
                {"ref_level"},
                {"ref_title"},
                {"cardinality"}},
               named_editions(catalog, page));
    const auto add = [&](std::string_view relation, const EditionId& edition,
                         const std::vector<NamedCode>& items, std::string_view cardinality) {
        for (const auto& item : items) {
            out.table.add({page.edition.id, page.item.code, relation, edition, item.code,
                           item.level, item.title, cardinality});
        }
    };
    add("path", page.edition.id, page.path, "");
    add("child", page.edition.id, page.children, "");
    for (const auto& note : page.notes) {
        add(relation_name(note), page.edition.id, note.items, "");
    }
    for (const auto& place : page.elsewhere) {
        add(place.candidates ? "candidate"
            : place.before   ? "from"
                             : "to",
            place.edition, place.items, to_string(place.cardinality));
    }
    return out;
}

}  // namespace socshift
