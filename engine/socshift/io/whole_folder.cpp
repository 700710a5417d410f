#include "socshift/io/whole_folder.hpp"

#include "socshift/io/checksum.hpp"
#include "socshift/io/file_set.hpp"
#include "socshift/io/file_state.hpp"
#include "socshift/io/folder.hpp"
#include "socshift/io/interruption.hpp"
#include "socshift/io/staged_file.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace socshift {

namespace fs = std::filesystem;

namespace {

constexpr mode_t new_folder_mode = 0777;
constexpr std::size_t digest_size = 64;

/// Names in a list of sha256sum, each with its checksum.
using Listed = std::map<std::string, std::string, std::less<>>;

std::string list_text(const std::string& first_line, const Listed& files) {
    auto out = first_line;
    for (const auto& [name, digest] : files) {
        out += fmt::format("{}  {}\n", digest, name);
    }
    return out;
}

/// The bytes of a file that is to be replaced: no input of the run, so that no InputLog has it.
std::string bytes_of(const fs::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0) {
        throw FileError(fmt::format("cannot read '{}': {}", path.string(), system_message(errno)));
    }
    std::string out;
    std::array<char, std::size_t{1} << 16U> buffer{};
    for (;;) {
        const auto count = ::read(file, buffer.data(), buffer.size());
        if (count > 0) {
            out.append(buffer.data(), static_cast<std::size_t>(count));
        } else if (count == 0 || errno != EINTR) {
            const int error = errno;
            ::close(file);
            if (count < 0) {
                throw FileError(
                    fmt::format("cannot read '{}': {}", path.string(), system_message(error)));
            }
            return out;
        }
    }
}

/// Whether a name leads to no place above the folder.
bool stays_below(std::string_view name) {
    const fs::path path{name};
    return path.is_relative() && std::find(path.begin(), path.end(), "..") == path.end();
}

/// None if @p text is not such a list.
std::optional<Listed> read_list(std::string_view text, std::string_view first_line) {
    if (!text.starts_with(first_line)) {
        return std::nullopt;
    }
    text.remove_prefix(first_line.size());
    Listed out;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        if (end == std::string_view::npos || line.size() < digest_size + 3 ||
            line.substr(digest_size, 2) != "  " || !stays_below(line.substr(digest_size + 2))) {
            return std::nullopt;
        }
        out.emplace(line.substr(digest_size + 2), line.substr(0, digest_size));
        text.remove_prefix(end + 1);
    }
    return out;
}

/// "a/b/c.html": "a/b", "a".
void add_folders_above(std::string_view name, std::set<std::string>& out) {
    for (auto end = name.rfind('/'); end != std::string_view::npos; end = name.rfind('/')) {
        name = name.substr(0, end);
        out.emplace(name);
    }
}

}  // namespace

struct WholeFolder::State {
    State(const fs::path& path, List what, bool may_replace)
        : shown(path.has_filename() ? path : path.parent_path()),
          list(std::move(what)),
          overwrite(may_replace) {
        if (path.empty()) {
            throw FileError("a folder that is to be written has an empty name");
        }
        auto real = fs::weakly_canonical(fs::absolute(path));
        if (!real.has_filename()) {
            real = real.parent_path();
        }
        std::error_code failed;
        fs::create_directories(real.parent_path(), failed);
        if (failed) {
            throw FileError(fmt::format("cannot make the folder '{}': {}",
                                        real.parent_path().string(), failed.message()));
        }
        target = real.filename().string();
        if (target.empty()) {
            throw FileError(fmt::format("'{}' cannot be replaced", path.string()));
        }
        refuse_own_place(real);
        beside = Folder::open(real.parent_path());
        if (!beside) {
            throw cannot_write(path, errno);
        }
        for (const auto& name : staged_files_left(*beside, target)) {
            left_over.push_back(shown.parent_path() / name);
        }
        old = look_at_target();
        make_staged(real.parent_path());
    }

    ~State() {
        if (!staged.empty()) {
            remove_files(written);
        }
        ::close(descriptor);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    /// The process would stand in a folder that is no more.
    void refuse_own_place(const fs::path& real) const {
        std::error_code ignored;
        const auto here = fs::current_path(ignored);
        const auto end = std::mismatch(real.begin(), real.end(), here.begin(), here.end()).first;
        if (end == real.end()) {
            throw FileError(fmt::format(
                "'{}' is the folder that this runs in, and cannot be replaced", shown.string()));
        }
    }

    /// What may be replaced; none if nothing is there, or an empty folder. @throws FileError.
    [[nodiscard]] std::optional<Listed> look_at_target() const {
        const auto found = beside->find(target);
        if (!found) {
            return std::nullopt;
        }
        if (!found->is_folder()) {
            throw FileError(fmt::format("'{}' is there and is no folder", shown.string()));
        }
        const auto folder = beside->path() / target;
        if (fs::is_empty(folder)) {
            return std::nullopt;
        }
        std::optional<Listed> listed;
        if (fs::is_regular_file(fs::symlink_status(folder / list.name))) {
            listed = read_list(bytes_of(folder / list.name), list.first_line);
        }
        if (!listed) {
            throw FileError(
                fmt::format("'{}' has files of others, or of another program: expected "
                            "an empty folder, or one with '{}'",
                            shown.string(), list.name));
        }
        if (!overwrite) {
            throw FileExists(fmt::format("'{}' is there already", shown.string()));
        }
        refuse_files_of_others(folder, *listed);
        return listed;
    }

    void refuse_files_of_others(const fs::path& folder, const Listed& listed) const {
        std::set<std::string> above;
        for (const auto& [name, digest] : listed) {
            add_folders_above(name, above);
        }
        std::set<std::string> foreign;  // sorted, so that the same one is named each time
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            const auto name = entry.path().lexically_relative(folder).generic_string();
            const auto status = entry.symlink_status();
            const bool is_ours =
                fs::is_directory(status)
                    ? above.count(name) > 0
                    : fs::is_regular_file(status) && (name == list.name || listed.count(name) > 0);
            if (!is_ours) {
                foreign.insert(name);
            }
        }
        if (!foreign.empty()) {
            throw FileError(
                fmt::format("'{}' was not written with the rest of that folder, and "
                            "would be lost",
                            (shown / *foreign.begin()).string()));
        }
        for (const auto& [name, digest] : listed) {
            if (fs::exists(folder / name) && sha256(bytes_of(folder / name)) != digest) {
                throw FileError(
                    fmt::format("'{}' was changed since it was written, and would be "
                                "lost",
                                (shown / name).string()));
            }
        }
    }

    void make_staged(const fs::path& parent) {
        const SignalHold hold;
        const auto name = staged_name(target);
        if (::mkdirat(beside->descriptor(), name.c_str(), new_folder_mode) != 0) {
            throw cannot_write(shown, errno);
        }
        staged = parent / name;
        descriptor = ::open(staged.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (descriptor < 0) {
            const int error = errno;
            ::rmdir(staged.c_str());
            staged.clear();
            throw cannot_write(shown, error);
        }
        // By it others see that it is being written.
        static_cast<void>(::flock(descriptor, LOCK_EX | LOCK_NB));
    }

    void make_folders_of(const std::string& name) {
        std::set<std::string> above;
        add_folders_above(name, above);  // sorted: the outer ones come first
        for (const auto& each : above) {
            if (folders.insert(each).second &&
                ::mkdirat(descriptor, each.c_str(), new_folder_mode) != 0) {
                throw cannot_write(shown / each, errno);
            }
        }
    }

    void write(const std::string& name, std::string_view bytes) {
        make_folders_of(name);
        const int file = ::openat(descriptor, name.c_str(),
                                  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
        if (file < 0) {
            throw cannot_write(shown / name, errno);
        }
        written.emplace(name, "");
        if (!write_all(file, bytes)) {
            const int error = errno;
            ::close(file);
            throw cannot_write(shown / name, error);
        }
        if (::close(file) != 0) {
            throw cannot_write(shown / name, errno);
        }
    }

    void place() {
        const auto found = beside->find(target);
        const auto name = staged.filename().string();
        if (found && found->is_folder()) {
            static_cast<void>(::fchmod(descriptor, found->mode & access_rights));
        }
        const bool is_done = old ? beside->exchange(name, target, staged_name(target))
                                 // replaces an empty folder, and no other
                                 : ::renameat(beside->descriptor(), name.c_str(),
                                              beside->descriptor(), target.c_str()) == 0;
        if (!is_done) {
            throw errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR
                ? FileExists(fmt::format("'{}' is there already", shown.string()))
                : cannot_write(shown, errno);
        }
    }

    /// Of the folder `staged`: @p files, then what is empty. False if something is left.
    bool remove_files(const Listed& files) noexcept {
        std::set<std::string> all;
        std::error_code ignored;
        for (const auto& [name, digest] : files) {
            fs::remove(staged / name, ignored);
            add_folders_above(name, all);
        }
        fs::remove(staged / list.name, ignored);
        for (auto each = all.rbegin(); each != all.rend(); ++each) {  // the inner ones first
            fs::remove(staged / *each, ignored);
        }
        return fs::remove(staged, ignored);
    }

    fs::path shown;
    List list;
    bool overwrite;
    std::shared_ptr<const Folder> beside;
    std::string target;
    fs::path staged;  // empty: it has the target's name
    int descriptor = -1;
    std::optional<Listed> old;
    std::set<std::string> folders;
    Listed written;
    std::uint64_t size = 0;
    fs::path kept;
    std::vector<fs::path> left_over;
};

WholeFolder::WholeFolder(const fs::path& path, List list, bool overwrite)
    : state_(std::make_unique<State>(path, std::move(list), overwrite)) {}

WholeFolder::~WholeFolder() = default;

void WholeFolder::write(const std::string& name, std::string_view bytes) {
    state_->write(name, bytes);
    state_->written[name] = sha256(bytes);
    state_->size += bytes.size();
}

std::size_t WholeFolder::files() const noexcept {
    return state_->written.size();
}

std::uint64_t WholeFolder::bytes() const noexcept {
    return state_->size;
}

void WholeFolder::commit(const std::function<void()>& placed) {
    auto& it = *state_;
    const auto files = it.written;
    it.write(it.list.name, list_text(it.list.first_line, files));
    if (::syncfs(it.descriptor) != 0) {
        throw cannot_write(it.shown, errno);
    }
    const SignalHold signals;
    it.place();
    const auto was = it.old;
    if (placed) {
        placed();
    }
    if (was && !it.remove_files(*was)) {
        it.kept = it.shown.parent_path() / it.staged.filename();
    }
    it.staged.clear();
}

const fs::path& WholeFolder::kept() const noexcept {
    return state_->kept;
}

const std::vector<fs::path>& WholeFolder::left_over() const noexcept {
    return state_->left_over;
}

}  // namespace socshift
