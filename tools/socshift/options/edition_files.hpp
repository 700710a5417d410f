#pragma once

#include "command.hpp"
#include "socshift/io/table_file.hpp"
#include "socshift/matching/edition_file.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace socshift::cli {

/// `--crosswalk`, `--decisions` and `--match`, as the user said them, with `--table` and
/// `--language`; and `--quiet`, if the verb has it.
struct EditionFileOptions {
    std::string crosswalk;
    std::string decisions;
    std::vector<std::string> tables = {};  // "NAME", "FILE=NAME"
    std::string language = {};
    bool match = false;

    /// Whether the user said anything of how editions are joined, or what of a file is read.
    [[nodiscard]] bool are_said() const noexcept {
        return match || !crosswalk.empty() || !decisions.empty() || !tables.empty() ||
               !language.empty();
    }

    bool quiet = false;  // what files were read as is not said, but for warnings
};

/// @p from with another catalog, which must outlive it.
[[nodiscard]] Context with_catalog(const Context& from, const Catalog& catalog);

/// Adds the options that say what of a file is read.
void add_edition_table_options(CLI::App& verb, EditionFileOptions& options);

/// Adds these, and the options by which editions in files are joined.
void add_edition_file_options(CLI::App& verb, EditionFileOptions& options);

/// What @p error says, and what to do about it: @p table is the option that names a table.
[[nodiscard]] std::string choice_needed_text(const ChoiceNeeded& error, std::string_view table);

/// What a verb works with where some of the editions that it was asked for are files. Refers to the
/// context that it was made of.
class OpenedEditions {
public:
    /// Puts into @p names the editions that they stand for.
    OpenedEditions(Context& context, const std::vector<std::string*>& names,
                   const EditionFileOptions& options = {});

    [[nodiscard]] Context& context() noexcept { return context_; }

    /// What was read beside the catalog.
    [[nodiscard]] const std::vector<EditionFile>& files() const noexcept { return files_; }

private:
    std::vector<EditionFile> files_;
    Catalog catalog_;
    Context context_;
};

}  // namespace socshift::cli
