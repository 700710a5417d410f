#include "verbs/check_table.hpp"

#include "number_option.hpp"
#include "options/data_file.hpp"
#include "options/edition_files.hpp"
#include "socshift/base/whole_number.hpp"
#include "socshift/check/table_lint.hpp"
#include "socshift/io/table_file.hpp"
#include "socshift/io/whole_file.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <ostream>
#include <utility>

namespace socshift::cli {

namespace {

std::optional<std::string> if_given(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

TableChoice choice_of(const TableCheckOptions& options) {
    TableChoice out{parse_delimiter(options.delimiter), if_given(options.sheet),
                    whole_number<std::uint32_t>(options.header_row)};
    out.language = if_given(options.language);
    return out;
}

DelimitedTable asked_table(const std::string& file, const TableCheckOptions& options) {
    try {
        return read_table(std::filesystem::path{file}, choice_of(options));
    } catch (const ChoiceNeeded& error) {
        throw Error(choice_needed_text(error, "--sheet NAME"));
    }
}

/// Its name, and its place if another has the same name.
std::string column_text(const DelimitedTable& table, std::size_t place) {
    const auto& name = table.header[place];
    return std::count(table.header.begin(), table.header.end(), name) == 1
               ? fmt::format("'{}'", name)
               : fmt::format("'{}' (#{})", name, place + 1);
}

std::string side_text(const DelimitedTable& table, const TableSides::Side& side) {
    const auto titles = side.titles
                            ? fmt::format(" with titles in {}", column_text(table, *side.titles))
                            : std::string{" without titles"};
    return fmt::format("{} in {}{}", side.edition.text(), column_text(table, side.codes), titles);
}

}  // namespace

std::string TableCheckOptions::first_given() const {
    const std::array<std::pair<const char*, const std::string*>, 12> all = {
        {{"--from", &from},
         {"--to", &to},
         {"--source", &source},
         {"--target", &target},
         {"--source-title", &source_title},
         {"--target-title", &target_title},
         {"--share", &share},
         {"--back", &back},
         {"--sheet", &sheet},
         {"--language", &language},
         {"--header-row", &header_row},
         {"--delimiter", &delimiter}}};
    const auto* const given = std::find_if(
        all.begin(), all.end(), [](const auto& option) { return !option.second->empty(); });
    return given == all.end() ? "" : given->first;
}

void add_table_check_options(CLI::App& verb, TableCheckOptions& options) {
    const auto add = [&verb](const char* name, std::string& value, const char* type,
                             const char* summary) {
        return verb.add_option(name, value, summary)->type_name(type)->group("Of a table");
    };
    add("--from", options.from, "EDITION", "Edition of the source codes; found if not given");
    add("--to", options.to, "EDITION", "Edition of the target codes; found if not given");
    add("--source", options.source, "COLUMN", "Column of source codes; found if not given");
    add("--target", options.target, "COLUMN", "Column of target codes; found if not given");
    add("--source-title", options.source_title, "COLUMN", "Column of titles to compare");
    add("--target-title", options.target_title, "COLUMN", "Column of titles to compare");
    add("--share", options.share, "COLUMN", "Column of shares");
    add("--back", options.back, "FILE", "The table in the other direction, to compare with");
    add("--sheet", options.sheet, "NAME",
        "Sheet of a workbook, table of linked data; the only one if not given");
    add("--language", options.language, "TAG",
        "Language of titles in linked data; the only one if not given");
    add("--header-row", options.header_row, "N", "Row that names the columns; found if not given")
        ->check(number_check(1, 1048576));
    add("--delimiter", options.delimiter, "CHAR", "Between columns; detected if not given");
}

bool is_table(const std::string& file) {
    const auto extension = std::filesystem::path{file}.extension();
    if (extension == ".yaml" || extension == ".yml") {
        return false;
    }
    const auto bytes = read_file(file);
    const auto line = std::string_view{bytes}.substr(0, bytes.find('\n'));
    const std::array<std::string_view, 3> keys = {"edition:", "correspondence:", "counts:"};
    return std::none_of(keys.begin(), keys.end(),
                        [line](std::string_view key) { return line.substr(0, key.size()) == key; });
}

Findings check_table(const std::string& file, const TableCheckOptions& options, Context& context) {
    const auto table = asked_table(file, options);
    TableRequest request{if_given(options.source),
                         if_given(options.target),
                         if_given(options.source_title),
                         if_given(options.target_title),
                         if_given(options.share),
                         std::nullopt,
                         std::nullopt};
    if (!options.from.empty()) {
        request.from = context.catalog.resolve(options.from);
    }
    if (!options.to.empty()) {
        request.to = context.catalog.resolve(options.to);
    }
    const auto sides = find_sides(table, request, context.catalog);
    std::optional<DelimitedTable> back;
    if (!options.back.empty()) {
        back = read_table(std::filesystem::path{options.back});
    }
    context.err << fmt::format(
        "{}: {}, {}{}; {}\n", table.file, side_text(table, sides.source),
        side_text(table, sides.target),
        sides.shares ? fmt::format(", shares in {}", column_text(table, *sides.shares)) : "",
        count_of(table.rows.size(), "row", "rows"));
    return lint_table(table, sides, context.catalog, back ? &*back : nullptr);
}

}  // namespace socshift::cli
