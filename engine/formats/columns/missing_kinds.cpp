#include "columns/missing_kinds.hpp"

#include "arrow/blocks.hpp"
#include "arrow/gather.hpp"
#include "arrow/piece.hpp"
#include "arrow/schema.hpp"

#include <utility>

namespace socshift::formats {

namespace {

constexpr const char* hidden_value = "missing";

std::optional<std::size_t> place_in(const arrow::CSchema& type) {
    for (std::int64_t i = 0; i < type.n_children; ++i) {
        if (arrow::metadata_value(type.children[i]->metadata, arrow::hidden_key) == hidden_value) {
            return static_cast<std::size_t>(i);
        }
    }
    return std::nullopt;
}

}  // namespace

MissingKinds::MissingKinds(const arrow::Frame& frame, const arrow::CSchema& type)
    : frame_(frame), place_(place_in(type)) {}

bool MissingKinds::has(const arrow::CSchema& type) {
    return place_in(type).has_value();
}

std::map<std::size_t, std::string> MissingKinds::of(std::uint64_t row) const {
    std::map<std::size_t, std::string> out;
    if (!place_) {
        return out;
    }
    const auto& column = frame_.pieces(*place_);
    const auto& lists = column.pieces.front();
    const auto at = static_cast<std::int64_t>(row);
    if (lists.is_null(at)) {
        return out;
    }
    const auto bounds = arrow::bounds_of(lists, arrow::Layout::short_list, at, column.name);
    if (bounds.begin == bounds.end) {
        return out;
    }
    const auto& type = *column.type->children[0];
    const auto* const array = lists.array->children[0];
    const auto items = arrow::checked_piece(type, array, 0, array->length, column.name);
    const auto part = [&](std::int64_t which) {
        return arrow::checked_piece(*type.children[which], array->children[which], items.begin,
                                    items.rows, column.name);
    };
    const auto places = part(0);
    const auto values = part(1);
    if (bounds.end > items.rows) {
        throw arrow::FrameError("column '" + column.name + "': a list beyond its values");
    }
    const auto text_type = arrow::type_of(type.children[1]->format);
    for (auto item = bounds.begin; item < bounds.end; ++item) {
        out.emplace(static_cast<std::size_t>(places.value<std::int32_t>(item)),
                    arrow::text_of(values, text_type, item, column.name));
    }
    return out;
}

arrow::Node missing_column(const std::string& name,
                           const std::vector<std::map<std::size_t, std::string>>& rows) {
    std::vector<std::int32_t> ends{0};
    std::vector<std::int32_t> places;
    std::vector<std::string> values;
    for (const auto& row : rows) {
        for (const auto& [place, value] : row) {
            places.push_back(static_cast<std::int32_t>(place));
            values.push_back(value);
        }
        ends.push_back(static_cast<std::int32_t>(places.size()));
    }
    const auto count = std::ssize(places);
    arrow::Node column{"i", "column"};
    column.length = count;
    column.buffers = {{}, arrow::Buffer::of(std::move(places))};
    arrow::Node item{"+s", "item"};
    item.length = count;
    item.buffers.resize(1);
    item.children = {std::move(column), arrow::text_column("value", values)};
    arrow::Node out{"+l", name};
    out.metadata = arrow::metadata_pair(arrow::hidden_key, hidden_value);
    out.length = std::ssize(rows);
    out.buffers = {{}, arrow::Buffer::of(std::move(ends))};
    out.children.push_back(std::move(item));
    return out;
}

}  // namespace socshift::formats
