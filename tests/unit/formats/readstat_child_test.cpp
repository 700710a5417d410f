#include "readstat/child.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

using namespace socshift::readstat;
using Catch::Matchers::Contains;

namespace {

constexpr int nothing_kept = -1;

void say_forever(const Child::Write& write) {
    while (write("a")) {
    }
}

void compute_forever(const Child::Write& write) {
    write("a");
    for (volatile unsigned i = 0;;) {
        i = i + 1;
    }
}

}  // namespace

TEST_CASE("a process that is not heard out is ended and not waited for", "[unit]") {
    Child child(say_forever, nothing_kept, {});
    std::array<char, 3> said{};
    REQUIRE(child.read(said.data(), said.size()));
    CHECK(child.how_it_ended() == "says what it should not");
    CHECK(child.how_it_ended() == "says what it should not");
}

TEST_CASE("how a process ended can be asked twice, and takes no other process", "[unit]") {
    Child child([](const Child::Write&) {}, nothing_kept, {});
    constexpr int code = 7;
    const auto other = ::fork();
    if (other == 0) {
        ::_exit(code);
    }
    REQUIRE(other > 0);
    char byte = 0;
    CHECK_FALSE(child.read(&byte, 1));
    CHECK_FALSE(child.how_it_ended().has_value());
    CHECK_FALSE(child.how_it_ended().has_value());
    int status = 0;
    REQUIRE(::waitpid(other, &status, 0) == other);
    CHECK(WEXITSTATUS(status) == code);
}

TEST_CASE("a process that computes without a word comes to its end", "[unit]") {
    ChildLimits limits;
    limits.silence = 1;
    Child child(compute_forever, nothing_kept, limits);
    std::array<char, 2> said{};
    CHECK_FALSE(child.read(said.data(), said.size()));
    CHECK_THAT(child.how_it_ended().value_or(""), Contains("CPU time limit"));
}
