#include "readstat/child.hpp"

#include "socshift/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace socshift::readstat {

namespace {

constexpr int ended_well = 0;
constexpr int out_of_memory = 3;
constexpr int other_trouble = 4;

/// The address space of this process in bytes; 0: not known.
std::uint64_t memory_now() noexcept {
    std::uint64_t pages = 0;
    if (auto* const file = std::fopen("/proc/self/statm", "re"); file != nullptr) {
        std::array<char, 64> line{};
        if (std::fgets(line.data(), static_cast<int>(line.size()), file) != nullptr) {
            pages = std::strtoull(line.data(), nullptr, 10);
        }
        std::fclose(file);
    }
    return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

void limit(__rlimit_resource what, std::uint64_t most) noexcept {
    rlimit now{};
    if (::getrlimit(what, &now) == 0) {
        now.rlim_cur = std::min<rlim_t>(now.rlim_max, most);
        ::setrlimit(what, &now);
    }
}

/// From now on the copy may compute for so many seconds.
void limit_time(std::uint64_t seconds) noexcept {
    rusage used{};
    if (::getrusage(RUSAGE_SELF, &used) == 0) {
        const auto so_far = used.ru_utime.tv_sec + used.ru_stime.tv_sec;
        limit(RLIMIT_CPU, static_cast<std::uint64_t>(so_far) + seconds);
    }
}

void forget_handlers() noexcept {
    for (const int each : {SIGXCPU, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGBUS, SIGABRT,
                           SIGFPE, SIGILL, SIGALRM, SIGUSR1, SIGUSR2, SIGPIPE}) {
        std::signal(each, SIG_DFL);
    }
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

/// Locks, ends of pipes and files of others are not kept open by the copy.
void close_others(int keep, int to) noexcept {
#ifdef __linux__
    unsigned from = 3;
    std::array<int, 2> kept{std::min(keep, to), std::max(keep, to)};
    for (const int each : kept) {
        if (each < 3) {
            continue;
        }
        const auto place = static_cast<unsigned>(each);
        if (place > from) {
            ::close_range(from, place - 1, 0);
        }
        from = place + 1;
    }
    ::close_range(from, ~0U, 0);
#endif
}

void silence() noexcept {
    const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nowhere >= 0) {
        ::dup2(nowhere, STDIN_FILENO);
        ::dup2(nowhere, STDOUT_FILENO);
        ::dup2(nowhere, STDERR_FILENO);
    }
}

bool write_all(int to, std::string_view bytes) noexcept {
    while (!bytes.empty()) {
        const auto written = ::write(to, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

[[noreturn]] void run(const std::function<void(const Child::Write&)>& work, int keep, int to,
                      const ChildLimits& limits) noexcept {
    close_others(keep, to);
    forget_handlers();
    silence();
    limit(RLIMIT_CORE, 0);
    if (const auto now = memory_now(); now > 0) {
        limit(RLIMIT_AS, now + limits.memory);
    }
    limit_time(limits.silence);
    int code = ended_well;
    try {
        work([to, &limits](std::string_view bytes) {
            limit_time(limits.silence);
            return write_all(to, bytes);
        });
    } catch (const std::bad_alloc&) {
        code = out_of_memory;
    } catch (...) {
        code = other_trouble;
    }
    ::_exit(code);
}

/// Nothing: it ended well.
std::optional<std::string> in_words(int status) {
    if (WIFSIGNALED(status)) {
        const int signal = WTERMSIG(status);
        return fmt::format("stopped with signal {} ({})", signal, ::strsignal(signal));
    }
    switch (WEXITSTATUS(status)) {
        case ended_well:
            return std::nullopt;
        case out_of_memory:
            return "needed too much memory";
        default:
            return fmt::format("ended with code {}", WEXITSTATUS(status));
    }
}

}  // namespace

Child::Child(const std::function<void(const Write&)>& work, int keep, const ChildLimits& limits) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw Error(fmt::format("no pipe to another process: {}", std::strerror(errno)));
    }
#ifdef F_SETPIPE_SZ
    constexpr int pipe_bytes = 1 << 20;
    ::fcntl(ends[0], F_SETPIPE_SZ, pipe_bytes);
#endif
    process_ = ::fork();
    if (process_ == 0) {
        run(work, keep, ends[1], limits);
    }
    const int error = errno;
    ::close(ends[1]);
    from_ = ends[0];
    if (process_ < 0) {
        ::close(from_);
        throw Error(fmt::format("no process to read the file with: {}", std::strerror(error)));
    }
}

Child::~Child() {
    end();
}

void Child::end() noexcept {
    if (from_ >= 0) {
        ::close(from_);
        from_ = -1;
    }
    if (process_ > 0) {
        ::kill(process_, SIGKILL);
        while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
        }
        process_ = -1;
    }
}

bool Child::read(char* buffer, std::size_t size) {
    while (size > 0) {
        const auto got = ::read(from_, buffer, size);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            throw Error(fmt::format("the process that reads the file cannot be heard: {}",
                                    std::strerror(errno)));
        }
        if (got == 0) {
            is_heard_out_ = true;
            return false;
        }
        buffer += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

std::optional<std::string> Child::how_it_ended() {
    if (process_ < 0) {
        return how_it_ended_;
    }
    if (!is_heard_out_) {  // it may wait for somebody who reads
        end();
        how_it_ended_ = "says what it should not";
        return how_it_ended_;
    }
    // How it ends is settled before its end of the pipe is closed; what is left of it need not be.
    ::kill(process_, SIGKILL);
    int status = 0;
    pid_t got = 0;
    do {
        got = ::waitpid(process_, &status, 0);
    } while (got < 0 && errno == EINTR);
    process_ = -1;
    how_it_ended_ = in_words(status);
    if (got < 0) {  // somebody else has asked for all children
        how_it_ended_ = "ended, and nobody knows how";
    }
    return how_it_ended_;
}

}  // namespace socshift::readstat
