#include "frames.hpp"

#include "arguments.hpp"
#include "module.hpp"

#include <cstdint>
#include <memory>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>
#include <string>
#include <utility>

namespace socshift::python {

namespace {

constexpr const char* stream_name = "arrow_array_stream";
constexpr const char* schema_name = "arrow_schema";
constexpr const char* array_name = "arrow_array";

/// Called when nobody has the capsule any more.
template <typename Struct>
void drop(PyObject* capsule, const char* name) {
    auto* const held = static_cast<Struct*>(PyCapsule_GetPointer(capsule, name));
    if (held == nullptr) {
        PyErr_Clear();
        return;
    }
    if (held->release != nullptr) {
        held->release(held);
    }
    delete held;
}

template <typename Struct>
Struct* held_in(const nb::handle& capsule, const char* name) {
    auto* const held = static_cast<Struct*>(PyCapsule_GetPointer(capsule.ptr(), name));
    if (held == nullptr) {
        throw nb::python_error();
    }
    return held;
}

arrow::Frame read_frame(const nb::object& source) {
    if (nb::hasattr(source, "__arrow_c_stream__")) {
        const nb::object capsule = source.attr("__arrow_c_stream__")();
        auto* const stream = held_in<arrow::CStream>(capsule, stream_name);
        const nb::gil_scoped_release no_gil;
        return arrow::Frame::of_stream(stream);
    }
    const nb::object both = source.attr("__arrow_c_array__")();
    auto* const schema = held_in<arrow::CSchema>(both[0], schema_name);
    auto* const array = held_in<arrow::CArray>(both[1], array_name);
    const nb::gil_scoped_release no_gil;
    return arrow::Frame::of_array(schema, array);
}

}  // namespace

nb::object stream_of(arrow::Node table) {
    auto stream = std::make_unique<arrow::CStream>();
    arrow::export_stream(std::move(table), stream.get());
    auto* const capsule = PyCapsule_New(stream.get(), stream_name, [](PyObject* object) {
        drop<arrow::CStream>(object, stream_name);
    });
    if (capsule == nullptr) {
        stream->release(stream.get());
        throw nb::python_error();
    }
    static_cast<void>(stream.release());
    return nb::steal(capsule);
}

arrow::Frame frame_of(const nb::object& source) {
    return read_frame(source);
}

void add_frames(nb::module_& module) {
    using namespace nb::literals;
    nb::class_<arrow::Frame>(module, "Frame")
        .def(nb::new_([](const nb::object& source) { return frame_of(source); }), "source"_a)
        .def_prop_ro("names", &arrow::Frame::names)
        .def_prop_ro("rows", &arrow::Frame::rows)
        .def(
            "gather",
            [](const arrow::Frame& self, const std::vector<std::uint64_t>& rows) {
                const nb::gil_scoped_release no_gil;
                return self.gather(rows);
            },
            "rows"_a);

    nb::class_<arrow::Node>(module, "Columns")
        .def_prop_ro("names",
                     [](const arrow::Node& self) {
                         std::vector<std::string> out;
                         for (const auto& child : self.children) {
                             out.push_back(child.name);
                         }
                         return out;
                     })
        .def_prop_ro("rows", [](const arrow::Node& self) { return self.length; })
        .def("stream", [](const arrow::Node& self) { return stream_of(self); });
}

}  // namespace socshift::python
