#pragma once

#include "options/cell_options.hpp"
#include "options/conversion_options.hpp"
#include "options/data_file.hpp"
#include "socshift/previews/preview.hpp"
#include "socshift/publish/page.hpp"
#include "socshift/publish/preview_data_sections.hpp"

#include <string>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace socshift::cli {

/// A user's own data beside a scenario.
struct PreviewDataOptions {
    DataFileOptions file;
    CellOptions cells;
    std::string column;
    ConvertEnds ends;  // those that say where from
    std::string sum;
    bool allow_mixed_levels = false;
};

/// Adds `--data`, `--column`, `--from` and what else says how data is read. The option `--data`.
CLI::Option* add_preview_data_options(CLI::App& verb, PreviewDataOptions& options);

/// The data, and what the scenario does to them.
[[nodiscard]] PreviewedDataFile previewed_file(const PreviewDataOptions& options,
                                               const Preview& preview, Context& context);

/// Puts what the scenario does to the data before the other sections of @p page. Whether a row
/// was set aside.
[[nodiscard]] bool add_data(const PreviewDataOptions& options, const Preview& preview, Page& page,
                            Context& context);

}  // namespace socshift::cli
