#pragma once

#include "socshift/io/byte_source.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace socshift {

/// How the bytes of a file are compressed.
enum class Compression : std::uint8_t { none, gzip, zstd };

/// By the ending of a file's name: ".gz", ".zst"; else none.
[[nodiscard]] Compression compression_named(std::string_view file_name) noexcept;

/// What @p read gives, decompressed if its first bytes say that it is gzip or zstd; several such
/// streams one after the other are read as one, as their own programs do. @p file is for messages.
///
/// Errors   the first call reads a block. @throws FormatError if a stream is damaged or cut short,
///          or something else follows it.
/// Cost     a block of each form; nothing is copied when there is nothing to decompress.
[[nodiscard]] ReadBytes decompressed(ReadBytes read, std::string file);

/// All of @p bytes, decompressed; as they are if they are not compressed. @throws as
/// decompressed().
[[nodiscard]] std::string decompressed_text(std::string_view bytes, const std::string& file = {});

/// Compresses what is written to it. The same bytes in give the same bytes out.
class Compressor {
public:
    Compressor(WriteBytes write, Compression how);
    ~Compressor();
    Compressor(const Compressor&) = delete;
    Compressor& operator=(const Compressor&) = delete;

    void write(std::string_view bytes);

    /// Ends the stream; without it the result is cut short.
    void finish();

    struct Stream;

private:
    std::unique_ptr<Stream> stream_;  // nullptr: nothing is compressed
    WriteBytes write_;
};

}  // namespace socshift
