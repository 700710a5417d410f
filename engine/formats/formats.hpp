#pragma once

#include "arrow/blocks.hpp"
#include "socshift/base/error.hpp"
#include "socshift/io/byte_source.hpp"
#include "socshift/model/edition.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift::formats {

/// What is to be read of files with columns.
struct SourceRequest {
    /// Files, or folders of them; several are read one behind the other, in this order.
    std::vector<std::string> files;
    /// Names of the columns that somebody looks at; none: all. A source may give others as well,
    /// and leaves out none of these that is there.
    std::optional<std::vector<std::string>> columns = {};
    /// Columns of numbers of which the value labels are looked at: each has a column more, with the
    /// name of label_column(), that is hidden. Only for kinds that have labels.
    std::vector<std::string> by_label = {};
    bool with_threads = true;  // for a kind whose columns can be decoded at once
};

/// The name of the column that has the value labels of @p column.
[[nodiscard]] std::string label_column(const std::string& column);

/// Titles of the codes in a column, for kinds of files that keep them beside it (value labels).
struct CodeTitles {
    std::string column;
    std::vector<std::pair<std::string, std::string>> titles;  // by code, in the order of codes
};

/// Those of all items of @p edition.
[[nodiscard]] CodeTitles code_titles(std::string column, const Edition& edition);

/// What a file with columns is to be.
struct SinkRequest {
    std::string file;  // for messages; of SPSS, whether it is a .zsav
    /// Takes the bytes, in their order. Whoever opens the sink gives the file its name, once
    /// finish() came back: a sink that has to go back in its file keeps it elsewhere until then.
    WriteBytes write;
    const arrow::CSchema* schema = nullptr;  // the type of the table, good while the sink is made
    std::vector<CodeTitles> titles = {};
    bool with_threads = true;  // for a kind whose columns can be encoded at once
};

using OpenSource = std::function<std::unique_ptr<arrow::BlockSource>(const SourceRequest&)>;
using OpenSink = std::function<std::unique_ptr<arrow::BlockSink>(const SinkRequest&)>;

/// One kind of file with columns.
struct Kind {
    std::string name;                  // as a user says it: "parquet", "dta"
    std::string title;                 // "Parquet", "a file of Stata"
    std::vector<std::string> endings;  // of file names: ".parquet"
    /// Whether a file is of this kind, by its first bytes: as many as start_size, or all of it.
    std::function<bool(std::string_view start)> begins;
    OpenSource open_source = {};  // none: files of this kind are not read here, see `how_to_get`
    OpenSink open_sink = {};      // none: nor written
    /// What a user can do where there is none of the two: "apt-get install …". Empty: nothing.
    std::string how_to_get = {};
    bool takes_hidden = false;  // its sink makes something of hidden columns
    bool has_labels = false;    // its source knows SourceRequest::by_label
};

/// So many bytes at the start of a file tell its kind.
inline constexpr std::size_t start_size = 512;

/// Kinds of files with columns. A value; no two kinds have the same name.
///
///     if (const auto* const kind = builtin_kinds().of_file("survey.dta")) {
///         const auto source = open_source(*kind, {{"survey.dta"}});
///     }
class Kinds {
public:
    /// Adds @p kind, in place of one with the same name.
    void add(Kind kind);

    [[nodiscard]] const std::vector<Kind>& all() const noexcept { return kinds_; }

    /// nullptr if no kind has this name.
    [[nodiscard]] const Kind* named(std::string_view name) const noexcept;

    /// The kind of which a file begins; nullptr for any other file, text among them.
    [[nodiscard]] const Kind* by_start(std::string_view start) const;

    /// The kind whose ending @p path has, whatever case it is written in; nullptr: none has it.
    [[nodiscard]] const Kind* by_ending(std::string_view path) const;

    /// The kind of the file @p path by its first bytes; of a folder, by the endings of the files
    /// that arrow::data_files() finds in it. nullptr: of none, or it cannot be read, or it is no
    /// regular file. @throws FormatError for a folder with files of several kinds; FileError if a
    /// folder is empty or cannot be read.
    [[nodiscard]] const Kind* of_file(const std::string& path) const;

private:
    [[nodiscard]] const Kind* of_folder(const std::string& path) const;

    std::vector<Kind> kinds_;
};

/// Those that are known here, whether they can be opened or not: parquet, dta, sav, sas7bdat, xpt.
[[nodiscard]] const Kinds& builtin_kinds();

/// Opens files of one kind. @throws FormatError if it cannot be read here, with how to get what is
/// missing, or has no labels where they are asked for; or what the kind throws.
[[nodiscard]] std::unique_ptr<arrow::BlockSource> open_source(const Kind& kind,
                                                              const SourceRequest& request);

/// check_codes_against_labels() of @p column in a table of the type @p type: a name or, as `#1`, a
/// place.
void check_codes_against_labels(const std::string& file, const arrow::CSchema& type,
                                const std::string& column);

/// The same of a file that is written.
[[nodiscard]] std::unique_ptr<arrow::BlockSink> open_sink(const Kind& kind,
                                                          const SinkRequest& request);

}  // namespace socshift::formats
