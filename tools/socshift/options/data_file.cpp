#include "options/data_file.hpp"

#include "columns/text_sink.hpp"
#include "formats.hpp"
#include "number_option.hpp"
#include "socshift/base/error.hpp"
#include "socshift/io/compression.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/io/input_log.hpp"
#include "socshift/io/workbook.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <glob.h>
#include <istream>
#include <map>
#include <set>
#include <unistd.h>
#include <utility>

namespace socshift::cli {

namespace {

constexpr auto npos = std::string::npos;

RowFilter parse_filter(const std::string& text, std::string_view option, bool keeps) {
    const auto equals = text.find('=');
    if (equals == 0 || equals == std::string::npos) {
        throw Error(fmt::format("{}: expected COLUMN=VALUE[,VALUE…], found '{}'", option, text));
    }
    RowFilter out{text.substr(0, equals), {}, keeps};
    for (auto begin = equals + 1; begin <= text.size();) {
        const auto end = std::min(text.find(',', begin), text.size());
        out.values.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return out;
}

}  // namespace

std::string DataFileOptions::shown_name() const {
    constexpr std::size_t most = 3;
    if (files.size() > most) {
        return fmt::format("{} and {} more files", files.front(), files.size() - 1);
    }
    return files == std::vector<std::string>{"-"} ? "standard input"
                                                  : fmt::format("{}", fmt::join(files, ", "));
}

std::string filters_text(const DataShape& shape) {
    const auto has = [&](bool keeps) {
        return std::any_of(shape.where.begin(), shape.where.end(),
                           [&](const RowFilter& filter) { return filter.keeps == keeps; });
    };
    return has(true) ? (has(false) ? "--where and --where-not" : "--where") : "--where-not";
}

void add_data_file_options(CLI::App& verb, DataFileOptions& options) {
    verb.add_option("FILE", options.files,
                    "Delimited text or a workbook, with a header; several are read as one; - is "
                    "standard input")
        ->type_name("")
        ->required();
    add_reading_options(verb, options);
}

void add_reading_options(CLI::App& verb, DataFileOptions& options) {
    verb.add_option("--where", options.where,
                    "Only rows with one of these values; nothing behind = is an empty cell; can be "
                    "repeated")
        ->type_name("COLUMN=VALUE[,VALUE]")
        ->allow_extra_args(false);
    verb.add_option("--where-not", options.where_not,
                    "Only rows with none of these values; can be repeated")
        ->type_name("COLUMN=VALUE[,VALUE]")
        ->allow_extra_args(false);
    verb.add_option("--sheet", options.sheet, "Sheet of a workbook; found if not given")
        ->type_name("NAME");
    add_number(verb, "--header-row", options.header_row, std::uint32_t{1}, std::uint32_t{1000000},
               "Line, or row of the sheet, that names the columns; found if not given");
    verb.add_option("--delimiter", options.delimiter,
                    "A character, or comma, tab, semicolon, pipe, blanks; detected if not given")
        ->type_name("CHAR");
    verb.add_flag("--no-header", options.no_header,
                  "The first line is a row; columns are #1, #2, …");
}

std::vector<std::string> split_list(const std::string& text, std::string_view what) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(',', begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        if (parts.back().empty()) {
            throw Error(
                fmt::format("{}: expected names with a comma between, found '{}'", what, text));
        }
        begin = end + 1;
    }
    return parts;
}

std::optional<char> parse_delimiter(const std::string& text) {
    if (text.empty()) {
        return std::nullopt;
    }
    static const std::map<std::string, char> names = {
        {"comma", ','}, {"tab", '\t'}, {"semicolon", ';'}, {"pipe", '|'}, {"\\t", '\t'}};
    if (const auto name = names.find(text); name != names.end()) {
        return name->second;
    }
    if (text.size() != 1 || std::string_view{"\"\r\n"}.find(text) != std::string_view::npos) {
        throw Error(
            fmt::format("--delimiter: expected one character, or comma, tab, semicolon or "
                        "pipe, found '{}'",
                        text));
    }
    return text.front();
}

void set_shape(const DataFileOptions& options, DataShape& shape) {
    shape.file = options.shown_name();
    shape.blanks = options.delimiter == "blanks";
    shape.delimiter = shape.blanks ? std::nullopt : parse_delimiter(options.delimiter);
    shape.has_header = !options.no_header;
    shape.where = filters_of(options);
    shape.sheet = options.sheet;
    shape.header_row = options.header_row;
    if (options.no_header && options.header_row) {
        throw Error("--header-row: expected no --no-header");
    }
}

std::vector<RowFilter> filters_of(const DataFileOptions& options) {
    std::vector<RowFilter> filters;
    for (const auto& text : options.where) {
        filters.push_back(parse_filter(text, "--where", true));
    }
    for (const auto& text : options.where_not) {
        filters.push_back(parse_filter(text, "--where-not", false));
    }
    return filters;
}

namespace {

/// "COLUMN=VALUE" as a shell takes it; none where parse_filter() or a shell would read another.
std::optional<std::string> where_argument(const RowFilter& filter) {
    const auto& column = filter.column;
    const auto& value = filter.values.front();
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
    const auto text = fmt::format("{}={}", column, value);
    if (column.empty() || column.front() == '-' || column.find('=') != npos || value.empty() ||
        value.find(',') != npos || text.find('\'') != npos ||
        std::any_of(text.begin(), text.end(), is_control)) {
        return std::nullopt;
    }
    return text.find_first_of(" \"$`\\*?&;|<>()#!~[]{}") == npos ? text : "'" + text + "'";
}

}  // namespace

std::string mixed_levels_text(const MixedLevels& error) {
    if (error.no_column()) {
        return fmt::format("{}; take one of the rows out, or say --allow-mixed-levels",
                           error.what());
    }
    const auto& one = error.one_level();
    const auto where = one ? where_argument(*one) : std::nullopt;
    return fmt::format("{}; keep one level with --where {}, or say --allow-mixed-levels",
                       error.what(), where.value_or("COLUMN=VALUE"));
}

std::string figures_not_clear_text(const FiguresNotClear& error) {
    return fmt::format("{}; say it with --decimal point or --decimal comma", error.what());
}

std::vector<std::string> expand_patterns(const std::vector<std::string>& names) {
    std::vector<std::string> out;
    std::error_code ignored;
    for (const auto& name : names) {
        if (name.find_first_of("*?[") == std::string::npos ||
            std::filesystem::exists(name, ignored)) {
            out.push_back(name);
            continue;
        }
        glob_t found{};
        const int result = ::glob(name.c_str(), GLOB_BRACE | GLOB_TILDE, nullptr, &found);
        out.insert(out.end(), found.gl_pathv, found.gl_pathv + found.gl_pathc);
        ::globfree(&found);
        if (result != 0) {
            throw FileError(fmt::format("no file is named like '{}'", name));
        }
    }
    std::set<std::string> seen;
    for (const auto& name : out) {
        const auto real = std::filesystem::weakly_canonical(name, ignored);
        if (!seen.insert(real.empty() ? name : real.string()).second) {
            throw FileError(fmt::format("'{}' is to be read twice", name));
        }
    }
    return out;
}

InputFile::InputFile(const std::vector<std::string>& files, const DataShape& shape,
                     std::istream& standard_input)
    : name_(shape.file), standard_input_(standard_input), shape_(shape) {
    std::vector<TextPart> parts;
    for (const auto& file : files) {
        std::error_code error;
        const auto* const kind = file == "-" ? nullptr : formats::builtin_kinds().of_file(file);
        if (file != "-" && std::filesystem::is_regular_file(file, error)) {
            static_cast<void>(open(file));
            const auto size = std::filesystem::file_size(file, error);
            size_ = size_ && !error ? std::optional{*size_ + size} : std::nullopt;
        } else if (kind == nullptr) {
            if (file != "-" && !is_readable(file)) {
                static_cast<void>(open(file));  // says why
            }
            is_regular_ = false;
            size_.reset();
        }
        if (kind != nullptr) {
            size_.reset();  // of the text
            parts.push_back({file, [kind, file] {
                                 return formats::text_of(formats::open_source(*kind, {{file}}));
                             }});
        } else {
            parts.push_back({file == "-" ? "standard input" : file,
                             [this, file] { return decompressed(open(file), file); }});
        }
    }
    joined_.emplace(std::move(parts), shape);
}

ReadBytes InputFile::open(const std::string& file) {
    ReadBytes read;
    if (file == "-") {
        if (auto* const inputs = InputLog::current()) {
            inputs->read_stream(STDIN_FILENO);
        }
        read = bytes_of(standard_input_, "standard input");
    } else {
        read = bytes_of_file(file);
    }
    return progress_ ? progress_->counting_bytes(std::move(read)) : read;
}

void InputFile::show_progress(std::ostream& out) {
    progress_ = std::make_unique<Progress>(out, size_);
}

bool InputFile::take_sample() {
    constexpr std::size_t most_rows = 100000;
    constexpr std::size_t most_bytes = std::size_t{1} << 24U;
    const auto read = joined_->reader();
    std::string start;
    const auto read_more = [&](std::size_t size) {
        const auto had = start.size();
        start.resize(had + size);
        const auto got = read(start.data() + had, size);
        start.resize(had + got);
        return got > 0;
    };
    constexpr std::size_t step = std::size_t{1} << 16U;
    bool more = read_more(step);
    const bool is_utf16 = start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF");
    if (is_workbook(start) || is_utf16) {
        while (more && (!is_utf16 || start.size() < most_bytes)) {
            more = read_more(step);
        }
        if (more) {
            // The last line that is whole: a line feed of two bytes.
            const bool is_little = start.front() == '\xFF';
            auto end = start.size() / 2 * 2;
            while (end > 2 && (start[end - 2] != (is_little ? '\n' : '\0') ||
                               start[end - 1] != (is_little ? '\0' : '\n'))) {
                end -= 2;
            }
            start.resize(end);
        }
        sample_ = std::move(start);
        return !more;
    }
    DelimitedOptions options;
    options.delimiter = shape_.delimiter;
    auto again = bytes_of(std::string_view{start});
    DelimitedReader rows(
        [&](char* buffer, std::size_t size) {
            const auto got = again(buffer, size);
            return got > 0 ? got : read(buffer, size);
        },
        name_, options);
    auto& text = sample_.emplace(rows.byte_order_mark());
    for (std::size_t i = 0; i <= most_rows && text.size() < most_bytes; ++i) {
        const auto* const row = rows.next();
        if (row == nullptr) {
            return true;
        }
        text.append(row->bytes).append(row->line_end);
    }
    return rows.next() == nullptr;
}

ReadBytes InputFile::reader() {
    if (sample_) {
        return bytes_of(std::string_view{*sample_});
    }
    if (kept_) {
        std::rewind(kept_.get());
        return read_kept();
    }
    auto read = joined_->reader();
    return progress_ ? progress_->counting_lines(std::move(read)) : read;
}

ReadBytes InputFile::first_reader() {
    if (sample_) {
        return reader();
    }
    if (is_regular_) {
        return joined_->reader();
    }
    errno = 0;
    kept_.reset(std::tmpfile());
    if (!kept_) {
        throw FileError(
            fmt::format("cannot keep '{}' to read it twice: {}", name_, std::strerror(errno)));
    }
    auto read = joined_->reader();
    return [this, read = std::move(read)](char* buffer, std::size_t size) {
        const auto count = read(buffer, size);
        errno = 0;
        // An empty write at the end brings out what the stream still holds.
        const bool written = std::fwrite(buffer, 1, count, kept_.get()) == count &&
                             (count > 0 || std::fflush(kept_.get()) == 0);
        if (!written) {
            throw FileError(
                fmt::format("cannot keep '{}' to read it twice: {}", name_, std::strerror(errno)));
        }
        return count;
    };
}

ReadBytes InputFile::read_kept() const {
    return [this](char* buffer, std::size_t size) {
        const auto count = std::fread(buffer, 1, size, kept_.get());
        if (count == 0 && std::ferror(kept_.get()) != 0) {
            throw FileError(fmt::format("cannot read '{}' a second time", name_));
        }
        return count;
    };
}

}  // namespace socshift::cli
