#include "program.hpp"

#include "socshift/version.hpp"
#include "support/program_run.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::cli;

TEST_CASE("the version is printed on standard output", "[program]") {
    const auto result = test::run_program({"--version"});
    CHECK(result.code == ExitCode::ok);
    CHECK(result.out == "socshift " + std::string{version()} + "\n");
    CHECK(result.err.empty());
}

TEST_CASE("no verb, an unknown verb and an unknown option are trouble", "[program]") {
    CHECK(test::run_program({}).code == ExitCode::trouble);
    CHECK(test::run_program({"editions", "--no-such-option"}).code == ExitCode::trouble);
    const auto typo = test::run_program({"editons"});
    CHECK(typo.code == ExitCode::trouble);
    CHECK(typo.err ==
          "socshift: unknown command 'editons'; did you mean 'editions'?; 'socshift --help' lists "
          "all\n");
}

TEST_CASE("a message that quotes a long name is cut between two characters", "[program]") {
    std::string name;
    for (int i = 0; i < 2500; ++i) {
        name += "\xC3\xA9";
    }
    // The limits, of 4000 bytes of a line and 200 of a path, are within a character here.
    const auto verb = test::run_program({name});
    CHECK(verb.err.find("\xC3\xA9…\n") != std::string::npos);
    CHECK(verb.err.find('\\') == std::string::npos);
    const auto folder = test::run_program({"check", "x" + name});
    CHECK(folder.err.find("\xC3\xA9': ") != std::string::npos);
    CHECK(folder.err.find('\\') == std::string::npos);
}

TEST_CASE("every verb explains itself without data", "[program]") {
    for (const auto& command : command_table()) {
        const auto result = test::run_program({std::string{command.name}, "--help"});
        CHECK(result.code == ExitCode::ok);
        CHECK(result.out.find("--catalog") != std::string::npos);
    }
}
