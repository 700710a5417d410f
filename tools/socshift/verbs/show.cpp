#include "verbs/show.hpp"

#include "socshift/base/error.hpp"
#include "socshift/changes/family.hpp"
#include "socshift/routes/level.hpp"
#include "socshift/routes/lookup.hpp"
#include "socshift/routes/route.hpp"
#include "text/edition.hpp"
#include "text/table.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <ostream>
#include <tuple>

namespace socshift::cli {

namespace {

struct ShowOptions {
    std::string code;
    std::string edition;
    Format format = Format::text;
};

/// An item with the edition it belongs to.
struct Subject {
    const Edition* edition = nullptr;
    const Item* item = nullptr;
};

/// What became of the subject in one other edition, or what it was there.
struct Elsewhere {
    const Edition* edition = nullptr;
    bool before = false;
    std::vector<const Item*> items;
    Cardinality cardinality = Cardinality::one_to_one;
    bool candidates = false;  // finer codes: which of them, nobody observed
    bool in_part = false;     // a part of a leaf goes nowhere
};

/// Every edition that has @p code as an item of its own, finals before drafts, classifications
/// before publications, then the latest.
std::vector<Subject> editions_with(const Catalog& catalog, const std::string& code) {
    std::vector<Subject> out;
    for (const auto& id : catalog.edition_ids()) {
        const auto& edition = catalog.edition(id);
        const auto* const item = edition.find(code);
        if (item != nullptr && !item->inherited) {
            out.push_back({&edition, item});
        }
    }
    std::stable_sort(out.begin(), out.end(), [](const Subject& a, const Subject& b) {
        const auto& first = a.edition->header();
        const auto& second = b.edition->header();
        return std::tuple{first.status, first.kind, second.validity.from} <
               std::tuple{second.status, second.kind, first.validity.from};
    });
    return out;
}

bool is_draft(const Subject& subject) {
    return subject.edition->header().status == Status::draft;
}

Subject find_in(const Catalog& catalog, const std::string& edition_name, const std::string& code) {
    const auto& edition = catalog.edition(catalog.resolve(edition_name));
    const auto* const item = edition.find(code);
    if (item == nullptr) {
        throw UnknownName(to_string(look_up(catalog, edition, code)));
    }
    return {&edition, item};
}

/// The last in the catalog's order that is final, if any is.
const Edition& last_edition(const Catalog& catalog) {
    const auto all = catalog.edition_ids();
    const auto last = std::find_if(all.rbegin(), all.rend(), [&](const EditionId& id) {
        return catalog.header(id).status == Status::final;
    });
    return catalog.edition(last == all.rend() ? all.back() : *last);
}

/// The subject that the user means, and the other editions in which the code stands for something.
std::pair<Subject, std::vector<Subject>> find_subject(const Catalog& catalog,
                                                      const ShowOptions& options) {
    if (!options.edition.empty()) {
        return {find_in(catalog, options.edition, options.code), {}};
    }
    if (const auto colon = options.code.find(':'); colon != std::string::npos) {
        return {find_in(catalog, options.code.substr(0, colon), options.code.substr(colon + 1)),
                {}};
    }
    auto all = editions_with(catalog, options.code);
    if (all.empty()) {
        throw UnknownName(
            fmt::format("no edition has the code: {}",
                        to_string(look_up(catalog, last_edition(catalog), options.code))));
    }
    const auto first = all.front();
    all.erase(all.begin());
    all.erase(std::remove_if(all.begin(), all.end(), is_draft), all.end());
    return {first, std::move(all)};
}

Elsewhere look_at(const Correspondence& leaf_table, const Subject& subject, const Edition& other) {
    Elsewhere out;
    out.edition = &other;
    out.before = other.header().validity.from < subject.edition->header().validity.from;
    const auto& level = subject.item->level;
    const auto levels = subject.edition->is_leaf(*subject.item)
                            ? leaf_levels(*subject.edition, other)
                            : levels_named(*subject.edition, other, level);
    const auto table = at_level(leaf_table, *subject.edition, other, levels);
    for (const auto& family :
         families({codes_at(*subject.edition, levels.source), codes_at(other, levels.target)},
                  {&table})) {
        const auto& sources = family.sources();
        if (std::binary_search(sources.begin(), sources.end(), subject.item->code)) {
            out.cardinality = family.cardinality();
        }
    }
    for (const auto& link : table.links_from(subject.item->code)) {
        out.items.push_back(other.find(link.target));
    }
    out.in_part = subject.edition->is_leaf(*subject.item) && !out.items.empty() &&
                  table.places(subject.item->code).ends;
    return out;
}

/// In every edition that a route reaches; in drafts only if a scenario was asked for.
std::vector<Elsewhere> look_everywhere(const Context& context, const Subject& subject) {
    const auto& catalog = context.catalog;
    std::vector<Elsewhere> out;
    RouteFinder finder{catalog};
    for (const auto& id : catalog.edition_ids()) {
        if (catalog.header(id).status == Status::draft && !context.scenario_asked) {
            continue;
        }
        const auto route = finder.find(subject.edition->id(), id);
        if (route && !route->steps.empty()) {
            auto place = look_at(finder.composed(*route), subject, catalog.edition(id));
            const bool down =
                std::any_of(route->steps.begin(), route->steps.end(),
                            [&](const Step& step) { return goes_down(catalog, step); });
            place.candidates =
                down && std::any_of(place.items.begin(), place.items.end(),
                                    [](const Item* item) { return !item->inherited; });
            out.push_back(std::move(place));
        }
    }
    return out;
}

std::string note_text(const Edition& edition, const Note& note) {
    if (!note.ref) {
        return note.phrase;
    }
    const auto* const item = note.range_end ? nullptr : edition.find(*note.ref);
    return reference_text(note) + (item == nullptr ? "" : "  " + item->title);
}

std::vector<Note> notes_of_item(const Edition& edition, const Item& item) {
    std::vector<Note> out;
    for (const auto& note : edition.notes()) {
        if (note.item == item.code) {
            out.push_back(note);
        }
    }
    return out;
}

/// Those that name @p item, alone or in a range, and an item above it.
std::vector<Note> notes_to_item(const Edition& edition, const Item& item) {
    const auto line = edition.path(item);
    std::vector<Note> out;
    for (const auto& note : edition.notes()) {
        const bool is_named = std::any_of(line.begin(), line.end(),
                                          [&](const Item* at) { return names(note, at->code); });
        if (is_named && note.item != item.code) {
            out.push_back(note);
        }
    }
    return out;
}

class TextPage {
public:
    TextPage(const Subject& subject, Context& context)
        : subject_(subject), out_(context.out), paint_{context.color}, width_(context.width) {}

    void print(const std::vector<Elsewhere>& elsewhere, const std::vector<Subject>& namesakes,
               const std::optional<Definition>& definition) {
        const auto& header = subject_.edition->header();
        out_ << paint_.bold(CodeRef{header.id, subject_.item->code}.text()) << "  "
             << subject_.item->title << '\n'
             << header.title << ", " << subject_.item->level
             << (subject_.item->residual ? ", residual" : "")
             << (header.status == Status::draft ? ", DRAFT" : "") << '\n';
        for (const auto& [name, text] : subject_.item->attributes) {
            out_ << name << ": " << text << '\n';
        }
        if (definition) {
            heading("Definition");
            for (const auto& part :
                 wrap(definition->text, width_ > 22 ? width_ - 2 : std::string::npos)) {
                out_ << "  " << part << '\n';
            }
        }
        print_path();
        print_children();
        print_notes();
        for (const auto& place : elsewhere) {
            print_place(place);
        }
        print_namesakes(namesakes);
    }

private:
    void heading(std::string_view text) { out_ << '\n' << paint_.bold(text) << '\n'; }

    void line(std::size_t indent, const Item& item) {
        const auto lead = indent + item.code.text().size() + 2;
        const auto room = width_ > lead + 20 ? width_ - lead : std::string::npos;
        bool first = true;
        for (const auto& part : wrap(item.title, room)) {
            out_ << std::string(first ? indent : lead, ' ')
                 << (first ? paint_.cyan(item.code.text()) + "  " : "") << part << '\n';
            first = false;
        }
    }

    void print_path() {
        heading("Path");
        std::size_t indent = 2;
        for (const auto* const item : subject_.edition->path(*subject_.item)) {
            line(indent, *item);
            indent += 2;
        }
    }

    void print_children() {
        const auto children = subject_.edition->children(*subject_.item);
        if (children.empty()) {
            return;
        }
        heading("Children");
        for (const auto* const child : children) {
            line(2, *child);
        }
    }

    void print_notes() {
        const auto& edition = *subject_.edition;
        bool any = false;
        const auto add = [&](std::string_view relation, const std::string& what) {
            if (!any) {
                heading("Notes");
            }
            any = true;
            const auto lead = relation.size() + 4;
            const auto room = width_ > lead + 20 ? width_ - lead : std::string::npos;
            std::string start = fmt::format("  {}  ", relation);
            for (const auto& part : wrap(what, room)) {
                out_ << start << part << '\n';
                start = std::string(lead, ' ');
            }
        };
        for (const auto& note : notes_of_item(edition, *subject_.item)) {
            add(note.relation == NoteRelation::excludes ? "excludes   " : "included in",
                note_text(edition, note));
        }
        for (const auto& note : notes_to_item(edition, *subject_.item)) {
            add(note.relation == NoteRelation::excludes ? "excluded by" : "includes of",
                fmt::format("{}  {}", note.item.text(), edition.find(note.item)->title));
        }
    }

    void print_place(const Elsewhere& place) {
        const auto& header = place.edition->header();
        heading(
            fmt::format("{} {}{}{}", place.before ? "From" : "To", header.id.text(),
                        place.items.empty()
                            ? ""
                            : fmt::format("  ({}{})", to_string(place.cardinality),
                                          place.candidates ? "; finer codes, not observed" : ""),
                        header.status == Status::draft ? "  DRAFT" : ""));
        if (place.items.empty()) {
            out_ << "  nothing\n";
        }
        for (const auto* const item : place.items) {
            line(2, *item);
        }
        if (place.in_part) {
            out_ << "  nothing: a part of it has no "
                 << (place.before ? "predecessor" : "successor") << '\n';
        }
    }

    void print_namesakes(const std::vector<Subject>& namesakes) {
        if (namesakes.empty()) {
            return;
        }
        heading("The same code in");
        for (const auto& other : namesakes) {
            out_ << "  " << CodeRef{other.edition->id(), other.item->code}.text() << "  "
                 << other.item->title << '\n';
        }
    }

    const Subject& subject_;
    std::ostream& out_;
    Paint paint_;
    unsigned width_;
};

Table to_table(const Subject& subject, const std::vector<Elsewhere>& elsewhere) {
    Table table{"socshift/show/1",
                {"edition", "code", "relation", "ref_edition", "ref_code", "ref_level", "ref_title",
                 "cardinality"},
                {},
                {}};
    const auto add = [&](std::string_view relation, const Edition& edition, const Item& item,
                         std::string_view cardinality) {
        table.rows.push_back({subject.edition->id().text(), subject.item->code.text(),
                              std::string{relation}, edition.id().text(), item.code.text(),
                              item.level, item.title, std::string{cardinality}});
    };
    for (const auto* const item : subject.edition->path(*subject.item)) {
        add("path", *subject.edition, *item, "");
    }
    for (const auto* const item : subject.edition->children(*subject.item)) {
        add("child", *subject.edition, *item, "");
    }
    for (const auto& note : notes_of_item(*subject.edition, *subject.item)) {
        for (const auto* const item : subject.edition->named_by(note)) {
            add(to_string(note.relation), *subject.edition, *item, "");
        }
    }
    for (const auto& note : notes_to_item(*subject.edition, *subject.item)) {
        add(note.relation == NoteRelation::excludes ? "excluded_by" : "includes_of",
            *subject.edition, *subject.edition->find(note.item), "");
    }
    for (const auto& place : elsewhere) {
        for (const auto* const item : place.items) {
            add(place.candidates ? "candidate"
                : place.before   ? "from"
                                 : "to",
                *place.edition, *item, to_string(place.cardinality));
        }
    }
    return table;
}

/// From what the user has imported; of an inherited item also from what it is inherited from.
std::optional<Definition> definition_of(const Subject& subject, const Context& context) {
    const auto* edition = subject.edition;
    while (true) {
        if (const auto known = context.definitions.find(edition->id())) {
            if (const auto* const found = known->find(subject.item->code)) {
                return *found;
            }
        }
        const auto* const item = edition->find(subject.item->code);
        if (item == nullptr || !item->inherited) {
            return std::nullopt;
        }
        edition = &context.catalog.edition(*edition->header().extends);
    }
}

ExitCode run_show(const ShowOptions& options, Context& context) {
    const auto [subject, namesakes] = find_subject(context.catalog, options);
    const auto elsewhere = look_everywhere(context, subject);
    if (options.format == Format::text) {
        TextPage{subject, context}.print(elsewhere, namesakes, definition_of(subject, context));
    } else {
        warn_of_draft(subject.edition->header(), context);
        for (const auto& place : elsewhere) {
            warn_of_draft(place.edition->header(), context);
        }
        write_table(context.out, to_table(subject, elsewhere), options.format, context.width);
    }
    return ExitCode::ok;
}

}  // namespace

Runner add_show(CLI::App& verb) {
    auto options = std::make_shared<ShowOptions>();
    verb.add_option("CODE", options->code, "A code, alone or with its edition: soc2018:15-1252")
        ->required();
    verb.add_option("--edition", options->edition,
                    "The edition of the code; else the latest that has it")
        ->type_name("EDITION");
    add_format_option(verb, options->format);
    return [options](Context& context) { return run_show(*options, context); };
}

}  // namespace socshift::cli
