#include "catalogs.hpp"

#include "arguments.hpp"
#include "module.hpp"
#include "socshift/catalog/builtin.hpp"
#include "socshift/catalog/directory.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/publish/methods_text.hpp"
#include "socshift/scenarios/scenario.hpp"

#include <filesystem>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>
#include <string>

namespace socshift::python {

void add_catalogs(nb::module_& module) {
    using namespace nb::literals;
    nb::class_<OwnCatalog>(module, "Catalog")
        .def(
            "__init__",
            [](OwnCatalog* self, const std::string& folder) {
                const nb::gil_scoped_release no_gil;
                auto catalog = folder.empty()
                                   ? builtin_catalog()
                                   : with_scenarios(with_folder(builtin_catalog(), folder));
                new (self) OwnCatalog{std::move(catalog), folder};
            },
            "folder"_a)
        .def_ro("folder", &OwnCatalog::folder)
        .def("editions",
             [](const OwnCatalog& self) {
                 std::vector<std::string> out;
                 for (const auto& id : self.catalog.edition_ids()) {
                     out.push_back(id.text());
                 }
                 return out;
             })
        .def(
            "resolve",
            [](const OwnCatalog& self, const std::string& name) {
                return named({{"name", {name}}}, [&] { return self.catalog.resolve(name).text(); });
            },
            "name"_a)
        .def("checksum", [](const OwnCatalog& self) {
            const auto identity = catalog_identity(self.folder);
            return std::vector{identity.checksum, identity.of_folder};
        });
}

}  // namespace socshift::python
