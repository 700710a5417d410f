#include "support/sources.hpp"

#include <cstdlib>
#include <iostream>
#include <stdexcept>

namespace socshift::test {

namespace {

int skipped = 0;

}  // namespace

std::optional<std::filesystem::path> sources_or_skip() {
    const char* folder = std::getenv("SOCSHIFT_SOURCES");
    if (folder == nullptr || *folder == '\0') {
        skip_test_case("SOCSHIFT_SOURCES is not set: no publishers' tables to compare with");
        return std::nullopt;
    }
    if (!std::filesystem::is_directory(folder)) {
        throw std::runtime_error("SOCSHIFT_SOURCES: no folder '" + std::string(folder) + "'");
    }
    return folder;
}

void skip_test_case(const char* why) {
    ++skipped;
    std::cout << "skipped: " << why << std::endl;
}

int skipped_test_cases() noexcept {
    return skipped;
}

}  // namespace socshift::test
