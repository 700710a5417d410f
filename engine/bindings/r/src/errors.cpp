#include "errors.hpp"

#include <array>
#include <cpp11/function.hpp>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace socshift::r {

namespace {

/// Of a field of a spec the argument that says it; where they are not called alike.
std::string argument_of(std::string_view field) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> others{{
        {"sums", "sum"},
        {"means", "mean"},
        {"repairs", "repair"},
        {"decisions", "learn"},
        {"person", "last_by"},
        {"period", "last_by"},
    }};
    for (const auto& [name, argument] : others) {
        if (name == field) {
            return std::string{argument};
        }
    }
    return std::string{field};
}

/// How a call would mend it, where the message does not say it.
std::string cure_of(const SpecFinding& finding) {
    const auto& values = finding.values;
    if (finding.rule == SpecRule::weights_serve_another_route && values.size() > 1) {
        return "; go that way with via = \"" + values[1] + "\"" +
               (finding.fields.back() == SpecField::mixed_weights
                    ? ", or say mixed_weights = TRUE if it is meant so"
                    : "");
    }
    if (finding.rule == SpecRule::edition_not_clear) {
        return "; say it with from, or see soc_detect()";
    }
    if (finding.rule == SpecRule::no_value_names_an_edition) {
        return "; edition_map says which is which";
    }
    return {};
}

}  // namespace

const char* quoted_argument(const std::vector<Said>& said, std::string_view message) {
    const char* wrong = nullptr;
    auto first = std::string_view::npos;
    for (const auto& each : said) {
        for (const auto& value : each.values) {
            const auto at = value.empty() ? first : message.find("'" + value + "'");
            if (at < first) {
                first = at;
                wrong = each.argument;
            }
        }
    }
    return wrong;
}

void raise(const std::string& argument, const std::string& message) {
    const auto stop_with = cpp11::package("socshift")["stop_with"];
    stop_with(argument, message);
    throw std::logic_error("stop_with() came back");
}

ArgumentError argument_error(const SpecFinding& finding) {
    return {argument_of(to_string(finding.fields.front())), finding.message + cure_of(finding)};
}

ArgumentError argument_error(const AssignFinding& finding) {
    return {argument_of(to_string(finding.fields.front())), finding.message};
}

}  // namespace socshift::r
