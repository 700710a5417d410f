#pragma once

// Internal: not installed.

#include "socshift/io/byte_source.hpp"
#include "socshift/io/text_block.hpp"

#include <cstddef>
#include <string>

namespace socshift {

/// Cuts delimited text into blocks of whole records, by the rules of DelimitedReader. Memory does
/// not depend on the file, only on its longest record.
class BlockReader {
public:
    struct Options {
        char delimiter = ',';
        std::size_t block = 0;       // bytes read at once
        std::size_t max_record = 0;  // a longer record is an error
    };

    /// The text is @p start and what @p read gives after it.
    BlockReader(ReadBytes read, std::string start, Options options);

    /// Fills @p block; false at the end. The records of a block without quotes are not looked for
    /// yet. An error is told in the block: where it is, only those know who count lines.
    [[nodiscard]] bool next(TextBlock& block);

private:
    void fill(Bytes& text);
    [[nodiscard]] std::size_t cut(TextBlock& block) const;
    void keep_rest(const TextBlock& block, std::size_t cut);

    ReadBytes read_;
    Options options_;
    std::string pending_;  // to be given out before more is read
    std::size_t pending_at_ = 0;
    bool ended_ = false;   // nothing more can be read
    bool at_end_ = false;  // nothing is behind the block at hand
    bool failed_ = false;
};

/// Finds the records of @p block if that has not been done.
void index_block(TextBlock& block, char delimiter);

}  // namespace socshift
