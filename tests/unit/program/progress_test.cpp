#include "text/progress.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace socshift::cli;
using namespace std::chrono_literals;

namespace {

/// A clock that the test moves.
struct Hands {
    std::chrono::steady_clock::time_point now{};
};

socshift::ReadBytes lines(std::size_t count) {
    return [count](char* buffer, std::size_t /*size*/) mutable {
        for (std::size_t i = 0; i < count; ++i) {
            buffer[i] = '\n';
        }
        return std::exchange(count, 0);
    };
}

}  // namespace

TEST_CASE("what is over soon shows no progress", "[progress]") {
    std::ostringstream out;
    Hands hands;
    {
        Progress progress(out, 100, [&] { return hands.now; });
        char buffer[10];
        auto read = progress.counting_lines(progress.counting_bytes(lines(10)));
        hands.now += 400ms;
        CHECK(read(buffer, 10) == 10);
        CHECK(buffer[9] == '\n');
    }
    CHECK(out.str().empty());
}

TEST_CASE("progress says lines, bytes, speed and the time that is left", "[progress]") {
    std::ostringstream out;
    Hands hands;
    std::string buffer(5000000, ' ');
    {
        Progress progress(out, 20000000, [&] { return hands.now; });
        auto read = progress.counting_lines(progress.counting_bytes(lines(5000000)));
        hands.now += 2s;
        CHECK(read(buffer.data(), buffer.size()) == 5000000);
        CHECK(out.str() == "\r5,000,000 lines  5 of 20 MB  2 MB/s  6 s left\x1B[K");
        hands.now += 50ms;
        CHECK(read(buffer.data(), buffer.size()) == 0);
    }
    CHECK(out.str() == "\r5,000,000 lines  5 of 20 MB  2 MB/s  6 s left\x1B[K\r\x1B[K");
}

TEST_CASE("of a pipe nobody knows the end", "[progress]") {
    std::ostringstream out;
    Hands hands;
    std::string buffer(3000000, ' ');
    Progress progress(out, std::nullopt, [&] { return hands.now; });
    auto read = progress.counting_lines(progress.counting_bytes(lines(3000000)));
    hands.now += 1s;
    read(buffer.data(), buffer.size());
    CHECK(out.str() == "\r3,000,000 lines  3 MB  3 MB/s\x1B[K");
}
