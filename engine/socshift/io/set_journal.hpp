#pragma once

// Internal: not installed. What makes several renames one.

#include "socshift/io/file_set.hpp"
#include "socshift/io/replacement.hpp"
#include "socshift/io/staged_file.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// The journal of a set, also of one file: a file beside the set's first target,
/// `.out.csv.socshift-journal`, that exists while the files of the set get their names. It is
/// locked (flock) by its process, so that one set at a time is placed under the same names, and a
/// journal that nobody has locked is that of a process which was ended in the middle: whoever finds
/// it finishes or undoes the set.
class SetJournal {
public:
    /// Waits until no other process has the journal for @p target; a set that was left is recovered
    /// first. @throws FileError, in which the target is called @p shown, if a file of that name is
    /// no journal or another user's, or if it takes longer than a minute.
    SetJournal(const std::shared_ptr<const Folder>& folder, const std::string& target,
               const std::string& shown);

    /// Writes down what will be done, on the disk. From then on it can be finished.
    /// @throws FileError if that cannot be done; nothing is to be done then.
    void write(const std::vector<Replacement>& set);

    /// The set is placed or put back; the journal goes. Its destructor does the same.
    void remove() noexcept { file_.reset(); }

    /// The set is neither; the journal stays, for the next process to finish it.
    void leave() noexcept { file_->release(); }

private:
    std::shared_ptr<const Folder> folder_;
    std::unique_ptr<StagedFile> file_;
};

/// Recovers the set that a process has left beside @p target; nothing if there is none, or its
/// process is at work. @throws FileError as the constructor of SetJournal.
[[nodiscard]] Recovery recover_set(const std::shared_ptr<const Folder>& folder,
                                   const std::string& target);

/// Whether a process is giving the files of this set their names at this moment.
[[nodiscard]] bool is_being_placed(const std::shared_ptr<const Folder>& folder,
                                   const std::string& target);

}  // namespace socshift
