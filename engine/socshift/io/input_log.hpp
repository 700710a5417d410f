#pragma once

#include "socshift/io/byte_source.hpp"
#include "socshift/io/file_state.hpp"

#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// The files that this library reads while it lives, and what they were when they were opened: so
/// that none is replaced by what is made of it, and one that changes meanwhile is noticed. There is
/// one at a time, or none: then nothing is noticed.
///
///     InputLog inputs;
///     const auto text = read_file("weights.csv");
///     inputs.check();
///
/// By any thread. What is no regular file (a pipe) is not in it.
class InputLog {
public:
    InputLog();
    ~InputLog();
    InputLog(const InputLog&) = delete;
    InputLog& operator=(const InputLog&) = delete;

    /// nullptr: there is none.
    static InputLog* current() noexcept;

    /// A file was opened as @p descriptor. @throws FileError if it is not what it was when it was
    /// first opened, or is written to.
    void add(const std::filesystem::path& file, int descriptor);

    /// A stream that the process was given, such as standard input, may be read.
    void add_stream(const std::string& name, int descriptor);

    /// It is read: from now on its changes count.
    void read_stream(int descriptor);

    /// A stream that the process was given and may write to: a file that is read may not be it.
    void add_output(const std::string& name, int descriptor);

    /// @p file was read whole, and what is made of it may take its place: one that is its own
    /// header.
    void allow_to_replace(const std::filesystem::path& file);

    /// "being read", or which stream it is that is written to; empty: neither.
    [[nodiscard]] std::string use_of(const FileId& file) const;

    /// @throws FileError if a file is no longer what it was: another size, time or file.
    void check() const;

    /// What is made of the files is complete: later changes do not count.
    void close();

    /// The bytes of @p file, if it was read and cannot be read twice; nullptr if not. They live as
    /// long as this.
    [[nodiscard]] const std::string* kept(const std::filesystem::path& file) const;
    void keep(const std::filesystem::path& file, const std::string& bytes);

private:
    struct Read {
        std::string name;
        int descriptor = -1;  // of a stream; else it is looked up by its name
        FileState state;
        bool counts = true;  // its changes
        bool may_go = false;
    };
    mutable std::mutex mutex_;
    std::vector<Read> read_;
    std::vector<Read> written_;
    std::map<std::filesystem::path, std::string> kept_;
};

/// The bytes of @p file, which is opened now: a regular file, a pipe, a descriptor by its name
/// (/dev/fd/3). It is in the InputLog. @throws FileError if it cannot be opened, or is a folder.
[[nodiscard]] ReadBytes bytes_of_file(const std::filesystem::path& file);

/// Whether something is under this name that bytes can be read from: no folder.
[[nodiscard]] bool is_readable(const std::filesystem::path& file);

}  // namespace socshift
