#include "arguments.hpp"
#include "catalogs.hpp"
#include "module.hpp"
#include "socshift/socshift.hpp"
#include "specs.hpp"

#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>
#include <string>
#include <utility>
#include <vector>

// Drawings of answers: of each its heading, and its SVG as a file of its own.

namespace socshift::python {

namespace {

using Texts = std::vector<std::string>;
using Drawn = std::vector<std::pair<std::string, std::string>>;

template <typename Question>
Drawn drawn(const OwnCatalog& own, const std::vector<Said>& said, const Question& question) {
    const nb::gil_scoped_release no_gil;
    Drawn out;
    for (const auto& drawing : named(said, [&] { return draw(own.catalog, question); })) {
        out.emplace_back(drawing.heading, family_svg(drawing, SvgForm::file));
    }
    return out;
}

}  // namespace

void add_drawings(nb::module_& module) {
    using namespace nb::literals;
    module.def(
        "draw_changes",
        [](const OwnCatalog& own, const std::string& before, const std::string& after,
           const std::string& level, const Texts& via, const std::string& group,
           const Texts& changes) {
            const auto [question, said] = said_diff(before, after, level, via, group, changes);
            return drawn(own, said, question);
        },
        "catalog"_a, "before"_a, "after"_a, "level"_a, "via"_a, "group"_a, "changes"_a);
    module.def(
        "draw_families",
        [](const OwnCatalog& own, const Texts& editions, const std::string& level,
           const Texts& via) {
            return drawn(own, {{"editions", editions}, {"level", {level}}, {"via", via}},
                         FamiliesQuestion{editions, level, via});
        },
        "catalog"_a, "editions"_a, "level"_a, "via"_a);
    module.def(
        "draw_item",
        [](const OwnCatalog& own, const std::string& code) {
            return drawn(own, {{"code", {code}}}, ItemQuestion{code});
        },
        "catalog"_a, "code"_a);
}

}  // namespace socshift::python
