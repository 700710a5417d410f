#include "socshift/io/whole_folder.hpp"

#include "socshift/io/file_set.hpp"
#include "socshift/io/whole_file.hpp"
#include "support/model.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <sys/stat.h>

using namespace socshift;
using namespace socshift::test;

namespace fs = std::filesystem;

namespace {

WholeFolder::List list_of_whole_folder() {
    return {"list.sha256", "# A test\n"};
}

void write_whole_folder(const fs::path& path, const std::string& name, const std::string& bytes,
                        bool overwrite = false) {
    WholeFolder folder(path, list_of_whole_folder(), overwrite);
    folder.write(name, bytes);
    folder.commit();
}

/// Names below @p path, of files and of folders.
std::set<std::string> names_below_whole_folder(const fs::path& path) {
    std::set<std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
        out.insert(entry.path().lexically_relative(path).generic_string());
    }
    return out;
}

}  // namespace

TEST_CASE("a whole folder appears at its commit, with a list of what is in it", "[whole_folder]") {
    const TemporaryFolder beside;
    const auto path = beside.path() / "above" / "site";
    WholeFolder folder(path, list_of_whole_folder(), false);
    folder.write("a/b/c.txt", "abc");
    folder.write("d.txt", "");
    CHECK_FALSE(fs::exists(path));
    CHECK(folder.files() == 2);
    CHECK(folder.bytes() == 3);
    folder.commit();
    CHECK(names_below_whole_folder(beside.path() / "above") ==
          std::set<std::string>{"site", "site/a", "site/a/b", "site/a/b/c.txt", "site/d.txt",
                                "site/list.sha256"});
    CHECK(read_file(path / "a/b/c.txt") == "abc");
    CHECK(read_file(path / "list.sha256") ==
          "# A test\n"
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a/b/c.txt\n"
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  d.txt\n");
}

TEST_CASE("a whole folder that is not committed leaves nothing", "[whole_folder]") {
    const TemporaryFolder beside;
    write_whole_folder(beside.path() / "site", "old.txt", "old");
    const auto before = names_below_whole_folder(beside.path());
    {
        WholeFolder folder(beside.path() / "site", list_of_whole_folder(), true);
        folder.write("a/new.txt", "new");
        CHECK(names_below_whole_folder(beside.path()).size() > before.size());
        CHECK_THROWS_AS(folder.write("a/new.txt", "again"), FileError);
    }
    CHECK(names_below_whole_folder(beside.path()) == before);
}

TEST_CASE("a whole folder replaces what its like wrote, and keeps who may read it",
          "[whole_folder]") {
    const TemporaryFolder beside;
    const auto path = beside.path() / "site";
    fs::create_directory(path);  // empty
    write_whole_folder(path, "a/old.txt", "old");
    CHECK_THROWS_AS(write_whole_folder(path, "new.txt", "new"), FileExists);
    REQUIRE(::chmod(path.c_str(), 0700) == 0);
    write_whole_folder(path, "new.txt", "new", true);
    CHECK(names_below_whole_folder(beside.path()) ==
          std::set<std::string>{"site", "site/new.txt", "site/list.sha256"});
    CHECK(fs::status(path).permissions() == fs::perms::owner_all);
}

TEST_CASE("a whole folder replaces nothing of others", "[whole_folder]") {
    const TemporaryFolder beside;
    const auto path = beside.path() / "site";
    write_whole_folder(path, "a/old.txt", "old");
    const auto refused = [&] {
        return message_of<FileError>([&] { write_whole_folder(path, "new.txt", "new", true); });
    };
    SECTION("a file that came") {
        std::ofstream(path / "a" / "notes.txt") << "mine";
        CHECK(refused() == "'" + (path / "a" / "notes.txt").string() +
                               "' was not written with the rest of that folder, and would be lost");
    }
    SECTION("a file that was changed") {
        std::ofstream(path / "a" / "old.txt") << "mine";
        CHECK(refused() == "'" + (path / "a" / "old.txt").string() +
                               "' was changed since it was written, and would be lost");
    }
    SECTION("a folder without its list") {
        fs::remove(path / "list.sha256");
        CHECK(refused().find("expected an empty folder, or one with 'list.sha256'") !=
              std::string::npos);
    }
    SECTION("a list of another program") {
        std::ofstream(path / "list.sha256") << "# Another\n";
        CHECK(refused().find("expected an empty folder") != std::string::npos);
    }
    SECTION("a list that names what is above") {
        std::ofstream(path / "list.sha256") << "# A test\n" << std::string(64, '0') << "  ../x\n";
        CHECK(refused().find("expected an empty folder") != std::string::npos);
    }
    CHECK(fs::exists(path / "a" / "old.txt"));
    CHECK(std::distance(fs::directory_iterator(beside.path()), {}) == 1);
}

TEST_CASE("what comes into a whole folder while it is replaced is kept", "[whole_folder]") {
    const TemporaryFolder beside;
    const auto path = beside.path() / "site";
    write_whole_folder(path, "a/old.txt", "old");
    WholeFolder folder(path, list_of_whole_folder(), true);
    folder.write("new.txt", "new");
    std::ofstream(path / "a" / "notes.txt") << "mine";
    folder.commit();
    REQUIRE_FALSE(folder.kept().empty());
    CHECK(read_file(folder.kept() / "a" / "notes.txt") == "mine");
    CHECK(names_below_whole_folder(path) == std::set<std::string>{"new.txt", "list.sha256"});
    WholeFolder next(path, list_of_whole_folder(), true);
    CHECK(next.left_over() == std::vector<fs::path>{folder.kept()});
}
