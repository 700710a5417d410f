#include "verbs/show.hpp"

#include "options/format_option.hpp"
#include "socshift/base/error.hpp"
#include "socshift/changes/item_page.hpp"
#include "socshift/publish/answer.hpp"
#include "socshift/publish/item_answer.hpp"
#include "socshift/recognise/typed_code.hpp"
#include "socshift/report/change_drawing.hpp"
#include "text/drawings.hpp"
#include "text/print.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::cli {

namespace {

struct ShowOptions {
    std::vector<std::string> names;  // a code, or an edition and a code of it
    std::string edition;
    bool history = false;
    DrawingOptions drawing;
    Format format = Format::text;
};

class TextPage {
public:
    explicit TextPage(Context& context)
        : out_(context.out), paint_{context.color}, width_(context.width) {}

    void print(const ItemPage& page) {
        out_ << paint_.bold(CodeRef{page.edition.id, page.item.code}.text()) << "  "
             << page.item.title << '\n'
             << page.edition.title << ", " << page.item.level << (page.residual ? ", residual" : "")
             << (page.edition.status == Status::draft ? ", DRAFT" : "") << '\n';
        for (const auto& [name, text] : page.attributes) {
            out_ << name << ": " << text << '\n';
        }
        if (page.definition) {
            heading("Definition");
            for (const auto& part :
                 wrap(*page.definition, width_ > 22 ? width_ - 2 : std::string::npos)) {
                out_ << "  " << part << '\n';
            }
        }
        print_path(page.path);
        print_children(page.children);
        print_notes(page.notes);
        for (const auto& place : page.elsewhere) {
            print_place(place);
        }
        print_namesakes(page.namesakes);
    }

private:
    void heading(std::string_view text) { out_ << '\n' << paint_.bold(text) << '\n'; }

    void line(std::size_t indent, const NamedCode& item) {
        const auto lead = indent + item.code.text().size() + 2;
        const auto room = width_ > lead + 20 ? width_ - lead : std::string::npos;
        bool first = true;
        for (const auto& part : wrap(item.title, room)) {
            out_ << std::string(first ? indent : lead, ' ')
                 << (first ? paint_.cyan(item.code.text()) + "  " : "") << part << '\n';
            first = false;
        }
    }

    void print_path(const std::vector<NamedCode>& path) {
        heading("Path");
        std::size_t indent = 2;
        for (const auto& item : path) {
            line(indent, item);
            indent += 2;
        }
    }

    void print_children(const std::vector<NamedCode>& children) {
        if (children.empty()) {
            return;
        }
        heading("Children");
        for (const auto& child : children) {
            line(2, child);
        }
    }

    void print_notes(const std::vector<PageNote>& notes) {
        if (notes.empty()) {
            return;
        }
        heading("Notes");
        for (const auto& note : notes) {
            const auto relation = relation_text(note);
            const auto lead = relation.size() + 4;
            const auto room = width_ > lead + 20 ? width_ - lead : std::string::npos;
            std::string start = fmt::format("  {}  ", relation);
            for (const auto& part :
                 wrap(note.reference + (note.title.empty() ? "" : "  " + note.title), room)) {
                out_ << start << part << '\n';
                start = std::string(lead, ' ');
            }
        }
    }

    static std::string_view relation_text(const PageNote& note) {
        if (note.relation == NoteRelation::excludes) {
            return note.names_item ? "excluded by" : "excludes   ";
        }
        return note.names_item ? "includes of" : "included in";
    }

    void print_place(const PagePlace& place) {
        heading(
            fmt::format("{} {}{}{}", place.before ? "From" : "To", place.edition.text(),
                        place.items.empty()
                            ? ""
                            : fmt::format("  ({}{})", to_string(place.cardinality),
                                          place.candidates ? "; finer codes, not observed" : ""),
                        place.status == Status::draft ? "  DRAFT" : ""));
        if (place.items.empty()) {
            out_ << "  nothing\n";
        }
        for (const auto& item : place.items) {
            line(2, item);
        }
        if (place.in_part) {
            out_ << "  nothing: a part of it has no "
                 << (place.before ? "predecessor" : "successor") << '\n';
        }
    }

    void print_namesakes(const std::vector<Namesake>& namesakes) {
        if (namesakes.empty()) {
            return;
        }
        heading("The same code in");
        for (const auto& other : namesakes) {
            out_ << "  " << other.ref.text() << "  " << other.title << '\n';
        }
    }

    std::ostream& out_;
    Paint paint_;
    unsigned width_;
};

ItemPage page_of(const ShowOptions& options, const Context& context) {
    const auto& catalog = context.catalog;
    const ItemPageOptions more{context.definitions, context.scenario_asked};
    const auto& code = options.names.back();
    const bool has_edition = options.names.size() > 1;
    if (has_edition && !options.edition.empty()) {
        throw Error(fmt::format("the edition is said twice: '{}' and --edition {}",
                                options.names.front(), options.edition));
    }
    if (!has_edition && options.edition.empty()) {
        return item_page(catalog, typed_code(catalog, code), more);
    }
    const auto id = catalog.resolve(has_edition ? options.names.front() : options.edition);
    return item_page(catalog, id, typed_code(catalog, catalog.edition(id), code), more);
}

ExitCode run_show(const ShowOptions& options, Context& context) {
    const auto& catalog = context.catalog;
    const auto page = page_of(options, context);
    if (options.history) {
        const auto drawings = history_of(catalog, page);
        write_drawing_files(drawings, options.drawing, ExitCode::ok, context);
        print(item_answer(catalog, page), Format::text, context,
              {[&] { print_drawings(drawings, options.drawing, context); }, DraftMark::shown});
        return ExitCode::ok;
    }
    print(item_answer(catalog, page), options.format, context,
          {[&] { TextPage{context}.print(page); }, DraftMark::shown});
    return ExitCode::ok;
}

}  // namespace

Runner add_show(CLI::App& verb) {
    auto options = std::make_shared<ShowOptions>();
    verb.add_option("CODE", options->names,
                    "A code, alone or with its edition: soc2018:15-1252, or soc2018 15-1252")
        ->type_name("")
        ->expected(1, 2)
        ->required();
    verb.add_option("--edition", options->edition,
                    "The edition of the code; else the latest that has it")
        ->type_name("EDITION");
    auto* const history =
        verb.add_flag("--history", options->history, "The code through all editions, as a drawing");
    history->excludes(add_format_option(verb, options->format));
    add_drawing_options(verb, options->drawing, history);
    return [options](Context& context) { return run_show(*options, context); };
}

}  // namespace socshift::cli
