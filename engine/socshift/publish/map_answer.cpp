#include "socshift/publish/map_answer.hpp"

#include "socshift/publish/route_answers.hpp"

namespace socshift {

Answer map_answer(const CodeMap& map, const std::vector<MappedCode>& codes) {
    Answer out("socshift/map/1",
               {{"source_edition"},
                {"source_code"},
                {"source_title"},
                {"target_edition"},
                {"target_code"},
                {"target_title"},
                {"cardinality"},
                {"share", ColumnKind::share},
                {"basis"}},
               {&map.source(), &map.target()});
    out.origin_notes = route_notices(map.catalog(), map.route());
    for (const auto& [source, is_leaf, cardinality, places] : codes) {
        for (const auto& place : places) {
            out.table.add({map.source().id, source.code, source.title, map.target().id,
                           place.item ? Cell(place.item->code) : Cell(),
                           place.item ? Cell(place.item->title) : Cell(), to_string(cardinality),
                           place.share ? Cell(place.share->share) : Cell(),
                           place.share ? Cell(to_string(place.share->basis)) : Cell()});
        }
    }
    return out;
}

}  // namespace socshift
