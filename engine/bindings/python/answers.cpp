#include "answers.hpp"

#include "arguments.hpp"
#include "frames.hpp"
#include "module.hpp"
#include "results.hpp"
#include "socshift/publish/delimited.hpp"
#include "socshift/publish/json.hpp"
#include "socshift/publish/markdown.hpp"
#include "text/harmless.hpp"

#include <fmt/core.h>

#include <charconv>
#include <cstdint>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

namespace socshift::python {

namespace {

std::string_view kind_name(ColumnKind kind) {
    switch (kind) {
        case ColumnKind::text:
            return "text";
        case ColumnKind::whole:
            return "whole";
        case ColumnKind::measure:
            return "measure";
        case ColumnKind::amount:
            return "amount";
        case ColumnKind::share:
        case ColumnKind::decimal_share:
            return "share";
        case ColumnKind::yes_no:
        case ColumnKind::mark:
            return "bool";
        case ColumnKind::texts:
            return "texts";
        case ColumnKind::interval:
            return "interval";
    }
    return "";
}

/// The types of Python that numbers are exact in.
struct Exact {
    nb::object decimal = nb::module_::import_("decimal").attr("Decimal");
    nb::object fraction = nb::module_::import_("fractions").attr("Fraction");
};

nb::object text_object(std::string_view text) {
    return nb::steal(
        PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "replace"));
}

/// One value as Python has it.
class ToObject {
public:
    explicit ToObject(const Exact& exact) : exact_(exact) {}

    nb::object operator()(std::monostate) const { return nb::none(); }
    nb::object operator()(const std::string& text) const { return text_object(text); }
    nb::object operator()(std::int64_t number) const { return nb::int_(number); }
    nb::object operator()(const Measure& measure) const { return nb::float_(measure.value); }
    nb::object operator()(const Amount& amount) const {
        return exact_.decimal(nb::str(amount.text.c_str()));
    }
    nb::object operator()(const Share& share) const {
        return exact_.fraction(nb::str(share.text().c_str()));
    }
    nb::object operator()(bool holds) const { return nb::bool_(holds); }
    nb::object operator()(const SharedTexts& texts) const {
        nb::list out;
        for (const auto& text : texts.all()) {
            out.append(text_object(text));
        }
        return nb::tuple(out);
    }
    nb::object operator()(const Interval& interval) const {
        return nb::make_tuple(std::visit(*this, interval.least), std::visit(*this, interval.most));
    }

private:
    const Exact& exact_;
};

nb::list rows_of(const Table& table) {
    const Exact exact;
    const ToObject to_object{exact};
    nb::list out;
    for (const auto& row : table.rows()) {
        nb::list cells;
        for (const auto& cell : row) {
            cells.append(std::visit(to_object, cell.value()));
        }
        out.append(nb::tuple(cells));
    }
    return out;
}

std::vector<std::pair<std::string, std::string>> columns_of(const Table& table) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& column : table.columns()) {
        out.emplace_back(column.name, kind_name(column.kind));
    }
    return out;
}

/// The double nearest to a decimal. @throws Error for what is none: no other number may stand for
/// it.
double double_of(std::string_view decimal) {
    if (const auto number = bindings::number_of(decimal)) {
        return *number;
    }
    throw Error(fmt::format("'{}' was to be a number", decimal));
}

std::optional<double> number_of(const Cell& cell) {
    const auto& value = cell.value();
    if (const auto* const measure = std::get_if<Measure>(&value)) {
        return measure->value;
    }
    if (const auto* const amount = std::get_if<Amount>(&value)) {
        return double_of(amount->text);
    }
    if (const auto* const share = std::get_if<Share>(&value)) {
        return share->to_double();
    }
    return std::nullopt;
}

/// A column of values that some cells have none of.
template <typename T, typename ValueOf, typename Make>
arrow::Node column_with(const Table& table, std::size_t place, const std::string& name,
                        const ValueOf& value_of, const Make& make) {
    std::vector<T> values;
    std::vector<bool> has_value;
    for (const auto& row : table.rows()) {
        const auto value = value_of(row[place]);
        has_value.push_back(value.has_value());
        values.push_back(value.value_or(T{}));
    }
    return make(name, std::move(values), has_value);
}

template <typename T>
std::optional<T> held(const Cell& cell) {
    const auto* const value = std::get_if<T>(&cell.value());
    return value == nullptr ? std::nullopt : std::optional<T>{*value};
}

arrow::Node real_column(const Table& table, std::size_t place, const std::string& name) {
    return column_with<double>(table, place, name, number_of, arrow::real_column);
}

/// An end of the intervals of a column: whole numbers, if all of them are.
arrow::Node end_column(const Table& table, std::size_t place, const std::string& name,
                       Interval::End Interval::*end) {
    bool is_whole = true;
    for (const auto& row : table.rows()) {
        if (const auto interval = held<Interval>(row[place])) {
            is_whole = is_whole && std::holds_alternative<std::int64_t>((*interval).*end);
        }
    }
    if (is_whole) {
        return column_with<std::int64_t>(
            table, place, name,
            [&](const Cell& cell) -> std::optional<std::int64_t> {
                const auto interval = held<Interval>(cell);
                return interval ? std::optional{std::get<std::int64_t>((*interval).*end)}
                                : std::nullopt;
            },
            arrow::whole_column);
    }
    return column_with<double>(
        table, place, name,
        [&](const Cell& cell) -> std::optional<double> {
            const auto interval = held<Interval>(cell);
            return interval ? std::optional{double_of(printed((*interval).*end))} : std::nullopt;
        },
        arrow::real_column);
}

void add_column(const Table& table, std::size_t place, std::vector<arrow::Node>& out) {
    const auto& [name, kind] = table.columns()[place];
    switch (kind) {
        case ColumnKind::text:
            out.push_back(column_with<std::string>(
                table, place, name, held<std::string>,
                [](const std::string& of, const std::vector<std::string>& values,
                   const std::vector<bool>& has_value) {
                    return arrow::text_column(of, values, has_value);
                }));
            break;
        case ColumnKind::whole:
            out.push_back(column_with<std::int64_t>(table, place, name, held<std::int64_t>,
                                                    arrow::whole_column));
            break;
        case ColumnKind::measure:
        case ColumnKind::amount:
        case ColumnKind::share:
        case ColumnKind::decimal_share:
            out.push_back(real_column(table, place, name));
            break;
        case ColumnKind::yes_no:
        case ColumnKind::mark:
            out.push_back(column_with<bool>(table, place, name, held<bool>, arrow::bool_column));
            break;
        case ColumnKind::texts: {
            std::vector<std::vector<std::string>> values;
            for (const auto& row : table.rows()) {
                const auto texts = held<SharedTexts>(row[place]);
                values.push_back(texts ? texts->all() : std::vector<std::string>{});
            }
            out.push_back(arrow::texts_column(name, values));
            break;
        }
        case ColumnKind::interval:
            out.push_back(end_column(table, place, name + "_low", &Interval::least));
            out.push_back(end_column(table, place, name + "_high", &Interval::most));
            break;
    }
}

template <typename Write>
std::string written(const Write& write) {
    std::ostringstream out;
    write(out);
    return out.str();
}

/// A document as the program prints it: what could change a terminal is escaped.
template <typename Of>
std::string json_of(const Of& of) {
    return written([&](std::ostream& out) {
        cli::HarmlessStream harmless{out, Escapes::json};
        write_json(harmless, of);
    });
}

nb::dict facts_of(const std::vector<Fact>& facts) {
    const Exact exact;
    nb::dict out;
    for (const auto& fact : facts) {
        out[nb::str(fact.name.c_str())] = std::visit(ToObject{exact}, fact.value.value());
    }
    return out;
}

/// Sentences with the names of arguments in place of those of options.
std::vector<std::string> said_here(std::vector<std::string> lines) {
    for (auto& line : lines) {
        line = in_words_of_python(std::move(line));
    }
    return lines;
}

/// Sections as answers of their own, for the same class in Python.
nb::list sections_of(const Page& page) {
    nb::list out;
    for (const auto& section : page.sections) {
        Answer answer{page.schema, section.table.columns(), {}};
        for (const auto& row : section.table.rows()) {
            answer.table.add(row);
        }
        answer.drafts = page.drafts;
        out.append(nb::make_tuple(section.key, section.heading, said_here(section.lines),
                                  SharedAnswer{std::move(answer)}, facts_of(section.totals)));
    }
    return out;
}

}  // namespace

arrow::Node table_of(const Table& table) {
    std::vector<arrow::Node> columns;
    for (std::size_t place = 0; place < table.columns().size(); ++place) {
        add_column(table, place, columns);
    }
    return arrow::table_of(std::ssize(table.rows()), std::move(columns));
}

void add_answers(nb::module_& module) {
    nb::class_<SharedAnswer>(module, "Answer")
        .def_prop_ro("schema", [](const SharedAnswer& self) { return self.answer->schema; })
        .def_prop_ro("columns",
                     [](const SharedAnswer& self) { return columns_of(self.answer->table); })
        .def_prop_ro("size",
                     [](const SharedAnswer& self) { return self.answer->table.rows().size(); })
        .def_prop_ro("notices",
                     [](const SharedAnswer& self) { return said_here(notices(*self.answer)); })
        .def_prop_ro("drafts",
                     [](const SharedAnswer& self) { return texts_of(self.answer->drafts); })
        .def("rows", [](const SharedAnswer& self) { return rows_of(self.answer->table); })
        .def("json", [](const SharedAnswer& self) { return json_of(*self.answer); })
        .def("csv",
             [](const SharedAnswer& self) {
                 return written([&](std::ostream& out) { write_csv(out, self.answer->table); });
             })
        .def(
            "markdown",
            [](const SharedAnswer& self) {
                return written([&](std::ostream& out) { write_markdown(out, self.answer->table); });
            })
        .def("stream",
             [](const SharedAnswer& self) { return stream_of(table_of(self.answer->table)); });

    nb::class_<Page>(module, "Page")
        .def_ro("schema", &Page::schema)
        .def_prop_ro("title", [](const Page& self) { return self.marked_title(); })
        .def_prop_ro("lines", [](const Page& self) { return said_here(self.lines); })
        .def_prop_ro("drafts", [](const Page& self) { return texts_of(self.drafts); })
        .def_prop_ro("facts", [](const Page& self) { return facts_of(self.facts); })
        .def_prop_ro("sections", [](const Page& self) { return sections_of(self); })
        .def("json", [](const Page& self) { return json_of(self); })
        .def("markdown", [](const Page& self) {
            return written([&](std::ostream& out) { write_markdown(out, self); });
        });
}

}  // namespace socshift::python
