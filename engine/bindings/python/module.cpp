#include "module.hpp"

#include "run_process.hpp"
#include "socshift/version.hpp"

#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>
#include <string>
#include <vector>

NB_MODULE(_engine, module) {
    namespace python = socshift::python;
    module.doc() = "The engine of socshift. Internal: use the package socshift.";
    module.attr("version") = socshift::version();
    python::add_errors(module);
    python::add_catalogs(module);
    python::add_answers(module);
    python::add_questions(module);
    python::add_maps(module);
    python::add_exports(module);
    python::add_frames(module);
    python::add_conversions(module);
    python::add_assignments(module);
    python::add_parts(module);
    python::add_files(module);
    python::add_previews(module);
    module.def("run_process", &socshift::cli::run_process, nanobind::arg("arguments"),
               nanobind::call_guard<nanobind::gil_scoped_release>());
}
