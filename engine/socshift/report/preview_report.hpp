#pragma once

#include "socshift/previews/preview.hpp"
#include "socshift/previews/request_verdicts.hpp"
#include "socshift/publish/preview_data_sections.hpp"
#include "socshift/report/report.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// A briefing about a draft, for who has to decide: what is asked and by whom; what it does to
/// series, those first of which it is the most; what stays comparable; what has to be decided; and
/// behind these all that preview_page() has. Every number is one of that page, or of
/// preview_data_sections().
///
/// @p data: a file of the reader's own; none: the codes of the base stand in the place of series.
/// @p threshold: from how many hundredths of a percent on a series matters; what is below, or
/// nothing of which may leave or come, stands behind.
[[nodiscard]] Report preview_report(const Preview& preview,
                                    const std::optional<PreviewedDataFile>& data,
                                    std::int64_t threshold);

/// What an edition made of the requests of a scenario: request by request, what nobody asked for,
/// and behind these what was asked, in words, and by whom. Every row is one of verdicts_page().
[[nodiscard]] Report verdicts_report(const RequestVerdicts& verdicts);

/// A page fit for a public comment about requests: each by itself, as its own preview has it, with
/// what it asks, who asks, what speaks of the principles of the SOC and its coding guidelines in
/// the tables, and what cannot be judged by tables; employment with bounds; what stays comparable;
/// the families as drawings; and how this was worked out.
///
/// @p scenario names the base, and the rules for codes, of each. @p proposals: their identifiers;
/// none: all of the scenario. @p counts as PreviewOptions has it.
/// @throws as make_preview().
[[nodiscard]] Report comment_report(const Catalog& catalog, const Scenario& scenario,
                                    const std::vector<std::string>& proposals,
                                    const std::string& counts = {});

}  // namespace socshift
