#pragma once

#include <filesystem>
#include <optional>

namespace socshift::test {

/// The folder of the publishers' own tables, from the environment variable SOCSHIFT_SOURCES.
/// None when it is not set: the running test case is then counted as skipped, and should return:
///
///     const auto sources = sources_or_skip();
///     if (!sources) return;
///
/// @throws std::runtime_error if the variable names no folder: a mistake, not a reason to skip.
[[nodiscard]] std::optional<std::filesystem::path> sources_or_skip();

/// Marks the running test case as skipped and prints @p why. Catch2 v2 knows no skipping.
void skip_test_case(const char* why);

/// How many test cases this process has skipped so far.
[[nodiscard]] int skipped_test_cases() noexcept;

}  // namespace socshift::test
