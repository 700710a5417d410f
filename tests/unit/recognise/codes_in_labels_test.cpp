#include "socshift/recognise/codes_in_labels.hpp"

#include <catch2/catch.hpp>

using namespace socshift;

namespace {

bool labels_hold_other_codes(const std::vector<LabelledValue>& labels) {
    try {
        check_codes_against_labels("survey.dta", "occ", labels);
        return false;
    } catch (const CodesInLabels&) {
        return true;
    }
}

}  // namespace

TEST_CASE("positions whose labels hold the codes are refused with the first of them") {
    try {
        check_codes_against_labels(
            "survey.dta", "occ", {{"1", "Other"}, {"2", "11-1011"}, {"3", "15-1131 Programmers"}});
        FAIL("they are positions");
    } catch (const CodesInLabels& error) {
        CHECK(error.what() ==
              std::string{"survey.dta: column 'occ' has its codes in value labels, which its "
                          "values contradict: 2 is labelled '11-1011'"});
    }
}

TEST_CASE("labels that say the code of their value, or none, contradict nothing") {
    CHECK_FALSE(labels_hold_other_codes({}));
    CHECK_FALSE(labels_hold_other_codes({{"151131", "15-1131 Programmers"}, {"10", "0010"}}));
    CHECK_FALSE(labels_hold_other_codes({{"151131", "15-1131.00"}}));
    CHECK_FALSE(labels_hold_other_codes({{"1", "Chief executives"}, {"2", "3D artists"}}));
    CHECK_FALSE(labels_hold_other_codes({{"1", "5 or more"}, {"-9", "refused"}}));
}

TEST_CASE("half of the labels do not decide, more do") {
    CHECK_FALSE(labels_hold_other_codes({{"1", "11-1011"}, {"2", "none"}}));
    CHECK(labels_hold_other_codes({{"1", "11-1011"}, {"2", "none"}, {"3", "0100"}}));
}
