#include "support/program_run.hpp"

#include <sstream>

namespace socshift::test {

ProgramRun run_program(const std::vector<std::string>& arguments,
                       const cli::Surroundings& surroundings) {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    const auto code = cli::run_program(arguments, {in, out, err}, surroundings);
    return {code, out.str(), err.str()};
}

}  // namespace socshift::test
