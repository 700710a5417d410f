#pragma once

#include "socshift/base/words.hpp"

#include <array>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace socshift {

namespace cli {
/// The shells that completions are written for.
enum class Shell { bash, zsh, fish };
}  // namespace cli

template <>
inline constexpr auto word_table<cli::Shell> = std::to_array<Word<cli::Shell>>(
    {{cli::Shell::bash, "bash"}, {cli::Shell::zsh, "zsh"}, {cli::Shell::fish, "fish"}});

namespace cli {

/// The script that completes the verbs of @p parser, their options, and the words and @p editions
/// that these take; file names elsewhere.
[[nodiscard]] std::string completion_script(const CLI::App& parser, Shell shell,
                                            const std::vector<std::string>& editions);

}  // namespace cli

}  // namespace socshift
