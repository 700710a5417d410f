#include "socshift/catalog/definitions.hpp"

#include "socshift/base/title.hpp"
#include "socshift/catalog/import_rows.hpp"
#include "socshift/io/whole_file.hpp"
#include "socshift/model/edition.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace socshift {

namespace fs = std::filesystem;

Definitions Definitions::make(std::vector<Definition> definitions) {
    std::stable_sort(definitions.begin(), definitions.end(),
                     [](const auto& a, const auto& b) { return a.code < b.code; });
    const auto repeat = std::adjacent_find(
        definitions.begin(), definitions.end(),
        [](const Definition& a, const Definition& b) { return a.code == b.code; });
    if (repeat != definitions.end()) {
        const auto& second = *(repeat + 1);
        throw FormatError(second.at, fmt::format("'{}' is defined already ({})", second.code.text(),
                                                 repeat->at.text()));
    }
    return Definitions{std::move(definitions)};
}

const Definition* Definitions::find(std::string_view code) const noexcept {
    const auto found = std::lower_bound(all_.begin(), all_.end(), code,
                                        [](const Definition& definition, std::string_view c) {
                                            return definition.code.text() < c;
                                        });
    return found != all_.end() && found->code.text() == code ? &*found : nullptr;
}

namespace {

std::string column_ending_in(const DelimitedTable& table,
                             std::initializer_list<std::string_view> words) {
    std::vector<std::string> found;
    for (const auto& name : table.header) {
        const auto folded = fold_title(name);
        const auto last = folded.substr(folded.rfind(' ') + 1);
        if (name == *words.begin()) {
            return name;
        }
        if (std::find(words.begin(), words.end(), last) != words.end()) {
            found.push_back(name);
        }
    }
    if (found.size() != 1) {
        throw FormatError(
            {table.file, 1, 0},
            fmt::format("expected one column '{}', found {}: '{}'", *words.begin(), found.size(),
                        fmt::join(found.empty() ? table.header : found, "', '")));
    }
    return found.front();
}

}  // namespace

DefinitionColumns definition_columns(const DelimitedTable& table) {
    return {column_ending_in(table, {"code"}), column_ending_in(table, {"title"}),
            column_ending_in(table, {"definition", "description"})};
}

Definitions definitions_of(const DelimitedTable& table, const DefinitionColumns& columns) {
    const auto code = table.column(columns.code);
    const auto title = table.column(columns.title);
    const auto text = table.column(columns.text);
    std::vector<Definition> out;
    for (const auto& record : table.rows) {
        const SourceRow row{table, record};
        if (!row.text(text).empty()) {
            out.push_back({row.code(code), row.text(title), row.text(text), row.at()});
        }
    }
    return Definitions::make(std::move(out));
}

Definitions with_printed_codes(const Definitions& definitions, const Edition& edition) {
    auto all = definitions.all();
    for (auto& definition : all) {
        if (const auto* const item = edition.find_written(definition.code.text())) {
            definition.code = item->code;
        }
    }
    return Definitions::make(std::move(all));
}

Findings check(const Definitions& definitions, const Edition& edition) {
    Findings out;
    TitleCheck titles{edition, out};
    for (const auto& definition : definitions.all()) {
        const auto* const item = edition.find_written(definition.code.text());
        if (item == nullptr) {
            out.push_back({Severity::warning, "unknown-item", definition.at,
                           fmt::format("'{}' is not an item of {}", definition.code.text(),
                                       edition.id().text())});
        } else {
            titles.look(item->code, definition.title, definition.at);
        }
    }
    return out;
}

Definitions read_definitions(const fs::path& file) {
    const auto bytes = read_file(file);
    return definitions_of(read_delimited_table(bytes_of(bytes), file.string(), ','));
}

std::string to_csv(const Definitions& definitions) {
    std::string out;
    const DefinitionColumns columns;
    append_record(out, {columns.code, columns.title, columns.text}, ',');
    for (const auto& definition : definitions.all()) {
        append_record(out, {definition.code.text(), definition.title, definition.text}, ',');
    }
    return out;
}

fs::path DefinitionStore::file_of(const EditionId& edition) const {
    return folder_ / "definitions" / (edition.text() + ".csv");
}

std::optional<Definitions> DefinitionStore::find(const EditionId& edition) const {
    std::error_code ignored;
    if (folder_.empty() || !fs::exists(file_of(edition), ignored)) {
        return std::nullopt;
    }
    return read_definitions(file_of(edition));
}

}  // namespace socshift
