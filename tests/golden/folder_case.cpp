#include "folder_case.hpp"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace socshift::golden {

namespace fs = std::filesystem;

namespace {

/// One thing to compare: the file that expects, what came out, and what to call it.
struct Comparison {
    std::string name;
    fs::path expectation;
    std::string actual;
    bool left_behind = true;
};

std::vector<Comparison> files_left_behind(const fs::path& expected, const fs::path& work) {
    std::vector<Comparison> result;
    if (fs::is_directory(expected)) {
        for (const auto& entry : fs::recursive_directory_iterator(expected)) {
            if (entry.is_regular_file()) {
                const auto name = fs::relative(entry.path(), expected);
                result.push_back({"file " + name.string(), entry.path(), read_file(work / name),
                                  fs::exists(work / name)});
            }
        }
    }
    std::sort(result.begin(), result.end(),
              [](const Comparison& a, const Comparison& b) { return a.name < b.name; });
    return result;
}

/// Looked for in the folders `worlds` beside and above the case.
fs::path world_of(const fs::path& folder, const std::string& name) {
    for (auto at = fs::canonical(folder); at.has_relative_path(); at = at.parent_path()) {
        if (auto world = at.parent_path() / "worlds" / name; fs::is_directory(world)) {
            return world;
        }
    }
    throw std::runtime_error("no world '" + name + "' for '" + folder.string() + "'");
}

void copy_inputs(const fs::path& folder, const fs::path& work) {
    std::ifstream worlds(folder / "world");
    for (std::string name; std::getline(worlds, name);) {
        fs::copy(world_of(folder, name), work, fs::copy_options::recursive);
    }
    if (fs::is_directory(folder / "input")) {
        fs::copy(folder / "input", work, fs::copy_options::recursive);
    }
}

}  // namespace

Outcome run_folder_case(const fs::path& program, const fs::path& folder) {
    if (!fs::exists(folder / "cmd")) {
        throw std::runtime_error("no file 'cmd' in '" + folder.string() + "'");
    }
    if (fs::exists(folder / "needs-sources") && !have_sources()) {
        std::cout << "skipped: SOCSHIFT_SOURCES is not set\n";
        return Outcome::skipped;
    }
    const Sandbox sandbox(program);
    copy_inputs(folder, sandbox.work());
    const Outputs outputs{sandbox.scratch("stdout"), sandbox.scratch("stderr")};
    const int exit_code = sandbox.run(read_file(folder / "cmd"), outputs);

    auto comparisons = files_left_behind(folder / "expected", sandbox.work());
    comparisons.push_back({"standard output", folder / "expected.out", read_file(outputs.out)});
    comparisons.push_back({"standard error", folder / "expected.err", read_file(outputs.err)});
    comparisons.push_back({"exit code", folder / "expected.exit",
                           exit_code == 0 ? "" : std::to_string(exit_code) + "\n"});
    bool same = true;
    for (const auto& comparison : comparisons) {
        if (!comparison.left_behind) {
            std::cout << comparison.name << " is not there\n";
            same = false;
        } else if (updating()) {
            write_expectation(comparison.expectation, comparison.actual);
        } else {
            same &= same_or_diff(sandbox, comparison.name, read_file(comparison.expectation),
                                 comparison.actual);
        }
    }
    return same ? Outcome::passed : Outcome::failed;
}

}  // namespace socshift::golden
