// Runs one golden case folder or the sessions of one documentation page.
#include "docs_page.hpp"
#include "folder_case.hpp"

#include <exception>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

namespace {

constexpr const char* usage =
    "usage: golden_runner --program SOCSHIFT --case DIR\n"
    "       golden_runner --program SOCSHIFT --root REPOSITORY --docs FILE.md\n"
    "SOCSHIFT_UPDATE_GOLDEN=1 rewrites the expectations.\n";

}  // namespace

int main(int argc, char** argv) {
    namespace golden = socshift::golden;
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const auto is = [&](std::size_t at, const char* option) { return arguments[at] == option; };
    try {
        if (arguments.size() == 4 && is(0, "--program") && is(2, "--case")) {
            return static_cast<int>(golden::run_folder_case(arguments[1], arguments[3]));
        }
        if (arguments.size() == 6 && is(0, "--program") && is(2, "--root") && is(4, "--docs")) {
            return static_cast<int>(
                golden::run_docs_page(arguments[1], arguments[3], arguments[5]));
        }
    } catch (const std::exception& error) {
        std::cerr << arguments.back() << ": " << error.what() << '\n';
        return 2;
    }
    std::cerr << usage;
    return 2;
}
