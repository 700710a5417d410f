#pragma once

#include "socshift/base/error.hpp"
#include "socshift/io/compression.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// There is a file under a name that a new one was to get, and it may not be replaced.
class FileExists : public FileError {
public:
    using FileError::FileError;
};

/// What became of a set of files that an earlier process was placing when it was ended.
struct Recovery {
    enum class Outcome : std::uint8_t {
        nothing,   // there was none
        finished,  // all of its files have their names
        undone,    // none has: a file of somebody else was in the way
        mixed,     // neither could be had
    };
    Outcome outcome = Outcome::nothing;
    std::vector<std::filesystem::path> files;
};

/// Finishes, or undoes, the set of files of which @p file is the first, if a process was ended
/// while it gave them their names. @throws FileError if a journal is there and cannot be read.
Recovery recover_files(const std::filesystem::path& file);

/// Whether what has this name is written to as it is, and never replaced: a pipe, a terminal, the
/// null device, a descriptor by its name (/dev/stdout, /dev/fd/3).
[[nodiscard]] bool is_stream(const std::filesystem::path& path);

/// One file of a FileSet, or what stands in its place and is written to as it is: a pipe, a
/// terminal, the null device.
class OutputFile {
public:
    /// @throws FileError if the bytes cannot be written.
    void write(std::string_view bytes);

    /// As it was named.
    [[nodiscard]] const std::filesystem::path& path() const noexcept;

    struct State;
    explicit OutputFile(std::unique_ptr<State> state);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

private:
    friend class FileSet;
    std::unique_ptr<State> state_;
};

/// Files that appear under their names together, complete and on the disk, or not at all: what was
/// there before stays until all of them are there.
///
///     FileSet files(true);
///     auto& table = files.add("out.csv");
///     table.write("code\n");
///     files.finish();
///     files.commit();
///
/// Until commit() each is a new file beside its target with a name of its own, which goes with this
/// object. A link is followed: what it leads to is replaced. A replaced file's permissions are
/// kept; its other hard links keep the old file. Sets of which the first file is the same are
/// placed one after the other, whatever process they are of.
///
/// Errors   FileError; FileExists for a name that is taken, without `overwrite`. A file that is
/// being
///          read (InputLog) is never replaced. After any error, up to and in commit(), every name
///          has what it had.
class FileSet {
public:
    explicit FileSet(bool overwrite);
    ~FileSet();
    FileSet(const FileSet&) = delete;
    FileSet& operator=(const FileSet&) = delete;

    /// Whether there is a file if nothing is written to it.
    enum class Empty : std::uint8_t {
        is_a_file,
        is_none,  // and one that is there is removed
    };

    /// A new file of the set; it lives as long as this. The first decides on the journal's place.
    OutputFile& add(const std::filesystem::path& path, Compression how = Compression::none,
                    Empty empty = Empty::is_a_file);

    /// Waits until no other process places a set of which the first file is the same, and keeps
    /// them waiting until commit() or the end of this object: what is read of that file from now on
    /// is what is replaced, as long as all who write it do so by this class. Needs a first file.
    /// @throws FileError as commit().
    void hold();

    /// Looks again whether every name may be had, before long work. @throws FileError.
    void check() const;

    /// All that can fail for want of room: ends compressed files, and waits until all are on the
    /// disk. Nothing can be written any more.
    void finish();

    /// Gives the files their names. Signals wait meanwhile (SignalHold); @p placed is called before
    /// they come, if all went well. @throws FileError if another process is at it for too long, or
    /// a name cannot be had.
    void commit(const std::function<void()>& placed = {});

    /// What an earlier process left of the same set, and was finished or undone here.
    [[nodiscard]] const Recovery& recovery() const noexcept;

    /// Unfinished files under the targets' names, of processes that were killed. They are not
    /// touched.
    [[nodiscard]] const std::vector<std::filesystem::path>& left_over() const noexcept;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace socshift
