#pragma once

// Internal: not installed. Columns of any kind of file, on their way into one of a statistical
// package.

#include "arrow/c_data.hpp"
#include "arrow/node.hpp"
#include "arrow/piece.hpp"
#include "readstat/plain_block.hpp"
#include "readstat/sink.hpp"
#include "readstat/variable.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace socshift::readstat {

/// The largest value of some sort, and the row that has it, from 1.
template <typename T>
struct Extreme {
    T value{};
    std::uint64_t row = 0;  // 0: none yet
};

/// A column that is written, and what was seen of it so far.
struct Written {
    std::string name;
    std::size_t place = 0;  // in the blocks
    Storage storage = Storage::text;
    Variable known;             // what its file knew of it, or what is known now
    bool has_known = false;     // its file was of a statistical package
    bool is_same_kind = false;  // and of the kind that is written
    std::unordered_map<std::string, std::int32_t> numbers;  // of codes that become numbers
    std::vector<std::pair<double, double>>
        declared;  // values of SPSS that stand for none, from, to

    Extreme<std::int64_t> least;
    Extreme<std::int64_t> most;
    Extreme<double> largest;      // of float32: without sign
    Extreme<std::size_t> widest;  // of texts, in bytes
};

/// Takes blocks, and makes of them what waits in the temporary file.
class Incoming {
public:
    /// @throws Error for a type that has no place in the file.
    Incoming(Kind kind, const arrow::CSchema& schema, const std::vector<TitledCodes>& titled);

    /// Packs the columns that are written, by pack_block(). Missing values stand there by the place
    /// among them. @throws Error for a value that has no place in the file.
    void take(const arrow::Node& block, Packing& out);

    [[nodiscard]] const std::vector<Written>& columns() const noexcept { return columns_; }
    [[nodiscard]] const std::vector<Storage>& storages() const noexcept { return storages_; }
    [[nodiscard]] const Dataset& dataset() const noexcept { return dataset_; }
    [[nodiscard]] std::uint64_t rows() const noexcept { return rows_; }

private:
    struct Columns;
    void add_column(const arrow::CSchema& schema, std::size_t place);
    void add_titles(const TitledCodes& titled);
    void take_column(Written& column, const arrow::CSchema& schema, const arrow::Piece& piece,
                     ColumnBuffer& out) const;
    void take_missing(const arrow::CSchema& schema, const arrow::CArray& array, std::int64_t rows);
    void check_declared(const Written& column, double value, std::uint64_t row) const;
    void check_missing(const Written& column, std::string_view value, std::uint64_t row) const;
    [[noreturn]] void fail(const Written& column, std::uint64_t row, const std::string& what) const;

    Kind kind_;
    Dataset dataset_;
    std::vector<Written> columns_;
    std::vector<Storage> storages_;
    std::unordered_map<int, std::size_t> by_place_;  // Variable::place: which of columns_
    std::optional<std::size_t> missing_;             // where the column of missing values is
    std::vector<ColumnBuffer> buffers_;
    MissingBuffer missing_buffer_;
    std::size_t width_ = 0;  // columns of a block
    std::uint64_t rows_ = 0;
};

}  // namespace socshift::readstat
