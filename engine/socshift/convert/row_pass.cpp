#include "socshift/convert/row_pass.hpp"

#include "socshift/io/delimited_errors.hpp"
#include "socshift/io/delimited_text.hpp"

#include <vector>

namespace socshift {

void RowPass::run(const std::function<RowWorker&(unsigned thread)>& worker,
                  const std::function<void(RowBlock& block)>& finish) {
    std::vector<RowBlock> blocks(pieces_under_way(threads()));
    PieceStages stages;
    stages.read = [&](std::size_t place) { return feed_.next(blocks[place]); };
    stages.work = [&](unsigned thread, std::size_t place) {
        auto& block = blocks[place];
        block.out.clear();
        block.placed.clear();
        block.settled.clear();
        block.scaled.clear();
        block.carried.reset();
        block.refused.clear();
        block.repaired.clear();
        block.firsts.clear();
        block.verdicts.clear();
        block.titled.clear();
        if (block.error == BlockError::none) {
            feed_.index(block);
            worker(thread).work(block);
        }
    };
    stages.finish = [&](std::size_t place) {
        auto& block = blocks[place];
        check(block);
        rows_padded_ += block.padded;
        finish(block);
        const auto& text = block.text.text();
        line_ += !block.rows_are_lines && block.index.has_quoted_feeds()
                     ? static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'))
                     : block.rows();
    };
    run_in_order(threads(), stages);
}

/// @throws FormatError if the file cannot be read on from @p block.
void RowPass::check(const RowBlock& block) const {
    if (block.error == BlockError::none) {
        return;
    }
    const auto [file, line] = place(line_);
    switch (block.error) {
        case BlockError::none:
            return;
        case BlockError::nul: {
            const auto before = block.text.text().substr(0, block.text.text().find('\0'));
            const auto feeds = std::count(before.begin(), before.end(), '\n');
            const auto nul = place(line_ + static_cast<std::uint64_t>(feeds));
            throw nul_byte(nul.file, nul.line);
        }
        case BlockError::unclosed_quote:
            throw unclosed_quote(file, line);
        case BlockError::too_long:
            throw record_too_long(file, line, DelimitedOptions{}.max_record);
    }
}

}  // namespace socshift
