#pragma once

#include "socshift/convert/request.hpp"
#include "socshift/convert/sums.hpp"
#include "socshift/io/joined_text.hpp"
#include "text/progress.hpp"

#include <cstdint>
#include <cstdio>
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

/// A user's data file, or several that are read as one, and how it is to be read: the same for
/// every verb that reads one.
struct DataFileOptions {
    std::vector<std::string> files;  // "-": standard input; also patterns
    std::vector<std::string> parts;  // those in folders among them, if there are such
    std::string delimiter;
    std::vector<std::string> where;
    std::vector<std::string> where_not;
    std::optional<std::string> sheet;
    std::optional<std::uint32_t> header_row;
    bool no_header = false;
    std::string by_label;      // the column whose value labels are looked at, if one is
    bool with_threads = true;  // several may read columns of a file at once

    /// For messages.
    [[nodiscard]] std::string shown_name() const;
};

/// Adds `FILE...`, `--where`, `--where-not`, `--sheet`, `--header-row`, `--delimiter` and
/// `--no-header`.
void add_data_file_options(CLI::App& verb, DataFileOptions& options);

/// @p names with patterns such as "2005*.csv" replaced by what they match, in the order of names.
/// A name of a file that is there is no pattern. @throws FileError if a pattern matches nothing, or
/// a file is named twice.
[[nodiscard]] std::vector<std::string> expand_patterns(const std::vector<std::string>& names);

/// The parts of "a,b,c". @throws Error, starting with @p what, if one is empty.
[[nodiscard]] std::vector<std::string> split_list(const std::string& text, std::string_view what);

/// None for nothing. @throws Error for what is no delimiter.
[[nodiscard]] std::optional<char> parse_delimiter(const std::string& text);

/// Adds all but `FILE...`.
void add_reading_options(CLI::App& verb, DataFileOptions& options);

/// Puts all that @p options say of a file into @p shape. @throws Error for what is in no form.
void set_shape(const DataFileOptions& options, DataShape& shape);

/// What `--where` and `--where-not` say: COLUMN=VALUE[,VALUE...], where an empty VALUE is an empty
/// cell. @throws Error for another text.
[[nodiscard]] std::vector<RowFilter> filters_of(const DataFileOptions& options);

/// The options that left rows out, if some did: "--where and --where-not".
[[nodiscard]] std::string filters_text(const DataShape& shape);

/// @p error with what a user can do about it.
[[nodiscard]] std::string mixed_levels_text(const MixedLevels& error);

/// @p error with what a user can do about it.
[[nodiscard]] std::string figures_not_clear_text(const FiguresNotClear& error);

/// The bytes of a user's data files, or of standard input: decompressed, and several as one. Of a
/// file with columns those of its rows as text between commas.
class InputFile {
public:
    /// @p files without patterns, each to be read as @p shape says. @throws FileError if a file
    /// cannot be opened.
    InputFile(const std::vector<std::string>& files, const DataShape& shape,
              std::istream& standard_input);

    /// What was left out or decoded in each of several files, once they are read.
    [[nodiscard]] std::vector<std::string> notices() const { return joined_->notices(); }

    /// How the bytes of reader() are to be read.
    [[nodiscard]] DataShape shape_of_text(const DataShape& shape) const {
        return joined_->shape_of_text(shape);
    }

    /// The bytes from the start, to be read once. This object must outlive it.
    [[nodiscard]] ReadBytes reader();

    /// The same, to be read to the end before reader() gives the bytes again. What cannot be read
    /// twice, such as standard input, is kept in a temporary file that has no name and goes away
    /// with this object. @throws FileError if there is no room for it.
    [[nodiscard]] ReadBytes first_reader();

    /// Where a line of these bytes stands in the files.
    [[nodiscard]] TextPlace place(std::uint64_t line) const { return joined_->place(line); }

    [[nodiscard]] bool is_several() const noexcept { return joined_->size() > 1; }

    /// From now on both readers give only the first rows. Whether these are all of them.
    /// @throws FormatError if the file is not delimited text.
    bool take_sample();

    /// From now on reader() says on @p out, a terminal, how far it is.
    void show_progress(std::ostream& out);

private:
    [[nodiscard]] ReadBytes open(const std::string& file);
    [[nodiscard]] ReadBytes read_kept() const;

    struct CloseFile {
        void operator()(std::FILE* file) const noexcept { std::fclose(file); }
    };
    std::string name_;
    std::istream& standard_input_;
    std::optional<std::uint64_t> size_ = 0;  // none: of a file that has no size
    bool is_regular_ = true;                 // all of them: they can be read again
    std::optional<JoinedText> joined_;
    DataShape shape_;
    std::optional<std::string> sample_;
    std::unique_ptr<Progress> progress_;
    std::unique_ptr<std::FILE, CloseFile> kept_;
};

}  // namespace socshift::cli
