#include "socshift/catalog/directory.hpp"

#include "socshift/catalog/builtin.hpp"
#include "socshift/io/whole_file.hpp"
#include "support/model.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace fs = std::filesystem;

namespace {

Catalog catalog_of_two() {
    CatalogParts sources;
    sources.editions.push_back(
        source_of(edition_data("a", {"only"}, {an_item("1", "only"), an_item("2", "only")})));
    sources.editions.push_back(source_of(edition_data("b", {"only"}, {an_item("1", "only")})));
    sources.correspondences.push_back(
        source_of(table_data("a", "b", {a_link("1", "1"), a_link("2", "1")})));
    return Catalog::make(sources);
}

std::string written(const CatalogFile& file) {
    return write_yaml(file);
}

std::string why_not(const Catalog& base, const TemporaryFolder& folder) {
    return message_of<Error>([&] { (void)with_folder(base, folder.path()); });
}

}  // namespace

TEST_CASE("a catalog folder is read whole in the order of its paths", "[directory]") {
    const TemporaryFolder folder;
    folder.write("b.yaml", written(edition_data("b", {"only"}, {})));
    folder.write("a/deep/z.yml", written(edition_data("z", {"only"}, {})));
    folder.write("a/b.yaml", written(table_data("a", "b", {})));
    folder.write("README.md", "not YAML");
    fs::create_symlink("nowhere", folder.path() / "link.yaml");
    const auto files = read_catalog_folder(folder.path());
    REQUIRE(files.size() == 3);
    CHECK(std::get<CorrespondenceData>(files[0]).at.file == "a/b.yaml");
    CHECK(std::get<EditionData>(files[1]).at.file == "a/deep/z.yml");
    CHECK(std::get<EditionData>(files[2]).at.file == "b.yaml");
}

TEST_CASE("one file keeps the name that it was given", "[directory]") {
    const TemporaryFolder folder;
    const auto file = folder.write("b.yaml", written(edition_data("b", {"only"}, {})));
    CHECK(std::get<EditionData>(read_catalog_file(file)).at.file == file.string());
}

TEST_CASE("a folder that is not there or not a folder is an error", "[directory]") {
    const TemporaryFolder folder;
    const auto file = folder.write("a.yaml", "");
    const auto missing = folder.path() / "missing";
    CHECK(message_of<FileError>([&] { (void)read_catalog_folder(missing); }) ==
          "cannot read the catalog folder '" + missing.string() + "': No such file or directory");
    CHECK(message_of<FileError>([&] { (void)read_catalog_folder(file); }) ==
          "cannot read the catalog folder '" + file.string() + "': Not a directory");
}

TEST_CASE("a folder without YAML is a slip", "[directory]") {
    const TemporaryFolder folder;
    CHECK(why_not(catalog_of_two(), folder) ==
          "no YAML file in the catalog folder '" + folder.path().string() + "'");
}

TEST_CASE("a file that is not in form names itself below the folder", "[directory]") {
    const TemporaryFolder folder;
    folder.write("sub/wrong.yaml", "edition: 5\n");
    CHECK(why_not(catalog_of_two(), folder) ==
          "sub/wrong.yaml:1:10: 'edition' must be a text in quotes; found 5 without quotes");
}

TEST_CASE("a user's folder adds to the catalog", "[directory]") {
    const TemporaryFolder folder;
    folder.write("c.yaml", written(edition_data("c", {"only"}, {an_item("1", "only")})));
    folder.write("t.yaml", written(table_data("b", "c", {a_link("1", "1")})));
    const auto catalog = with_folder(catalog_of_two(), folder.path());
    CHECK(catalog.edition_ids().size() == 3);
    CHECK(catalog.correspondence(id("b"), id("c"))->links().size() == 1);
    CHECK(catalog.edition(id("c")).items()[0].at == SourceLocation{"c.yaml", 11, 5});
}

TEST_CASE("a user's file replaces what has the same name", "[directory]") {
    const TemporaryFolder folder;
    folder.write("b.yaml",
                 written(edition_data("b", {"only"},
                                      {an_item("1", "only", "", "Mine"), an_item("3", "only")})));
    const auto catalog = with_folder(catalog_of_two(), folder.path());
    CHECK(catalog.edition(id("b")).items()[0].title == "Mine");
    CHECK(catalog.edition_ids().size() == 2);
}

TEST_CASE("a user's edition must not break the tables that rest on it", "[directory]") {
    const TemporaryFolder folder;
    folder.write("a.yaml", written(edition_data("a", {"only"}, {an_item("1", "only")})));
    CHECK(why_not(catalog_of_two(), folder) ==
          "f.yaml:11:5: error: source '2' is not an item of a [unknown-source]");
    folder.write("t.yaml", written(table_data("a", "b", {a_link("1", "1")})));
    CHECK(why_not(catalog_of_two(), folder) == "nothing");
}

TEST_CASE("a user's edition must not break the extensions that rest on it", "[directory]") {
    CatalogParts sources;
    sources.editions.push_back(source_of(edition_data("a", {"only"}, {an_item("1", "only")})));
    auto more = edition_data("more", {"twig"}, {an_item("1.1", "twig", "1")});
    more.header.extends = id("a");
    sources.editions.push_back(source_of(more));
    const auto base = Catalog::make(sources);
    const TemporaryFolder folder;
    folder.write("a.yaml", written(edition_data("a", {"only"}, {an_item("2", "only")})));
    CHECK(why_not(base, folder) ==
          "f.yaml:10:5: error: parent '1' of '1.1' is not an item of this "
          "edition [unknown-parent]");
}

TEST_CASE("everything wrong in a user's files is said at once", "[directory]") {
    const TemporaryFolder folder;
    folder.write("c.yaml", written(edition_data("c", {"only"}, {an_item("1", "only", "2")})));
    folder.write("t.yaml", written(table_data("a", "b", {a_link("9", "1")})));
    CHECK(why_not(catalog_of_two(), folder) ==
          "c.yaml:11:5: error: parent '2' of '1' is not an item of this edition [unknown-parent]\n"
          "t.yaml:7:5: error: source '9' is not an item of a [unknown-source]");
}

TEST_CASE("names that clash or lead nowhere say in which file", "[directory]") {
    const TemporaryFolder folder;
    folder.write("c.yaml", written(edition_data("c", {"only"}, {})));
    folder.write("d.yaml", written(edition_data("c", {"only"}, {})));
    folder.write("t.yaml", written(table_data("a", "y", {})));
    CHECK(why_not(catalog_of_two(), folder) ==
          "d.yaml:1:1: error: edition 'c' is there twice, in c.yaml:1:1 as well "
          "[duplicate-edition]\n"
          "t.yaml:1:1: error: the correspondence a -> y refers to edition 'y', which is not in the "
          "catalog [unknown-edition]");
}

TEST_CASE("counts of an edition that is not there say in which file", "[directory]") {
    const TemporaryFolder folder;
    folder.write("n.yaml",
                 written(Counts{"n", "N", id("zz"), "jobs", "jobs", "2018", {}, {}, {}, {}}));
    CHECK(why_not(catalog_of_two(), folder) ==
          "n.yaml:1:1: error: counts 'n' refer to edition 'zz', which is not in the catalog "
          "[unknown-edition]");
}

TEST_CASE("the shipped editions can be replaced", "[directory]") {
    const TemporaryFolder folder;
    const auto& shipped = builtin_catalog().edition(id("soc2018"));
    EditionData mine{shipped.header(), shipped.items(), shipped.notes(), {}};
    mine.items.front().title = "Changed by the user";
    folder.write("mine.yaml", written(mine));
    const auto catalog = with_folder(builtin_catalog(), folder.path());
    CHECK(catalog.edition(id("soc2018")).items().front().title == "Changed by the user");
    CHECK(builtin_catalog().edition(id("soc2018")).items().front().title ==
          "Management Occupations");
}

TEST_CASE("what cannot be read as a file says why", "[directory]") {
    const TemporaryFolder folder;
    const auto missing = folder.path() / "missing";
    CHECK(message_of<FileError>([&] { (void)read_file(missing); }) ==
          "cannot open '" + missing.string() + "': No such file or directory");
    CHECK(message_of<FileError>([&] { (void)read_file(folder.path()); }) ==
          "cannot open '" + folder.path().string() + "': it is a folder");
    CHECK(read_file(folder.write("f", std::string{"a\0\r\nb", 5})) == std::string{"a\0\r\nb", 5});
}

TEST_CASE("a file is written whole or not at all", "[directory]") {
    const TemporaryFolder folder;
    const auto file = folder.path() / "out";
    write_file(file, "one");
    write_file(file, "two");
    CHECK(read_file(file) == "two");
    CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
    const auto nowhere = folder.path() / "missing" / "out";
    CHECK(message_of<FileError>([&] { write_file(nowhere, "x"); }) ==
          "cannot write '" + nowhere.string() + "': No such file or directory");
    const auto taken = folder.path() / "taken";
    fs::create_directory(taken);
    folder.write("taken/inside", "");
    CHECK(message_of<FileError>([&] { write_file(taken, "x"); }) ==
          "'" + taken.string() + "' is not a regular file and cannot be replaced");
    CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 2);
}

TEST_CASE("behind a link the file that it leads to is written", "[directory]") {
    const TemporaryFolder folder;
    const auto file = folder.write("deep/real", "old");
    const auto link = folder.path() / "link";
    fs::create_symlink(file, link);
    write_file(link, "new");
    CHECK(fs::is_symlink(link));
    CHECK(read_file(file) == "new");
}

TEST_CASE("a device is written to and not replaced", "[directory]") {
    write_file("/dev/null", "x");
    CHECK(fs::is_character_file("/dev/null"));
    if (fs::exists("/dev/full")) {
        CHECK(message_of<FileError>([] { write_file("/dev/full", "x"); }) ==
              "cannot write '/dev/full': No space left on device");
        CHECK(fs::exists("/dev/full"));
    }
}

TEST_CASE("a file and a folder are read up to a size", "[directory]") {
    const TemporaryFolder folder;
    const auto file = folder.write("f", "12345");
    CHECK(read_file(file, 5) == "12345");
    CHECK(message_of<FileError>([&] { (void)read_file(file, 4); }) ==
          "'" + file.string() + "' is too large: of such a file at most 4 bytes are read");
    const TemporaryFolder catalog;
    catalog.write("a.yaml", "");
    catalog.write("b.yaml", "");
    CHECK(message_of<FileError>([&] { (void)read_catalog_folder(catalog.path(), 1); }) ==
          "more than 1 YAML files in the catalog folder '" + catalog.path().string() + "'");
}

TEST_CASE("the checksum of a folder is of names, sizes and bytes of its catalog files",
          "[directory]") {
    const TemporaryFolder folder;
    folder.write("b.yaml", "one\n");
    folder.write("a/c.yml", "two\n");
    folder.write("notes.txt", "not looked at");
    // printf 'a/c.yml\n4\ntwo\nb.yaml\n4\none\n' | sha256sum
    CHECK(folder_checksum(folder.path()) ==
          "0fb7164ee6e00e4bbefa8a8387c5f0e2f8b3f4720c871402b54d84d6e1894ec5");
    CHECK(builtin_catalog_checksum().size() == 64);
}
