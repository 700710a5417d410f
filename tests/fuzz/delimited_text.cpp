#include "socshift/io/delimited_text.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/delimited_table.hpp"
#include "support/record_index_check.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

/// Reads @p bytes and puts them together again; what was read before an error must be their start.
void read_and_join(std::string_view bytes, socshift::DelimitedOptions options) {
    std::string joined;
    std::string storage;
    try {
        socshift::DelimitedReader reader(socshift::bytes_of(bytes), "fuzz", options);
        joined = reader.byte_order_mark();
        while (const auto* const record = reader.next()) {
            joined.append(record->bytes).append(record->line_end);
            std::size_t size = record->fields.size() - 1;
            for (const auto field : record->fields) {
                size += field.size();
                static_cast<void>(socshift::field_text(field, storage));
            }
            if (size != record->bytes.size()) {
                std::abort();
            }
        }
        if (joined != bytes) {
            std::abort();
        }
    } catch (const socshift::FormatError&) {
        if (!bytes.starts_with(joined)) {
            std::abort();
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // The first byte chooses the block, so that record borders fall anywhere in it.
    if (size == 0) {
        return 0;
    }
    socshift::DelimitedOptions options;
    options.block = data[0];
    options.max_record = std::size_t{1} << 12U;
    const std::string text(data + 1, data + size);
    if (!socshift::test::index_agrees(text, ',')) {
        std::abort();
    }
    read_and_join(text, options);
    options.delimiter = ';';
    read_and_join(text, options);
    try {
        static_cast<void>(
            socshift::read_delimited_table(socshift::bytes_of(std::string_view{text}), "fuzz"));
    } catch (const socshift::FormatError&) {
        return 0;
    }
    return 0;
}
