#include "answers.hpp"
#include "arguments.hpp"
#include "arrow/gather.hpp"
#include "carried_frame.hpp"
#include "catalogs.hpp"
#include "columns/added_columns.hpp"
#include "columns/column_values.hpp"
#include "columns/figure_order.hpp"
#include "frame_keys.hpp"
#include "frames.hpp"
#include "module.hpp"
#include "results.hpp"
#include "socshift/io/columns.hpp"
#include "socshift/socshift.hpp"
#include "specs.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/unique_ptr.h>
#include <nanobind/stl/vector.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace socshift::python {

namespace {

/// Where a column is that the conversion had, by name or as "#2".
std::size_t place_of(const arrow::Frame& frame, const std::string& name) {
    return Columns("the data", frame.names()).place(name);
}

/// Of a column of numbers that were texts in between; @p frame may be none.
arrow::Frame::Values kind_of(const arrow::Frame* frame, const std::string& name) {
    return frame == nullptr ? arrow::Frame::Values::texts : frame->values(place_of(*frame, name));
}

std::vector<OfferedColumn> offered_by(const arrow::Frame& frame) {
    std::vector<OfferedColumn> out;
    for (std::size_t place = 0; place < frame.names().size(); ++place) {
        const bool is_readable = frame.is_readable(place);
        out.push_back({frame.names()[place], is_readable,
                       is_readable && frame.values(place) == arrow::Frame::Values::texts});
    }
    return out;
}

constexpr std::size_t first_key = 2;  // behind code and title

/// Keys that parts of the data have, as a column.
Node key_of_parts(const std::string& name, const std::vector<std::string>& texts,
                  arrow::Frame::Values kind) {
    std::vector<std::string> values;
    std::vector<bool> has_value;
    for (const auto& text : texts) {
        const bool is_null = text == std::string_view{&part_null, 1};
        has_value.push_back(!is_null);
        values.push_back(text.starts_with(part_null) ? text.substr(1) : text);
    }
    return kind == arrow::Frame::Values::texts ? arrow::text_column(name, values, has_value)
                                               : formats::column_of_kind(name, values, kind);
}

/// The text of a cell, as the engine reads it.
std::string cell_text(const DataColumn& column, std::uint64_t row) {
    if (const auto* const texts = std::get_if<std::span<const std::string_view>>(&column.values)) {
        return std::string{(*texts)[row]};
    }
    if (const auto* const coded = std::get_if<CodedTexts>(&column.values)) {
        const auto place = coded->places[row];
        return place < 0 ? std::string{}
                         : std::string{coded->values[static_cast<std::size_t>(place)]};
    }
    if (const auto* const whole = std::get_if<std::span<const std::int64_t>>(&column.values)) {
        return std::to_string((*whole)[row]);
    }
    const auto real = std::get<std::span<const double>>(column.values)[row];
    return std::isnan(real) ? std::string{} : fmt::format("{}", real);
}

}  // namespace

Carried::Carried(const OwnCatalog& own, const arrow::Frame& frame, const SaidColumns& said,
                 ConversionSpec spec)
    : own_(own) {
    const auto offered = offered_by(frame);
    const auto asked = asked_columns(spec, offered);
    FrameKeys keys(frame, said, spec);
    const auto& columns = keys.read(asked);
    conversion_ = std::make_unique<Conversion>(own.catalog, spec,
                                               needs_first_reading(spec)
                                                   ? found_editions(own.catalog, spec, columns)
                                                   : named_editions(own.catalog, spec));
    if (!spec.adds_up()) {
        check_new(conversion_->added_columns(), frame.names());
    }
    // A column that nobody names can say the level of each row: it is looked at where rows are of
    // groups, or of one figure at two levels.
    const auto all = with_all_readable(asked, offered);
    const bool has_more = all.size() > asked.size();
    try {
        carry(frame, keys, asked);
    } catch (const MixedLevels& error) {
        if (error.no_column() && has_more) {
            carry(frame, keys, all);
        }
        throw;
    }
    if (has_more && may_have_level_column(account())) {
        carry(frame, keys, all);
    }
}

void Carried::carry(const arrow::Frame& frame, FrameKeys& keys,
                    const std::vector<std::size_t>& places) {
    const auto& columns = keys.read(places);
    if (conversion_->request().adds_up()) {
        take(frame, keys, conversion_->add_up(columns));
    } else {
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
    take_parts(frame, std::move(summed));
}

void Carried::take(const arrow::Frame* frame, CarriedColumns carried) {
    carried_ = std::make_shared<const CarriedColumns>(std::move(carried));
    rows_.emplace(carried_->rows, carried_->places, formats::draws_of(*conversion_));
    added_.emplace(*conversion_, carried_->place_list);
    scaled_.clear();
    for (const auto& column : carried_->scaled) {
        auto kind = kind_of(frame, column.name);
        if (kind == arrow::Frame::Values::wholes && !conversion_->request().whole) {
            kind = arrow::Frame::Values::reals;
        }
        const auto place = frame == nullptr ? 0 : place_of(*frame, column.name);
        scaled_.push_back({frame == nullptr ? column.name : frame->names()[place], place, kind});
    }
}

void Carried::take(const arrow::Frame& frame, const FrameKeys& keys, SummedColumns summed) {
    keys_.clear();
    key_rows_.clear();
    const auto& by = conversion_->request().by;
    std::vector<std::vector<std::string>> orders(by.size());
    for (std::size_t key = 0; key < by.size(); ++key) {
        key_rows_.push_back({first_key + key, place_of(frame, by[key])});
        for (const auto& text : summed.keys[key]) {
            const auto* const value = keys.value(by[key], text);
            if (value == nullptr) {
                throw Error(fmt::format("no row has the key '{}' in column '{}'", text, by[key]));
            }
            orders[key].push_back(value->order);
            key_rows_.back().rows.push_back(value->row);
        }
    }
    const auto order = formats::order_of_lines(summed, orders);
    formats::put_in_order(summed, order);
    for (std::size_t key = 0; key < by.size(); ++key) {
        auto& [place, column, rows] = key_rows_[key];
        formats::put_in_order(rows, order);
        keys_.push_back(arrow::gathered(frame.pieces(column), rows));
    }
    summed_ = std::move(summed);
}

void Carried::take_parts(const arrow::Frame* frame, SummedColumns summed) {
    const auto& by = conversion_->request().by;
    std::vector<std::vector<std::string>> orders(by.size());
    for (std::size_t key = 0; key < by.size(); ++key) {
        const auto is_number = kind_of(frame, by[key]) != arrow::Frame::Values::texts;
        for (const auto& text : summed.keys[key]) {
            const auto number = text == "NaN" ? "5" : formats::number_order(text);
            const bool is_null = text == std::string_view{&part_null, 1};
            orders[key].push_back(is_null ? "0" : "1" + (is_number ? number : text));
        }
    }
    formats::put_in_order(summed, formats::order_of_lines(summed, orders));
    for (std::size_t key = 0; key < by.size(); ++key) {
        keys_.push_back(
            key_of_parts(summed.names[first_key + key], summed.keys[key], kind_of(frame, by[key])));
    }
    summed_ = std::move(summed);
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
    if (formats::draws_of(*conversion_) > 1) {
        columns.push_back(draw_column());
    }
    return arrow::table_of(std::ssize(carried_->rows), std::move(columns));
}

std::vector<Node> Carried::added() const {
    return added_->columns(*rows_, carried_->title_scores);
}

Node Carried::draw_column() const {
    std::vector<std::int64_t> values;
    std::vector<bool> has_value;
    const auto& all = *carried_;
    for (std::size_t at = 0; at < all.rows.size(); ++at) {
        const bool is_next = at > 0 && all.rows[at] == all.rows[at - 1];
        values.push_back(is_next ? values.back() + 1 : 1);
        has_value.push_back(all.place_list[all.places[at]].basis.has_value());
    }
    return arrow::whole_column("draw", std::move(values), has_value);
}

std::vector<Node> Carried::scaled() const {
    std::vector<Node> out;
    for (std::size_t i = 0; i < scaled_.size(); ++i) {
        out.push_back(
            formats::column_of_kind(scaled_[i].name, carried_->scaled[i].figures, scaled_[i].kind));
    }
    return out;
}

std::vector<std::size_t> Carried::scaled_places() const {
    std::vector<std::size_t> out;
    for (const auto& column : scaled_) {
        out.push_back(column.place);
    }
    return out;
}

std::vector<Node> Carried::scaled_aside(const arrow::Frame& frame) const {
    std::vector<Node> out;
    const auto& aside = carried_->set_aside;
    for (std::size_t i = 0; i < scaled_.size() && !aside.figures.empty(); ++i) {
        const auto read = frame.read({scaled_[i].place});
        const auto& column = read.columns()[scaled_[i].place];
        std::vector<std::string> texts;
        for (std::size_t at = 0; at < aside.rows.size(); ++at) {
            const auto part = aside.figures.find(at);
            const bool is_part = part != aside.figures.end() && !part->second[i].empty();
            texts.push_back(is_part ? part->second[i] : cell_text(column, aside.rows[at]));
        }
        out.push_back(formats::column_of_kind(scaled_[i].name, texts, scaled_[i].kind));
    }
    return out;
}

Node Carried::figures() const {
    auto out = table_of(figures_answer(own_.catalog, *conversion_, *summed_).table);
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        auto& column = out.children[first_key + i];
        auto name = std::move(column.name);
        column = keys_[i];
        column.name = std::move(name);
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
    const auto columns = said_columns(said);
    const nb::gil_scoped_release no_gil;
    return named(said_names(spec), [&] {
        return about_columns(columns, frame.names(),
                             [&] { return std::make_unique<Carried>(own, frame, columns, spec); });
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
        .def("key_rows",
             [](const Carried& self) {
                 std::vector<std::tuple<std::size_t, std::size_t, Node>> out;
                 for (const auto& [place, column, rows] : self.key_rows()) {
                     out.emplace_back(place, column,
                                      arrow::table_of(std::ssize(rows), {row_column("row", rows)}));
                 }
                 return out;
             })
        .def(
            "gather",
            [](const Carried& self, const arrow::Frame& frame) {
                const nb::gil_scoped_release no_gil;
                return gathered(frame, self.rows(), self.added(), self.scaled(),
                                self.scaled_places());
            },
            "frame"_a)
        .def(
            "scaled_aside",
            [](const Carried& self, const arrow::Frame& frame) {
                const nb::gil_scoped_release no_gil;
                return arrow::table_of(std::ssize(self.set_aside().rows), self.scaled_aside(frame));
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
                auto out = gathered(frame, self.set_aside().rows, {}, self.scaled_aside(frame),
                                    self.scaled_places());
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
        .def_prop_ro("scaled_places", &Carried::scaled_places)
        .def_prop_ro(
            "editions",
            [](const Carried& self) { return texts_of(self.conversion().editions().editions); })
        .def_prop_ro("drafts",
                     [](const Carried& self) { return texts_of(self.conversion().drafts()); })
        .def_prop_ro("weight_notes",
                     [](const Carried& self) { return self.conversion().weight_notes(); })
        .def("account",
             [](const Carried& self) {
                 auto facts = facts_for_python(self);
                 facts.methods = methods_text(self.own().catalog, self.conversion(), self.account(),
                                              facts, self.own().identity);
                 return summary_json(self.account(), facts);
             })
        .def("methods",
             [](const Carried& self) {
                 return methods_text(self.own().catalog, self.conversion(), self.account(),
                                     facts_for_python(self), self.own().identity);
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
