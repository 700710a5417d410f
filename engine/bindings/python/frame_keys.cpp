#include "frame_keys.hpp"

#include "arguments.hpp"
#include "arrow/piece.hpp"
#include "arrow/values.hpp"
#include "socshift/io/columns.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace socshift::python {

namespace {

using formats::ColumnValues;
using Kind = ColumnValues::Kind;

// Values that are no texts, as the package says them.
constexpr char mark = '\1';
constexpr std::string_view said_null = "\1null";
constexpr std::string_view said_nan = "\1nan";
constexpr std::string_view said_true = "\1true";
constexpr std::string_view said_false = "\1false";
constexpr std::string_view said_text = "\1=";  // of a text that starts with the mark

bool is_truth(std::string_view said) noexcept {
    return said == said_true || said == said_false;
}

/// The text of a value for whoever has no kinds of values.
std::string plain_text(const std::string& said, std::string_view null, std::string_view nan) {
    if (said == said_null) {
        return std::string{null};
    }
    if (said == said_nan) {
        return std::string{nan};
    }
    if (said.starts_with(said_text)) {
        return said.substr(said_text.size());
    }
    return is_truth(said) ? said.substr(1) : said;
}

/// "1" for "1.0" and "1.00". What is no plain number stays.
std::string without_zeros(const std::string& value) {
    const auto digits = value.find_first_not_of("0123456789.", value.starts_with('-') ? 1 : 0);
    const auto point = value.find('.');
    if (digits != std::string::npos || point != value.rfind('.')) {
        return value;
    }
    return arrow::without_end_zeros(value);
}

arrow::Holds held_by(const arrow::CSchema& type) {
    return arrow::type_of(type.dictionary != nullptr ? type.dictionary->format : type.format).holds;
}

/// Whether a column has decimals, which are read without zeros at their end.
bool has_decimals(const arrow::Frame& frame, std::size_t place) {
    return held_by(*frame.pieces(place).type) == arrow::Holds::decimals;
}

/// The text for a value of a column in a part.
std::string part_text(const ColumnValues::Value& value) {
    if (value.kind == Kind::null) {
        return {part_null};
    }
    return (value.text.starts_with(part_null) ? std::string{part_null} : std::string{}) +
           value.text;
}

/// @p wanted, or that with low lines behind it: what none of @p values is.
std::string new_text(std::string wanted, const std::vector<ColumnValues::Value>& values) {
    while (std::any_of(values.begin(), values.end(),
                       [&](const auto& value) { return value.text == wanted; })) {
        wanted += '_';
    }
    return wanted;
}

}  // namespace

FrameKeys::FrameKeys(const arrow::Frame& frame, const SaidColumns& said, ConversionSpec& spec)
    : frame_(frame) {
    find_uses(said);
    ask(spec.where);
    for (const auto& [value, edition] : spec.edition_map) {
        ask(spec.edition_column, value);
    }
    make(FrameExtent::whole);
    fit(spec.where);
    fit(spec.edition_map, spec.edition_column);
    for (auto& grouping : spec.weights_by) {
        const auto place = place_of(grouping.column);
        for (auto& [value, word] : grouping.words) {
            value = place && has_decimals(frame, *place) ? without_zeros(value) : value;
        }
    }
}

FrameKeys::FrameKeys(const arrow::Frame& frame, const SaidColumns& said,
                     std::vector<RowFilter>& where)
    : frame_(frame) {
    find_uses(said);
    ask(where);
    make(FrameExtent::whole);
    fit(where);
}

FrameKeys::FrameKeys(const arrow::Frame& frame, const SaidColumns& said, const ConversionSpec& spec,
                     FrameExtent extent)
    : frame_(frame) {
    find_uses(said);
    ask(spec.where);
    for (const auto& [value, edition] : spec.edition_map) {
        ask(spec.edition_column, value);
    }
    make(extent);
}

std::optional<std::size_t> FrameKeys::place_of(const std::string& name) const {
    try {
        return Columns("the data", frame_.names()).place(name);
    } catch (const FormatError&) {
        return std::nullopt;  // whoever needs it says so
    }
}

void FrameKeys::find_uses(const SaidColumns& said) {
    constexpr std::array keys{"by", "where", "where_not", "edition_column"};
    constexpr std::array plain{"wave", "weights_by", "last_by"};
    for (const auto& [argument, name] : said.names) {
        const auto place = place_of(name);
        if (!place) {
            continue;
        }
        auto& uses = uses_[*place];
        uses.is_by = uses.is_by || argument == "by";
        if (argument == "order") {
            uses.is_order = true;
        } else if (std::find(keys.begin(), keys.end(), argument) != keys.end()) {
            uses.keys.push_back(argument);
        } else if (std::find(plain.begin(), plain.end(), argument) != plain.end()) {
            uses.plain.push_back(argument);
        } else {
            uses.others.push_back(argument);
        }
    }
}

void FrameKeys::ask(const std::string& column, const std::string& value) {
    const auto place = place_of(column);
    if (place && (value.empty() || value.front() == mark)) {
        uses_[*place].asks_for_more = true;
    }
}

void FrameKeys::ask(const std::vector<RowFilter>& filters) {
    for (const auto& filter : filters) {
        for (const auto& value : filter.values) {
            ask(filter.column, value);
        }
    }
}

void FrameKeys::make(FrameExtent extent) {
    for (const auto& [place, uses] : uses_) {
        make(place, uses, extent);
    }
}

void FrameKeys::make(std::size_t place, const Uses& uses, FrameExtent extent) {
    const auto& type = *frame_.pieces(place).type;
    const bool is_readable = frame_.is_readable(place);
    const bool is_needed = uses.is_by || uses.asks_for_more || !is_readable;
    if (!is_needed || !ColumnValues::is_read(type) || (!is_readable && !uses.others.empty())) {
        return;  // read as it is, or an error
    }
    if (uses.is_order && !is_readable) {
        put_order(place, uses);
        return;
    }
    const auto& name = frame_.names()[place];
    auto& column = columns_.emplace(place, frame_.pieces(place)).first->second;
    const auto& values = column.values;
    const int kinds = (values.has(Kind::null) ? 1 : 0) + (values.has(Kind::empty) ? 1 : 0) +
                      (values.has(Kind::nan) ? 1 : 0);
    const bool wants_apart = uses.is_by || uses.asks_for_more;
    auto others = uses.plain;
    others.insert(others.end(), uses.others.begin(), uses.others.end());
    if (uses.is_order) {
        others.emplace_back("order");
    }
    if (wants_apart && kinds > 1 && !others.empty()) {
        throw ArgumentError(
            uses.keys.front(),
            fmt::format("column '{}' has {} and {}, which differ here and are the same for {}; "
                        "name a copy of the column for one of them",
                        name, values.has(Kind::null) ? "nulls" : "empty texts",
                        values.has(Kind::nan) ? "NaN" : "empty texts", others.front()));
    }
    column.is_apart = wants_apart && others.empty() && (kinds > 1 || extent == FrameExtent::part);
    column.is_put = !is_readable || others.empty();
    name_values(column, extent);
    for (std::size_t i = 0; i < column.texts.size(); ++i) {
        if (uses.is_by && column.texts[i].find('\0') != std::string::npos) {
            throw ArgumentError(
                "by", fmt::format("column '{}' has a text with a character NUL in row {}", name,
                                  values.all()[i].row));
        }
        column.by_text.try_emplace(column.texts[i], i);
        column.views.emplace_back(column.texts[i]);
    }
}

/// Gives each value a text. Without need all that have no value are empty cells, as elsewhere.
void FrameKeys::name_values(Column& column, FrameExtent extent) const {
    const auto& all = column.values.all();
    const auto null = new_text("null", all);
    for (const auto& value : all) {
        const bool is_value = value.kind == Kind::value;
        if (column.is_apart && extent == FrameExtent::part) {
            column.texts.push_back(part_text(value));
        } else if (column.is_apart) {
            column.texts.push_back(value.kind == Kind::null ? null : value.text);
        } else {
            column.texts.push_back(is_value ? value.text : std::string{});
        }
    }
}

/// Dates and times are ordered by whole numbers.
void FrameKeys::put_order(std::size_t place, const Uses& uses) {
    const auto& name = frame_.names()[place];
    if (held_by(*frame_.pieces(place).type) != arrow::Holds::times) {
        throw ArgumentError("order", fmt::format("column '{}' is of truths; expected numbers, "
                                                 "texts, dates or times",
                                                 name));
    }
    if (!uses.keys.empty() || !uses.plain.empty()) {
        throw ArgumentError(
            "order", fmt::format("column '{}' is also that of {}, which takes its times for texts; "
                                 "name a copy of the column for one of them",
                                 name, uses.keys.empty() ? uses.plain[0] : uses.keys[0]));
    }
    auto& column = columns_.emplace(place, frame_.pieces(place)).first->second;
    const auto& all = column.values.all();
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return all[a].order < all[b].order; });
    column.texts.resize(all.size());
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        if (all[order[rank]].kind == Kind::value) {
            column.texts[order[rank]] = std::to_string(rank);
        }
    }
    column.views.assign(column.texts.begin(), column.texts.end());
    column.is_put = true;
}

void FrameKeys::fit(std::vector<RowFilter>& filters) const {
    std::vector<RowFilter> out;
    for (auto& [column, values, keeps] : filters) {
        std::vector<std::string> texts;
        for (auto& value : values) {
            if (fit(keeps ? "where" : "where_not", column, value) &&
                std::find(texts.begin(), texts.end(), value) == texts.end()) {
                texts.push_back(std::move(value));
            }
        }
        if (!texts.empty()) {
            out.push_back({column, std::move(texts), keeps});
        }
    }
    filters = std::move(out);
}

void FrameKeys::fit(std::vector<std::pair<std::string, std::string>>& edition_map,
                    const std::string& column) const {
    for (auto& [value, edition] : edition_map) {
        static_cast<void>(fit("edition_map", column, value));
    }
}

bool FrameKeys::fit(const std::string& argument, const std::string& name,
                    std::string& value) const {
    const auto place = place_of(name);
    const auto found = place ? columns_.find(*place) : columns_.end();
    if (found == columns_.end()) {
        value = plain_text(value, "", "");
        if (place && has_decimals(frame_, *place)) {
            value = without_zeros(value);
        }
        return true;
    }
    const auto holds = held_by(*frame_.pieces(*place).type);
    if (is_truth(value) && holds != arrow::Holds::truths) {
        throw ArgumentError(argument,
                            fmt::format("column '{}' is not of truths; expected texts or numbers, "
                                        "found {}",
                                        name, value == said_true ? "True" : "False"));
    }
    const auto& column = found->second;
    const bool is_missing = value.empty() && holds != arrow::Holds::texts;
    if (value == said_null || (is_missing && column.values.has(Kind::null))) {
        return fit_nothing(argument, name, column, Kind::null, value);
    }
    if (value == said_nan) {  // what libraries without nulls have for them
        const auto kind = column.values.has(Kind::nan) ? Kind::nan : Kind::null;
        return fit_nothing(argument, name, column, kind, value);
    }
    if (value.empty() && !is_missing) {
        return fit_nothing(argument, name, column, Kind::empty, value);
    }
    value = plain_text(value, "", "");
    if (has_decimals(frame_, *place)) {
        value = without_zeros(value);
    }
    return true;
}

bool FrameKeys::fit_nothing(const std::string& argument, const std::string& name,
                            const Column& column, Kind kind, std::string& value) const {
    const auto& all = column.values.all();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.kind == kind; });
    if (found != all.end()) {
        value = column.texts[static_cast<std::size_t>(found - all.begin())];
        return true;
    }
    if (argument == "where_not") {
        return false;
    }
    const bool has_null = kind != Kind::null && column.values.has(Kind::null);
    throw ArgumentError(argument, fmt::format("no cell of column '{}' is {}{}", name,
                                              kind == Kind::null ? "null" : "an empty text",
                                              has_null ? "; None asks for nulls" : ""));
}

const std::vector<DataColumn>& FrameKeys::read(const std::vector<std::size_t>& places) {
    std::vector<std::size_t> own;
    std::copy_if(places.begin(), places.end(), std::back_inserter(own), [&](std::size_t place) {
        const auto found = columns_.find(place);
        return found == columns_.end() || !found->second.is_put;
    });
    out_ = read_.emplace_back(frame_.read(own)).columns();
    for (const auto& [place, column] : columns_) {
        if (column.is_put) {
            auto& out = out_[place];
            out.values = CodedTexts{column.views, column.values.places()};
            out.has_numbers =
                !column.is_apart && frame_.values(place) != arrow::Frame::Values::texts;
        }
    }
    return out_;
}

const ColumnValues::Value* FrameKeys::value(const std::string& name,
                                            const std::string& text) const {
    const auto place = place_of(name);
    const auto column = place ? columns_.find(*place) : columns_.end();
    if (column == columns_.end()) {
        return nullptr;
    }
    const auto found = column->second.by_text.find(text);
    return found == column->second.by_text.end() ? nullptr
                                                 : &column->second.values.all()[found->second];
}

void part_values(ConversionSpec& spec) {
    const auto fit = [](std::string& value) {
        const bool is_text = value.starts_with(said_text);
        value = (is_text ? std::string{part_null} : std::string{}) +
                plain_text(value, std::string_view{&part_null, 1}, "NaN");
    };
    for (auto& filter : spec.where) {
        std::for_each(filter.values.begin(), filter.values.end(), fit);
    }
    for (auto& [value, edition] : spec.edition_map) {
        fit(value);
    }
}

void file_values(std::vector<RowFilter>& filters) {
    for (auto& filter : filters) {
        for (auto& value : filter.values) {
            value = plain_text(value, "", "");
        }
    }
}

void file_values(ConversionSpec& spec) {
    file_values(spec.where);
    for (auto& [value, edition] : spec.edition_map) {
        value = plain_text(value, "", "");
    }
}

}  // namespace socshift::python
