#include "answers.hpp"
#include "arguments.hpp"
#include "catalogs.hpp"
#include "frames.hpp"
#include "module.hpp"
#include "results.hpp"
#include "socshift/io/columns.hpp"
#include "socshift/socshift.hpp"
#include "specs.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/unique_ptr.h>
#include <nanobind/stl/vector.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace socshift::python {

namespace {

using arrow::Node;

/// A conversion of one frame: what it was asked for, and what came of it. A value that no one
/// changes; the frame that it was made of is not in it.
class Carried {
public:
    Carried(const OwnCatalog& own, const arrow::Frame& frame, ConversionSpec spec) : own_(own) {
        // How figures that are texts are written, all columns together say.
        auto asked = asked_columns(spec, frame.names());
        if (has_figures_as_texts(frame, spec)) {
            asked = all_readable(frame, std::move(asked));
        }
        const auto read = frame.read(asked);
        const auto& columns = read.columns();
        fit_decimals(frame, columns, spec);
        conversion_ = std::make_unique<Conversion>(own.catalog, spec,
                                                   needs_first_reading(spec)
                                                       ? found_editions(own.catalog, spec, columns)
                                                       : named_editions(own.catalog, spec));
        if (!spec.adds_up()) {
            check_new(conversion_->added_columns(), frame.names());
        }
        try {
            carry(columns);
        } catch (const MixedLevels& error) {
            if (error.no_column() && has_more(frame, asked)) {
                carry(frame.read(all_readable(frame, asked)).columns());
            }
            throw;
        }
        if (has_groups() && has_more(frame, asked)) {
            carry(frame.read(all_readable(frame, asked)).columns());
        }
        if (spec.adds_up()) {
            keep_kinds(frame, spec);
        } else {
            fold_draws();
            keep_scaled_kinds(frame);
        }
    }

    [[nodiscard]] bool adds_up() const noexcept { return summed_.has_value(); }
    [[nodiscard]] const ConvertSummary& account() const noexcept {
        return summed_ ? summed_->account : carried_->account;
    }
    [[nodiscard]] const RowsAside& set_aside() const noexcept {
        return summed_ ? summed_->set_aside : carried_->set_aside;
    }
    [[nodiscard]] const Conversion& conversion() const noexcept { return *conversion_; }
    [[nodiscard]] const OwnCatalog& own() const noexcept { return own_; }
    /// Of each row of the result the one that it came from.
    [[nodiscard]] const std::vector<std::uint64_t>& rows() const noexcept { return *rows_; }
    [[nodiscard]] Node row_numbers() const { return shared_rows("row", rows_); }

    /// The columns that rows get.
    [[nodiscard]] std::vector<Node> added() const;

    /// The columns of figures that were divided; none if none was asked for.
    [[nodiscard]] std::vector<Node> scaled() const;

    /// The row, the target and the share of each row of the result, of all draws as well.
    [[nodiscard]] Node indices() const {
        std::vector<Node> columns;
        columns.push_back(shared_rows("row", {carried_, &carried_->rows}));
        columns.push_back(code_column("target", carried_->places));
        columns.push_back(share_column("share", carried_->places));
        if (draws() > 1) {
            columns.push_back(draw_column());
        }
        return arrow::table_of(std::ssize(carried_->rows), std::move(columns));
    }

    [[nodiscard]] Node figures() const;

    /// Of the columns that scaled() gives, their places in the data.
    [[nodiscard]] const std::vector<std::size_t>& scaled_places() const noexcept {
        return scaled_places_;
    }

    /// The figures of set_aside(), with those of its part where a part of a row was set aside: a
    /// column for each of scaled(). None if no row was set aside in part.
    [[nodiscard]] std::vector<Node> scaled_aside(const arrow::Frame& frame) const;

private:
    void carry(const std::vector<DataColumn>& columns) {
        if (conversion_->request().adds_up()) {
            summed_ = conversion_->add_up(columns, Extent::whole);
        } else {
            carried_ =
                std::make_shared<const CarriedColumns>(conversion_->carry(columns, Extent::whole));
        }
    }

    // A column that nobody names can say the level of each row: it is looked at where rows are of
    // groups, or of one figure at two levels.
    [[nodiscard]] bool has_groups() const {
        const auto& reasons = account().set_aside;
        return std::any_of(reasons.begin(), reasons.end(),
                           [](const SetAside& each) { return each.reason == Reason::group; });
    }
    /// @p asked, whether they can be read or not, and all others that can be.
    static std::vector<std::size_t> all_readable(const arrow::Frame& frame,
                                                 std::vector<std::size_t> asked) {
        for (std::size_t place = 0; place < frame.names().size(); ++place) {
            if (std::find(asked.begin(), asked.end(), place) == asked.end() &&
                frame.is_readable(place)) {
                asked.push_back(place);
            }
        }
        return asked;
    }
    static bool has_figures_as_texts(const arrow::Frame& frame, const ConversionSpec& spec) {
        ConversionSpec figures;
        figures.column = spec.column;
        const auto of_codes = asked_columns(figures, frame.names());
        figures.sums = spec.sums;
        figures.means = spec.means;
        figures.scale = spec.scale;
        figures.by_weight = spec.by_weight;
        const auto all = asked_columns(figures, frame.names());
        return std::any_of(all.begin(), all.end(), [&](std::size_t place) {
            return std::find(of_codes.begin(), of_codes.end(), place) == of_codes.end() &&
                   frame.values(place) == arrow::Frame::Values::texts;
        });
    }
    static bool has_more(const arrow::Frame& frame, const std::vector<std::size_t>& asked) {
        return all_readable(frame, asked).size() > asked.size();
    }

    /// Rows that drew several times have one row in the result.
    void fold_draws() {
        const auto& all = *carried_;
        if (draws() == 1) {
            rows_ = {carried_, &all.rows};
            return;
        }
        auto rows = std::make_shared<std::vector<std::uint64_t>>();
        for (std::size_t at = 0; at < all.rows.size(); ++at) {
            if (rows->empty() || rows->back() != all.rows[at]) {
                rows->push_back(all.rows[at]);
                firsts_.push_back(at);
            }
        }
        rows_ = std::move(rows);
    }

    [[nodiscard]] std::size_t draws() const {
        const auto& spec = conversion_->request();
        return spec.split == Split::draw ? spec.draws.value_or(1) : 1;
    }

    /// Places in the list of those of each row in the result, at its @p draw.
    [[nodiscard]] std::vector<std::uint32_t> places(std::size_t draw) const {
        if (draws() == 1) {
            return carried_->places;
        }
        std::vector<std::uint32_t> out;
        out.reserve(firsts_.size());
        for (std::size_t i = 0; i < firsts_.size(); ++i) {
            const auto end = i + 1 < firsts_.size() ? firsts_[i + 1] : carried_->rows.size();
            const auto at = firsts_[i] + draw;
            out.push_back(carried_->places[at < end ? at : firsts_[i]]);
        }
        return out;
    }

    template <typename TextOf>
    [[nodiscard]] Node texts(std::string name, const std::vector<std::uint32_t>& places,
                             const TextOf& text_of) const {
        std::vector<std::string> values;
        std::vector<std::int32_t> value_of;
        std::unordered_map<std::string, std::int32_t> known;
        for (const auto& place : carried_->place_list) {
            const std::string text = text_of(place);
            if (text.empty()) {
                value_of.push_back(-1);
                continue;
            }
            const auto [found, is_new] =
                known.emplace(text, static_cast<std::int32_t>(values.size()));
            if (is_new) {
                values.push_back(text);
            }
            value_of.push_back(found->second);
        }
        std::vector<std::int32_t> out;
        out.reserve(places.size());
        for (const auto place : places) {
            out.push_back(value_of[place]);
        }
        return arrow::coded_column(std::move(name), std::move(out), values);
    }

    [[nodiscard]] Node code_column(std::string name,
                                   const std::vector<std::uint32_t>& places) const {
        return texts(std::move(name), places, [](const CarriedPlace& place) {
            return place.target ? place.target->text() : std::string{};
        });
    }

    [[nodiscard]] Node title_column(std::string name,
                                    const std::vector<std::uint32_t>& places) const {
        return texts(std::move(name), places,
                     [](const CarriedPlace& place) { return place.title; });
    }

    [[nodiscard]] Node basis_column(std::string name,
                                    const std::vector<std::uint32_t>& places) const {
        return texts(std::move(name), places, [](const CarriedPlace& place) {
            return std::string{place.by_title ? settled_by_title
                               : place.basis  ? to_string(*place.basis)
                                              : std::string_view{}};
        });
    }

    [[nodiscard]] Node share_column(std::string name,
                                    const std::vector<std::uint32_t>& places) const {
        if (conversion_->request().shares == ShareForm::fraction) {
            return texts(std::move(name), places, [](const CarriedPlace& place) {
                return place.share ? place.share->text() : std::string{};
            });
        }
        std::vector<double> share_of;
        std::vector<bool> has_share;
        bool has_all = true;
        for (const auto& place : carried_->place_list) {
            share_of.push_back(place.share ? place.share->to_double() : 0);
            has_share.push_back(place.share.has_value());
            has_all = has_all && place.share;
        }
        std::vector<double> values;
        std::vector<bool> has_value;
        values.reserve(places.size());
        for (const auto place : places) {
            values.push_back(share_of[place]);
            if (!has_all) {
                has_value.push_back(has_share[place]);
            }
        }
        return arrow::real_column(std::move(name), std::move(values), has_value);
    }

    /// Of each entry which of the draws of its row it is, from 1; none of a row that is kept.
    [[nodiscard]] Node draw_column() const {
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

    [[nodiscard]] Node candidates_column(std::string name,
                                         const std::vector<std::uint32_t>& places) const {
        std::vector<std::int64_t> values;
        std::vector<bool> has_value;
        for (const auto place : places) {
            const auto count = carried_->place_list[place].candidates;
            values.push_back(static_cast<std::int64_t>(count));
            has_value.push_back(count > 0);
        }
        return arrow::whole_column(std::move(name), std::move(values), has_value);
    }

    [[nodiscard]] Node score_column(std::string name) const {
        constexpr double thousand = 1000;
        std::vector<double> values;
        std::vector<bool> has_value;
        for (const auto score : carried_->title_scores) {
            values.push_back(score / thousand);
            has_value.push_back(score > 0);
        }
        return arrow::real_column(std::move(name), std::move(values), has_value);
    }

    /// Keys of figures that were numbers are numbers again.
    void keep_kinds(const arrow::Frame& frame, const ConversionSpec& spec) {
        for (const auto& key : spec.by) {
            key_kinds_.push_back(frame.values(place_of(frame, key)));
        }
    }

    void keep_scaled_kinds(const arrow::Frame& frame) {
        for (const auto& column : carried_->scaled) {
            const auto place = place_of(frame, column.name);
            scaled_places_.push_back(place);
            scaled_names_.push_back(frame.names()[place]);
            auto kind = frame.values(place);
            if (kind == arrow::Frame::Values::wholes && !conversion_->request().whole) {
                kind = arrow::Frame::Values::reals;
            }
            scaled_kinds_.push_back(kind);
        }
    }

    /// Of a column that the conversion had, by name or as "#2".
    static std::size_t place_of(const arrow::Frame& frame, const std::string& name) {
        return Columns("the data", frame.names()).place(name);
    }

    OwnCatalog own_;
    std::unique_ptr<Conversion> conversion_;
    std::shared_ptr<const CarriedColumns> carried_;  // of rows; none of figures
    std::optional<SummedColumns> summed_;
    std::shared_ptr<const std::vector<std::uint64_t>> rows_;
    std::vector<std::size_t> firsts_;  // with several draws, of each of them its first entry
    std::vector<arrow::Frame::Values> key_kinds_;
    std::vector<arrow::Frame::Values> scaled_kinds_;
    std::vector<std::size_t> scaled_places_;  // in the data
    std::vector<std::string> scaled_names_;
};

/// Texts as numbers of a kind; what is none has no value. Whole numbers that fit in 64 bits neither
/// with sign nor without: doubles.
Node column_of_kind(const std::string& name, const std::vector<std::string>& texts,
                    arrow::Frame::Values kind) {
    const auto read = [&](auto zero, bool& all) {
        std::vector<decltype(zero)> values;
        std::vector<bool> has_value;
        for (const auto& text : texts) {
            auto value = zero;
            const auto* const end = text.data() + text.size();
            const auto [stop, error] = std::from_chars(text.data(), end, value);
            const bool is_read = error == std::errc{} && stop == end;
            all = all && (is_read || text.empty());
            values.push_back(is_read ? value : zero);
            has_value.push_back(is_read);
        }
        return std::pair{std::move(values), std::move(has_value)};
    };
    bool all = true;
    if (kind == arrow::Frame::Values::wholes) {
        auto [values, has_value] = read(std::int64_t{0}, all);
        if (all) {
            return arrow::whole_column(name, std::move(values), has_value);
        }
        all = true;
        auto [unsigned_values, has_unsigned] = read(std::uint64_t{0}, all);
        if (all) {
            return arrow::unsigned_column(name, std::move(unsigned_values), has_unsigned);
        }
    }
    if (kind != arrow::Frame::Values::texts) {
        all = true;
        auto [values, has_value] = read(0.0, all);
        if (all) {
            return arrow::real_column(name, std::move(values), has_value);
        }
    }
    return arrow::text_column(name, texts);
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

std::vector<Node> Carried::added() const {
    const auto names = conversion_->added_columns();
    const auto& request = conversion_->request();
    const auto first = places(0);
    std::vector<Node> out;
    if (request.to_families) {
        out.push_back(code_column(names[0], first));
        out.push_back(title_column(names[1], first));
        return out;
    }
    std::size_t name = 0;
    for (std::size_t draw = 0; draw < draws(); ++draw) {
        out.push_back(code_column(names[name++], draw == 0 ? first : places(draw)));
    }
    if (request.split != Split::draw) {
        out.push_back(share_column(names[name++], first));
    }
    out.push_back(basis_column(names[name++], first));
    if (request.split == Split::best || request.split == Split::draw) {
        out.push_back(candidates_column(names[name++], first));
    } else if (request.split == Split::title) {
        out.push_back(score_column(names[name++]));
    }
    return out;
}

std::vector<Node> Carried::scaled() const {
    std::vector<Node> out;
    for (std::size_t i = 0; i < carried_->scaled.size(); ++i) {
        out.push_back(
            column_of_kind(scaled_names_[i], carried_->scaled[i].figures, scaled_kinds_[i]));
    }
    return out;
}

std::vector<Node> Carried::scaled_aside(const arrow::Frame& frame) const {
    std::vector<Node> out;
    const auto& aside = carried_->set_aside;
    for (std::size_t i = 0; i < scaled_places_.size() && !aside.figures.empty(); ++i) {
        const auto read = frame.read({scaled_places_[i]});
        const auto& column = read.columns()[scaled_places_[i]];
        std::vector<std::string> texts;
        for (std::size_t at = 0; at < aside.rows.size(); ++at) {
            const auto part = aside.figures.find(at);
            const bool is_part = part != aside.figures.end() && !part->second[i].empty();
            texts.push_back(is_part ? part->second[i] : cell_text(column, aside.rows[at]));
        }
        out.push_back(column_of_kind(scaled_names_[i], texts, scaled_kinds_[i]));
    }
    return out;
}

Node Carried::figures() const {
    auto out = table_of(figures_answer(own_.catalog, *conversion_, *summed_).table);
    constexpr std::size_t first_key = 2;  // behind code and title
    for (std::size_t i = 0; i < key_kinds_.size(); ++i) {
        auto& column = out.children[first_key + i];
        column = column_of_kind(column.name, summed_->keys[i], key_kinds_[i]);
    }
    return out;
}

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
