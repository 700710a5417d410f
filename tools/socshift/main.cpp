#include "output_file.hpp"
#include "program.hpp"

#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace {

using namespace socshift::cli;

unsigned columns(bool terminal) {
    if (const char* const set = std::getenv("COLUMNS"); set != nullptr) {
        unsigned value = 0;
        std::from_chars(set, set + std::strlen(set), value);
        return value;
    }
    winsize size{};
    return terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/// By the XDG Base Directory Specification, which has paths that are not absolute ignored.
std::string data_folder() {
    const char* const data = std::getenv("XDG_DATA_HOME");
    if (data != nullptr && *data == '/') {
        return std::string{data} + "/socshift";
    }
    const char* const home = std::getenv("HOME");
    return home != nullptr && *home == '/' ? std::string{home} + "/.local/share/socshift" : "";
}

Surroundings surroundings() {
    const bool terminal = isatty(STDOUT_FILENO) == 1;
    const char* const no_color = std::getenv("NO_COLOR");
    return {terminal, no_color != nullptr && *no_color != '\0', columns(terminal), data_folder(),
            isatty(STDERR_FILENO) == 1};
}

/// A broken pipe is no trouble worth a message; which write failed, and why, is lost by now.
bool reader_went_away() {
    pollfd out{STDOUT_FILENO, POLLOUT, 0};
    return poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
}

/// Interrupted or asked to end: nothing half-written stays.
void stop(int /*signal*/) {
    remove_unfinished_files();
    constexpr std::string_view message = "socshift: interrupted; unfinished output was removed\n";
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, message.data(), message.size());
    std::_Exit(static_cast<int>(ExitCode::trouble));
}

}  // namespace

int main(int argc, char** argv) {
    // A reader that goes away shows as a failed write, not as a signal: files are tidied up.
    std::signal(SIGPIPE, SIG_IGN);
    for (const int signal : {SIGHUP, SIGINT, SIGTERM}) {
        if (std::signal(signal, SIG_IGN) != SIG_IGN) {  // as under nohup
            std::signal(signal, stop);
        }
    }
    std::ios::sync_with_stdio(false);
    auto code =
        run_program({argv + 1, argv + argc}, {std::cin, std::cout, std::cerr}, surroundings());
    if (!std::cout.flush()) {
        if (!reader_went_away()) {
            std::cerr << "socshift: cannot write to standard output\n";
        }
        code = ExitCode::trouble;
    }
    return static_cast<int>(code);
}
