#include "served_program.hpp"

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>

namespace socshift::golden {

namespace {

constexpr std::size_t descriptor_bytes = sizeof(int) * Request::descriptor_count;
constexpr std::size_t longest_packet = std::size_t{128} << 10U;

int checked(int result, const char* what) {
    if (result < 0) {
        throw std::system_error(errno, std::generic_category(), what);
    }
    return result;
}

int new_socket() {
    return checked(socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0), "socket");
}

sockaddr_un address_of(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) {
        throw std::system_error(ENAMETOOLONG, std::generic_category(), path);
    }
    path.copy(address.sun_path, path.size());
    return address;
}

/// Each string has a mark before it, since an argument may be empty; an empty string ends the list.
void append(std::string& packet, const std::vector<std::string>& strings) {
    for (const auto& string : strings) {
        packet.append(1, '.').append(string).push_back('\0');
    }
    packet.push_back('\0');
}

std::vector<std::string> take_strings(std::string_view& packet) {
    std::vector<std::string> strings;
    for (;;) {
        const auto end = packet.find('\0');
        if (end == std::string_view::npos) {
            throw std::runtime_error("a request that is cut off");
        }
        const auto string = packet.substr(0, end);
        packet.remove_prefix(end + 1);
        if (string.empty()) {
            return strings;
        }
        strings.emplace_back(string.substr(1));
    }
}

/// A message of one packet and room for the descriptors that go with it.
struct Message {
    Message(void* bytes, std::size_t size) : part{bytes, size} {
        header.msg_iov = &part;
        header.msg_iovlen = 1;
        header.msg_control = control.data();
        header.msg_controllen = control.size();
    }

    iovec part;
    alignas(cmsghdr) std::array<char, CMSG_SPACE(descriptor_bytes)> control{};
    msghdr header{};
};

}  // namespace

int listen_at(const std::string& path) {
    constexpr int waiting = 64;
    const auto address = address_of(path);
    const int listener = new_socket();
    checked(bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address), "bind");
    checked(listen(listener, waiting), "listen");
    return listener;
}

int connect_to(const std::string& path) {
    const auto address = address_of(path);
    const int connection = new_socket();
    checked(connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address),
            "connect");
    return connection;
}

void send_request(int connection, const Request& request) {
    std::string packet;
    append(packet, request.arguments);
    append(packet, request.environment);
    Message message{packet.data(), packet.size()};
    auto* const attached = CMSG_FIRSTHDR(&message.header);
    attached->cmsg_level = SOL_SOCKET;
    attached->cmsg_type = SCM_RIGHTS;
    attached->cmsg_len = CMSG_LEN(descriptor_bytes);
    std::memcpy(CMSG_DATA(attached), request.descriptors.data(), descriptor_bytes);
    checked(static_cast<int>(sendmsg(connection, &message.header, MSG_NOSIGNAL)), "sendmsg");
}

Request receive_request(int connection) {
    std::string packet(longest_packet, '\0');
    Message message{packet.data(), packet.size()};
    packet.resize(static_cast<std::size_t>(checked(
        static_cast<int>(recvmsg(connection, &message.header, MSG_CMSG_CLOEXEC)), "recvmsg")));
    const auto* const attached = CMSG_FIRSTHDR(&message.header);
    if (attached == nullptr || attached->cmsg_type != SCM_RIGHTS ||
        attached->cmsg_len != CMSG_LEN(descriptor_bytes)) {
        throw std::runtime_error("a request without its descriptors");
    }
    Request request;
    std::memcpy(request.descriptors.data(), CMSG_DATA(attached), descriptor_bytes);
    std::string_view rest = packet;
    request.arguments = take_strings(rest);
    request.environment = take_strings(rest);
    return request;
}

}  // namespace socshift::golden
