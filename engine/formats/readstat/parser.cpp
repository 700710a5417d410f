#include "readstat/parser.hpp"

#include "arrow/piece.hpp"
#include "readstat/input.hpp"
#include "readstat/row_blocks.hpp"
#include "readstat/whole_file.hpp"
#include "socshift/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <limits>
#include <map>
#include <optional>
#include <readstat.h>
#include <utility>

namespace socshift::readstat {

namespace {

/// Nobody listens any more.
struct Unheard {};

Storage storage_of(readstat_type_t type) noexcept {
    switch (type) {
        case READSTAT_TYPE_STRING:
        case READSTAT_TYPE_STRING_REF:
            return Storage::text;
        case READSTAT_TYPE_INT8:
            return Storage::int8;
        case READSTAT_TYPE_INT16:
            return Storage::int16;
        case READSTAT_TYPE_INT32:
            return Storage::int32;
        case READSTAT_TYPE_FLOAT:
            return Storage::float32;
        case READSTAT_TYPE_DOUBLE:
            break;
    }
    return Storage::float64;
}

/// The bytes that a text has room for. The library's number is one more for Stata, for the end of a
/// text, and rounded up for SPSS, where the format says it.
int width_of_text(const Variable& variable, std::size_t stored) {
    constexpr std::string_view plain = "A";
    constexpr std::string_view hexadecimal = "AHEX";
    const std::string_view format{variable.format};
    if (variable.kind == Kind::sav && format.starts_with(plain)) {
        const bool is_hexadecimal = format.starts_with(hexadecimal);
        const auto digits = format.substr(is_hexadecimal ? hexadecimal.size() : plain.size());
        if (const auto width = number_of(digits); width && *width >= 1 && *width <= 65535) {
            return static_cast<int>(*width) / (is_hexadecimal ? 2 : 1);
        }
    }
    return static_cast<int>(std::min<std::size_t>(stored, std::numeric_limits<int>::max())) -
           (variable.kind == Kind::dta ? 1 : 0);
}

/// Called by the library: what its handlers and its input are.
class Reading {
public:
    Reading(Kind kind, const ReadAt& bytes, std::uint64_t size, const Say& say)
        : kind_(kind), input_(bytes, size), say_(say) {
        header_.dataset.kind = kind;
    }

    void run() {
        if (const auto missing = missing_end(kind_, input_)) {
            fail(*missing);
        }
        parse(false);
        check_old_labels();
        first_row_ = input_.place();
        put_together();
        rows_.emplace(
            header_, input_, [this](const std::string& what) { fail(what); },
            [this](std::string_view block) { say(Message::block, block); });
        Packing header;
        header_.pack(header);
        say(Message::header, header.packed());
        header.clear();
        if (kind_ == Kind::sav) {
            forget_count();
        }
        parse(true);
        check_rest();
        rows_->finish();
        say(Message::end, {});
    }

private:
    struct Parser {
        readstat_parser_t* it = readstat_parser_init();
        Parser() {
            if (it == nullptr) {
                throw std::bad_alloc();
            }
        }
        ~Parser() { readstat_parser_free(it); }
        Parser(const Parser&) = delete;
        Parser& operator=(const Parser&) = delete;
    };

    // C calls these: what they throw waits until it has come back.
    template <typename Do>
    static int guarded(void* reading, Do act) noexcept {
        auto& self = *static_cast<Reading*>(reading);
        try {
            act(self);
            return READSTAT_HANDLER_OK;
        } catch (...) {
            self.thrown_ = std::current_exception();
            return READSTAT_HANDLER_ABORT;
        }
    }

    static int on_metadata(readstat_metadata_t* metadata, void* self) {
        return guarded(self, [&](Reading& it) { it.take(metadata); });
    }
    static int on_note(int /*index*/, const char* note, void* self) {
        return guarded(
            self, [&](Reading& it) { it.header_.dataset.notes.push_back(text_or_none(note)); });
    }
    static int on_variable(int /*index*/, readstat_variable_t* variable, const char* labels,
                           void* self) {
        return guarded(self, [&](Reading& it) { it.take(*variable, it.name_of_labels(labels)); });
    }
    static int on_same_variable(int /*index*/, readstat_variable_t* /*variable*/,
                                const char* /*labels*/, void* /*self*/) {
        return READSTAT_HANDLER_OK;
    }
    static int on_weight(readstat_variable_t* variable, void* self) {
        return guarded(self, [&](Reading& it) {
            it.header_.dataset.weight = text_or_none(readstat_variable_get_name(variable));
        });
    }
    static int on_label(const char* set, readstat_value_t value, const char* label, void* self) {
        return guarded(self, [&](Reading& it) {
            it.labels_[text_or_none(set)].push_back({written(value), text_or_none(label)});
        });
    }
    static int on_value(int row, readstat_variable_t* variable, readstat_value_t value,
                        void* self) {
        return guarded(self, [&](Reading& it) {
            if (!it.rows_->has_begun()) {
                it.check_long_texts();
            }
            it.rows_->take(row, variable, value);
        });
    }
    static void on_error(const char* message, void* self) {
        guarded(self, [&](Reading& it) { it.said_ = text_or_none(message); });
    }
    static int on_open(const char* /*path*/, void* /*self*/) { return 0; }
    static int on_close(void* /*self*/) { return 0; }
    static readstat_off_t on_seek(readstat_off_t offset, readstat_io_flags_t whence, void* self) {
        auto& it = *static_cast<Reading*>(self);
        return it.sought_ = it.input_.seek(offset, whence);
    }
    static ssize_t on_read(void* to, std::size_t size, void* self) {
        ssize_t out = -1;
        guarded(self, [&](Reading& it) { out = it.read(static_cast<char*>(to), size); });
        return out;
    }
    static readstat_error_t on_update(long /*size*/, readstat_progress_handler /*handler*/,
                                      void* /*user*/, void* /*self*/) {
        return READSTAT_OK;
    }

    /// The list of long texts is where the library goes to and finds it: the file says it has it.
    ssize_t read(char* to, std::size_t size) {
        const auto from = input_.place();
        const auto out = input_.read(to, size);
        if (std::cmp_equal(from, sought_) && std::cmp_equal(out, long_texts_tag.size()) &&
            std::string_view(to, long_texts_tag.size()) == long_texts_tag) {
            long_texts_ = from;
        }
        return out;
    }

    void parse(bool with_values) {
        const Parser parser;
        readstat_set_open_handler(parser.it, on_open);
        readstat_set_close_handler(parser.it, on_close);
        readstat_set_seek_handler(parser.it, on_seek);
        readstat_set_read_handler(parser.it, on_read);
        readstat_set_update_handler(parser.it, on_update);
        readstat_set_io_ctx(parser.it, this);
        readstat_set_error_handler(parser.it, on_error);
        if (with_values) {
            readstat_set_variable_handler(parser.it, on_same_variable);
            readstat_set_value_handler(parser.it, on_value);
        } else {
            readstat_set_metadata_handler(parser.it, on_metadata);
            readstat_set_note_handler(parser.it, on_note);
            readstat_set_variable_handler(parser.it, on_variable);
            readstat_set_fweight_handler(parser.it, on_weight);
            readstat_set_value_label_handler(parser.it, on_label);
        }
        input_.seek(0, READSTAT_SEEK_SET);
        has_rows_ = with_values;
        const auto error = call(parser.it);
        if (thrown_) {
            std::rethrow_exception(thrown_);
        }
        if (!is_whole(error)) {
            fail(error);
        }
    }

    /// Labels are the last in a file of Stata before release 117, which does not say how many there
    /// are: the library reads them until it finds none, whole or not.
    void check_old_labels() {
        constexpr std::int64_t first_with_end = 117;
        constexpr std::size_t length = 4;  // of the number that a set of labels begins with
        if (kind_ == Kind::dta && header_.dataset.version < first_with_end &&
            !input_.has_stopped_at_end(length)) {
            fail("its value labels are not whole");
        }
    }

    /// A transport file does not say how many rows it has: blanks follow the last one, and nothing
    /// that is a part of a row, or a second table.
    void check_rest() {
        if (kind_ != Kind::xpt) {
            return;
        }
        input_.seek(static_cast<readstat_off_t>(rows_->row_end()), READSTAT_SEEK_SET);
        for (char byte = 0; input_.read(&byte, 1) == 1;) {
            if (byte != ' ') {
                rows_->end_row();
                fail("a row that is not whole, or a second table, which is not read here");
            }
        }
    }

    /// A file of SPSS may say how many rows it has, and the library believes it: the rows behind
    /// those are not seen, and none at all if it says that it does not know. So it is told that
    /// there are as many as can be, and the rows are counted.
    void forget_count() {
        input_.replace(sav_count_place,
                       is_little_endian(input_) ? "\xFF\xFF\xFF\x7F" : "\x7F\xFF\xFF\xFF");
    }

    /// Whether an error says no more than that forget_count() has not told the truth.
    [[nodiscard]] bool is_whole(readstat_error_t error) {
        if (kind_ != Kind::sav || !has_rows_ || error != READSTAT_ERROR_ROW_COUNT_MISMATCH) {
            return error == READSTAT_OK;
        }
        const auto rows = rows_->rows() + (rows_->has_begun() ? 1 : 0);
        if (said_rows_ < 0) {
            if (!ends_with_whole_row(input_, first_row_)) {
                fail("its last row is not whole");
            }
            return true;
        }
        if (rows == static_cast<std::uint64_t>(said_rows_)) {
            return true;
        }
        fail(fmt::format("it says that it has {} rows, and has {}", said_rows_, rows));
    }

    readstat_error_t call(readstat_parser_t* parser) {
        switch (kind_) {
            case Kind::dta:
                return readstat_parse_dta(parser, "", this);
            case Kind::sav:
                return readstat_parse_sav(parser, "", this);
            case Kind::sas7bdat:
                return readstat_parse_sas7bdat(parser, "", this);
            case Kind::xpt:
                break;
        }
        return readstat_parse_xport(parser, "", this);
    }

    [[noreturn]] void fail(readstat_error_t error) const {
        auto text = text_or_none(readstat_error_message(error));
        if (!said_.empty()) {
            text += " (" + said_ + ")";
        }
        fail(text);
    }

    [[noreturn]] void fail(const std::string& what) const {
        const auto where =
            has_rows_ ? fmt::format("row {}, at byte {}", rows_->rows() + 1, input_.place())
                      : fmt::format("at byte {}", input_.place());
        throw Error(fmt::format("{}: the {} file is damaged or not of a known version: {}", where,
                                extension_of(kind_), what));
    }

    void take(readstat_metadata_t* metadata) {
        auto& to = header_.dataset;
        said_rows_ = readstat_get_row_count(metadata);
        to.label = text_or_none(readstat_get_file_label(metadata));
        to.table_name = text_or_none(readstat_get_table_name(metadata));
        to.encoding = text_or_none(readstat_get_file_encoding(metadata));
        to.version = readstat_get_file_format_version(metadata);
        to.written = readstat_get_modified_time(metadata);
        to.compression = readstat_get_compression(metadata);
    }

    /// The name of a set of labels. In a file of Stata it stands in a field of the file, which the
    /// library gives as it is: full, it has no end.
    [[nodiscard]] std::string name_of_labels(const char* name) const {
        constexpr std::int64_t first_of_long_names = 110;
        constexpr std::int64_t first_of_unicode = 118;
        if (name == nullptr || kind_ != Kind::dta) {
            return text_or_none(name);
        }
        const std::size_t field = header_.dataset.version >= first_of_unicode      ? 129
                                  : header_.dataset.version >= first_of_long_names ? 33
                                                                                   : 9;
        return {name, strnlen(name, field)};
    }

    void take(const readstat_variable_t& from, std::string labels) {
        Variable to;
        to.kind = kind_;
        to.place = static_cast<int>(header_.variables.size());
        if (readstat_variable_get_index(&from) != to.place) {
            fail("columns are not in their order");
        }
        to.name = text_or_none(readstat_variable_get_name(&from));
        if (to.name.empty() || !arrow::is_utf8(to.name)) {
            fail(fmt::format("column {} has no name that is text", to.place + 1));
        }
        to.storage = storage_of(readstat_variable_get_type(&from));
        to.label = text_or_none(readstat_variable_get_label(&from));
        to.format = text_or_none(readstat_variable_get_format(&from));
        to.label_set = std::move(labels);
        to.measure = readstat_variable_get_measure(&from);
        to.alignment = readstat_variable_get_alignment(&from);
        to.display_width = readstat_variable_get_display_width(&from);
        if (to.storage == Storage::text) {
            to.width = width_of_text(to, readstat_variable_get_storage_width(&from));
        }
        const int ranges = readstat_variable_get_missing_ranges_count(&from);
        for (int i = 0; i < ranges; ++i) {
            to.missing.push_back({written(readstat_variable_get_missing_range_lo(&from, i)),
                                  written(readstat_variable_get_missing_range_hi(&from, i))});
        }
        header_.variables.push_back(std::move(to));
    }

    /// What was said in any order before the first row.
    void put_together() {
        header_.has_missing = kind_ != Kind::sav;
        for (auto& variable : header_.variables) {
            if (const auto found = labels_.find(variable.label_set); found != labels_.end()) {
                variable.labels = found->second;
            }
            if (kind_ == Kind::sav) {
                variable.label_set.clear();  // a number of the library's
            }
            header_.has_missing = header_.has_missing || !variable.missing.empty();
        }
        labels_.clear();
    }

    void check_long_texts() {
        if (!rows_->has_long_texts()) {
            return;
        }
        const auto place = input_.place();
        if (const auto broken = broken_long_text(input_, long_texts_, header_.dataset.version)) {
            fail(*broken);
        }
        input_.seek(static_cast<readstat_off_t>(place), READSTAT_SEEK_SET);
    }

    void say(Message what, std::string_view bytes) {
        if (bytes.size() > most_message_bytes) {
            fail("more labels or texts than can be");
        }
        if (!say_(what, bytes)) {
            throw Unheard{};
        }
    }

    Kind kind_;
    Input input_;
    const Say& say_;
    std::exception_ptr thrown_;
    std::string said_;
    Header header_;
    std::map<std::string, std::vector<ValueLabel>> labels_;
    int said_rows_ = -1;
    std::uint64_t first_row_ = 0;   // of SPSS: where it begins
    readstat_off_t sought_ = -1;    // where the library went last
    std::uint64_t long_texts_ = 0;  // where it found them
    std::optional<RowBlocks> rows_;
    bool has_rows_ = false;
};

}  // namespace

void Header::pack(Packing& out) const {
    out.text(to_json(dataset));
    out.number(has_missing ? 1 : 0);
    out.number(variables.size());
    for (const auto& variable : variables) {
        out.text(variable.name);
        out.text(to_json(variable));
    }
}

Header Header::of(std::string_view packed) {
    Unpacking from(packed);
    Header out;
    out.dataset = dataset_of(from.bytes());
    out.has_missing = from.number() != 0;
    for (auto left = from.number(); left > 0; --left) {
        const auto name = from.bytes();
        out.variables.push_back(variable_of(from.bytes()));
        out.variables.back().name = name;
    }
    return out;
}

void parse(Kind kind, const ReadAt& bytes, std::uint64_t size, const Say& say) {
    try {
        Reading(kind, bytes, size, say).run();
    } catch (const Unheard&) {
        return;
    } catch (const Error& error) {
        say(Message::error, error.what());
    }
}

}  // namespace socshift::readstat
