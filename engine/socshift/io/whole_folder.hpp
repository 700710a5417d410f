#pragma once

#include "socshift/base/error.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// A folder of many files that appears under its name complete and on the disk, or not at all: what
/// was there before stays until then. For folders that are of one program alone; files among those
/// of others are a FileSet's.
///
///     WholeFolder site("site", {"site.sha256", "# What was written here\n"}, true);
///     site.write("soc2018/index.html", page);
///     site.commit();
///
/// Until commit() it is a new folder beside its target, with a name of its own, which goes with
/// this object; a process that is ended leaves it, see left_over(). In the folder one file lists
/// all others with their SHA-256, as sha256sum writes and checks it. By it a folder is known for
/// one that was written by the same program, and may be replaced where @p overwrite says so:
/// nothing else is ever replaced, and no file is removed that is not in the list or was changed
/// since.
///
/// Errors   @throws FileError; FileExists for a folder that may not be replaced for want of
///          `overwrite`. Then everything is as it was.
class WholeFolder {
public:
    struct List {
        std::string name;        // of the file
        std::string first_line;  // by which it is known; starts with '#' and ends with a line feed
    };

    /// An empty folder is replaced without a word. The folders above @p path are made.
    WholeFolder(const std::filesystem::path& path, List list, bool overwrite);
    ~WholeFolder();
    WholeFolder(const WholeFolder&) = delete;
    WholeFolder& operator=(const WholeFolder&) = delete;

    /// A file, "soc2018/index.html"; folders on the way are made. No name twice.
    void write(const std::string& name, std::string_view bytes);

    /// Files, and their bytes, without the list.
    [[nodiscard]] std::size_t files() const noexcept;
    [[nodiscard]] std::uint64_t bytes() const noexcept;

    /// Writes the list, waits until all is on the disk, and gives the folder its name; @p placed is
    /// called then, and what was there before is removed.
    void commit(const std::function<void()>& placed = {});

    /// What is left of the folder that was replaced: somebody put files into it meanwhile. Empty if
    /// nothing is.
    [[nodiscard]] const std::filesystem::path& kept() const noexcept;

    /// Unfinished folders beside the target, of processes that were ended. They are not touched.
    [[nodiscard]] const std::vector<std::filesystem::path>& left_over() const noexcept;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace socshift
