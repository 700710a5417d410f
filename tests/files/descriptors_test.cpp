// Standard input, output and error may be closed.

#include "run.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace socshift::test;

namespace {

const std::string convert_data =
    "socshift convert data.csv --column code --from soc2010 --to soc2018 --quiet ";

const std::string converted = "code,soc2018_code,share,basis\n11-1011,11-1011,1,only\n";
const std::string set_aside = "line,reason,code\n3,\"broad group, not detailed\",11-1010\n";

}  // namespace

TEST_CASE("no file gets the number of a closed stream", "[descriptors]") {
    for (const std::string closed : {"<&-", ">&-", "2>&-", "<&- >&-", ">&- 2>&-", "<&- >&- 2>&-"}) {
        INFO(closed);
        const TemporaryFolder folder;
        folder.write("data.csv", "code\n11-1011\n11-1010\n");
        CHECK(run_script(folder.path(), convert_data + "-o out.csv " + closed).code == 1);
        auto files = files_in(folder.path());
        CHECK(files["out.csv"] == converted);
        CHECK(files["out.csv.rejects.csv"] == set_aside);
    }
}

TEST_CASE("a closed output is an error if something was to be written to it", "[descriptors]") {
    const TemporaryFolder folder;
    folder.write("data.csv", "code\n11-1011\n11-1010\n");
    const auto run = run_script(folder.path(), convert_data + ">&-");
    CHECK(run.code == 2);
    CHECK(run.err == "socshift: cannot write to standard output: Bad file descriptor\n");
    CHECK(files_in(folder.path()).size() == 1);
    // Under another name it is the same.
    const auto named = run_script(folder.path(), convert_data + "-o /dev/fd/2 --quiet 2>&-");
    CHECK(named.code == 2);
    CHECK(files_in(folder.path()).size() == 1);
    for (const auto* const script :
         {"socshift editions >&-", "socshift editions >/dev/full", "socshift --help >&-"}) {
        const auto other = run_script(folder.path(), script);
        CHECK(other.code == 2);
        CHECK(other.err == "socshift: cannot write to standard output\n");
    }
}

TEST_CASE("a closed input is an error if it was to be read", "[descriptors]") {
    const TemporaryFolder folder;
    const auto run = run_script(folder.path(),
                                "socshift convert - --column code --from soc2010 --to soc2018 <&-");
    CHECK(run.code == 2);
    CHECK(run.err == "socshift: cannot read 'standard input'\n");
}
