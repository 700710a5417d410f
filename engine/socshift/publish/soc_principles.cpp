#include "socshift/publish/soc_principles.hpp"

namespace socshift {

const std::array<SocRule, 10>& soc_principles() noexcept {
    static constexpr std::array<SocRule, 10> principles = {{
        {1,
         "paid work, of which no part is counted in two places: it must be told apart from every "
         "other occupation"},
        {2, "told apart by the work that is done, and only then by skill, education or training"},
        {3, "if planning and directing is the main work, it is management"},
        {4,
         "professionals and technicians (13-0000 to 29-0000) are counted together with those who "
         "supervise them"},
        {5,
         "who supports health care (31-0000) is supervised from 29-0000: the group has no "
         "first-line supervisors"},
        {6,
         "from 33-0000 to 53-0000, who mainly supervises is a first-line supervisor, in an "
         "occupation of its own"},
        {7, "a trainee counts where the trade is, a helper apart: neither is a new occupation"},
        {8, "what has no place of its own is counted in an \"All Other\""},
        {9,
         "the Bureau of Labor Statistics or the Census Bureau must be able to count it: enough "
         "people, under a name that they use"},
        {10, "series stay comparable as far as they can: what it is taken from loses a part"},
    }};
    return principles;
}

const std::array<SocRule, 6>& soc_guidelines() noexcept {
    static constexpr std::array<SocRule, 6> guidelines = {{
        {1, "a job gets its code by the work that is done in it"},
        {2,
         "a job with work of several occupations gets the one that needs the most skill, and if "
         "none does, the one that takes the most time"},
        {3, "a job gets the most detailed code that what is known of it allows"},
        {4,
         "work that no detailed occupation describes gets an \"All Other\", whose code ends in 9"},
        {5,
         "from 33-0000 to 53-0000, who supervises for four fifths of the time or more is coded as "
         "a supervisor, who does it for less with those supervised"},
        {6, "the same work has the same code, with a licence and without"},
    }};
    return guidelines;
}

bool is_of_the_soc(const Catalog& catalog, const EditionHeader& edition) {
    const auto* header = &edition;
    while (header->extends) {
        header = &catalog.header(*header->extends);
    }
    return header->series == "us-soc";
}

}  // namespace socshift
