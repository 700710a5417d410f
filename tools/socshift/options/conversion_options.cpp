#include "options/conversion_options.hpp"

#include "choice_option.hpp"
#include "command.hpp"
#include "options/spec_text.hpp"
#include "socshift/base/error.hpp"
#include "socshift/convert/edition_map.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <ostream>
#include <utility>

namespace socshift::cli {

namespace {

std::vector<std::pair<std::string, std::string>> parse_edition_map(const std::string& text) {
    try {
        return read_edition_map(text);
    } catch (const Error& error) {
        throw Error(fmt::format("--edition-map: {}", error.what()));
    }
}

/// "soc2010", "onet2010=soc2010,soc2000=soc2010": what follows an edition's name is its own way, up
/// to the next name.
std::vector<SpecWay> parse_ways(const RouteOptions& options) {
    std::vector<SpecWay> out;
    for (const auto& text : options.via) {
        const auto equals = text.find('=');
        if (equals != std::string::npos) {
            out.push_back({text.substr(0, equals), {text.substr(equals + 1)}});
        } else if (out.empty()) {
            out.push_back({"", {text}});
        } else {
            out.back().over.push_back(text);
        }
    }
    return out;
}

void say_what_was_found(const ColumnDetection& column, const std::string& name, std::ostream& err) {
    err << fmt::format("socshift: column '{}' is in {}, which explains {} of {} rows\n", name,
                       column.answer.front().text(), grouped(column.explained),
                       grouped(column.rows));
}

RowEditions editions_of(const ConversionSpec& spec, const std::function<RowEditions()>& found,
                        Context& context, bool quiet) {
    if (!needs_first_reading(spec)) {
        return named_editions(context.catalog, spec);
    }
    auto out = found();
    if (out.detection && !quiet) {
        say_what_was_found(*out.detection, spec.column, context.err);
    }
    return out;
}

}  // namespace

void add_convert_ends(CLI::App& verb, ConvertEnds& ends) {
    verb.add_option("--from", ends.from,
                    "The edition that the codes are of; found out if not given; of several each "
                    "row is of the one that has its code")
        ->type_name("EDITION[,EDITION]");
    verb.add_option("--edition-column", ends.edition_column,
                    "The column that says which edition a row is coded in")
        ->type_name("COL");
    verb.add_option("--edition-map", ends.edition_map,
                    "What the values of that column mean; edition names if not given")
        ->type_name("VALUE=EDITION[+EDITION][,VALUE=EDITION]");
    verb.add_option("--wave", ends.wave, "The column that tells waves apart, for the account")
        ->type_name("COL");
    add_choice(
        verb, "--ambiguous", ends.ambiguous,
        "A row whose code several editions of its wave carry to different places: set-aside, "
        "or by-wave, by the edition that other rows of the wave show");
    verb.add_option("--to", ends.to, "The edition wanted, or a file that holds it")
        ->type_name("EDITION");
    add_edition_file_options(verb, ends.files);
    verb.add_option("--families", ends.families,
                    "Instead of --to: families over these editions, comparable without any share")
        ->type_name("EDITION,EDITION");
    verb.add_option("--level", ends.level,
                    "Groups of this level instead of the finest codes; with --families, families "
                    "of them")
        ->type_name("LEVEL");
    add_via_option(verb, ends.route);
    verb.add_flag(
        "--mixed-weights", ends.mixed_weights,
        "Go on where weights serve rows of one edition and, by its route, not of another");
}

void set_ends(const ConvertEnds& ends, ConversionSpec& spec) {
    spec.from = ends.from;
    spec.edition_column = ends.edition_column;
    if (!ends.edition_map.empty()) {
        spec.edition_map = parse_edition_map(ends.edition_map);
    }
    spec.wave = ends.wave;
    spec.ambiguous = ends.ambiguous;
    spec.to = ends.to;
    if (!ends.families.empty()) {
        spec.families = split_list(ends.families, "--families");
    }
    spec.level = ends.level;
    spec.via = parse_ways(ends.route);
    spec.weights = weights_order(ends.weights);
    spec.normalise = ends.weights.normalise;
    spec.weights_by = weights_by(ends.weights);
    spec.mixed_weights = ends.mixed_weights;
    spec.groups = ends.groups;
}

void check_options(const ConversionSpec& spec) {
    if (const auto found = check(spec); !found.empty()) {
        throw Error(spec_text(found.front()));
    }
}

void check_options(const ConversionSpec& spec, const Catalog& catalog, InputFile& input) {
    try {
        check_names(catalog, spec, input.reader());
    } catch (const SpecError& error) {
        throw Error(spec_text(error.findings().front()));
    }
}

Conversion conversion_of(const ConversionSpec& spec, InputFile& input, Context& context,
                         bool quiet) {
    return conversion_of(
        spec, [&] { return found_editions(context.catalog, spec, input.first_reader()); }, context,
        quiet);
}

Conversion conversion_of(const ConversionSpec& spec, const std::function<RowEditions()>& found,
                         Context& context, bool quiet) {
    try {
        return {context.catalog, spec, editions_of(spec, found, context, quiet)};
    } catch (const SpecError& error) {
        throw Error(spec_text(error.findings().front()));
    }
}

}  // namespace socshift::cli
