#include "socshift/publish/preview_questions.hpp"

#include "socshift/convert/conversion.hpp"
#include "socshift/previews/preview.hpp"
#include "socshift/previews/preview_comparison.hpp"
#include "socshift/previews/preview_data.hpp"
#include "socshift/publish/preview_data_sections.hpp"
#include "socshift/publish/preview_page.hpp"
#include "socshift/scenarios/open_scenario.hpp"

#include <iterator>

namespace socshift {

namespace {

Preview preview_of(const Catalog& catalog, const PreviewQuestion& question) {
    const auto open = open_scenario(catalog, {question.scenario});
    return make_preview(open.catalog, open.catalog.scenario(open.id),
                        {question.proposal, question.counts});
}

}  // namespace

Page ask(const Catalog& catalog, const PreviewQuestion& question) {
    return preview_page(preview_of(catalog, question));
}

Page ask(const Catalog& catalog, const PreviewComparisonQuestion& question) {
    const auto first = preview_of(catalog, {question.first, "", question.counts});
    const auto second = preview_of(catalog, {question.second, "", question.counts});
    return preview_comparison_page(first, second, compare(first, second));
}

Page ask(const Catalog& catalog, const PreviewDataQuestion& question) {
    const auto preview = preview_of(catalog, question.preview);
    auto spec = question.spec;
    spec.to = preview.scenario.base.text();
    const Conversion conversion(catalog, spec,
                                needs_first_reading(spec)
                                    ? found_editions(catalog, spec, question.open())
                                    : named_editions(catalog, spec));
    const auto found = preview_data(preview, conversion, question.open());
    const PreviewedFile file{spec.file, spec.column, spec.sums.empty() ? "" : spec.sums.front(),
                             conversion.from(), conversion.route()};
    auto page = preview_page(preview);
    auto sections = preview_data_sections(preview, file, found);
    page.sections.insert(page.sections.begin(), std::make_move_iterator(sections.begin()),
                         std::make_move_iterator(sections.end()));
    page.facts.push_back({"data_edition", conversion.from()});
    return page;
}

}  // namespace socshift
