#include "sandbox.hpp"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace socshift::golden {

namespace fs = std::filesystem;

namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

fs::path make_temporary_folder() {
    auto pattern = (fs::temp_directory_path() / "socshift-golden-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
        throw std::system_error(errno, std::generic_category(), pattern);
    }
    return fs::canonical(pattern);
}

std::vector<std::string> environment(const fs::path& root) {
    const auto home = (root / "home").string();
    std::vector<std::string> entries = {
        "PATH=" + (root / "bin").string() + ":/usr/local/bin:/usr/bin:/bin",
        "HOME=" + home,
        "XDG_DATA_HOME=" + home + "/.local/share",
        "LC_ALL=C.UTF-8",
        "COLUMNS=80",
        "TZ=UTC",
    };
    if (have_sources()) {
        entries.push_back("SOCSHIFT_SOURCES=" +
                          fs::absolute(variable("SOCSHIFT_SOURCES")).string());
    }
    for (const char* name :
         {"SOCSHIFT_ROOT", "SOCSHIFT_SERVER", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"}) {
        if (const auto value = variable(name); !value.empty()) {
            entries.push_back(std::string(name) + "=" + value);
        }
    }
    return entries;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
    std::vector<char*> result;
    for (auto& string : strings) {
        result.push_back(string.data());
    }
    result.push_back(nullptr);
    return result;
}

// Between fork and exec only calls that are safe there; 127 is the shell's own "could not run".
[[noreturn]] void become_shell(const fs::path& work, const Outputs& outputs, char* const* arguments,
                               char* const* entries) {
    constexpr int mode = 0600;
    const int in = open("/dev/null", O_RDONLY);
    const int out = open(outputs.out.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, mode);
    const int err = outputs.err == outputs.out
                        ? out
                        : open(outputs.err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, mode);
    const bool ready = dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0 &&
                       dup2(err, STDERR_FILENO) >= 0 && chdir(work.c_str()) == 0;
    if (ready) {
        execve("/bin/sh", arguments, entries);
    }
    _exit(127);
}

}  // namespace

Sandbox::Sandbox(const fs::path& program) : root_(make_temporary_folder()), work_(root_ / "work") {
    for (const char* folder : {"bin", "home", "work"}) {
        fs::create_directory(root_ / folder);
    }
    fs::create_symlink(fs::canonical(program), root_ / "bin" / "socshift");
}

Sandbox::~Sandbox() {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
}

fs::path Sandbox::scratch(const std::string& name) const {
    return root_ / name;
}

int Sandbox::run(const std::string& script, const Outputs& outputs) const {
    std::vector<std::string> arguments = {"sh", "-e", "-c", script};
    auto entries = environment(root_);
    const auto argument_pointers = pointers(arguments);
    const auto entry_pointers = pointers(entries);
    const pid_t child = fork();
    if (child < 0) {
        throw std::system_error(errno, std::generic_category(), "fork");
    }
    if (child == 0) {
        become_shell(work_, outputs, argument_pointers.data(), entry_pointers.data());
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) {
            throw std::system_error(errno, std::generic_category(), "waitpid");
        }
    }
    constexpr int signal_base = 128;
    return WIFEXITED(status) ? WEXITSTATUS(status) : signal_base + WTERMSIG(status);
}

std::string read_file(const fs::path& file) {
    std::ifstream input(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(input), {}};
}

void write_expectation(const fs::path& file, const std::string& text) {
    if (text.empty()) {
        fs::remove(file);
        return;
    }
    std::ofstream output(file, std::ios::binary);
    output << text;
    if (!output.flush()) {
        throw std::runtime_error("cannot write '" + file.string() + "'");
    }
}

bool same_or_diff(const Sandbox& sandbox, const std::string& name, const std::string& expected,
                  const std::string& actual) {
    if (expected == actual) {
        return true;
    }
    const auto differences = sandbox.scratch("differences");
    std::ofstream(sandbox.scratch("expected"), std::ios::binary) << expected;
    std::ofstream(sandbox.scratch("actual"), std::ios::binary) << actual;
    sandbox.run("diff -u --label 'expected' --label 'actual' ../expected ../actual",
                {differences, differences});
    std::cout << name << " differs:\n" << read_file(differences) << std::flush;
    return false;
}

bool have_sources() {
    return !variable("SOCSHIFT_SOURCES").empty();
}

bool updating() {
    return variable("SOCSHIFT_UPDATE_GOLDEN") == "1";
}

}  // namespace socshift::golden
