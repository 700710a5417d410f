#include "verbs/completion.hpp"

#include "program.hpp"
#include "socshift/base/error.hpp"
#include "text/completion.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace socshift::cli {

namespace {

ExitCode run_completion(const std::string& name, Context& context) {
    const auto shell = value_of<Shell>(name);
    if (!shell) {
        throw Error(fmt::format("no completion for '{}'; there are: {}", name, words<Shell>()));
    }
    std::vector<std::string> editions;
    for (const auto& id : context.catalog.edition_ids()) {
        editions.push_back(id.text());
    }
    context.out << completion_script(*make_parser(), *shell, editions);
    return ExitCode::ok;
}

}  // namespace

Runner add_completion(CLI::App& verb) {
    auto shell = std::make_shared<std::string>();
    verb.add_option("SHELL", *shell, "bash, zsh or fish")->required();
    return [shell](Context& context) { return run_completion(*shell, context); };
}

}  // namespace socshift::cli
