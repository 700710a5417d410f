#include "catalogs.hpp"

#include "arguments.hpp"
#include "module.hpp"
#include "results.hpp"
#include "socshift/bindings/catalogs.hpp"
#include "socshift/io/user_folders.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/publish/methods_text.hpp"
#include "socshift/scenarios/open_scenario.hpp"
#include "socshift/scenarios/scenario.hpp"

#include <filesystem>
#include <map>
#include <nanobind/stl/map.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>
#include <string>
#include <utility>

namespace socshift::python {

namespace {

using Texts = std::vector<std::string>;

OwnCatalog with_files(const OwnCatalog& own, const Texts& names, const std::string& crosswalk,
                      const std::string& decisions, bool match,
                      const std::map<std::string, std::string>& tables,
                      const std::string& language) {
    const nb::gil_scoped_release no_gil;
    return named({{"names", names}}, [&] {
        FileJoins joins{crosswalk, decisions, {}, {}, match};
        for (const auto& [file, table] : tables) {
            joins.tables.push_back({file, table});
        }
        if (!language.empty()) {
            joins.language = language;
        }
        auto made = with_edition_files(own.catalog, names, joins);
        OwnCatalog out{std::move(made.catalog), own.identity, own.files, texts_of(made.editions),
                       own.notes};
        out.files.insert(out.files.end(), made.files.begin(), made.files.end());
        for (const auto& finding : shortened(std::move(made.findings))) {
            if (finding.severity == Severity::warning) {
                out.notes.push_back(to_string(finding));
            }
        }
        out.notes.insert(out.notes.end(), made.notes.begin(), made.notes.end());
        return out;
    });
}

OwnCatalog with_scenario(const OwnCatalog& own, const std::string& scenario, const Texts& with,
                         const Texts& without) {
    const nb::gil_scoped_release no_gil;
    return named({{"scenario", {scenario}}, {"with_", with}, {"without", without}}, [&] {
        auto open = open_scenario(own.catalog, {scenario, with, without});
        OwnCatalog out{
            std::move(open.catalog), own.identity, own.files, {open.id.text()}, own.notes};
        out.notes.insert(out.notes.end(), open.notes.begin(), open.notes.end());
        return out;
    });
}

}  // namespace

std::shared_ptr<const EditionTitles> KeptTitles::of(const Catalog& catalog,
                                                    const EditionId& edition) {
    const std::lock_guard lock(mutex_);
    auto& kept = made_[edition];
    if (kept == nullptr) {
        kept = std::make_shared<const EditionTitles>(EditionTitles::make(catalog, edition));
    }
    return kept;
}

void add_catalogs(nb::module_& module) {
    using namespace nb::literals;
    nb::class_<OwnCatalog>(module, "Catalog")
        .def(
            "__init__",
            [](OwnCatalog* self, const std::string& folder, const std::string& called) {
                const nb::gil_scoped_release no_gil;
                auto catalog = bindings::catalog_with(folder);
                auto identity = catalog_identity(folder);
                identity.folder = called.empty() ? folder : called;
                new (self) OwnCatalog{std::move(catalog), std::move(identity)};
            },
            "folder"_a, "called"_a)
        .def_prop_ro("folder", [](const OwnCatalog& self) { return self.identity.folder; })
        .def_ro("opened", &OwnCatalog::opened)
        .def_ro("notes", &OwnCatalog::notes)
        .def("with_files", with_files, "names"_a, "crosswalk"_a, "decisions"_a, "match"_a,
             "tables"_a, "language"_a)
        .def("with_scenario", with_scenario, "scenario"_a, "with_"_a, "without"_a)
        .def("editions",
             [](const OwnCatalog& self) {
                 std::vector<std::string> out;
                 for (const auto& id : self.catalog.edition_ids()) {
                     out.push_back(id.text());
                 }
                 return out;
             })
        .def("scenarios",
             [](const OwnCatalog& self) { return texts_of(self.catalog.scenario_ids()); })
        .def(
            "resolve",
            [](const OwnCatalog& self, const std::string& name) {
                return named({{"name", {name}}}, [&] { return self.catalog.resolve(name).text(); });
            },
            "name"_a)
        .def("checksum", [](const OwnCatalog& self) {
            return std::vector{self.identity.checksum, self.identity.of_folder};
        });
    module.def("data_folder", user_data_folder);
}

}  // namespace socshift::python
