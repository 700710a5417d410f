#include "socshift/publish/official_answer.hpp"

#include "socshift/base/error.hpp"

#include <fmt/core.h>

#include <cstdint>

namespace socshift {

OfficialFigures::OfficialFigures(const EditionPair& pair, const DefinitionStore& store)
    : before_(pair.before), after_(pair.after) {
    std::vector<PrintedFigure> printed;
    for (const auto& figure : builtin_published_figures()) {
        if (figure.before == before_.id() && figure.after == after_.id()) {
            published_.push_back(figure);
            printed.push_back({figure.figure, figure.value});
        }
    }
    if (published_.empty()) {
        throw UnknownName(fmt::format("no published figures for {} -> {}", before_.id().text(),
                                      after_.id().text()));
    }
    const auto before = store.find(before_.id());
    const auto after = store.find(after_.id());
    const bool both = before && after;
    revised_ = revised_items(before_, after_, pair.leaves, both ? &*before : nullptr,
                             both ? &*after : nullptr);
    cut_ = nearest_cut(revised_, printed);
}

std::optional<std::vector<const Item*>> OfficialFigures::counted(
    const PublishedFigure& figure) const {
    return counted_at(figure, cut_.value_or(DefinitionRung::marks));
}

std::optional<std::vector<const Item*>> OfficialFigures::counted_at(const PublishedFigure& figure,
                                                                    DefinitionRung cut) const {
    return counted_by(revised_, figure.figure, cut);
}

std::map<std::string, std::vector<std::string>> OfficialFigures::at_rung(
    DefinitionRung rung) const {
    std::map<std::string, std::vector<std::string>> out;
    for (const auto& item : revised_.items) {
        if (item.before != nullptr && item.definition == rung) {
            out[item.pattern(rung).substr(0, 2)].push_back(item.after->code.text());
        }
    }
    return out;
}

Answer official_answer(const OfficialFigures& figures) {
    Answer out("socshift/diff-official/1",
               {{"figure"},
                {"title"},
                {"published", ColumnKind::whole},
                {"counted", ColumnKind::whole},
                {"difference", ColumnKind::whole},
                {"rung"},
                {"document"},
                {"codes", ColumnKind::texts}},
               {&figures.before().header(), &figures.after().header()});
    for (const auto& figure : figures.published()) {
        const auto counted = figures.counted(figure);
        if (!counted) {
            out.table.add({figure.figure, figure.title, figure.value, Cell(), Cell(), Cell(),
                           figure.document, Cell()});
            continue;
        }
        const auto number = static_cast<std::int64_t>(counted->size());
        out.table.add(
            {figure.figure, figure.title, figure.value, number, number - figure.value,
             rests_on_definitions(figure.figure) ? Cell(to_string(*figures.cut())) : Cell(),
             figure.document, texts_of(*counted)});
    }
    return out;
}

}  // namespace socshift
