#include "formats.hpp"
#include "parquet/plugin.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <vector>

using namespace socshift;

namespace {

using Folders = std::vector<std::filesystem::path>;

/// Folders to look in, as long as this lives.
class LookIn {
public:
    explicit LookIn(Folders folders, std::string advice = {}) {
        parquet::look_in(std::move(folders), std::move(advice));
    }
    ~LookIn() { parquet::look_in({}); }
    LookIn(const LookIn&) = delete;
    LookIn& operator=(const LookIn&) = delete;
};

}  // namespace

TEST_CASE("a text of folders has colons between them", "[formats]") {
    CHECK(parquet::folders_of("/a:b/c") == Folders{"/a", "b/c"});
    CHECK(parquet::folders_of("::/a:") == Folders{"/a"});
    CHECK(parquet::folders_of("").empty());
}

TEST_CASE("a plug-in is looked for where one was told, then beside the program", "[formats]") {
    const auto own = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    const LookIn told({"/a", "", "/b"});
    CHECK(parquet::plugin_folders() ==
          Folders{"/a", "/b", own, own.parent_path() / "lib" / "socshift"});
}

TEST_CASE("where there is no plug-in, it is said which folders were looked in", "[formats]") {
    const test::TemporaryFolder folder;
    folder.write("data.parquet", "PAR1");
    const LookIn told({folder.path()}, "ask somebody");
    const auto& kind = *formats::builtin_kinds().named("parquet");
    const auto file = (folder.path() / "data.parquet").string();
    CHECK_THROWS_AS(formats::open_source(kind, {{file}}), parquet::PluginMissing);
    CHECK_THROWS_WITH(formats::open_source(kind, {{file}}),
                      Catch::Contains("needs the plug-in 'socshift-parquet.so'") &&
                          Catch::Contains(folder.path().string()) &&
                          Catch::EndsWith("tools/dev/parquet.sh of the sources of socshift makes "
                                          "it, and ask somebody"));
    arrow::CSchema schema{};
    arrow::export_schema(arrow::table_of(0, {arrow::whole_column("n", {})}), &schema);
    const arrow::Owned<arrow::CSchema> own(&schema);
    CHECK_THROWS_WITH(formats::open_sink(kind, {"out.parquet", {}, &*own}),
                      Catch::Contains(folder.path().string()));
}

TEST_CASE("what is no plug-in, or one of another version, is not used", "[formats]") {
    const test::TemporaryFolder folder;
    const LookIn told({folder.path()});
    folder.write("socshift-parquet.so", "no library");
    CHECK_THROWS_WITH(parquet::plugin(), Catch::Contains("cannot be loaded"));
    const auto file = folder.path() / "socshift-parquet.so";
    std::filesystem::copy_file(SOCSHIFT_STALE_PLUGIN, file,
                               std::filesystem::copy_options::overwrite_existing);
    CHECK_THROWS_WITH(parquet::plugin(), Catch::Contains("of another version of socshift") &&
                                             Catch::Contains("its number is 0, expected"));
}
