#include "options/output_files.hpp"

#include "command.hpp"
#include "process.hpp"
#include "socshift/base/error.hpp"
#include "text/output.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ostream>
#include <system_error>
#include <utility>

namespace socshift::cli {

namespace fs = std::filesystem;

void add_result_options(CLI::App& verb, ResultOptions& options) {
    verb.add_option("-o,--output", options.output, "The result; standard output if not given")
        ->type_name("OUT");
    verb.add_option("--output-kind", options.output_kind,
                    "What OUT is to be: csv, parquet, dta, sav; by its name if not given")
        ->type_name("KIND");
    auto* const rejects =
        verb.add_option("--rejects", options.rejects,
                        "Rows set aside; OUT.rejects.csv if not given, made only if needed; - is "
                        "standard output")
            ->type_name("FILE");
    verb.add_flag("--no-rejects", options.no_rejects, "Write no rows that are set aside")
        ->excludes(rejects);
    verb.add_option("--summary", options.summary, "The summary as JSON")->type_name("FILE");
    verb.add_flag("--overwrite", options.overwrite, "Replace output files that exist");
}

OutputFiles::OutputFiles(const ResultOptions& options, const DataFileOptions& data,
                         const DataShape& shape, Context& context)
    : options_(options),
      data_(data),
      context_(context),
      input_(data.parts.empty() ? data.files : data.parts, shape, context.in),
      set_(options.overwrite) {}

std::string OutputFiles::rejects_path() const {
    if (options_.no_rejects) {
        return {};
    }
    if (!options_.rejects.empty()) {
        return is_standard_output(options_.rejects) ? "-" : options_.rejects;
    }
    if (!is_standard_output(options_.output) && !is_stream(options_.output)) {
        return options_.output + ".rejects.csv";
    }
    const auto& first = data_.files.front();
    return first == "-" ? "stdin.rejects.csv"
                        : fs::path{first}.filename().string() + ".rejects.csv";
}

void OutputFiles::take_names() {
    const fs::path rejects = rejects_path();
    for (const auto& file : data_.files) {
        if (file != "-") {
            use(file);
        }
    }
    if (!is_standard_output(options_.output)) {
        use(options_.output);
        output_ = &set_.add(options_.output, compression_named(options_.output));
    }
    rejects_to_out_ = rejects == "-";
    if (rejects_to_out_ && output_ == nullptr) {
        throw Error("--rejects -: the result goes to standard output as well; expected -o OUT");
    }
    if (!rejects.empty() && !rejects_to_out_) {
        use(rejects);
        rejects_ = &set_.add(rejects, compression_named(rejects.native()), FileSet::Empty::is_none);
    }
    if (!options_.summary.empty()) {
        use(options_.summary);
        summary_ = &set_.add(options_.summary);
    }
    if (!options_.methods.empty()) {
        use(options_.methods);
        methods_ = &set_.add(options_.methods);
    }
    say_what_was_left(set_, context_.err);
}

ConvertOutputs OutputFiles::outputs() {
    return {[this](std::string_view bytes) { write(output_, bytes); },
            [this](std::string_view bytes) {
                if (rejects_ != nullptr || rejects_to_out_) {
                    write(rejects_, bytes);
                }
            }};
}

void OutputFiles::commit(ExitCode code) {
    set_.finish();
    if (output_ == nullptr || rejects_to_out_) {
        errno = 0;
        context_.out.flush();
        check_out();
    }
    set_.commit([code] { output_is_complete(code); });
}

/// @throws FileError for a file that is named twice; devices may be.
void OutputFiles::use(const fs::path& path) {
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
void OutputFiles::write(OutputFile* file, std::string_view bytes) {
    if (file != nullptr) {
        file->write(bytes);
        return;
    }
    errno = 0;
    context_.out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    check_out();
}

void OutputFiles::check_out() {
    if (!context_.out && errno == EPIPE) {
        throw ReaderGone{};
    }
    if (!context_.out) {
        throw FileError(fmt::format("cannot write to standard output: {}", std::strerror(errno)));
    }
}

}  // namespace socshift::cli
