#include "formats.hpp"

#include "arrow/data_files.hpp"
#include "arrow/joined_source.hpp"
#include "parquet/sink.hpp"
#include "parquet/source.hpp"
#include "socshift/base/error.hpp"
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

/// "<stata_dta>" from release 117 on; before that its number, the order of bytes and a 1.
bool is_stata(std::string_view start) noexcept {
    constexpr unsigned char first_release = 104;
    constexpr unsigned char last_release = 115;
    if (start.starts_with("<stata_dta>")) {
        return true;
    }
    constexpr std::size_t header = 60;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(start[at]); };
    return start.size() >= header && byte(0) >= first_release && byte(0) <= last_release &&
           (byte(1) == 1 || byte(1) == 2) && byte(2) == 1;
}

bool is_sas(std::string_view start) noexcept {
    using namespace std::string_view_literals;
    return start.starts_with(
        "\0\0\0\0\0\0\0\0\0\0\0\0\xC2\xEA\x81\x60\xB3\x14\x11\xCF"
        "\xBD\x92\x08\x00\x09\xC7\x31\x8C\x18\x1F\x10\x11"sv);
}

#ifdef SOCSHIFT_HAS_READSTAT
OpenSource statistical_source() {
    return [](const SourceRequest& request) {
        const auto open = [](const fs::path& file) { return readstat::open_source(file); };
        const auto files = arrow::data_files({request.files.begin(), request.files.end()});
        return files.size() == 1 && files.front().keys.empty() ? open(files.front().path)
                                                               : arrow::joined(files, open);
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
        return readstat::make_sink(kind, *request.schema, request.write, std::move(options));
    };
}
#endif

/// Those of statistical packages, which ReadStat reads and writes.
void add_statistical(Kinds& out) {
    Kind dta{"dta", "a file of Stata", {".dta"}, is_stata};
    Kind sav{"sav", "a file of SPSS", {".sav", ".zsav"}, [](std::string_view start) {
                 return start.starts_with("$FL2") || start.starts_with("$FL3");
             }};
    Kind sas7bdat{"sas7bdat", "a file of SAS", {".sas7bdat"}, is_sas};
    Kind xpt{"xpt", "a transport file of SAS", {".xpt"}, [](std::string_view start) {
                 return start.starts_with("HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!") ||
                        start.starts_with("HEADER RECORD*******LIBV8   HEADER RECORD!!!!!!!");
             }};
    for (auto* const kind : {&dta, &sav, &sas7bdat, &xpt}) {
#ifdef SOCSHIFT_HAS_READSTAT
        kind->open_source = statistical_source();
#else
        kind->how_to_get =
            "build socshift where ReadStat is (Debian: apt-get install libreadstat-dev)";
#endif
    }
#ifdef SOCSHIFT_HAS_READSTAT
    dta.takes_hidden = sav.takes_hidden = true;
    dta.open_sink = statistical_sink(readstat::Kind::dta);
    sav.open_sink = statistical_sink(readstat::Kind::sav);
#endif
    for (auto* const kind : {&dta, &sav, &sas7bdat, &xpt}) {
        out.add(std::move(*kind));
    }
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
                 return parquet::open_files({request.files.begin(), request.files.end()}, options);
             },
             [](const SinkRequest& request) {
                 return parquet::open_sink(request.file, request.write, *request.schema);
             }});
    add_statistical(out);
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

const Kinds& builtin_kinds() {
    static const Kinds kinds = known_kinds();
    return kinds;
}

std::unique_ptr<arrow::BlockSource> open_source(const Kind& kind, const SourceRequest& request) {
    if (!kind.open_source) {
        refuse(request.files.empty() ? "" : request.files.front(), kind, "read");
    }
    return kind.open_source(request);
}

std::unique_ptr<arrow::BlockSink> open_sink(const Kind& kind, const SinkRequest& request) {
    if (!kind.open_sink) {
        refuse(request.file, kind, "written");
    }
    return kind.open_sink(request);
}

}  // namespace socshift::formats
