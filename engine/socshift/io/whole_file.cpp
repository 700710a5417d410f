#include "socshift/io/whole_file.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/file_set.hpp"
#include "socshift/io/input_log.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace socshift {

namespace fs = std::filesystem;

std::string read_file(const fs::path& file, std::size_t most) {
    const auto checked = [&](std::string bytes) {
        if (bytes.size() > most) {
            throw FileError(
                fmt::format("'{}' is too large: of such a file at most {} bytes are read",
                            file.string(), most));
        }
        return bytes;
    };
    auto* const log = InputLog::current();
    if (const auto* const kept = log == nullptr ? nullptr : log->kept(file)) {
        return checked(*kept);
    }
    constexpr std::size_t step = std::size_t{1} << 16U;
    const auto read = bytes_of_file(file);
    std::string bytes;
    for (std::size_t got = step; got > 0 && bytes.size() <= most;) {
        const auto had = bytes.size();
        bytes.resize(had + std::max(step, had));
        got = read(bytes.data() + had, bytes.size() - had);
        bytes.resize(had + got);
    }
    bytes = checked(std::move(bytes));
    std::error_code ignored;
    if (log != nullptr && !fs::is_regular_file(file, ignored)) {
        log->keep(file, bytes);
    }
    return bytes;
}

void write_file(const fs::path& name, std::string_view bytes) {
    FileSet files(true);
    files.add(name).write(bytes);
    files.finish();
    files.commit();
}

}  // namespace socshift
