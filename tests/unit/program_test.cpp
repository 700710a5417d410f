#include "program.hpp"

#include "socshift/version.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace socshift;
using namespace socshift::cli;

namespace {

struct Run {
    ExitCode code;
    std::string out;
    std::string err;
};

Run run(const std::vector<std::string>& arguments) {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    const auto code = run_program(arguments, {in, out, err}, {});
    return {code, out.str(), err.str()};
}

}  // namespace

TEST_CASE("the version is printed on standard output", "[program]") {
    const auto result = run({"--version"});
    CHECK(result.code == ExitCode::ok);
    CHECK(result.out == "socshift " + std::string{version()} + "\n");
    CHECK(result.err.empty());
}

TEST_CASE("no verb, an unknown verb and an unknown option are trouble", "[program]") {
    CHECK(run({}).code == ExitCode::trouble);
    CHECK(run({"editions", "--no-such-option"}).code == ExitCode::trouble);
    const auto typo = run({"editons"});
    CHECK(typo.code == ExitCode::trouble);
    CHECK(typo.err ==
          "socshift: unknown command 'editons'; did you mean 'editions'?; 'socshift --help' lists "
          "all\n");
}

TEST_CASE("every verb explains itself without data", "[program]") {
    for (const auto& command : command_table()) {
        const auto result = run({std::string{command.name}, "--help"});
        CHECK(result.code == ExitCode::ok);
        CHECK(result.out.find("--catalog") != std::string::npos);
    }
}
