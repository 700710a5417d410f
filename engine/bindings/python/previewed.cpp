#include "answers.hpp"
#include "arguments.hpp"
#include "arrow/frame.hpp"
#include "arrow/owned.hpp"
#include "catalogs.hpp"
#include "columns/cell_text.hpp"
#include "columns/text_sink.hpp"
#include "data_files.hpp"
#include "frame_keys.hpp"
#include "module.hpp"
#include "socshift/publish/edition_answers.hpp"
#include "socshift/scenarios/open_scenario.hpp"
#include "socshift/socshift.hpp"
#include "specs.hpp"
#include "verbs/check_table.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nanobind/stl/map.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// Previews of scenarios, with data or without, and findings about tables.

namespace socshift::python {

namespace {

using Texts = std::vector<std::string>;
using SaidTexts = std::map<std::string, std::string>;

// ---------------------------------------------------------------------------------------- previews

/// What is asked of a scenario: its name or file, a proposal, counts.
PreviewQuestion preview_said(const SaidTexts& said) {
    return {said.at("scenario"), said.at("proposal"), said.at("counts")};
}

std::vector<Said> names_of(const SaidTexts& said) {
    std::vector<Said> out;
    for (const auto* const argument : {"scenario", "proposal", "compare", "counts"}) {
        out.push_back({argument, {said.at(argument)}});
    }
    return out;
}

Page preview(const OwnCatalog& own, const SaidTexts& said) {
    const nb::gil_scoped_release no_gil;
    return named(names_of(said), [&] {
        const auto question = preview_said(said);
        const auto& other = said.at("compare");
        if (other.empty()) {
            return ask(own.catalog, question);
        }
        const bool is_scenario =
            bindings::of_argument("compare", [&] { return names_scenario(own.catalog, other); });
        if (!is_scenario && !question.counts.empty()) {
            throw ArgumentError("counts", "a comparison with an edition has no figures");
        }
        return bindings::of_argument("compare", [&] {
            return is_scenario
                       ? ask(own.catalog,
                             PreviewComparisonQuestion{question.scenario, other, question.counts})
                       : ask(own.catalog, RequestVerdictsQuestion{question.scenario, other});
        });
    });
}

/// The page about data of which @p open gives the text.
Page preview_of_text(const OwnCatalog& own, const SaidTexts& said, const ConversionSpec& spec,
                     const SaidColumns& columns, const std::function<ReadBytes()>& open) {
    auto names = names_of(said);
    const auto of_spec = said_names(spec);
    names.insert(names.end(), of_spec.begin(), of_spec.end());
    return named(names, [&] {
        return about_columns(columns, {}, [&] {
            return ask(own.catalog, PreviewDataQuestion{preview_said(said), spec, open});
        });
    });
}

Page preview_files(const OwnCatalog& own, const SaidTexts& said, const Texts& files,
                   const nb::dict& of_data, const Reading& reading) {
    auto spec = conversion_spec(of_data);
    file_values(spec);
    const auto columns = said_columns(of_data);
    const nb::gil_scoped_release no_gil;
    static_cast<void>(text_files(files, reading, spec, spec.column, spec.threads));
    Input input(files, spec);
    bool is_first = needs_first_reading(spec);
    return preview_of_text(own, said, spec, columns, [&] {
        return std::exchange(is_first, false) ? input.file.first_reader() : input.file.reader();
    });
}

/// The rows of a frame as text between commas, with a header.
std::string text_of(const arrow::Frame& frame) {
    std::vector<std::uint64_t> rows(frame.rows());
    std::iota(rows.begin(), rows.end(), 0U);
    const auto table = frame.gather(rows);
    arrow::Owned<arrow::CSchema> type;
    arrow::export_schema(table, type.get());
    std::string out;
    formats::TextSink sink([&](std::string_view bytes) { out += bytes; }, *type, ',');
    sink.write(table);
    return out;
}

Page preview_frame(const OwnCatalog& own, const SaidTexts& said, const arrow::Frame& frame,
                   const nb::dict& of_data) {
    auto spec = conversion_spec(of_data);
    file_values(spec);
    const auto columns = said_columns(of_data);
    const nb::gil_scoped_release no_gil;
    spec.file = "the data";
    spec.delimiter = ',';
    for (const auto& sum : spec.sums) {
        const auto& names = frame.names();
        const auto place = std::find(names.begin(), names.end(), sum) - names.begin();
        if (std::cmp_less(place, names.size()) && !spec.decimal &&
            frame.values(static_cast<std::size_t>(place)) != arrow::Frame::Values::texts) {
            spec.decimal = '.';  // numbers are written so
        }
    }
    const auto text = text_of(frame);
    return preview_of_text(own, said, spec, columns,
                           [&] { return bytes_of(std::string_view{text}); });
}

// ------------------------------------------------------------------------------------------ tables

std::optional<std::string> if_said(const SaidTexts& said, const char* argument) {
    const auto& text = said.at(argument);
    return text.empty() ? std::nullopt : std::optional{text};
}

TableRequest request_of(const Catalog& catalog, const SaidTexts& said) {
    TableRequest out{if_said(said, "source"),
                     if_said(said, "target"),
                     if_said(said, "source_title"),
                     if_said(said, "target_title"),
                     if_said(said, "share"),
                     std::nullopt,
                     std::nullopt};
    if (const auto from = if_said(said, "from_")) {
        out.from = catalog.resolve(*from);
    }
    if (const auto to = if_said(said, "to")) {
        out.to = catalog.resolve(*to);
    }
    return out;
}

SharedAnswer check_table(const OwnCatalog& own, DelimitedTable table, const SaidTexts& said) {
    SaidColumns columns;
    for (const auto* const argument :
         {"source", "target", "source_title", "target_title", "share"}) {
        if (const auto name = if_said(said, argument)) {
            columns.names.emplace_back(argument, *name);
        }
    }
    const auto header = table.header;
    return named({{"from_", {said.at("from_")}}, {"to", {said.at("to")}}}, [&] {
        return about_columns(columns, header, [&] {
            CheckTableQuestion question{std::move(table), request_of(own.catalog, said)};
            if (const auto back = if_said(said, "back")) {
                question.back = bindings::of_argument(
                    "back", [&] { return read_table(std::filesystem::path{*back}); });
            }
            return SharedAnswer{ask(own.catalog, question)};
        });
    });
}

/// Findings of catalog files, or of a table, by its name.
SharedAnswer check_path(const OwnCatalog& own, const std::string& path, const SaidTexts& said,
                        const Reading& reading) {
    const nb::gil_scoped_release no_gil;
    const auto& [delimiter, sheet, header_row] = reading;
    const bool is_folder = std::filesystem::is_directory(path);
    if (!is_folder && cli::is_table(path)) {
        DataShape shape;
        set_shape({path}, reading, shape);
        return check_table(
            own, read_table(std::filesystem::path{path}, {shape.delimiter, sheet, header_row}),
            said);
    }
    for (const auto& [argument, text] : said) {
        if (!text.empty()) {
            throw ArgumentError(argument, fmt::format("is of a table; '{}' is none", path));
        }
    }
    if (!delimiter.empty() || sheet || header_row) {
        throw ArgumentError(!delimiter.empty() ? "delimiter"
                            : sheet            ? "sheet"
                                               : "header_row",
                            fmt::format("is of a table; '{}' is none", path));
    }
    const auto files =
        is_folder ? read_catalog_folder(path) : std::vector<CatalogFile>{read_catalog_file(path)};
    if (files.empty()) {
        throw ArgumentError("edition", fmt::format("no YAML file in the folder '{}'", path));
    }
    return SharedAnswer{findings_answer(shortened(check_own_files(own.catalog, files)))};
}

SharedAnswer check_frame(const OwnCatalog& own, const arrow::Frame& frame, const SaidTexts& said) {
    const nb::gil_scoped_release no_gil;
    DelimitedTable table{"the data", frame.names(), {}};
    table.rows.resize(frame.rows());
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        table.rows[row].line = static_cast<std::uint32_t>(row + 1);
        table.rows[row].cells.resize(table.header.size());
    }
    for (std::size_t place = 0; place < frame.names().size(); ++place) {
        const auto& column = frame.pieces(place);
        std::size_t row = 0;
        for (const auto& piece : column.pieces) {
            const arrow::ColumnOfPieces one{column.name, column.type, {piece}};
            const formats::CellText cells(one);
            for (std::int64_t at = 0; at < piece.rows; ++at, ++row) {
                cells.append(table.rows[row].cells[place], at);
            }
        }
    }
    return check_table(own, std::move(table), said);
}

}  // namespace

void add_previews(nb::module_& module) {
    using namespace nb::literals;
    module.def("preview", preview, "catalog"_a, "said"_a);
    module.def("preview_files", preview_files, "catalog"_a, "said"_a, "files"_a, "of_data"_a,
               "reading"_a);
    module.def("preview_frame", preview_frame, "catalog"_a, "said"_a, "frame"_a, "of_data"_a);
    module.def("check_path", check_path, "catalog"_a, "path"_a, "said"_a, "reading"_a);
    module.def("check_frame", check_frame, "catalog"_a, "frame"_a, "said"_a);
}

}  // namespace socshift::python
