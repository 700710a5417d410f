#include "answers.hpp"
#include "arguments.hpp"
#include "catalogs.hpp"
#include "columns/convert_blocks.hpp"
#include "columns/key_columns.hpp"
#include "data_files.hpp"
#include "formats.hpp"
#include "frame_keys.hpp"
#include "frames.hpp"
#include "kept_blocks.hpp"
#include "module.hpp"
#include "options/column_files.hpp"
#include "parquet/plugin.hpp"
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
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <memory>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>
#include <optional>
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

/// Where results go: the file, that of rows set aside, and whether they may replace others. An
/// empty name: nowhere.
using Writing = std::tuple<std::string, std::string, bool>;

/// What a run wrote: into files, or kept here.
class Output {
public:
    Output(const Texts& inputs, const Writing& writing)
        : kind_(formats::builtin_kinds().by_ending(std::get<0>(writing))),
          name_(std::get<0>(writing)),
          rejects_(std::get<1>(writing)),
          set_(std::get<2>(writing)) {
        std::vector<fs::path> used;
        for (const auto& file : inputs) {
            use(file, used);
        }
        if (!name_.empty()) {
            check_name();
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

    /// The kind that the result is written as; nullptr: text, or it is kept here.
    [[nodiscard]] const formats::Kind* kind() const noexcept { return kind_; }
    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] const std::string& kept() const noexcept { return kept_; }
    [[nodiscard]] const std::string& kept_aside() const noexcept { return kept_aside_; }
    [[nodiscard]] const std::string& rejects() const noexcept { return rejects_; }

private:
    void check_name() const {
        const auto ending = ending_of_other_kind(name_);
        const bool is_written = kind_ == nullptr ? ending.empty() : kind_->open_sink != nullptr;
        if (!is_written) {
            throw ArgumentError(
                "output",
                fmt::format("'{}' is named as {}, which is not written here; expected a name such "
                            "as .csv, .tsv, .parquet, .dta or .sav",
                            name_, kind_ != nullptr ? kind_->title : ending + " file"));
        }
    }

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

    const formats::Kind* kind_;
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

/// A conversion of files, and what comes of it.
class FilesCarried {
public:
    FilesCarried(const OwnCatalog& own, DataFiles files, ConversionSpec spec, Output& output)
        : own_(own), files_(std::move(files)), spec_(std::move(spec)), output_(output) {}

    [[nodiscard]] FileResult run() { return files_.kind == nullptr ? of_text() : of_columns(); }

private:
    [[nodiscard]] FileResult of_text() {
        Input input(files_.data.files, spec_);
        check_names(own_.catalog, spec_, input.file.first_reader());
        const Conversion conversion(
            own_.catalog, spec_,
            needs_first_reading(spec_)
                ? found_editions(own_.catalog, spec_, input.file.first_reader())
                : named_editions(own_.catalog, spec_));
        const auto into = [&](const ConvertOutputs& to) {
            return conversion.run(input.file.reader(), to, input.place());
        };
        const auto account =
            output_.kind() == nullptr
                ? into(output_.outputs())
                : cli::convert_into_columns(conversion, *output_.kind(), output_.name(),
                                            output_.outputs(), into);
        auto out = said_of(conversion, account, input.file.notices());
        output_.finish();
        keep_rows(output_, spec_, out);
        return out;
    }

    [[nodiscard]] FileResult of_columns() {
        const auto& kind = *files_.kind;
        const Conversion conversion(
            own_.catalog, spec_,
            needs_first_reading(spec_)
                ? formats::found_editions(own_.catalog, spec_,
                                          *cli::open_asked(kind, files_.data, spec_))
                : named_editions(own_.catalog, spec_));
        const auto source = spec_.adds_up() ? cli::open_asked(kind, files_.data, spec_)
                                            : cli::open_columns(kind, files_.data);
        arrow::Node rows;
        const auto account =
            output_.name().empty()
                ? keep(conversion, *source, rows)
                : cli::convert_columns(own_.catalog, conversion, *source, output_.kind(),
                                       output_.name(), output_.outputs());
        auto out = said_of(conversion, account, {});
        output_.finish();
        out.rows = std::move(rows);
        out.set_aside = columns_in(output_.kept_aside(), ',');
        return out;
    }

    /// The rows, or the figures, with the types that they have in the file.
    [[nodiscard]] ConvertSummary keep(const Conversion& conversion, arrow::BlockSource& source,
                                      arrow::Node& rows) const {
        const auto rejects = output_.outputs().rejects;
        if (spec_.adds_up()) {
            formats::KeyColumns keys(spec_, source.schema(), true);
            auto figures = formats::sum_blocks(conversion, source, keys, rejects);
            rows = formats::figures_table(own_.catalog, conversion, figures, keys);
            return std::move(figures.account);
        }
        KeptBlocks blocks;
        const formats::RowSink sink{[&](const arrow::CSchema& type) { return blocks.open(type); }};
        auto account = formats::convert_blocks(conversion, source, sink, rejects);
        rows = blocks.table();
        return account;
    }

    [[nodiscard]] FileResult said_of(const Conversion& conversion, const ConvertSummary& account,
                                     Texts notices) const {
        auto facts = facts_of(conversion);
        facts.rejects = output_.rejects();
        facts.filters = "where";
        facts.edition_files = own_.files;
        facts.file_notices = std::move(notices);
        facts.methods = methods_text(own_.catalog, conversion, account, facts, own_.identity);
        return {summary_json(account, facts), facts.methods, texts_of(conversion.drafts()),
                conversion.weight_notes()};
    }

    const OwnCatalog& own_;
    DataFiles files_;
    ConversionSpec spec_;
    Output& output_;
};

FileResult convert_files(const OwnCatalog& own, const Texts& files, const nb::dict& said,
                         const Reading& reading, const Writing& writing, bool by_label) {
    auto spec = conversion_spec(said);
    file_values(spec);
    const auto columns = said_columns(said);
    const nb::gil_scoped_release no_gil;
    set_shape(files, reading, spec);
    auto data = data_files(files, reading, spec.threads);
    spec.column = code_column(spec.column, by_label, data);
    return named(said_names(spec), [&] {
        return about_columns(columns, {}, [&] {
            Output output(data.all(), writing);
            return FilesCarried(own, data, spec, output).run();
        });
    });
}

/// An assignment of files, and what comes of it.
class FilesAssigned {
public:
    FilesAssigned(const OwnCatalog& own, DataFiles files, AssignSpec spec, std::string learn,
                  Output& output)
        : own_(own),
          files_(std::move(files)),
          spec_(std::move(spec)),
          learn_(std::move(learn)),
          output_(output) {}

    [[nodiscard]] FileResult run() { return files_.kind == nullptr ? of_text() : of_columns(); }

private:
    [[nodiscard]] FileResult of_text() {
        Input input(files_.data.files, spec_);
        check_names(own_.catalog, spec_, input.file.first_reader());
        const Assignment assignment(own_.catalog, spec_);
        const auto persons = spec_.person.empty()
                                 ? PersonRows{}
                                 : assignment.person_rows(input.file.first_reader(), input.place());
        const auto into = [&](const ConvertOutputs& to) {
            return assignment.run(input.file.reader(), to, input.place(), persons);
        };
        const auto account =
            output_.kind() == nullptr
                ? into(output_.outputs())
                : cli::assign_into_columns(assignment, *output_.kind(), output_.name(),
                                           output_.outputs(), into);
        auto out = said_of(assignment, account, input.file.notices());
        output_.finish();
        keep_rows(output_, spec_, out);
        return out;
    }

    [[nodiscard]] FileResult of_columns() {
        const Assignment assignment(own_.catalog, spec_);
        const auto outputs = output_.outputs();
        KeptBlocks kept;
        const formats::RowSink keep{[&](const arrow::CSchema& type) { return kept.open(type); }};
        const bool is_kept = output_.name().empty();
        const auto account =
            is_kept
                ? cli::assign_columns(assignment, *files_.kind, files_.data, keep, outputs.rejects)
                : cli::assign_columns(assignment, {files_.kind, output_.kind()}, files_.data,
                                      output_.name(), outputs);
        auto out = said_of(assignment, account, {});
        output_.finish();
        if (is_kept) {
            out.rows = kept.table();
        }
        out.set_aside = columns_in(output_.kept_aside(), ',');
        return out;
    }

    [[nodiscard]] FileResult said_of(const Assignment& assignment, const AssignSummary& account,
                                     Texts notices) const {
        const AssignFacts facts{spec_.file,         output_.rejects(), "where",
                                std::move(notices), own_.identity,     learn_};
        return {summary_json(account, assignment, facts), "", texts_of(assignment.drafts()), {}};
    }

    const OwnCatalog& own_;
    DataFiles files_;
    AssignSpec spec_;
    std::string learn_;
    Output& output_;
};

FileResult assign_files(const OwnCatalog& own, const Texts& files, const nb::dict& said,
                        const std::string& learn, const Reading& reading, const Writing& writing) {
    auto spec = assign_spec(said);
    file_values(spec.where);
    const auto columns = said_columns(said);
    const nb::gil_scoped_release no_gil;
    set_shape(files, reading, spec);
    const auto data = data_files(files, reading, spec.threads);
    if (!learn.empty()) {
        spec.decisions = read_decision_log(own.catalog, learn);
    }
    return named(said_names(spec), [&] {
        return about_columns(columns, {}, [&] {
            Output output(data.all(), writing);
            return FilesAssigned(own, data, spec, learn, output).run();
        });
    });
}

SharedAnswer detect_files(const OwnCatalog& own, const Texts& files, const Reading& reading,
                          const std::string& column, const Texts& no_code,
                          const std::vector<SaidFilter>& where, std::size_t evidence,
                          bool by_label) {
    const nb::gil_scoped_release no_gil;
    DetectRequest request;
    set_shape(files, reading, request);
    auto data = data_files(files, reading, 0);
    request.column = code_column(column, by_label, data);
    request.no_code = no_code;
    request.where = filters_of(where);
    file_values(request.where);
    const auto detection = [&] {
        if (data.kind != nullptr) {
            return formats::detect_blocks(request, own.catalog,
                                          *cli::open_asked(*data.kind, data.data, request));
        }
        Input input(files, request);
        return detect(request, own.catalog, input.file.reader());
    }();
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
               "writing"_a, "by_label"_a);
    module.def("assign_files", assign_files, "catalog"_a, "files"_a, "said"_a, "learn"_a,
               "reading"_a, "writing"_a);
    module.def("detect_files", detect_files, "catalog"_a, "files"_a, "reading"_a, "column"_a,
               "no_code"_a, "where"_a, "evidence"_a, "by_label"_a);
    // The plug-in for Parquet stands where the program looks for it as well.
    const char* const folders = std::getenv("SOCSHIFT_PLUGINS");
    parquet::look_in(parquet::folders_of(folders == nullptr ? "" : folders),
                     "SOCSHIFT_PLUGINS may name its folder");
}

}  // namespace socshift::python
