#include "socshift/io/replacement.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/staged_file.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace fs = std::filesystem;

namespace {

std::vector<Replacement> small_set(const std::shared_ptr<const Folder>& home,
                                   const std::shared_ptr<const Folder>& other) {
    Replacement replaced;
    replaced.kind = Replacement::Kind::replace;
    replaced.folder = home;
    replaced.target = "a name\twith\n%0A, \x7F and \xC3\xA9";
    replaced.staged = staged_name(replaced.target);
    replaced.spare = staged_name(replaced.target);
    replaced.made = {{0, 11}, 22, -33, 0, 0, 0};
    replaced.old = {{0, 18446744073709551615U}, 0, 1764374400123456789, 0, 0, 0};
    auto created = replaced;
    created.kind = Replacement::Kind::create;
    created.folder = other;
    created.target = "b";
    return {replaced, created};
}

}  // namespace

TEST_CASE("a journal says what was written to it", "[journal]") {
    const TemporaryFolder folder;
    fs::create_directory(folder.path() / "sub\nfolder");
    const auto home = Folder::open(folder.path());
    const auto set = small_set(home, Folder::open(folder.path() / "sub\nfolder"));
    const auto read = from_text(to_text(set, *home), home);
    REQUIRE(read);
    REQUIRE(read->size() == set.size());
    for (std::size_t i = 0; i < set.size(); ++i) {
        CHECK((*read)[i].kind == set[i].kind);
        CHECK((*read)[i].folder->path() == set[i].folder->path());
        CHECK((*read)[i].target == set[i].target);
        CHECK((*read)[i].staged == set[i].staged);
        CHECK((*read)[i].spare == set[i].spare);
        CHECK((*read)[i].made.is_what_was(set[i].made));
        CHECK((*read)[i].old.is_what_was(set[i].old));
    }
}

TEST_CASE("a journal that was cut short or damaged says nothing", "[journal]") {
    const TemporaryFolder folder;
    const auto home = Folder::open(folder.path());
    const auto text = to_text(small_set(home, home), *home);
    for (std::size_t size = 0; size < text.size(); ++size) {
        CHECK_FALSE(from_text(text.substr(0, size), home));
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto damaged = text;
        damaged[i] = static_cast<char>(damaged[i] ^ 1);
        CHECK_FALSE(from_text(damaged, home));
    }
}

TEST_CASE("names on the way are ours to know and as long as they may be", "[journal]") {
    const auto name = staged_name("out.csv");
    CHECK(name.starts_with(".out.csv."));
    CHECK(name.ends_with(".socshift-part"));
    CHECK(name != staged_name("out.csv"));
    std::string longest;
    while (longest.size() < 254) {
        longest += "\xC3\xA9";
    }
    CHECK(staged_name(longest).size() <= 255);
    // No character is cut in two.
    CHECK(stem_of(longest, 28).size() % 2 == 0);
    CHECK(stem_of("out.csv", 28) == "out.csv");
}
