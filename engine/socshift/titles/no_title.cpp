#include "socshift/titles/no_title.hpp"

#include "socshift/base/title.hpp"

#include <algorithm>
#include <array>

namespace socshift {

bool is_word_for_no_title(std::string_view title) {
    constexpr std::size_t longest = 40;
    static constexpr std::array<std::string_view, 48> words = {"blank",
                                                               "can t say",
                                                               "confidential",
                                                               "dead",
                                                               "deceased",
                                                               "declined",
                                                               "do not know",
                                                               "don t know",
                                                               "dont know",
                                                               "empty",
                                                               "illegible",
                                                               "information not available",
                                                               "missing",
                                                               "n a",
                                                               "na",
                                                               "nan",
                                                               "nat",
                                                               "no",
                                                               "no answer",
                                                               "no data",
                                                               "no information",
                                                               "no job",
                                                               "no occupation",
                                                               "no response",
                                                               "no title",
                                                               "none",
                                                               "not applicable",
                                                               "not available",
                                                               "not employed",
                                                               "not given",
                                                               "not known",
                                                               "not provided",
                                                               "not reported",
                                                               "not stated",
                                                               "not working",
                                                               "nothing",
                                                               "null",
                                                               "prefer not to say",
                                                               "refused",
                                                               "refused to answer",
                                                               "retired",
                                                               "tbd",
                                                               "unclassified",
                                                               "unemployed",
                                                               "unknown",
                                                               "unreadable",
                                                               "unspecified",
                                                               "yes"};
    if (title.size() > longest) {
        return false;
    }
    return std::find(words.begin(), words.end(), fold_title(title)) != words.end();
}

}  // namespace socshift
