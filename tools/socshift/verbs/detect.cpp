#include "verbs/detect.hpp"

#include "number_option.hpp"
#include "options/cell_options.hpp"
#include "options/column_files.hpp"
#include "options/data_file.hpp"
#include "options/format_option.hpp"
#include "socshift/publish/detection_answer.hpp"
#include "socshift/recognise/detect.hpp"
#include "text/detection.hpp"
#include "text/print.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

namespace socshift::cli {

namespace {

struct DetectOptions {
    DataFileOptions data;
    std::string column;
    bool by_label = false;
    std::string no_code;
    std::size_t evidence = 5;
    Format format = Format::text;
};

bool is_clear(const ColumnDetection& column) {
    return column.verdict == EditionCertainty::clear && column.explained == column.rows;
}

ExitCode run_detect(DetectOptions options, Context& context) {
    options.data.files = expand_patterns(options.data.files);
    DetectRequest request;
    set_shape(options.data, request);
    const auto* const kind = kind_of_input(options.data, formats::builtin_kinds());
    request.column = code_column(options.column, options.by_label, kind, options.data);
    request.no_code = no_code_words(options.no_code);
    const auto detection = [&] {
        if (kind != nullptr) {
            const auto source = open_asked(*kind, options.data, request);
            return advising_of_labels(
                [&] { return formats::detect_blocks(request, context.catalog, *source); });
        }
        InputFile input(options.data.files, request, context.in);
        static_cast<DataShape&>(request) = input.shape_of_text(request);
        return detect(request, context.catalog, input.reader());
    }();
    auto answer = detection_answer(context.catalog, detection, options.evidence);
    if (detection.columns.empty()) {
        answer.warnings = {
            "no column holds codes of an edition; --column C looks at one all the same"};
    }
    print(answer, options.format, context,
          {[&] { write_detection(context, detection, options.evidence); }});
    if (detection.columns.empty()) {
        return ExitCode::differs;
    }
    const bool all_clear =
        std::all_of(detection.columns.begin(), detection.columns.end(), is_clear);
    return all_clear && detection.ragged == 0 ? ExitCode::ok : ExitCode::differs;
}

}  // namespace

Runner add_detect(CLI::App& verb) {
    auto options = std::make_shared<DetectOptions>();
    add_data_file_options(verb, options->data);
    verb.add_option("--column", options->column, "This column only: its name, or #2")
        ->type_name("C");
    add_by_label_option(verb, options->by_label);
    add_no_code_option(verb, options->no_code);
    add_number(verb, "--evidence", options->evidence, std::size_t{0},
               std::numeric_limits<std::size_t>::max(),
               "How many codes and examples to name; 5 if not given, 0 for all");
    add_format_option(verb, options->format);
    return [options](Context& context) { return run_detect(*options, context); };
}

}  // namespace socshift::cli
