#pragma once

// Internal: not installed. Files by their names in an open folder.

#include "socshift/io/file_state.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// A folder that is open: names in it mean the same files wherever the folder is moved to
/// meanwhile, and whatever becomes of the folder that the process works in. Names have no '/'.
class Folder {
public:
    /// nullptr, and errno: there is no such folder, or it may not be entered.
    static std::shared_ptr<const Folder> open(const std::filesystem::path& path);

    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

    /// As it was opened, absolute.
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

    /// Nothing: there is no such file. Links are not followed. @throws FileError if it cannot be
    /// told.
    [[nodiscard]] std::optional<FileState> find(const std::string& name) const;

    /// The names in it, in no order; none if it may not be listed.
    [[nodiscard]] std::vector<std::string> names() const;

    /// Gives a file another name, where nothing may be. False, and errno: it was not done.
    [[nodiscard]] bool rename_to_new(const std::string& from, const std::string& to) const noexcept;

    /// Swaps two files. Where the file system cannot do that in one step, @p spare is the name of
    /// one of them for a moment. False, and errno: it was not done, and all is as it was if that
    /// could be had.
    [[nodiscard]] bool exchange(const std::string& one, const std::string& other,
                                const std::string& spare) const noexcept;

    /// Removes the file of that name if it is @p file. False: it is there still.
    // NOLINTNEXTLINE(modernize-use-nodiscard): whoever tidies up may not mind
    bool remove_if(const std::string& name, const FileId& file) const noexcept;

    /// Waits until names that were given are on the disk. @throws FileError if they cannot be
    /// written.
    void sync() const;

private:
    Folder(std::filesystem::path path, int descriptor)
        : path_(std::move(path)), descriptor_(descriptor) {}

    std::filesystem::path path_;
    int descriptor_;
};

}  // namespace socshift
