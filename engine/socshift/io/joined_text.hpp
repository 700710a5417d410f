#pragma once

#include "socshift/io/byte_source.hpp"
#include "socshift/io/data_shape.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace socshift {

/// One of several files that are read as one. `open` gives its bytes from the start.
struct TextPart {
    std::string name;
    std::function<ReadBytes()> open;
};

/// A line of one of them, counted from 1.
struct TextPlace {
    std::string file;
    std::uint64_t line = 0;
};

/// Delimited files or sheets with the same header, read as one: the first from its header on, the
/// others without their header lines and byte-order marks. A line end is put between files where
/// one has none at its end. Of a single file nothing is changed.
class JoinedText {
public:
    /// @p shape: how each file is to be read; `file` is of no meaning. Without a delimiter, it is
    /// detected in the first file.
    JoinedText(std::vector<TextPart> parts, DataShape shape);
    JoinedText(std::vector<TextPart> parts, bool has_header, std::optional<char> delimiter)
        : JoinedText(std::move(parts), DataShape{{}, delimiter, has_header}) {}
    ~JoinedText();
    JoinedText(const JoinedText&) = delete;
    JoinedText& operator=(const JoinedText&) = delete;

    [[nodiscard]] std::size_t size() const noexcept;

    /// How what is read is to be read on: of several files the table is found already.
    [[nodiscard]] DataShape shape_of_text(DataShape shape) const;

    /// The bytes from the start, to be read by one reader at a time, no longer than this object.
    /// @throws FormatError, from a call, if the header of a file is not that of the first.
    [[nodiscard]] ReadBytes reader();

    /// Where line @p line of what the last reader() has given stands. May be asked while another
    /// thread reads.
    [[nodiscard]] TextPlace place(std::uint64_t line) const;

    /// notices() of each of several files that the last reader() has come to, behind its name.
    [[nodiscard]] std::vector<std::string> notices() const;

private:
    class Reading;
    std::vector<TextPart> parts_;
    DataShape shape_;
    std::shared_ptr<Reading> reading_;
};

}  // namespace socshift
