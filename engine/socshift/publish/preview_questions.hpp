#pragma once

#include "socshift/convert/conversion_spec.hpp"
#include "socshift/io/byte_source.hpp"
#include "socshift/matching/edition_file.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/publish/page.hpp"

#include <functional>
#include <string>

namespace socshift {

/// What a scenario does to the classification and to published series: the page
/// socshift/preview/1.
///
///     const auto page = ask(catalog, PreviewQuestion{"soc2028-scenario"});
///
/// @throws UnknownName for a scenario, a proposal or counts that are not there; as open_scenario().
struct PreviewQuestion {
    std::string scenario;       // its name, or its file; empty: the only one of the catalog
    std::string proposal = {};  // this request alone, on the same base; empty: all
    std::string counts = {};    // figures of the catalog; empty: the newest that fit
};
[[nodiscard]] Page ask(const Catalog& catalog, const PreviewQuestion& question);

/// Two scenarios side by side: the page socshift/preview-compare/2. @throws Error if their bases
/// differ; as PreviewQuestion.
struct PreviewComparisonQuestion {
    std::string first;
    std::string second;
    std::string counts = {};
};
[[nodiscard]] Page ask(const Catalog& catalog, const PreviewComparisonQuestion& question);

/// What an edition made of the requests of a scenario, and what nobody asked for: the page
/// socshift/preview-verdicts/1. @throws UnknownName for a scenario, a request or an edition that is
/// not there; as open_scenario(), and with_edition_files() for an edition in a file.
struct RequestVerdictsQuestion {
    std::string scenario;  // as PreviewQuestion has it
    std::string edition;   // its name, or its file
    FileJoins joins = {};  // how a file is joined with the base
};
[[nodiscard]] Page ask(const Catalog& catalog, const RequestVerdictsQuestion& question);

/// The same page as of PreviewQuestion, with what the scenario does to a data file at its head.
///
/// Needs    `spec` names the file, its column of codes and one column of sums, or none; whatever it
///          has for `to`, the base of the scenario stands there. `open` gives the bytes of the file
///          from their start, each time that it is called: twice, where the edition is found out.
/// Errors   as PreviewQuestion, Conversion, found_editions() and preview_data().
struct PreviewDataQuestion {
    PreviewQuestion preview;
    ConversionSpec spec;
    std::function<ReadBytes()> open;
};
[[nodiscard]] Page ask(const Catalog& catalog, const PreviewDataQuestion& question);

}  // namespace socshift
