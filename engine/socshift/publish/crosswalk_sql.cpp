#include "socshift/publish/crosswalk_sql.hpp"

#include "socshift/base/error.hpp"
#include "socshift/numbers/share.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <string_view>
#include <vector>

namespace socshift {

namespace {

/// A text as SQL has it. What the two ways of escaping differ in is put in as a character's number.
std::string sql_text(std::string_view text) {
    std::string out = "'";
    for (const char letter : text) {
        if (letter == '\'' || letter == '\\') {
            out += fmt::format("' || chr({}) || '", static_cast<int>(letter));
        } else {
            out += letter;
        }
    }
    return out + "'";
}

std::string sql_name(const EditionId& id) {
    auto out = id.text();
    std::replace_if(
        out.begin(), out.end(),
        [](unsigned char letter) { return letter >= 0x80 || std::isalnum(letter) == 0; }, '_');
    return out;
}

void check_name(const char* what, std::string_view name, bool has_points) {
    bool starts = true;
    for (const char letter : name) {
        const bool is_digit = letter >= '0' && letter <= '9';
        const bool is_letter =
            letter == '_' || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
        const bool is_point = has_points && letter == '.' && !starts;
        if (!is_letter && !is_point && (starts || !is_digit)) {
            starts = true;
            break;
        }
        starts = is_point;
    }
    if (starts) {
        throw Error(
            fmt::format("the name of the {} is '{}'; expected letters, digits and low "
                        "lines{}, which no SQL wants in quotes",
                        what, name, has_points ? " with points between" : ""));
    }
}

struct SqlRow {
    std::string source;
    std::optional<std::string> target;
    std::string title;
    std::optional<Share> share;
    std::string basis;
    std::optional<std::string> reason;
};

std::string row_text(const SqlRow& row) {
    const auto or_null = [](bool is_there, const std::string& text) {
        return is_there ? sql_text(text) : std::string{"CAST(NULL AS STRING)"};
    };
    return fmt::format("({}, {}, {}, {}, {}, {}, {})", sql_text(row.source),
                       or_null(row.target.has_value(), row.target.value_or("")),
                       or_null(row.target.has_value(), row.title),
                       row.share ? fmt::format("CAST({} AS DOUBLE)",
                                               sql_text(fmt::format("{}", row.share->to_double())))
                                 : "CAST(NULL AS DOUBLE)",
                       or_null(row.share.has_value(), row.share ? row.share->text() : ""),
                       or_null(!row.basis.empty(), row.basis),
                       or_null(row.reason.has_value(), row.reason.value_or("")));
}

/// Where every code goes, or why it does not, in the order of the edition.
std::vector<SqlRow> rows_of(const Edition& edition, const Conversion& conversion) {
    std::vector<std::string_view> codes;
    for (const auto& item : edition.items()) {
        codes.emplace_back(item.code.text());
    }
    const auto carried = conversion.carry(codes);
    std::vector<SqlRow> out;
    std::size_t aside = 0;
    std::size_t at = 0;
    for (std::size_t code = 0; code < codes.size(); ++code) {
        for (; at < carried.rows.size() && carried.rows[at] == code; ++at) {
            const auto& place = carried.place_list[carried.places[at]];
            out.push_back({std::string{codes[code]}, place.target->text(), place.title, place.share,
                           place.basis ? std::string{to_string(*place.basis)} : "", std::nullopt});
        }
        for (; aside < carried.set_aside.rows.size() && carried.set_aside.rows[aside] == code;
             ++aside) {
            out.push_back({std::string{codes[code]}, std::nullopt, "", std::nullopt, "",
                           carried.set_aside.reasons[carried.set_aside.why[aside]].text});
        }
    }
    return out;
}

}  // namespace

std::string crosswalk_sql(const Catalog& catalog, const Conversion& conversion,
                          const CrosswalkSql& sql) {
    check_name("table", sql.table, true);
    check_name("column", sql.column, false);
    const auto& from = conversion.editions().editions.front();
    const auto view =
        fmt::format("{}_to_{}", sql_name(from), sql_name(conversion.sources().target().id()));
    std::string out = fmt::format("-- The crosswalk {}, with shares.\n", conversion.route());
    for (const auto& id : conversion.drafts()) {
        out += fmt::format("-- DRAFT: {} is not in force.\n", id.text());
    }
    for (const auto& note : conversion.weight_notes()) {
        out += "-- " + note + "\n";
    }
    out += fmt::format("CREATE OR REPLACE TEMPORARY VIEW {} AS\nSELECT * FROM (VALUES\n", view);
    const auto rows = rows_of(catalog.edition(from), conversion);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        out += row_text(rows[i]) + (i + 1 < rows.size() ? ",\n" : "\n");
    }
    out +=
        ") AS crosswalk(source_code, target_code, target_title, share, share_exact, basis, "
        "reason);\n\n";
    out += fmt::format(
        "-- What a join of {0}.{1} with it loses, all of a row or a part.\n"
        "CREATE OR REPLACE TEMPORARY VIEW {2}_lost AS\n"
        "WITH codes AS (\n"
        "    SELECT source_code, max(reason) AS reason, count(target_code) AS targets,\n"
        "        count(CASE WHEN target_code IS NOT NULL THEN share END) AS shares\n"
        "    FROM {2} GROUP BY source_code)\n"
        "SELECT data.*, CASE\n"
        "        WHEN codes.source_code IS NULL THEN {3}\n"
        "        WHEN codes.reason IS NOT NULL THEN codes.reason\n"
        "        ELSE 'several targets, and no share is known'\n"
        "    END AS lost_because\n"
        "FROM {0} AS data LEFT JOIN codes ON data.{1} = codes.source_code\n"
        "WHERE codes.source_code IS NULL OR codes.reason IS NOT NULL\n"
        "    OR codes.shares < codes.targets;\n",
        sql.table, sql.column, view, sql_text("no code of " + from.text() + " as it is written"));
    return out;
}

}  // namespace socshift
