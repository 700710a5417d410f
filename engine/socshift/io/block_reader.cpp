#include "socshift/io/block_reader.hpp"

#include <algorithm>
#include <utility>

namespace socshift {

BlockReader::BlockReader(ReadBytes read, std::string start, Options options)
    : read_(std::move(read)), options_(options), pending_(std::move(start)) {
    options_.block = std::max<std::size_t>(options_.block, 1);
}

bool BlockReader::next(TextBlock& block) {
    block.error = BlockError::none;
    block.is_indexed = false;
    block.text.reset(options_.block);
    if (failed_) {
        return false;
    }
    for (;;) {
        fill(block.text);
        const auto size = block.text.size();
        if (size == 0) {
            return false;
        }
        if (const auto end = cut(block); end > 0) {
            keep_rest(block, end);
            block.text.set_size(end);
            return true;
        }
        if (at_end_ || size >= options_.max_record) {
            // A NUL byte says more about the file than the quote before it.
            const bool has_nul = block.text.text().find('\0') != std::string_view::npos;
            const auto cause = at_end_ ? BlockError::unclosed_quote : BlockError::too_long;
            block.error = has_nul ? BlockError::nul : cause;
            failed_ = true;
            return true;
        }
        block.text.reserve(2 * block.text.capacity());
    }
}

/// Until it is full or nothing is left.
void BlockReader::fill(Bytes& text) {
    const auto room = [&] { return text.capacity() - text.size(); };
    const auto given = pending_.copy(text.data() + text.size(), room(), pending_at_);
    pending_at_ += given;
    text.set_size(text.size() + given);
    while (room() > 0 && !ended_) {
        const auto got = read_(text.data() + text.size(), room());
        ended_ = got == 0;
        text.set_size(text.size() + got);
    }
    at_end_ = ended_ && pending_at_ == pending_.size();
}

/// Where the last record of @p block that is whole ends; 0 if none is.
std::size_t BlockReader::cut(TextBlock& block) const {
    const auto text = block.text.text();
    if (text.find('"') == std::string_view::npos) {
        const auto feed = text.rfind('\n');
        return at_end_ ? text.size() : feed == std::string_view::npos ? 0 : feed + 1;
    }
    block.index.build(text, options_.delimiter);
    block.is_indexed = true;
    return at_end_ && !block.index.in_quotes() ? text.size() : block.index.complete();
}

void BlockReader::keep_rest(const TextBlock& block, std::size_t cut) {
    const auto rest = block.text.text().substr(cut);
    if (pending_at_ < pending_.size()) {
        pending_at_ -= rest.size();  // all of the block was from there
        return;
    }
    pending_.assign(rest);
    pending_at_ = 0;
}

void index_block(TextBlock& block, char delimiter) {
    if (!block.is_indexed) {
        block.index.build(block.text.text(), delimiter);
        block.is_indexed = true;
    }
    if (block.index.has_nul() && block.text.text().find('\0') != std::string_view::npos) {
        block.error = BlockError::nul;
    } else if (block.index.complete() < block.text.size()) {
        block.index.add_last();
    }
}

}  // namespace socshift
