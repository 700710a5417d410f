#include "readstat/outgoing.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <exception>
#include <map>
#include <new>
#include <optional>
#include <readstat.h>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace socshift::readstat {

namespace {

constexpr std::size_t output_bytes = std::size_t{1} << 20U;
constexpr std::size_t most_dta_text = 2045;  // longer: strL
constexpr std::size_t most_dta_label = 80;   // characters, of a column and of the file
constexpr std::size_t most_dta_value_label = 32000;
constexpr std::size_t most_dta_name = 32;        // characters
constexpr std::size_t most_dta_columns = 32767;  // of version 118
constexpr std::size_t most_dta_columns_119 = 120000;
constexpr std::size_t most_sav_label = 252;
constexpr std::size_t most_sav_file_label = 64;
constexpr std::size_t most_sav_value_label = 120;
constexpr std::size_t sav_note_bytes = 80;
constexpr double most_float = 1.7014117e38;  // of Stata

std::size_t character_count(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    }));
}

std::string_view first_characters(std::string_view text, std::size_t most) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U && count++ == most) {
            return text.substr(0, i);
        }
    }
    return text;
}

/// Whole numbers of a type of Stata.
struct Range {
    readstat_type_t type;
    std::int64_t least;
    std::int64_t most;
};
constexpr std::array stata_ranges{Range{READSTAT_TYPE_INT8, -127, 100},
                                  Range{READSTAT_TYPE_INT16, -32767, 32740},
                                  Range{READSTAT_TYPE_INT32, -2147483647, 2147483620}};

readstat_type_t whole_type(const Written& column) {
    const auto storage = column.is_same_kind ? column.known.storage : column.storage;
    for (const auto& range : stata_ranges) {
        const bool is_wide_enough = (storage == Storage::int8) ||
                                    (storage == Storage::int16 && range.most > 100) ||
                                    (range.type == READSTAT_TYPE_INT32);
        const bool holds_all = column.least.row == 0 || (column.least.value >= range.least &&
                                                         column.most.value <= range.most);
        if (is_wide_enough && holds_all) {
            return range.type;
        }
    }
    return READSTAT_TYPE_DOUBLE;
}

bool is_long_text(const Written& column) {
    const bool was_long = column.is_same_kind && column.known.width < 1 && column.has_known;
    return was_long || column.widest.value > most_dta_text;
}

readstat_type_t type_of(Kind kind, const Written& column) {
    switch (column.storage) {
        case Storage::text:
            return kind == Kind::dta && is_long_text(column) ? READSTAT_TYPE_STRING_REF
                                                             : READSTAT_TYPE_STRING;
        case Storage::float64:
            return READSTAT_TYPE_DOUBLE;
        case Storage::float32:
            return kind == Kind::sav || column.largest.value > most_float ? READSTAT_TYPE_DOUBLE
                                                                          : READSTAT_TYPE_FLOAT;
        case Storage::int8:
        case Storage::int16:
        case Storage::int32:
        case Storage::int64:
            break;
    }
    return kind == Kind::sav ? READSTAT_TYPE_DOUBLE : whole_type(column);
}

/// When a table of which nothing is known was written: the same in every time zone.
std::time_t no_time() {
    std::tm when{};
    when.tm_year = 70;
    when.tm_mday = 1;
    when.tm_isdst = -1;
    return std::mktime(&when);
}

}  // namespace

struct Outgoing::State {
    struct Column {
        const Written* from = nullptr;
        readstat_type_t type = READSTAT_TYPE_DOUBLE;
        readstat_variable_t* variable = nullptr;
    };

    State(Kind which, const Incoming& from, WriteBytes to, bool compressed)
        : kind(which), is_compressed(compressed), incoming(from), write_bytes(std::move(to)) {
        writer = readstat_writer_init();
        if (writer == nullptr) {
            throw std::bad_alloc();
        }
        readstat_set_data_writer(writer, on_bytes);
        for (const auto& column : from.columns()) {
            columns.push_back({&column, type_of(kind, column), nullptr});
        }
    }
    ~State() { readstat_writer_free(writer); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    // C calls this: what it throws waits until that has come back.
    static ssize_t on_bytes(const void* data, std::size_t size, void* self) noexcept {
        auto& it = *static_cast<State*>(self);
        try {
            it.buffer.append(static_cast<const char*>(data), size);
            if (it.buffer.size() >= output_bytes) {
                it.flush();
            }
            return static_cast<ssize_t>(size);
        } catch (...) {
            it.thrown = std::current_exception();
            return -1;
        }
    }
    void flush() {
        write_bytes(buffer);
        buffer.clear();
    }

    void check(readstat_error_t error, const char* column = nullptr) const {
        if (thrown) {
            std::rethrow_exception(thrown);
        }
        if (error != READSTAT_OK) {
            const auto where = column != nullptr ? fmt::format("column '{}'", column)
                                                 : fmt::format("a {} file", extension_of(kind));
            throw Error(
                fmt::format("{} cannot be written: {}", where, readstat_error_message(error)));
        }
    }

    void check_value(readstat_error_t error, const Column& column, std::uint64_t row) const {
        if (error != READSTAT_OK) {
            throw Error(fmt::format("column '{}', row {}: {}", column.from->name, row,
                                    readstat_error_message(error)));
        }
    }

    [[nodiscard]] static std::size_t text_width(const Column& column);
    void add_column(Column& column);
    void add_facts(Column& column);
    void add_labels(Column& column);
    readstat_label_set_t* label_set(const Column& column, const std::vector<ValueLabel>& labels);
    void fill(readstat_label_set_t* set, const Column& column,
              const std::vector<ValueLabel>& labels) const;
    void add_dataset();
    void add_note(std::string_view note);
    void write_value(const Column& column, const ColumnView& view, std::size_t row);
    void write_number(const Column& column, const ColumnView& view, std::size_t row);

    Kind kind;
    bool is_compressed;
    const Incoming& incoming;
    WriteBytes write_bytes;
    readstat_writer_t* writer = nullptr;
    std::vector<Column> columns;
    std::map<std::string, std::pair<std::vector<ValueLabel>, readstat_label_set_t*>> sets;
    std::unordered_map<std::string, readstat_string_ref_t*> long_texts;
    std::string buffer;
    std::string text;
    std::exception_ptr thrown;
    std::uint64_t rows = 0;
};

/// Of a column that is written as texts of a fixed width.
std::size_t Outgoing::State::text_width(const Column& column) {
    if (column.type != READSTAT_TYPE_STRING) {
        return 0;
    }
    const auto& from = *column.from;
    const auto known = from.is_same_kind ? std::max(from.known.width, 1) : 1;
    return std::max(static_cast<std::size_t>(known), from.widest.value);
}

void Outgoing::State::add_column(Column& column) {
    const auto& from = *column.from;
    if (kind == Kind::dta && character_count(from.name) > most_dta_name) {
        throw Error(
            fmt::format("column '{}' has a name of more than {} characters, which a {} "
                        "file cannot have",
                        from.name, most_dta_name, extension_of(kind)));
    }
    column.variable =
        readstat_add_variable(writer, from.name.c_str(), column.type, text_width(column));
    add_facts(column);
}

void Outgoing::State::add_facts(Column& column) {
    const auto& from = *column.from;
    const auto& known = from.known;
    auto* const to = column.variable;
    if (!known.label.empty()) {
        const auto label = kind == Kind::dta ? first_characters(known.label, most_dta_label)
                                             : first_bytes(known.label, most_sav_label);
        readstat_variable_set_label(to, std::string{label}.c_str());
        if (label.size() < known.label.size()) {
            add_note(fmt::format("{}: {}", from.name, known.label));
        }
    }
    const bool is_whole = from.storage != Storage::text && from.storage != Storage::float32 &&
                          from.storage != Storage::float64;
    // That of a text in SPSS is its width, which may have become another.
    const bool has_own_format = kind == Kind::dta || column.type != READSTAT_TYPE_STRING;
    if (from.is_same_kind && !known.format.empty() && has_own_format) {
        readstat_variable_set_format(to, known.format.c_str());
    } else if (kind == Kind::sav && column.type == READSTAT_TYPE_STRING) {
        readstat_variable_set_format(to, fmt::format("A{}", text_width(column)).c_str());
    } else if (kind == Kind::sav && is_whole) {
        constexpr std::size_t least = 8;
        const auto digits = std::max(std::to_string(from.least.value).size(),
                                     std::to_string(from.most.value).size());
        readstat_variable_set_format(to, fmt::format("F{}", std::max(least, digits)).c_str());
    }
    if (from.is_same_kind && from.has_known && kind == Kind::sav) {
        readstat_variable_set_measure(to, static_cast<readstat_measure_t>(known.measure));
        if (known.alignment != READSTAT_ALIGNMENT_UNKNOWN) {  // else numbers right, texts left
            readstat_variable_set_alignment(to, static_cast<readstat_alignment_t>(known.alignment));
        }
        readstat_variable_set_display_width(to, known.display_width);
        for (const auto& each : known.missing) {
            if (from.storage == Storage::text) {
                check(readstat_variable_add_missing_string_range(to, each.low.c_str(),
                                                                 each.high.c_str()),
                      from.name.c_str());
                continue;
            }
            const auto low = number_of(each.low);
            const auto high = number_of(each.high);
            if (low && high) {
                check(readstat_variable_add_missing_double_range(to, *low, *high),
                      from.name.c_str());
            }
        }
    }
    add_labels(column);
}

void Outgoing::State::add_labels(Column& column) {
    std::vector<ValueLabel> labels;
    const bool is_text = column.from->storage == Storage::text;
    for (const auto& each : column.from->known.labels) {
        // Stata has labels of numbers alone, SPSS none of missing values with a tag.
        const bool is_tagged = !is_text && is_tag(each.value);
        if (kind == Kind::dta ? !is_text : !is_tagged) {
            labels.push_back(each);
        }
    }
    if (!labels.empty()) {
        readstat_variable_set_label_set(column.variable, label_set(column, labels));
    }
}

readstat_label_set_t* Outgoing::State::label_set(const Column& column,
                                                 const std::vector<ValueLabel>& labels) {
    const auto& from = *column.from;
    auto name =
        from.is_same_kind && !from.known.label_set.empty() ? from.known.label_set : from.name;
    for (int more = 2;; ++more) {
        const auto found = sets.find(name);
        if (found == sets.end()) {
            break;
        }
        // One set in SPSS is of one column, so that its width is known.
        if (kind == Kind::dta && found->second.first == labels) {
            return found->second.second;
        }
        name = fmt::format("{}_{}", first_characters(from.name, most_dta_name - 4), more);
    }
    const auto type = from.storage == Storage::text ? READSTAT_TYPE_STRING
                      : kind == Kind::dta           ? READSTAT_TYPE_INT32
                                                    : READSTAT_TYPE_DOUBLE;
    auto* const set = readstat_add_label_set(writer, type, name.c_str());
    fill(set, column, labels);
    sets.emplace(name, std::pair{labels, set});
    return set;
}

void Outgoing::State::fill(readstat_label_set_t* set, const Column& column,
                           const std::vector<ValueLabel>& labels) const {
    for (const auto& each : labels) {
        const std::string label{first_bytes(
            each.label, kind == Kind::dta ? most_dta_value_label : most_sav_value_label)};
        if (column.from->storage == Storage::text) {
            readstat_label_string_value(set, each.value.c_str(), label.c_str());
            continue;
        }
        if (is_tag(each.value)) {
            readstat_label_tagged_value(set, each.value[1], label.c_str());
            continue;
        }
        const auto number = number_of(each.value);
        if (!number) {
            throw Error(fmt::format("column '{}': '{}', which has a label, is no number",
                                    column.from->name, each.value));
        }
        if (kind != Kind::dta) {
            readstat_label_double_value(set, *number, label.c_str());
            continue;
        }
        const auto& widest = stata_ranges.back();
        if (std::trunc(*number) != *number || *number < static_cast<double>(widest.least) ||
            *number > static_cast<double>(widest.most)) {
            throw Error(
                fmt::format("column '{}': {} has a label, which a {} file has for whole "
                            "numbers up to {} alone",
                            column.from->name, each.value, extension_of(kind), widest.most));
        }
        readstat_label_int32_value(set, static_cast<std::int32_t>(*number), label.c_str());
    }
}

void Outgoing::State::add_note(std::string_view note) {
    do {
        const auto part = kind == Kind::sav ? first_bytes(note, sav_note_bytes) : note;
        readstat_add_note(writer, std::string{part}.c_str());
        note.remove_prefix(part.size());
    } while (!note.empty());
}

void Outgoing::State::add_dataset() {
    const auto& dataset = incoming.dataset();
    const auto label = kind == Kind::dta ? first_characters(dataset.label, most_dta_label)
                                         : first_bytes(dataset.label, most_sav_file_label);
    check(readstat_writer_set_file_label(writer, std::string{label}.c_str()));
    if (label.size() < dataset.label.size()) {
        add_note(dataset.label);
    }
    for (const auto& note : dataset.notes) {
        add_note(note);
    }
    const auto when = static_cast<std::time_t>(dataset.written);
    check(readstat_writer_set_file_timestamp(writer, when > 0 ? when : no_time()));
    if (kind == Kind::dta) {
        constexpr std::uint8_t usual = 118;
        constexpr std::uint8_t wide = 119;
        if (columns.size() > most_dta_columns_119) {
            throw Error(fmt::format("{} columns; a {} file has at most {}", columns.size(),
                                    extension_of(kind), most_dta_columns_119));
        }
        const bool is_wide = columns.size() > most_dta_columns;
        for (const auto& column : columns) {
            if (is_wide && column.type == READSTAT_TYPE_STRING_REF) {
                throw Error(fmt::format(
                    "column '{}' has texts of more than {} bytes, which a {} "
                    "file of more than {} columns is not written with here",
                    column.from->name, most_dta_text, extension_of(kind), most_dta_columns));
            }
        }
        check(readstat_writer_set_file_format_version(writer, is_wide ? wide : usual));
        return;
    }
    check(readstat_writer_set_compression(
        writer, is_compressed ? READSTAT_COMPRESS_BINARY : READSTAT_COMPRESS_ROWS));
    for (const auto& column : columns) {
        if (!dataset.weight.empty() && column.from->name == dataset.weight &&
            column.type != READSTAT_TYPE_STRING) {
            check(readstat_writer_set_fweight_variable(writer, column.variable));
        }
    }
}

void Outgoing::State::write_number(const Column& column, const ColumnView& view, std::size_t row) {
    const auto storage = column.from->storage;
    auto error = READSTAT_OK;
    switch (column.type) {
        case READSTAT_TYPE_INT8:
            error = readstat_insert_int8_value(writer, column.variable,
                                               static_cast<std::int8_t>(view.number(storage, row)));
            break;
        case READSTAT_TYPE_INT16:
            error = readstat_insert_int16_value(
                writer, column.variable, static_cast<std::int16_t>(view.number(storage, row)));
            break;
        case READSTAT_TYPE_INT32:
            error = readstat_insert_int32_value(
                writer, column.variable, static_cast<std::int32_t>(view.number(storage, row)));
            break;
        case READSTAT_TYPE_FLOAT:
            error = readstat_insert_float_value(writer, column.variable, view.value<float>(row));
            break;
        case READSTAT_TYPE_DOUBLE:
        case READSTAT_TYPE_STRING:
        case READSTAT_TYPE_STRING_REF:
            error =
                readstat_insert_double_value(writer, column.variable, view.number(storage, row));
            break;
    }
    check_value(error, column, rows);
}

void Outgoing::State::write_value(const Column& column, const ColumnView& view, std::size_t row) {
    if (column.from->storage != Storage::text) {
        if (view.has_value(row)) {
            write_number(column, view, row);
        } else {
            check_value(readstat_insert_missing_value(writer, column.variable), column, rows);
        }
        return;
    }
    text.assign(view.has_value(row) ? view.text(row) : std::string_view{});
    if (column.type == READSTAT_TYPE_STRING) {
        check_value(readstat_insert_string_value(writer, column.variable, text.c_str()), column,
                    rows);
        return;
    }
    if (!text.empty()) {  // an empty one is all zeros, which the row has
        check_value(readstat_insert_string_ref(writer, column.variable, long_texts.at(text)),
                    column, rows);
    }
}

Outgoing::Outgoing(Kind kind, const Incoming& incoming, WriteBytes write, bool is_compressed)
    : state_(std::make_unique<State>(kind, incoming, std::move(write), is_compressed)) {}

Outgoing::~Outgoing() = default;

bool Outgoing::has_long_texts() const noexcept {
    return std::any_of(
        state_->columns.begin(), state_->columns.end(),
        [](const State::Column& column) { return column.type == READSTAT_TYPE_STRING_REF; });
}

void Outgoing::add_long_texts(const BlockView& block) {
    for (std::size_t row = 0; row < block.rows; ++row) {
        for (std::size_t i = 0; i < state_->columns.size(); ++i) {
            const auto& view = block.columns[i];
            if (state_->columns[i].type != READSTAT_TYPE_STRING_REF || !view.has_value(row) ||
                view.text(row).empty()) {
                continue;
            }
            const auto [place, is_new] =
                state_->long_texts.emplace(std::string{view.text(row)}, nullptr);
            if (is_new) {
                place->second = readstat_add_string_ref(state_->writer, place->first.c_str());
            }
        }
    }
}

void Outgoing::begin() {
    auto& it = *state_;
    for (auto& column : it.columns) {
        it.add_column(column);
    }
    it.add_dataset();
    const auto rows = static_cast<long>(it.incoming.rows());
    it.check(it.kind == Kind::dta ? readstat_begin_writing_dta(it.writer, state_.get(), rows)
                                  : readstat_begin_writing_sav(it.writer, state_.get(), rows));
    for (const auto& column : it.columns) {
        it.check(readstat_validate_variable(it.writer, column.variable), column.from->name.c_str());
    }
    it.check(readstat_validate_metadata(it.writer));
}

void Outgoing::write(const BlockView& block) {
    auto& it = *state_;
    for (std::size_t row = 0; row < block.rows; ++row) {
        ++it.rows;
        it.check(readstat_begin_row(it.writer));
        for (std::size_t i = 0; i < it.columns.size(); ++i) {
            it.write_value(it.columns[i], block.columns[i], row);
        }
        if (block.missing_ends != nullptr) {
            for (auto at = block.missing_ends[row]; at < block.missing_ends[row + 1]; ++at) {
                const auto place = static_cast<std::size_t>(at);
                const auto which = static_cast<std::size_t>(block.missing_columns[place]);
                const auto& column = it.columns[which];
                if (block.columns[which].has_value(row)) {
                    continue;  // it was given a value meanwhile
                }
                const auto value = block.missing_values.text(place);
                auto error = READSTAT_OK;
                if (it.kind == Kind::dta) {
                    error =
                        readstat_insert_tagged_missing_value(it.writer, column.variable, value[1]);
                } else if (column.from->storage == Storage::text) {
                    error = readstat_insert_string_value(it.writer, column.variable,
                                                         std::string{value}.c_str());
                } else {
                    error = readstat_insert_double_value(it.writer, column.variable,
                                                         number_of(value).value_or(0));
                }
                it.check_value(error, column, it.rows);
            }
        }
        it.check(readstat_end_row(it.writer));
    }
}

void Outgoing::end() {
    auto& it = *state_;
    it.check(readstat_end_writing(it.writer));
    it.flush();
}

}  // namespace socshift::readstat
