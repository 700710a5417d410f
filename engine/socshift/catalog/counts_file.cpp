#include "socshift/catalog/counts_file.hpp"

#include "socshift/base/error.hpp"
#include "socshift/catalog/directory.hpp"
#include "socshift/catalog/import.hpp"
#include "socshift/catalog/yaml.hpp"
#include "socshift/io/checksum.hpp"
#include "socshift/io/input_log.hpp"
#include "socshift/io/table_file.hpp"
#include "socshift/io/whole_file.hpp"

#include <fmt/core.h>

#include <filesystem>
#include <utility>
#include <variant>

namespace socshift {

namespace {

Counts counts_of_text(const Catalog& catalog, const std::string& file, const EditionId& edition) {
    const auto table = read_table(std::filesystem::path{file});
    CountsColumns columns;
    const auto code = table.column(columns.code);
    if (table.header.size() != 2) {
        throw FormatError({file, 1, 0},
                          fmt::format("expected the column 'code' and one other, found {} columns",
                                      table.header.size()));
    }
    columns.count = table.header[1 - code];
    Counts header{file, "", edition, columns.count, "", "", std::nullopt, {}, {}, {file, 0, 0}};
    auto imported =
        import_counts(table, std::move(header), columns,
                      catalog.has_edition(edition) ? &catalog.edition(edition) : nullptr);
    if (!imported.findings.empty()) {
        for (auto& finding : imported.findings) {
            finding.severity = Severity::error;  // nothing of a file that is named is left out
        }
        throw DataError(std::move(imported.findings));
    }
    return imported.data;
}

Counts counts_of_file(const Catalog& catalog, const std::string& file, const EditionId& edition) {
    const auto extension = std::filesystem::path{file}.extension();
    if (extension != ".yaml" && extension != ".yml") {
        return counts_of_text(catalog, file, edition);
    }
    const auto read = read_catalog_file(file);
    const auto* const counts = std::get_if<Counts>(&read);
    if (counts == nullptr) {
        throw FormatError({file, 1, 1}, "expected counts, found a catalog file of another kind");
    }
    return *counts;
}

}  // namespace

Counts read_counts(const Catalog& catalog, const std::string& name, const EditionId& edition) {
    return is_readable(name) ? counts_of_file(catalog, name, edition) : catalog.counts(name);
}

NamedCounts read_named_counts(const Catalog& catalog, const std::string& name,
                              const EditionId& edition) {
    const bool is_file = is_readable(name);
    auto counts = read_counts(catalog, name, edition);
    auto checksum = sha256(is_file ? read_file(name) : write_yaml(counts));
    return {std::move(counts), is_file ? std::filesystem::path{name}.filename().string() : name,
            std::move(checksum)};
}

}  // namespace socshift
