#include "socshift/catalog/directory.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/title.hpp"
#include "socshift/catalog/folder_check.hpp"
#include "socshift/io/checksum.hpp"
#include "socshift/io/whole_file.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace socshift {

namespace fs = std::filesystem;

CatalogFile read_catalog_file(const fs::path& file) {
    return read_yaml(read_file(file, YamlLimits{}.bytes), file.string());
}

std::vector<fs::path> catalog_paths(const fs::path& folder, std::size_t most_files) {
    std::error_code failed;
    std::vector<fs::path> paths;
    for (fs::recursive_directory_iterator at(folder, failed), end; !failed && at != end;
         at.increment(failed)) {
        std::error_code not_there;  // a link to nothing is no file
        const auto name = at->path().filename().string();
        const auto extension = lower_case(at->path().extension().string());
        const bool is_hidden = name.starts_with('.');  // other programs keep such for themselves
        if (is_hidden) {
            at.disable_recursion_pending();
        } else if (at->is_regular_file(not_there) &&
                   (extension == ".yaml" || extension == ".yml")) {
            paths.push_back(at->path());
        }
        if (paths.size() > most_files) {
            throw FileError(fmt::format("more than {} YAML files in the catalog folder '{}'",
                                        most_files, folder.string()));
        }
    }
    if (failed) {
        throw FileError(fmt::format("cannot read the catalog folder '{}': {}", folder.string(),
                                    failed.message()));
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::string catalog_name(const fs::path& path, const fs::path& folder) {
    return path.lexically_relative(folder).string();
}

void need_files(const std::vector<fs::path>& paths, const fs::path& folder) {
    if (paths.empty()) {
        throw FileError(fmt::format("no YAML file in the catalog folder '{}'", folder.string()));
    }
}

std::string folder_checksum(const fs::path& folder, std::size_t most_files) {
    std::string all;
    for (const auto& path : catalog_paths(folder, most_files)) {
        const auto bytes = read_file(path, YamlLimits{}.bytes);
        all +=
            fmt::format("{}\n{}\n", path.lexically_relative(folder).generic_string(), bytes.size());
        all += bytes;
    }
    return sha256(all);
}

std::vector<CatalogFile> read_catalog_folder(const fs::path& folder, std::size_t most_files) {
    const auto paths = catalog_paths(folder, most_files);
    std::vector<CatalogFile> out;
    out.reserve(paths.size());
    for (const auto& path : paths) {
        out.push_back(read_yaml(read_file(path, YamlLimits{}.bytes), catalog_name(path, folder)));
    }
    return out;
}

namespace {

struct AddSource {
    CatalogParts& out;

    void operator()(const EditionData& data) const {
        out.editions.push_back({data.header, [data] { return data; }, data.at});
    }
    void operator()(const CorrespondenceData& data) const {
        out.correspondences.push_back(
            {data.source, data.target, data.title, [data] { return data; }, data.at});
    }
    void operator()(const Counts& data) const {
        out.counts.push_back(
            {data.name, [data] { return data; }, data.at, data.margins_of, data.reference});
    }
    void operator()(const Proposal& data) const {
        out.proposals.push_back({data.id, [data] { return data; }, data.at});
    }
    void operator()(const Scenario& data) const {
        out.scenarios.push_back({data.id, [data] { return data; }, data.at});
    }
    void operator()(const Rates& data) const {
        out.rates.push_back({data.name, data.before, data.after, [data] { return data; }, data.at});
    }
    void operator()(const TitleList& data) const {
        out.titles.push_back({data.name, data.coded_in, [data] { return data; }, data.at});
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
    Findings operator()(const Counts& data) const { return check(data, catalog); }
    Findings operator()(const Rates& data) const { return check(data, catalog); }
    Findings operator()(const TitleList& data) const { return check(data, catalog); }
    Findings operator()(const Proposal& data) const {
        return with_base(check(data), data.base, data.at,
                         [&](const Edition& base) { return check(data, base); });
    }
    Findings operator()(const Scenario& data) const {
        auto out =
            with_base(check(data), data.base, data.at, [&](const Edition&) { return check(data); });
        const auto known = catalog.proposal_ids();
        for (const auto& id : data.proposals) {
            if (!std::binary_search(known.begin(), known.end(), id)) {
                out.push_back({Severity::error, "unknown-proposal", data.at,
                               fmt::format("scenario '{}' names proposal '{}', which is not in the "
                                           "catalog",
                                           data.id.text(), id)});
            }
        }
        return out;
    }

private:
    /// What is found with the base edition at hand, or without one that it is missing.
    template <typename Check>
    Findings with_base(Findings alone, const EditionId& base, const SourceLocation& at,
                       Check check_with) const {
        if (catalog.has_edition(base)) {
            return check_with(catalog.edition(base));
        }
        alone.push_back({Severity::error, "unknown-edition", at,
                         fmt::format("the base edition '{}' is not in the catalog", base.text())});
        return alone;
    }
};

}  // namespace

CatalogParts to_sources(const std::vector<CatalogFile>& files) {
    CatalogParts out;
    for (const auto& file : files) {
        std::visit(AddSource{out}, file);
    }
    return out;
}

Findings check_file(const CatalogFile& file, const Catalog& catalog) {
    return std::visit(CheckFile{catalog}, file);
}

Findings check_files(const std::vector<CatalogFile>& files, const Catalog& catalog) {
    Findings out;
    for (const auto& file : files) {
        try {
            const auto found = check_file(file, catalog);
            out.insert(out.end(), found.begin(), found.end());
        } catch (const DataError& error) {
            // An edition that this file refers to is itself wrong: said where it stands.
            add_new(out, error.findings());
        }
    }
    return out;
}

namespace {

bool extends(const Catalog& catalog, const EditionId& id, const EditionId& base) {
    const auto& above = catalog.header(id).extends;
    return above && (*above == base || extends(catalog, *above, base));
}

/// An edition that replaces one of @p base may break the tables and extensions that rest on it.
void check_replaced(const CatalogParts& parts, const Catalog& base, const Catalog& catalog,
                    Findings& findings) {
    for (const auto& part : parts.editions) {
        if (!base.has_edition(part.key())) {
            continue;
        }
        for (const auto& id : catalog.edition_ids()) {
            if (id != part.key() && !extends(catalog, id, part.key())) {
                continue;
            }
            for (const auto& finding : catalog.check(id)) {
                if (finding.severity == Severity::error &&
                    std::find(findings.begin(), findings.end(), finding) == findings.end()) {
                    findings.push_back(finding);
                }
            }
        }
    }
}

/// A table that covers a part must not take the place of one of @p base: a few rows in a user's
/// folder would take away what was published for all codes.
void check_replaced_tables(const CatalogParts& parts, const Catalog& base, const Catalog& catalog,
                           Findings& findings) {
    for (const auto& part : parts.correspondences) {
        if (base.correspondence(part.source, part.target) == nullptr) {
            continue;
        }
        const auto& table = *catalog.correspondence(part.source, part.target);
        if (is_piece(catalog, table)) {
            findings.push_back(
                {Severity::error, "replaced-table", part.at,
                 fmt::format("the catalog has a table {} -> {} already, and this one covers a part "
                             "of '{}' only, so it cannot take its place; coverage \"whole\" would "
                             "say that codes which are not in it have no successor",
                             part.source.text(), part.target.text(), part.source.text())});
        }
    }
}

}  // namespace

void need_sound(const CatalogParts& parts, const Catalog& base, const Catalog& catalog,
                Findings found) {
    check_replaced(parts, base, catalog, found);
    if (!has_errors(found)) {
        check_replaced_tables(parts, base, catalog, found);
    }
    if (has_errors(found)) {
        throw DataError(std::move(found));
    }
}

Catalog with_folder(const Catalog& base, const fs::path& folder) {
    const auto files = read_catalog_folder(folder);
    if (files.empty()) {
        need_files({}, folder);
    }
    const auto parts = to_sources(files);
    auto catalog = base.overlaid_with(parts);
    need_sound(parts, base, catalog, check_files(files, catalog));
    return catalog;
}

}  // namespace socshift
