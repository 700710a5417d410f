// Loaded into the program by LD_PRELOAD: counts the system calls that concern files, and at the
// n-th kills the process, interrupts it, or lets the call fail. What it does is said by the
// environment:
//
//   SHIM_AT       n, from 1; none: nothing happens
//   SHIM_DO       KILL, TERM, ENOSPC, EIO, or APPEAR: a file of somebody else appears
//   SHIM_APPEAR   the name of that file
//   SHIM_PLAIN    renameat2() knows no flags, as on NFS
//   SHIM_REPORT   a file that gets a line for each call: its number and name

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

namespace {

std::atomic<long> calls{0};

template <typename Function>
Function real(const char* name) {
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

const char* variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

void report(long number, const char* name) {
    const char* const file = variable("SHIM_REPORT");
    if (*file == '\0') {
        return;
    }
    constexpr int mode = 0600;
    const auto line = std::to_string(number) + " " + name + "\n";
    const auto descriptor =
        syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, mode);
    syscall(SYS_write, descriptor, line.data(), line.size());
    syscall(SYS_close, descriptor);
}

void appear() {
    constexpr int mode = 0644;
    constexpr const char text[] = "of somebody else\n";
    const auto descriptor = syscall(SYS_openat, AT_FDCWD, variable("SHIM_APPEAR"),
                                    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (descriptor >= 0) {
        syscall(SYS_write, descriptor, static_cast<const char*>(text), sizeof text - 1);
        syscall(SYS_close, descriptor);
        report(calls, "APPEARED");
    }
}

/// Whether the call is to fail; errno is set then.
bool fails(const char* name) {
    const auto number = ++calls;
    report(number, name);
    if (number != std::atol(variable("SHIM_AT"))) {
        return false;
    }
    const std::string what = variable("SHIM_DO");
    if (what == "KILL") {
        syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
    } else if (what == "TERM") {
        std::raise(SIGTERM);
    } else if (what == "APPEAR") {
        appear();
    } else if (what == "ENOSPC" || what == "EIO") {
        errno = what == "EIO" ? EIO : ENOSPC;
        return true;
    }
    return false;
}

int mode_of(int flags, va_list more) {
    return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, int) : 0;
}

}  // namespace

// The names are those of the C library.
// NOLINTBEGIN(readability-identifier-naming,readability-inconsistent-declaration-parameter-name)
extern "C" {

int open(const char* file, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const int mode = mode_of(flags, more);
    va_end(more);
    return fails("open") ? -1 : real<int (*)(const char*, int, ...)>("open")(file, flags, mode);
}

int openat(int folder, const char* file, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const int mode = mode_of(flags, more);
    va_end(more);
    return fails("openat")
               ? -1
               : real<int (*)(int, const char*, int, ...)>("openat")(folder, file, flags, mode);
}

ssize_t read(int file, void* buffer, size_t size) {
    return fails("read") ? -1 : real<ssize_t (*)(int, void*, size_t)>("read")(file, buffer, size);
}

ssize_t pread(int file, void* buffer, size_t size, off_t offset) {
    return fails("pread")
               ? -1
               : real<ssize_t (*)(int, void*, size_t, off_t)>("pread")(file, buffer, size, offset);
}

ssize_t write(int file, const void* buffer, size_t size) {
    return fails("write")
               ? -1
               : real<ssize_t (*)(int, const void*, size_t)>("write")(file, buffer, size);
}

int close(int file) {
    const bool is_to_fail = fails("close");
    const int error = errno;
    const int result = real<int (*)(int)>("close")(file);
    errno = is_to_fail ? error : errno;
    return is_to_fail ? -1 : result;
}

// Nothing here makes the machine fail, so nothing has to wait for the disk.
int fsync(int /*file*/) {
    return fails("fsync") ? -1 : 0;
}

int fchmod(int file, mode_t mode) noexcept {
    return fails("fchmod") ? -1 : real<int (*)(int, mode_t)>("fchmod")(file, mode);
}

int fchown(int file, uid_t user, gid_t group) noexcept {
    return fails("fchown") ? -1 : real<int (*)(int, uid_t, gid_t)>("fchown")(file, user, group);
}

int flock(int file, int how) noexcept {
    return fails("flock") ? -1 : real<int (*)(int, int)>("flock")(file, how);
}

int fstatat(int folder, const char* file, struct stat* found, int flags) noexcept {
    return fails("fstatat") ? -1
                            : real<int (*)(int, const char*, struct stat*, int)>("fstatat")(
                                  folder, file, found, flags);
}

int renameat(int from_folder, const char* from, int to_folder, const char* to) noexcept {
    return fails("renameat") ? -1
                             : real<int (*)(int, const char*, int, const char*)>("renameat")(
                                   from_folder, from, to_folder, to);
}

int renameat2(int from_folder, const char* from, int to_folder, const char* to,
              unsigned flags) noexcept {
    if (fails("renameat2")) {
        return -1;
    }
    if (*variable("SHIM_PLAIN") != '\0') {
        errno = EINVAL;
        return -1;
    }
    return real<int (*)(int, const char*, int, const char*, unsigned)>("renameat2")(
        from_folder, from, to_folder, to, flags);
}

int linkat(int from_folder, const char* from, int to_folder, const char* to, int flags) noexcept {
    return fails("linkat") ? -1
                           : real<int (*)(int, const char*, int, const char*, int)>("linkat")(
                                 from_folder, from, to_folder, to, flags);
}

int unlinkat(int folder, const char* file, int flags) noexcept {
    return fails("unlinkat")
               ? -1
               : real<int (*)(int, const char*, int)>("unlinkat")(folder, file, flags);
}

}  // extern "C"
// NOLINTEND(readability-identifier-naming,readability-inconsistent-declaration-parameter-name)
