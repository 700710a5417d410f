#include "columns/row_sink.hpp"

#include "arrow/owned.hpp"
#include "columns/table_metadata.hpp"
#include "columns/types.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace socshift::formats {

std::unique_ptr<arrow::BlockSink> open_for(const RowSink& sink, const arrow::CSchema& before,
                                           arrow::Node table) {
    table.metadata = metadata_for(before, table);
    arrow::Owned<arrow::CSchema> type;
    arrow::export_schema(table, type.get());
    return sink.open(*type);
}

arrow::Frame empty_frame(const arrow::CSchema& type) {
    arrow::Owned<arrow::CArray> array;
    arrow::export_array(empty_of(type), array.get());
    auto own = borrowed(type);
    return arrow::Frame::of_array(&own, array.get());
}

arrow::Node rows_of(const arrow::Frame& frame, const std::vector<std::uint64_t>& rows) {
    const bool is_run = !rows.empty() && rows.back() - rows.front() + 1 == rows.size() &&
                        std::is_sorted(rows.begin(), rows.end(), std::less_equal<>());
    return is_run ? frame.slice(rows.front(), rows.size()) : frame.gather(rows);
}

void leave_hidden_out(const RowSink& sink, const arrow::CSchema& type, arrow::Node& table) {
    for (auto place = static_cast<std::size_t>(type.n_children); !sink.takes_hidden && place > 0;
         --place) {
        if (is_hidden(*type.children[place - 1])) {
            table.children.erase(table.children.begin() + static_cast<std::ptrdiff_t>(place - 1));
        }
    }
}

}  // namespace socshift::formats
