#include "socshift/catalog/directory.hpp"

#include "socshift/model/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace socshift {

namespace fs = std::filesystem;

std::string read_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in || fs::is_directory(file)) {
        throw FileError(
            fmt::format("cannot open '{}': {}", file.string(),
                        fs::is_directory(file) ? "it is a folder" : std::strerror(errno)));
    }
    std::string bytes{std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
    if (in.bad()) {
        throw FileError(fmt::format("cannot read '{}': {}", file.string(), std::strerror(errno)));
    }
    return bytes;
}

void write_file(const fs::path& file, std::string_view bytes) {
    const fs::path temporary = file.string() + ".tmp";
    {
        std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        out.close();
        if (!out) {
            const auto reason = std::string{std::strerror(errno)};
            std::error_code ignored;
            fs::remove(temporary, ignored);
            throw FileError(fmt::format("cannot write '{}': {}", file.string(), reason));
        }
    }
    std::error_code failed;
    fs::rename(temporary, file, failed);
    if (failed) {
        fs::remove(temporary);
        throw FileError(fmt::format("cannot write '{}': {}", file.string(), failed.message()));
    }
}

CatalogFile read_catalog_file(const fs::path& file) {
    return read_yaml(read_file(file), file.string());
}

std::vector<CatalogFile> read_catalog_folder(const fs::path& folder) {
    std::error_code failed;
    std::vector<fs::path> paths;
    for (fs::recursive_directory_iterator at(folder, failed), end; !failed && at != end;
         at.increment(failed)) {
        if (at->is_regular_file() && at->path().extension() == ".yaml") {
            paths.push_back(at->path());
        }
    }
    if (failed) {
        throw FileError(fmt::format("cannot read the catalog folder '{}': {}", folder.string(),
                                    failed.message()));
    }
    std::sort(paths.begin(), paths.end());
    std::vector<CatalogFile> out;
    out.reserve(paths.size());
    for (const auto& path : paths) {
        out.push_back(read_yaml(read_file(path), path.lexically_relative(folder).string()));
    }
    return out;
}

namespace {

struct AddSource {
    CatalogSources& out;

    void operator()(const EditionData& data) const {
        out.editions.push_back({data.header, [data] { return data; }});
    }
    void operator()(const CorrespondenceData& data) const {
        out.correspondences.push_back(
            {data.source, data.target, data.title, [data] { return data; }});
    }
    void operator()(const Counts& data) const {
        out.counts.push_back({data.name, [data] { return data; }});
    }
};

struct CheckFile {
    const Catalog& catalog;

    Findings operator()(const EditionData& data) const {
        const auto& base = data.header.extends;
        return check(data, base ? &catalog.edition(*base) : nullptr);
    }
    Findings operator()(const CorrespondenceData& data) const {
        return check(data, catalog.edition(data.source), catalog.edition(data.target));
    }
    Findings operator()(const Counts& data) const {
        return check(data, catalog.edition(data.coded_in));
    }
};

}  // namespace

CatalogSources to_sources(const std::vector<CatalogFile>& files) {
    CatalogSources out;
    for (const auto& file : files) {
        std::visit(AddSource{out}, file);
    }
    return out;
}

Findings check_files(const std::vector<CatalogFile>& files, const Catalog& catalog) {
    Findings out;
    for (const auto& file : files) {
        try {
            const auto found = std::visit(CheckFile{catalog}, file);
            out.insert(out.end(), found.begin(), found.end());
        } catch (const DataError& error) {
            // An edition that this file refers to is itself wrong: said where it stands.
            for (const auto& finding : error.findings()) {
                if (std::find(out.begin(), out.end(), finding) == out.end()) {
                    out.push_back(finding);
                }
            }
        }
    }
    return out;
}

Catalog with_folder(const Catalog& base, const fs::path& folder) {
    const auto files = read_catalog_folder(folder);
    auto catalog = base.overlaid_with(to_sources(files));
    auto findings = check_files(files, catalog);
    if (has_errors(findings)) {
        throw DataError(std::move(findings));
    }
    return catalog;
}

}  // namespace socshift
