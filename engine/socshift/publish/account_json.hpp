#pragma once

// Internal: not installed. What the accounts of conversions and of titles have in common as JSON.
// The library for it is known to sources alone, so its value is a parameter here.

#include "socshift/base/harmless.hpp"
#include "socshift/convert/summary.hpp"
#include "socshift/io/table_reading.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

template <typename Json>
[[nodiscard]] Json set_aside_json(std::string_view reason, const AsideCount& rows) {
    auto examples = Json::array();
    for (const auto& example : rows.examples) {
        examples.push_back({{"value", example.value}, {"line", example.line}});
        if (!example.file.empty()) {
            examples.back()["file"] = example.file;
        }
    }
    return {{"reason", reason},
            {"text", rows.text},
            {"rows", rows.rows},
            {"values", rows.values},
            {"more_values", rows.more_values},
            {"examples", std::move(examples)}};
}

/// Adds to @p out how the data was found in its file, where it is no plain text; before what is
/// said of @p reading what was @p said of several files.
template <typename Json>
void add_reading(Json& out, const TableReading& reading, std::vector<std::string> said,
                 std::uint64_t rows_padded) {
    if (!reading.sheet.empty()) {
        out["sheet"] = reading.sheet;
    }
    if (reading.header_line > 1) {
        out["header_line"] = reading.header_line;
    }
    const auto own = notices(reading);
    said.insert(said.end(), own.begin(), own.end());
    if (!said.empty()) {
        out["read_as"] = std::move(said);
    }
    if (rows_padded > 0) {
        out["rows_padded"] = rows_padded;
    }
}

/// @p out as a text that can be read on a terminal. Cells in another encoding than UTF-8 do not
/// stop it.
template <typename Json>
[[nodiscard]] std::string printed_account(const Json& out) {
    return harmless(out.dump(2, ' ', false, Json::error_handler_t::replace), Escapes::json) + '\n';
}

}  // namespace socshift
