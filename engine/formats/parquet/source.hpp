#pragma once

#include "arrow/blocks.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace socshift::parquet {

/// How Parquet files are read.
struct ReadOptions {
    /// The columns that are read, others are left out; nothing: all. A name that no column has does
    /// not matter.
    std::optional<std::vector<std::string>> columns = {};
    std::int64_t rows = 65536;                           // of a block, at most
    std::int64_t block_bytes = std::int64_t{64} << 20U;  // of a block, about
    std::int64_t most_memory = std::int64_t{4} << 30U;   // bytes, of what is read of one file
    bool with_threads = true;                            // columns are decoded at once
};

/// Reads one Parquet file, from its first row group to its last.
///
/// Memory   A block, of each column a page and its dictionary, and the directory of the file. Not a
///          row group. At most 256 megabytes and 64 times the size of the file.
/// Errors   FileError if it cannot be opened or read, or is no regular file: what a Parquet file
///          holds is said at its end. FormatError, here or in next(), which names the file, if it
///          is damaged or ends early, needs more memory than may be taken, or has types that Arrow
///          has not. PluginMissing.
[[nodiscard]] std::unique_ptr<arrow::BlockSource> open_file(const std::filesystem::path& file,
                                                            const ReadOptions& options = {});

}  // namespace socshift::parquet
