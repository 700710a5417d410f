// A catalog read through its compiled form is the one read from YAML, for every verb.
#include "socshift/catalog/own_catalog.hpp"

#include "socshift/catalog/compiled_cells.hpp"
#include "socshift/routes/route.hpp"
#include "support/generators.hpp"
#include "support/own_folder.hpp"
#include "support/program_run.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include <map>

using namespace socshift;
using namespace socshift::test;

namespace {

template <typename Data>
bool comes_back(const Data& data) {
    return compiled::from_cells<Data>(compiled::to_cells(data)) == data;
}

/// One command of every verb over the catalog of own_files(), in a folder with a table.
std::multimap<std::string, std::vector<std::string>> commands(const TemporaryFolder& work) {
    const auto table =
        work.write("table.csv", "code,people,job\nA01,10,baker\nA02,5,cook\nB0X,1,x\n").string();
    const auto out = (work.path() / "out.csv").string();
    return {
        {"assign", {table, "--column", "job", "--to", "own3", "-o", out, "--overwrite"}},
        {"check", {}},
        {"check", {"own2"}},
        {"check", {"--routes", "own1", "own3"}},
        {"completion", {"bash"}},
        {"convert",
         {table, "--column", "code", "--from", "own1", "--to", "own3", "-o", out, "--overwrite"}},
        {"decide", {"--list"}},
        {"detect", {table}},
        {"diff", {"own1", "own2"}},
        {"diff", {"own1", "own3", "--format", "json"}},
        {"editions", {}},
        {"exclusions", {"own2"}},
        {"export", {"counts", "own-counts"}},
        {"families", {"own1", "own2", "own3"}},
        {"find", {"title", "--edition", "own3"}},
        {"find", {"baker", "--edition", "own3", "--explain"}},
        {"import", {"structure", table, "--header", table}},
        {"loss", {"own1", "own3"}},
        {"loss", {"own1", "own2", "--counts", "own-counts", "--format", "csv"}},
        {"map", {"--from", "own1", "--to", "own3", "--all"}},
        {"map", {"--from", "own3", "--to", "own1", "A01", "C06"}},
        {"map", {"--from", "own1", "--to", "finer", "--all"}},
        {"preview", {"own4"}},
        {"propose", {"--base", "own3"}},
        {"report", {"diff", "own1", "own2", "--markdown"}},
        {"request", {"Baker"}},
        {"routes", {"own1", "own3", "--steps"}},
        {"show", {"own2:A01"}},
        {"tree", {"finer"}},
        {"weights", {"list", "--from", "soc2010", "--to", "soc2018"}},
    };
}

}  // namespace

TEST_CASE("values of the model come back from their cells") {
    rc::prop("editions", [] { RC_ASSERT(comes_back(*any_edition_data())); });
    rc::prop("tables", [] { RC_ASSERT(comes_back(*any_correspondence_data())); });
    rc::prop("counts", [] { RC_ASSERT(comes_back(*any_counts())); });
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        for (const auto& [name, file] : own_files(seed)) {
            CHECK(std::visit([](const auto& data) { return comes_back(data); }, file));
        }
    }
    const auto code = [](const char* text) { return Code::parse(text); };
    CHECK(comes_back(Rates{"r",
                           "Rates",
                           EditionId::parse("a"),
                           EditionId::parse("b"),
                           {"sex", "age"},
                           {"p", "d", "1", "s", "m", "l"},
                           {{code("1"), code("2"), {"f", ""}, Share(2, 7), {"f", 3, 300}}},
                           {"f", 1, 2}}));
    CHECK(comes_back(CorrespondenceData{EditionId::parse("a"),
                                        EditionId::parse("b"),
                                        "t",
                                        {},
                                        {},
                                        {"f", 1, 2},
                                        true,
                                        {{code("9"), Share(1, 2), Basis::user, {"g", 1, 2}}},
                                        {code("7")},
                                        {code("8")},
                                        Coverage::part,
                                        {{code("1"), code("2"), "r"}}}));
    CHECK(comes_back(Finding{Severity::note, "r", {"f", 4'000'000'000U, 2}, "m", 12}));
    CHECK(comes_back(TableMeasures{true, 7, -5}));
    CHECK(comes_back(TableMeasures{false, 0, INT64_MIN}));
    const KnownTable known{{true, 1, 2}, {false, 3, 4}};
    const auto read = compiled::from_cells<KnownTable>(compiled::to_cells(known));
    CHECK(read.forward == known.forward);
    CHECK(read.backward == known.backward);
}

TEST_CASE("a catalog through its compiled form tells what one read from YAML tells") {
    const auto base = Catalog::make({});
    rc::prop("of everything that is asked", [&] {
        const TemporaryFolder folder;
        const TemporaryFolder kept;
        for (const auto& [name, file] : own_files(*rc::gen::arbitrary<std::uint32_t>())) {
            folder.write(name, write_yaml(file));
        }
        const CatalogCache cache{kept.path(), "base"};
        const auto wanted = told_by(with_folder(base, folder.path()));
        for (int round = 0; round < 2; ++round) {
            RC_ASSERT(told_by(own_catalog(base, folder.path(), cache, known_table)) == wanted);
        }
        RC_ASSERT(std::filesystem::exists(compiled_file(cache, folder.path())));
    });
}

TEST_CASE("every verb prints the same from a compiled catalog, byte for byte") {
    const TemporaryFolder work;
    const auto all = commands(work);
    for (const auto& command : cli::command_table()) {
        CAPTURE(command.name);
        CHECK(all.count(std::string{command.name}) > 0);
    }
    for (std::uint32_t seed = 1; seed <= 3; ++seed) {
        const TemporaryFolder folder;
        const TemporaryFolder kept;
        for (const auto& [name, file] : own_files(seed)) {
            folder.write(name, write_yaml(file));
        }
        cli::Surroundings with_cache;
        with_cache.cache_folder = kept.path().string();
        for (auto [verb, arguments] : all) {
            arguments.insert(arguments.begin(), verb);
            if (verb != "completion" && verb != "decide") {
                arguments.insert(arguments.end(), {"--catalog", folder.path().string()});
            }
            CAPTURE(seed, arguments);
            const auto read = run_program(arguments);
            CHECK((read.code == cli::ExitCode::trouble) ==
                  (verb == "import" || verb == "decide"));  // need more
            for (int round = 0; round < 2; ++round) {
                const auto compiled = run_program(arguments, with_cache);
                CHECK(compiled.code == read.code);
                CHECK(compiled.out == read.out);
                CHECK(compiled.err == read.err);
            }
        }
    }
}
