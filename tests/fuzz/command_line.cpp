// Any arguments, one a line, and behind a NUL byte what is on standard input. The program answers
// with one of its exit codes, what people see cannot command their terminal, and JSON is JSON.
// Nothing is written: the work is done in a folder that takes no files, and no argument leads out
// of it.
#include "fuzz.hpp"
#include "program.hpp"
#include "socshift/base/utf8.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>
#include <unistd.h>

namespace {

using namespace socshift;
using fuzz::demand;

std::vector<std::string> arguments_of(const std::string& text) {
    std::vector<std::string> out;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        out.push_back(line);
    }
    return out;
}

bool is_harmless(std::string_view text) {
    return valid_utf8_size(text) == text.size() &&
           std::none_of(text.begin(), text.end(), [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return (byte < 0x20 && c != '\n' && c != '\t' && c != '\r') || byte == 0x7F;
           });
}

bool has(const std::vector<std::string>& arguments, const std::string& word) {
    return std::any_of(arguments.begin(), arguments.end(), [&](const std::string& argument) {
        return argument.find(word) != std::string::npos;
    });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const bool is_apart = ::chdir("/proc/self") == 0;
    demand(is_apart);
    const auto parts = fuzz::Input{data, size}.parts();
    const auto arguments = arguments_of(parts.front());
    // Work that is long under sanitizers, not wrong: all routes, fitting with fifty digits.
    if (has(arguments, "/") || arguments.size() > 24 || has(arguments, "--routes") ||
        has(arguments, "employment") || has(arguments, "estimate")) {
        return 0;
    }
    std::istringstream in(parts.size() > 1 ? parts[1] : "");
    std::ostringstream out;
    std::ostringstream err;
    const auto code = cli::run_program(arguments, {in, out, err}, {});
    demand(code == cli::ExitCode::ok || code == cli::ExitCode::differs ||
           code == cli::ExitCode::trouble);
    demand(is_harmless(err.str()));
    const bool is_text = !has(arguments, "csv") && !has(arguments, "tsv") &&
                         !has(arguments, "color") && !has(arguments, "convert");
    demand(!is_text || is_harmless(out.str()));
    if (out.str().starts_with("{\"schema\"")) {
        demand(nlohmann::json::accept(out.str()));
    }
    return 0;
}
