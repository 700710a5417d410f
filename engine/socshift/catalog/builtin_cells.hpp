#pragma once

// Internal: not installed. What the fields of a row are in the constant tables of the built-in
// catalog: one cell for each field of its list.

#include "socshift/catalog/record_fields.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

namespace socshift::builtin {

/// The cell of what a table of its own holds.
struct Apart {};

/// What a value of @p Value is in a cell. Texts, codes and shares are texts, null where there are
/// none; lists are texts with list_mark between; nothing said of a flag is negative.
template <typename Value>
struct CellOf {
    using Cell = std::conditional_t<std::is_enum_v<Value>, std::uint8_t, const char*>;
};
template <>
struct CellOf<bool> {
    using Cell = bool;
};
template <>
struct CellOf<std::optional<bool>> {
    using Cell = std::int8_t;
};
template <>
struct CellOf<std::int64_t> {
    using Cell = std::int64_t;
};
template <>
struct CellOf<Attributes> {
    using Cell = Apart;
};
template <>
struct CellOf<std::vector<Take>> {
    using Cell = Apart;
};

/// Stands between the texts of a list: no code holds it, and no address.
inline constexpr char list_mark = '\n';

/// Cells one after the other: an aggregate, which costs a compiler less than a std::tuple.
template <typename First, typename... Rest>
struct Cells {
    First first;
    Cells<Rest...> rest;
};
template <typename Last>
struct Cells<Last> {
    Last first;
};

template <typename Record, typename... Type>
Cells<typename CellOf<Type>::Cell...> cells_for(const std::tuple<Field<Record, Type>...>&);

/// The cells of one row, in the order of its fields.
template <typename Record>
using CellsOf = decltype(cells_for(fields_of<Record>));

}  // namespace socshift::builtin
