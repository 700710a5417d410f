// Input that changes while it is read is refused; pipes are read as files are.

#include "run.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace socshift::test;

namespace {

/// The run has read data.csv, and waits for the second file, when @p change is done.
std::string changed_meanwhile(const std::string& options, const std::string& change) {
    return "mkfifo pipe\n"
           "socshift convert data.csv pipe --column code --from soc2010 --to soc2018 --quiet " +
           options +
           " &\n"
           "exec 3>pipe\n" +
           change +
           "\n"
           "printf 'code\\n11-1011\\n' >&3; exec 3>&-; wait $!";
}

const std::string several_rows = "code\n11-1011\n11-1010\n";

}  // namespace

TEST_CASE("input that is changed while it is read is refused", "[inputs]") {
    for (const std::string change :
         {"echo 11-1011 >>data.csv", ": >data.csv", "truncate -s 12 data.csv",
          "printf 'code\\n11-1021\\n11-1010\\n' >data.csv", "mv other.csv data.csv", "rm data.csv",
          "touch data.csv"}) {
        for (const std::string output : {"-o out.csv", ""}) {
            INFO(change << ' ' << output);
            const TemporaryFolder folder;
            folder.write("data.csv", several_rows);
            folder.write("other.csv", several_rows);
            const auto run = run_script(folder.path(), changed_meanwhile(output, change));
            CHECK(run.code == 2);
            CHECK(run.err == "socshift: 'data.csv' was changed while it was read\n");
            const auto files = files_in(folder.path());
            CHECK(files.count("out.csv") + files.count("out.csv.rejects.csv") == 0);
            CHECK(traces_in(folder.path()).empty());
        }
    }
}

TEST_CASE("input that nobody changes is not refused", "[inputs]") {
    const TemporaryFolder folder;
    folder.write("data.csv", several_rows);
    const auto run = run_script(folder.path(), changed_meanwhile("-o out.csv", "cat data.csv"));
    CHECK(run.code == 1);
    CHECK(run.err.empty());
}

TEST_CASE("a weights file that is changed meanwhile is refused", "[inputs]") {
    const TemporaryFolder folder;
    folder.write("data.csv", several_rows);
    folder.write("w.csv", "source,target,share\n15-1132,15-1252,1\n");
    const auto run =
        run_script(folder.path(), changed_meanwhile("-o out.csv --weights w.csv", "echo >>w.csv"));
    CHECK(run.code == 2);
    CHECK(run.err == "socshift: 'w.csv' was changed while it was read\n");
    CHECK(files_in(folder.path()).count("out.csv") == 0);
}

TEST_CASE("standard input from a file that grows is refused", "[inputs]") {
    const TemporaryFolder folder;
    folder.write("data.csv", several_rows);
    const auto run = run_script(
        folder.path(),
        "mkfifo pipe\n"
        "socshift convert - pipe --column code --from soc2010 --to soc2018 --quiet -o out.csv "
        "<data.csv &\n"
        "exec 3>pipe; echo 11-1011 >>data.csv\n"
        "printf 'code\\n11-1011\\n' >&3; exec 3>&-; wait $!");
    CHECK(run.code == 2);
    CHECK(run.err == "socshift: 'standard input' was changed while it was read\n");
    CHECK(files_in(folder.path()).count("out.csv") == 0);
}

TEST_CASE("what comes out of a pipe is read as a file is", "[inputs]") {
    const TemporaryFolder folder;
    folder.write("data.csv", "code,n\n15-1132,2\n11-1011,1\n");
    folder.write("w.csv", "source,target,share\n15-1132,15-1252,1/2\n15-1132,15-1253,1/2\n");
    folder.write("table.csv",
                 "soc2010,soc2018\n11-1011,11-1011\n15-1132,15-1252\n15-1132,15-1253\n");
    folder.write("counts.csv", "code,n\n11-1011,5\n");
    REQUIRE(run_script(folder.path(), "socshift propose --kind retitle -o proposal.yaml").code ==
            0);
    const std::vector<std::pair<std::string, std::string>> commands = {
        {"socshift convert @ --overwrite --column code --from soc2010 --to soc2018", "data.csv"},
        {"socshift convert @ --overwrite --column code --to soc2018 --sum n", "data.csv"},
        {"socshift convert data.csv --overwrite --column code --from soc2010 --to soc2018 "
         "--weights @",
         "w.csv"},
        {"socshift detect @ --column code", "data.csv"},
        {"socshift check @ --from soc2010 --to soc2018 --severity error", "table.csv"},
        {"socshift weights show @ --from soc2010 --to soc2018", "w.csv"},
        {"socshift diff soc2010 soc2018 --residuals --counts @", "counts.csv"},
    };
    for (const auto& [command, file] : commands) {
        const auto with = [&command = command](const std::string& name) {
            auto text = command;
            return text.replace(text.find('@'), 1, name);
        };
        INFO(command);
        const auto plain = run_script(folder.path(), with(file));
        INFO(plain.err);
        CHECK(plain.code < 2);
        const std::vector<std::string> ways = {
            with("<(cat " + file + ")"),
            "mkfifo in; cat " + file + " >in & " + with("in") + "; code=$?; rm in; exit $code",
            "exec 5<" + file + "; " + with("/dev/fd/5"),
            "cat " + file + " | " + with("/dev/stdin")};
        for (const auto& way : ways) {
            INFO(way);
            const auto piped = run_script(folder.path(), way);
            INFO(piped.err);
            CHECK(piped.code == plain.code);
            CHECK(piped.out == plain.out);
        }
    }
}
