#include "arguments.hpp"
#include "carried_frame.hpp"
#include "catalogs.hpp"
#include "frame_keys.hpp"
#include "frames.hpp"
#include "module.hpp"
#include "results.hpp"
#include "socshift/io/columns.hpp"
#include "socshift/socshift.hpp"
#include "specs.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/unique_ptr.h>
#include <nanobind/stl/vector.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift::python {

namespace {

/// The spec of a conversion of parts.
ConversionSpec parted_spec(const nb::dict& said) {
    auto spec = conversion_spec(said);
    spec.file = "the data";
    if (needs_first_reading(spec)) {
        throw ArgumentError(
            "from_",
            "expected what is needed to know which editions the rows are coded in without "
            "reading them first: from_, or edition_column with edition_map; and no "
            "repair of several codes in a cell");
    }
    part_values(spec);
    return spec;
}

/// Frames that are parts of one, which different processes see.
class Parted {
public:
    Parted(const OwnCatalog& own, const nb::dict& said, const std::string& label)
        : own_(own), spec_(parted_spec(said)), columns_(said_columns(said)) {
        const nb::gil_scoped_release no_gil;
        parted_ = named(said_names(spec_), [&] {
            return std::make_unique<PartedConversion>(
                Conversion(own_.catalog, spec_, named_editions(own_.catalog, spec_)), label);
        });
    }

    [[nodiscard]] const PartedConversion& parted() const noexcept { return *parted_; }
    [[nodiscard]] const ConversionSpec& spec() const noexcept { return spec_; }

    [[nodiscard]] std::pair<std::unique_ptr<Carried>, nb::bytes> carry(
        const arrow::Frame& frame) const {
        std::unique_ptr<Carried> out;
        std::string part;
        {
            const nb::gil_scoped_release no_gil;
            read(frame, [&](const std::vector<DataColumn>& columns) {
                check_new(parted_->conversion().added_columns(), frame.names());
                auto carried = parted_->carry(columns);
                part = std::move(carried.account_part);
                out = std::make_unique<Carried>(own_, parted_->conversion(), &frame,
                                                std::move(carried.columns));
            });
        }
        return {std::move(out), nb::bytes(part.data(), part.size())};
    }

    [[nodiscard]] nb::bytes add_up(const arrow::Frame& frame) const {
        std::string part;
        {
            const nb::gil_scoped_release no_gil;
            read(frame,
                 [&](const std::vector<DataColumn>& columns) { part = parted_->add_up(columns); });
        }
        return nb::bytes(part.data(), part.size());
    }

    [[nodiscard]] nb::bytes joined(const std::vector<nb::bytes>& parts) const {
        const auto views = views_of(parts);
        std::string out;
        {
            const nb::gil_scoped_release no_gil;
            out = parted_->joined(views);
        }
        return nb::bytes(out.data(), out.size());
    }

    /// What came of all parts, of data like @p frame, if it is not nullptr.
    [[nodiscard]] std::unique_ptr<Carried> whole(const std::vector<nb::bytes>& parts,
                                                 const arrow::Frame* frame) const {
        const auto views = views_of(parts);
        const nb::gil_scoped_release no_gil;
        const auto names = frame == nullptr ? std::vector<std::string>{} : frame->names();
        return about_columns(columns_, names, [&] {
            if (spec_.adds_up()) {
                return std::make_unique<Carried>(own_, parted_->conversion(), frame,
                                                 parted_->figures(views));
            }
            CarriedColumns carried;
            carried.account = parted_->account(views);
            return std::make_unique<Carried>(own_, parted_->conversion(), frame,
                                             std::move(carried));
        });
    }

    /// Those of the columns with these names whose figures are divided.
    [[nodiscard]] std::vector<std::string> scaled(const std::vector<std::string>& names) const {
        const Columns columns(spec_.file, names);
        std::vector<std::string> out;
        for (const auto& name : spec_.scale) {
            out.push_back(names[columns.place(name)]);
        }
        return out;
    }

    /// Those of the columns with these names that add_up() needs: all, if one is named by its
    /// place.
    [[nodiscard]] std::vector<std::string> needed(const std::vector<std::string>& names) const {
        const Columns columns(spec_.file, names);
        if (std::any_of(columns_.names.begin(), columns_.names.end(), [&](const auto& said) {
                return said.second.starts_with('#') && !columns.has(said.second);
            })) {
            return names;
        }
        std::vector<std::string> out;
        for (const auto place : asked_columns(spec_, names)) {
            out.push_back(names[place]);
        }
        return out;
    }

private:
    template <typename Work>
    void read(const arrow::Frame& frame, const Work& work) const {
        about_columns(columns_, frame.names(), [&] {
            FrameKeys keys(frame, columns_, spec_, FrameExtent::part);
            work(keys.read(asked_columns(spec_, frame.names())));
            return 0;
        });
    }

    static std::vector<std::string_view> views_of(const std::vector<nb::bytes>& parts) {
        std::vector<std::string_view> out;
        for (const auto& part : parts) {
            out.emplace_back(part.c_str(), part.size());
        }
        return out;
    }

    OwnCatalog own_;
    ConversionSpec spec_;
    SaidColumns columns_;
    std::unique_ptr<PartedConversion> parted_;
};

}  // namespace

void add_parts(nb::module_& module) {
    using namespace nb::literals;
    nb::class_<Parted>(module, "Parted")
        .def(nb::init<const OwnCatalog&, const nb::dict&, const std::string&>(), "catalog"_a,
             "said"_a, "label"_a)
        .def_prop_ro("adds_up", [](const Parted& self) { return self.spec().adds_up(); })
        .def_prop_ro("added_names",
                     [](const Parted& self) { return self.parted().conversion().added_columns(); })
        .def_prop_ro(
            "drafts",
            [](const Parted& self) { return texts_of(self.parted().conversion().drafts()); })
        .def(
            "asked",
            [](const Parted& self, const std::vector<std::string>& names) {
                return asked_columns(self.spec(), names);
            },
            "names"_a)
        .def("scaled", &Parted::scaled, "names"_a)
        .def("needed", &Parted::needed, "names"_a)
        .def("carry", &Parted::carry, "frame"_a)
        .def("add_up", &Parted::add_up, "frame"_a)
        .def("joined", &Parted::joined, "parts"_a)
        .def("whole", &Parted::whole, "parts"_a, "frame"_a.none());
}

}  // namespace socshift::python
