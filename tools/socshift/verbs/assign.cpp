#include "verbs/assign.hpp"

#include "options/assign_options.hpp"
#include "options/column_files.hpp"
#include "options/data_file.hpp"
#include "options/output_files.hpp"
#include "socshift/base/error.hpp"
#include "socshift/convert/assignment.hpp"
#include "socshift/publish/assignment_summary.hpp"
#include "socshift/titles/decision_log.hpp"
#include "text/assign_summary.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>
#include <ostream>
#include <utility>

namespace socshift::cli {

namespace {

struct AssignOptions {
    DataFileOptions data;
    AssignWays ways;
    ResultOptions files;
    bool quiet = false;
};

Assignment assignment_of(const AssignSpec& spec, const Context& context) {
    try {
        return {context.catalog, spec};
    } catch (const AssignError& error) {
        throw Error(assign_spec_text(error.findings().front()));
    }
}

/// @throws Error for a name or a column that is misspelt.
void check_names_of(const AssignSpec& spec, const Context& context, InputFile& input) {
    try {
        check_names(context.catalog, spec, input.reader());
    } catch (const AssignError& error) {
        throw Error(assign_spec_text(error.findings().front()));
    }
}

ExitCode exit_code(const AssignSummary& summary) {
    return summary.rows_rejected == 0 ? ExitCode::ok : ExitCode::differs;
}

AssignSummary assign_text(const Assignment& assignment, OutputFiles& files,
                          const ConvertOutputs& outputs) {
    auto& input = files.input();
    std::function<TextPlace(std::uint64_t)> place;
    if (input.is_several()) {
        place = [&input](std::uint64_t line) { return input.place(line); };
    }
    const auto persons = assignment.spec().person.empty()
                             ? PersonRows{}
                             : assignment.person_rows(input.first_reader(), place);
    return assignment.run(input.reader(), outputs, place, persons);
}

AssignSummary assign(const Assignment& assignment, const AssignOptions& options,
                     const ColumnKinds& kinds, OutputFiles& files) {
    const auto outputs = files.outputs();
    const auto& output = options.files.output;
    if (kinds.in != nullptr) {
        return assign_columns(assignment, kinds, options.data, output, outputs);
    }
    const auto run = [&](const ConvertOutputs& to) { return assign_text(assignment, files, to); };
    return kinds.out == nullptr ? run(outputs)
                                : assign_into_columns(assignment, *kinds.out, output, outputs, run);
}

ExitCode run_assign(AssignOptions options, Context& context) {
    options.data.files = expand_patterns(options.data.files);
    AssignSpec spec;
    set_shape(options.data, spec);
    set_assign_ways(options.ways, spec);
    options.data.with_threads = spec.threads != 1;
    const auto& known = formats::builtin_kinds();
    const ColumnKinds kinds{kind_of_input(options.data, known),
                            kind_of_output(options.files.output, options.files.output_kind, known)};
    if (kinds.in != nullptr) {
        options.data.parts = parts_of(options.data);
    }
    OutputFiles files(options.files, options.data, spec, context);
    auto& input = files.input();
    if (kinds.in == nullptr) {
        static_cast<DataShape&>(spec) = input.shape_of_text(spec);
    }
    try {
        files.take_names();
    } catch (const FileExists&) {
        // A name or a column that is misspelt is the nearer cause.
        if (kinds.in == nullptr) {
            check_names_of(spec, context, input);
        }
        throw;
    }
    if (!options.ways.learn.empty()) {
        spec.decisions = read_decision_log(context.catalog, options.ways.learn);
    }
    const auto assignment = assignment_of(spec, context);
    files.check();
    if (context.progress != nullptr && !options.quiet && kinds.in == nullptr) {
        input.show_progress(*context.progress);
    }
    try {
        const auto summary = assign(assignment, options, kinds, files);
        const AssignFacts facts{spec.file,
                                files.rejects_path(),
                                filters_text(spec),
                                input.notices(),
                                catalog_identity(context.catalog_folder),
                                options.ways.learn};
        if (files.summary() != nullptr) {
            files.summary()->write(summary_json(summary, assignment, facts));
        }
        files.commit(exit_code(summary));
        if (!options.quiet) {
            context.err << summary_text(summary, assignment, facts);
        }
        return exit_code(summary);
    } catch (const ReaderGone&) {
        return ExitCode::trouble;
    }
}

}  // namespace

Runner add_assign(CLI::App& verb) {
    auto options = std::make_shared<AssignOptions>();
    add_data_file_options(verb, options->data);
    add_assign_ways(verb, options->ways);
    add_result_options(verb, options->files);
    verb.add_flag("--quiet", options->quiet, "No summary on standard error");
    return [options](Context& context) { return run_assign(*options, context); };
}

}  // namespace socshift::cli
