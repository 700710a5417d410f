#pragma once

// Internal: not installed. A file on its way to a name.

#include "socshift/io/folder.hpp"
#include "socshift/io/interruption.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace socshift {

/// A new file in the folder of its target, under a random name that shows whose it is and for what:
/// `.out.csv.k4n0c2xw7e1m.socshift-part`. It is locked (flock) while this lives, so that others can
/// tell a file that is being written from one that was left. Removed with this object, unless
/// release() was called.
class StagedFile {
public:
    /// @p mode is that of the file it is to replace, or 0666, less what the umask takes.
    /// @throws FileError, in which the target is called @p shown, if it cannot be made.
    StagedFile(std::shared_ptr<const Folder> folder, const std::string& target, std::string shown,
               mode_t mode);
    ~StagedFile();
    StagedFile(const StagedFile&) = delete;
    StagedFile& operator=(const StagedFile&) = delete;

    /// @throws FileError.
    void write(std::string_view bytes);

    /// Gives it the permissions, group and owner of @p old, as far as that may be done; where the
    /// group cannot be had, it gets no more rights than all others.
    void take_access_of(const FileState& old);

    /// Waits until its bytes are on the disk. @throws FileError if they cannot be.
    void sync();

    /// Gives it another name, which nothing has. False, and errno: it was not done.
    [[nodiscard]] bool rename_to_new(const std::string& name);

    /// It stays, under the name that it has.
    void release() noexcept { unfinished_.reset(); }

    [[nodiscard]] const std::string& name() const noexcept { return unfinished_->name(); }
    [[nodiscard]] FileState state() const;

private:
    [[noreturn]] void fail(int error) const;

    std::shared_ptr<const Folder> folder_;
    std::string shown_;
    int descriptor_ = -1;
    std::optional<Unfinished> unfinished_;
};

/// A name for a file on its way to @p target, which nothing had when it was asked.
[[nodiscard]] std::string staged_name(const std::string& target);

/// The files, and folders, in @p folder that staged_name() may have named for @p target, and that
/// no process is writing.
[[nodiscard]] std::vector<std::string> staged_files_left(const Folder& folder,
                                                         const std::string& target);

/// The start of a name that is made of @p target and @p more bytes: all of it if that is not too
/// long for a file system.
[[nodiscard]] std::string stem_of(const std::string& target, std::size_t more);

}  // namespace socshift
