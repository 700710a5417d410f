#pragma once

#include <filesystem>
#include <string>

namespace socshift::golden {

/// What a test means by its exit code: ctest knows 77 as "skipped".
enum class Outcome : int { passed = 0, failed = 1, skipped = 77 };

/// Where a command's standard output and standard error go. The same file: combined, in order.
struct Outputs {
    std::filesystem::path out;
    std::filesystem::path err;
};

/// A fresh temporary folder to run shell commands in, with an environment that is the same on
/// every machine: UTF-8, UTC, 80 columns, no colour settings, and a home of its own. The program
/// under test is `socshift` on PATH. The folder goes away with the object.
class Sandbox {
public:
    explicit Sandbox(const std::filesystem::path& program);
    ~Sandbox();
    Sandbox(const Sandbox&) = delete;
    Sandbox& operator=(const Sandbox&) = delete;

    /// The folder that commands run in; empty at first.
    [[nodiscard]] const std::filesystem::path& work() const noexcept { return work_; }
    /// A path outside work(), for the runner's own files.
    [[nodiscard]] std::filesystem::path scratch(const std::string& name) const;

    /// Runs @p script with `/bin/sh -e` and no input. Returns its exit code, or 128 plus the
    /// number of the signal that ended it.
    int run(const std::string& script, const Outputs& outputs) const;

private:
    std::filesystem::path root_;
    std::filesystem::path work_;
};

/// The whole file, or nothing when there is no such file.
[[nodiscard]] std::string read_file(const std::filesystem::path& file);

/// Writes @p text, or removes the file when @p text is empty: a missing expectation means empty.
void write_expectation(const std::filesystem::path& file, const std::string& text);

/// Whether the texts are equal, byte for byte. If not, prints a unified diff headed by @p name.
bool same_or_diff(const Sandbox& sandbox, const std::string& name, const std::string& expected,
                  const std::string& actual);

/// Whether SOCSHIFT_SOURCES names the folder of the publishers' tables.
[[nodiscard]] bool have_sources();

/// Whether SOCSHIFT_UPDATE_GOLDEN asks to rewrite expectations instead of comparing.
[[nodiscard]] bool updating();

}  // namespace socshift::golden
