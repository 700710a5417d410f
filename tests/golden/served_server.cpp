// socshift_server start|stop SOCKET: the program, ready to be run (see served_program.hpp).
#include "run_process.hpp"
#include "served_program.hpp"
#include "socshift/catalog/builtin.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <fcntl.h>
#include <iostream>
#include <map>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace {

using namespace socshift::golden;

constexpr int idle_milliseconds = 600'000;  // then whoever started it has forgotten it

sigset_t end_of_child() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGCHLD);
    return signals;
}

void tell(int connection, int number) {
    send(connection, &number, sizeof number, MSG_NOSIGNAL);  // a client that is gone need not know
}

/// Becomes the program, in a process of its own.
[[noreturn]] void become_program(const Request& request) {
    const auto signals = end_of_child();
    sigprocmask(SIG_UNBLOCK, &signals, nullptr);
    for (int stream = 0; stream <= STDERR_FILENO; ++stream) {
        dup2(request.descriptors[static_cast<std::size_t>(stream)], stream);
    }
    if (fchdir(request.descriptors.back()) != 0 || clearenv() != 0) {
        std::_Exit(EXIT_FAILURE);
    }
    for (const int descriptor : request.descriptors) {
        close(descriptor);
    }
    for (const auto& entry : request.environment) {
        const auto equals = entry.find('=');
        setenv(entry.substr(0, equals).c_str(), entry.substr(equals + 1).c_str(), 1);
    }
    const std::vector<std::string> arguments(request.arguments.begin() + 1,
                                             request.arguments.end());
    std::exit(socshift::cli::run_process(arguments));
}

class Server {
public:
    explicit Server(int listener) : listener_(listener) {
        const auto signals = end_of_child();
        sigprocmask(SIG_BLOCK, &signals, nullptr);
        children_ = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    }

    /// Until a client asks to stop or nobody asks for long.
    void run() {
        bool goes_on = true;
        while (goes_on) {
            std::array<pollfd, 2> ready = {{{listener_, POLLIN, 0}, {children_, POLLIN, 0}}};
            goes_on = poll(ready.data(), ready.size(), idle_milliseconds) > 0;
            if (ready[1].revents != 0) {
                tell_of_ended();
            }
            if (ready[0].revents != 0) {
                goes_on = start_one();
            }
        }
    }

private:
    bool start_one() {
        const int connection = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        const auto request = receive_request(connection);
        if (request.arguments.empty()) {
            return false;
        }
        const pid_t child = fork();
        if (child == 0) {
            close(listener_);
            close(children_);
            close(connection);
            for (const auto& [process, other] : connections_) {
                close(other);
            }
            become_program(request);
        }
        for (const int descriptor : request.descriptors) {
            close(descriptor);
        }
        tell(connection, child);
        connections_[child] = connection;
        return true;
    }

    void tell_of_ended() {
        signalfd_siginfo ignored{};
        while (read(children_, &ignored, sizeof ignored) > 0) {
        }
        int status = 0;
        for (pid_t child = 0; (child = waitpid(-1, &status, WNOHANG)) > 0;) {
            tell(connections_[child], status);
            close(connections_[child]);
            connections_.erase(child);
        }
    }

    int listener_;
    int children_ = -1;
    std::map<pid_t, int> connections_;  // by the process of the run
};

void start(const std::string& path) {
    unlink(path.c_str());
    const int listener = listen_at(path);
    if (fork() != 0) {
        std::_Exit(EXIT_SUCCESS);  // whoever started it can go on: it listens
    }
    setsid();
    const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int stream = 0; stream <= STDERR_FILENO; ++stream) {
        dup2(nothing, stream);
    }
    static_cast<void>(socshift::builtin_catalog().check());  // which all runs share, loaded
    Server{listener}.run();
    unlink(path.c_str());
}

void stop(const std::string& path) {
    Request request;
    request.descriptors = {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO, STDIN_FILENO};
    send_request(connect_to(path), request);
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    try {
        if (arguments.size() == 2 && (arguments[0] == "start" || arguments[0] == "stop")) {
            (arguments[0] == "start" ? start : stop)(arguments[1]);
            return 0;
        }
    } catch (const std::exception& error) {
        std::cerr << "socshift_server: " << error.what() << '\n';
        return 1;
    }
    std::cerr << "usage: socshift_server start|stop SOCKET\n";
    return 2;
}
