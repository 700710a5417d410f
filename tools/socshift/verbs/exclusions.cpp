#include "verbs/exclusions.hpp"

#include "options/format_option.hpp"
#include "socshift/base/error.hpp"
#include "socshift/changes/exclusions.hpp"
#include "socshift/publish/answer.hpp"
#include "socshift/publish/exclusion_answers.hpp"
#include "socshift/recognise/typed_code.hpp"
#include "text/exclusions_dot.hpp"
#include "text/print.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <memory>
#include <ostream>

namespace socshift::cli {

namespace {

struct ExclusionsOptions {
    std::string edition;
    std::string code;
    std::string to;
    bool dot = false;
    bool stat = false;
    Format format = Format::text;
};

std::string_view meaning(ReferenceFinding finding) {
    switch (finding) {
        case ReferenceFinding::dangling:
            return "to a code that no edition so far has";
        case ReferenceFinding::stale:
            return "to a code of an earlier edition";
        case ReferenceFinding::title_differs:
            return "with another title than the code has";
        case ReferenceFinding::self:
            return "to the item itself";
        case ReferenceFinding::ancestor:
            return "to an item above";
        case ReferenceFinding::one_way:
            return "exclude, and nothing is said in return";
        case ReferenceFinding::chain:
            return "of these lead on to further exclusions";
        case ReferenceFinding::cycle:
            return "exclude, and are excluded in return over others";
        case ReferenceFinding::mutual:
            return "exclude, and are excluded in return";
    }
    return "";
}

void print_stat(const Edition& edition, const ReferenceCounts& counts, std::ostream& out) {
    out << fmt::format("{}: {} with references to others\n", edition_label(edition.header()),
                       count_of(counts.items, "item", "items"));
    const auto line = [&](std::size_t number, std::string_view what, std::string_view says) {
        if (number != 0) {
            out << fmt::format("{:>7}  {:<13}  {}\n", grouped(number), what, says);
        }
    };
    line(counts.excludes, "excludes", "to a code or a range of codes");
    line(counts.included_in, "included_in", "to a code or a range of codes");
    line(counts.phrases, "without code", "words only");
    for (std::size_t i = 0; i < reference_finding_count; ++i) {
        const auto finding = static_cast<ReferenceFinding>(i);
        line(counts.of(finding), to_string(finding), meaning(finding));
    }
}

/// Prints references under the items that make them.
class ReferencePage {
public:
    explicit ReferencePage(Context& context)
        : out_(context.out), paint_{context.color}, width_(context.width) {}

    void print(const std::vector<const Reference*>& references) {
        const Item* item = nullptr;
        for (const auto* const reference : references) {
            if (reference->item != item) {
                out_ << (item == nullptr ? "" : "\n");
                item = reference->item;
                line(0, paint_.cyan(item->code.text()), item->code.text().size(), item->title);
            }
            print(*reference);
        }
    }

    void heading(std::string_view text) { out_ << paint_.bold(text) << '\n'; }

private:
    void print(const Reference& reference) {
        const auto& note = *reference.note;
        const std::string lead =
            note.relation == NoteRelation::excludes ? "excludes     " : "included in  ";
        if (!note.ref) {
            line(2, lead.substr(0, lead.size() - 2), lead.size() - 2, note.phrase);
            return;
        }
        const auto code = reference_text(note);
        const auto title = reference_title(reference);
        line(2, lead + paint_.cyan(code), lead.size() + code.size(), title);
        for (const auto& result : reference.findings) {
            const auto name = to_string(result.finding);
            const auto text = is_problem(result.finding)                   ? paint_.red(name)
                              : result.finding == ReferenceFinding::mutual ? paint_.green(name)
                                                                           : paint_.faint(name);
            line(2 + lead.size(), text, name.size(),
                 result.finding == ReferenceFinding::title_differs
                     ? fmt::format("here '{}'", result.detail)
                     : result.detail);
        }
    }

    /// @p lead, @p lead_width columns wide, and @p text behind it, wrapped.
    void line(std::size_t indent, const std::string& lead, std::size_t lead_width,
              std::string_view text) {
        const auto start = indent + lead_width + (text.empty() ? 0 : 2);
        const auto room = width_ > start + 20 ? width_ - start : std::string::npos;
        bool first = true;
        for (const auto& part : wrap(text, room)) {
            out_ << (first ? std::string(indent, ' ') + lead + (text.empty() ? "" : "  ")
                           : std::string(start, ' '))
                 << part << '\n';
            first = false;
        }
    }

    std::ostream& out_;
    Paint paint_;
    unsigned width_;
};

void print_text(const Edition& edition, const SelectedReferences& selection, Context& context) {
    ReferencePage page{context};
    if (selection.item == nullptr) {
        page.print(selection.made_by);
    } else {
        page.heading(fmt::format("{}  {}", CodeRef{edition.id(), selection.item->code}.text(),
                                 selection.item->title));
        if (!selection.made_by.empty()) {
            context.out << '\n';
            page.heading("Says");
            page.print(selection.made_by);
        }
        if (!selection.made_to.empty()) {
            context.out << '\n';
            page.heading("Others say");
            page.print(selection.made_to);
        }
    }
    context.out << '\n';
    print_stat(edition, count(selection.both()), context.out);
}

/// A picture of the neighbourhood of an item, or of its family in two editions.
void print_picture(const ReferenceGraph& graph, const SelectedReferences& selection,
                   const std::string& to, Context& context) {
    if (to.empty()) {
        say_drafts({&graph.edition().header()}, context);
        context.out << neighbourhood_dot(graph.edition(), *selection.item, selection.both());
        return;
    }
    const auto& catalog = context.catalog;
    const auto& after = catalog.edition(catalog.resolve(to));
    say_drafts({&graph.edition().header(), &after.header()}, context);
    context.out << family_dot(catalog, graph, ReferenceGraph::make(catalog, after),
                              *selection.item);
}

ExitCode run_exclusions(const ExclusionsOptions& options, Context& context) {
    const auto& catalog = context.catalog;
    const auto& edition = catalog.edition(catalog.resolve(options.edition));
    const auto graph = ReferenceGraph::make(catalog, edition);
    const auto selection =
        select_references(graph, catalog, typed_code(catalog, edition, options.code));
    const auto references = selection.both();
    if (options.dot) {
        print_picture(graph, selection, options.to, context);
        return ExitCode::ok;
    }
    if (options.stat) {
        const auto counts = count(references);
        print(reference_counts_answer(edition, counts), options.format, context,
              {[&] { print_stat(edition, counts, context.out); }});
    } else {
        print(references_answer(edition, references), options.format, context,
              {[&] { print_text(edition, selection, context); }});
    }
    return selection.has_problem() ? ExitCode::differs : ExitCode::ok;
}

}  // namespace

Runner add_exclusions(CLI::App& verb) {
    auto options = std::make_shared<ExclusionsOptions>();
    verb.add_option("EDITION", options->edition, "The edition whose definitions refer")->required();
    auto* const code =
        verb.add_option("CODE", options->code, "Only what it says, and others of it");
    auto* const dot =
        verb.add_flag("--dot", options->dot, "A picture of CODE's neighbourhood, for Graphviz");
    dot->needs(code);
    verb.add_option("--to", options->to, "The picture is of the family of CODE between both")
        ->type_name("EDITION")
        ->needs(dot);
    verb.add_flag("--stat", options->stat, "Numbers only")->excludes(dot);
    add_format_option(verb, options->format)->excludes(dot);
    return [options](Context& context) { return run_exclusions(*options, context); };
}

}  // namespace socshift::cli
