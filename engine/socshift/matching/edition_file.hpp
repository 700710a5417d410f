#pragma once

#include "socshift/base/finding.hpp"
#include "socshift/matching/match_decisions.hpp"
#include "socshift/model/catalog.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// Whether @p name is that of a file that an edition can be read from, by its end: .yaml, .yml,
/// .csv, .tsv, .txt, .xlsx or .xlsm, and perhaps .gz or .zst behind it.
[[nodiscard]] bool names_edition_file(const std::string& name);

/// A file that editions or what joins them were read from: what a result rests on beside the
/// catalog.
struct EditionFile {
    std::string path;    // as it was named
    std::string holds;   // "edition new-structure", "table", "decisions"
    std::string sha256;  // of its bytes

    friend bool operator==(const EditionFile&, const EditionFile&) = default;
};

/// A catalog with what was read from files for one use, and what is to be known of that.
struct FileCatalog {
    Catalog catalog;
    std::vector<EditionId> editions;  // of the names, in their order
    Findings findings;                // of files, no errors
    std::vector<EditionFile> files;   // that were read
    std::vector<std::string> notes;   // a sentence each: which file is which edition, what was read
};

/// How editions that files hold are joined.
struct FileJoins {
    /// A table between the two editions, or a file of YAML that has it; empty: none.
    std::filesystem::path crosswalk = {};
    /// Decisions about the match of the two editions; empty: none.
    std::filesystem::path decisions = {};
    /// Which table, or sheet, of a file that holds several.
    struct TableOf {
        std::string file;  // as it is named here; empty: the only file that is no YAML
        std::string table;
    };
    std::vector<TableOf> tables = {};
    /// Of the titles of linked data, where they are in several; none: the only one.
    std::optional<std::string> language = {};
    /// Pairs the codes of neighbours by code and title whatever tables the catalog has.
    bool match = false;
};

/// @p catalog with the editions that files among @p names hold, and with a table between each two
/// neighbours of which one comes from a file, or all if asked for: that of @p joins.crosswalk, or
/// one that is matched, unless a route joins them. Other names are of editions of @p catalog.
///
/// An edition in YAML keeps its name unless that is taken; of a table the name of the file is that
/// of the edition. A table is read as importers read it: with the levels of the first edition of
/// the catalog that is named, where it has a column for each, or a column "level"; else without
/// levels, all codes alike.
/// @throws UnknownName; FileError, FormatError and DataError for what is wrong in a file; Error for
/// joins of other than two editions, a table of a file that is not there,
/// and a language where no file is linked data; ChoiceNeeded as read_table().
[[nodiscard]] FileCatalog with_edition_files(const Catalog& catalog,
                                             const std::vector<std::string>& names,
                                             const FileJoins& joins = {});

}  // namespace socshift
