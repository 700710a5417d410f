#include "readstat/time_sink.hpp"

#include "arrow/owned.hpp"
#include "arrow/piece.hpp"
#include "arrow/schema.hpp"
#include "readstat/time_scale.hpp"
#include "readstat/variable.hpp"
#include "socshift/base/error.hpp"

#include <fmt/core.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift::readstat {

namespace {

using arrow::CSchema;
using arrow::Node;
using arrow::Piece;

constexpr std::string_view day_format = "tdD";
constexpr std::string_view thousandths_of_days_format = "tdm";
constexpr std::string_view moment_formats = "ts";  // then the unit, a colon and the time zone

/// How many of a unit of time of Arrow's formats a second has: "s", "m", "u", "n".
std::int64_t units_of_second(char letter) {
    switch (letter) {
        case 's':
            return 1;
        case 'm':
            return 1'000;
        case 'u':
            return 1'000'000;
        default:
            return nanoseconds_of_second;
    }
}

/// So many units of a second since 1970.
Moment moment_since_1970(std::int64_t value, std::int64_t units_of_second) {
    const auto units = seconds_of_day * units_of_second;
    auto day = value / units;
    auto rest = value % units;
    if (rest < 0) {
        rest += units;
        --day;
    }
    return {day, rest * (nanoseconds_of_second / units_of_second)};
}

/// A column that comes in one form and goes in another.
struct TimeColumn {
    std::size_t place = 0;
    std::string name;
    std::optional<TimeScale> from;  // of numbers; none: dates or moments of Arrow
    std::optional<TimeScale> to;    // likewise
    bool is_of_days = false;
    std::string format;    // of what goes
    std::string metadata;  // likewise
};

/// Whether values are numbers of a fixed width, or of none.
bool holds_numbers(const CSchema& column) {
    const auto type = arrow::type_of(column.format);
    return column.dictionary == nullptr &&
           (type.is(arrow::Holds::wholes) ||
            (type.is(arrow::Holds::reals) && std::string_view{column.format} != "e"));
}

/// What is written of a column of dates or moments that comes from elsewhere.
Variable variable_for(Kind kind, const Variable* known, bool is_of_days, std::size_t place) {
    constexpr int scale_measure = 3;
    constexpr int width_of_days = 11;
    constexpr int width_of_moments = 20;
    Variable out;
    if (known != nullptr && known->kind == kind) {
        out = *known;
        return out;
    }
    out.kind = kind;
    // No kind of missing value is told of a column that comes from elsewhere.
    out.place = known != nullptr ? known->place : -1 - static_cast<int>(place);
    out.label = known != nullptr ? known->label : "";
    out.storage = is_of_days && kind == Kind::dta ? Storage::int32 : Storage::float64;
    if (kind == Kind::dta) {
        out.format = is_of_days ? "%td" : "%tc";
    } else {
        out.format = is_of_days ? "DATE11" : "DATETIME20";
        out.measure = scale_measure;
        out.display_width = is_of_days ? width_of_days : width_of_moments;
    }
    return out;
}

/// How a column is to be changed; nothing: it stays.
class Planner {
public:
    explicit Planner(std::optional<Kind> kind) : kind_(kind) {}

    [[nodiscard]] std::optional<TimeColumn> plan(const CSchema& column, std::size_t place) const {
        TimeColumn out;
        out.place = place;
        out.name = column.name == nullptr ? "" : column.name;
        out.metadata = arrow::metadata_of(column.metadata);
        std::optional<Variable> known;
        if (const auto json = arrow::metadata_value(column.metadata, variable_key)) {
            known = variable_of(*json);
        }
        const auto own = known ? time_scale_of(*known) : std::nullopt;
        if (column.dictionary != nullptr) {
            return std::nullopt;
        }
        if (holds_numbers(column)) {
            if (!own || (kind_ && known->kind == *kind_)) {
                return std::nullopt;
            }
            out.from = own;
            out.is_of_days = own->is_of_days;
        } else if (!kind_ || !is_arrow_time(column.format, out)) {
            return std::nullopt;
        }
        if (kind_) {
            set_target(*kind_, known ? &*known : nullptr, own, out);
        } else {
            const bool is_of_thousandths = known->kind == Kind::dta;
            out.format = out.is_of_days ? day_format : is_of_thousandths ? "tsm:" : "tsu:";
        }
        return out;
    }

private:
    static bool is_arrow_time(std::string_view format, TimeColumn& out) {
        out.is_of_days = format == day_format || format == thousandths_of_days_format;
        constexpr std::size_t without_zone = 4;
        return out.is_of_days ||
               (format.starts_with(moment_formats) && format.size() == without_zone);
    }

    static void set_target(Kind kind, const Variable* known, const std::optional<TimeScale>& own,
                           TimeColumn& out) {
        // What a package said of the column is true of it still, if it meant days as well.
        const bool is_own = known != nullptr && own && own->is_of_days == out.is_of_days;
        auto variable = variable_for(kind, is_own ? known : nullptr, out.is_of_days, out.place);
        out.to = known != nullptr && is_own && known->kind == kind
                     ? own
                     : std::optional{time_scale_of(kind, out.is_of_days)};
        const bool is_whole = variable.storage == Storage::int8 ||
                              variable.storage == Storage::int16 ||
                              variable.storage == Storage::int32;
        out.format = is_whole ? "i" : "g";
        out.metadata = arrow::without_metadata_key(out.metadata, variable_key);
        out.metadata = arrow::with_metadata_pair(out.metadata, variable_key, to_json(variable));
    }

    std::optional<Kind> kind_;
};

class TimeSink : public arrow::BlockSink {
public:
    TimeSink(std::vector<TimeColumn> columns, std::unique_ptr<arrow::BlockSink> sink)
        : columns_(std::move(columns)), sink_(std::move(sink)) {}

    void write(const Node& block) override {
        arrow::Owned<CSchema> type;
        arrow::Owned<arrow::CArray> array;
        arrow::export_schema(block, type.get());
        arrow::export_array(block, array.get());
        auto out = block;
        for (const auto& column : columns_) {
            const auto& own = *(*type).children[column.place];
            const auto piece = arrow::checked_piece(own, (*array).children[column.place], 0,
                                                    block.length, column.name);
            out.children[column.place] = changed(column, own.format, piece);
        }
        sink_->write(out);
        rows_ += block.length;
    }

    void finish() override { sink_->finish(); }

private:
    [[nodiscard]] Node changed(const TimeColumn& column, std::string_view format,
                               const Piece& piece) const {
        const auto size = static_cast<std::size_t>(piece.rows);
        std::vector<bool> has_value(size);
        std::vector<Moment> moments(size);
        for (std::int64_t row = 0; row < piece.rows; ++row) {
            const auto at = static_cast<std::size_t>(row);
            if (!piece.is_null(row)) {
                has_value[at] = read(column, format, piece, row, moments[at]);
            }
        }
        auto validity = arrow::NullBits::of(has_value);
        Node out{column.format, column.name};
        out.metadata = column.metadata;
        out.length = piece.rows;
        out.null_count = validity.nulls;
        out.buffers = {std::move(validity.bits), values(column, moments, has_value)};
        return out;
    }

    /// False: no value, as of what is no number.
    [[nodiscard]] bool read(const TimeColumn& column, std::string_view format, const Piece& piece,
                            std::int64_t row, Moment& out) const {
        if (!column.from) {
            out = format == day_format ? Moment{piece.value<std::int32_t>(row), 0}
                  : format == thousandths_of_days_format
                      ? moment_since_1970(piece.value<std::int64_t>(row), units_of_second('m'))
                      : moment_since_1970(piece.value<std::int64_t>(row),
                                          units_of_second(format[moment_formats.size()]));
            if (column.is_of_days && out.nanosecond != 0) {
                refuse(column, row, "a time of the day, in a column of days");
            }
            return true;
        }
        const double number =
            format == "f"   ? double{piece.value<float>(row)}
            : format == "g" ? piece.value<double>(row)
                            : static_cast<double>(arrow::whole_of(piece, format.front(), row));
        if (std::isnan(number)) {
            return false;
        }
        const auto moment = moment_of(*column.from, number);
        if (!moment) {
            refuse(column, row,
                   fmt::format("{}, which is no {} by the format of the column", number,
                               column.is_of_days ? "whole day" : "moment"));
        }
        out = *moment;
        return true;
    }

    [[nodiscard]] arrow::Buffer values(const TimeColumn& column, const std::vector<Moment>& moments,
                                       const std::vector<bool>& has_value) const {
        if (!column.to && !column.is_of_days) {
            const auto units = units_of_second(column.format[moment_formats.size()]);
            return made<std::int64_t>(moments, has_value, [&](const Moment& moment) {
                return moment.day * seconds_of_day * units +
                       moment.nanosecond / (nanoseconds_of_second / units);
            });
        }
        if (column.to && column.format == "g") {
            return made<double>(moments, has_value, [&](const Moment& moment) {
                return number_of(*column.to, moment);
            });
        }
        const auto first = column.to ? column.to->first_day : 0;
        std::size_t row = 0;
        return made<std::int32_t>(moments, has_value, [&](const Moment& moment) {
            const auto day = moment.day - first;
            ++row;
            if (day != static_cast<std::int32_t>(day)) {
                refuse(column, static_cast<std::int64_t>(row) - 1, "a day too far away");
            }
            return static_cast<std::int32_t>(day);
        });
    }

    template <typename T, typename ValueOf>
    static arrow::Buffer made(const std::vector<Moment>& moments,
                              const std::vector<bool>& has_value, const ValueOf& value_of) {
        std::vector<T> out(moments.size());
        for (std::size_t row = 0; row < moments.size(); ++row) {
            const auto value = value_of(moments[row]);
            out[row] = has_value[row] ? value : T{};
        }
        return arrow::Buffer::of(std::move(out));
    }

    [[noreturn]] void refuse(const TimeColumn& column, std::int64_t row,
                             const std::string& what) const {
        throw Error(fmt::format("column '{}', row {}: {}", column.name, rows_ + row + 1, what));
    }

    std::vector<TimeColumn> columns_;
    std::unique_ptr<arrow::BlockSink> sink_;
    std::int64_t rows_ = 0;
};

}  // namespace

std::unique_ptr<arrow::BlockSink> open_with_times(
    std::optional<Kind> kind, const CSchema& schema,
    const std::function<std::unique_ptr<arrow::BlockSink>(const CSchema&)>& open) {
    const Planner planner(kind);
    std::vector<TimeColumn> columns;
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
        const auto place = static_cast<std::size_t>(i);
        if (auto column = planner.plan(*schema.children[i], place)) {
            columns.push_back(std::move(*column));
        }
    }
    if (columns.empty()) {
        return open(schema);
    }
    auto type = arrow::node_of(schema);
    for (const auto& column : columns) {
        auto& own = type.children[column.place];
        own.format = column.format;
        own.metadata = column.metadata;
    }
    arrow::Owned<CSchema> changed;
    arrow::export_schema(type, changed.get());
    return std::make_unique<TimeSink>(std::move(columns), open(*changed));
}

}  // namespace socshift::readstat
