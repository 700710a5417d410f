#pragma once

#include "text/format.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace socshift::cli {

/// Adds `--format text|csv|tsv|json|md`, and `--spreadsheet-safe`, which is seen to by the program
/// for all verbs.
CLI::Option* add_format_option(CLI::App& verb, Format& format);

/// Adds `--format text|md|json`.
void add_page_format_option(CLI::App& verb, PageFormat& format);

}  // namespace socshift::cli
