#include "data_file.hpp"

#include "socshift/model/error.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <istream>
#include <map>
#include <utility>

namespace socshift::cli {

namespace {

RowFilter parse_filter(const std::string& text) {
    const auto equals = text.find('=');
    if (equals == 0 || equals == std::string::npos) {
        throw Error(fmt::format("--where: expected COLUMN=VALUE[,VALUE…], found '{}'", text));
    }
    return {text.substr(0, equals), split_list(text.substr(equals + 1), "--where")};
}

}  // namespace

std::string DataFileOptions::shown_name() const {
    return file == "-" ? "standard input" : file;
}

void add_data_file_options(CLI::App& verb, DataFileOptions& options) {
    verb.add_option("FILE", options.file, "Delimited text with a header; - is standard input")
        ->required();
    verb.add_option("--where", options.where, "Only rows with this value; can be repeated")
        ->type_name("COLUMN=VALUE[,VALUE]")
        ->allow_extra_args(false);
    verb.add_option("--delimiter", options.delimiter,
                    "A character, or comma, tab, semicolon, pipe; detected if not given")
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

std::vector<RowFilter> parse_filters(const std::vector<std::string>& texts) {
    std::vector<RowFilter> filters;
    for (const auto& text : texts) {
        filters.push_back(parse_filter(text));
    }
    return filters;
}

InputFile::InputFile(const DataFileOptions& options, std::istream& standard_input)
    : name_(options.shown_name()), standard_input_(standard_input) {
    if (options.file == "-") {
        return;
    }
    if (std::filesystem::is_directory(options.file)) {
        throw FileError(fmt::format("cannot read '{}': it is a folder", options.file));
    }
    is_regular_ = std::filesystem::is_regular_file(options.file);
    errno = 0;
    file_.open(options.file, std::ios::binary);
    if (!file_) {
        throw FileError(fmt::format("cannot read '{}': {}", options.file, std::strerror(errno)));
    }
}

ReadBytes InputFile::reader() {
    if (kept_) {
        std::rewind(kept_.get());
        return read_kept();
    }
    if (is_regular_) {
        file_.clear();
        file_.seekg(0);
    }
    return bytes_of(file_.is_open() ? file_ : standard_input_, name_);
}

ReadBytes InputFile::first_reader() {
    if (is_regular_) {
        return reader();
    }
    errno = 0;
    kept_.reset(std::tmpfile());
    if (!kept_) {
        throw FileError(
            fmt::format("cannot keep '{}' to read it twice: {}", name_, std::strerror(errno)));
    }
    auto read = bytes_of(file_.is_open() ? file_ : standard_input_, name_);
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
