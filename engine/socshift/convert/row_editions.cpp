#include "socshift/convert/row_editions.hpp"

#include "socshift/convert/columns_feed.hpp"
#include "socshift/convert/conversion_aim.hpp"
#include "socshift/convert/edition_map.hpp"
#include "socshift/io/values.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace socshift {

namespace {

/// An edition column has as many different values as there are editions, or survey waves.
constexpr std::size_t most_values_of_editions = 1000;

std::size_t place_of_edition(std::vector<EditionId>& editions, const EditionId& id) {
    const auto known = std::find(editions.begin(), editions.end(), id);
    if (known != editions.end()) {
        return static_cast<std::size_t>(known - editions.begin());
    }
    editions.push_back(id);
    return editions.size() - 1;
}

RowEditions editions_of_values(const Catalog& catalog, const ConversionSpec& spec, ReadBytes read) {
    RowEditions out;
    out.are_of_data = true;
    for (const auto& value :
         column_values(spec, spec.edition_column, std::move(read), most_values_of_editions)) {
        try {
            out.by_value.emplace(value, place_of_edition(out.editions, catalog.resolve(value)));
        } catch (const UnknownName&) {
            continue;
        }
    }
    if (out.editions.empty()) {
        throw SpecError(
            {{SpecRule::no_value_names_an_edition,
              {SpecField::edition_column, SpecField::edition_map},
              fmt::format("no value of column '{}' names an edition", spec.edition_column)}});
    }
    return out;
}

RowEditions detected_edition(const Catalog& catalog, const ConversionSpec& spec, ReadBytes read) {
    const DetectRequest question{spec};
    auto detection = detect(question, catalog, std::move(read));
    auto& column = detection.columns.front();
    if (column.verdict != DetectVerdict::clear) {
        SpecFinding found{SpecRule::edition_not_clear,
                          {SpecField::from, SpecField::edition_column},
                          fmt::format("cannot tell which edition column '{}' of '{}' is in: {}",
                                      spec.column, spec.file, why_not_clear(column))};
        if (column.follows) {
            if (const auto map = edition_map(*column.follows)) {
                found.values = {column.follows->column, *map};
            }
        }
        throw SpecError({std::move(found)});
    }
    RowEditions out;
    out.editions = {column.answer.front()};
    out.detection = std::move(column);
    return out;
}

}  // namespace

bool needs_first_reading(const ConversionSpec& spec) noexcept {
    return spec.from.empty() && spec.edition_map.empty();
}

RowEditions named_editions(const Catalog& catalog, const ConversionSpec& spec) {
    RowEditions out;
    if (!spec.from.empty()) {
        out.editions.push_back(catalog.resolve(spec.from));
        return out;
    }
    for (const auto& [value, edition] : spec.edition_map) {
        const auto place = place_of_edition(out.editions, catalog.resolve(edition));
        for (const auto& each : values_of_range(value)) {
            if (!out.by_value.emplace(each, place).second) {
                refuse_spec(SpecRule::value_is_there_twice, {SpecField::edition_map},
                            fmt::format("value '{}' is there twice", each));
            }
        }
    }
    return out;
}

RowEditions found_editions(const Catalog& catalog, const ConversionSpec& spec, ReadBytes read) {
    if (auto found = check(spec); !found.empty()) {
        throw SpecError(std::move(found));
    }
    static_cast<void>(aim_of(catalog, spec));
    return spec.edition_column.empty() ? detected_edition(catalog, spec, std::move(read))
                                       : editions_of_values(catalog, spec, std::move(read));
}

RowEditions found_editions(const Catalog& catalog, const ConversionSpec& spec,
                           const std::vector<DataColumn>& columns) {
    auto in_memory = spec;
    in_memory.delimiter = columns_delimiter;
    in_memory.has_header = true;
    in_memory.header_row = 1;
    in_memory.sheet.reset();
    in_memory.blanks = false;
    in_memory.is_part = true;
    in_memory.file = spec.file.empty() ? "the data" : spec.file;
    return found_editions(catalog, in_memory, bytes_of(columns));
}

}  // namespace socshift
