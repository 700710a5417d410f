// Turns the YAML of crosswalks/ into one C++ source that holds it as an image
// (compiled_catalog.hpp), with what an index of titles takes long to work out of it. Part of the
// build:
//   catalog_compiler CROSSWALKS_FOLDER IMAGE.cpp
// Data that is wrong stops the build with every finding.

#include "socshift/base/error.hpp"
#include "socshift/catalog/compiled_catalog.hpp"
#include "socshift/catalog/directory.hpp"
#include "socshift/io/compression.hpp"
#include "socshift/io/whole_file.hpp"
#include "socshift/routes/route.hpp"
#include "socshift/scenarios/scenario.hpp"
#include "socshift/titles/title_pack.hpp"

#include <fmt/format.h>

#include <exception>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace socshift;

/// The bytes as a text of C++, which costs a compiler less than a list of numbers.
std::string literal(std::string_view bytes) {
    constexpr std::size_t a_line = 32;
    std::string out;
    out.reserve(bytes.size() * 4 + bytes.size() / a_line * 8);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        out += i % a_line == 0 ? "\"\n    \"\\" : "\\";
        for (const unsigned shift : {6U, 3U, 0U}) {
            out += static_cast<char>('0' + (byte >> shift & 7U));
        }
    }
    return "\"" + out + "\"";
}

std::string source(std::string_view image) {
    return fmt::format(
        "// Made from crosswalks/ by catalog_compiler at every build; not to be edited.\n\n"
        "#include \"socshift/catalog/builtin_image.hpp\"\n\n"
        "// Longer than any compiler has to take a text.\n"
        "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\n"
        "namespace socshift::builtin {{\n\n"
        "const char* const image = {};\n"
        "const std::size_t image_size = {};\n\n"
        "}}  // namespace socshift::builtin\n",
        literal(image), image.size());
}

/// The titles of the edition in which they are looked for when nobody says which.
void add_ready_titles(const Catalog& catalog, compiled::Compiler& compiler) {
    const auto edition = usual_title_edition(catalog);
    std::string bytes;
    Compressor compressor([&](std::string_view more) { bytes += more; }, Compression::zstd);
    compressor.write(detail::packed(EditionTitles::make(catalog, edition)));
    compressor.finish();
    compiler.add_ready_titles(edition, bytes);
}

int compile(const std::string& folder, const std::string& output, bool with_ready_titles) {
    auto files = read_catalog_folder(folder);
    const auto catalog = Catalog::make(to_sources(files));
    const auto findings = check_files(files, catalog);
    if (has_errors(findings)) {
        throw DataError(findings);
    }
    // What a scenario comes to is worked out here, so that the program does not have to.
    for (const auto& id : catalog.scenario_ids()) {
        const auto built = build_scenario(catalog, catalog.scenario(id));
        if (has_errors(built.findings)) {
            throw DataError(built.findings);
        }
        files.emplace_back(built.edition);
        files.emplace_back(built.table);
    }
    const auto parts = to_sources(files);
    const auto whole = Catalog::make(parts);
    compiled::Compiler compiler;
    for (std::size_t i = 0; i < files.size(); ++i) {
        compiler.add(files[i]);
        compiler.set_findings(i, check_files({files[i]}, whole));
    }
    compiler.work_out_tables(whole, parts, known_table);
    compiler.set_checksum(folder_checksum(folder));
    if (with_ready_titles) {
        add_ready_titles(catalog, compiler);
    }
    write_file(output, source(compiler.image()));
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string> arguments(argv + 1, argv + argc);
    const bool with_ready_titles = !arguments.empty() && arguments.front() == "--ready-titles";
    if (with_ready_titles) {
        arguments.erase(arguments.begin());
    }
    if (arguments.size() != 2) {
        std::cerr << "usage: catalog_compiler [--ready-titles] CROSSWALKS_FOLDER IMAGE.cpp\n";
        return 2;
    }
    try {
        return compile(arguments[0], arguments[1], with_ready_titles);
    } catch (const std::exception& error) {
        std::cerr << "catalog_compiler: " << error.what() << '\n';
        return 2;
    }
}
