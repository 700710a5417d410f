// What is missing of a request is asked for at a terminal, and nowhere else.
#include "program.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace socshift::cli;

namespace {

struct Typed {
    std::string out;
    std::string err;
    std::string left;  // of what was typed
};

Typed request(const std::string& typed, bool can_ask, std::vector<std::string> arguments = {}) {
    std::istringstream in(typed);
    std::ostringstream out;
    std::ostringstream err;
    Surroundings around;
    around.can_ask = can_ask;
    arguments.insert(arguments.begin(), {"request", "baker", "--most", "1", "--format", "yaml"});
    CHECK(run_program(arguments, {in, out, err}, around) == ExitCode::ok);
    std::string left;
    in.clear();
    std::getline(in, left, '\0');
    return {out.str(), err.str(), left};
}

}  // namespace

TEST_CASE("a terminal is asked for what a request does not say", "[program]") {
    const auto asked = request("Kneads\nBakes\n\nOven\n\nNone\nrest", true);
    CHECK(asked.out.find("missing: []") != std::string::npos);
    CHECK(asked.out.find("said: \"Bakes\"") != std::string::npos);
    CHECK(asked.out.find("said: \"Oven\"") != std::string::npos);
    CHECK(asked.out.find("said: \"None\"") != std::string::npos);
    CHECK(asked.err ==
          "Duty (an empty line ends): Duty (an empty line ends): Duty (an empty line ends): "
          "Tool (an empty line ends): Tool (an empty line ends): "
          "Education, training or licence: ");
    CHECK(asked.left == "rest");
}

TEST_CASE("what a request says is not asked for, nor anything where nobody answers", "[program]") {
    const auto asked = request("Oven", true, {"--duty", "Bakes", "--education", "None"});
    CHECK(asked.err == "Tool (an empty line ends): Tool (an empty line ends): ");
    CHECK(asked.out.find("missing: []") != std::string::npos);
    const auto piped = request("Bakes\n", false);
    CHECK(piped.err.empty());
    CHECK(piped.left == "Bakes\n");
    CHECK(piped.out.find("missing: [\"duty\", \"tool\", \"education\"]") != std::string::npos);
}
