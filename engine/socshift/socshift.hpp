#pragma once

/// The front door of the library: a user needs no other header. Programs that stand in
/// docs/library.md, in short:
///
///     const auto& catalog = socshift::builtin_catalog();
///
///     // One code, or many: where it went, with what share, and why there is no answer.
///     const socshift::CodeMap map{catalog, catalog.resolve("SOC 2010"), catalog.resolve("2018")};
///     const auto mapped = map.find("15-1131");
///
///     // Everything else that can be asked, as typed tables.
///     const auto changes = ask(catalog, socshift::DiffQuestion{"soc2010", "soc2018"});
///     write_json(std::cout, changes);
///
///     // Data: files, streams, or columns in memory.
///     socshift::ConversionSpec spec;
///     spec.column = "occupation";
///     spec.from = "soc2010";
///     spec.to = "soc2018";
///     const socshift::Conversion conversion{catalog, spec};
///     const auto carried = conversion.carry(codes);
///
///     // Job titles: of one, the codes that it can mean; of a column, a code for each.
///     socshift::AssignSpec titled;
///     titled.column = "title";
///     titled.to = "soc2018";
///     const auto assigned = socshift::Assignment{catalog, titled}.assign(titles);
///
/// Values go in and values come out: a catalog, a map and a conversion are cheap to copy, hold what
/// they need and can be used from several threads at once; no function calls back from a thread of
/// its own. What cannot go on throws an Error, whose message speaks of the thing that is wrong.
/// What rests on a draft says so: Answer::drafts, Page::drafts, Conversion::drafts().

#include "socshift/base/error.hpp"
#include "socshift/base/finding.hpp"
#include "socshift/catalog/builtin.hpp"
#include "socshift/catalog/counts_file.hpp"
#include "socshift/catalog/directory.hpp"
#include "socshift/catalog/own_catalog.hpp"
#include "socshift/catalog/weights_file.hpp"
#include "socshift/changes/item_page.hpp"
#include "socshift/check/catalog_check.hpp"
#include "socshift/check/table_lint.hpp"
#include "socshift/convert/asked_columns.hpp"
#include "socshift/convert/assignment.hpp"
#include "socshift/convert/conversion.hpp"
#include "socshift/convert/detect_columns.hpp"
#include "socshift/convert/last_rows.hpp"
#include "socshift/convert/parted_conversion.hpp"
#include "socshift/exchange/export.hpp"
#include "socshift/io/byte_source.hpp"
#include "socshift/io/input_log.hpp"
#include "socshift/io/table_file.hpp"
#include "socshift/io/whole_folder.hpp"
#include "socshift/matching/edition_file.hpp"
#include "socshift/matching/matched_table.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/publish/answer.hpp"
#include "socshift/publish/assignment_summary.hpp"
#include "socshift/publish/crosswalk_sql.hpp"
#include "socshift/publish/delimited.hpp"
#include "socshift/publish/detection_answer.hpp"
#include "socshift/publish/figures_answer.hpp"
#include "socshift/publish/json.hpp"
#include "socshift/publish/markdown.hpp"
#include "socshift/publish/match_answers.hpp"
#include "socshift/publish/methods_text.hpp"
#include "socshift/publish/page.hpp"
#include "socshift/publish/preview_questions.hpp"
#include "socshift/publish/questions.hpp"
#include "socshift/publish/title_request.hpp"
#include "socshift/publish/verdicts_page.hpp"
#include "socshift/publish/wave_answer.hpp"
#include "socshift/publish/yaml_page.hpp"
#include "socshift/recognise/codes_in_labels.hpp"
#include "socshift/recognise/detect.hpp"
#include "socshift/report/conversion_report.hpp"
#include "socshift/report/drawings.hpp"
#include "socshift/report/explorer.hpp"
#include "socshift/report/preview_report.hpp"
#include "socshift/report/revision_report.hpp"
#include "socshift/routes/code_map.hpp"
#include "socshift/titles/decision_log.hpp"
#include "socshift/titles/edition_titles.hpp"
#include "socshift/titles/two_activities.hpp"
#include "socshift/version.hpp"
#include "socshift/weights/weights_between.hpp"
#include "socshift/weights/weights_estimate.hpp"
#include "socshift/weights/weights_order.hpp"
