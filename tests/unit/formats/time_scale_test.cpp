// What numbers under formats of days and moments mean, against days that calendars print.
#include "readstat/time_scale.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace socshift::readstat;

namespace {

std::optional<TimeScale> scale(Kind kind, std::string format) {
    Variable variable;
    variable.kind = kind;
    variable.format = std::move(format);
    return time_scale_of(variable);
}

constexpr std::int64_t leap_day_2020 = 18'321;  // days since 1970-01-01

}  // namespace

TEST_CASE("the same day is another number in each kind of file", "[formats][times]") {
    const std::vector<std::pair<std::optional<TimeScale>, double>> numbers{
        {scale(Kind::dta, "%td"), 21'974},
        {scale(Kind::dta, "%-tdD_m_Y"), 21'974},
        {scale(Kind::dta, "%d"), 21'974},
        {scale(Kind::sav, "DATE11"), 13'802'313'600},
        {scale(Kind::sav, "SDATE10"), 13'802'313'600},
        {scale(Kind::sas7bdat, "DATE9."), 21'974},
        {scale(Kind::xpt, "E8601DA10."), 21'974}};
    for (const auto& [of, number] : numbers) {
        REQUIRE(of);
        CHECK(of->is_of_days);
        CHECK(moment_of(*of, number) == Moment{leap_day_2020, 0});
        CHECK(number_of(*of, {leap_day_2020, 0}) == number);
        CHECK_FALSE(moment_of(*of, number + 0.5));
    }
}

TEST_CASE("moments are told to the microsecond, before 1960 as well", "[formats][times]") {
    const auto stata = scale(Kind::dta, "%tcHH:MM");
    const auto spss = scale(Kind::sav, "DATETIME23.3");
    const auto sas = scale(Kind::sas7bdat, "DATETIME20.");
    REQUIRE((stata && spss && sas));
    const Moment before{-3'654, 86'399'500'000'000};  // half a second before 1960
    CHECK(moment_of(*stata, -500) == before);
    CHECK(moment_of(*sas, -0.5) == before);
    CHECK(moment_of(*spss, 11'903'759'999.5) == before);
    for (const auto& of : {stata, spss, sas}) {
        CHECK_FALSE(of->is_of_days);
        CHECK(moment_of(*of, number_of(*of, before)) == before);
    }
    // What is nearer to the next day than a microsecond is in it.
    CHECK(moment_of(*sas, -1e-9) == Moment{-3'653, 0});
    CHECK_FALSE(moment_of(*sas, 1e300));
}

TEST_CASE("other numbers are no days", "[formats][times]") {
    for (const auto* const format :
         {"%9.0g", "%tw", "%tm", "%tq", "%th", "%ty", "%tC", "%tbnyse", "%t", "%-18s", ""}) {
        CAPTURE(format);
        CHECK_FALSE(scale(Kind::dta, format));
    }
    for (const auto* const format : {"F8.2", "TIME8", "DTIME11", "WKDAY3", "MONTH9", "A10"}) {
        CAPTURE(format);
        CHECK_FALSE(scale(Kind::sav, format));
    }
    CHECK_FALSE(scale(Kind::sas7bdat, "TIME8."));
    CHECK_FALSE(scale(Kind::sas7bdat, "BEST12."));
}
