#pragma once

#include "socshift/base/finding.hpp"
#include "socshift/base/source_location.hpp"
#include "socshift/io/delimited_table.hpp"
#include "socshift/model/code.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

class Edition;  // socshift/model/edition.hpp

/// What a publisher says that an item is. Titles and texts are as printed; the edition's own
/// structure is the authority for titles.
struct Definition {
    Code code;
    std::string title;
    std::string text;  // never empty
    SourceLocation at;

    friend bool operator==(const Definition&, const Definition&) = default;
};

/// The definitions of one edition, unique by code and sorted by it. Items need not have one:
/// publishers define the finest level only.
class Definitions {
public:
    Definitions() = default;

    /// @throws FormatError, at the second, if a code is defined twice.
    static Definitions make(std::vector<Definition> definitions);

    /// nullptr: the code has none. Lives as long as this.
    [[nodiscard]] const Definition* find(std::string_view code) const noexcept;
    [[nodiscard]] const Definition* find(const Code& code) const noexcept {
        return find(code.text());
    }

    [[nodiscard]] const std::vector<Definition>& all() const noexcept { return all_; }

    friend bool operator==(const Definitions&, const Definitions&) = default;

private:
    explicit Definitions(std::vector<Definition> all) : all_(std::move(all)) {}
    std::vector<Definition> all_;
};

/// Names of the columns of a publisher's table of definitions.
struct DefinitionColumns {
    std::string code = "code";
    std::string title = "title";
    std::string text = "definition";
};

/// The columns of @p table that hold them: those with the names above; else, for each, the only one
/// whose name ends in that word, whatever its case ("SOC Code"), or in "description" for the text.
/// @throws FormatError, with the columns that there are, if there is none or more than one.
[[nodiscard]] DefinitionColumns definition_columns(const DelimitedTable& table);

/// One definition a row; rows without a text, such as those of groups, are left out.
/// @throws FormatError for a missing column, a cell that is no code or not UTF-8, and as make().
[[nodiscard]] Definitions definitions_of(const DelimitedTable& table,
                                         const DefinitionColumns& columns = {});

/// @p definitions with codes as @p edition prints them, where it lets them be written otherwise.
/// Those of no item stay. @throws FormatError as Definitions::make().
[[nodiscard]] Definitions with_printed_codes(const Definitions& definitions,
                                             const Edition& edition);

/// Definitions of items that @p edition lacks (`unknown-item`, a warning), and titles that are not
/// the edition's (`title-differs`, a warning; `title-spelling`, a note). In the order of codes.
[[nodiscard]] Findings check(const Definitions& definitions, const Edition& edition);

/// Reads the form that to_csv() writes. @throws FileError; FormatError as definitions_of().
[[nodiscard]] Definitions read_definitions(const std::filesystem::path& file);

/// Delimited text with the columns code, title, definition: the form in which definitions are kept.
[[nodiscard]] std::string to_csv(const Definitions& definitions);

/// Definitions that a user has imported: one file for each edition in a folder of the user's own.
/// The catalog ships none. Nothing is read before it is asked for, and nothing is ever written.
class DefinitionStore {
public:
    /// @p folder need not be there. Empty: there is no store, and no edition has definitions.
    explicit DefinitionStore(std::filesystem::path folder = {}) : folder_(std::move(folder)) {}

    /// Where the definitions of @p edition are kept: "FOLDER/definitions/soc2018.csv".
    [[nodiscard]] std::filesystem::path file_of(const EditionId& edition) const;

    /// None if the user has imported none for this edition. Reads the file at each call.
    /// @throws FileError, FormatError as read_definitions() for a file that is there.
    [[nodiscard]] std::optional<Definitions> find(const EditionId& edition) const;

    [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_; }

private:
    std::filesystem::path folder_;
};

}  // namespace socshift
