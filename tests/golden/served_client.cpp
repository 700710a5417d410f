// Stands for the program on PATH: has the server run it, and ends as it ended.
#include "served_program.hpp"

#include <csignal>
#include <cstdlib>
#include <exception>
#include <fcntl.h>
#include <iostream>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace {

using namespace socshift::golden;

volatile std::sig_atomic_t process = 0;

void forward(int signal) {
    kill(static_cast<pid_t>(process), signal);
}

int receive_number(int connection) {
    int number = 0;
    ssize_t size = 0;
    do {  // again after a signal
        size = recv(connection, &number, sizeof number, 0);
    } while (size < 0 && errno == EINTR);
    if (size != static_cast<ssize_t>(sizeof number)) {
        throw std::runtime_error("the server went away");
    }
    return number;
}

int run(int argc, char** argv) {
    const char* const server = std::getenv("SOCSHIFT_SERVER");
    if (server == nullptr) {
        throw std::runtime_error("SOCSHIFT_SERVER is not set");
    }
    Request request;
    request.arguments.assign(argv, argv + argc);
    for (char** entry = environ; *entry != nullptr; ++entry) {
        request.environment.emplace_back(*entry);
    }
    request.descriptors = {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO,
                           open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    const int connection = connect_to(server);
    send_request(connection, request);
    process = receive_number(connection);
    for (const int signal : {SIGHUP, SIGINT, SIGTERM}) {
        std::signal(signal, forward);
    }
    const int status = receive_number(connection);
    constexpr int signal_base = 128;
    return WIFEXITED(status) ? WEXITSTATUS(status) : signal_base + WTERMSIG(status);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        constexpr int could_not_run = 126;
        std::cerr << argv[0] << ": " << error.what() << '\n';
        return could_not_run;
    }
}
