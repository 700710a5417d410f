#include "process.hpp"

#include "socshift/io/interruption.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <string_view>
#include <unistd.h>

namespace socshift::cli {

namespace {

struct Ending {
    int signal;
    std::string_view text;
};

constexpr std::array<Ending, 5> endings = {{
    {SIGHUP, "interrupted (SIGHUP)"},
    {SIGINT, "interrupted (SIGINT)"},
    {SIGTERM, "interrupted (SIGTERM)"},
    {SIGQUIT, "interrupted (SIGQUIT)"},
    {SIGXCPU, "the limit of processor time is reached (SIGXCPU)"},
}};

std::atomic<int> complete_code{-1};
static_assert(std::atomic<int>::is_always_lock_free);

void say(std::string_view text) noexcept {
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

/// Calls nothing that a signal handler may not.
void end_process(int signal) {
    const auto removed = remove_unfinished_files();
    const int code = complete_code.load();
    say("socshift: ");
    for (const auto& ending : endings) {
        if (ending.signal == signal) {
            say(ending.text);
        }
    }
    if (code >= 0) {
        say("; the output is complete\n");
        std::_Exit(code);
    }
    if (removed.left != nullptr) {
        say("; an unfinished file could not be removed: ");
        say(removed.left);
        say("\n");
    } else {
        say(removed.count > 0 ? "; unfinished output was removed\n" : "; no file was written\n");
    }
    std::_Exit(static_cast<int>(ExitCode::trouble));
}

}  // namespace

void open_closed_streams() noexcept {
    // The wrong way round, so that it does not go unnoticed when they are used.
    constexpr std::array<int, 3> ways = {O_WRONLY, O_RDONLY, O_RDONLY};
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream) {
        if (::fcntl(stream, F_GETFD) < 0 && errno == EBADF) {
            // The lowest number that is free is the one that is missing.
            if (::open("/dev/null", ways[static_cast<std::size_t>(stream)]) != stream) {
                std::_Exit(static_cast<int>(ExitCode::trouble));
            }
        }
    }
}

void handle_signals() noexcept {
    set_end_of_process(end_process);
    for (const int signal : {SIGPIPE, SIGXFSZ}) {
        std::signal(signal, SIG_IGN);
    }
    struct sigaction action {};
    action.sa_handler = signal_arrived;
    action.sa_flags = SA_RESTART;
    sigfillset(&action.sa_mask);
    for (const auto& ending : endings) {
        struct sigaction before {};
        const bool is_ignored = ::sigaction(ending.signal, nullptr, &before) == 0 &&
                                before.sa_handler == SIG_IGN;  // as under nohup
        if (!is_ignored) {
            ::sigaction(ending.signal, &action, nullptr);
        }
    }
}

void output_is_complete(ExitCode code) noexcept {
    complete_code = static_cast<int>(code);
}

}  // namespace socshift::cli
