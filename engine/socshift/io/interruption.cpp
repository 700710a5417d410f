#include "socshift/io/interruption.hpp"

#include "socshift/io/folder.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <unistd.h>
#include <utility>
#include <vector>

namespace socshift {

namespace {

// One word, so that a hold and a signal cannot miss each other: how many holds there are, and above
// that the signal that came.
constexpr std::uint32_t signal_shift = 16;
constexpr std::uint32_t holds_mask = (1U << signal_shift) - 1;
std::atomic<std::uint32_t> holds_and_signal{0};
static_assert(std::atomic<std::uint32_t>::is_always_lock_free);

std::atomic<EndProcess> end_of_process{nullptr};
static_assert(std::atomic<EndProcess>::is_always_lock_free);

// Changed under a SignalHold only, so that nobody ends the process in between.
std::mutex unfinished_mutex;
std::vector<const Unfinished*> unfinished_files;

void end(std::uint32_t state) noexcept {
    if (const auto end_process = end_of_process.load()) {
        end_process(static_cast<int>(state >> signal_shift));
    }
}

}  // namespace

SignalHold::SignalHold() noexcept {
    const auto before = holds_and_signal.fetch_add(1);
    while ((before & holds_mask) == 0 && before >> signal_shift != 0) {
        ::pause();  // another thread is ending the process
    }
}

SignalHold::~SignalHold() {
    const auto before = holds_and_signal.fetch_sub(1);
    if ((before & holds_mask) == 1 && before >> signal_shift != 0) {
        end(before);
    }
}

void set_end_of_process(EndProcess end_process) noexcept {
    end_of_process = end_process;
}

void signal_arrived(int signal) noexcept {
    auto state = holds_and_signal.load();
    const auto first = static_cast<std::uint32_t>(signal) << signal_shift;
    while (state >> signal_shift == 0 &&
           !holds_and_signal.compare_exchange_weak(state, state | first)) {
    }
    if ((state & holds_mask) == 0) {
        end(state >> signal_shift == 0 ? first : state);
    }
}

Unfinished::Unfinished(std::shared_ptr<const Folder> folder, std::string name, FileId id)
    : folder_(std::move(folder)), name_(std::move(name)), id_(id) {
    const SignalHold hold;
    const std::lock_guard lock(unfinished_mutex);
    unfinished_files.push_back(this);
}

Unfinished::~Unfinished() {
    const SignalHold hold;
    const std::lock_guard lock(unfinished_mutex);
    unfinished_files.erase(std::remove(unfinished_files.begin(), unfinished_files.end(), this),
                           unfinished_files.end());
}

RemovedFiles remove_unfinished_files() noexcept {
    RemovedFiles out;
    for (const auto* const file : unfinished_files) {
        if (file->folder().remove_if(file->name(), file->id())) {
            ++out.count;
        } else {
            out.left = file->name().c_str();
        }
    }
    return out;
}

}  // namespace socshift
