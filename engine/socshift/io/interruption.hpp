#pragma once

#include "socshift/io/file_state.hpp"

#include <memory>
#include <string>

namespace socshift {

class Folder;  // socshift/io/folder.hpp

/// While one lives, a signal that would end the process waits: what is done meanwhile is done
/// whole. By any thread; several may live at once.
///
///     const SignalHold hold;
///     make_the_file();
///     remember_its_name();
class SignalHold {
public:
    SignalHold() noexcept;
    ~SignalHold();
    SignalHold(const SignalHold&) = delete;
    SignalHold& operator=(const SignalHold&) = delete;
};

/// How a process ends when a signal asks it to. It may call nothing that a signal handler may not,
/// and does not come back.
using EndProcess = void (*)(int signal);

/// To be set before signal_arrived() can be called.
void set_end_of_process(EndProcess end) noexcept;

/// The handler for signals that end the process: at once, or when the last SignalHold goes. The
/// library installs it for none: a program does.
void signal_arrived(int signal) noexcept;

/// A file with a name of ours, to be removed if the process is ended before it is finished: as long
/// as this lives.
class Unfinished {
public:
    Unfinished(std::shared_ptr<const Folder> folder, std::string name, FileId id);
    ~Unfinished();
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;

    [[nodiscard]] const Folder& folder() const noexcept { return *folder_; }
    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] const FileId& id() const noexcept { return id_; }

    /// It has another name from now on. Under a SignalHold, with the renaming.
    void set_name(std::string name) noexcept { name_ = std::move(name); }

private:
    std::shared_ptr<const Folder> folder_;
    std::string name_;
    FileId id_;
};

/// How many files were removed, and the name of one that could not be; it lives as long as the
/// process.
struct RemovedFiles {
    unsigned count = 0;
    const char* left = nullptr;
};

/// Removes what is Unfinished. For EndProcess only.
[[nodiscard]] RemovedFiles remove_unfinished_files() noexcept;

}  // namespace socshift
