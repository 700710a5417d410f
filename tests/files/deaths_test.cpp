// What a run that dies, is interrupted or fails at any of its system calls leaves behind. The law
// is one: under the names of a set there is what was there, all of it, or what is new, all of it;
// at the latest when the next run has recovered it. Files of others stay.

#include "run.hpp"
#include "support/sources.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <iostream>

using namespace socshift::test;

namespace fs = std::filesystem;

namespace {

using Files = std::map<std::string, std::string>;

const std::string convert =
    "socshift convert data.csv --column code --from soc2010 --to soc2018 --quiet --threads 1 -o "
    "out.csv";

/// One way to write files, and what there is before.
struct Scenario {
    std::string name;
    std::string script;
    Files before;  // beside data.csv and what belongs to others
    bool plain = false;
    std::string recovery = "socshift check out.csv";
};

const Files input = {{"data.csv", "code\n11-1011\n11-1010\n"}};

/// What a user may have, and an earlier version of the program wrote through.
const Files of_others = {{"out.csv.tmp", "mine\n"},
                         {"out.csv.part", "mine\n"},
                         {".out.csv.socshift-parts", "mine\n"},
                         {".out.csv.k4n0c2xw7e1m.socshift-part.csv", "mine\n"}};

const Files old_set = {
    {"out.csv", "old\n"}, {"out.csv.rejects.csv", "old rejects\n"}, {"summary.json", "old\n"}};

/// The scenario before, and after a run that nothing happens to.
class Ground {
public:
    explicit Ground(Scenario scenario) : scenario_(std::move(scenario)) {
        const TemporaryFolder folder;
        prepare(folder);
        old_ = files_in(folder.path());
        clean_ = run_script(folder.path(), scenario_.script, plain());
        new_ = files_in(folder.path());
        REQUIRE(clean_.code < 2);
        REQUIRE(new_ != old_);
        REQUIRE(traces_in(folder.path()).empty());
        const TemporaryFolder counted;
        prepare(counted);
        calls_ = calls_of(counted.path(), scenario_.script, scenario_.plain);
        REQUIRE(files_in(counted.path()) == new_);
    }

    void prepare(const TemporaryFolder& folder) const {
        for (const auto& files : {input, of_others, scenario_.before}) {
            for (const auto& [name, bytes] : files) {
                folder.write(name, bytes);
            }
        }
    }

    [[nodiscard]] std::map<std::string, std::string> plain() const {
        return with_shim(0, "", scenario_.plain);
    }

    /// The run to which @p what happens at the n-th call.
    [[nodiscard]] RunResult run(const TemporaryFolder& folder, long at, const std::string& what,
                                std::map<std::string, std::string> variables = {}) const {
        prepare(folder);
        variables.merge(with_shim(at, what, scenario_.plain));
        variables["SHIM_APPEAR"] = "out.csv";
        return run_script(folder.path(), scenario_.script, variables);
    }

    [[nodiscard]] const Scenario& scenario() const { return scenario_; }
    [[nodiscard]] const Files& old_files() const { return old_; }
    [[nodiscard]] const Files& new_files() const { return new_; }
    [[nodiscard]] const RunResult& clean() const { return clean_; }
    [[nodiscard]] const std::vector<std::string>& calls() const { return calls_; }

    /// Nothing but what was or will be there is under any name.
    void check_each_file(const Files& found) const {
        for (const auto& [name, bytes] : found) {
            const auto was = old_.find(name);
            const auto will_be = new_.find(name);
            CHECK(((was != old_.end() && was->second == bytes) ||
                   (will_be != new_.end() && will_be->second == bytes)));
        }
    }

private:
    Scenario scenario_;
    Files old_;
    Files new_;
    RunResult clean_;
    std::vector<std::string> calls_;
};

struct Outcomes {
    std::size_t old_set = 0;
    std::size_t new_set = 0;
};

void count(const Ground& ground, const Files& found, Outcomes& outcomes) {
    outcomes.old_set += found == ground.old_files() ? 1U : 0U;
    outcomes.new_set += found == ground.new_files() ? 1U : 0U;
}

/// Killed: nothing of the program's runs any more.
Outcomes die_at_every_call(const Ground& ground) {
    Outcomes outcomes;
    for (std::size_t at = 1; at <= ground.calls().size(); ++at) {
        INFO("killed before call " << at << ", " << ground.calls()[at - 1]);
        const TemporaryFolder folder;
        const auto died = ground.run(folder, static_cast<long>(at), "KILL");
        CHECK(died.code == 128 + 9);
        ground.check_each_file(files_in(folder.path()));
        static_cast<void>(run_script(folder.path(), ground.scenario().recovery, ground.plain()));
        const auto found = files_in(folder.path());
        CHECK((found == ground.old_files() || found == ground.new_files()));
        count(ground, found, outcomes);
        // The next run names what is left, touches nothing of it, and is as good as any.
        const auto left = traces_in(folder.path());
        const auto next =
            run_script(folder.path(), ground.scenario().script + " --overwrite", ground.plain());
        INFO(next.err);
        CHECK(next.code < 2);
        CHECK(files_in(folder.path()) == ground.new_files());
        CHECK(traces_in(folder.path()) == left);
        for (const auto& name : left) {
            CHECK(next.err.find(name) != std::string::npos);
        }
    }
    return outcomes;
}

/// Interrupted, or a call fails: the program says how it ended, and that is so.
Outcomes end_at_every_call(const Ground& ground, const std::string& what) {
    Outcomes outcomes;
    for (std::size_t at = 1; at <= ground.calls().size(); ++at) {
        const auto& call = ground.calls()[at - 1];
        INFO(what << " at call " << at << ", " << call);
        const TemporaryFolder folder;
        const auto ended = ground.run(folder, static_cast<long>(at), what);
        INFO(ended.err);
        const auto found = files_in(folder.path());
        CHECK((ended.code == 2 || ended.code == ground.clean().code));
        CHECK(found == (ended.code == 2 ? ground.old_files() : ground.new_files()));
        // What could not be removed is there still.
        const bool may_leave =
            what != "TERM" && (call == "unlinkat" || call == "fstatat" || call == "renameat2");
        CHECK((may_leave || traces_in(folder.path()).empty()));
        count(ground, found, outcomes);
    }
    return outcomes;
}

std::string cell(const Outcomes& outcomes) {
    return std::to_string(outcomes.old_set) + " + " + std::to_string(outcomes.new_set);
}

void check_scenario(const Scenario& scenario) {
    if (!can_use_shim()) {
        skip_test_case("the shim cannot be loaded into a sanitized program");
        return;
    }
    const Ground ground(scenario);
    const auto killed = die_at_every_call(ground);
    const auto interrupted = end_at_every_call(ground, "TERM");
    const auto full = end_at_every_call(ground, "ENOSPC");
    const auto broken = end_at_every_call(ground, "EIO");
    // The moments before and after are both there: the test looks at what it says it looks at.
    CHECK(killed.old_set > 0);
    CHECK(killed.new_set > 0);
    if (std::getenv("SOCSHIFT_SHIM_TABLE") != nullptr) {
        std::cout << "| " << scenario.name << " | " << ground.calls().size() << " | "
                  << cell(killed) << " | " << cell(interrupted) << " | " << cell(full) << " | "
                  << cell(broken) << " |\n";
    }
}

}  // namespace

TEST_CASE("a new set is whole or not there, at every system call", "[deaths]") {
    check_scenario({"a new set", convert + " --summary summary.json", {}});
}

TEST_CASE("a replaced set is the old or the new one, at every system call", "[deaths]") {
    check_scenario({"a set is replaced", convert + " --summary summary.json --overwrite", old_set});
}

TEST_CASE("where names cannot be swapped in one step, sets are whole all the same", "[deaths]") {
    check_scenario({"the same, without renameat2", convert + " --summary summary.json --overwrite",
                    old_set, true});
    check_scenario({"a new set, without renameat2", convert, {}, true});
}

TEST_CASE("rejects of an earlier run go with the output that they belong to", "[deaths]") {
    check_scenario({"earlier rejects are removed",
                    convert + " --overwrite --where code=11-1011",
                    {{"out.csv", "old\n"}, {"out.csv.rejects.csv", "old rejects\n"}}});
}

TEST_CASE("a set in several folders is one", "[deaths]") {
    check_scenario({"a set in two folders",
                    convert + " --rejects other/rejects.csv --overwrite",
                    {{"out.csv", "old\n"}, {"other/rejects.csv", "old rejects\n"}}});
}

TEST_CASE("a compressed set is whole", "[deaths]") {
    check_scenario({"a compressed set",
                    "socshift convert data.csv --column code --from soc2010 --to soc2018 --quiet "
                    "--threads 1 -o out.csv.zst --rejects bad.csv.gz --overwrite",
                    {{"out.csv.zst", "old\n"}, {"bad.csv.gz", "old rejects\n"}},
                    false,
                    "socshift check out.csv.zst"});
}

TEST_CASE("one file alone is the old or the new one, at every system call", "[deaths]") {
    check_scenario({"one file is replaced",
                    "socshift propose --base soc2018 --kind retitle -o out.csv --overwrite",
                    {{"out.csv", "old\n"}}});
}

TEST_CASE("a file that appears at any moment is not replaced", "[deaths]") {
    if (!can_use_shim()) {
        skip_test_case("the shim cannot be loaded into a sanitized program");
        return;
    }
    for (const bool plain : {false, true}) {
        const Ground ground({"", convert, {}, plain});
        std::size_t appeared = 0;
        for (std::size_t at = 1; at <= ground.calls().size(); ++at) {
            INFO("appears before call " << at << ", " << ground.calls()[at - 1]);
            const TemporaryFolder folder;
            const TemporaryFolder calls;
            const auto report = (calls.path() / "report").string();
            const auto ended =
                ground.run(folder, static_cast<long>(at), "APPEAR", {{"SHIM_REPORT", report}});
            INFO(ended.err);
            const bool has_appeared =
                files_in(calls.path())["report"].find("APPEARED") != std::string::npos;
            appeared += has_appeared ? 1U : 0U;
            auto expected = has_appeared ? ground.old_files() : ground.new_files();
            if (has_appeared) {
                expected["out.csv"] = "of somebody else\n";
            }
            CHECK(files_in(folder.path()) == expected);
            CHECK(ended.code == (has_appeared ? 2 : ground.clean().code));
            CHECK(traces_in(folder.path()).empty());
        }
        CHECK(appeared > ground.calls().size() / 2);
    }
}
