// Nobody's file is ever touched but the one that is named.

#include "run.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>
#include <unistd.h>

using namespace socshift::test;

namespace fs = std::filesystem;

namespace {

const std::string to_out =
    "socshift convert data.csv --column code --from soc2010 --to soc2018 --quiet -o out.csv ";
const std::string propose = "socshift propose --kind retitle ";

mode_t mode_of_file(const fs::path& file) {
    struct stat found {};
    REQUIRE(::stat(file.c_str(), &found) == 0);
    return found.st_mode & 0777U;
}

/// A folder with a file to convert, of which one row is set aside.
class DataFolder : public TemporaryFolder {
public:
    DataFolder() { write("data.csv", "code\n11-1011\n11-1010\n"); }
    [[nodiscard]] RunResult run(const std::string& script) const {
        return run_script(path(), script);
    }
    [[nodiscard]] std::string bytes(const std::string& name) const {
        const auto files = files_in(path());
        const auto found = files.find(name);
        return found == files.end() ? "(none)" : found->second;
    }
};

}  // namespace

TEST_CASE("a user's file with a name that a program might use is left alone", "[names]") {
    const DataFolder folder;
    for (const auto* const name : {"out.csv.tmp", "out.csv.part", "p.yaml.tmp", "x.csv.tmp"}) {
        folder.write(name, "mine\n");
    }
    CHECK(folder.run(to_out).code == 1);
    CHECK(folder.run(propose + "-o p.yaml").code == 0);
    CHECK(folder.run("socshift export counts oews-national-2018 -o x.csv").code == 0);
    for (const auto* const name : {"out.csv.tmp", "out.csv.part", "p.yaml.tmp", "x.csv.tmp"}) {
        CHECK(folder.bytes(name) == "mine\n");
    }
    CHECK(traces_in(folder.path()).empty());
}

TEST_CASE("a link with such a name is not followed", "[names]") {
    const DataFolder folder;
    folder.write("precious", "mine\n");
    fs::create_symlink("precious", folder.path() / "p.yaml.tmp");
    CHECK(folder.run(propose + "-o p.yaml").code == 0);
    CHECK(folder.bytes("precious") == "mine\n");
    CHECK(fs::is_symlink(folder.path() / "p.yaml.tmp"));
}

TEST_CASE("a file that is there is replaced only when that is asked for", "[names]") {
    const DataFolder folder;
    folder.write("out.csv", "old\n");
    for (const auto& command : {to_out, propose + "-o out.csv"}) {
        const auto refused = folder.run(command);
        CHECK(refused.code == 2);
        CHECK(refused.err == "socshift: 'out.csv' is there already; --overwrite replaces it\n");
        CHECK(folder.bytes("out.csv") == "old\n");
    }
    CHECK(folder.run(to_out + "--overwrite").code == 1);
    CHECK(folder.bytes("out.csv") != "old\n");
}

TEST_CASE("the permissions of a file that is replaced are kept", "[names]") {
    const DataFolder folder;
    for (const mode_t mode : {0600U, 0640U, 0444U}) {
        folder.write("out.csv", "old\n");
        ::chmod((folder.path() / "out.csv").c_str(), mode);
        CHECK(folder.run("umask 0; " + to_out + "--overwrite").code == 1);
        CHECK(mode_of_file(folder.path() / "out.csv") == mode);
        fs::remove(folder.path() / "out.csv");
        fs::remove(folder.path() / "out.csv.rejects.csv");
    }
    CHECK(folder.run("umask 027; " + to_out).code == 1);
    CHECK(mode_of_file(folder.path() / "out.csv") == 0640U);
}

TEST_CASE("behind a link, what it leads to is replaced, and may be made", "[names]") {
    const DataFolder folder;
    folder.write("there/result.csv", "old\n");
    fs::create_symlink("there/result.csv", folder.path() / "out.csv");
    CHECK(folder.run(to_out + "--overwrite").code == 1);
    CHECK(fs::is_symlink(folder.path() / "out.csv"));
    CHECK(folder.bytes("there/result.csv") != "old\n");
    fs::remove(folder.path() / "there/result.csv");
    CHECK(folder.run(to_out + "--overwrite").code == 1);
    CHECK(fs::is_symlink(folder.path() / "out.csv"));
    CHECK(fs::is_regular_file(folder.path() / "there/result.csv"));
}

TEST_CASE("other names of a replaced file keep what they had", "[names]") {
    const DataFolder folder;
    folder.write("out.csv", "old\n");
    fs::create_hard_link(folder.path() / "out.csv", folder.path() / "copy.csv");
    CHECK(folder.run(to_out + "--overwrite").code == 1);
    CHECK(folder.bytes("copy.csv") == "old\n");
    CHECK(folder.bytes("out.csv") != "old\n");
}

TEST_CASE("no input can be replaced, however it is named", "[names]") {
    const DataFolder folder;
    folder.write("w.csv", "source,target,share\n15-1132,15-1252,1\n");
    folder.write("catalog/c.yaml",
                 "counts: {name: \"mine\", coded_in: \"soc2018\", measure: \"n\"}\nrows:\n"
                 "  - {code: \"11-1011\", count: \"1\"}\n");
    fs::create_symlink("data.csv", folder.path() / "link.csv");
    fs::create_hard_link(folder.path() / "data.csv", folder.path() / "hard.csv");
    fs::create_hard_link(folder.path() / "w.csv", folder.path() / "hard_w.csv");
    fs::create_symlink("catalog/c.yaml", folder.path() / "link.yaml");
    const auto before = files_in(folder.path());
    const std::string start =
        "socshift convert data.csv --column code --from soc2010 --to soc2018 --overwrite ";
    for (const std::string more :
         {"-o data.csv", "-o ./data.csv", "-o link.csv", "-o hard.csv",
          "-o out.csv --rejects hard.csv", "-o out.csv --summary hard.csv",
          "--weights w.csv -o w.csv", "--weights w.csv -o hard_w.csv",
          "--weights w.csv -o out.csv --rejects w.csv", "--catalog catalog -o catalog/c.yaml",
          "--catalog catalog -o link.yaml"}) {
        INFO(more);
        const auto refused = folder.run(start + more);
        INFO(refused.err);
        CHECK(refused.code == 2);
        CHECK(files_in(folder.path()) == before);
        CHECK(traces_in(folder.path()).empty());
    }
    const auto piped = folder.run(
        "socshift convert - --column code --from soc2010 --to soc2018 -o hard.csv --overwrite "
        "<data.csv");
    CHECK(piped.code == 2);
    CHECK(files_in(folder.path()) == before);
}

TEST_CASE("what standard output is written to is neither read nor replaced", "[names]") {
    const DataFolder folder;
    const auto appended = folder.run(
        "socshift convert data.csv --column code --from soc2010 --to soc2018 --quiet >>data.csv");
    CHECK(appended.code == 2);
    CHECK(folder.bytes("data.csv") == "code\n11-1011\n11-1010\n");
    const auto rejects = folder.run(
        "socshift convert data.csv --column code --from soc2010 --to soc2018 --quiet --overwrite "
        "--rejects out >out");
    CHECK(rejects.code == 2);
    CHECK(rejects.err == "socshift: 'out' is standard output, and cannot be replaced meanwhile\n");
}

TEST_CASE("devices and pipes are written to as they are", "[names]") {
    const DataFolder folder;
    CHECK(folder
              .run("socshift convert data.csv --column code --from soc2010 --to soc2018 "
                   "--quiet -o /dev/null --rejects /dev/null")
              .code == 1);
    CHECK(fs::is_character_file("/dev/null"));
    const auto shown = folder.run(
        "socshift convert data.csv --column code --from soc2010 --to soc2018 --quiet "
        "-o /dev/stdout --rejects /dev/stderr");
    CHECK(shown.out == "code,soc2018_code,share,basis\n11-1011,11-1011,1,only\n");
    CHECK(shown.err == "line,reason,code\n3,\"broad group, not detailed\",11-1010\n");
    CHECK(folder
              .run("mkfifo pipe; cat pipe >copy & " + propose +
                   "-o pipe; code=$?; wait; "
                   "cmp copy <(socshift propose --kind retitle) && exit $code")
              .code == 0);
    CHECK(folder.run(propose + "-o >(cat >copy2); sleep 0.2; cmp copy copy2").code == 0);
    CHECK(folder.run(propose + "-o . --overwrite").code == 2);
    CHECK(folder.run(propose + "-o no/such/folder/p.yaml").code == 2);
}

TEST_CASE("names as long as a file system allows can be written", "[names]") {
    const DataFolder folder;
    const auto longest = std::string(255, 'x');
    CHECK(folder.run(propose + "-o " + longest).code == 0);
    CHECK(folder
              .run("socshift convert data.csv --column code --from soc2010 --to soc2018 --quiet "
                   "-o " +
                   longest + " --rejects bad.csv --overwrite")
              .code == 1);
    CHECK(traces_in(folder.path()).empty());
}
