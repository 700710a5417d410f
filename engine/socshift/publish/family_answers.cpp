#include "socshift/publish/family_answers.hpp"

#include "socshift/publish/route_answers.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

namespace {

/// An answer about all editions of @p index, without rows.
Answer over(const Catalog& catalog, const FamilyIndex& index, std::string schema,
            std::vector<Column> columns) {
    std::vector<const EditionHeader*> editions;
    for (const auto& id : index.editions()) {
        editions.push_back(&catalog.header(id));
    }
    Answer out(std::move(schema), std::move(columns), editions);
    for (const auto& route : index.routes()) {
        for (auto& notice : route_notices(catalog, route)) {
            out.origin_notes.push_back(std::move(notice));
        }
    }
    return out;
}

}  // namespace

Answer families_answer(const Catalog& catalog, const FamilyIndex& index) {
    auto out =
        over(catalog, index, "socshift/families/1", {{"family"}, {"edition"}, {"code"}, {"title"}});
    for (const auto& named : index.families()) {
        for (std::size_t e = 0; e < index.editions().size(); ++e) {
            const auto& edition = catalog.edition(index.editions()[e]);
            for (const auto& code : named.family.codes[e]) {
                out.table.add({named.id, edition.id(), code, edition.find(code)->title});
            }
        }
    }
    return out;
}

Answer wide_families_answer(const Catalog& catalog, const FamilyIndex& index) {
    std::vector<Column> columns = {{"family"}, {"label"}, {"leaf_families", ColumnKind::whole}};
    for (const auto& id : index.editions()) {
        columns.push_back({id.text(), ColumnKind::texts});
    }
    auto out = over(catalog, index, "socshift/families-wide/1", std::move(columns));
    for (const auto& named : index.families()) {
        Table::Row row = {named.id, named.label, named.leaf_families};
        for (const auto& codes : named.family.codes) {
            row.emplace_back(texts_of(codes));
        }
        out.table.add(std::move(row));
    }
    return out;
}

Answer family_counts_answer(const Catalog& catalog, const FamilyIndex& index, bool at_level) {
    const auto counts = count(index);
    const auto families = index.families().size();
    auto out = over(catalog, index, "socshift/families-stat/1",
                    {{"scope"}, {"name"}, {"measure"}, {"count", ColumnKind::whole}});
    const auto add = [&](std::string_view scope, const std::string& name, std::string_view measure,
                         std::size_t number) {
        out.table.add({scope, name, measure, number});
    };
    add("all", "", "families", families);
    add("all", "", "one_code_in_every_edition", counts.one_each);
    add("all", "", "not_in_every_edition", counts.partial);
    if (at_level) {
        add("all", "", "leaf_families", counts.leaf_families);
        add("all", "", "melted", counts.leaf_families - families);
    }
    for (std::size_t e = 0; e < counts.codes.size(); ++e) {
        add("edition", index.editions()[e].text(), "codes", counts.codes[e]);
    }
    if (counts.largest != nullptr) {
        add("largest", counts.largest->id, "codes", counts.largest->family.size());
    }
    return out;
}

}  // namespace socshift
