// The one Catch2 main of all test programs: compiling it takes longer than most tests.
#define CATCH_CONFIG_RUNNER
#include "support/sources.hpp"

#include <catch2/catch.hpp>

namespace {

int finished_test_cases = 0;

struct Counter : Catch::TestEventListenerBase {
    using TestEventListenerBase::TestEventListenerBase;
    void testCaseEnded(const Catch::TestCaseStats& /*unused*/) override { ++finished_test_cases; }
};

}  // namespace

CATCH_REGISTER_LISTENER(Counter)

int main(int argc, char** argv) {
    constexpr int skip_return_code = 77;  // known to ctest through SKIP_RETURN_CODE
    const int failed = Catch::Session().run(argc, argv);
    const int skipped = socshift::test::skipped_test_cases();
    const bool all_skipped = skipped > 0 && skipped == finished_test_cases;
    return failed == 0 && all_skipped ? skip_return_code : failed;
}
