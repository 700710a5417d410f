#include "text/repairs.hpp"

namespace socshift::cli {

std::string_view phrase(Repair repair) noexcept {
    switch (repair) {
        case Repair::missing_hyphens:
            return "without hyphen";
        case Repair::other_hyphens:
            return "with another dash";
        case Repair::blanks:
            return "with blanks";
        case Repair::quotes:
            return "with quotes";
        case Repair::other_digits:
            return "with other digits";
        case Repair::missing_points:
            return "without point";
        case Repair::lost_zeros:
            return "without zeros in front";
        case Repair::decimals:
            return "with decimals";
        case Repair::thousands:
            return "with separators";
        case Repair::extra_suffix:
            return "with .00 behind";
        case Repair::missing_suffix:
            return "without suffix";
        case Repair::footnote_marks:
            return "with a footnote mark";
        case Repair::punctuation:
            return "with punctuation";
        case Repair::dates:
            return "from dates";
        case Repair::titles:
            return "beside a title";
        case Repair::masked:
            return "masked";
        case Repair::several:
            return "of several";
    }
    return "";
}

}  // namespace socshift::cli
