#pragma once

#include "columns/assign_blocks.hpp"
#include "columns/convert_blocks.hpp"
#include "formats.hpp"
#include "options/data_file.hpp"
#include "socshift/base/error.hpp"
#include "socshift/convert/assignment.hpp"
#include "socshift/convert/conversion.hpp"
#include "socshift/io/byte_source.hpp"
#include "socshift/recognise/codes_in_labels.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace socshift::cli {

/// Files with columns that a run reads and writes.
struct ColumnKinds {
    const formats::Kind* in = nullptr;   // nullptr: text or workbooks
    const formats::Kind* out = nullptr;  // nullptr: text
};

/// The kind of the files that are named; nullptr: text or workbooks. @throws Error if they are of
/// several kinds, or for an option that has no meaning for columns.
[[nodiscard]] const formats::Kind* kind_of_input(const DataFileOptions& data,
                                                 const formats::Kinds& kinds);

/// For a verb that reads text alone: of files with columns InputFile makes text, which @p data does
/// not say how to read, and @p shape becomes that of the text. @throws Error as kind_of_input().
void read_as_text(const DataFileOptions& data, DataShape& shape);

/// The same of codes that stand in @p column of the files; empty: in none. @throws FormatError if
/// they are positions, and the codes stand in value labels.
void check_codes_of_files(const DataFileOptions& data, const std::string& column);

/// The column that holds the codes, of data that is of @p kind: @p column, or that of its value
/// labels with @p by_label, which is noted in @p data. @throws Error if there can be no labels.
[[nodiscard]] std::string code_column(const std::string& column, bool by_label,
                                      const formats::Kind* kind, DataFileOptions& data);

/// What @p work gives; where codes are in value labels, the error says how these are read.
template <typename Work>
[[nodiscard]] auto advising_of_labels(const Work& work) {
    try {
        return work();
    } catch (const CodesInLabels& error) {
        throw Error(std::string{error.what()} + "; --by-label looks at the labels");
    }
}

/// The files themselves where @p data names folders.
[[nodiscard]] std::vector<std::string> parts_of(const DataFileOptions& data);

/// The kind that @p output is to be of: @p asked, the name of one or "csv" for text; by its ending
/// if nothing is asked. @throws Error for another name.
[[nodiscard]] const formats::Kind* kind_of_output(const std::string& output,
                                                  const std::string& asked,
                                                  const formats::Kinds& kinds);

/// Opens the files of @p data. @p columns: see formats::SourceRequest.
[[nodiscard]] std::unique_ptr<arrow::BlockSource> open_columns(
    const formats::Kind& kind, const DataFileOptions& data,
    std::optional<std::vector<std::string>> columns = {});

/// The same with the columns alone that @p request looks at.
template <typename Request>
[[nodiscard]] std::unique_ptr<arrow::BlockSource> open_asked(const formats::Kind& kind,
                                                             const DataFileOptions& data,
                                                             const Request& request) {
    auto all = open_columns(kind, data);
    auto names = formats::asked_names(request, all->schema());
    return names ? open_columns(kind, data, std::move(names)) : std::move(all);
}

/// Converts a file with columns, into one of @p out_kind, or text.
[[nodiscard]] ConvertSummary convert_columns(const Catalog& catalog, const Conversion& conversion,
                                             arrow::BlockSource& source,
                                             const formats::Kind* out_kind,
                                             const std::string& output,
                                             const ConvertOutputs& outputs);

/// Converts a text file into one with columns. @p run: converts it, given where bytes go.
[[nodiscard]] ConvertSummary convert_into_columns(
    const Conversion& conversion, const formats::Kind& kind, const std::string& output,
    const ConvertOutputs& outputs, const std::function<ConvertSummary(const ConvertOutputs&)>& run);

/// Gives the titles of a file with columns codes, into one of kinds.out, or text.
[[nodiscard]] AssignSummary assign_columns(const Assignment& assignment, const ColumnKinds& kinds,
                                           const DataFileOptions& data, const std::string& output,
                                           const ConvertOutputs& outputs);

/// The same into any @p sink, of files of @p kind.
[[nodiscard]] AssignSummary assign_columns(const Assignment& assignment, const formats::Kind& kind,
                                           const DataFileOptions& data,
                                           const formats::RowSink& sink, const WriteBytes& rejects);

/// The same of a text file into one with columns. @p run: gives them, given where bytes go.
[[nodiscard]] AssignSummary assign_into_columns(
    const Assignment& assignment, const formats::Kind& kind, const std::string& output,
    const ConvertOutputs& outputs, const std::function<AssignSummary(const ConvertOutputs&)>& run);

}  // namespace socshift::cli
