#include "text/output.hpp"

#include "process.hpp"
#include "socshift/base/error.hpp"
#include "socshift/io/file_set.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <filesystem>
#include <ostream>
#include <system_error>
#include <vector>

namespace socshift::cli {

namespace {

/// "'a.csv', 'b.csv'"
std::string names_text(const std::vector<std::filesystem::path>& files) {
    std::string out;
    for (const auto& file : files) {
        out += fmt::format("{}'{}'", out.empty() ? "" : ", ", file.string());
    }
    return out;
}

}  // namespace

void add_output_options(CLI::App& verb, OutputOptions& options) {
    verb.add_option("-o,--output", options.file, "Write to FILE instead of standard output")
        ->type_name("FILE");
    verb.add_flag("--overwrite", options.overwrite, "Replace files that are there already");
}

bool is_standard_output(const std::string& file) {
    return file == "-" || file == "/dev/stdout" || file == "/dev/fd/1" || file == "/proc/self/fd/1";
}

void write_output(Context& context, const OutputOptions& options, std::string_view bytes,
                  ExitCode code) {
    if (options.file.empty() || is_standard_output(options.file)) {
        context.out << bytes;
        return;
    }
    write_files(context, {{options.file, bytes}}, options.overwrite, code);
}

std::filesystem::path in_folder(const std::string& folder, const std::string& name) {
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) {
        throw FileError(fmt::format("cannot make the folder '{}': {}", folder, failed.message()));
    }
    return std::filesystem::path{folder} / name;
}

void write_files(Context& context, const std::vector<FileToWrite>& files, bool overwrite,
                 ExitCode code) {
    if (files.empty()) {
        return;
    }
    FileSet set(overwrite);
    std::vector<OutputFile*> opened;
    for (const auto& each : files) {
        opened.push_back(&set.add(each.file));
    }
    say_what_was_left(set, context.err);
    for (std::size_t i = 0; i < files.size(); ++i) {
        opened[i]->write(files[i].bytes);
    }
    set.finish();
    set.commit([code] { output_is_complete(code); });
}

void say_recovery(const Recovery& recovery, std::ostream& err) {
    std::string_view what;
    switch (recovery.outcome) {
        case Recovery::Outcome::nothing:
            return;
        case Recovery::Outcome::finished:
            what = "an earlier run was ended while it gave files their names; that is finished now";
            break;
        case Recovery::Outcome::undone:
            what =
                "an earlier run was ended while it gave files their names, and others have them "
                "now; that is undone";
            break;
        case Recovery::Outcome::mixed:
            what =
                "an earlier run was ended while it gave files their names, and could be neither "
                "finished nor undone: they may not be of one run";
            break;
    }
    err << fmt::format("socshift: {}: {}\n", what, names_text(recovery.files));
}

void say_what_was_left(const FileSet& files, std::ostream& err) {
    say_recovery(files.recovery(), err);
    if (!files.left_over().empty()) {
        err << fmt::format("socshift: left over by an earlier run, and can be removed: {}\n",
                           names_text(files.left_over()));
    }
}

}  // namespace socshift::cli
