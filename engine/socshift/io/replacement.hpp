#pragma once

// Internal: not installed. Files that get their names together.

#include "socshift/io/folder.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// What becomes of one name of a set. Until it is settled, nothing is lost: what is new and what is
/// old are both there, one under the target's name and one under `staged`.
struct Replacement {
    enum class Kind : std::uint8_t {
        create,   // nothing has the target's name
        replace,  // a file has it
        remove,   // a file has it, and nothing is to have it
    };
    Kind kind = Kind::create;
    std::shared_ptr<const Folder> folder;
    std::string target;
    std::string staged;  // where the new file is; of `remove`, where the old one will be
    std::string spare;   // where a file may be for a moment (Folder::exchange)
    FileState made;      // not of `remove`
    FileState old;       // not of `create`
};

/// Where a Replacement stands, by what is under its names now.
enum class Placed : std::uint8_t {
    no,       // not yet, and it can be
    yes,      // it was; whoever has changed the target since meant that
    in_way,   // not yet, and somebody else has put another file under the target's name
    unknown,  // what is there is none of the files that were written down
};

/// Gives the target's name to the new file. False, and errno: it was not done. A target that is no
/// longer what it was is not replaced (errno is EEXIST).
[[nodiscard]] bool place(const Replacement& it) noexcept;

/// Undoes place(). False: it could not be.
bool put_back(const Replacement& it) noexcept;

/// Waits until the names of the set are on the disk. @throws FileError if they cannot be written.
void sync_folders(const std::vector<Replacement>& set);

/// Removes what is not needed once the whole set is placed: the old file.
void settle(const Replacement& it) noexcept;

/// Removes what is not needed once the whole set is put back: the new file.
void discard(const Replacement& it) noexcept;

/// Where a Replacement stands that another process has left, as from_text() gives it. What that
/// process was in the middle of is put right first, and @p it says then which files are meant
/// today.
/// @throws FileError if it cannot be told.
[[nodiscard]] Placed look(Replacement& it);

/// The text that a journal holds for @p set: which files are replaced by which, with their sizes,
/// and a checksum (CRC-32) of itself. @p home is the journal's folder.
[[nodiscard]] std::string to_text(const std::vector<Replacement>& set, const Folder& home);

/// What every journal starts with, so that it is known for one.
inline constexpr std::string_view journal_start = "socshift journal 1\n";

/// Reads to_text(). Nothing: it was not written to its end, so that nothing of it was done yet.
/// @throws FileError if it names a folder that cannot be opened.
[[nodiscard]] std::optional<std::vector<Replacement>> from_text(
    std::string_view text, const std::shared_ptr<const Folder>& home);

}  // namespace socshift
