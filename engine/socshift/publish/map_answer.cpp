#include "socshift/publish/map_answer.hpp"

#include "socshift/publish/route_answers.hpp"

namespace socshift {

namespace {

/// The table of a route that is one step, forward, and matched; else nullptr.
const Correspondence* matched_table_of(const CodeMap& map) {
    const auto& steps = map.route().steps;
    return steps.size() == 1 && steps.front().kind == StepKind::matched && !steps.front().reversed
               ? map.catalog().correspondence(steps.front().from, steps.front().to)
               : nullptr;
}

}  // namespace

Answer map_answer(const CodeMap& map, const std::vector<MappedCode>& codes) {
    std::vector<Column> columns = {
        {"source_edition"}, {"source_code"},  {"source_title"}, {"target_edition"},
        {"target_code"},    {"target_title"}, {"cardinality"},  {"share", ColumnKind::share},
        {"basis"}};
    const auto* const matched = matched_table_of(map);
    if (matched != nullptr) {
        columns.push_back({"matched"});
    }
    Answer out("socshift/map/1", std::move(columns), {&map.source(), &map.target()});
    out.origin_notes = route_notices(map.catalog(), map.route());
    for (const auto& [source, is_leaf, cardinality, places] : codes) {
        for (const auto& place : places) {
            Table::Row row = {map.source().id,
                              source.code,
                              source.title,
                              map.target().id,
                              place.item ? Cell(place.item->code) : Cell(),
                              place.item ? Cell(place.item->title) : Cell(),
                              to_string(cardinality),
                              place.share ? Cell(place.share->share) : Cell(),
                              place.share ? Cell(to_string(place.share->basis)) : Cell()};
            if (matched != nullptr) {
                row.emplace_back(place.item ? remark_on(*matched, source.code, place.item->code)
                                            : std::string{});
            }
            out.table.add(std::move(row));
        }
    }
    return out;
}

}  // namespace socshift
