#pragma once

// Internal: not installed. What is said about a file by the process that reads it.

#include "readstat/plain_block.hpp"
#include "readstat/variable.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::readstat {

/// What comes through the pipe: the kind of a message, its bytes, and these.
enum class Message : std::uint64_t {
    header = 0x7268,  // Header
    block = 0x6B62,   // pack_block()
    error = 0x7265,   // a text
    end = 0x6E65,
};

/// No message has more bytes: two thirds of it are what a block can come to with its last row.
inline constexpr std::uint64_t most_message_bytes = std::uint64_t{384} << 20U;

/// What is known before the first row.
struct Header {
    Dataset dataset;
    std::vector<Variable> variables;
    bool has_missing = false;  // there may be missing values of several kinds

    void pack(Packing& out) const;
    /// @throws Error.
    [[nodiscard]] static Header of(std::string_view packed);
};

/// The bytes of a file: at most @p size from @p offset on; 0: there are none; below 0: they cannot
/// be read.
using ReadAt = std::function<std::int64_t(char* buffer, std::size_t size, std::uint64_t offset)>;

/// Says what a message is; false: nobody listens any more.
using Say = std::function<bool(Message what, std::string_view bytes)>;

/// Reads a file by ReadStat, and says the header, blocks and the end, or an error, whose text does
/// not name the file. Memory is bounded by the block, but for what the library keeps itself: long
/// texts of Stata (strL), all of them, and labels.
void parse(Kind kind, const ReadAt& bytes, std::uint64_t size, const Say& say);

}  // namespace socshift::readstat
