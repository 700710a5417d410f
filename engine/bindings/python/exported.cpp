#include "arguments.hpp"
#include "catalogs.hpp"
#include "module.hpp"
#include "socshift/socshift.hpp"
#include "specs.hpp"

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>
#include <string>
#include <vector>

namespace socshift::python {

namespace {

using Texts = std::vector<std::string>;

nb::dict exported(const OwnCatalog& own, const std::string& format, const Texts& editions,
                  const Texts& weights, const std::string& base) {
    const auto wanted = word_of<ExportFormat>("format", format);
    ExportRequest request{editions, {}, base};
    for (const auto& name : weights) {
        request.weights.push_back(weight_choice("weights", name));
    }
    const auto made = [&] {
        const nb::gil_scoped_release no_gil;
        try {
            return named({{"editions", editions}},
                         [&] { return export_files(own.catalog, wanted, request); });
        } catch (const NoBase& error) {
            throw ArgumentError("base", error.what());
        }
    }();
    nb::dict out;
    for (const auto& [name, bytes] : made.files) {
        out[name.c_str()] = nb::bytes(bytes.data(), bytes.size());
    }
    return out;
}

}  // namespace

void add_exports(nb::module_& module) {
    using namespace nb::literals;
    module.def("export", &exported, "catalog"_a, "format"_a, "editions"_a, "weights"_a, "base"_a);
}

}  // namespace socshift::python
