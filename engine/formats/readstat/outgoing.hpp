#pragma once

// Internal: not installed. Rows that waited, into the file.

#include "readstat/incoming.hpp"
#include "readstat/plain_block.hpp"
#include "socshift/io/byte_source.hpp"

#include <memory>

namespace socshift::readstat {

/// Writes a file by ReadStat, once it is known how wide its columns are.
class Outgoing {
public:
    /// @p incoming outlives this. @p is_compressed: of SPSS, the whole file.
    Outgoing(Kind kind, const Incoming& incoming, WriteBytes write, bool is_compressed);
    ~Outgoing();
    Outgoing(const Outgoing&) = delete;
    Outgoing& operator=(const Outgoing&) = delete;

    /// Whether add_long_texts() has to be called with all blocks, before begin().
    [[nodiscard]] bool has_long_texts() const noexcept;
    void add_long_texts(const BlockView& block);

    /// Puts out what stands before the rows. @throws Error for a name, a label or a format that has
    /// no place in the file.
    void begin();
    void write(const BlockView& block);
    void end();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace socshift::readstat
