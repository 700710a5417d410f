#pragma once

#include "options/data_file.hpp"
#include "socshift/convert/request.hpp"
#include "socshift/io/file_set.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace socshift::cli {

struct Context;
enum class ExitCode : int;

/// What a verb that works on the rows of a data file writes, as the user said it.
struct ResultOptions {
    std::string output = "-";
    std::string output_kind;  // empty: by its name
    std::string rejects;
    bool no_rejects = false;
    std::string summary;
    std::string methods;
    bool overwrite = false;
};

/// Adds `--output`, `--rejects`, `--no-rejects`, `--summary` and `--overwrite`.
void add_result_options(CLI::App& verb, ResultOptions& options);

/// The reader of standard output has gone: no message, nothing more to do.
struct ReaderGone {};

/// What is read and what is written in one run, checked against each other before anything is read.
/// Refers to what it is made of.
class OutputFiles {
public:
    OutputFiles(const ResultOptions& options, const DataFileOptions& data, const DataShape& shape,
                Context& context);

    /// Takes the names that are written. @throws FileError if one is there and may not be replaced,
    /// or cannot be used.
    void take_names();

    [[nodiscard]] InputFile& input() noexcept { return input_; }

    /// Looks again at the names, now that all that is read is known.
    void check() const { set_.check(); }

    /// They throw ReaderGone.
    [[nodiscard]] ConvertOutputs outputs();

    [[nodiscard]] OutputFile* summary() noexcept { return summary_; }
    [[nodiscard]] OutputFile* methods() noexcept { return methods_; }

    /// Where rows go that are set aside. Empty: nowhere. "-": standard output.
    [[nodiscard]] std::string rejects_path() const;

    /// What can fail comes first, standard output among it. @p code is what the run will end with.
    void commit(ExitCode code);

private:
    void use(const std::filesystem::path& path);
    void write(OutputFile* file, std::string_view bytes);
    void check_out();

    const ResultOptions& options_;
    const DataFileOptions& data_;
    Context& context_;
    InputFile input_;
    FileSet set_;
    std::vector<std::filesystem::path> used_;
    OutputFile* output_ = nullptr;   // standard output
    OutputFile* rejects_ = nullptr;  // nowhere
    bool rejects_to_out_ = false;
    OutputFile* summary_ = nullptr;
    OutputFile* methods_ = nullptr;
};

}  // namespace socshift::cli
