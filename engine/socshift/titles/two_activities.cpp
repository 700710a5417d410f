#include "socshift/titles/two_activities.hpp"

#include "socshift/titles/title_search.hpp"
#include "socshift/titles/title_words.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

namespace socshift {

namespace {

void widen(std::optional<GradeSpan>& span, int grade) {
    span = span ? GradeSpan{std::min(span->least, grade), std::max(span->most, grade)}
                : GradeSpan{grade, grade};
}

/// The levels of schools that a title of teachers names.
std::optional<GradeSpan> taught(const std::string& title) {
    static constexpr std::array<std::string_view, 6> levels = {
        "preschool", "kindergarten", "elementary", "middle", "secondary", "postsecondary"};
    TitleReader reader;
    reader.read(title);
    const auto& words = reader.outside();
    if (std::find(words.begin(), words.end(), "teacher") == words.end()) {
        return std::nullopt;
    }
    std::optional<GradeSpan> out;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (std::find(words.begin(), words.end(), levels[i]) != words.end()) {
            widen(out, static_cast<int>(i) + 1);
        }
    }
    return out;
}

Activity activity_of(const Catalog& catalog, const CodeRef& code) {
    const auto* const item = catalog.edition(code.edition).find(code.code);
    return {code, JobZoneTable(catalog, code.edition).of(code.code),
            item == nullptr ? std::nullopt : taught(item->title)};
}

/// The one whose grades are all above those of the other.
std::optional<std::size_t> higher(const std::optional<GradeSpan>& a,
                                  const std::optional<GradeSpan>& b) {
    if (!a || !b) {
        return std::nullopt;
    }
    return a->least > b->most   ? std::optional<std::size_t>{0}
           : b->least > a->most ? std::optional<std::size_t>{1}
                                : std::nullopt;
}

std::string text_of(const GradeSpan& span) {
    return span.least == span.most ? std::to_string(span.least)
                                   : fmt::format("{} to {}", span.least, span.most);
}

/// "15-1252: none of 2 occupations of onet2019 has one"
std::string missing_zone(const Activity& activity) {
    const auto& zones = activity.zones;
    const auto code = activity.code.text();
    if (!zones.stated_in) {
        return fmt::format("no edition states a job zone for {}", code);
    }
    return zones.occupations == 0
               ? fmt::format("{} leads to no occupation of {}, which states job zones", code,
                             zones.stated_in->text())
               : fmt::format("without a job zone: {} of the {} occupations of {} in {}",
                             zones.without, zones.occupations, code, zones.stated_in->text());
}

/// Decides by the time, between two of one job zone.
void decide_by_time(ActivityChoice& choice, const std::optional<Share>& first_time,
                    const std::string& before) {
    if (!first_time) {
        choice.why = before + "; which takes the most time is not said";
    } else if (const auto half = Share(1, 2); *first_time == half) {
        choice.why = before + ", and each takes half of the time";
    } else {
        choice.chosen = half < *first_time ? 0 : 1;
        choice.by = ActivityRule::time;
        choice.why = fmt::format("{}, and {} takes the most time", before,
                                 choice.activities[*choice.chosen].code.text());
    }
}

}  // namespace

ActivityChoice choose_activity(const Catalog& catalog, const CodeRef& first, const CodeRef& second,
                               const std::optional<Share>& first_time) {
    ActivityChoice out{{activity_of(catalog, first), activity_of(catalog, second)}, {}, {}, {}};
    const auto& [a, b] = out.activities;
    out.by = ActivityRule::open;
    if (first == second) {
        out.chosen = 0;
        out.by = ActivityRule::same;
        out.why = "both activities are of one code";
    } else if ((out.chosen = higher(a.teaches, b.teaches))) {
        out.by = ActivityRule::teachers;
        out.why = fmt::format("of teachers of several levels {} teaches the higher",
                              out.activities[*out.chosen].code.text());
    } else if (!a.zones.zones || !b.zones.zones) {
        out.why = "which needs more skill is not known: ";
        out.why += a.zones.zones ? "" : missing_zone(a);
        out.why += a.zones.zones || b.zones.zones ? "" : "; ";
        out.why += b.zones.zones ? "" : missing_zone(b);
    } else if ((out.chosen = higher(a.zones.zones, b.zones.zones))) {
        out.by = ActivityRule::skill;
        out.why = fmt::format("job zone {} of {} is above job zone {} of {}",
                              text_of(*out.activities[*out.chosen].zones.zones),
                              out.activities[*out.chosen].code.text(),
                              text_of(*out.activities[1 - *out.chosen].zones.zones),
                              out.activities[1 - *out.chosen].code.text());
    } else if (*a.zones.zones != *b.zones.zones || a.zones.zones->least != a.zones.zones->most) {
        out.why = fmt::format(
            "which needs more skill is not known: {} is of job zones {}, {} of job zones {}",
            a.code.text(), text_of(*a.zones.zones), b.code.text(), text_of(*b.zones.zones));
    } else {
        decide_by_time(out, first_time,
                       fmt::format("both are of job zone {}", text_of(*a.zones.zones)));
    }
    return out;
}

}  // namespace socshift
