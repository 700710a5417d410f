#include "verbs/preview_data.hpp"

#include "options/column_files.hpp"
#include "socshift/base/error.hpp"
#include "socshift/previews/preview_data.hpp"
#include "socshift/publish/preview_data_sections.hpp"

#include <CLI/CLI.hpp>

namespace socshift::cli {

namespace {

/// preview_data(), with what is wrong with a file as the user can mend it.
PreviewOfData looked_at(const Preview& preview, const Conversion& conversion, InputFile& input) {
    try {
        return preview_data(preview, conversion, input.reader());
    } catch (const MixedLevels& error) {
        throw Error(mixed_levels_text(error));
    } catch (const FiguresNotClear& error) {
        throw Error(figures_not_clear_text(error));
    }
}

}  // namespace

CLI::Option* add_preview_data_options(CLI::App& verb, PreviewDataOptions& options) {
    auto* const data = verb.add_option("--data", options.file.files,
                                       "Your own file, coded in the base or in an edition that "
                                       "leads to it; - is standard input")
                           ->type_name("FILE")
                           ->expected(1);
    verb.add_option("--column", options.column, "The column of codes: its name, or #2")
        ->type_name("C")
        ->needs(data);
    verb.add_option("--from", options.ends.from,
                    "The edition that the codes are of; found out if not given")
        ->type_name("EDITION")
        ->needs(data);
    verb.add_option("--edition-column", options.ends.edition_column,
                    "The column that says which edition a row is coded in")
        ->type_name("COL")
        ->needs(data);
    verb.add_option("--edition-map", options.ends.edition_map,
                    "What the values of that column mean; edition names if not given")
        ->type_name("VALUE=EDITION[,VALUE=EDITION]")
        ->needs(data);
    verb.add_option("--sum", options.sum, "A column to add up")->type_name("COL")->needs(data);
    add_reading_options(verb, options.file);
    add_cell_options(verb, options.cells);
    for (const auto* const name :
         {"--where", "--where-not", "--sheet", "--header-row", "--delimiter", "--no-header",
          "--no-code", "--repair", "--decimal", "--thousands", "--missing"}) {
        verb.get_option(name)->needs(data);
    }
    verb.add_flag("--allow-mixed-levels", options.allow_mixed_levels,
                  "With --sum: a figure may stand in two rows, printed at two levels")
        ->needs(data);
    return data;
}

PreviewedDataFile previewed_file(const PreviewDataOptions& options, const Preview& preview,
                                 Context& context) {
    if (options.allow_mixed_levels && options.sum.empty()) {
        throw Error("--allow-mixed-levels: expected --sum COL as well");
    }
    ConversionSpec spec;
    set_shape(options.file, spec);
    read_as_text(options.file, spec);
    spec.column = options.column;
    check_codes_of_files(options.file, options.column);
    spec.allow_mixed_levels = options.allow_mixed_levels;
    if (!options.sum.empty()) {
        spec.sums = {options.sum};
    }
    set_cells(options.cells, spec);
    set_ends(options.ends, spec);
    spec.to = preview.scenario.base.text();
    check_options(spec);
    InputFile input(options.file.files, spec, context.in);
    const auto conversion = conversion_of(spec, input, context, false);
    return {{options.file.shown_name(), options.column, options.sum, conversion.from(),
             conversion.route()},
            looked_at(preview, conversion, input)};
}

bool add_data(const PreviewDataOptions& options, const Preview& preview, Page& page,
              Context& context) {
    const auto data = previewed_file(options, preview, context);
    add_data_sections(page, preview, data);
    return data.found.account.rows_rejected > 0;
}

}  // namespace socshift::cli
