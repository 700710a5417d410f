#include "socshift/titles/two_activities.hpp"

#include "socshift/catalog/builtin.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>

using namespace socshift;
using namespace socshift::test;

namespace {

CodeRef ref(const std::string& edition, const std::string& text) {
    return {EditionId::parse(edition), Code::parse(text)};
}

JobZones zones_of(const std::string& edition, const std::string& text) {
    return JobZoneTable(builtin_catalog(), EditionId::parse(edition)).of(Code::parse(text));
}

ActivityChoice chosen(const std::string& first, const std::string& second,
                      std::optional<Share> time = {}) {
    return choose_activity(builtin_catalog(), ref("soc2018", first), ref("soc2018", second), time);
}

}  // namespace

TEST_CASE("the activity of the higher job zone gives a job its code", "[activities]") {
    const auto choice = chosen("47-2031", "11-9021");  // 2 and 4
    CHECK(choice.chosen == 1);
    CHECK(choice.by == ActivityRule::skill);
    CHECK(choice.why == "job zone 4 of soc2018:11-9021 is above job zone 2 of soc2018:47-2031");
    CHECK(chosen("11-9021", "47-2031", Share(1, 10)).chosen == 0);
}

TEST_CASE("of one job zone the activity that takes the most time decides", "[activities]") {
    const auto choice = chosen("47-2031", "35-2014", Share(2, 5));  // carpenters, cooks: 2 and 2
    REQUIRE(choice.activities[0].zones.zones == choice.activities[1].zones.zones);
    CHECK(choice.chosen == 1);
    CHECK(choice.by == ActivityRule::time);
    CHECK(chosen("47-2031", "35-2014", Share(3, 5)).chosen == 0);
    CHECK_FALSE(chosen("47-2031", "35-2014", Share(1, 2)).chosen);
    const auto open = chosen("47-2031", "35-2014");
    CHECK_FALSE(open.chosen);
    CHECK(open.by == ActivityRule::open);
    CHECK(open.why == "both are of job zone 2; which takes the most time is not said");
}

TEST_CASE("a job zone that is missing, even in part, is said and not guessed", "[activities]") {
    const auto zones = zones_of("soc2018", "15-1299");
    CHECK_FALSE(zones.zones);
    CHECK(zones.without > 0);
    CHECK(zones.occupations > zones.without);
    CHECK(zones.stated_in == EditionId::parse("onet2019"));
    const auto choice = chosen("47-2031", "15-1299", Share(1, 10));
    CHECK_FALSE(choice.chosen);
    CHECK(choice.why.find("without a job zone: ") != std::string::npos);
}

TEST_CASE("of teachers of several levels the higher decides", "[activities]") {
    CHECK(chosen("25-2021", "25-2031").chosen == 1);
    CHECK(chosen("25-2021", "25-2031").by == ActivityRule::teachers);
    CHECK(chosen("25-1011", "25-2031").chosen == 0);  // "Postsecondary" is not "secondary"
    CHECK(chosen("25-2051", "25-2012").chosen == 1);
    CHECK(chosen("25-2022", "25-2023").by != ActivityRule::teachers);  // both of middle schools
    CHECK(chosen("25-2021", "25-2021").by == ActivityRule::same);
    // A teaching assistant is no teacher.
    CHECK_FALSE(chosen("25-9042", "25-2031").activities[0].teaches);
}

TEST_CASE("codes of other editions have the job zones that their routes lead to", "[activities]") {
    CHECK(zones_of("onet2019", "13-2011.00").zones == GradeSpan{4, 4});
    CHECK(zones_of("soc2010", "47-2031").zones == zones_of("soc2018", "47-2031").zones);
    CHECK(zones_of("alaska2018", "51-3022.05").occupations > 0);
}

TEST_CASE("a cell is a job zone if it is a whole number from 1 to 5", "[activities]") {
    CHECK(job_zone_of("1") == 1);
    CHECK(job_zone_of(" 5.0 ") == 5);
    for (const auto* const cell : {"", "0", "6", "4.5", "4.00", "-1", "IV", "4 5"}) {
        CHECK_FALSE(job_zone_of(cell));
    }
}
