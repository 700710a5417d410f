#pragma once

// Each adds its part to the module.

#include <nanobind/nanobind.h>

namespace socshift::python {

namespace nb = nanobind;

void add_errors(nb::module_& module);
void add_catalogs(nb::module_& module);
void add_answers(nb::module_& module);
void add_questions(nb::module_& module);
void add_maps(nb::module_& module);
void add_exports(nb::module_& module);
void add_frames(nb::module_& module);
void add_conversions(nb::module_& module);
void add_assignments(nb::module_& module);
void add_parts(nb::module_& module);
void add_files(nb::module_& module);
void add_previews(nb::module_& module);

}  // namespace socshift::python
