#pragma once

#include "socshift/catalog/byte_source.hpp"
#include "socshift/convert/request.hpp"

#include <cstdio>
#include <fstream>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace socshift::cli {

/// A user's data file and how it is to be read: the same for every verb that reads one.
struct DataFileOptions {
    std::string file;  // "-": standard input
    std::string delimiter;
    std::vector<std::string> where;
    bool no_header = false;

    /// For messages.
    [[nodiscard]] std::string shown_name() const;
};

/// Adds `FILE`, `--where`, `--delimiter` and `--no-header`.
void add_data_file_options(CLI::App& verb, DataFileOptions& options);

/// The parts of "a,b,c". @throws Error, starting with @p what, if one is empty.
[[nodiscard]] std::vector<std::string> split_list(const std::string& text, std::string_view what);

/// None for nothing. @throws Error for what is no delimiter.
[[nodiscard]] std::optional<char> parse_delimiter(const std::string& text);

/// @throws Error for a text that is not COLUMN=VALUE[,VALUE...].
[[nodiscard]] std::vector<RowFilter> parse_filters(const std::vector<std::string>& texts);

/// The bytes of a user's data file, or of standard input.
class InputFile {
public:
    /// @throws FileError if the file cannot be opened.
    InputFile(const DataFileOptions& options, std::istream& standard_input);

    /// The bytes from the start, to be read once. This object must outlive it.
    [[nodiscard]] ReadBytes reader();

    /// The same, to be read to the end before reader() gives the bytes again. What cannot be read
    /// twice, such as standard input, is kept in a temporary file that has no name and goes away
    /// with this object. @throws FileError if there is no room for it.
    [[nodiscard]] ReadBytes first_reader();

private:
    [[nodiscard]] ReadBytes read_kept() const;

    struct CloseFile {
        void operator()(std::FILE* file) const noexcept { std::fclose(file); }
    };
    std::string name_;
    std::istream& standard_input_;
    std::ifstream file_;
    bool is_regular_ = false;
    std::unique_ptr<std::FILE, CloseFile> kept_;
};

}  // namespace socshift::cli
