// A file of a stranger, through the library that parses it: here in the process itself, so that a
// crash is seen, of the library as well. What is said of it is whole: a header, blocks of its
// columns and the end, or an error; rows that are counted; texts that are UTF-8.
#include "arrow/piece.hpp"
#include "fuzz.hpp"
#include "readstat/kind.hpp"
#include "readstat/parser.hpp"
#include "socshift/base/error.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

namespace {

using namespace socshift;
using namespace socshift::readstat;
using fuzz::demand;

/// What was heard so far.
struct Heard {
    std::optional<Header> header;
    std::vector<Storage> storages;
    std::size_t rows = 0;
    bool is_over = false;
};

void take_block(Heard& heard, std::string_view bytes) {
    demand(heard.header.has_value());
    const auto block = BlockView::of(bytes, heard.storages);
    heard.rows += block.rows;
    demand(block.rows > 0);
    demand((block.missing_ends != nullptr) == heard.header->has_missing);
    for (std::size_t i = 0; i < heard.storages.size(); ++i) {
        if (heard.storages[i] == Storage::text) {
            for (std::size_t row = 0; row < block.rows; ++row) {
                demand(arrow::is_utf8(block.columns[i].text(row)));
            }
        }
    }
    for (const auto column : block.missing_columns) {
        demand(column >= 0 && static_cast<std::size_t>(column) < heard.storages.size());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view file{reinterpret_cast<const char*>(data), size};
    const auto kind = kind_of(file);
    if (!kind) {
        return 0;
    }
    Heard heard;
    parse(
        *kind,
        [file](char* buffer, std::size_t most, std::uint64_t offset) {
            if (offset >= file.size()) {
                return std::int64_t{0};
            }
            const auto part = file.substr(static_cast<std::size_t>(offset), most);
            std::memcpy(buffer, part.data(), part.size());
            return static_cast<std::int64_t>(part.size());
        },
        file.size(),
        [&heard](Message what, std::string_view bytes) {
            demand(!heard.is_over);
            switch (what) {
                case Message::header:
                    demand(!heard.header);
                    heard.header = Header::of(bytes);
                    for (const auto& variable : heard.header->variables) {
                        heard.storages.push_back(variable.storage);
                    }
                    break;
                case Message::block:
                    // At a multiple of eight bytes, as where it is read from a pipe.
                    take_block(heard, std::string{bytes});
                    break;
                case Message::error:
                    demand(!bytes.empty());
                    heard.is_over = true;
                    break;
                case Message::end:
                    demand(heard.header.has_value());
                    heard.is_over = true;
                    break;
            }
            return true;
        });
    demand(heard.is_over);
    return 0;
}
