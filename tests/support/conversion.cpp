#include "support/conversion.hpp"

#include "socshift/convert/rows.hpp"
#include "socshift/convert/sums.hpp"
#include "socshift/io/record_index.hpp"
#include "socshift/weights/weights.hpp"
#include "support/tables.hpp"

namespace socshift::test {

const Catalog& small_catalog() {
    static const auto result =
        catalog({edition("old", {"group", "leaf"},
                         {item("1-0", "First", "group"), item("1-1", "Uno", "leaf", "1-0"),
                          item("1-2", "Duo", "leaf", "1-0"), item("2-0", "Second", "group"),
                          item("2-1", "Tri", "leaf", "2-0"), item("2-2", "Quad", "leaf", "2-0"),
                          item("2-3", "Quint", "leaf", "2-0"), item("3-1", "Gone", "group")}),
                 flat("new", {"N1", "N2", "N3", "N4"}), flat("elder", {"9-9"})},
                {table("old", "new",
                       {row("1-1", "N1"), row("1-2", "N1"), row("1-2", "N2"),
                        row("2-1", "N1", "1/2"), row("2-1", "N2", "1/3"), row("2-1", "N3", "1/6"),
                        row("2-2", "N3"), row("2-3", "N2"), row("2-3", "N3"), row("2-3", "N4")})});
    return result;
}

Plan leaf_plan(const Edition& source, const Edition& target, const Correspondence& table,
               Weighting weighting) {
    PlanOptions options;
    options.known = &table;
    options.weighting = weighting;
    if (weighting == Weighting::none) {
        return Plan::make(source, target, table, options);
    }
    const auto equal = equal_weights(table);
    return Plan::make(source, target, with_weights(table, {&equal}), options);
}

Plan small_plan(Weighting weighting) {
    const auto& all = small_catalog();
    const auto from = EditionId::parse("old");
    const auto to = EditionId::parse("new");
    return leaf_plan(all.edition(from), all.edition(to), *all.correspondence(from, to), weighting);
}

SourceColumns by_value(const std::string& column,
                       const std::map<std::string, std::size_t>& places) {
    return {column, places, {}, {}, {}};
}

SumCell sum_cell(const std::string& text) {
    SumCell cell;
    std::string storage;
    const auto padded = text + std::string(text_padding, '7');  // which must not be read
    cell.read(std::string_view{padded}.substr(0, text.size()), storage);
    return cell;
}

Converted converted(const ConvertRequest& request, const CodedEditions& sources,
                    std::string_view text) {
    Converted result;
    const ConvertOutputs outputs{[&](std::string_view bytes) { result.out += bytes; },
                                 [&](std::string_view bytes) { result.rejects += bytes; }};
    result.summary = request.adds_up() ? convert_sums(request, sources, bytes_of(text), outputs)
                                       : convert_rows(request, sources, bytes_of(text), outputs);
    return result;
}

Converted convert_text(const std::string& text, ConvertRequest request, Weighting weighting) {
    request.file = "data.csv";
    request.column = request.column.empty() ? "code" : request.column;
    const auto plan = small_plan(weighting);
    CodeRecogniser recogniser(small_catalog(), EditionId::parse("old"));
    const CodedEditions sources(CodedEdition{&recogniser, &plan});
    return converted(request, sources, text);
}

}  // namespace socshift::test
