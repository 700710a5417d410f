#include "formats.hpp"

#include "arrow/data_files.hpp"
#include "arrow/joined_source.hpp"
#include "arrow/schema.hpp"
#include "parquet/sink.hpp"
#include "parquet/source.hpp"
#include "readstat/kind.hpp"
#include "readstat/time_sink.hpp"
#include "readstat/united.hpp"
#include "socshift/base/error.hpp"
#include "socshift/recognise/codes_in_labels.hpp"
#ifdef SOCSHIFT_HAS_READSTAT
#include "readstat/sink.hpp"
#include "readstat/source.hpp"
#endif

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

namespace socshift::formats {

namespace {

namespace fs = std::filesystem;

char lower(char letter) noexcept {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool has_ending(std::string_view path, std::string_view ending) {
    return path.size() > ending.size() &&
           std::equal(ending.begin(), ending.end(), path.end() - std::ssize(ending),
                      [](char own, char other) { return own == lower(other); });
}

#ifdef SOCSHIFT_HAS_READSTAT
OpenSource statistical_source(readstat::Kind kind) {
    return [kind](const SourceRequest& request) {
        readstat::ReadOptions options;
        options.by_label = request.by_label;
        const auto open = [kind, options](const fs::path& file) {
            return readstat::open_source(file, kind, options);
        };
        const auto files = arrow::data_files({request.files.begin(), request.files.end()});
        return files.size() == 1 && files.front().keys.empty()
                   ? open(files.front().path)
                   : arrow::joined(files, open, readstat::united_metadata);
    };
}

OpenSink statistical_sink(readstat::Kind kind) {
    return [kind](const SinkRequest& request) {
        readstat::WriteOptions options;
        for (const auto& [column, titles] : request.titles) {
            options.titled.push_back({column, titles});
        }
        const auto folder = fs::path(request.file).parent_path();
        options.folder = folder.empty() ? "." : folder;
        options.is_compressed = has_ending(request.file, ".zsav");
        return readstat::open_with_times(kind, *request.schema, [&](const arrow::CSchema& schema) {
            return readstat::make_sink(kind, schema, request.write, options);
        });
    };
}
#endif

/// A kind of statistical packages, which ReadStat reads and writes.
Kind statistical(readstat::Kind kind, std::string name, std::string title,
                 std::vector<std::string> endings) {
    Kind out{std::move(name), std::move(title), std::move(endings),
             [kind](std::string_view start) { return readstat::kind_of(start) == kind; }};
    out.has_labels = true;
#ifdef SOCSHIFT_HAS_READSTAT
    out.open_source = statistical_source(kind);
    if (kind == readstat::Kind::dta || kind == readstat::Kind::sav) {
        out.takes_hidden = true;
        out.open_sink = statistical_sink(kind);
    }
#else
    out.how_to_get = "build socshift where ReadStat is (Debian: apt-get install libreadstat-dev)";
#endif
    return out;
}

Kinds known_kinds() {
    Kinds out;
    out.add({"parquet",
             "a Parquet file",
             {".parquet"},
             [](std::string_view start) { return start.starts_with("PAR1"); },
             [](const SourceRequest& request) {
                 parquet::ReadOptions options;
                 options.columns = request.columns;
                 options.with_threads = request.with_threads;
                 return arrow::joined(
                     arrow::data_files({request.files.begin(), request.files.end()}),
                     [options](const fs::path& file) { return parquet::open_file(file, options); },
                     readstat::united_metadata);
             },
             [](const SinkRequest& request) {
                 parquet::WriteOptions options;
                 options.with_threads = request.with_threads;
                 return readstat::open_with_times(
                     std::nullopt, *request.schema, [&](const arrow::CSchema& schema) {
                         return parquet::open_sink(request.file, request.write, schema, options);
                     });
             }});
    out.add(statistical(readstat::Kind::dta, "dta", "a file of Stata", {".dta"}));
    out.add(statistical(readstat::Kind::sav, "sav", "a file of SPSS", {".sav", ".zsav"}));
    out.add(statistical(readstat::Kind::sas7bdat, "sas7bdat", "a file of SAS", {".sas7bdat"}));
    out.add(statistical(readstat::Kind::xpt, "xpt", "a transport file of SAS", {".xpt"}));
    return out;
}

[[noreturn]] void refuse(const std::string& file, const Kind& kind, std::string_view what) {
    throw FormatError({file, 0, 0},
                      fmt::format("{}, which is not {} here{}{}", kind.title, what,
                                  kind.how_to_get.empty() ? "" : "; ", kind.how_to_get));
}

}  // namespace

void Kinds::add(Kind kind) {
    const auto known = std::find_if(kinds_.begin(), kinds_.end(),
                                    [&](const Kind& one) { return one.name == kind.name; });
    if (known != kinds_.end()) {
        *known = std::move(kind);
    } else {
        kinds_.push_back(std::move(kind));
    }
}

const Kind* Kinds::named(std::string_view name) const noexcept {
    const auto found = std::find_if(kinds_.begin(), kinds_.end(),
                                    [&](const Kind& one) { return one.name == name; });
    return found == kinds_.end() ? nullptr : &*found;
}

const Kind* Kinds::by_start(std::string_view start) const {
    const auto found = std::find_if(kinds_.begin(), kinds_.end(), [&](const Kind& kind) {
        return kind.begins && kind.begins(start);
    });
    return found == kinds_.end() ? nullptr : &*found;
}

const Kind* Kinds::by_ending(std::string_view path) const {
    const auto found = std::find_if(kinds_.begin(), kinds_.end(), [&](const Kind& kind) {
        return std::any_of(kind.endings.begin(), kind.endings.end(),
                           [&](const std::string& ending) { return has_ending(path, ending); });
    });
    return found == kinds_.end() ? nullptr : &*found;
}

const Kind* Kinds::of_folder(const std::string& path) const {
    const Kind* out = nullptr;
    std::string first;
    const auto files = arrow::files_below(path);
    if (files.empty()) {
        throw FileError(fmt::format("there is no file in the folder '{}'", path));
    }
    for (const auto& file : files) {
        const auto* const kind = by_ending(file.string());
        if (kind == nullptr || kind == out) {
            continue;
        }
        if (out != nullptr) {
            throw FormatError({path, 0, 0},
                              fmt::format("'{}' in it is {} and '{}' is {}; expected files of one "
                                          "kind",
                                          first, out->title, file.string(), kind->title));
        }
        out = kind;
        first = file.string();
    }
    return out;
}

const Kind* Kinds::of_file(const std::string& path) const {
    std::error_code error;
    if (fs::is_directory(path, error)) {
        return of_folder(path);
    }
    if (!fs::is_regular_file(path, error)) {
        return nullptr;
    }
    std::array<char, start_size> start{};
    std::ifstream in(path, std::ios::binary);
    in.read(start.data(), std::ssize(start));
    return by_start(
        {start.data(), static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0))});
}

std::string label_column(const std::string& column) {
    return column + ":label";
}

CodeTitles code_titles(std::string column, const Edition& edition) {
    CodeTitles out{std::move(column), {}};
    for (const auto& item : edition.items()) {
        out.titles.emplace_back(item.code.text(), item.title);
    }
    std::sort(out.titles.begin(), out.titles.end());
    return out;
}

const Kinds& builtin_kinds() {
    static const Kinds kinds = known_kinds();
    return kinds;
}

std::unique_ptr<arrow::BlockSource> open_source(const Kind& kind, const SourceRequest& request) {
    if (!kind.open_source) {
        refuse(request.files.empty() ? "" : request.files.front(), kind, "read");
    }
    if (!request.by_label.empty() && !kind.has_labels) {
        throw FormatError({request.files.front(), 0, 0},
                          fmt::format("{}, which has no value labels; expected a file of Stata, "
                                      "SPSS or SAS",
                                      kind.title));
    }
    return kind.open_source(request);
}

void check_codes_against_labels(const std::string& file, const arrow::CSchema& type,
                                const std::string& column) {
    for (std::int64_t i = 0; i < type.n_children; ++i) {
        const auto& own = *type.children[i];
        const auto said = arrow::metadata_value(own.metadata, readstat::variable_key);
        const bool is_asked =
            own.name != nullptr && (own.name == column || fmt::format("#{}", i + 1) == column);
        if (!is_asked || !said) {
            continue;
        }
        const auto variable = readstat::variable_of(*said);
        if (variable.storage != readstat::Storage::text) {
            std::vector<LabelledValue> labels;
            for (const auto& each : variable.labels) {
                labels.push_back({each.value, each.label});
            }
            socshift::check_codes_against_labels(file, column, labels);
        }
    }
}

std::unique_ptr<arrow::BlockSink> open_sink(const Kind& kind, const SinkRequest& request) {
    if (!kind.open_sink) {
        refuse(request.file, kind, "written");
    }
    return kind.open_sink(request);
}

}  // namespace socshift::formats
