#include "answers.hpp"
#include "arguments.hpp"
#include "carried_frame.hpp"
#include "catalogs.hpp"
#include "columns/added_columns.hpp"
#include "frames.hpp"
#include "module.hpp"
#include "results.hpp"
#include "socshift/socshift.hpp"
#include "specs.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/unique_ptr.h>
#include <nanobind/stl/vector.h>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace socshift::python {

namespace {

/// Of a column of numbers that were texts in between; @p frame may be none.
arrow::Frame::Values kind_of(const arrow::Frame* frame, const std::string& name) {
    if (frame == nullptr) {
        return arrow::Frame::Values::texts;
    }
    const auto& names = frame->names();
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? arrow::Frame::Values::texts
                                : frame->values(static_cast<std::size_t>(found - names.begin()));
}

}  // namespace

Carried::Carried(const OwnCatalog& own, const arrow::Frame& frame, const ConversionSpec& spec)
    : own_(own) {
    const auto read = frame.read(asked_columns(spec, frame.names()));
    const auto& columns = read.columns();
    conversion_ = std::make_unique<Conversion>(own.catalog, spec,
                                               needs_first_reading(spec)
                                                   ? found_editions(own.catalog, spec, columns)
                                                   : named_editions(own.catalog, spec));
    if (spec.adds_up()) {
        take(&frame, conversion_->add_up(columns));
    } else {
        check_new(conversion_->added_columns(), frame.names());
        take(&frame, conversion_->carry(columns));
    }
}

Carried::Carried(OwnCatalog own, const Conversion& conversion, const arrow::Frame* frame,
                 CarriedColumns carried)
    : own_(std::move(own)), conversion_(std::make_unique<Conversion>(conversion)) {
    take(frame, std::move(carried));
}

Carried::Carried(OwnCatalog own, const Conversion& conversion, const arrow::Frame* frame,
                 SummedColumns summed)
    : own_(std::move(own)), conversion_(std::make_unique<Conversion>(conversion)) {
    take(frame, std::move(summed));
}

void Carried::take(const arrow::Frame* frame, CarriedColumns carried) {
    carried_ = std::make_shared<const CarriedColumns>(std::move(carried));
    rows_.emplace(carried_->rows, carried_->places, formats::draws_of(*conversion_));
    added_.emplace(*conversion_, carried_->place_list);
    for (const auto& column : carried_->scaled) {
        auto kind = kind_of(frame, column.name);
        if (kind == arrow::Frame::Values::wholes && !conversion_->request().whole) {
            kind = arrow::Frame::Values::reals;
        }
        scaled_kinds_.push_back(kind);
    }
}

void Carried::take(const arrow::Frame* frame, SummedColumns summed) {
    summed_ = std::move(summed);
    for (const auto& key : conversion_->request().by) {
        key_kinds_.push_back(kind_of(frame, key));
    }
}

Node Carried::row_numbers() const {
    // What is drawn several times is folded, and no one's but this object's.
    return &rows() == &carried_->rows ? shared_rows("row", {carried_, &carried_->rows})
                                      : row_column("row", rows());
}

Node Carried::indices() const {
    std::vector<Node> columns;
    columns.push_back(shared_rows("row", {carried_, &carried_->rows}));
    columns.push_back(added_->codes("target", carried_->places));
    columns.push_back(added_->shares("share", carried_->places));
    return arrow::table_of(std::ssize(carried_->rows), std::move(columns));
}

std::vector<Node> Carried::added() const {
    return added_->columns(*rows_, carried_->title_scores);
}

std::vector<Node> Carried::scaled() const {
    std::vector<Node> out;
    for (std::size_t i = 0; i < carried_->scaled.size(); ++i) {
        const auto& column = carried_->scaled[i];
        out.push_back(formats::column_of_kind(column.name, column.figures, scaled_kinds_[i]));
    }
    return out;
}

Node Carried::figures() const {
    auto out = table_of(figures_answer(own_.catalog, *conversion_, *summed_).table);
    constexpr std::size_t first_key = 2;  // behind code and title
    for (std::size_t i = 0; i < key_kinds_.size(); ++i) {
        auto& column = out.children[first_key + i];
        column = formats::column_of_kind(column.name, summed_->keys[i], key_kinds_[i]);
    }
    return out;
}

namespace {

/// The rows that were set aside, or of which a part was, and why.
std::vector<Node> aside_columns(const RowsAside& aside, const std::vector<std::string>& names) {
    std::vector<std::string> reasons;
    std::vector<bool> in_part;
    for (const auto& why : aside.reasons) {
        reasons.push_back(why.text);
    }
    for (const auto why : aside.why) {
        in_part.push_back(aside.reasons[why].in_part);
    }
    std::vector<Node> out;
    out.push_back(row_column(new_name("row", names), aside.rows));
    out.push_back(arrow::coded_column(new_name("reason", names),
                                      {aside.why.begin(), aside.why.end()}, reasons));
    out.push_back(arrow::bool_column(new_name("in_part", names), in_part));
    return out;
}

ConvertFacts facts_for_python(const Carried& carried) {
    auto facts = facts_of(carried.conversion());
    facts.edition_files = carried.own().files;
    facts.filters = "where";
    return facts;
}

std::unique_ptr<Carried> convert(const OwnCatalog& own, const arrow::Frame& frame,
                                 const nb::dict& said) {
    auto spec = conversion_spec(said);
    spec.file = "the data";
    const SaidColumns columns(said);
    const nb::gil_scoped_release no_gil;
    return named(said_names(spec), [&] {
        return named_columns(columns, frame.names(),
                             [&] { return std::make_unique<Carried>(own, frame, spec); });
    });
}

void add_results(nb::class_<Carried>& result) {
    using namespace nb::literals;
    result
        .def("rows",
             [](const Carried& self) {
                 return arrow::table_of(std::ssize(self.rows()), {self.row_numbers()});
             })
        .def("added",
             [](const Carried& self) {
                 const nb::gil_scoped_release no_gil;
                 return arrow::table_of(std::ssize(self.rows()), self.added());
             })
        .def("scaled",
             [](const Carried& self) {
                 const nb::gil_scoped_release no_gil;
                 return arrow::table_of(std::ssize(self.rows()), self.scaled());
             })
        .def("indices",
             [](const Carried& self) {
                 const nb::gil_scoped_release no_gil;
                 return self.indices();
             })
        .def("figures",
             [](const Carried& self) {
                 const nb::gil_scoped_release no_gil;
                 return self.figures();
             })
        .def(
            "gather",
            [](const Carried& self, const arrow::Frame& frame) {
                const nb::gil_scoped_release no_gil;
                return gathered(frame, self.rows(), self.added(), self.scaled());
            },
            "frame"_a)
        .def(
            "set_aside",
            [](const Carried& self, const std::vector<std::string>& names) {
                return arrow::table_of(std::ssize(self.set_aside().rows),
                                       aside_columns(self.set_aside(), names));
            },
            "names"_a)
        .def(
            "gather_set_aside",
            [](const Carried& self, const arrow::Frame& frame) {
                const nb::gil_scoped_release no_gil;
                auto out = frame.gather(self.set_aside().rows);
                auto own = aside_columns(self.set_aside(), frame.names());
                out.children.insert(out.children.begin(), own.begin(), own.end());
                return out;
            },
            "frame"_a);
}

}  // namespace

void add_conversions(nb::module_& module) {
    using namespace nb::literals;
    nb::class_<Carried> result(module, "Carried");
    result.def_prop_ro("adds_up", &Carried::adds_up)
        .def_prop_ro("added_names",
                     [](const Carried& self) { return self.conversion().added_columns(); })
        .def_prop_ro("scaled_names",
                     [](const Carried& self) { return self.conversion().request().scale; })
        .def_prop_ro(
            "editions",
            [](const Carried& self) { return texts_of(self.conversion().editions().editions); })
        .def_prop_ro("drafts",
                     [](const Carried& self) { return texts_of(self.conversion().drafts()); })
        .def_prop_ro("weight_notes",
                     [](const Carried& self) { return self.conversion().weight_notes(); })
        .def("account",
             [](const Carried& self) {
                 return summary_json(self.account(), facts_for_python(self));
             })
        .def("methods",
             [](const Carried& self) {
                 return methods_text(self.own().catalog, self.conversion(), self.account(),
                                     facts_for_python(self), catalog_identity(self.own().folder));
             })
        .def("waves", [](const Carried& self) -> SharedAnswer {
            return wave_answer(self.own().catalog, self.conversion(), self.account());
        });
    add_results(result);
    module.def("convert", convert, "catalog"_a, "frame"_a, "said"_a);
    module.def(
        "asked_columns",
        [](const nb::dict& said, const std::vector<std::string>& names) {
            return asked_columns(conversion_spec(said), names);
        },
        "said"_a, "names"_a);
}

}  // namespace socshift::python
