#pragma once

#include "arrow/blocks.hpp"
#include "socshift/io/byte_source.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace socshift::parquet {

/// How a Parquet file is written.
struct WriteOptions {
    std::int64_t rows = std::int64_t{1} << 20U;           // of a row group, at most
    std::int64_t group_bytes = std::int64_t{256} << 20U;  // of a row group in memory, about
    std::int32_t level = 1;                               // of zstd
    bool with_threads = true;                             // columns are encoded at once
};

/// Writes one Parquet file to @p write, from its start to its end; @p file is its name in messages.
/// Columns keep the types and the metadata of @p schema, which the file holds as Arrow has them
/// (ARROW:schema) beside the types of Parquet. The first bytes are written with the first block,
/// the last by finish(): whoever writes gives the file its name after that.
///
/// Memory   one row group, encoded.
/// Errors   FileError if it cannot be written, Error for a type that Parquet has no place for; both
///          name the file. What @p write throws comes back as it was. PluginMissing.
[[nodiscard]] std::unique_ptr<arrow::BlockSink> open_sink(std::string file, WriteBytes write,
                                                          const arrow::CSchema& schema,
                                                          const WriteOptions& options = {});

/// The same of a file that appears under its name in finish(), whole, or not at all.
/// Errors   as above, and FileExists without @p overwrite.
[[nodiscard]] std::unique_ptr<arrow::BlockSink> create_file(const std::filesystem::path& file,
                                                            bool overwrite,
                                                            const arrow::CSchema& schema,
                                                            const WriteOptions& options = {});

}  // namespace socshift::parquet
