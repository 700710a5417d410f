#include "arguments.hpp"
#include "catalogs.hpp"
#include "columns/title_columns.hpp"
#include "frame_keys.hpp"
#include "frames.hpp"
#include "module.hpp"
#include "results.hpp"
#include "socshift/socshift.hpp"
#include "specs.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <nanobind/stl/string.h>
#include <nanobind/stl/unique_ptr.h>
#include <nanobind/stl/vector.h>
#include <string>
#include <utility>
#include <vector>

namespace socshift::python {

namespace {

using arrow::Node;

/// Codes for the titles of one frame.
class Assigned {
public:
    /// @p columns: those of @p frame that the spec asks for.
    Assigned(const OwnCatalog& own, const arrow::Frame& frame,
             const std::vector<DataColumn>& columns, const AssignSpec& spec, std::string learn)
        : own_(own), learn_(std::move(learn)), assignment_(own.catalog, spec) {
        check_new(assignment_.added_columns(), frame.names());
        assigned_ = assignment_.assign(columns);
        for (std::size_t i = 0; i < assigned_.rows.size(); ++i) {
            const auto& title = assigned_.titles[i];
            if (title.item != nullptr || spec.on_unknown == OnUnknown::keep) {
                rows_.push_back(assigned_.rows[i]);
                titles_.push_back(&title);
            }
            if (title.item == nullptr && spec.on_unknown != OnUnknown::keep) {
                aside_.rows.push_back(assigned_.rows[i]);
                reasons_.push_back(title.detail);
            }
        }
    }

    [[nodiscard]] const Assignment& assignment() const noexcept { return assignment_; }
    [[nodiscard]] const std::vector<std::uint64_t>& rows() const noexcept { return rows_; }
    [[nodiscard]] const std::vector<std::uint64_t>& rows_aside() const noexcept {
        return aside_.rows;
    }

    [[nodiscard]] std::vector<Node> added() const {
        formats::TitleForms forms;
        forms.candidate_lists = true;
        return formats::title_columns(assignment_.added_columns(), titles_, forms);
    }

    [[nodiscard]] std::vector<Node> aside(const std::vector<std::string>& names) const {
        std::vector<Node> out;
        out.push_back(row_column(new_name("row", names), aside_.rows));
        out.push_back(arrow::text_column(new_name("reason", names), reasons_));
        return out;
    }

    [[nodiscard]] std::string account() const {
        AssignFacts facts;
        facts.file = "the data";
        facts.filters = "where";
        facts.catalog = own_.identity;
        facts.decisions = learn_;
        return summary_json(assigned_.account, assignment_, facts);
    }

private:
    OwnCatalog own_;
    std::string learn_;
    Assignment assignment_;
    AssignedColumns assigned_;
    std::vector<std::uint64_t> rows_;
    std::vector<const AssignedTitle*> titles_;  // of each
    RowsAside aside_;
    std::vector<std::string> reasons_;  // of each row set aside
};

std::unique_ptr<Assigned> assign(const OwnCatalog& own, const arrow::Frame& frame,
                                 const nb::dict& said, const std::string& learn) {
    auto spec = assign_spec(said);
    spec.file = "the data";
    const auto columns = said_columns(said);
    const nb::gil_scoped_release no_gil;
    if (!learn.empty()) {
        spec.decisions = read_decision_log(own.catalog, learn);
    }
    return named(said_names(spec), [&] {
        return about_columns(columns, frame.names(), [&] {
            FrameKeys keys(frame, columns, spec.where);
            const auto& read = keys.read(asked_columns(spec, frame.names()));
            return std::make_unique<Assigned>(own, frame, read, spec, learn);
        });
    });
}

}  // namespace

void add_assignments(nb::module_& module) {
    using namespace nb::literals;
    nb::class_<Assigned> result(module, "Assigned");
    result
        .def_prop_ro("added_names",
                     [](const Assigned& self) { return self.assignment().added_columns(); })
        .def_prop_ro("drafts",
                     [](const Assigned& self) { return texts_of(self.assignment().drafts()); })
        .def("account", &Assigned::account)
        .def("rows",
             [](const Assigned& self) {
                 return arrow::table_of(std::ssize(self.rows()), {row_column("row", self.rows())});
             })
        .def("added",
             [](const Assigned& self) {
                 const nb::gil_scoped_release no_gil;
                 return arrow::table_of(std::ssize(self.rows()), self.added());
             })
        .def(
            "gather",
            [](const Assigned& self, const arrow::Frame& frame) {
                const nb::gil_scoped_release no_gil;
                return gathered(frame, self.rows(), self.added(), {}, {});
            },
            "frame"_a)
        .def(
            "set_aside",
            [](const Assigned& self, const std::vector<std::string>& names) {
                return arrow::table_of(std::ssize(self.rows_aside()), self.aside(names));
            },
            "names"_a)
        .def(
            "gather_set_aside",
            [](const Assigned& self, const arrow::Frame& frame) {
                const nb::gil_scoped_release no_gil;
                auto out = frame.gather(self.rows_aside());
                auto own = self.aside(frame.names());
                out.children.insert(out.children.begin(), own.begin(), own.end());
                return out;
            },
            "frame"_a);
    module.def("assign", assign, "catalog"_a, "frame"_a, "said"_a, "learn"_a);
    module.def(
        "asked_title_columns",
        [](const nb::dict& said, const std::vector<std::string>& names) {
            return asked_columns(assign_spec(said), names);
        },
        "said"_a, "names"_a);
}

}  // namespace socshift::python
