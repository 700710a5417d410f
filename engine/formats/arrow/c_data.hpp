#pragma once

#include <cstdint>

namespace socshift::arrow {

/// The three structs of the Arrow C data and stream interfaces, by which libraries in one process
/// hand tables to each other without knowing each other. Their layout is the interface; whoever
/// holds one calls `release` once, which sets itself to nullptr.
///
/// Source   Apache Arrow, "The Arrow C data interface" and "The Arrow C stream interface".

/// The type of a column, or of a table: then `children` are its columns.
struct CSchema {
    const char* format;
    const char* name;
    const char* metadata;
    std::int64_t flags;
    std::int64_t n_children;
    CSchema** children;
    CSchema* dictionary;
    void (*release)(CSchema*);
    void* private_data;
};

/// Values of a column, or of a table. What buffers there are, its type decides.
struct CArray {
    std::int64_t length;
    std::int64_t null_count;  // -1: not counted
    std::int64_t offset;      // into all buffers
    std::int64_t n_buffers;
    std::int64_t n_children;
    const void** buffers;
    CArray** children;
    CArray* dictionary;
    void (*release)(CArray*);
    void* private_data;
};

/// A table that comes in parts, all of one type.
struct CStream {
    int (*get_schema)(CStream*, CSchema* out);
    int (*get_next)(CStream*, CArray* out);  // one that is released already: the end
    const char* (*get_last_error)(CStream*);
    void (*release)(CStream*);
    void* private_data;
};

inline constexpr std::int64_t flag_nullable = 2;  // of CSchema

}  // namespace socshift::arrow
