#include "answers.hpp"
#include "arguments.hpp"
#include "catalogs.hpp"
#include "frames.hpp"
#include "module.hpp"
#include "options/data_file.hpp"
#include "results.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/io/file_kind.hpp"
#include "socshift/io/file_set.hpp"
#include "socshift/socshift.hpp"
#include "specs.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

// Files of the user's, which the engine reads itself.

namespace socshift::python {

namespace {

namespace fs = std::filesystem;
using Texts = std::vector<std::string>;

/// How files are to be read: delimiter, sheet and the row of the header, each perhaps said.
using Reading = std::tuple<std::string, std::optional<std::string>, std::optional<std::uint32_t>>;

/// Where results go: the file, that of rows set aside, and whether they may replace others. An
/// empty name: nowhere.
using Writing = std::tuple<std::string, std::string, bool>;

void set_shape(const Texts& files, const Reading& reading, DataShape& shape) {
    const auto& [delimiter, sheet, header_row] = reading;
    if (files.empty()) {
        throw ArgumentError("data", "expected a file");
    }
    shape.file = files.size() == 1 ? files.front() : fmt::format("{} files", files.size());
    if (delimiter.size() > 1) {
        throw ArgumentError("delimiter",
                            fmt::format("expected one character, found '{}'", delimiter));
    }
    if (!delimiter.empty()) {
        shape.delimiter = delimiter.front();
    }
    shape.sheet = sheet;
    shape.header_row = header_row;
}

/// The bytes of files, to be read by one run. Standard input is not read: that is Python's.
struct Input {
    Input(const Texts& files, DataShape& shape) : file(files, shape, nothing) {
        shape = file.shape_of_text(shape);
    }

    [[nodiscard]] std::function<TextPlace(std::uint64_t)> place() {
        if (!file.is_several()) {
            return {};
        }
        return [this](std::uint64_t line) { return file.place(line); };
    }

    std::istringstream nothing;
    cli::InputFile file;
};

/// What a run wrote: into files, or kept here.
class Output {
public:
    Output(const Texts& inputs, const Writing& writing)
        : name_(std::get<0>(writing)), rejects_(std::get<1>(writing)), set_(std::get<2>(writing)) {
        std::vector<fs::path> used;
        for (const auto& file : inputs) {
            use(file, used);
        }
        if (!name_.empty()) {
            if (const auto ending = ending_of_other_kind(name_); !ending.empty()) {
                throw ArgumentError(
                    "output", fmt::format("'{}': files are written as text; expected a name such "
                                          "as .csv, found {}",
                                          name_, ending));
            }
            use(name_, used);
            out_ = &set_.add(name_, compression_named(name_));
        }
        if (!rejects_.empty()) {
            use(rejects_, used);
            aside_ = &set_.add(rejects_, compression_named(rejects_), FileSet::Empty::is_none);
        }
    }

    [[nodiscard]] ConvertOutputs outputs() {
        return {[this](std::string_view bytes) { add(out_, kept_, bytes); },
                [this](std::string_view bytes) { add(aside_, kept_aside_, bytes); }};
    }

    void finish() {
        set_.finish();
        set_.commit();
    }

    [[nodiscard]] const std::string& kept() const noexcept { return kept_; }
    [[nodiscard]] const std::string& kept_aside() const noexcept { return kept_aside_; }
    [[nodiscard]] const std::string& rejects() const noexcept { return rejects_; }

private:
    static void use(const fs::path& path, std::vector<fs::path>& used) {
        std::error_code ignored;
        const auto real = fs::weakly_canonical(path, ignored);
        if (std::find(used.begin(), used.end(), real) != used.end()) {
            throw ArgumentError("output",
                                fmt::format("'{}' is named for two purposes", path.string()));
        }
        used.push_back(real);
    }

    static void add(OutputFile* file, std::string& kept, std::string_view bytes) {
        if (file != nullptr) {
            file->write(bytes);
        } else {
            kept += bytes;
        }
    }

    std::string name_;
    std::string rejects_;
    FileSet set_;
    OutputFile* out_ = nullptr;
    OutputFile* aside_ = nullptr;
    std::string kept_;
    std::string kept_aside_;
};

/// The rows of delimited text that was written, a column of texts each.
arrow::Node columns_in(const std::string& text, std::optional<char> delimiter) {
    if (text.empty()) {
        return arrow::table_of(0, {});
    }
    const auto table = read_delimited_table(bytes_of(std::string_view{text}), "the result",
                                            delimiter, std::numeric_limits<std::size_t>::max());
    std::vector<arrow::Node> columns;
    for (std::size_t at = 0; at < table.header.size(); ++at) {
        std::vector<std::string_view> cells;
        for (const auto& row : table.rows) {
            cells.emplace_back(row.cells[at]);
        }
        columns.push_back(arrow::text_column(table.header[at], cells));
    }
    return arrow::table_of(std::ssize(table.rows), std::move(columns));
}

/// A conversion or an assignment of files.
struct FileResult {
    std::string account;
    std::string methods;
    Texts drafts;
    Texts weight_notes;
    arrow::Node rows = {};
    arrow::Node set_aside = {};
};

std::optional<char> delimiter_of(const std::string& text, const DataShape& shape) {
    if (shape.delimiter && !shape.blanks) {
        return shape.delimiter;
    }
    return text.empty() ? std::nullopt : std::optional{detect_delimiter(text, true)};
}

void keep_rows(const Output& output, const DataShape& shape, FileResult& out) {
    const auto delimiter = delimiter_of(output.kept(), shape);
    out.rows = columns_in(output.kept(), delimiter);
    out.set_aside = columns_in(output.kept_aside(), delimiter);
}

FileResult convert_files(const OwnCatalog& own, const Texts& files, const nb::dict& said,
                         const Reading& reading, const Writing& writing) {
    auto spec = conversion_spec(said);
    const auto columns = said_columns(said);
    const nb::gil_scoped_release no_gil;
    set_shape(files, reading, spec);
    Input input(files, spec);
    return named(said_names(spec), [&] {
        return about_columns(columns, {}, [&] {
            Output output(files, writing);
            check_names(own.catalog, spec, input.file.first_reader());
            const Conversion conversion(
                own.catalog, spec,
                needs_first_reading(spec)
                    ? found_editions(own.catalog, spec, input.file.first_reader())
                    : named_editions(own.catalog, spec));
            const auto summary =
                conversion.run(input.file.reader(), output.outputs(), input.place());
            auto facts = facts_of(conversion);
            facts.rejects = output.rejects();
            facts.filters = "where";
            facts.edition_files = own.files;
            facts.file_notices = input.file.notices();
            facts.methods = methods_text(own.catalog, conversion, summary, facts, own.identity);
            FileResult out{summary_json(summary, facts), facts.methods,
                           texts_of(conversion.drafts()), conversion.weight_notes()};
            output.finish();
            keep_rows(output, spec, out);
            return out;
        });
    });
}

FileResult assign_files(const OwnCatalog& own, const Texts& files, const nb::dict& said,
                        const std::string& learn, const Reading& reading, const Writing& writing) {
    auto spec = assign_spec(said);
    const auto columns = said_columns(said);
    const nb::gil_scoped_release no_gil;
    set_shape(files, reading, spec);
    Input input(files, spec);
    if (!learn.empty()) {
        spec.decisions = read_decision_log(own.catalog, learn);
    }
    return named(said_names(spec), [&] {
        return about_columns(columns, {}, [&] {
            Output output(files, writing);
            check_names(own.catalog, spec, input.file.first_reader());
            const Assignment assignment(own.catalog, spec);
            const auto persons =
                spec.person.empty()
                    ? PersonRows{}
                    : assignment.person_rows(input.file.first_reader(), input.place());
            const auto summary =
                assignment.run(input.file.reader(), output.outputs(), input.place(), persons);
            const AssignFacts facts{
                spec.file, output.rejects(), "where", input.file.notices(), own.identity, learn};
            FileResult out{
                summary_json(summary, assignment, facts), "", texts_of(assignment.drafts()), {}};
            output.finish();
            keep_rows(output, spec, out);
            return out;
        });
    });
}

SharedAnswer detect_files(const OwnCatalog& own, const Texts& files, const Reading& reading,
                          const std::string& column, const Texts& no_code,
                          const std::vector<SaidFilter>& where, std::size_t evidence) {
    const nb::gil_scoped_release no_gil;
    DetectRequest request;
    set_shape(files, reading, request);
    request.column = column;
    request.no_code = no_code;
    request.where = filters_of(where);
    Input input(files, request);
    const auto detection = detect(request, own.catalog, input.file.reader());
    auto out = detection_answer(own.catalog, detection, evidence);
    if (detection.columns.empty()) {
        out.warnings = {"no column holds codes of an edition; column looks at one all the same"};
    }
    return out;
}

}  // namespace

void add_files(nb::module_& module) {
    using namespace nb::literals;
    nb::class_<FileResult>(module, "FileResult")
        .def_ro("account", &FileResult::account)
        .def_ro("methods", &FileResult::methods)
        .def_ro("drafts", &FileResult::drafts)
        .def_ro("weight_notes", &FileResult::weight_notes)
        .def_ro("rows", &FileResult::rows)
        .def_ro("set_aside", &FileResult::set_aside);
    module.def("convert_files", convert_files, "catalog"_a, "files"_a, "said"_a, "reading"_a,
               "writing"_a);
    module.def("assign_files", assign_files, "catalog"_a, "files"_a, "said"_a, "learn"_a,
               "reading"_a, "writing"_a);
    module.def("detect_files", detect_files, "catalog"_a, "files"_a, "reading"_a, "column"_a,
               "no_code"_a, "where"_a, "evidence"_a);
}

}  // namespace socshift::python
