#include "socshift/io/set_journal.hpp"

#include "socshift/base/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <zlib.h>

namespace socshift {

namespace {

constexpr mode_t journal_mode = 0666;

std::string journal_name(const std::string& target) {
    constexpr std::string_view ending = ".socshift-journal";
    const auto name = stem_of(target, 1 + ending.size());
    if (name == target) {
        return fmt::format(".{}{}", name, ending);
    }
    constexpr std::size_t checksum_size = 9;
    const auto sum =
        crc32(0, reinterpret_cast<const Bytef*>(target.data()), static_cast<uInt>(target.size()));
    return fmt::format(".{}~{:08x}{}", stem_of(target, 1 + checksum_size + ending.size()), sum,
                       ending);
}

/// A journal that another process has made.
class FoundJournal {
public:
    FoundJournal(std::shared_ptr<const Folder> folder, std::string name)
        : folder_(std::move(folder)), name_(std::move(name)) {
        constexpr int flags = O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
        descriptor_ = ::openat(folder_->descriptor(), name_.c_str(), O_RDWR | flags);
        if (descriptor_ < 0 && errno == EACCES) {
            descriptor_ = ::openat(folder_->descriptor(), name_.c_str(), O_RDONLY | flags);
        }
        if (descriptor_ < 0 && errno != ENOENT) {
            fail(system_message(errno));
        }
        if (is_there()) {
            read();
        }
    }
    ~FoundJournal() {
        if (is_there()) {
            ::close(descriptor_);
        }
    }
    FoundJournal(const FoundJournal&) = delete;
    FoundJournal& operator=(const FoundJournal&) = delete;

    [[nodiscard]] bool is_there() const noexcept { return descriptor_ >= 0; }

    /// Takes it over if its process has ended, and it has not gone meanwhile.
    [[nodiscard]] bool take_over() {
        while (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
            if (errno == EWOULDBLOCK) {
                return false;
            }
            if (errno != EINTR) {
                fail(
                    "another run is at work, or was ended; there are no locks here that would "
                    "tell");
            }
        }
        const auto now = folder_->find(name_);
        if (!now || now->id != state_.id) {
            return false;
        }
        read();  // all that was written before it was left
        return true;
    }

    /// Finishes the set, or undoes it, and removes the journal.
    Recovery recover() {
        if (state_.user != ::geteuid()) {
            fail("another user's run was ended in the middle; only that user can finish it");
        }
        const SignalHold hold;
        auto set = from_text(text_, folder_);
        auto out = set ? recover(*set) : Recovery{};
        folder_->remove_if(name_, state_.id);
        return out;
    }

private:
    void read() {
        struct stat found {};
        if (::fstat(descriptor_, &found) != 0) {
            fail(system_message(errno));
        }
        state_ = FileState::of(found);
        constexpr std::size_t largest = std::size_t{1} << 26U;
        if (!state_.is_regular() || state_.size > largest) {
            fail("it is no journal of this program");
        }
        text_.resize(static_cast<std::size_t>(state_.size));
        const auto got = ::pread(descriptor_, text_.data(), text_.size(), 0);
        if (got < 0) {
            fail(system_message(errno));
        }
        text_.resize(static_cast<std::size_t>(got));
        // Empty: the machine has failed before a word of it was on the disk.
        if (!text_.empty() && !text_.starts_with(journal_start)) {
            fail("it is no journal of this program");
        }
    }

    static Recovery recover(std::vector<Replacement>& set) {
        Recovery out;
        std::vector<Placed> placed;
        for (auto& it : set) {
            out.files.push_back(it.folder->path() / it.target);
            placed.push_back(look(it));
        }
        if (std::find(placed.begin(), placed.end(), Placed::unknown) != placed.end()) {
            out.outcome = Recovery::Outcome::mixed;
            return out;
        }
        bool can_finish = std::find(placed.begin(), placed.end(), Placed::in_way) == placed.end();
        for (std::size_t i = 0; i < set.size() && can_finish; ++i) {
            if (placed[i] == Placed::no) {
                can_finish = place(set[i]);
                placed[i] = can_finish ? Placed::yes : Placed::no;
            }
        }
        if (can_finish) {
            sync_folders(set);
            std::for_each(set.begin(), set.end(), settle);
            out.outcome = Recovery::Outcome::finished;
            return out;
        }
        out.outcome = Recovery::Outcome::undone;
        for (std::size_t i = set.size(); i-- > 0;) {
            if (placed[i] == Placed::yes && !put_back(set[i])) {
                out.outcome = Recovery::Outcome::mixed;
            } else {
                discard(set[i]);
            }
        }
        return out;
    }

    [[noreturn]] void fail(std::string_view why) const {
        throw FileError(fmt::format("'{}' is there and cannot be used: {}",
                                    (folder_->path() / name_).string(), why));
    }

    std::shared_ptr<const Folder> folder_;
    std::string name_;
    int descriptor_ = -1;
    FileState state_;
    std::string text_;
};

}  // namespace

SetJournal::SetJournal(const std::shared_ptr<const Folder>& folder, const std::string& target,
                       const std::string& shown)
    : folder_(folder) {
    constexpr auto longest_wait = std::chrono::seconds{60};
    constexpr auto between = std::chrono::milliseconds{2};
    const auto name = journal_name(target);
    const auto begin = std::chrono::steady_clock::now();
    for (;;) {
        if (FoundJournal found(folder, name); found.is_there()) {
            if (found.take_over()) {
                static_cast<void>(found.recover());
                continue;
            }
        } else {
            file_ = std::make_unique<StagedFile>(folder, target, shown, journal_mode);
            file_->write(journal_start);
            if (file_->rename_to_new(name)) {
                return;
            }
            const int error = errno;
            file_.reset();
            if (error != EEXIST) {
                throw cannot_write(shown, error);
            }
        }
        if (std::chrono::steady_clock::now() - begin > longest_wait) {
            throw FileError(fmt::format(
                "cannot write '{}': another run has been replacing it for a minute", shown));
        }
        std::this_thread::sleep_for(between);
    }
}

void SetJournal::write(const std::vector<Replacement>& set) {
    file_->write(std::string_view{to_text(set, *folder_)}.substr(journal_start.size()));
    file_->sync();
    folder_->sync();
}

Recovery recover_set(const std::shared_ptr<const Folder>& folder, const std::string& target) {
    FoundJournal found(folder, journal_name(target));
    return found.is_there() && found.take_over() ? found.recover() : Recovery{};
}

bool is_being_placed(const std::shared_ptr<const Folder>& folder, const std::string& target) {
    FoundJournal found(folder, journal_name(target));
    return found.is_there() && !found.take_over();
}

}  // namespace socshift
