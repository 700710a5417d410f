#include "socshift/convert/edition_map.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/whole_number.hpp"
#include "socshift/io/table_header.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

namespace socshift {

namespace {

constexpr std::size_t year_digits = 4;

std::optional<unsigned> year(std::string_view text) {
    const bool is_year =
        text.size() == year_digits &&
        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return is_year ? whole_number<unsigned>(text) : std::nullopt;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> read_edition_map(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> out;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find_first_of(",;", begin), text.size());
        const auto pair = without_blanks_around(text.substr(begin, end - begin));
        begin = end + 1;
        const auto equals = pair.rfind('=');
        const auto value = without_blanks_around(pair.substr(0, equals));
        const auto edition = equals == std::string_view::npos
                                 ? std::string_view{}
                                 : without_blanks_around(pair.substr(equals + 1));
        if (value.empty() || edition.empty()) {
            throw Error(fmt::format("expected VALUE=EDITION, found '{}'", pair));
        }
        out.emplace_back(value, edition);
    }
    return out;
}

std::vector<std::string> values_of_range(const std::string& value) {
    std::vector<std::string> out{value};
    const std::string_view text = value;
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) {
        return out;
    }
    const auto first = year(without_blanks_around(text.substr(0, dash)));
    const auto last = year(without_blanks_around(text.substr(dash + 1)));
    for (auto at = first.value_or(1); first && last && at <= *last; ++at) {
        out.push_back(fmt::format("{:04}", at));
    }
    return out;
}

}  // namespace socshift
