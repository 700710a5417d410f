// The one Catch2 main of all tests: compiling it takes longer than most tests.
#define CATCH_CONFIG_RUNNER
#include "support/sources.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace {

int finished_test_cases = 0;

struct Counter : Catch::TestEventListenerBase {
    using TestEventListenerBase::TestEventListenerBase;
    void testCaseEnded(const Catch::TestCaseStats& /*unused*/) override { ++finished_test_cases; }
};

/// The folder of tests/ that a source stands in: "unit", "property", …
std::string layer_of(const std::string& source) {
    const std::string tests = "tests/";
    const auto begin = source.rfind(tests) + tests.size();
    return source.substr(begin, source.find('/', begin) - begin);
}

/// Gives each test case its layer as a tag more, in the way of Catch2's own --filenames-as-tags.
void tag_with_layers(const Catch::IConfig& config) {
    auto& cases = const_cast<std::vector<Catch::TestCase>&>(Catch::getAllTestCasesSorted(config));
    for (auto& test_case : cases) {
        auto tags = test_case.tags;
        tags.push_back(layer_of(test_case.lineInfo.file));
        setTags(test_case, tags);
    }
}

}  // namespace

CATCH_REGISTER_LISTENER(Counter)

int main(int argc, char** argv) {
    constexpr int skip_return_code = 77;  // known to ctest through SKIP_RETURN_CODE
    Catch::Session session;
    if (const int wrong = session.applyCommandLine(argc, argv); wrong != 0) {
        return wrong;
    }
    tag_with_layers(session.config());
    const int failed = session.run();
    const int skipped = socshift::test::skipped_test_cases();
    const bool all_skipped = skipped > 0 && skipped == finished_test_cases;
    return failed == 0 && all_skipped ? skip_return_code : failed;
}
