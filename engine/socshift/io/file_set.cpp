#include "socshift/io/file_set.hpp"

#include "socshift/base/whole_number.hpp"
#include "socshift/io/file_state.hpp"
#include "socshift/io/input_log.hpp"
#include "socshift/io/set_journal.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <iterator>
#include <map>
#include <optional>
#include <thread>
#include <unistd.h>
#include <utility>

namespace socshift {

namespace fs = std::filesystem;

namespace {

constexpr mode_t new_file_mode = 0666;

/// What a name leads to, if it is a link.
fs::path without_links(fs::path path) {
    constexpr int most_links = 40;
    std::error_code ignored;
    for (int i = 0; fs::is_symlink(path, ignored); ++i) {
        if (i == most_links) {
            throw cannot_write(path, ELOOP);
        }
        const auto target = fs::read_symlink(path, ignored);
        path = target.is_absolute() ? target : path.parent_path() / target;
    }
    return path;
}

/// Where the file is that a name leads to.
struct Place {
    fs::path folder;
    std::string name;

    static Place of(const fs::path& path) {
        const auto real = without_links(path);
        return {real.has_parent_path() ? real.parent_path() : fs::path{"."},
                real.filename().string()};
    }
};

/// A descriptor that the process has, if that is what @p path names: "/dev/fd/3", "/dev/stdout".
std::optional<int> named_descriptor(const fs::path& path) {
    const auto& text = path.native();
    if (text == "/dev/stdout") {
        return STDOUT_FILENO;
    }
    if (text == "/dev/stderr") {
        return STDERR_FILENO;
    }
    for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
        if (text.starts_with(folder)) {
            if (const auto number =
                    whole_number<int>(std::string_view{text}.substr(folder.size()))) {
                return number;
            }
        }
    }
    return std::nullopt;
}

}  // namespace

bool is_stream(const fs::path& path) {
    std::error_code ignored;
    const auto kind = fs::status(path, ignored).type();
    return named_descriptor(path) || kind == fs::file_type::character ||
           kind == fs::file_type::fifo || kind == fs::file_type::socket;
}

struct OutputFile::State {
    using OpenFolder = std::function<std::shared_ptr<const Folder>(const fs::path&)>;

    State(fs::path name, bool may_replace, Compression how, FileSet::Empty when_empty,
          const OpenFolder& open_folder)
        : path(std::move(name)),
          overwrite(may_replace),
          empty(when_empty),
          compressor([this](std::string_view bytes) { put(bytes); }, how) {
        if (path.empty()) {
            throw FileError("a file that is to be written has an empty name");
        }
        if (is_stream(path)) {
            return;
        }
        const auto place = Place::of(path);
        if (place.name.empty() || place.name == "." || place.name == "..") {
            throw FileError(fmt::format("'{}' is a folder and cannot be replaced", path.string()));
        }
        target = place.name;
        folder = open_folder(place.folder);
        if (!folder) {
            throw cannot_write(path, errno);
        }
    }
    ~State() {
        if (stream >= 0) {
            ::close(stream);
        }
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    /// What has the name now; nothing has, or it may be replaced. @throws FileError otherwise.
    [[nodiscard]] std::optional<FileState> replaceable() const {
        auto found = folder->find(target);
        if (!found) {
            return std::nullopt;
        }
        if (!found->is_regular()) {
            throw FileError(
                fmt::format("'{}' is not a regular file and cannot be replaced", path.string()));
        }
        const auto* const inputs = InputLog::current();
        const auto use = inputs == nullptr ? std::string{} : inputs->use_of(found->id);
        if (!use.empty()) {
            throw FileError(
                fmt::format("'{}' is {}, and cannot be replaced meanwhile", path.string(), use));
        }
        if (!overwrite) {
            throw FileExists(fmt::format("'{}' is there already", path.string()));
        }
        return found;
    }

    void open() {
        if (folder && !staged) {
            const auto old = replaceable();
            staged = std::make_unique<StagedFile>(folder, target, path.string(),
                                                  old ? old->mode & access_rights : new_file_mode);
        } else if (!folder && stream < 0) {
            open_stream();
        }
    }

    void open_stream() {
        const auto number = named_descriptor(path);
        stream = number ? ::fcntl(*number, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
                        : ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
        if (stream < 0) {
            throw cannot_write(path, errno);
        }
    }

    void put(std::string_view bytes) {
        open();
        if (staged) {
            staged->write(bytes);
            return;
        }
        if (!write_all(stream, bytes)) {
            throw cannot_write(path, errno);
        }
    }

    void finish() {
        if (empty == FileSet::Empty::is_a_file) {
            open();
        }
        if (staged || stream >= 0) {
            compressor.finish();
        }
        if (staged) {
            if (const auto old = replaceable()) {
                staged->take_access_of(*old);
            }
            staged->sync();
        }
    }

    /// What is to become of the name; nothing if it stays as it is.
    [[nodiscard]] std::optional<Replacement> replacement() {
        const auto old = replaceable();
        if (!staged && !old) {
            return std::nullopt;
        }
        Replacement out;
        out.folder = folder;
        out.target = target;
        out.spare = staged_name(target);
        out.staged = staged ? staged->name() : staged_name(target);
        out.kind = !staged ? Replacement::Kind::remove
                   : old   ? Replacement::Kind::replace
                           : Replacement::Kind::create;
        if (old) {
            out.old = *old;
        }
        if (staged) {
            if (old) {
                staged->take_access_of(*old);
            }
            out.made = staged->state();
        }
        return out;
    }

    fs::path path;
    bool overwrite;
    FileSet::Empty empty;
    std::shared_ptr<const Folder> folder;  // nullptr: a stream
    std::string target;
    std::unique_ptr<StagedFile> staged;
    int stream = -1;
    Compressor compressor;
};

OutputFile::OutputFile(std::unique_ptr<State> state) : state_(std::move(state)) {}

OutputFile::~OutputFile() = default;

void OutputFile::write(std::string_view bytes) {
    state_->compressor.write(bytes);
}

const fs::path& OutputFile::path() const noexcept {
    return state_->path;
}

struct FileSet::State {
    bool overwrite = false;
    std::vector<std::unique_ptr<OutputFile>> files;
    std::vector<OutputFile::State*> named;  // those that are no streams
    std::map<fs::path, std::shared_ptr<const Folder>> folders;
    Recovery recovery;
    std::vector<fs::path> left_over;
    std::optional<SetJournal> journal;  // from hold() or commit() on

    void hold() {
        if (!named.empty() && !journal) {
            const auto& first = *named.front();
            journal.emplace(first.folder, first.target, first.path.string());
        }
    }

    /// Each is opened once.
    std::shared_ptr<const Folder> folder(const fs::path& path) {
        auto& known = folders[path];
        if (!known) {
            known = Folder::open(path);
        }
        return known;
    }

    /// What is not of a run that is at work.
    [[nodiscard]] std::vector<std::string> files_left_by_others(
        const OutputFile::State& file) const {
        constexpr auto moment = std::chrono::milliseconds{20};
        constexpr int most_moments = 50;
        auto found = staged_files_left(*file.folder, file.target);
        for (int i = 0; i < most_moments && !found.empty(); ++i) {
            std::this_thread::sleep_for(moment);
            // An old file has such a name until its set is placed.
            const auto& first = named.empty() ? file : *named.front();
            if (is_being_placed(first.folder, first.target)) {
                return {};
            }
            const auto now = staged_files_left(*file.folder, file.target);
            std::vector<std::string> still;
            std::set_intersection(found.begin(), found.end(), now.begin(), now.end(),
                                  std::back_inserter(still));
            found = std::move(still);
            // A new file is empty until it is locked.
            const bool all_have_bytes =
                std::all_of(found.begin(), found.end(), [&](const std::string& name) {
                    const auto state = file.folder->find(name);
                    return state && state->size > 0;
                });
            if (all_have_bytes) {
                break;
            }
        }
        return found;
    }

    [[nodiscard]] std::vector<Replacement> replacements() const {
        std::vector<Replacement> out;
        for (auto* const file : named) {
            if (auto it = file->replacement()) {
                out.push_back(std::move(*it));
            }
        }
        // The first comes last: when it is there, everything is.
        std::reverse(out.begin(), out.end());
        return out;
    }

    void release() noexcept {
        for (auto* const file : named) {
            if (file->staged) {
                file->staged->release();
            }
        }
    }

    [[nodiscard]] const fs::path& shown(const Replacement& it) const {
        const auto found = std::find_if(named.begin(), named.end(), [&](const auto* file) {
            return file->folder == it.folder && file->target == it.target;
        });
        return (*found)->path;
    }

    /// Gives all their names, or none. @throws FileError.
    void place_all(const std::vector<Replacement>& set) {
        std::size_t placed = 0;
        try {
            for (; placed < set.size(); ++placed) {
                if (!place(set[placed])) {
                    throw_not_placed(set[placed], errno);
                }
            }
            sync_folders(set);
        } catch (const std::exception& error) {
            bool is_back = true;
            while (placed > 0) {
                is_back = put_back(set[--placed]) && is_back;
            }
            if (!is_back && set.size() == 1) {  // no journal has it
                const auto& it = set.front();
                throw FileError(fmt::format(
                    "{}; nor could '{}' be put back: {}", error.what(), shown(it).string(),
                    it.kind == Replacement::Kind::create
                        ? "it is new"
                        : fmt::format("what it was is beside it, as '{}'", it.staged)));
            }
            if (!is_back) {
                journal->leave();
                release();
                throw FileError(fmt::format(
                    "{}; nor could the files be put back that have their names already: the next "
                    "run finishes or undoes it",
                    error.what()));
            }
            throw;
        }
    }

    [[noreturn]] void throw_not_placed(const Replacement& it, int error) const {
        if (error == EEXIST && overwrite) {
            throw FileError(
                fmt::format("'{}' was changed by somebody else meanwhile", shown(it).string()));
        }
        if (error == EEXIST) {
            throw FileExists(fmt::format("'{}' is there already", shown(it).string()));
        }
        throw cannot_write(shown(it), error);
    }
};

FileSet::FileSet(bool overwrite) : state_(std::make_unique<State>()) {
    state_->overwrite = overwrite;
}

FileSet::~FileSet() = default;

OutputFile& FileSet::add(const fs::path& path, Compression how, Empty empty) {
    auto& it = *state_;
    auto file = std::make_unique<OutputFile::State>(
        path, it.overwrite, how, empty,
        [&it](const fs::path& folder) { return it.folder(folder); });
    if (file->folder) {
        const auto is_same = [&](const OutputFile::State* other) {
            return other->target == file->target && other->folder->path() == file->folder->path();
        };
        if (std::any_of(it.named.begin(), it.named.end(), is_same)) {
            throw FileError(fmt::format("'{}' is named for two purposes", path.string()));
        }
        if (it.named.empty()) {
            it.recovery = recover_set(file->folder, file->target);
        }
        for (const auto& name : it.files_left_by_others(*file)) {
            it.left_over.push_back(without_links(path).parent_path() / name);
        }
        static_cast<void>(file->replaceable());
        it.named.push_back(file.get());
    }
    it.files.push_back(std::make_unique<OutputFile>(std::move(file)));
    return *it.files.back();
}

void FileSet::hold() {
    state_->hold();
}

void FileSet::check() const {
    for (const auto* const file : state_->named) {
        static_cast<void>(file->replaceable());
    }
}

void FileSet::finish() {
    for (const auto& file : state_->files) {
        file->state_->finish();
    }
}

void FileSet::commit(const std::function<void()>& placed) {
    auto& it = *state_;
    if (const auto* const inputs = InputLog::current()) {
        inputs->check();
    }
    it.hold();
    const SignalHold signals;
    const auto set = it.replacements();
    if (set.size() > 1) {
        it.journal->write(set);
    }
    if (!set.empty()) {
        it.place_all(set);
    }
    it.release();
    if (auto* const inputs = InputLog::current()) {
        inputs->close();
    }
    if (placed) {
        placed();
    }
    std::for_each(set.begin(), set.end(), settle);
    if (it.journal) {
        it.journal->remove();
    }
}

const Recovery& FileSet::recovery() const noexcept {
    return state_->recovery;
}

const std::vector<fs::path>& FileSet::left_over() const noexcept {
    return state_->left_over;
}

Recovery recover_files(const fs::path& file) {
    if (is_stream(file)) {
        return {};
    }
    const auto place = Place::of(file);
    const auto folder = Folder::open(place.folder);
    return place.name.empty() || !folder ? Recovery{} : recover_set(folder, place.name);
}

}  // namespace socshift
