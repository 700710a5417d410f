#include "convert.hpp"

#include "output_file.hpp"
#include "render/convert_summary.hpp"
#include "socshift/convert/rows.hpp"
#include "socshift/convert/sums.hpp"
#include "socshift/history/route.hpp"
#include "socshift/model/error.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <ostream>
#include <utility>

namespace socshift::cli {

namespace {

namespace fs = std::filesystem;

struct ConvertOptions {
    std::string file;
    std::string column;
    std::string from;
    std::string to;
    std::string output = "-";
    std::string rejects;
    std::string summary;
    std::string delimiter;
    std::string sum;
    std::vector<std::string> where;
    std::string prefix;
    Weighting weights = Weighting::none;
    ShareForm shares = ShareForm::decimal;
    OnUnknown on_unknown = OnUnknown::set_aside;
    bool no_header = false;
    bool allow_mixed_levels = false;
    bool overwrite = false;
    bool quiet = false;
};

/// The reader of standard output has gone: no message, nothing more to do.
struct ReaderGone {};

std::vector<std::string> split(const std::string& text, std::string_view what) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(',', begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        if (parts.back().empty()) {
            throw Error(
                fmt::format("{}: expected names with a comma between, found '{}'", what, text));
        }
        begin = end + 1;
    }
    return parts;
}

RowFilter parse_filter(const std::string& text) {
    const auto equals = text.find('=');
    if (equals == 0 || equals == std::string::npos) {
        throw Error(fmt::format("--where: expected COLUMN=VALUE[,VALUE…], found '{}'", text));
    }
    return {text.substr(0, equals), split(text.substr(equals + 1), "--where")};
}

std::optional<char> parse_delimiter(const std::string& text) {
    if (text.empty()) {
        return std::nullopt;
    }
    static const std::map<std::string, char> names = {
        {"comma", ','}, {"tab", '\t'}, {"semicolon", ';'}, {"pipe", '|'}, {"\\t", '\t'}};
    if (const auto name = names.find(text); name != names.end()) {
        return name->second;
    }
    if (text.size() != 1 || std::string_view{"\"\r\n"}.find(text) != std::string_view::npos) {
        throw Error(
            fmt::format("--delimiter: expected one character, or comma, tab, semicolon or "
                        "pipe, found '{}'",
                        text));
    }
    return text.front();
}

ConvertRequest request_of(const ConvertOptions& options) {
    ConvertRequest request;
    request.file = options.file == "-" ? "standard input" : options.file;
    request.column = options.column;
    request.delimiter = parse_delimiter(options.delimiter);
    request.has_header = !options.no_header;
    for (const auto& filter : options.where) {
        request.where.push_back(parse_filter(filter));
    }
    request.on_unknown = options.on_unknown;
    request.prefix = options.prefix;
    request.shares = options.shares;
    request.allow_mixed_levels = options.allow_mixed_levels;
    if (!options.sum.empty()) {
        request.sums = split(options.sum, "--sum");
        if (options.on_unknown == OnUnknown::keep) {
            throw Error("--on-unknown keep: a sum has no rows to keep; set-aside or fail");
        }
    }
    return request;
}

fs::path rejects_path(const ConvertOptions& options) {
    if (!options.rejects.empty()) {
        return options.rejects;
    }
    if (options.output != "-") {
        return options.output + ".rejects.csv";
    }
    return options.file == "-" ? "stdin.rejects.csv"
                               : fs::path{options.file}.filename().string() + ".rejects.csv";
}

/// The files of one conversion, checked against each other before anything is read.
class Files {
public:
    Files(const ConvertOptions& options, Context& context) : context_(context) {
        const auto rejects = rejects_path(options);
        std::vector<fs::path> used;
        const auto add = [&](const fs::path& path) {
            for (const auto& other : used) {
                if (fs::weakly_canonical(other) == fs::weakly_canonical(path)) {
                    throw FileError(fmt::format("'{}' is named for two purposes", path.string()));
                }
            }
            used.push_back(path);
        };
        if (options.file != "-") {
            add(options.file);
            open_input(options.file);
        }
        if (options.output != "-") {
            add(options.output);
            output_ = std::make_unique<OutputFile>(options.output, options.overwrite);
        }
        add(rejects);
        rejects_ = std::make_unique<OutputFile>(rejects, options.overwrite);
        if (!options.summary.empty()) {
            add(options.summary);
            summary_ = std::make_unique<OutputFile>(options.summary, options.overwrite);
        }
    }

    [[nodiscard]] ReadBytes reader(const std::string& name) {
        return bytes_of(input_.is_open() ? input_ : context_.in, name);
    }

    [[nodiscard]] ConvertOutputs outputs() {
        return {[this](std::string_view bytes) { write(bytes); },
                [this](std::string_view bytes) { rejects_->write(bytes); }};
    }

    [[nodiscard]] OutputFile* summary() noexcept { return summary_.get(); }

    /// The output comes last: when it is there, everything is.
    void commit() {
        rejects_->commit();
        if (summary_) {
            summary_->commit();
        }
        if (output_) {
            output_->commit();
        } else {
            flush();
        }
    }

private:
    void open_input(const std::string& file) {
        if (fs::is_directory(file)) {
            throw FileError(fmt::format("cannot read '{}': it is a folder", file));
        }
        errno = 0;
        input_.open(file, std::ios::binary);
        if (!input_) {
            throw FileError(fmt::format("cannot read '{}': {}", file, std::strerror(errno)));
        }
    }

    void write(std::string_view bytes) {
        if (output_) {
            output_->write(bytes);
            return;
        }
        errno = 0;
        context_.out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        check_out();
    }

    void flush() {
        errno = 0;
        context_.out.flush();
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
    std::ifstream input_;
    std::unique_ptr<OutputFile> output_;
    std::unique_ptr<OutputFile> rejects_;
    std::unique_ptr<OutputFile> summary_;
};

ConvertSummary convert(const ConvertRequest& request, CodeRecogniser& recogniser, const Plan& plan,
                       Files& files) {
    auto read = files.reader(request.file);
    if (request.sums.empty()) {
        return convert_rows(request, recogniser, plan, std::move(read), files.outputs());
    }
    try {
        return convert_sums(request, recogniser, plan, std::move(read), files.outputs());
    } catch (const MixedLevels& error) {
        throw Error(
            fmt::format("{}; keep one level with --where COLUMN=VALUE, or say "
                        "--allow-mixed-levels",
                        error.what()));
    }
}

/// The editions on the way that are drafts: every output that rests on one says so.
std::vector<std::string> drafts_on(const Catalog& catalog, const Route& route) {
    std::vector<EditionId> editions{route.from};
    for (const auto& step : route.steps) {
        editions.push_back(step.to);
    }
    std::vector<std::string> drafts;
    for (const auto& id : editions) {
        if (catalog.header(id).status == Status::draft) {
            drafts.push_back(id.text());
        }
    }
    return drafts;
}

ExitCode run_convert(const ConvertOptions& options, Context& context) {
    const auto request = request_of(options);
    const auto& catalog = context.catalog;
    const auto route =
        require_route(catalog, catalog.resolve(options.from), catalog.resolve(options.to));
    const auto plan = Plan::make(catalog.edition(route.from), catalog.edition(route.to),
                                 composed(catalog, route), options.weights);
    CodeRecogniser recogniser(catalog, route.from);
    Files files(options, context);
    ConvertSummary summary;
    try {
        summary = convert(request, recogniser, plan, files);
        const ConvertFacts facts{request.file,
                                 options.column,
                                 route.from.text(),
                                 route.to.text(),
                                 route.text(),
                                 std::string{to_string(options.weights)},
                                 drafts_on(catalog, route),
                                 rejects_path(options).string()};
        if (files.summary() != nullptr) {
            files.summary()->write(summary_json(summary, facts));
        }
        files.commit();
        if (!options.quiet) {
            context.err << summary_text(summary, facts);
        }
    } catch (const ReaderGone&) {
        return ExitCode::trouble;
    }
    return summary.rows_rejected == 0 ? ExitCode::ok : ExitCode::differs;
}

/// An option that takes one of a few words.
template <typename Value>
void add_choice(CLI::App& verb, const std::string& name, Value& value,
                const std::vector<std::pair<std::string, Value>>& choices,
                const std::string& description) {
    std::vector<std::string> words;
    for (const auto& choice : choices) {
        words.push_back(choice.first);
    }
    verb.add_option_function<std::string>(
            name,
            [&value, choices](const std::string& word) {
                value = std::find_if(choices.begin(), choices.end(), [&](const auto& choice) {
                            return choice.first == word;
                        })->second;
            },
            description)
        ->check(CLI::IsMember(words).description(""))
        ->type_name("WORD")
        ->default_str(words.front());
}

void add_what(CLI::App& verb, ConvertOptions& options) {
    verb.add_option("FILE", options.file, "Delimited text with a header; - is standard input")
        ->required();
    verb.add_option("--column", options.column, "The column with the codes: its name, or #2")
        ->type_name("C")
        ->required();
    verb.add_option("--from", options.from, "The edition that the codes are of")
        ->type_name("EDITION")
        ->required();
    verb.add_option("--to", options.to, "The edition wanted")->type_name("EDITION")->required();
    verb.add_option("--sum", options.sum, "Add these columns up by target code instead")
        ->type_name("COL[,COL]");
    add_choice(verb, "--weights", options.weights,
               {{"none", Weighting::none}, {"equal", Weighting::equal}},
               "none, or equal: split evenly where no share is known");
    verb.add_option("--where", options.where, "Only rows with this value; can be repeated")
        ->type_name("COLUMN=VALUE[,VALUE]")
        ->allow_extra_args(false);
    verb.add_flag("--allow-mixed-levels", options.allow_mixed_levels,
                  "Add up a file that has rows for groups and for their members");
    add_choice(
        verb, "--on-unknown", options.on_unknown,
        {{"set-aside", OnUnknown::set_aside}, {"fail", OnUnknown::fail}, {"keep", OnUnknown::keep}},
        "What to do with a row that cannot be carried: set-aside, fail, or keep (rows only)");
}

void add_files(CLI::App& verb, ConvertOptions& options) {
    verb.add_option("-o,--output", options.output, "The result; standard output if not given")
        ->type_name("OUT");
    verb.add_option("--rejects", options.rejects,
                    "Rows set aside; OUT.rejects.csv if not given, made only if needed")
        ->type_name("FILE");
    verb.add_option("--summary", options.summary, "The summary as JSON")->type_name("FILE");
    verb.add_flag("--overwrite", options.overwrite, "Replace output files that exist");
    verb.add_flag("--quiet", options.quiet, "No summary on standard error");
    verb.add_option("--delimiter", options.delimiter,
                    "A character, or comma, tab, semicolon, pipe; detected if not given")
        ->type_name("CHAR");
    verb.add_flag("--no-header", options.no_header,
                  "The first line is a row; columns are #1, #2, …");
    add_choice(verb, "--shares", options.shares,
               {{"decimal", ShareForm::decimal}, {"fraction", ShareForm::fraction}},
               "decimal or fraction");
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
