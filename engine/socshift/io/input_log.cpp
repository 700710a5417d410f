#include "socshift/io/input_log.hpp"

#include "socshift/base/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace socshift {

namespace fs = std::filesystem;

namespace {

std::atomic<InputLog*> current_log{nullptr};

std::optional<FileState> state_of(int descriptor) {
    struct stat found {};
    return ::fstat(descriptor, &found) == 0 ? std::optional{FileState::of(found)} : std::nullopt;
}

std::optional<FileState> state_of(const std::string& file) {
    struct stat found {};
    return ::stat(file.c_str(), &found) == 0 ? std::optional{FileState::of(found)} : std::nullopt;
}

FileError has_changed(const std::string& name) {
    return FileError(fmt::format("'{}' was changed while it was read", name));
}

/// A file that is open for reading, closed with the last copy of what reads it.
class OpenInput {
public:
    explicit OpenInput(const fs::path& file)
        : name_(file.string()), descriptor_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY)) {
        if (descriptor_ < 0) {
            throw FileError(fmt::format("cannot open '{}': {}", name_, system_message(errno)));
        }
    }
    ~OpenInput() { ::close(descriptor_); }
    OpenInput(const OpenInput&) = delete;
    OpenInput& operator=(const OpenInput&) = delete;

    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

    std::size_t read(char* buffer, std::size_t size) const {
        for (;;) {
            const auto got = ::read(descriptor_, buffer, size);
            if (got >= 0) {
                return static_cast<std::size_t>(got);
            }
            if (errno != EINTR) {
                throw FileError(fmt::format("cannot read '{}': {}", name_, system_message(errno)));
            }
        }
    }

private:
    std::string name_;
    int descriptor_;
};

}  // namespace

InputLog::InputLog() {
    current_log = this;
}

InputLog::~InputLog() {
    current_log = nullptr;
}

InputLog* InputLog::current() noexcept {
    return current_log;
}

void InputLog::add(const fs::path& file, int descriptor) {
    const auto state = state_of(descriptor);
    if (!state || !state->is_regular()) {
        return;
    }
    const std::lock_guard lock(mutex_);
    for (const auto& output : written_) {
        if (output.state.id == state->id) {
            throw FileError(fmt::format("'{}' is {}: it would be read and written at once",
                                        file.string(), output.name));
        }
    }
    const auto known = std::find_if(read_.begin(), read_.end(), [&](const Read& read) {
        return read.descriptor < 0 && read.name == file.string();
    });
    if (known == read_.end()) {
        read_.push_back({file.string(), -1, *state, true, false});
    } else if (!state->is_unchanged(known->state)) {
        throw has_changed(file.string());
    }
}

void InputLog::add_stream(const std::string& name, int descriptor) {
    const auto state = state_of(descriptor);
    if (state && state->is_regular()) {
        const std::lock_guard lock(mutex_);
        read_.push_back({name, descriptor, *state, false, false});
    }
}

void InputLog::read_stream(int descriptor) {
    const std::lock_guard lock(mutex_);
    for (auto& read : read_) {
        read.counts = read.counts || read.descriptor == descriptor;
    }
}

void InputLog::close() {
    const std::lock_guard lock(mutex_);
    for (auto& read : read_) {
        read.counts = false;
    }
}

void InputLog::add_output(const std::string& name, int descriptor) {
    const auto state = state_of(descriptor);
    if (state && state->is_regular()) {
        const std::lock_guard lock(mutex_);
        written_.push_back({name, descriptor, *state, false, false});
    }
}

void InputLog::allow_to_replace(const fs::path& file) {
    const std::lock_guard lock(mutex_);
    for (auto& read : read_) {
        read.may_go = read.may_go || (read.descriptor < 0 && read.name == file.string());
    }
}

std::string InputLog::use_of(const FileId& file) const {
    const auto is_it = [&file](const Read& read) { return read.state.id == file && !read.may_go; };
    const std::lock_guard lock(mutex_);
    if (std::any_of(read_.begin(), read_.end(), is_it)) {
        return "being read";
    }
    const auto output = std::find_if(written_.begin(), written_.end(), is_it);
    return output == written_.end() ? std::string{} : output->name;
}

void InputLog::check() const {
    const std::lock_guard lock(mutex_);
    for (const auto& read : read_) {
        const auto now = read.descriptor < 0 ? state_of(read.name) : state_of(read.descriptor);
        if (read.counts && (!now || !now->is_unchanged(read.state))) {
            throw has_changed(read.name);
        }
    }
}

const std::string* InputLog::kept(const fs::path& file) const {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(file);
    return found == kept_.end() ? nullptr : &found->second;
}

void InputLog::keep(const fs::path& file, const std::string& bytes) {
    const std::lock_guard lock(mutex_);
    kept_.emplace(file, bytes);
}

ReadBytes bytes_of_file(const fs::path& file) {
    const auto open = std::make_shared<OpenInput>(file);
    const auto state = state_of(open->descriptor());
    if (state && state->is_folder()) {
        throw FileError(fmt::format("cannot open '{}': it is a folder", file.string()));
    }
    if (auto* const log = InputLog::current()) {
        log->add(file, open->descriptor());
    }
    return [open](char* buffer, std::size_t size) { return open->read(buffer, size); };
}

bool is_readable(const fs::path& file) {
    std::error_code ignored;
    const auto kind = fs::status(file, ignored).type();
    return kind != fs::file_type::not_found && kind != fs::file_type::none &&
           kind != fs::file_type::directory;
}

}  // namespace socshift
