#include "socshift/model/code.hpp"

#include "socshift/base/error.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace socshift {

Code Code::parse(std::string_view text) {
    if (text.empty()) {
        throw FormatError({}, "a code must not be empty");
    }
    unsigned bad = 0;  // no way out in the middle: shipped codes are read at every start
    for (const auto c : text) {
        const auto byte = static_cast<unsigned char>(c);
        bad |= static_cast<unsigned>(byte <= 0x20) | static_cast<unsigned>(byte == 0x7f);
    }
    if (bad != 0) {
        throw FormatError(
            {}, fmt::format("code '{}' must not hold spaces or control characters", text));
    }
    return Code{std::string{text}};
}

EditionId EditionId::parse(std::string_view text) {
    const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto is_allowed = [&](char c) {
        return is_lower(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    };
    if (text.empty() || !is_lower(text.front()) ||
        !std::all_of(text.begin(), text.end(), is_allowed)) {
        throw FormatError({}, fmt::format("edition name '{}' must be lower-case letters, digits, "
                                          "'-', '_' or '.', starting with a letter",
                                          text));
    }
    return EditionId{std::string{text}};
}

std::vector<std::string> texts_of(const std::vector<Code>& codes) {
    std::vector<std::string> out;
    out.reserve(codes.size());
    for (const auto& code : codes) {
        out.push_back(code.text());
    }
    return out;
}

}  // namespace socshift
