#pragma once

// Which argument of a call an error about a column, or about a value of one, is of.

#include "socshift/bindings/said.hpp"
#include "socshift/convert/sums.hpp"
#include "socshift/io/data_shape.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift::bindings {

/// The names of columns that arguments have.
struct SaidColumns {
    std::vector<std::pair<std::string, std::string>> names = {};  // argument, column
    std::vector<RowFilter> filters = {};

    void add(const RowFilter& filter) {
        names.emplace_back(filter.keeps ? "where" : "where_not", filter.column);
        filters.push_back(filter);
    }
};

/// The argument that @p message of an error is about: the first that says a column which the
/// message quotes, those first that are not among @p there. Empty if there is none.
[[nodiscard]] inline std::string argument_about(std::string_view message, const SaidColumns& said,
                                                const std::vector<std::string>& there) {
    const auto has = [&](const std::string& text) {
        return message.find(text) != std::string_view::npos;
    };
    const auto is_there = [&](const std::string& name) {
        return std::find(there.begin(), there.end(), name) != there.end();
    };
    // A value that no row has, and a column by a place that there is not.
    for (const auto& [name, values, keeps] : said.filters) {
        for (const auto& value : values) {
            if (has("no row has '" + value + "' in column '" + name + "'") ||
                (value.empty() && has("no cell of column '" + name + "'"))) {
                return keeps ? "where" : "where_not";
            }
        }
    }
    if (has("; --prefix TEXT gives")) {
        return "prefix";
    }
    if (has("; --no-header takes")) {
        return "column";
    }
    for (const auto& [argument, name] : said.names) {
        if (argument == "edition_column" && has("no row has '") && has("column '" + name + "'")) {
            return "edition_map";
        }
        if (name.starts_with('#') && has("no column " + name.substr(1) + ";")) {
            return argument;
        }
    }
    // What is there may be quoted behind what is not.
    for (const auto& [argument, name] : said.names) {
        if (!name.empty() && has("no column '" + name + "'")) {
            return argument;
        }
    }
    for (const bool is_known : {false, true}) {
        for (const auto& [argument, name] : said.names) {
            const bool is_quoted =
                is_known ? has("column '" + name + "'") || has("columns '" + name + "'")
                         : has("'" + name + "'");
            if (!name.empty() && is_there(name) == is_known && is_quoted) {
                return argument;
            }
        }
    }
    return {};
}

/// What @p work gives; an error of the kinds @p DataError, of data, that quotes a column becomes an
/// ArgumentError of the argument that says it.
template <typename DataError = FormatError, typename Work>
auto named_columns(const SaidColumns& said, const std::vector<std::string>& there, Work work) {
    try {
        return work();
    } catch (const FiguresNotClear&) {
        throw;  // "decimal" is what is to be said
    } catch (const DataError& error) {
        if (auto argument = argument_about(error.what(), said, there); !argument.empty()) {
            throw ArgumentError(std::move(argument), error.what());
        }
        throw;
    }
}

}  // namespace socshift::bindings
