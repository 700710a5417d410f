#include "program.hpp"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <iostream>
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

Surroundings surroundings() {
    const bool terminal = isatty(STDOUT_FILENO) == 1;
    const char* const no_color = std::getenv("NO_COLOR");
    return {terminal, no_color != nullptr && *no_color != '\0', columns(terminal)};
}

}  // namespace

int main(int argc, char** argv) {
    // A reader that goes away shows as a failed write, not as a signal: files are tidied up.
    std::signal(SIGPIPE, SIG_IGN);
    std::ios::sync_with_stdio(false);
    auto code =
        run_program({argv + 1, argv + argc}, {std::cin, std::cout, std::cerr}, surroundings());
    errno = 0;
    if (!std::cout.flush()) {
        if (errno != EPIPE && errno != 0) {
            std::cerr << "socshift: cannot write to standard output: " << std::strerror(errno)
                      << '\n';
        }
        code = ExitCode::trouble;
    }
    return static_cast<int>(code);
}
