#include "options/column_files.hpp"

#include "arrow/data_files.hpp"
#include "columns/text_blocks.hpp"
#include "columns/text_sink.hpp"
#include "socshift/base/error.hpp"
#include "socshift/io/file_kind.hpp"
#include "socshift/publish/delimited.hpp"
#include "socshift/publish/figures_answer.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <utility>

namespace socshift::cli {

namespace {

constexpr std::string_view text_kind = "csv";

/// @throws Error for an option that says how text or a sheet is to be read.
void refuse_text_options(const DataFileOptions& data, const formats::Kind& kind) {
    const std::pair<bool, std::string_view> said[] = {
        {!data.delimiter.empty(), "--delimiter"},
        {data.no_header, "--no-header"},
        {data.header_row.has_value(), "--header-row"},
        {data.sheet.has_value(), "--sheet"},
    };
    for (const auto& [is_said, option] : said) {
        if (is_said) {
            throw Error(fmt::format("{}: '{}' is {}, whose columns have names; expected no {}",
                                    option, data.files.front(), kind.title, option));
        }
    }
}

/// @throws Error if the name of a file promises a kind that is not written: text under it would
/// open nowhere.
void refuse_other_kinds(const std::string& output) {
    if (const auto ending = ending_of_other_kind(output); !ending.empty()) {
        throw Error(
            fmt::format("'{}': no {} file is written; expected .csv, .tsv, .parquet, .dta or .sav, "
                        "or --output-kind csv for text under this name",
                        output, ending));
    }
}

std::string title_of(const formats::Kind* kind) {
    return kind == nullptr ? "delimited text or a workbook" : kind->title;
}

/// The figures as text, with the delimiter that @p output is named for.
void write_figures(const Table& table, const std::string& output, const WriteBytes& write) {
    std::ostringstream text;
    if (formats::delimiter_named(output) == '\t') {
        write_tsv(text, table);
    } else {
        write_csv(text, table);
    }
    write(text.str());
}

/// Opens what the result of @p work, a conversion or an assignment, is written to.
template <typename Work>
formats::RowSink opening(const Work& work, const formats::Kind* kind, const std::string& output,
                         WriteBytes write) {
    const bool takes_hidden = kind != nullptr && kind->takes_hidden;
    return {[&work, kind, output, write = std::move(write)](
                const arrow::CSchema& type) -> std::unique_ptr<arrow::BlockSink> {
                if (kind == nullptr) {
                    return std::make_unique<formats::TextSink>(write, type,
                                                               formats::delimiter_named(output));
                }
                return formats::open_sink(*kind, {output, write, &type, formats::titles_of(work),
                                                  work.spec().threads != 1});
            },
            takes_hidden, kind == nullptr};
}

/// Puts what @p run writes as text, the result of @p work, into a file with columns.
template <typename Work, typename Run>
auto into_columns(const Work& work, const formats::Kind& kind, const std::string& output,
                  const ConvertOutputs& outputs, const Run& run) {
    const auto open = opening(work, &kind, output, outputs.out);
    formats::TextIntoColumns columns(work, open.open);
    auto summary = run({[&](std::string_view bytes) { columns.write(bytes); }, outputs.rejects});
    columns.finish();
    return summary;
}

}  // namespace

const formats::Kind* kind_of_input(const DataFileOptions& data, const formats::Kinds& kinds) {
    const formats::Kind* first = nullptr;
    for (const auto& file : data.files) {
        const auto* const kind = file == "-" ? nullptr : kinds.of_file(file);
        if (&file == data.files.data()) {
            first = kind;
        } else if (kind != first) {
            throw Error(fmt::format("'{}' is {} and '{}' is {}; expected files of one kind",
                                    data.files.front(), title_of(first), file, title_of(kind)));
        }
    }
    if (first != nullptr) {
        refuse_text_options(data, *first);
    }
    return first;
}

void read_as_text(const DataFileOptions& data, DataShape& shape) {
    if (kind_of_input(data, formats::builtin_kinds()) != nullptr) {
        shape.delimiter = ',';
        shape.counts_rows = true;
    }
}

void check_codes_of_files(const DataFileOptions& data, const std::string& column) {
    const auto& kinds = formats::builtin_kinds();
    for (const auto& file : data.files) {
        const auto* const kind = file == "-" ? nullptr : kinds.of_file(file);
        if (kind != nullptr && kind->has_labels && !column.empty()) {
            const auto source = formats::open_source(*kind, {{file}});
            formats::check_codes_against_labels(file, source->schema(), column);
        }
    }
}

std::string code_column(const std::string& column, bool by_label, const formats::Kind* kind,
                        DataFileOptions& data) {
    if (!by_label) {
        return column;
    }
    if (column.empty() || column.starts_with('#')) {
        throw Error(fmt::format("--by-label: expected --column with the name of a column{}",
                                column.empty() ? "" : ", found '" + column + "'"));
    }
    if (kind == nullptr || !kind->has_labels) {
        throw Error(
            fmt::format("--by-label: '{}' is {}, which has no value labels; expected a "
                        "file of Stata, SPSS or SAS",
                        data.shown_name(), title_of(kind)));
    }
    data.by_label = column;
    return formats::label_column(column);
}

std::vector<std::string> parts_of(const DataFileOptions& data) {
    std::vector<std::string> out;
    for (const auto& file : arrow::data_files({data.files.begin(), data.files.end()})) {
        out.push_back(file.path.string());
    }
    return out;
}

const formats::Kind* kind_of_output(const std::string& output, const std::string& asked,
                                    const formats::Kinds& kinds) {
    if (asked.empty()) {
        const auto* const kind = kinds.by_ending(output);
        if (kind == nullptr) {
            refuse_other_kinds(output);
        }
        return kind;
    }
    if (asked == text_kind) {
        return nullptr;
    }
    if (const auto* const kind = kinds.named(asked)) {
        return kind;
    }
    std::vector<std::string> names{std::string{text_kind}};
    for (const auto& kind : kinds.all()) {
        if (kind.open_sink) {
            names.push_back(kind.name);
        }
    }
    throw Error(
        fmt::format("--output-kind: expected {}, found '{}'", fmt::join(names, ", "), asked));
}

std::unique_ptr<arrow::BlockSource> open_columns(const formats::Kind& kind,
                                                 const DataFileOptions& data,
                                                 std::optional<std::vector<std::string>> columns) {
    std::vector<std::string> by_label;
    if (!data.by_label.empty()) {
        by_label.push_back(data.by_label);
    }
    return formats::open_source(
        kind, {data.files, std::move(columns), std::move(by_label), data.with_threads});
}

ConvertSummary convert_columns(const Catalog& catalog, const Conversion& conversion,
                               arrow::BlockSource& source, const formats::Kind* out_kind,
                               const std::string& output, const ConvertOutputs& outputs) {
    const auto open = opening(conversion, out_kind, output, outputs.out);
    if (!conversion.request().adds_up()) {
        return formats::convert_blocks(conversion, source, open, outputs.rejects);
    }
    formats::KeyColumns keys(conversion.spec(), source.schema(), out_kind != nullptr);
    auto figures = formats::sum_blocks(conversion, source, keys, outputs.rejects);
    if (out_kind == nullptr) {
        write_figures(figures_answer(catalog, conversion, figures).table, output, outputs.out);
    } else {
        const auto table = formats::figures_table(catalog, conversion, figures, keys);
        arrow::Owned<arrow::CSchema> type;
        arrow::export_schema(table, type.get());
        const auto sink = open.open(*type);
        sink->write(table);
        sink->finish();
    }
    return std::move(figures.account);
}

ConvertSummary convert_into_columns(
    const Conversion& conversion, const formats::Kind& kind, const std::string& output,
    const ConvertOutputs& outputs,
    const std::function<ConvertSummary(const ConvertOutputs&)>& run) {
    return into_columns(conversion, kind, output, outputs, run);
}

AssignSummary assign_columns(const Assignment& assignment, const formats::Kind& kind,
                             const DataFileOptions& data, const formats::RowSink& sink,
                             const WriteBytes& rejects) {
    PersonRows persons;
    if (!assignment.spec().person.empty()) {
        persons = formats::person_rows(assignment, *open_asked(kind, data, assignment.spec()));
    }
    return formats::assign_blocks(assignment, *open_columns(kind, data), persons, sink, rejects);
}

AssignSummary assign_columns(const Assignment& assignment, const ColumnKinds& kinds,
                             const DataFileOptions& data, const std::string& output,
                             const ConvertOutputs& outputs) {
    return assign_columns(assignment, *kinds.in, data,
                          opening(assignment, kinds.out, output, outputs.out), outputs.rejects);
}

AssignSummary assign_into_columns(const Assignment& assignment, const formats::Kind& kind,
                                  const std::string& output, const ConvertOutputs& outputs,
                                  const std::function<AssignSummary(const ConvertOutputs&)>& run) {
    return into_columns(assignment, kind, output, outputs, run);
}

}  // namespace socshift::cli
