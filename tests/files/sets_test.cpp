// Output, rejects and summary come from one run.

#include "run.hpp"
#include "support/sources.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace socshift::test;

namespace fs = std::filesystem;

namespace {

const std::string ending =
    " --column code --from soc2010 --to soc2018 --quiet -o out.csv --summary summary.json ";

/// Numbered input, of which one row is set aside: each of the three files tells which run it is of.
void write_numbered(const TemporaryFolder& folder, int number) {
    const auto text = std::to_string(number);
    folder.write("data" + text + ".csv",
                 "code,run\n11-1011,run-" + text + "\n11-1010,run-" + text + "\n");
}

/// The run that a file is of; "" if that cannot be told.
std::string run_of(const std::string& bytes) {
    std::string found;
    for (int number = 0; number < 20; ++number) {
        const auto text = std::to_string(number);
        const bool is_it = bytes.find("run-" + text + ",") != std::string::npos ||
                           bytes.find("run-" + text + "\n") != std::string::npos ||
                           bytes.find("\"data" + text + ".csv\"") != std::string::npos;
        if (is_it) {
            found += text + " ";
        }
    }
    return found;
}

/// Whether the three files are of one run, and nothing is left on the way.
void check_one_run(const TemporaryFolder& folder) {
    auto files = files_in(folder.path());
    const auto run = run_of(files["out.csv"]);
    CHECK(std::count(run.begin(), run.end(), ' ') == 1);
    CHECK(run_of(files["out.csv.rejects.csv"]) == run);
    CHECK(run_of(files["summary.json"]) == run);
    CHECK(traces_in(folder.path()).empty());
}

const char* const all_at_once =
    "for i in {0..19}; do { socshift convert data$i.csv $OPTIONS; echo $? >>codes; } & done; wait";

std::size_t position(const std::vector<std::string>& calls, const std::string& name,
                     std::size_t which) {
    for (std::size_t i = 0; i < calls.size(); ++i) {
        which -= calls[i] == name ? 1U : 0U;
        if (which == 0) {
            return i + 1;
        }
    }
    FAIL("there is no such call");
    return 0;
}

}  // namespace

TEST_CASE("twenty runs at once end with the whole set of one", "[sets]") {
    for (int round = 0; round < 3; ++round) {
        const TemporaryFolder folder;
        for (int number = 0; number < 20; ++number) {
            write_numbered(folder, number);
        }
        const auto all =
            run_script(folder.path(), all_at_once, {{"OPTIONS", ending + "--overwrite"}});
        INFO(all.err);
        CHECK(all.err.empty());
        auto files = files_in(folder.path());
        CHECK(files["codes"].find_first_not_of("1\n") == std::string::npos);
        check_one_run(folder);
    }
}

TEST_CASE("of twenty runs at once that may replace nothing, one writes", "[sets]") {
    const TemporaryFolder folder;
    for (int number = 0; number < 20; ++number) {
        write_numbered(folder, number);
    }
    const auto all = run_script(folder.path(), all_at_once, {{"OPTIONS", ending}});
    INFO(all.err);
    auto files = files_in(folder.path());
    const auto& codes = files["codes"];
    CHECK(std::count(codes.begin(), codes.end(), '1') == 1);
    CHECK(std::count(codes.begin(), codes.end(), '2') == 19);
    check_one_run(folder);
}

TEST_CASE("one file that twenty runs write at once is the whole of one", "[sets]") {
    const TemporaryFolder folder;
    const auto all = run_script(
        folder.path(),
        "socshift propose --kind new >new; socshift propose --kind merge >merge\n"
        "for i in {0..9}; do for kind in new merge; do\n"
        "  { socshift propose --kind $kind -o out --overwrite; echo $? >>codes; } &\n"
        "done; done; wait\n"
        "for i in {0..19}; do { socshift propose -o once; echo $? >>codes_once; } & done; wait");
    INFO(all.err);
    CHECK(all.err.find("left over") == std::string::npos);
    auto files = files_in(folder.path());
    CHECK((files["out"] == files["new"] || files["out"] == files["merge"]));
    CHECK(files["codes"].find_first_not_of("0\n") == std::string::npos);
    CHECK(files["once"] == files["new"]);
    const auto& codes = files["codes_once"];
    CHECK(std::count(codes.begin(), codes.end(), '0') == 1);
    CHECK(std::count(codes.begin(), codes.end(), '2') == 19);
    CHECK(traces_in(folder.path()).empty());
}

TEST_CASE("with exit code 2 nothing was replaced", "[sets]") {
    const TemporaryFolder folder;
    write_numbered(folder, 1);
    folder.write("out.csv", "old\n");
    folder.write("out.csv.zst", "old\n");
    for (const auto* const name : {"out.csv", "out.csv.zst", "data1.csv"}) {
        folder.write(std::string{name} + ".rejects.csv", "old rejects\n");
    }
    folder.write("summary.json", "old\n");
    const auto before = files_in(folder.path());
    const std::string start =
        "socshift convert data1.csv --column code --from soc2010 --to soc2018 --quiet --overwrite "
        "--summary summary.json ";
    const std::vector<std::string> scripts = {
        start + "--threads 1 >/dev/full",
        "{ sleep 0.3; " + start +
            "; echo $? >code; } | true; code=$(cat code); rm code; exit $code",
        "ulimit -f 0; " + start + "-o out.csv",
        "ulimit -f 0; " + start + "-o out.csv.zst",
        start + "-o /dev/full",
        start + "-o out.csv --rejects /dev/full",
        start + "-o out.csv --rejects no/such/folder",
        start + "-o out.csv --on-unknown fail",
    };
    for (const auto& script : scripts) {
        INFO(script);
        const auto run = run_script(folder.path(), script);
        INFO(run.err);
        CHECK(run.code == 2);
        CHECK(files_in(folder.path()) == before);
        CHECK(traces_in(folder.path()).empty());
    }
}

TEST_CASE("a set that a kill cut short is finished, and that is said", "[sets]") {
    if (!can_use_shim()) {
        skip_test_case("the shim cannot be loaded into a sanitized program");
        return;
    }
    const auto script = "socshift convert data1.csv" + ending + "--overwrite";
    const TemporaryFolder first;
    write_numbered(first, 1);
    const auto calls = calls_of(first.path(), script);
    // The journal's own name comes first, then the rejects'.
    const auto at = static_cast<long>(position(calls, "renameat2", 3));
    const std::string said =
        ": an earlier run was ended while it gave files their names; that is finished now: ";

    SECTION("by check") {
        const TemporaryFolder folder;
        write_numbered(folder, 1);
        CHECK(run_script(folder.path(), script, with_shim(at, "KILL")).code == 137);
        CHECK(files_in(folder.path()).count("out.csv") == 0);
        const auto check = run_script(folder.path(), "socshift check out.csv");
        CHECK(check.err.find(said) != std::string::npos);
        CHECK(files_in(folder.path()) == files_in(first.path()));
        CHECK(traces_in(folder.path()).empty());
    }
    SECTION("by the next run, which may then replace nothing") {
        const TemporaryFolder folder;
        write_numbered(folder, 1);
        write_numbered(folder, 2);
        CHECK(run_script(folder.path(), script, with_shim(at, "KILL")).code == 137);
        const auto next = run_script(folder.path(), "socshift convert data2.csv" + ending);
        CHECK(next.code == 2);
        auto files = files_in(folder.path());
        CHECK(run_of(files["out.csv"]) == "1 ");
        CHECK(run_of(files["summary.json"]) == "1 ");
        CHECK(traces_in(folder.path()).empty());
    }
    SECTION("but nothing is put over a file that came meanwhile") {
        const TemporaryFolder folder;
        write_numbered(folder, 1);
        CHECK(run_script(folder.path(), script, with_shim(at, "KILL")).code == 137);
        folder.write("out.csv", "mine\n");
        const auto check = run_script(folder.path(), "socshift check out.csv");
        CHECK(check.err.find("that is undone") != std::string::npos);
        auto files = files_in(folder.path());
        CHECK(files["out.csv"] == "mine\n");
        CHECK(files.count("summary.json") == 0);
        CHECK(files.count("out.csv.rejects.csv") == 0);
        CHECK(traces_in(folder.path()).empty());
    }
}

TEST_CASE("a file with the journal's name that is none is not touched", "[sets]") {
    const TemporaryFolder folder;
    write_numbered(folder, 1);
    folder.write(".out.csv.socshift-journal", "my diary\n");
    const auto run = run_script(folder.path(), "socshift convert data1.csv" + ending);
    CHECK(run.code == 2);
    CHECK(run.err.find("it is no journal of this program") != std::string::npos);
    CHECK(traces_in(folder.path()) == std::vector<std::string>{".out.csv.socshift-journal"});
    CHECK(files_in(folder.path()).count("out.csv") == 0);
}
