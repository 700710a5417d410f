#include "socshift/io/file_set.hpp"

#include "socshift/io/input_log.hpp"
#include "socshift/io/whole_file.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <sys/stat.h>
#include <thread>

using namespace socshift;
using namespace socshift::test;

namespace fs = std::filesystem;

namespace {

std::size_t count_files(const TemporaryFolder& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder.path()), {}));
}

}  // namespace

TEST_CASE("files of a set appear together", "[file_set]") {
    const TemporaryFolder folder;
    FileSet files(false);
    auto& one = files.add(folder.path() / "one");
    auto& other = files.add(folder.path() / "other");
    one.write("1");
    other.write("2");
    files.finish();
    CHECK_FALSE(fs::exists(folder.path() / "one"));
    CHECK_FALSE(fs::exists(folder.path() / "other"));
    bool was_called = false;
    files.commit([&] {
        was_called = fs::exists(folder.path() / "one") && fs::exists(folder.path() / "other");
    });
    CHECK(was_called);
    CHECK(read_file(folder.path() / "one") == "1");
    CHECK(read_file(folder.path() / "other") == "2");
    CHECK(count_files(folder) == 2);
}

TEST_CASE("a set that is not committed leaves nothing", "[file_set]") {
    const TemporaryFolder folder;
    {
        FileSet files(false);
        files.add(folder.path() / "one").write("1");
        files.finish();
        CHECK(count_files(folder) == 1);
    }
    CHECK(count_files(folder) == 0);
}

TEST_CASE("a file that came before the commit keeps its name, and the rest is put back",
          "[file_set]") {
    const TemporaryFolder folder;
    folder.write("old", "was here");
    {
        FileSet files(false);
        files.add(folder.path() / "last").write("1");
        files.add(folder.path() / "first").write("2");
        files.finish();
        folder.write("last", "theirs");
        CHECK_THROWS_AS(files.commit(), FileExists);
    }
    CHECK(read_file(folder.path() / "last") == "theirs");
    CHECK(count_files(folder) == 2);
}

TEST_CASE("a set that is held keeps others waiting until it is placed or given up", "[file_set]") {
    const TemporaryFolder folder;
    const auto file = folder.path() / "log";
    std::atomic<bool> is_waiting{true};
    std::thread other;
    {
        FileSet files(true);
        auto& output = files.add(file);
        files.hold();
        other = std::thread([&] {
            FileSet later(true);
            later.add(file).write("2");
            later.finish();
            later.hold();
            is_waiting = false;
            later.commit();
        });
        std::this_thread::sleep_for(std::chrono::milliseconds{100});
        CHECK(is_waiting);
        output.write("1");
        files.finish();
        files.commit();
    }
    other.join();
    CHECK(read_file(file) == "2");
    {
        FileSet files(true);
        files.add(file);
        files.hold();
    }
    CHECK(read_file(file) == "2");
    CHECK(count_files(folder) == 1);
}

TEST_CASE("an empty file is a file, or none, as is said", "[file_set]") {
    const TemporaryFolder folder;
    folder.write("none", "old");
    FileSet files(true);
    files.add(folder.path() / "empty");
    files.add(folder.path() / "none", Compression::none, FileSet::Empty::is_none);
    files.finish();
    files.commit();
    CHECK(read_file(folder.path() / "empty").empty());
    CHECK_FALSE(fs::exists(folder.path() / "none"));
    CHECK(count_files(folder) == 1);
}

TEST_CASE("a file that is read is not replaced while there is a log", "[file_set]") {
    const TemporaryFolder folder;
    const auto file = folder.write("data", "old");
    fs::create_hard_link(file, folder.path() / "same");
    {
        const InputLog log;
        CHECK(read_file(file) == "old");
        FileSet files(true);
        CHECK_THROWS_AS(files.add(folder.path() / "same"), FileError);
    }
    write_file(folder.path() / "same", "new");
    CHECK(read_file(folder.path() / "same") == "new");
    CHECK(read_file(file) == "old");
}

TEST_CASE("the log notices what changes a file, and not what reads it", "[file_set]") {
    const TemporaryFolder folder;
    const auto file = folder.write("data", "old");
    const InputLog log;
    CHECK(read_file(file) == "old");
    CHECK(read_file(file) == "old");
    CHECK_NOTHROW(log.check());
    folder.write("data", "new");
    CHECK_THROWS_WITH(log.check(), "'" + file.string() + "' was changed while it was read");
    CHECK_THROWS_AS(read_file(file), FileError);
}
