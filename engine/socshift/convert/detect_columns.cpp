#include "socshift/convert/detect_columns.hpp"

#include "socshift/convert/columns_feed.hpp"

namespace socshift {

void shape_of_columns(DataShape& shape) {
    shape.delimiter = columns_delimiter;
    shape.has_header = true;
    shape.header_row = 1;
    shape.sheet.reset();
    shape.blanks = false;
    shape.counts_rows = true;
    shape.file = shape.file.empty() ? "the data" : shape.file;
}

Detection detect_columns(const DetectRequest& request, const Catalog& catalog,
                         const std::vector<DataColumn>& columns) {
    auto in_memory = request;
    shape_of_columns(in_memory);
    return detect(in_memory, catalog, bytes_of(columns));
}

Detection detect_columns(const DetectRequest& request, const Catalog& catalog, DataBlocks& blocks) {
    auto in_blocks = request;
    shape_of_columns(in_blocks);
    return detect(in_blocks, catalog, bytes_of(blocks));
}

}  // namespace socshift
