#include "run_process.hpp"

#include "parquet/plugin.hpp"
#include "process.hpp"
#include "program.hpp"
#include "socshift/io/input_log.hpp"
#include "socshift/io/user_folders.hpp"

#include <charconv>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <iostream>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace socshift::cli {

namespace {

unsigned columns(bool terminal) {
    if (const char* const set = std::getenv("COLUMNS"); set != nullptr) {
        unsigned value = 0;
        std::from_chars(set, set + std::strlen(set), value);
        return value;
    }
    winsize size{};
    return terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/// Not a terminal and not the null device, from which programs without input are started.
bool input_is_piped() {
    struct stat input {};
    return fstat(STDIN_FILENO, &input) == 0 && (S_ISFIFO(input.st_mode) || S_ISREG(input.st_mode));
}

/// Makes room in the pipe that the input is: with the usual 64 KiB two programs wait for each other
/// more than they work. No matter if the system does not want to.
void widen_input_pipe() {
#ifdef F_SETPIPE_SZ
    constexpr int bytes = 1 << 20;
    static_cast<void>(fcntl(STDIN_FILENO, F_SETPIPE_SZ, bytes));
#endif
}

Surroundings surroundings() {
    const bool terminal = isatty(STDOUT_FILENO) == 1;
    const char* const no_color = std::getenv("NO_COLOR");
    return {terminal,
            no_color != nullptr && *no_color != '\0',
            columns(terminal),
            user_data_folder(),
            isatty(STDERR_FILENO) == 1,
            input_is_piped(),
            isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1,
            user_cache_folder(),
            true};
}

/// A broken pipe is no trouble worth a message; which write failed, and why, is lost by now.
bool reader_went_away() {
    pollfd out{STDOUT_FILENO, POLLOUT, 0};
    return poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
}

}  // namespace

int run_process(const std::vector<std::string>& arguments) {
    open_closed_streams();
    handle_signals();
    InputLog inputs;
    inputs.add_stream("standard input", STDIN_FILENO);
    inputs.add_output("standard output", STDOUT_FILENO);
    inputs.add_output("standard error", STDERR_FILENO);
    std::ios::sync_with_stdio(false);
    widen_input_pipe();
    const char* const folders = std::getenv("SOCSHIFT_PLUGINS");
    parquet::look_in(parquet::folders_of(folders == nullptr ? "" : folders),
                     "SOCSHIFT_PLUGINS may name its folder");
    auto code = run_program(arguments, {std::cin, std::cout, std::cerr}, surroundings());
    if (!std::cout.flush()) {
        if (code != ExitCode::trouble && !reader_went_away()) {  // or it was said
            std::cerr << "socshift: cannot write to standard output\n";
        }
        code = ExitCode::trouble;
    }
    return static_cast<int>(code);
}

}  // namespace socshift::cli
