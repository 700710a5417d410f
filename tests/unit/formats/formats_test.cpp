#include "formats.hpp"

#include "socshift/base/error.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace socshift;
using namespace socshift::formats;

namespace {

std::string name_of(const formats::Kind* kind) {
    return kind == nullptr ? "" : kind->name;
}

std::string by_start(std::string start) {
    start.resize(start_size);
    return name_of(builtin_kinds().by_start(start));
}

}  // namespace

TEST_CASE("a file with columns is known by its first bytes", "[formats]") {
    using namespace std::string_literals;
    CHECK(by_start("PAR1") == "parquet");
    CHECK(by_start("<stata_dta><header><release>118</release>") == "dta");
    CHECK(by_start("\x73\x02\x01\x00"s) == "dta");
    CHECK(by_start("$FL2@(#) SPSS DATA FILE") == "sav");
    CHECK(by_start("$FL3@(#) SPSS DATA FILE") == "sav");
    CHECK(by_start("HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!000000") == "xpt");
    CHECK(by_start("HEADER RECORD*******LIBV8   HEADER RECORD!!!!!!!000000") == "xpt");
    CHECK(by_start("\0\0\0\0\0\0\0\0\0\0\0\0\xC2\xEA\x81\x60\xB3\x14\x11\xCF"
                   "\xBD\x92\x08\x00\x09\xC7\x31\x8C\x18\x1F\x10\x11"s) == "sas7bdat");
}

TEST_CASE("text is no file with columns, whatever its first letters", "[formats]") {
    CHECK(by_start("code,title\n").empty());
    CHECK(by_start("PAR,1\n").empty());
    CHECK(by_start("share,code\n").empty());
    CHECK(by_start("HEADER RECORD,code\n").empty());
    CHECK(builtin_kinds().by_start("") == nullptr);
    CHECK(builtin_kinds().by_start("s\x02\x01") == nullptr);
}

TEST_CASE("an ending tells what a file is to be, in any case", "[formats]") {
    CHECK(name_of(builtin_kinds().by_ending("out.parquet")) == "parquet");
    CHECK(name_of(builtin_kinds().by_ending("OUT.DTA")) == "dta");
    CHECK(builtin_kinds().by_ending("out.csv") == nullptr);
    CHECK(builtin_kinds().by_ending(".dta") == nullptr);
}

TEST_CASE("a folder is of the kind of its first file that has one", "[formats]") {
    const test::TemporaryFolder folder;
    folder.write("a.txt", "notes");
    folder.write("year=2019/part-0.parquet", "PAR1");
    CHECK(name_of(builtin_kinds().of_file(folder.path().string())) == "parquet");
    CHECK(builtin_kinds().of_file((folder.path() / "a.txt").string()) == nullptr);
    CHECK(builtin_kinds().of_file((folder.path() / "none").string()) == nullptr);
}

TEST_CASE("a folder is of the kind of its files, but for hidden ones", "[formats]") {
    const test::TemporaryFolder folder;
    folder.write("data/.odd.dta", "left by a program");
    folder.write("data/_SUCCESS", "");
    folder.write("data/_old/a.sav", "left by a job");
    const auto path = (folder.path() / "data").string();
    CHECK_THROWS_WITH(builtin_kinds().of_file(path),
                      Catch::Contains("there is no file in the folder '" + path + "'"));
    folder.write("data/b/part-1.parquet", "PAR1");
    CHECK(name_of(builtin_kinds().of_file(path)) == "parquet");
    folder.write("data/a.dta", "");
    CHECK_THROWS_WITH(builtin_kinds().of_file(path),
                      path + ": '" + path + "/a.dta' in it is a file of Stata and '" + path +
                          "/b/part-1.parquet' is a Parquet file; expected files of one kind");
}

TEST_CASE("a kind that cannot be opened here says how to get it", "[formats]") {
    Kinds kinds;
    kinds.add({"odd", "an odd file", {".odd"}, {}, {}, {}, "ask for it"});
    CHECK_THROWS_WITH(open_source(*kinds.named("odd"), {{"x.odd"}}),
                      "x.odd: an odd file, which is not read here; ask for it");
    CHECK_THROWS_WITH(open_sink(*kinds.named("odd"), {"y.odd", {}}),
                      "y.odd: an odd file, which is not written here; ask for it");
    CHECK(kinds.named("other") == nullptr);
}

TEST_CASE("a kind takes the place of one with the same name", "[formats]") {
    Kinds kinds;
    kinds.add({"odd", "an odd file", {".odd"}, {}});
    kinds.add({"odd", "another", {".other"}, {}});
    CHECK(kinds.all().size() == 1);
    CHECK(kinds.by_ending("x.odd") == nullptr);
    CHECK(name_of(kinds.by_ending("x.other")) == "odd");
}
