#include "arguments.hpp"

#include "module.hpp"
#include "socshift/convert/sums.hpp"
#include "socshift/weights/weights_order.hpp"

#include <fmt/core.h>

#include <exception>
#include <nanobind/stl/string.h>
#include <string_view>
#include <utility>

namespace socshift::python {

namespace {

/// The argument that says a field of a spec.
std::string argument_of(std::string_view field) {
    return bindings::argument_of(field, "from_");
}

/// How a call would mend it, where the message does not say it.
std::string cure_of(const SpecFinding& finding) {
    const auto& values = finding.values;
    if (finding.rule == SpecRule::weights_serve_another_route && values.size() > 1) {
        return fmt::format("; go that way with via='{}'{}", values[1],
                           finding.fields.back() == SpecField::mixed_weights
                               ? ", or say mixed_weights if it is meant so"
                               : "");
    }
    if (finding.rule == SpecRule::edition_not_clear) {
        return "; say it with from_, or see socshift.detect()";
    }
    if (finding.rule == SpecRule::no_value_names_an_edition) {
        return "; edition_map says which is which";
    }
    return {};
}

/// The class socshift.Error, and what an error of it has.
void raise(const nb::object& error_class, const std::string& argument, const char* message) {
    try {
        nb::object error = error_class(in_words_of_python(message));
        if (!argument.empty()) {
            nb::setattr(error, "argument", nb::str(argument.c_str()));
        }
        PyErr_SetObject(error_class.ptr(), error.ptr());
    } catch (nb::python_error& failed) {
        failed.restore();
    }
}

}  // namespace

std::string in_words_of_python(std::string message) {
    static constexpr bindings::CallWords python{"from_", "=", "True", "socshift.editions()"};
    return bindings::in_words_of(python, std::move(message));
}

ArgumentError argument_error(const SpecFinding& finding) {
    return {argument_of(to_string(finding.fields.front())), finding.message + cure_of(finding)};
}

ArgumentError argument_error(const AssignFinding& finding) {
    return {argument_of(to_string(finding.fields.front())), finding.message};
}

void add_errors(nb::module_& module) {
    // Set by the package, so that the class is an ordinary one with its documentation.
    static nb::object* error_class = nullptr;
    module.def(
        "set_error_class",
        [](nb::object of) {
            delete error_class;
            error_class = new nb::object(std::move(of));
        },
        nb::arg("error_class"));
    nb::register_exception_translator([](const std::exception_ptr& caught, void*) {
        if (error_class == nullptr) {
            std::rethrow_exception(caught);
        }
        try {
            std::rethrow_exception(caught);
        } catch (const ArgumentError& error) {
            raise(*error_class, error.argument(), error.what());
        } catch (const SpecError& error) {
            const auto of = argument_error(error.findings().front());
            raise(*error_class, of.argument(), of.what());
        } catch (const AssignError& error) {
            const auto of = argument_error(error.findings().front());
            raise(*error_class, of.argument(), of.what());
        } catch (const WeightsOrderError& error) {
            raise(*error_class, "weights", (std::string{"weights: "} + error.what()).c_str());
        } catch (const MixedLevels& error) {
            const auto message = std::string{error.what()} +
                                 "; keep one level with where, or say allow_mixed_levels";
            raise(*error_class, "allow_mixed_levels", message.c_str());
        } catch (const FiguresNotClear& error) {
            const auto message =
                std::string{error.what()} + "; say it with decimal='.' or decimal=','";
            raise(*error_class, "decimal", message.c_str());
        } catch (const Error& error) {
            raise(*error_class, "", error.what());
        }
    });
}

SaidDiff said_diff(const std::string& before, const std::string& after, const std::string& level,
                   const std::vector<std::string>& via, const std::string& group,
                   const std::vector<std::string>& changes) {
    SaidDiff out{{before, after, level, via, group},
                 {{"before", {before}},
                  {"after", {after}},
                  {"level", {level}},
                  {"via", via},
                  {"group", {group}}}};
    for (const auto& word : changes) {
        out.question.kinds.push_back(word_of<ChangeKind>("changes", word));
    }
    return out;
}

}  // namespace socshift::python
