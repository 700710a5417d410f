#pragma once

#include "socshift/base/words.hpp"

#include <array>

namespace socshift::cli {

/// How an answer is written. `text` is for people and may change; the others are for programs and
/// share column names.
enum class Format { text, csv, tsv, json, md };

/// How an answer of several tables is written.
enum class PageFormat { text, md, json };

}  // namespace socshift::cli

namespace socshift {

template <>
inline constexpr auto word_table<cli::Format> =
    std::to_array<Word<cli::Format>>({{cli::Format::text, "text"},
                                      {cli::Format::csv, "csv"},
                                      {cli::Format::tsv, "tsv"},
                                      {cli::Format::json, "json"},
                                      {cli::Format::md, "md"}});

template <>
inline constexpr auto word_table<cli::PageFormat> =
    std::to_array<Word<cli::PageFormat>>({{cli::PageFormat::text, "text"},
                                          {cli::PageFormat::md, "md"},
                                          {cli::PageFormat::json, "json"}});

}  // namespace socshift
