#include "errors.hpp"

#include <cpp11/function.hpp>
#include <stdexcept>
#include <string_view>

namespace socshift::r {

namespace {

/// The argument that says a field of a spec.
std::string argument_of(std::string_view field) {
    return bindings::argument_of(field, "from");
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

void raise(const std::string& argument, const std::string& message) {
    static constexpr bindings::CallWords r{"from", " = ", "TRUE", "soc_editions()"};
    const auto stop_with = cpp11::package("socshift")["stop_with"];
    stop_with(argument, bindings::in_words_of(r, message));
    throw std::logic_error("stop_with() came back");
}

ArgumentError argument_error(const SpecFinding& finding) {
    return {argument_of(to_string(finding.fields.front())), finding.message + cure_of(finding)};
}

ArgumentError argument_error(const AssignFinding& finding) {
    return {argument_of(to_string(finding.fields.front())), finding.message};
}

}  // namespace socshift::r
