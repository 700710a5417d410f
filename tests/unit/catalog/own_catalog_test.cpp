// A folder of one's own, compiled: the same catalog, and a compiled file is believed only if it is
// what it was and of what is there.
#include "socshift/catalog/own_catalog.hpp"

#include "socshift/catalog/compiled_catalog.hpp"
#include "socshift/catalog/compiled_file.hpp"
#include "socshift/io/whole_file.hpp"
#include "socshift/routes/route.hpp"
#include "support/model.hpp"
#include "support/own_folder.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <thread>

using namespace socshift;
using namespace socshift::test;

namespace fs = std::filesystem;

namespace {

/// A folder of files, what is kept of it, and how often it was compiled.
class Own {
public:
    explicit Own(std::uint32_t seed = 1) {
        for (const auto& [name, file] : own_files(seed)) {
            files.write(name, write_yaml(file));
        }
    }

    /// What the catalog tells when it is opened.
    std::string told() {
        return told_by(own_catalog(base, files.path(), cache, [&](const auto&... asked) {
            if (!is_counted) {
                ++compiled;
                is_counted = true;
            }
            return known_table(asked...);
        }));
    }

    /// The same, and whether it had to be compiled.
    bool is_compiled_to(const std::string& wanted) {
        const auto before = compiled;
        is_counted = false;
        const auto is_same = told() == wanted;
        INFO("compiled " << compiled - before << " times");
        CHECK(is_same);
        return compiled != before;
    }

    /// What it has to tell: read without being compiled.
    [[nodiscard]] std::string expected() const { return told_by(with_folder(base, files.path())); }

    [[nodiscard]] fs::path kept() const { return compiled_file(cache, files.path()); }
    [[nodiscard]] std::string kept_bytes() const { return read_file(kept()); }

    /// As if the files had been written long before they were compiled.
    void grow_old() const {
        auto [origin, image] = *compiled::read_file_bytes(kept_bytes_);
        origin.made += 3 * compiled::young;
        write_file(kept(), compiled::to_file(origin, image));
    }
    void grow_old_now() {
        kept_bytes_ = kept_bytes();
        grow_old();
    }

    Catalog base = Catalog::make({});
    TemporaryFolder files;
    TemporaryFolder kept_in;
    CatalogCache cache{kept_in.path() / "socshift", "base 1"};
    int compiled = 0;
    bool is_counted = false;

private:
    std::string kept_bytes_;
};

}  // namespace

TEST_CASE("a compiled catalog is the one that was read", "[own_catalog]") {
    Own own;
    const auto wanted = own.expected();
    REQUIRE(wanted.find("own3 Own edition 3") != std::string::npos);
    CHECK(own.is_compiled_to(wanted));
    REQUIRE(fs::exists(own.kept()));
    CHECK_FALSE(own.is_compiled_to(wanted));  // by the bytes of the files, which are young
    own.grow_old_now();
    CHECK_FALSE(own.is_compiled_to(wanted));  // by their looks
}

TEST_CASE("a source that was changed, added or removed has the folder compiled anew",
          "[own_catalog]") {
    Own own;
    CHECK(own.is_compiled_to(own.expected()));
    own.grow_old_now();
    auto text = read_file(own.files.path() / "own1.yaml");
    const auto at = text.find("Own edition 1");
    text.replace(at, 13, "OWN edition 1");
    own.files.write("own1.yaml", text);
    CHECK(own.expected().find("OWN edition 1") != std::string::npos);
    CHECK(own.is_compiled_to(own.expected()));
    own.grow_old_now();
    own.files.write("more.yaml",
                    write_yaml(edition_data("more", {"only"}, {an_item("1", "only")})));
    CHECK(own.is_compiled_to(own.expected()));
    own.grow_old_now();
    fs::remove(own.files.path() / "more.yaml");
    CHECK(own.is_compiled_to(own.expected()));
    own.grow_old_now();
    fs::rename(own.files.path() / "own1.yaml", own.files.path() / "own1b.yaml");
    CHECK(own.is_compiled_to(own.expected()));  // locations name it
}

TEST_CASE("an edit of the same size within the same tick is noticed", "[own_catalog]") {
    Own own;
    CHECK(own.is_compiled_to(own.expected()));
    const auto file = own.files.path() / "own1.yaml";
    const auto time = fs::last_write_time(file);
    auto text = read_file(file);
    text.replace(text.find("Own edition 1"), 13, "OWN edition 1");
    own.files.write("own1.yaml", text);
    fs::last_write_time(file, time);  // the times may be what they were
    CHECK(own.is_compiled_to(own.expected()));
}

TEST_CASE("a source says nothing by its looks if it is as young as what was made of it",
          "[own_catalog]") {
    const compiled::Source source{"a.yaml", 7, 100, 5'000'000'000, 6'000'000'000, "sum"};
    FileState state;
    state.id.inode = 7;
    state.size = 100;
    state.modified = source.modified;
    state.changed = source.changed;
    CHECK(compiled::is_same(source, state, source.changed + compiled::young));
    CHECK_FALSE(compiled::is_same(source, state, source.changed + compiled::young - 1));
    const auto made = std::int64_t{1} << 60U;
    for (auto* const number : {&state.modified, &state.changed}) {
        *number += 1;
        CHECK_FALSE(compiled::is_same(source, state, made));
        *number -= 1;
    }
    state.size = 101;
    CHECK_FALSE(compiled::is_same(source, state, made));
    state.size = 100;
    state.id.inode = 8;
    CHECK_FALSE(compiled::is_same(source, state, made));
}

TEST_CASE("files that were only touched are told by their bytes, once", "[own_catalog]") {
    Own own;
    const auto wanted = own.expected();
    CHECK(own.is_compiled_to(wanted));
    own.grow_old_now();
    const auto before = own.kept_bytes();
    const auto day = std::chrono::hours(24);
    for (const auto& entry : fs::recursive_directory_iterator(own.files.path())) {
        if (entry.is_regular_file()) {
            fs::last_write_time(entry, entry.last_write_time() - day);
        }
    }
    CHECK_FALSE(own.is_compiled_to(wanted));
    CHECK(own.kept_bytes() == before);  // the change is as young as the look
}

TEST_CASE("whatever is damaged in a compiled catalog, what is told is right", "[own_catalog]") {
    Own own;
    const auto wanted = own.expected();
    CHECK(own.is_compiled_to(wanted));
    own.grow_old_now();
    const auto good = own.kept_bytes();
    constexpr std::size_t head = 64;
    constexpr std::size_t tables = 400;
    for (std::size_t at = 0; at < good.size(); at += at < head ? 1 : at < tables ? 5 : 97) {
        auto bad = good;
        bad[at] = static_cast<char>(bad[at] ^ (at % 2 == 0 ? 0x01 : 0x80));
        write_file(own.kept(), bad);
        CAPTURE(at);
        REQUIRE(own.told() == wanted);
        // It is not kept: it was made anew, or removed, or nobody looked at the byte.
        if (fs::exists(own.kept())) {
            write_file(own.kept(), good);
        }
    }
}

TEST_CASE("a compiled catalog that ends early, or goes on, is made anew", "[own_catalog]") {
    Own own;
    const auto wanted = own.expected();
    CHECK(own.is_compiled_to(wanted));
    own.grow_old_now();
    const auto good = own.kept_bytes();
    for (const auto size :
         {std::size_t{0}, std::size_t{1}, std::size_t{16}, std::size_t{55}, std::size_t{56},
          std::size_t{57}, good.size() / 4, good.size() / 2, good.size() - 1}) {
        write_file(own.kept(), good.substr(0, size));
        CAPTURE(size);
        CHECK(own.is_compiled_to(wanted));
    }
    write_file(own.kept(), good + "x");
    CHECK(own.is_compiled_to(wanted));
    write_file(own.kept(), good + good);
    CHECK(own.is_compiled_to(wanted));
    write_file(own.kept(), "socshift catalog but something else\n");
    CHECK(own.is_compiled_to(wanted));
}

TEST_CASE("a compiled catalog of another folder, base, version or machine is not believed",
          "[own_catalog]") {
    Own own;
    Own other(2);
    CHECK(own.is_compiled_to(own.expected()));
    CHECK(other.is_compiled_to(other.expected()));
    REQUIRE(own.expected() != other.expected());
    own.grow_old_now();
    other.grow_old_now();
    const auto good = own.kept_bytes();
    fs::copy_file(other.kept(), own.kept(), fs::copy_options::overwrite_existing);
    CHECK(own.is_compiled_to(own.expected()));
    own.cache.base = "base 2";
    CHECK(own.is_compiled_to(own.expected()));
    own.cache.base = "base 1";
    for (const auto at :
         {std::size_t{16}, std::size_t{24}}) {  // the order of bytes, and the format
        auto bad = good;
        std::swap(bad[at], bad[at + 7]);
        write_file(own.kept(), bad);
        CHECK(own.is_compiled_to(own.expected()));
    }
    auto [origin, image] = *compiled::read_file_bytes(good);
    auto older = origin;
    older.identity = "0.0.1\nbase 1";
    write_file(own.kept(), compiled::to_file(older, image));
    CHECK(own.is_compiled_to(own.expected()));
    write_file(own.kept(), compiled::to_file(origin, image));
    CHECK_FALSE(own.is_compiled_to(own.expected()));  // and this one is
}

TEST_CASE("bodies that were exchanged are noticed", "[own_catalog]") {
    Own own;
    const auto wanted = own.expected();
    CHECK(own.is_compiled_to(wanted));
    own.grow_old_now();
    const auto bytes = own.kept_bytes();
    const auto [origin, image] = *compiled::read_file_bytes(bytes);
    auto other = std::string{image};
    const auto one = other.find("own2");
    const auto last = other.rfind("own3");
    REQUIRE(one < last);
    std::swap(other[one + 3], other[last + 3]);
    write_file(own.kept(), compiled::to_file(origin, other));
    CHECK(own.told() == wanted);
}

TEST_CASE("to be thorough is to compare every byte", "[own_catalog]") {
    Own own;
    const auto wanted = own.expected();
    CHECK(own.is_compiled_to(wanted));
    own.grow_old_now();
    own.cache.is_thorough = true;
    CHECK_FALSE(own.is_compiled_to(wanted));
    auto bad = own.kept_bytes();
    bad.back() = static_cast<char>(bad.back() ^ 1);  // of the last body
    write_file(own.kept(), bad);
    CHECK(own.is_compiled_to(wanted));
}

TEST_CASE("nothing is kept of a folder with an error, and the error is the same each time",
          "[own_catalog]") {
    Own own;
    own.files.write("bad.yaml", "edition: \"x\"\n  series: 1\n");
    const auto error = message_of<FormatError>([&] { (void)own.told(); });
    CHECK(error == message_of<FormatError>([&] { (void)own.expected(); }));
    CHECK(error.substr(0, 9) == "bad.yaml:");
    CHECK(message_of<FormatError>([&] { (void)own.told(); }) == error);
    CHECK_FALSE(fs::exists(own.kept()));
    own.files.write("bad.yaml", write_yaml(table_data("own1", "own3", {a_link("A01", "nothing")})));
    const auto found = message_of<DataError>([&] { (void)own.told(); });
    CHECK(found == message_of<DataError>([&] { (void)own.expected(); }));
    CHECK(message_of<DataError>([&] { (void)own.told(); }) == found);
    CHECK_FALSE(fs::exists(own.kept()));
}

TEST_CASE("an error that comes later is told although the folder was compiled", "[own_catalog]") {
    Own own;
    CHECK(own.is_compiled_to(own.expected()));
    own.grow_old_now();
    own.files.write("own2.yaml", "edition: 2\n");
    CHECK(message_of<FormatError>([&] { (void)own.told(); }) ==
          message_of<FormatError>([&] { (void)own.expected(); }));
}

TEST_CASE("where nothing can be kept everything works without", "[own_catalog]") {
    Own own;
    const auto wanted = own.expected();
    own.cache.folder = own.kept_in.write("file", "no folder") / "below";
    CHECK(own.is_compiled_to(wanted));
    CHECK(own.is_compiled_to(wanted));
    own.cache.folder.clear();
    CHECK(own.is_compiled_to(wanted));
    CHECK(own.is_compiled_to(wanted));
}

TEST_CASE("several at once see the same catalog", "[own_catalog]") {
    const Own own;
    const auto wanted = own.expected();
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&, i] {
            for (int round = 0; round < 5; ++round) {
                wrong += told_by(own_catalog(own.base, own.files.path(), own.cache, known_table)) !=
                                 wanted
                             ? 1
                             : 0;
                std::error_code ignored;
                if (i == 0) {
                    fs::remove(own.kept(), ignored);
                }
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    CHECK(wrong == 0);
}

TEST_CASE("of compiled catalogs the oldest go", "[own_catalog]") {
    Own own;
    fs::create_directories(own.cache.folder);
    const auto hour = std::chrono::hours(1);
    for (int i = 0; i < 70; ++i) {
        const auto file = own.cache.folder / (std::to_string(i) + ".catalog");
        write_file(file, "old");
        fs::last_write_time(file, fs::file_time_type::clock::now() - hour * (i + 1));
    }
    CHECK(own.is_compiled_to(own.expected()));
    CHECK(fs::exists(own.kept()));
    CHECK(fs::exists(own.cache.folder / "0.catalog"));
    CHECK_FALSE(fs::exists(own.cache.folder / "69.catalog"));
}
