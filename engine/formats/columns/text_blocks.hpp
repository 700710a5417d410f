#pragma once

#include "arrow/blocks.hpp"
#include "arrow/frame.hpp"
#include "socshift/convert/assignment.hpp"
#include "socshift/convert/conversion.hpp"
#include "socshift/convert/new_column.hpp"
#include "socshift/io/byte_source.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::formats {

/// Takes the text that a conversion or an assignment of a text file writes, and writes its rows
/// into a file with columns: the columns of the data as texts, as they stand; of those that the
/// conversion adds, and of figures, numbers as numbers.
///
///     TextIntoColumns columns(conversion, open);
///     conversion.run(read, {[&](std::string_view bytes) { columns.write(bytes); }, rejects});
///     columns.finish();
class TextIntoColumns {
public:
    using Open = std::function<std::unique_ptr<arrow::BlockSink>(const arrow::CSchema& type)>;

    /// Refers to @p open. @throws Error for data without a header.
    TextIntoColumns(const Conversion& conversion, const Open& open);
    TextIntoColumns(const Assignment& assignment, const Open& open);

    /// The next bytes. @throws Error if no header tells what is between cells.
    void write(std::string_view bytes);

    /// There are no more.
    void finish();

private:
    TextIntoColumns(const DataShape& shape, std::vector<NewColumn> columns, bool are_all_new,
                    const Open& open);
    void cut(bool is_all);
    void open(std::size_t cells);
    void flush();
    [[nodiscard]] char delimiter_of(std::string_view header) const;
    [[nodiscard]] arrow::Node table() const;

    std::string file_;
    std::optional<char> given_delimiter_;
    const Open& open_;
    std::vector<NewColumn> new_;  // the last of a row, or all of figures
    bool are_all_new_;
    std::string text_;  // not yet cut
    std::optional<char> delimiter_;
    std::optional<std::vector<std::string>> header_;
    std::vector<std::string> names_;  // of all columns, once rows tell how many there are
    std::vector<arrow::Frame::Values> kinds_;
    std::vector<std::vector<std::string>> cells_;  // by column, of rows not yet written
    std::uint64_t rows_ = 0;                       // of the result, so far
    std::unique_ptr<arrow::BlockSink> sink_;
};

}  // namespace socshift::formats
