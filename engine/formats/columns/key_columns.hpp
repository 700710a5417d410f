#pragma once

#include "arrow/frame.hpp"
#include "arrow/node.hpp"
#include "socshift/convert/assign_spec.hpp"
#include "socshift/convert/conversion_spec.hpp"
#include "socshift/convert/data_columns.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::formats {

/// Columns that rows are told apart by: those that figures are kept apart by, and those of filters.
/// The engine tells values apart by their texts, so each value has a text of its own here: of a
/// missing one the kind (".a", "-9"). What has been read is remembered, so that texts of keys
/// become the values that they were.
class KeyColumns {
public:
    /// @p keeps_nulls: a text that is missing is another value than one that is empty, as delimited
    /// text cannot tell.
    KeyColumns(const ConversionSpec& spec, const arrow::CSchema& type, bool keeps_nulls);

    /// Columns of filters alone.
    KeyColumns(const AssignSpec& spec, const arrow::CSchema& type);

    /// What texts of one block refer to.
    struct Texts {
        std::deque<std::string> own;
        std::deque<std::vector<std::string_view>> values;
        std::deque<std::vector<std::int32_t>> places;
    };

    /// Puts texts in place of the values of these columns. @throws arrow::FrameError.
    void read(const arrow::Frame& frame, const arrow::CSchema& type,
              std::vector<DataColumn>& columns, Texts& texts);

    /// The keys that have the texts @p texts, as a column of the type that the file has, called @p
    /// name; @p key: its place among the keys. Texts of types that are neither texts nor of a fixed
    /// width (lists) stay texts.
    [[nodiscard]] arrow::Node column(std::size_t key, const std::string& name,
                                     const std::vector<std::string>& texts) const;

    /// Of such texts others, whose byte order is that of the values: missing ones first.
    [[nodiscard]] std::vector<std::string> orders(std::size_t key,
                                                  const std::vector<std::string>& texts) const;

    /// The kinds of missing values among them, as a hidden column; nothing if the file has none.
    [[nodiscard]] std::optional<arrow::Node> missing(
        const std::vector<std::vector<std::string>>& texts_of_keys) const;

private:
    struct Value {
        bool has_value = false;
        std::string bytes = {};    // as they stand in the file; of a text the text
        std::string missing = {};  // the kind
    };
    struct Column {
        std::size_t place = 0;
        arrow::Node type;
        bool is_key = false;
        bool keeps_nulls = false;
        bool shows_missing = false;
        std::map<std::string, Value, std::less<>> values = {};  // by text, of keys
    };

    /// @p others: places of columns that are looked at for something else as well.
    KeyColumns(const DataShape& data, const std::vector<std::string>& by,
               const std::vector<std::size_t>& others, const arrow::CSchema& type,
               bool keeps_nulls);

    [[nodiscard]] const Value& value_of(const Column& column, const std::string& text) const;

    std::vector<Column> columns_;
    std::vector<std::size_t> keys_;  // their places in columns_
    std::optional<std::string> missing_name_;
};

}  // namespace socshift::formats
