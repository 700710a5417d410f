#pragma once

#include "socshift/model/catalog.hpp"
#include "socshift/model/correspondence.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace socshift {

/// The least and the most of a grade that several occupations have.
struct GradeSpan {
    int least = 0;
    int most = 0;

    friend bool operator==(const GradeSpan&, const GradeSpan&) = default;
};

/// Job zones of the occupations that a code has in the edition that states them: from 1, little
/// education, experience and training, to 5, extensive.
struct JobZones {
    std::optional<EditionId> stated_in;  // none: no edition of the catalog states any
    std::optional<GradeSpan> zones;      // none: not all occupations have one
    std::size_t occupations = 0;         // that the code has there
    std::size_t without = 0;             // of them

    friend bool operator==(const JobZones&, const JobZones&) = default;
};

/// The least job zone and the greatest.
inline constexpr GradeSpan all_job_zones = {1, 5};

/// The job zones of the codes of one edition: the attribute `job_zone` of the leaves that the best
/// route leads to, in the latest final edition that has this attribute. One that lacks it leaves
/// the code without.
/// Refers to the catalog.
/// Source   O*NET job zones.
class JobZoneTable {
public:
    JobZoneTable(const Catalog& catalog, const EditionId& edition);

    [[nodiscard]] JobZones of(const Code& code) const;

private:
    const Edition* stated_in_ = nullptr;  // of the catalog; nullptr: none states any
    bool is_own_ = false;                 // it is the edition itself
    std::optional<Correspondence> table_;
};

/// A job zone as data files have it: a whole number, perhaps with ".0" as data frames write it,
/// blanks around it aside. None: it is no job zone.
[[nodiscard]] std::optional<int> job_zone_of(std::string_view cell);

}  // namespace socshift
