#include "socshift/convert/row_editions.hpp"

#include "socshift/convert/columns_feed.hpp"
#include "socshift/convert/conversion_aim.hpp"
#include "socshift/convert/detect_columns.hpp"
#include "socshift/convert/edition_map.hpp"
#include "socshift/convert/row_judge.hpp"
#include "socshift/convert/wave_codes.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/io/filtered_records.hpp"
#include "socshift/io/values.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string_view>
#include <utility>

namespace socshift {

namespace {

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
         column_values(spec, spec.edition_column, std::move(read), most_waves)) {
        add_wave(catalog, value, out);
    }
    return out;
}

/// @throws SpecError if there are no editions.
void check_any(const ConversionSpec& spec, const RowEditions& found) {
    if (found.editions.empty()) {
        throw SpecError(
            {{SpecRule::no_value_names_an_edition,
              {SpecField::edition_column, SpecField::edition_map},
              fmt::format("no value of column '{}' names an edition", spec.edition_column)}});
    }
}

RowEditions detected_edition(const Catalog& catalog, const ConversionSpec& spec, ReadBytes read) {
    if (spec.column.empty()) {  // which detect() takes for all columns
        throw FormatError({spec.file, 0, 0},
                          "which edition column '' is in cannot be found out: name the column by "
                          "its place, such as #2");
    }
    const DataShape& shape = spec;
    const DetectRequest question{shape, spec.no_code};
    auto detection = detect(question, catalog, std::move(read));
    auto& column = detection.columns.front();
    if (column.verdict != EditionCertainty::clear) {
        SpecFinding found{SpecRule::edition_not_clear,
                          {SpecField::from, SpecField::edition_column},
                          fmt::format("cannot tell which edition column '{}' of '{}' is in: {}",
                                      spec.column, spec.file, why_not_clear(column))};
        if (column.follows) {
            if (const auto map = edition_map(*column.follows)) {
                found.values = {column.follows->column, *map};
            }
        } else if (column.verdict != EditionCertainty::none && column.answer.size() > 1 &&
                   column.answer.size() <= most_editions_of_wave) {
            found.values = {list_of(column.answer, ",")};
        }
        throw SpecError({std::move(found)});
    }
    RowEditions out;
    out.editions = {column.answer.front()};
    out.choices = {{{0}}};
    out.detection = std::move(column);
    return out;
}

bool are_editions_open(const ConversionSpec& spec) noexcept {
    return spec.from.empty() && spec.edition_map.empty();
}

bool wants_sets(const ConversionSpec& spec) noexcept {
    return spec.groups != Groups::set_aside &&
           std::any_of(spec.repairs.begin(), spec.repairs.end(), [](Repair repair) {
               return repair == Repair::masked || repair == Repair::several;
           });
}

/// Different cells of the column that could name several codes. @p has_more: not all of them.
std::vector<std::string> odd_cells(const ConversionSpec& spec, ReadBytes read, bool& has_more) {
    FilteredRecords records(spec, std::move(read));
    const auto place = records.columns().place(spec.column);
    std::set<std::string, std::less<>> out;
    std::string storage;
    while (const auto* const record = records.next()) {
        const auto text = field_text(record->fields[place], storage);
        const bool is_odd = text.find_first_of(",;|/& \nXx") != std::string_view::npos;
        if (!is_odd || out.find(text) != out.end()) {
            continue;
        }
        has_more = has_more || out.size() == most_odd_cells;
        if (!has_more) {
            out.emplace(text);
        }
    }
    return {out.begin(), out.end()};
}

std::vector<std::string> unexplained_texts(const ColumnDetection& column) {
    std::vector<std::string> out;
    for (const auto& cells : column.unexplained) {
        for (const auto& example : cells.examples) {
            out.push_back(example.value);
        }
    }
    return out;
}

/// Adds the sets of codes that @p cells name, in each edition.
void add_sets(const Catalog& catalog, const ConversionSpec& spec,
              const std::vector<std::string>& cells, RowEditions& out) {
    for (const auto& id : out.editions) {
        const CodeRecogniser recogniser(catalog, id, Unpublished::included,
                                        {spec.no_code, spec.repairs});
        std::set<std::vector<Code>> sets;
        for (const auto& cell : cells) {
            const auto any_of = recogniser.recognise(cell).any_of;
            std::vector<Code> codes;
            for (const auto* const item : any_of) {
                codes.push_back(item->code);
            }
            if (!codes.empty()) {
                sets.insert(std::move(codes));
            }
        }
        out.sets.emplace_back(sets.begin(), sets.end());
    }
}

}  // namespace

std::vector<std::string> edition_names(std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find_first_of("+,", begin), text.size());
        auto name = text.substr(begin, end - begin);
        name.remove_prefix(std::min(name.find_first_not_of(' '), name.size()));
        name = name.substr(0, name.find_last_not_of(' ') + 1);
        out.emplace_back(name);
        begin = end + 1;
    }
    return out;
}

std::size_t add_choice(const Catalog& catalog, std::string_view names, SpecField field,
                       RowEditions& out) {
    std::vector<EditionId> editions;
    for (const auto& name : edition_names(names)) {
        auto id = catalog.resolve(name);
        if (std::find(editions.begin(), editions.end(), id) != editions.end()) {
            refuse_spec(SpecRule::edition_is_there_twice, {field},
                        fmt::format("{} is there twice", id.text()));
        }
        editions.push_back(std::move(id));
    }
    if (editions.size() > most_editions_of_wave) {
        refuse_spec(SpecRule::too_many_editions, {field},
                    fmt::format("{} editions for one wave, expected at most {}", editions.size(),
                                most_editions_of_wave));
    }
    EditionChoice choice;
    for (const auto& id : editions) {
        choice.editions.push_back(place_of_edition(out.editions, id));
    }
    return place_of_choice(std::move(choice), out);
}

std::size_t place_of_choice(EditionChoice choice, RowEditions& out) {
    const auto known = std::find(out.choices.begin(), out.choices.end(), choice);
    const auto place = static_cast<std::size_t>(known - out.choices.begin());
    if (known == out.choices.end()) {
        out.choices.push_back(std::move(choice));
    }
    return place;
}

bool add_wave(const Catalog& catalog, const std::string& value, RowEditions& out) {
    try {
        out.by_value.emplace(value, add_choice(catalog, value, SpecField::edition_column, out));
        return true;
    } catch (const UnknownName&) {
        return false;
    } catch (const SpecError&) {  // the text of a cell contradicts nobody
        return false;
    }
}

bool needs_first_reading(const ConversionSpec& spec) noexcept {
    return are_editions_open(spec) || wants_sets(spec) || spec.ambiguous == Ambiguous::by_wave;
}

RowEditions named_editions(const Catalog& catalog, const ConversionSpec& spec) {
    RowEditions out;
    if (!spec.from.empty()) {
        static_cast<void>(add_choice(catalog, spec.from, SpecField::from, out));
        return out;
    }
    for (const auto& [value, editions] : spec.edition_map) {
        const auto place = add_choice(catalog, editions, SpecField::edition_map, out);
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
    const bool is_open = are_editions_open(spec);
    if (spec.ambiguous == Ambiguous::by_wave) {
        auto out = named_editions(catalog, spec);
        out.are_of_data = is_open;
        decide_by_wave(catalog, spec, std::move(read), out);
        check_any(spec, out);
        return out;
    }
    if (is_open && !spec.edition_column.empty()) {
        auto out = editions_of_values(catalog, spec, std::move(read));
        check_any(spec, out);
        return out;
    }
    if (is_open) {
        auto out = detected_edition(catalog, spec, std::move(read));
        if (wants_sets(spec)) {
            add_sets(catalog, spec, unexplained_texts(*out.detection), out);
            const auto& cells = out.detection->unexplained;
            out.has_more_sets = std::any_of(cells.begin(), cells.end(), [](const auto& each) {
                return each.damage == CellDamage::not_looked_at;
            });
        }
        return out;
    }
    auto out = named_editions(catalog, spec);
    if (wants_sets(spec)) {
        add_sets(catalog, spec, odd_cells(spec, std::move(read), out.has_more_sets), out);
    }
    return out;
}

RowEditions found_editions(const Catalog& catalog, const ConversionSpec& spec,
                           const std::vector<DataColumn>& columns) {
    auto in_memory = spec;
    shape_of_columns(in_memory);
    in_memory.is_part = true;
    return found_editions(catalog, in_memory, bytes_of(columns));
}

RowEditions found_editions(const Catalog& catalog, const ConversionSpec& spec, DataBlocks& blocks) {
    auto in_blocks = spec;
    shape_of_columns(in_blocks);
    return found_editions(catalog, in_blocks, bytes_of(blocks));
}

}  // namespace socshift
