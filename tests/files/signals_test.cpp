// However a run is ended: no trace, a true message, exit code 2.

#include "run.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace socshift::test;

namespace {

// The run waits for more of its input, with rows enough taken in that there is a file.
const std::string wait_for_input =
    "set -m\n"  // or signals of the keyboard would be ignored in the background
    "mkfifo in.csv\n"
    "socshift convert in.csv --column code --from soc2010 --to soc2018 -o out.csv 2>message &\n"
    "exec 3>in.csv\n"
    "{ echo code; yes 15-1132 | head -n 300000; } >&3\n"
    "until compgen -G '.out.csv.*.socshift-part' >/dev/null; do sleep 0.01; done\n";

}  // namespace

TEST_CASE("each signal that ends a run ends it cleanly", "[signals]") {
    for (const std::string signal : {"HUP", "INT", "TERM", "QUIT", "XCPU"}) {
        INFO(signal);
        const TemporaryFolder folder;
        const auto run =
            run_script(folder.path(), wait_for_input + "kill -" + signal + " $!; wait $!");
        CHECK(run.code == 2);
        CHECK(traces_in(folder.path()).empty());
        auto files = files_in(folder.path());
        CHECK(files.size() == 1);
        const auto what =
            signal == "XCPU" ? "the limit of processor time is reached" : "interrupted";
        CHECK(files["message"] == "socshift: " + std::string{what} + " (SIG" + signal +
                                      "); unfinished output was removed\n");
    }
}

TEST_CASE("a run that is interrupted before it has a file says so", "[signals]") {
    const TemporaryFolder folder;
    const auto run = run_script(folder.path(),
                                "set -m; mkfifo in; socshift detect in 2>message & sleep 0.5; "
                                "kill -TERM $!; wait $!");
    CHECK(run.code == 2);
    CHECK(files_in(folder.path())["message"] ==
          "socshift: interrupted (SIGTERM); no file was written\n");
}

TEST_CASE("a file that may not grow so large is an error that leaves nothing", "[signals]") {
    const TemporaryFolder folder;
    const auto run = run_script(
        folder.path(),
        "{ echo code; yes 15-1132 | head -n 300000; } >data.csv; ulimit -f 100; "
        "socshift convert data.csv --column code --from soc2010 --to soc2018 -o out.csv");
    CHECK(run.code == 2);
    CHECK(run.err == "socshift: cannot write 'out.csv': File too large\n");
    CHECK(files_in(folder.path()).size() == 1);
    CHECK(traces_in(folder.path()).empty());
}

TEST_CASE("what a kill leaves is named by the next run, and not removed", "[signals]") {
    const TemporaryFolder folder;
    static_cast<void>(run_script(folder.path(), wait_for_input + "kill -KILL $!; wait $!"));
    const auto left = traces_in(folder.path());
    REQUIRE(left.size() == 1);
    folder.write("data.csv", "code\n11-1011\n");
    const auto next = run_script(
        folder.path(),
        "socshift convert data.csv --column code --from soc2010 --to soc2018 --quiet -o out.csv");
    CHECK(next.code == 0);
    CHECK(next.err ==
          "socshift: left over by an earlier run, and can be removed: '" + left.front() + "'\n");
    CHECK(traces_in(folder.path()) == left);
}

TEST_CASE("the unfinished file of a run that is at work is not left over", "[signals]") {
    const TemporaryFolder folder;
    const auto run = run_script(
        folder.path(), wait_for_input +
                           "printf 'code\\n11-1011\\n' >data.csv\n"
                           "socshift convert data.csv --column code --from soc2010 --to soc2018 "
                           "--quiet -o out.csv\n"
                           "code=$?; kill -TERM %1; wait %1; exit $code");
    CHECK(run.code == 0);
    CHECK(run.err.find("left over") == std::string::npos);
}
