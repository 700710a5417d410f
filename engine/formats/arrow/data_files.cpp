#include "arrow/data_files.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/percent_code.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>
#include <system_error>

namespace socshift::arrow {

namespace fs = std::filesystem;

namespace {

void add_files_of(const fs::path& folder, std::vector<fs::path>& out) {
    std::vector<fs::path> names;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end;
         at.increment(failed)) {
        const auto name = at->path().filename().string();
        if (!name.starts_with('.') && !name.starts_with('_')) {
            names.push_back(at->path());
        }
    }
    if (failed) {
        throw FileError(
            fmt::format("cannot read the folder '{}': {}", folder.string(), failed.message()));
    }
    std::sort(names.begin(), names.end(), [](const fs::path& one, const fs::path& other) {
        return one.filename().string() < other.filename().string();
    });
    for (const auto& name : names) {
        if (fs::is_directory(name, failed)) {
            add_files_of(name, out);
        } else {
            out.push_back(name);
        }
    }
}

std::string shown(const std::vector<FolderKey>& keys) {
    std::string out;
    for (const auto& key : keys) {
        out += fmt::format("{}'{}'", out.empty() ? "" : ", ", key.name);
    }
    return out.empty() ? "none" : out;
}

}  // namespace

std::vector<fs::path> files_below(const fs::path& folder) {
    std::vector<fs::path> out;
    add_files_of(folder, out);
    return out;
}

std::vector<FolderKey> folder_keys(const fs::path& file) {
    std::vector<FolderKey> out;
    for (const auto& part : file.parent_path()) {
        const auto name = part.string();
        const auto sign = name.find('=');
        if (sign == std::string::npos || sign == 0) {
            continue;
        }
        const auto value = std::string_view{name}.substr(sign + 1);
        out.push_back({without_percent_code(std::string_view{name}.substr(0, sign)),
                       value == "__HIVE_DEFAULT_PARTITION__"
                           ? std::nullopt
                           : std::optional{without_percent_code(value)}});
    }
    return out;
}

std::vector<DataFile> data_files(const std::vector<fs::path>& named) {
    std::vector<fs::path> files;
    for (const auto& name : named) {
        std::error_code ignored;
        if (!fs::is_directory(name, ignored)) {
            files.push_back(name);
            continue;
        }
        const auto below = files_below(name);
        if (below.empty()) {
            throw FileError(fmt::format("there is no file in the folder '{}'", name.string()));
        }
        files.insert(files.end(), below.begin(), below.end());
    }
    std::vector<DataFile> out;
    out.reserve(files.size());
    for (auto& file : files) {
        auto keys = folder_keys(file);
        const auto has_same_names = [&keys](const std::vector<FolderKey>& other) {
            return std::equal(
                keys.begin(), keys.end(), other.begin(), other.end(),
                [](const FolderKey& a, const FolderKey& b) { return a.name == b.name; });
        };
        if (!out.empty() && !has_same_names(out.front().keys)) {
            // The one that lacks keys is the odd one: a file beside the folders.
            const DataFile own{file, keys};
            const bool is_first_odd = out.front().keys.size() < keys.size();
            const auto& odd = is_first_odd ? out.front() : own;
            const auto& other = is_first_odd ? own : out.front();
            throw FormatError({odd.path.string(), 0, 0},
                              fmt::format("the names of its folders have the keys {}, expected {}, "
                                          "as '{}' has",
                                          shown(odd.keys), shown(other.keys), other.path.string()));
        }
        out.push_back({std::move(file), std::move(keys)});
    }
    return out;
}

}  // namespace socshift::arrow
