#pragma once

#include "options/data_file.hpp"
#include "options/edition_files.hpp"
#include "options/weights_option.hpp"
#include "socshift/convert/conversion.hpp"
#include "text/route.hpp"

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace socshift::cli {

struct Context;

/// From what edition or editions to what, as the user said it.
struct ConvertEnds {
    std::string from;
    std::string edition_column;
    std::string edition_map;
    std::string wave;
    Ambiguous ambiguous = Ambiguous::set_aside;
    std::string to;
    EditionFileOptions files;
    std::string families;
    std::string level;
    RouteOptions route;
    WeightsOptions weights;
    bool mixed_weights = false;
    Groups groups = Groups::set_aside;
};

/// Adds `--from`, `--edition-column`, `--edition-map`, `--wave`, `--ambiguous`, `--to`,
/// `--families`, `--level`, `--via` and `--mixed-weights`.
void add_convert_ends(CLI::App& verb, ConvertEnds& ends);

/// Puts @p ends into @p spec; reads the files of `--weights`.
/// @throws Error for what is in no form; as read_weights_order().
void set_ends(const ConvertEnds& ends, ConversionSpec& spec);

/// @throws Error, with the options that would mend it, for the first contradiction in @p spec.
void check_options(const ConversionSpec& spec);

/// The same, and as check_names(): reads the header of @p input.
void check_options(const ConversionSpec& spec, const Catalog& catalog, InputFile& input);

/// The conversion of @p input, which is read first if nothing else says in what edition its rows
/// are coded; what was found is said on @p context.err unless @p quiet.
/// @throws Error as check_options(), also for what the catalog or the data contradicts; as
/// Conversion and found_editions().
[[nodiscard]] Conversion conversion_of(const ConversionSpec& spec, InputFile& input,
                                       Context& context, bool quiet);

/// The same of data that @p found reads for it.
[[nodiscard]] Conversion conversion_of(const ConversionSpec& spec,
                                       const std::function<RowEditions()>& found, Context& context,
                                       bool quiet);

}  // namespace socshift::cli
