#include "verbs/convert.hpp"

#include "arrow/frame.hpp"
#include "choice_option.hpp"
#include "columns/first_rows.hpp"
#include "number_option.hpp"
#include "options/cell_options.hpp"
#include "options/column_files.hpp"
#include "options/conversion_options.hpp"
#include "options/convert_ways.hpp"
#include "options/data_file.hpp"
#include "options/edition_files.hpp"
#include "options/output_files.hpp"
#include "socshift/base/error.hpp"
#include "socshift/convert/conversion.hpp"
#include "socshift/convert/sums.hpp"
#include "socshift/convert/wave_codes.hpp"
#include "socshift/io/input_log.hpp"
#include "socshift/publish/methods_text.hpp"
#include "text/convert_summary.hpp"
#include "text/harmless.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <ostream>
#include <utility>
#include <vector>

namespace socshift::cli {

namespace {

struct ConvertOptions {
    DataFileOptions data;
    std::string column;
    bool by_label = false;
    ConvertEnds ends;
    WaysOptions ways;
    CellOptions cells;
    ResultOptions files;
    std::string fail_above;
    std::string sum;
    std::string mean;
    std::string by_weight;
    std::string by;
    std::string prefix;
    std::optional<ShareForm> shares;
    OnUnknown on_unknown = OnUnknown::set_aside;
    bool bounds = false;
    bool shares_of_basis = false;
    bool allow_mixed_levels = false;
    unsigned threads = 0;
    bool dry_run = false;
    bool quiet = false;
};

std::vector<std::string> list(const std::string& names, std::string_view option) {
    return names.empty() ? std::vector<std::string>{} : split_list(names, option);
}

/// "0.0150" for "1.5%": the point two places further left.
std::string hundredth_of(const std::string& percent) {
    const auto number = percent.substr(0, percent.size() - 1);
    const auto point = std::min(number.find('.'), number.size());
    auto digits = number.substr(0, point);
    const auto decimals = number.substr(std::min(point + 1, number.size()));
    digits.insert(0, digits.size() < 3 ? 3 - digits.size() : 0, '0');
    return digits.substr(0, digits.size() - 2) + "." + digits.substr(digits.size() - 2) + decimals;
}

/// "1%", "0.01", "1/100": a part of the rows. @throws Error for what is none.
Share parse_part(const std::string& text) {
    const bool is_percent = text.ends_with('%');
    if (text.size() > (is_percent ? 1U : 0U)) {
        if (const auto share = Share::read(is_percent ? hundredth_of(text) : text)) {
            return *share;
        }
    }
    throw Error(fmt::format(
        "--fail-above: expected a part of the rows such as 1% or 0.01, found '{}'", text));
}

/// @throws Error for options that contradict each other.
ConversionSpec spec_of(const ConvertOptions& options) {
    ConversionSpec spec;
    set_shape(options.data, spec);
    spec.column = options.column;
    if (!options.fail_above.empty()) {
        spec.fail_above = parse_part(options.fail_above);
    }
    spec.on_unknown = options.on_unknown;
    spec.prefix = options.prefix;
    spec.shares = options.shares;
    spec.sums = list(options.sum, "--sum");
    spec.means = list(options.mean, "--mean");
    spec.by_weight = options.by_weight;
    spec.by = list(options.by, "--by");
    spec.bounds = options.bounds;
    spec.shares_of_basis = options.shares_of_basis;
    spec.allow_mixed_levels = options.allow_mixed_levels;
    spec.threads = options.threads;
    set_ways(options.ways, spec);
    set_cells(options.cells, spec);
    set_ends(options.ends, spec);
    check_options(spec);
    return spec;
}

/// What is read and written, and how.
struct Run {
    const ConvertOptions& options;
    OutputFiles& files;
    ColumnKinds kinds;
    Context& context;
};

/// Of a dry run, so many rows of a file with columns are read.
constexpr std::uint64_t sample_rows = 100000;

ConvertSummary convert_text(const Run& run, const Conversion& conversion,
                            const ConvertOutputs& outputs) {
    auto& input = run.files.input();
    std::function<TextPlace(std::uint64_t)> place;
    if (input.is_several()) {
        place = [&input](std::uint64_t line) { return input.place(line); };
    }
    const auto into = [&](const ConvertOutputs& to) {
        return conversion.run(input.reader(), to, place);
    };
    return run.kinds.out == nullptr || run.options.dry_run
               ? into(outputs)
               : convert_into_columns(conversion, *run.kinds.out, run.options.files.output, outputs,
                                      into);
}

ConvertSummary convert_columns(const Run& run, const Conversion& conversion,
                               const ConvertOutputs& outputs) {
    // Of figures no other columns are needed.
    const auto& data = run.options.data;
    const auto source = conversion.request().adds_up()
                            ? open_asked(*run.kinds.in, data, conversion.spec())
                            : open_columns(*run.kinds.in, data);
    const auto& output = run.options.files.output;
    if (run.options.dry_run) {
        formats::FirstRows first(*source, sample_rows);
        return cli::convert_columns(run.context.catalog, conversion, first, nullptr, output,
                                    outputs);
    }
    return cli::convert_columns(run.context.catalog, conversion, *source, run.kinds.out, output,
                                outputs);
}

ConvertSummary convert(const Run& run, const Conversion& conversion,
                       const ConvertOutputs& outputs) {
    try {
        return run.kinds.in == nullptr
                   ? convert_text(run, conversion, outputs)
                   : advising_of_labels([&] { return convert_columns(run, conversion, outputs); });
    } catch (const MixedLevels& error) {
        throw Error(mixed_levels_text(error));
    } catch (const FiguresNotClear& error) {
        throw Error(figures_not_clear_text(error));
    }
}

ConvertFacts facts_of(const Conversion& conversion, OutputFiles& files) {
    auto out = facts_of(conversion);
    out.rejects = files.rejects_path();
    out.filters = filters_text(conversion.spec());
    auto notices = files.input().notices();
    out.file_notices.insert(out.file_notices.begin(), notices.begin(), notices.end());
    return out;
}

ExitCode exit_code(const ConvertSummary& summary) {
    return summary.rows_rejected == 0 && summary.rows_in_part == 0 ? ExitCode::ok
                                                                   : ExitCode::differs;
}

/// Converts what @p files gives, a sample, and says what came of it. Nothing is written.
ExitCode rehearse(const Run& run, const Conversion& conversion, bool is_all) {
    std::string start;
    const ConvertOutputs outputs{[&](std::string_view bytes) {
                                     const auto end = start.find('\n');
                                     start += end == std::string::npos ? bytes : "";
                                 },
                                 [](std::string_view) {}};
    const auto summary = convert(run, conversion, outputs);
    HarmlessStream shown{run.context.out, Escapes::text};  // nothing of it is data
    shown << (is_all ? "dry run with all rows" : "dry run with the first rows")
          << "; nothing is written\n"
          << "first line of the result: " << start.substr(0, start.find_first_of("\r\n")) << "\n\n"
          << summary_text(summary, facts_of(conversion, run.files));
    if (summary.rows_carried > 0) {
        constexpr double hundred = 100;
        shown << fmt::format(
            "\nof the rows carried, {:.1f} % have a code with several "
            "targets\n",
            hundred * static_cast<double>(summary.rows_split) /
                static_cast<double>(summary.rows_carried));
    }
    return exit_code(summary);
}

/// Whether a file with columns has no more rows than a dry run reads.
bool is_small(const Run& run, const ConversionSpec& spec) {
    const auto source = open_asked(*run.kinds.in, run.options.data, spec);
    formats::FirstRows first(*source, sample_rows);
    for (arrow::Owned<arrow::CArray> block; first.next(block);) {
    }
    return !first.has_more();
}

Conversion conversion_of(const Run& run, const ConversionSpec& spec) {
    auto& context = run.context;
    if (run.kinds.in == nullptr) {
        return cli::conversion_of(spec, run.files.input(), context, run.options.quiet);
    }
    const auto found = [&] {
        const auto source = open_asked(*run.kinds.in, run.options.data, spec);
        if (!run.options.dry_run) {
            return formats::found_editions(context.catalog, spec, *source);
        }
        formats::FirstRows first(*source, sample_rows);
        return formats::found_editions(context.catalog, spec, first);
    };
    return advising_of_labels(
        [&] { return cli::conversion_of(spec, found, context, run.options.quiet); });
}

/// The editions that `--from` names: a file as it is written, whatever signs its path has, or a
/// list.
std::vector<std::string> editions_from(const std::string& text) {
    return names_edition_file(text) && is_readable(text) ? std::vector{text} : edition_names(text);
}

ExitCode run_convert(ConvertOptions options, Context& given) {
    // Each name once: a file that is named twice is one edition.
    const auto from =
        options.ends.from.empty() ? std::vector<std::string>{} : editions_from(options.ends.from);
    const auto families = options.ends.families.empty()
                              ? std::vector<std::string>{}
                              : split_list(options.ends.families, "--families");
    std::map<std::string, std::string> opened_as;
    std::vector<std::string*> names;
    const auto take = [&](const std::string& name) {
        if (const auto [entry, is_new] = opened_as.emplace(name, name); is_new) {
            names.push_back(&entry->second);
        }
    };
    std::for_each(from.begin(), from.end(), take);
    if (!options.ends.to.empty()) {
        take(options.ends.to);
    }
    std::for_each(families.begin(), families.end(), take);
    options.ends.files.quiet = options.quiet;
    OpenedEditions opened(given, names, options.ends.files);
    if (!opened.files().empty()) {
        const auto all = [&](const std::vector<std::string>& list, const char* between) {
            std::string out;
            for (const auto& name : list) {
                out += (out.empty() ? "" : between) + opened_as.at(name);
            }
            return out;
        };
        options.ends.from = all(from, "+");
        options.ends.families = all(families, ",");
        options.ends.to = options.ends.to.empty() ? "" : opened_as.at(options.ends.to);
    }
    auto& context = opened.context();
    options.data.files = expand_patterns(options.data.files);
    options.data.with_threads = options.threads != 1;
    const auto& known = formats::builtin_kinds();
    const ColumnKinds kinds{kind_of_input(options.data, known),
                            kind_of_output(options.files.output, options.files.output_kind, known)};
    if (kinds.in != nullptr) {
        options.data.parts = parts_of(options.data);
    }
    options.column = code_column(options.column, options.by_label, kinds.in, options.data);
    auto spec = spec_of(options);
    OutputFiles files(options.files, options.data, spec, context);
    auto& input = files.input();
    const Run run{options, files, kinds, context};
    if (kinds.in == nullptr) {
        static_cast<DataShape&>(spec) = input.shape_of_text(spec);
    }
    try {
        files.take_names();
    } catch (const FileExists&) {
        // A name or a column that is misspelt is the nearer cause.
        if (kinds.in == nullptr) {
            check_options(spec, context.catalog, input);
        }
        throw;
    }
    const bool is_all =
        options.dry_run && (kinds.in == nullptr ? input.take_sample() : is_small(run, spec));
    spec.is_part = options.dry_run && !is_all;
    const auto conversion = conversion_of(run, spec);
    files.check();
    if (options.dry_run) {
        return rehearse(run, conversion, is_all);
    }
    if (context.progress != nullptr && !options.quiet && kinds.in == nullptr) {
        input.show_progress(*context.progress);
    }
    ConvertSummary summary;
    try {
        summary = convert(run, conversion, files.outputs());
        auto facts = facts_of(conversion, files);
        facts.edition_files = opened.files();
        if (files.methods() != nullptr) {
            facts.methods = methods_text(context.catalog, conversion, summary, facts,
                                         catalog_identity(context.catalog_folder));
            files.methods()->write(facts.methods);
        }
        if (files.summary() != nullptr) {
            files.summary()->write(summary_json(summary, facts));
        }
        files.commit(exit_code(summary));
        if (!options.quiet) {
            context.err << summary_text(summary, facts);
        }
    } catch (const ReaderGone&) {
        return ExitCode::trouble;
    }
    return exit_code(summary);
}

void add_what(CLI::App& verb, ConvertOptions& options) {
    add_data_file_options(verb, options.data);
    verb.add_option("--column", options.column, "The column with the codes: its name, or #2")
        ->type_name("C")
        ->required();
    add_by_label_option(verb, options.by_label);
    add_convert_ends(verb, options.ends);
    verb.add_option("--sum", options.sum, "Add these columns up by target code instead")
        ->type_name("COL[,COL]");
    verb.add_option("--mean", options.mean, "Average these columns by target code instead")
        ->type_name("COL[,COL]");
    verb.add_option("--by-weight", options.by_weight, "With --mean: the weight of each row")
        ->type_name("COL");
    verb.add_option("--by", options.by,
                    "With --sum or --mean: figures by target code and these columns")
        ->type_name("COL[,COL]");
    add_weights_options(verb, options.ends.weights);
    add_ways_options(verb, options.ways);
    verb.add_flag("--bounds", options.bounds,
                  "With --sum: beside each figure the least and the most that it can be");
    verb.add_flag("--shares-of-basis", options.shares_of_basis,
                  "With --sum: beside each figure what part of it rests on each basis, rows and "
                  "missing figures");
    add_choice(verb, "--groups", options.ends.groups,
               "What to do with a code that has others under it: set-aside, carry or spread");
    verb.add_flag("--allow-mixed-levels", options.allow_mixed_levels,
                  "Add up a file that has rows for groups and for their members");
    add_cell_options(verb, options.cells);
    add_choice(
        verb, "--on-unknown", options.on_unknown,
        "What to do with a row that cannot be carried: set-aside, fail, or keep (rows only)");
}

void add_files(CLI::App& verb, ConvertOptions& options) {
    add_result_options(verb, options.files);
    verb.add_option("--fail-above", options.fail_above,
                    "Write nothing and end with 2 if more than this part of the rows cannot be "
                    "carried")
        ->type_name("PART");
    verb.add_option("--methods", options.files.methods,
                    "What a paper has to say of this conversion, in sentences")
        ->type_name("FILE");
    verb.add_flag("--dry-run", options.dry_run,
                  "Convert the first rows, say what would happen, and write nothing");
    add_number(verb, "--threads", options.threads, 1U, 16U,
               "At most so many threads; as many as the machine has if not given");
    verb.add_flag("--quiet", options.quiet, "No summary on standard error");
    add_choice(verb, "--shares", options.shares, ShareForm::decimal, "decimal or fraction");
    verb.add_option("--prefix", options.prefix, "Put before the names of the added columns")
        ->type_name("TEXT");
}

}  // namespace

Runner add_convert(CLI::App& verb) {
    auto options = std::make_shared<ConvertOptions>();
    add_what(verb, *options);
    add_files(verb, *options);
    return [options](Context& context) { return run_convert(*options, context); };
}

}  // namespace socshift::cli
