#include "verbs/convert.hpp"

#include "choice_option.hpp"
#include "options/cell_options.hpp"
#include "options/conversion_options.hpp"
#include "options/convert_ways.hpp"
#include "options/data_file.hpp"
#include "process.hpp"
#include "socshift/base/error.hpp"
#include "socshift/catalog/builtin.hpp"
#include "socshift/catalog/directory.hpp"
#include "socshift/convert/conversion.hpp"
#include "socshift/convert/sums.hpp"
#include "socshift/io/file_set.hpp"
#include "socshift/publish/methods_text.hpp"
#include "text/convert_summary.hpp"
#include "text/harmless.hpp"
#include "text/output.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <functional>
#include <memory>
#include <ostream>
#include <utility>
#include <vector>

namespace socshift::cli {

namespace {

namespace fs = std::filesystem;

struct ConvertOptions {
    DataFileOptions data;
    std::string column;
    ConvertEnds ends;
    WaysOptions ways;
    CellOptions cells;
    std::string output = "-";
    std::string rejects;
    bool no_rejects = false;
    std::string fail_above;
    std::string summary;
    std::string methods;
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
    bool overwrite = false;
    bool dry_run = false;
    bool quiet = false;
};

/// The reader of standard output has gone: no message, nothing more to do.
struct ReaderGone {};

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

/// Empty: none. "-": standard output.
fs::path rejects_path(const ConvertOptions& options) {
    if (options.no_rejects) {
        return {};
    }
    if (!options.rejects.empty()) {
        return is_standard_output(options.rejects) ? "-" : options.rejects;
    }
    if (!is_standard_output(options.output) && !is_stream(options.output)) {
        return options.output + ".rejects.csv";
    }
    const auto& first = options.data.files.front();
    return first == "-" ? "stdin.rejects.csv"
                        : fs::path{first}.filename().string() + ".rejects.csv";
}

/// The files of one conversion, checked against each other before anything is read.
class Files {
public:
    Files(const ConvertOptions& options, const DataShape& shape, Context& context)
        : context_(context),
          input_(options.data.files, shape, context.in),
          set_(options.overwrite) {}

    /// Takes the names that are written. @throws FileError if one is there and may not be replaced,
    /// or cannot be used.
    void take_names(const ConvertOptions& options) {
        const auto rejects = rejects_path(options);
        for (const auto& file : options.data.files) {
            if (file != "-") {
                use(file);
            }
        }
        if (!is_standard_output(options.output)) {
            use(options.output);
            output_ = &set_.add(options.output, compression_named(options.output));
        }
        rejects_to_out_ = rejects == "-";
        if (rejects_to_out_ && output_ == nullptr) {
            throw Error("--rejects -: the result goes to standard output as well; expected -o OUT");
        }
        if (!rejects.empty() && !rejects_to_out_) {
            use(rejects);
            rejects_ =
                &set_.add(rejects, compression_named(rejects.native()), FileSet::Empty::is_none);
        }
        if (!options.summary.empty()) {
            use(options.summary);
            summary_ = &set_.add(options.summary);
        }
        if (!options.methods.empty()) {
            use(options.methods);
            methods_ = &set_.add(options.methods);
        }
        say_what_was_left(set_, context_.err);
    }

    [[nodiscard]] InputFile& input() noexcept { return input_; }

    /// Looks again at the names, now that all that is read is known.
    void check() const { set_.check(); }

    [[nodiscard]] ConvertOutputs outputs() {
        return {[this](std::string_view bytes) { write(output_, bytes); },
                [this](std::string_view bytes) {
                    if (rejects_ != nullptr || rejects_to_out_) {
                        write(rejects_, bytes);
                    }
                }};
    }

    [[nodiscard]] OutputFile* summary() noexcept { return summary_; }
    [[nodiscard]] OutputFile* methods() noexcept { return methods_; }

    /// What can fail comes first, standard output among it. @p code is what the run will end with.
    void commit(ExitCode code) {
        set_.finish();
        if (output_ == nullptr || rejects_to_out_) {
            errno = 0;
            context_.out.flush();
            check_out();
        }
        set_.commit([code] { output_is_complete(code); });
    }

private:
    /// @throws FileError for a file that is named twice; devices may be.
    void use(const fs::path& path) {
        std::error_code ignored;
        if (fs::is_character_file(path, ignored)) {
            return;
        }
        auto real = fs::weakly_canonical(path, ignored);
        if (real.empty()) {
            real = path;
        }
        if (std::find(used_.begin(), used_.end(), real) != used_.end()) {
            throw FileError(fmt::format("'{}' is named for two purposes", path.string()));
        }
        used_.push_back(std::move(real));
    }

    /// @p file: nullptr is standard output.
    void write(OutputFile* file, std::string_view bytes) {
        if (file != nullptr) {
            file->write(bytes);
            return;
        }
        errno = 0;
        context_.out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        check_out();
    }

    void check_out() {
        if (!context_.out && errno == EPIPE) {
            throw ReaderGone{};
        }
        if (!context_.out) {
            throw FileError(
                fmt::format("cannot write to standard output: {}", std::strerror(errno)));
        }
    }

    Context& context_;
    InputFile input_;
    FileSet set_;
    std::vector<fs::path> used_;
    OutputFile* output_ = nullptr;   // standard output
    OutputFile* rejects_ = nullptr;  // nowhere
    bool rejects_to_out_ = false;
    OutputFile* summary_ = nullptr;
    OutputFile* methods_ = nullptr;
};

ConvertSummary convert(const Conversion& conversion, InputFile& input,
                       const ConvertOutputs& outputs) {
    std::function<TextPlace(std::uint64_t)> place;
    if (input.is_several()) {
        place = [&input](std::uint64_t line) { return input.place(line); };
    }
    try {
        return conversion.run(input.reader(), outputs, place);
    } catch (const MixedLevels& error) {
        throw Error(mixed_levels_text(error));
    } catch (const FiguresNotClear& error) {
        throw Error(figures_not_clear_text(error));
    }
}

/// What must be known of how the data was read.
std::vector<std::string> notices_of(const Conversion& conversion, const InputFile& input) {
    auto out = input.notices();
    if (conversion.editions().has_more_sets) {
        out.emplace_back(
            "so many different cells are no codes that not all of them were looked at for several "
            "codes: those that were not are set aside");
    }
    return out;
}

/// The options that left rows out.
std::string filters_text(const ConversionSpec& spec) {
    const auto has = [&](bool keeps) {
        return std::any_of(spec.where.begin(), spec.where.end(),
                           [&](const RowFilter& filter) { return filter.keeps == keeps; });
    };
    return has(true) ? (has(false) ? "--where and --where-not" : "--where") : "--where-not";
}

ConvertFacts facts_of(const ConvertOptions& options, const Conversion& conversion,
                      const InputFile& input) {
    const auto& spec = conversion.spec();
    std::vector<std::string> drafts;
    for (const auto& id : conversion.drafts()) {
        drafts.push_back(id.text());
    }
    return {spec.file,
            spec.column,
            conversion.from(),
            conversion.to(),
            conversion.route(),
            options.ends.weights.order,
            std::move(drafts),
            options.no_rejects ? "" : rejects_path(options).string(),
            conversion.weight_notes(),
            spec.split,
            spec.seed.value_or(0),
            spec.draws,
            spec.level,
            spec.scale,
            spec.whole,
            filters_text(spec),
            notices_of(conversion, input),
            spec.groups,
            !spec.families.empty()};
}

CatalogIdentity catalog_identity(const Context& context) {
    CatalogIdentity out{builtin_catalog_checksum()};
    if (!context.catalog_folder.empty()) {
        out.folder = context.catalog_folder;
        out.of_folder = folder_checksum(context.catalog_folder);
    }
    return out;
}

ExitCode exit_code(const ConvertSummary& summary) {
    return summary.rows_rejected == 0 && summary.rows_in_part == 0 ? ExitCode::ok
                                                                   : ExitCode::differs;
}

/// Converts what @p files gives, a sample, and says what came of it. Nothing is written.
ExitCode rehearse(const ConvertOptions& options, const Conversion& conversion, Files& files,
                  bool is_all, Context& context) {
    std::string start;
    const ConvertOutputs outputs{[&](std::string_view bytes) {
                                     const auto end = start.find('\n');
                                     start += end == std::string::npos ? bytes : "";
                                 },
                                 [](std::string_view) {}};
    const auto summary = convert(conversion, files.input(), outputs);
    HarmlessStream shown{context.out, Escapes::text};  // nothing of it is data
    shown << (is_all ? "dry run with all rows" : "dry run with the first rows")
          << "; nothing is written\n"
          << "first line of the result: " << start.substr(0, start.find_first_of("\r\n")) << "\n\n"
          << summary_text(summary, facts_of(options, conversion, files.input()));
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

ExitCode run_convert(ConvertOptions options, Context& context) {
    options.data.files = expand_patterns(options.data.files);
    auto spec = spec_of(options);
    Files files(options, spec, context);
    auto& input = files.input();
    static_cast<DataShape&>(spec) = input.shape_of_text(spec);
    try {
        files.take_names(options);
    } catch (const FileExists&) {
        // A name or a column that is misspelt is the nearer cause.
        check_options(spec, context.catalog, input);
        throw;
    }
    const bool is_all = options.dry_run && input.take_sample();
    spec.is_part = options.dry_run && !is_all;
    const auto conversion = conversion_of(spec, input, context, options.quiet);
    files.check();
    if (options.dry_run) {
        return rehearse(options, conversion, files, is_all, context);
    }
    if (context.progress != nullptr && !options.quiet) {
        input.show_progress(*context.progress);
    }
    ConvertSummary summary;
    try {
        summary = convert(conversion, input, files.outputs());
        const auto facts = facts_of(options, conversion, input);
        if (files.summary() != nullptr) {
            files.summary()->write(summary_json(summary, facts));
        }
        if (files.methods() != nullptr) {
            files.methods()->write(methods_text(context.catalog, conversion, summary, facts,
                                                catalog_identity(context)));
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
    verb.add_option("-o,--output", options.output, "The result; standard output if not given")
        ->type_name("OUT");
    auto* const rejects =
        verb.add_option("--rejects", options.rejects,
                        "Rows set aside; OUT.rejects.csv if not given, made only if needed; - is "
                        "standard output")
            ->type_name("FILE");
    verb.add_flag("--no-rejects", options.no_rejects, "Write no rows that are set aside")
        ->excludes(rejects);
    verb.add_option("--fail-above", options.fail_above,
                    "Write nothing and end with 2 if more than this part of the rows cannot be "
                    "carried")
        ->type_name("PART");
    verb.add_option("--summary", options.summary, "The summary as JSON")->type_name("FILE");
    verb.add_option("--methods", options.methods,
                    "What a paper has to say of this conversion, in sentences")
        ->type_name("FILE");
    verb.add_flag("--overwrite", options.overwrite, "Replace output files that exist");
    verb.add_flag("--dry-run", options.dry_run,
                  "Convert the first rows, say what would happen, and write nothing");
    verb.add_option("--threads", options.threads,
                    "At most so many threads; as many as the machine has if not given")
        ->check(CLI::Range(1U, 16U).description(""))
        ->type_name("N");
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
