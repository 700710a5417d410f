#include "arrow/data_files.hpp"

#include "socshift/base/error.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <vector>

using namespace socshift;
using namespace socshift::arrow;

namespace {

using Keys = std::vector<FolderKey>;

}  // namespace

TEST_CASE("names of folders are keys where they have a sign", "[arrow]") {
    CHECK(folder_keys("data/year=2019/occ=11%2D1011/part-0.parquet") ==
          Keys{{"year", "2019"}, {"occ", "11-1011"}});
    CHECK(folder_keys("a=/b") == Keys{{"a", ""}});
    CHECK(folder_keys("=a/b").empty());
    CHECK(folder_keys("a=b.parquet").empty());
    CHECK(folder_keys("a=b=c/d") == Keys{{"a", "b=c"}});
    CHECK(folder_keys("a=100%/d%2/d%zz=%41%4/f") == Keys{{"a", "100%"}, {"d%zz", "A%4"}});
    CHECK(folder_keys("a=__HIVE_DEFAULT_PARTITION__/f") == Keys{{"a", std::nullopt}});
}

TEST_CASE("files of folders come in the order of their names", "[arrow]") {
    const test::TemporaryFolder folder;
    for (const auto* name :
         {"k=b/2", "k=b/10", "k=a/z", "k=a/_log", "k=a/.z.crc", "_temporary/k=c/1", "k=B/x"}) {
        folder.write(name, "");
    }
    std::vector<std::string> found;
    for (const auto& file : data_files({folder.path()})) {
        found.push_back(std::filesystem::relative(file.path, folder.path()).string());
    }
    CHECK(found == std::vector<std::string>{"k=B/x", "k=a/z", "k=b/10", "k=b/2"});
}

TEST_CASE("files that are named stand in the order that they are named in", "[arrow]") {
    const test::TemporaryFolder folder;
    folder.write("b", "");
    folder.write("a", "");
    const auto files = data_files({folder.path() / "b", folder.path() / "a", folder.path()});
    REQUIRE(files.size() == 4);
    CHECK(files[0].path.filename() == "b");
    CHECK(files[1].path.filename() == "a");
    CHECK(files[2].path.filename() == "a");
    CHECK(files[3].path.filename() == "b");
}

TEST_CASE("files with other keys than the first are refused", "[arrow]") {
    const test::TemporaryFolder folder;
    folder.write("year=2018/a", "");
    folder.write("zear=2018/b", "");
    CHECK_THROWS_WITH(data_files({folder.path()}),
                      Catch::Contains("zear=2018/b: ") &&
                          Catch::Contains("have the keys 'zear', expected 'year', as '"));
    folder.write("none/c", "");
    CHECK_THROWS_WITH(
        data_files({folder.path()}),
        Catch::Contains("none/c: ") && Catch::Contains("have the keys none, expected 'year'"));
    const test::TemporaryFolder empty;
    empty.write("_only", "");
    CHECK_THROWS_WITH(data_files({empty.path()}),
                      Catch::Contains("there is no file in the folder"));
}
