#pragma once

#include "socshift/base/words.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/numbers/share.hpp"
#include "socshift/titles/job_zones.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace socshift {

/// What decides between two activities. `same`: both have one code.
enum class ActivityRule : std::uint8_t { same, teachers, skill, time, open };
template <>
inline constexpr auto word_table<ActivityRule> =
    std::to_array<Word<ActivityRule>>({{ActivityRule::same, "same code"},
                                       {ActivityRule::teachers, "teachers' level"},
                                       {ActivityRule::skill, "job zone"},
                                       {ActivityRule::time, "time"},
                                       {ActivityRule::open, "not decided"}});

/// One of two activities that a job combines.
struct Activity {
    CodeRef code;
    JobZones zones;
    /// Of a code whose title says that it is of teachers, from 1, preschool, to 6, postsecondary.
    std::optional<GradeSpan> teaches;
};

/// Which of two activities gives the job its code.
struct ActivityChoice {
    std::array<Activity, 2> activities;
    std::optional<std::size_t> chosen;  // of them; none with ActivityRule::open
    ActivityRule by = ActivityRule::open;
    std::string why;  // a sentence: what was compared, or what is missing
};

/// The code of a job that combines two activities. Teachers of two levels: the higher. Else the one
/// of the higher job zone: its least is above the other's most. Else, if both have one and the same
/// zone, the one that takes more than half of the time, of which @p first_time is the part of @p
/// first. Where a zone is not known, where zones overlap without being one, or where the time is
/// not said or halved, it is open.
///
/// Needs    both codes to be leaves of their editions.
/// Source   guidelines of the SOC for coding, and the Alaska list of occupations.
[[nodiscard]] ActivityChoice choose_activity(const Catalog& catalog, const CodeRef& first,
                                             const CodeRef& second,
                                             const std::optional<Share>& first_time = {});

}  // namespace socshift
