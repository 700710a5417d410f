#pragma once

#include <array>
#include <string>
#include <vector>

namespace socshift::golden {

/// How the program of a build with sanitizers is run many times: one process, the server, starts
/// and loads the catalog once, and becomes the program in a fork of itself for each run, since that
/// takes such a program longer than what most cases are about. What stands in its place on PATH is
/// a small client, which asks the server by a socket (SOCSHIFT_SERVER names it), forwards signals,
/// and ends as the program ended.
///
/// A run has the arguments, environment, folder and three streams of its client. It does not have
/// the client's umask, limits or ignored signals: tests of these run the program itself.
///
/// One packet is a request; the answers are two integers, the number of the process and, when it
/// has ended, its status as of waitpid. A request without arguments ends the server.
struct Request {
    static constexpr std::size_t descriptor_count = 4;

    std::array<int, descriptor_count> descriptors = {-1, -1, -1, -1};  // 0, 1, 2 and the folder
    std::vector<std::string> arguments;                                // with the program's name
    std::vector<std::string> environment;                              // NAME=VALUE
};

/// A socket of @p path that listens. @throws std::system_error
[[nodiscard]] int listen_at(const std::string& path);

/// A connection to the server at @p path. @throws std::system_error
[[nodiscard]] int connect_to(const std::string& path);

/// Both @throws std::system_error; a packet that is no request is a std::runtime_error.
void send_request(int connection, const Request& request);
[[nodiscard]] Request receive_request(int connection);

}  // namespace socshift::golden
