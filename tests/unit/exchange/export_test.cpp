// Editions in the formats of others: what the engine says of them. That others read them, and read
// the same, is tested in tests/python/test_exchange.py.
#include <socshift/socshift.hpp>

#include <catch2/catch.hpp>

#include <set>
#include <string>
#include <vector>

using namespace socshift;

namespace {

const std::string address = "https://stat.example/c/";

std::string one_file(ExportFormat format, const ExportRequest& request) {
    return export_files(builtin_catalog(), format, request).files.front().bytes;
}

}  // namespace

TEST_CASE("every format gives files with names of their own, and the same bytes again",
          "[exchange]") {
    const ExportRequest request{{"alaska2018", "soc2018"}, {}, address};
    for (const auto& [format, word] : word_table<ExportFormat>) {
        CAPTURE(word);
        const auto made = export_files(builtin_catalog(), format, request);
        const auto again = export_files(builtin_catalog(), format, request);
        REQUIRE_FALSE(made.files.empty());
        CHECK((made.files.size() > 1) == has_several_files(format));
        std::set<std::string> names;
        for (std::size_t i = 0; i < made.files.size(); ++i) {
            CHECK(names.insert(made.files[i].name).second);
            CHECK_FALSE(made.files[i].bytes.empty());
            CHECK(made.files[i].bytes == again.files[i].bytes);
        }
        CHECK(made.drafts.empty());
    }
}

TEST_CASE("a format that has addresses needs an address, and the others need none", "[exchange]") {
    const ExportRequest request{{"alaska2018", "soc2018"}};
    for (const auto& [format, word] : word_table<ExportFormat>) {
        CAPTURE(word);
        if (needs_base(format)) {
            CHECK_THROWS_AS(export_files(builtin_catalog(), format, request), NoBase);
        } else {
            CHECK_NOTHROW(export_files(builtin_catalog(), format, request));
        }
    }
}

TEST_CASE("what is no address is refused", "[exchange]") {
    for (const std::string wrong :
         {"stat.example/", "https://stat.example/c", "https://stat.example/a b/",
          "https://stat.example/<c>/", "1http://x/", ":/", "https://stat.example/\"/"}) {
        CAPTURE(wrong);
        CHECK_THROWS_AS(one_file(ExportFormat::xkos, {{"alaska2018"}, {}, wrong}), Error);
    }
    CHECK_NOTHROW(one_file(ExportFormat::xkos, {{"alaska2018"}, {}, "urn:example:"}));
    CHECK_NOTHROW(one_file(ExportFormat::xkos, {{"alaska2018"}, {}, "https://x.example/c#"}));
}

TEST_CASE("editions that are not there, or twice, and weights that do nothing are errors",
          "[exchange]") {
    CHECK_THROWS_AS(one_file(ExportFormat::sql, {{}}), Error);
    CHECK_THROWS_AS(one_file(ExportFormat::sql, {{"soc1066"}}), UnknownName);
    CHECK_THROWS_AS(one_file(ExportFormat::sql, {{"soc2018", "2018"}}), Error);
    CHECK_THROWS_AS(
        one_file(ExportFormat::sql, {{"soc2000", "soc2010"}, {read_weight_choice("census")}}),
        Error);
}

TEST_CASE("weights say how much goes where, not how items compare", "[exchange]") {
    const auto without = one_file(ExportFormat::skos, {{"soc2010", "soc2018"}, {}, address});
    const auto with = one_file(ExportFormat::skos,
                               {{"soc2010", "soc2018"}, {read_weight_choice("equal")}, address});
    CHECK(without == with);
    CHECK(one_file(ExportFormat::sql, {{"soc2010", "soc2018"}}) !=
          one_file(ExportFormat::sql, {{"soc2010", "soc2018"}, {read_weight_choice("equal")}}));
}
