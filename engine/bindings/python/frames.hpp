#pragma once

#include "arrow/frame.hpp"
#include "arrow/node.hpp"

#include <nanobind/nanobind.h>

namespace socshift::python {

namespace nb = nanobind;

/// A capsule with a stream of @p table, as `__arrow_c_stream__` gives it.
[[nodiscard]] nb::object stream_of(arrow::Node table);

/// What exports `__arrow_c_stream__` or `__arrow_c_array__`, read. Without the lock of the
/// interpreter while the other library works.
[[nodiscard]] arrow::Frame frame_of(const nb::object& source);

}  // namespace socshift::python
