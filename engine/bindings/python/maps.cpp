#include "answers.hpp"
#include "arguments.hpp"
#include "catalogs.hpp"
#include "module.hpp"
#include "socshift/publish/map_answer.hpp"
#include "socshift/recognise/recognise.hpp"
#include "socshift/socshift.hpp"

#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift::python {

namespace {

using Texts = std::vector<std::string>;

CodeMap make_map(const OwnCatalog& own, const std::string& from, const std::string& to,
                 const Texts& via) {
    const nb::gil_scoped_release no_gil;
    return named({{"from_", {from}}, {"to", {to}}, {"via", via}}, [&] {
        const auto& catalog = own.catalog;
        return CodeMap{catalog, require_route(catalog, catalog.resolve(from), catalog.resolve(to),
                                              catalog.resolve(via))};
    });
}

nb::object text_or_none(std::string_view text) {
    return text.empty() ? nb::none() : nb::object(nb::str(text.data(), text.size()));
}

/// Each place of a code: its target, share and basis; a place that is none has no target.
nb::list places_of(const MappedCode& code) {
    nb::list out;
    for (const auto& place : code.places) {
        const auto target = place.item ? std::string_view{place.item->code.text()} : "";
        out.append(nb::make_tuple(
            text_or_none(target),
            place.share ? nb::object(nb::float_(place.share->share.to_double())) : nb::none(),
            text_or_none(place.share ? to_string(place.share->basis) : std::string_view{})));
    }
    return out;
}

/// The same table of nothing: a question about no code is none about all of them.
Answer without_rows(const Answer& answer) {
    Answer out{answer.schema, answer.table.columns(), {}};
    out.drafts = answer.drafts;
    return out;
}

}  // namespace

void add_maps(nb::module_& module) {
    using namespace nb::literals;
    nb::class_<CodeMap>(module, "CodeMap")
        .def(nb::new_(&make_map), "catalog"_a, "from_"_a, "to"_a, "via"_a)
        .def_prop_ro("source", [](const CodeMap& self) { return self.source().id.text(); })
        .def_prop_ro("target", [](const CodeMap& self) { return self.target().id.text(); })
        .def_prop_ro("route", [](const CodeMap& self) { return self.route().text(); })
        .def(
            "find",
            [](const CodeMap& self, std::string_view code,
               const std::string& level) -> std::optional<nb::list> {
                const auto found =
                    named({{"level", {level}}}, [&] { return self.find(code, level); });
                return found ? std::optional{places_of(*found)} : std::nullopt;
            },
            "code"_a, "level"_a)
        .def(
            "why_not",
            [](const CodeMap& self, std::string_view code) {
                return to_string(self.why_not(code));
            },
            "code"_a);
    module.def(
        "map",
        [](const OwnCatalog& own, const std::string& from, const std::string& to,
           const std::optional<Texts>& codes, const std::string& level, const Texts& via,
           bool proof) -> SharedAnswer {
            const nb::gil_scoped_release no_gil;
            return named({{"from_", {from}}, {"to", {to}}, {"level", {level}}, {"via", via}}, [&] {
                auto answer = ask(
                    own.catalog, MapQuestion{from, to, codes.value_or(Texts{}), level, via, proof});
                return codes && codes->empty() ? without_rows(answer) : std::move(answer);
            });
        },
        "catalog"_a, "from_"_a, "to"_a, "codes"_a.none(), "level"_a, "via"_a, "proof"_a);
}

}  // namespace socshift::python
