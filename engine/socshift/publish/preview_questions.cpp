#include "socshift/publish/preview_questions.hpp"

#include "socshift/convert/conversion.hpp"
#include "socshift/previews/preview.hpp"
#include "socshift/previews/preview_comparison.hpp"
#include "socshift/previews/preview_data.hpp"
#include "socshift/previews/request_verdicts.hpp"
#include "socshift/publish/preview_data_sections.hpp"
#include "socshift/publish/preview_page.hpp"
#include "socshift/publish/verdicts_page.hpp"
#include "socshift/scenarios/open_scenario.hpp"

namespace socshift {

namespace {

Preview preview_of(const Catalog& catalog, const PreviewQuestion& question) {
    const auto open = open_scenario(catalog, {question.scenario});
    PreviewOptions options{{}, question.counts};
    if (!question.proposal.empty()) {
        options.only = {question.proposal};
    }
    return make_preview(open.catalog, open.catalog.scenario(open.id), options);
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

Page ask(const Catalog& catalog, const RequestVerdictsQuestion& question) {
    const auto open = open_scenario(catalog, {question.scenario});
    const auto& scenario = open.catalog.scenario(open.id);
    const auto made =
        with_edition_files(open.catalog, {scenario.base.text(), question.edition}, question.joins);
    return verdicts_page(request_verdicts(made.catalog, scenario, made.editions[1]));
}

Page ask(const Catalog& catalog, const PreviewDataQuestion& question) {
    const auto preview = preview_of(catalog, question.preview);
    auto spec = question.spec;
    spec.to = preview.scenario.base.text();
    const Conversion conversion(catalog, spec,
                                needs_first_reading(spec)
                                    ? found_editions(catalog, spec, question.open())
                                    : named_editions(catalog, spec));
    const PreviewedFile file{spec.file, spec.column, spec.sums.empty() ? "" : spec.sums.front(),
                             conversion.from(), conversion.route()};
    auto page = preview_page(preview);
    add_data_sections(page, preview, {file, preview_data(preview, conversion, question.open())});
    return page;
}

}  // namespace socshift
