#include "socshift/recognise/codes_in_labels.hpp"

#include <fmt/core.h>

#include <cstddef>
#include <string_view>

namespace socshift {

namespace {

/// The digits that @p text begins with, without zeros in front of them and hyphens and points among
/// them: "11-1011 Chief Executives" has 111011. Empty: it begins with no code.
std::string leading_digits(std::string_view text) {
    std::string out;
    std::size_t count = 0;
    for (const char each : text) {
        if (each >= '0' && each <= '9') {
            ++count;
            if (each != '0' || !out.empty()) {
                out += each;
            }
        } else if (each != '-' && each != '.') {
            if (each != ' ' && each != ':' && each != ',') {
                return {};  // "3D artists"
            }
            break;
        }
    }
    constexpr std::size_t least = 2;
    return count < least ? std::string{} : out.empty() ? "0" : out;
}

/// Whether the digits of a code are those of a value: 15-1131.00 is labelled for 151131.
bool is_same_code(std::string_view label, std::string_view value) {
    return label == value || (label.starts_with(value) && label.size() > value.size() &&
                              label.substr(value.size()) == "00");
}

}  // namespace

void check_codes_against_labels(const std::string& file, const std::string& column,
                                const std::vector<LabelledValue>& labels) {
    std::size_t others = 0;
    const LabelledValue* first = nullptr;
    for (const auto& each : labels) {
        const auto code = leading_digits(each.label);
        if (!code.empty() && !is_same_code(code, leading_digits("00" + each.value))) {
            ++others;
            first = first == nullptr ? &each : first;
        }
    }
    if (2 * others > labels.size()) {
        throw CodesInLabels({file},
                            fmt::format("column '{}' has its codes in value labels, which its "
                                        "values contradict: {} is labelled '{}'",
                                        column, first->value, first->label));
    }
}

}  // namespace socshift
