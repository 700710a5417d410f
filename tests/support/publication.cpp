#include "support/publication.hpp"

#include "socshift/routes/compose.hpp"
#include "support/conversion.hpp"
#include "support/tables.hpp"

namespace socshift::test {

namespace {

const EditionId& main_id() {
    static const auto id = EditionId::parse("main");
    return id;
}

Plan plan_from(const EditionId& from, Weighting weighting) {
    const auto& all = published_catalog();
    const auto table =
        from == main_id() ? identity(all.edition(from)) : *all.correspondence(from, main_id());
    return leaf_plan(all.edition(from), all.edition(main_id()), table, weighting);
}

}  // namespace

const Catalog& published_catalog() {
    static const auto result = [] {
        const auto classification = edition(
            "main", {"major", "broad", "detailed"},
            {item("1-00", "All", "major"), item("1-10", "Ten", "broad", "1-00"),
             item("1-11", "Eleven", "detailed", "1-10"), item("1-12", "Twelve", "detailed", "1-10"),
             item("1-20", "Twenty", "broad", "1-00"),
             item("1-21", "Twenty-one", "detailed", "1-20"),
             item("1-22", "Twenty-two", "detailed", "1-20"),
             item("1-30", "Thirty", "broad", "1-00"),
             item("1-31", "Thirty-one", "detailed", "1-30")});
        const auto plain =
            edition("paper", {"detailed"},
                    {item("1-11", "Eleven", "detailed"), item("1-98", "Twelve", "detailed"),
                     item("1-20", "Twenty", "detailed"), item("1-30", "Thirty", "detailed")});
        auto header = plain.header();
        header.kind = EditionKind::publication;
        return catalog({classification, Edition::make({header, plain.items(), {}, {}})},
                       {table("paper", "main",
                              {row("1-11", "1-11"), row("1-98", "1-12"), row("1-20", "1-21"),
                               row("1-20", "1-22"), row("1-30", "1-31")})});
    }();
    return result;
}

Converted convert_published(const std::string& text, ConvertRequest request) {
    request.file = "data.csv";
    request.column = "code";
    const auto from = EditionId::parse("paper");
    const auto plan = plan_from(from, Weighting::equal);
    CodeRecogniser recogniser(published_catalog(), from);
    const CodedEditions sources(CodedEdition{&recogniser, &plan});
    return converted(request, sources, text);
}

TalliedText tally_text(const std::string& text, std::string_view from, ConvertRequest request,
                       const std::vector<TouchedCode>& touched) {
    request.file = "data.csv";
    request.column = "code";
    const auto id = EditionId::parse(std::string{from});
    const auto plan = plan_from(id, Weighting::none);
    CodeRecogniser recogniser(published_catalog(), id);
    const CodedEditions sources(CodedEdition{&recogniser, &plan});
    TalliedText out{tally(request, sources, bytes_of(std::string_view{text})), {}, {}};
    out.touched = touched_data(out.tally, sources, touched);
    for (const auto& code : out.touched) {
        out.codes.push_back(sources.code(code.data->item).code.text());
    }
    return out;
}

}  // namespace socshift::test
