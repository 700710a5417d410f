#pragma once

// Internal: not installed. What stands between the program and its plug-in for Parquet.

#include "arrow/c_data.hpp"

#include <cstdint>

namespace socshift::parquet {

/// Goes up with every change of what stands below: a plug-in of another number is not used.
inline constexpr std::uint32_t border_version = 1;

/// Why something could not be done. Filled by whoever could not do it.
struct Problem {
    enum Kind : std::int32_t {
        none,
        bad_file,   // it is not as a Parquet file has to be
        no_access,  // its bytes cannot be read or written
        no_memory,  // more would be needed than may be taken
        no_place    // Parquet has no such values
    };
    static constexpr std::int64_t most = 4096;

    std::int32_t kind;
    char text[most];  // NOLINT(modernize-avoid-c-arrays): ends with a 0
};

/// A file that is read, by any thread. The plug-in keeps a copy of this; `self` lives as long as
/// what was opened.
struct Input {
    void* self;
    std::int64_t size;
    /// Puts @p size bytes from @p at on where there is room; how many it were, fewer only at the
    /// end. Below 0: they cannot be read, and @p problem says why.
    std::int64_t (*read)(void* self, std::int64_t at, std::int64_t size, void* to,
                         Problem* problem);
};

/// A file that is written from its start to its end.
struct Output {
    void* self;
    /// 0, or the bytes cannot be written.
    int (*write)(void* self, const void* bytes, std::int64_t size, Problem* problem);
};

struct ReadSettings {
    std::int64_t rows;         // of a block, at most
    std::int64_t block_bytes;  // of a block, about: fewer rows where they are long
    std::int64_t most_memory;  // in bytes, of all that one reader holds
    std::int64_t columns;      // how many of `names` there are; -1: all columns
    const char* const* names;  // of the columns that are read; others are left out
    std::int32_t threads;      // 1, or as many as the machine has
};

struct WriteSettings {
    std::int64_t rows;         // of a row group, at most
    std::int64_t group_bytes;  // of a row group in memory, about
    std::int32_t level;        // of zstd
    std::int32_t threads;      // 1, or as many as the machine has
};

/// What a plug-in can do. Nothing of C++ passes: no exception, no class. What a function could not
/// do, its result says, which is not 0, and the Problem.
struct Plugin {
    std::uint32_t version;  // border_version
    const char* library;    // "Arrow C++ 26.0.1"

    /// Opens a file as a stream of blocks. An error of the stream is one of errno.h (EINVAL: the
    /// file is bad, EIO: it cannot be read, ENOMEM), and its text says what.
    int (*open)(const Input* input, const ReadSettings* settings, arrow::CStream* out,
                Problem* problem);

    /// Begins a file of a type, which is taken over.
    int (*create)(const Output* output, arrow::CSchema* schema, const WriteSettings* settings,
                  void** writer, Problem* problem);
    /// Rows of that type, which are taken over.
    int (*write)(void* writer, arrow::CArray* block, Problem* problem);
    /// Completes the file.
    int (*finish)(void* writer, Problem* problem);
    /// Ends the writer, finished or not.
    void (*drop)(void* writer);
};

/// The one name that a plug-in shows, of this type.
using PluginEntry = const Plugin* (*)();
inline constexpr const char* plugin_entry = "socshift_parquet_plugin";

}  // namespace socshift::parquet
