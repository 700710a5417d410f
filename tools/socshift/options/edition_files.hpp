#pragma once

#include "command.hpp"
#include "socshift/matching/edition_file.hpp"

#include <string>
#include <vector>

namespace socshift::cli {

/// `--crosswalk`, `--decisions` and `--match`, as the user said them; and `--quiet`, if the verb
/// has it.
struct EditionFileOptions {
    std::string crosswalk;
    std::string decisions;
    bool match = false;
    bool quiet = false;  // what files were read as is not said, but for warnings
};

/// Adds the options by which editions in files are joined.
void add_edition_file_options(CLI::App& verb, EditionFileOptions& options);

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
