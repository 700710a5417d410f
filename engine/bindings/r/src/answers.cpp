#include "answers.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cpp11/as.hpp>
#include <cpp11/protect.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>

namespace socshift::r {

namespace {

using nlohmann::ordered_json;

std::optional<double> real_of(const Cell& cell) {
    const auto& value = cell.value();
    if (const auto* const measure = std::get_if<Measure>(&value)) {
        return measure->value;
    }
    if (const auto* const amount = std::get_if<Amount>(&value)) {
        return number_of(amount->text);
    }
    if (const auto* const share = std::get_if<Share>(&value)) {
        return share->to_double();
    }
    return std::nullopt;
}

template <typename T>
std::optional<T> held(const Cell& cell) {
    const auto* const value = std::get_if<T>(&cell.value());
    return value == nullptr ? std::nullopt : std::optional<T>{*value};
}

template <typename T, typename ValueOf>
std::vector<std::optional<T>> values_of(const Table& table, std::size_t place,
                                        const ValueOf& value_of) {
    std::vector<std::optional<T>> out;
    for (const auto& row : table.rows()) {
        out.push_back(value_of(row[place]));
    }
    return out;
}

/// Vectors of texts in a list, one for each row.
cpp11::sexp lists_of_texts(const Table& table, std::size_t place) {
    const auto size = static_cast<R_xlen_t>(table.rows().size());
    cpp11::sexp out = cpp11::safe[Rf_allocVector](VECSXP, size);
    for (R_xlen_t i = 0; i < size; ++i) {
        const auto texts = held<SharedTexts>(table.rows()[static_cast<std::size_t>(i)][place]);
        SET_VECTOR_ELT(out, i, to_texts(texts ? texts->all() : Texts{}));
    }
    return out;
}

/// An end of the intervals of a column: whole numbers, if all of them are.
cpp11::sexp ends_of(const Table& table, std::size_t place, Interval::End Interval::*end) {
    bool is_whole = true;
    for (const auto& row : table.rows()) {
        if (const auto interval = held<Interval>(row[place])) {
            is_whole = is_whole && std::holds_alternative<std::int64_t>((*interval).*end);
        }
    }
    if (is_whole) {
        return to_wholes(values_of<std::int64_t>(
            table, place, [&](const Cell& cell) -> std::optional<std::int64_t> {
                const auto interval = held<Interval>(cell);
                return interval ? std::optional{std::get<std::int64_t>((*interval).*end)}
                                : std::nullopt;
            }));
    }
    return to_reals(values_of<double>(table, place, [&](const Cell& cell) -> std::optional<double> {
        const auto interval = held<Interval>(cell);
        return interval ? number_of(printed((*interval).*end)) : std::nullopt;
    }));
}

void add_column(const Table& table, std::size_t place, NamedList& out) {
    const auto& [name, kind] = table.columns()[place];
    switch (kind) {
        case ColumnKind::text: {
            std::vector<std::string_view> texts;
            for (const auto& row : table.rows()) {
                const auto* const text = std::get_if<std::string>(&row[place].value());
                texts.push_back(text == nullptr ? std::string_view{} : *text);
            }
            out.add(name, texts_or_none(texts));
            break;
        }
        case ColumnKind::whole:
            out.add(name, to_wholes(values_of<std::int64_t>(table, place, held<std::int64_t>)));
            break;
        case ColumnKind::measure:
        case ColumnKind::amount:
        case ColumnKind::share:
        case ColumnKind::decimal_share:
            out.add(name, to_reals(values_of<double>(table, place, real_of)));
            break;
        case ColumnKind::yes_no:
        case ColumnKind::mark:
            out.add(name, to_flags(values_of<bool>(table, place, held<bool>)));
            break;
        case ColumnKind::texts:
            out.add(name, lists_of_texts(table, place));
            break;
        case ColumnKind::interval:
            out.add(name + "_low", ends_of(table, place, &Interval::least));
            out.add(name + "_high", ends_of(table, place, &Interval::most));
            break;
    }
}

cpp11::sexp value_of(const ordered_json& json);

cpp11::sexp vector_of(const ordered_json& array) {
    const auto all = [&](auto is) { return std::all_of(array.begin(), array.end(), is); };
    if (all([](const ordered_json& each) { return each.is_string(); })) {
        Texts texts;
        for (const auto& each : array) {
            texts.push_back(each.get<std::string>());
        }
        return to_texts(texts);
    }
    if (all([](const ordered_json& each) { return each.is_number(); })) {
        std::vector<std::optional<double>> numbers;
        for (const auto& each : array) {
            numbers.emplace_back(each.get<double>());
        }
        return to_reals(numbers);
    }
    const auto size = static_cast<R_xlen_t>(array.size());
    cpp11::sexp out = cpp11::safe[Rf_allocVector](VECSXP, size);
    for (R_xlen_t i = 0; i < size; ++i) {
        SET_VECTOR_ELT(out, i, value_of(array[static_cast<std::size_t>(i)]));
    }
    return out;
}

cpp11::sexp value_of(const ordered_json& json) {
    if (json.is_object()) {
        NamedList out;
        for (const auto& [key, value] : json.items()) {
            out.add(key, value_of(value));
        }
        return static_cast<SEXP>(out.list());
    }
    if (json.is_array()) {
        return vector_of(json);
    }
    if (json.is_string()) {
        return to_texts({json.get<std::string>()});
    }
    if (json.is_boolean()) {
        return to_flags({json.get<bool>()});
    }
    return to_reals({json.is_number() ? std::optional{json.get<double>()} : std::nullopt});
}

}  // namespace

cpp11::list columns_of(const Table& table) {
    NamedList out;
    for (std::size_t place = 0; place < table.columns().size(); ++place) {
        add_column(table, place, out);
    }
    return out.list();
}

cpp11::list list_of(const Answer& answer) {
    NamedList out;
    out.add("columns", static_cast<SEXP>(columns_of(answer.table)));
    out.add("rows", to_wholes({static_cast<std::int64_t>(answer.table.rows().size())}));
    out.add("schema", to_texts({answer.schema}));
    out.add("notices", to_texts(notices(answer)));
    out.add("drafts", to_texts(names_of(answer.drafts)));
    return out.list();
}

Texts names_of(const std::vector<EditionId>& editions) {
    Texts out;
    for (const auto& id : editions) {
        out.push_back(id.text());
    }
    return out;
}

cpp11::sexp list_of_json(const std::string& document) {
    return value_of(ordered_json::parse(document));
}

}  // namespace socshift::r
