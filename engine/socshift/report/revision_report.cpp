#include "socshift/report/revision_report.hpp"

#include "socshift/base/counted.hpp"
#include "socshift/base/title.hpp"
#include "socshift/catalog/published_figures.hpp"
#include "socshift/exchange/export_content.hpp"
#include "socshift/publish/exclusion_answers.hpp"
#include "socshift/publish/official_answer.hpp"
#include "socshift/report/change_drawing.hpp"
#include "socshift/report/flow.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace socshift {

namespace {

/// "11-0000 Management Occupations"
std::string item_text(const Item& item) {
    return item.code.text() + " " + item.title;
}

class RevisionPage {
public:
    RevisionPage(const Catalog& catalog, const RevisionQuestion& question)
        : pair_(edition_pair(catalog, catalog.resolve(question.before),
                             catalog.resolve(question.after))),
          content_(export_content(catalog, {{question.before, question.after}, question.weights})),
          table_(content_.tables.front()),
          diff_(content_.diffs.front()),
          out_{Page(
              "socshift/report-diff/1",
              fmt::format("From {} to {}", pair_.before.header().title, pair_.after.header().title),
              {&pair_.before.header(), &pair_.after.header()})} {
        for (const auto& link : table_.links) {
            links_[link.source.code.text()].push_back(&link);
        }
        add_facts();
        add_flow();
        add_kinds();
        add_families();
        add_unchanged();
        add_exclusions(catalog);
        add_official(question.definitions);
    }

    Report take() && { return std::move(out_); }

private:
    using Root = const Item*;  // none: no successor, or no predecessor

    Section& section(std::string key, std::string heading, std::vector<Column> columns) {
        auto& sections = out_.page.sections;
        sections.push_back({std::move(key), std::move(heading), {}, Table(std::move(columns))});
        return sections.back();
    }

    void add_facts() {
        auto& page = out_.page;
        const auto& counts = diff_.counts;
        page.lines = content_.notices;
        page.facts = {{"before", pair_.before.id()},    {"after", pair_.after.id()},
                      {"codes_before", counts.sources}, {"codes_after", counts.targets},
                      {"links", counts.links},          {"families", counts.families}};
    }

    /// Links between roots, and what begins or ends.
    [[nodiscard]] std::map<std::pair<Root, Root>, std::uint64_t> between_roots() const {
        std::map<std::pair<Root, Root>, std::uint64_t> out;
        for (const auto& link : table_.links) {
            const auto& source = pair_.before.root(*pair_.before.find(link.source.code));
            const auto* const target =
                link.target ? &pair_.after.root(*pair_.after.find(link.target->code)) : nullptr;
            ++out[{&source, target}];
        }
        for (const auto* const item : table_.added) {
            ++out[{nullptr, &pair_.after.root(*item)}];
        }
        return out;
    }

    void add_flow() {
        auto& rows = section("flow", "Where codes went, by major group",
                             {{"from"}, {"to"}, {"links", ColumnKind::whole}});
        const auto links = between_roots();
        Flow flow;
        flow.label = fmt::format(
            "Links from the groups of {} to those of {}; the table below has "
            "the same numbers",
            pair_.before.id().text(), pair_.after.id().text());
        std::map<Root, std::size_t> nodes[2];
        const auto node = [&](std::size_t layer, Root root, const char* none) {
            const auto [place, is_new] = nodes[layer].emplace(root, flow.nodes.size());
            if (is_new) {
                flow.nodes.push_back({layer, 0, root == nullptr ? none : item_text(*root), "",
                                      root == nullptr ? "aside" : "",
                                      root == nullptr ? none : root->code.text()});
            }
            return place->second;
        };
        for (const auto* const root : pair_.before.roots()) {
            node(0, root, "");
        }
        for (const auto* const root : pair_.after.roots()) {
            node(1, root, "");
        }
        for (const auto& [ends, count] : links) {
            const auto& [source, target] = ends;
            const bool stays =
                source != nullptr && target != nullptr &&
                (source->code == target->code || same_title(source->title, target->title));
            const auto from = node(0, source, "new");
            const auto to = node(1, target, "no successor");
            flow.nodes[from].amount += count;
            flow.nodes[to].amount += count;
            flow.links.push_back({from, to, count, stays ? "stay" : "move"});
        }
        for (auto& each : flow.nodes) {
            each.amount_text = grouped(each.amount);
        }
        std::sort(flow.links.begin(), flow.links.end(), [](const auto& a, const auto& b) {
            return std::pair(a.from, a.to) < std::pair(b.from, b.to);
        });
        for (const auto& link : flow.links) {
            rows.table.add({flow.nodes[link.from].name, flow.nodes[link.to].name, link.amount});
        }
        out_.extras["flow"].drawings.push_back(
            {"groups",
             "Behind each group stands how many links lead from it, or to it; what goes to another "
             "group is in colour.",
             flow_svg(flow, Room::wide, SvgForm::element),
             flow_svg(flow, Room::narrow, SvgForm::element),
             flow_svg(flow, Room::wide, SvgForm::file)});
    }

    void add_kinds() {
        auto& kinds = section("kinds", "Families, by what happened to them",
                              {{"change"},
                               {"families", ColumnKind::whole},
                               {"codes_before", ColumnKind::whole},
                               {"codes_after", ColumnKind::whole}});
        kinds.lines.emplace_back(
            "A family is the finest group of codes that no link leads out of: its figures can be "
            "compared without any share.");
        for (const auto& [kind, word] : word_table<ChangeKind>) {
            std::size_t families = 0;
            std::size_t sources = 0;
            std::size_t targets = 0;
            for (const auto& change : diff_.changes) {
                if (change.kind == kind) {
                    ++families;
                    sources += change.sources.size();
                    targets += change.targets.size();
                }
            }
            if (families > 0) {
                kinds.table.add({word, families, sources, targets});
            }
        }
    }

    [[nodiscard]] std::vector<const ExportedLink*> links_of(const Item& source) const {
        const auto found = links_.find(source.code.text());
        return found == links_.end() ? std::vector<const ExportedLink*>{} : found->second;
    }

    static Cell place_text(const ExportedLink& link) {
        switch (link.place) {
            case PlaceKind::item:
                return link.target->code;
            case PlaceKind::nowhere:
                return "no successor";
            case PlaceKind::unknown:
                return "not known";
        }
        return {};
    }

    [[nodiscard]] Table card_table(const Change& change) const {
        Table out({{"before"},
                   {"title_before"},
                   {"after"},
                   {"title_after"},
                   {"share", ColumnKind::decimal_share},
                   {"basis"}});
        for (const auto* const source : change.sources) {
            for (const auto* const link : links_of(*source)) {
                out.add({source->code, source->title, place_text(*link),
                         link->target ? Cell(link->target->title) : Cell(),
                         link->share ? Cell(link->share->share) : Cell(),
                         link->share ? Cell(to_string(link->share->basis)) : Cell("not known")});
            }
        }
        if (change.sources.empty()) {
            for (const auto* const target : change.targets) {
                out.add({"new", Cell(), target->code, target->title, Cell(), Cell()});
            }
        }
        return out;
    }

    [[nodiscard]] FamilyDrawing drawing(const Change& change) const {
        return family_drawing(change, [&](const Item& source) {
            std::vector<MappedPlace> out;
            for (const auto* const link : links_of(source)) {
                out.push_back({link->place, link->target, link->share});
            }
            return out;
        });
    }

    void add_families() {
        auto& families = section("families", "Each family that changed", {{"family"}});
        families.lines.emplace_back(
            "A ribbon is as thick as its share of the code before. Hatched: nobody knows the "
            "share, and nothing is assumed of it.");
        auto& extras = out_.extras["families"];
        extras.has_search = true;
        for (const auto& change : diff_.changes) {
            if (change.kind == ChangeKind::unchanged) {
                continue;
            }
            const bool is_new = change.sources.empty();
            const auto& first = is_new ? *change.targets.front() : *change.sources.front();
            const auto drawn = drawing(change);
            Card card{drawn.name, "", {}, "", "", card_table(change)};
            card.heading = first.code.text();
            if (const auto others = change.sources.size(); others > 1) {
                card.heading += fmt::format(" and {} more", others - 1);
            }
            const auto form = to_string(change.form);
            card.marks.push_back(
                fmt::format("{}{}{}", to_string(change.kind), form.empty() ? "" : ", ", form));
            const auto flags = flag_names(change);
            card.marks.insert(card.marks.end(), flags.begin(), flags.end());
            card.svg = family_svg(drawn, SvgForm::element);
            card.file = family_svg(drawn, SvgForm::file);
            extras.cards.push_back(std::move(card));
        }
    }

    void add_unchanged() {
        auto& rows = section("unchanged", "What stayed as it was", {{"code"}, {"title"}});
        for (const auto& change : diff_.changes) {
            if (change.kind == ChangeKind::unchanged) {
                rows.table.add({change.targets.front()->code, change.targets.front()->title});
            }
        }
        if (!rows.table.empty()) {
            out_.extras["unchanged"].has_search = true;
        }
    }

    static std::string named_text(const Edition& edition, const Note* note) {
        if (note == nullptr) {
            return "";
        }
        const auto title = reference_title(edition, *note);
        return reference_text(*note) + (title.empty() ? "" : " " + title);
    }

    void add_exclusions(const Catalog& catalog) {
        auto& rows =
            section("exclusions", "Who leaves out whom, and no longer does",
                    {{"what_became_of_it"}, {"item"}, {"left_out_before"}, {"left_out_after"}});
        const auto whole = exclusion_changes(pair_.before, pair_.after, pair_.leaves);
        const auto view = exclusion_view(pair_, whole, ChangeFilter{catalog, pair_, ""});
        for (const auto& change : view.changes) {
            if (change.fate == ExclusionFate::kept) {
                continue;
            }
            const auto& item = change.target == nullptr ? *change.source : *change.target;
            rows.table.add({to_string(change.fate), item_text(item),
                            named_text(pair_.before, change.before),
                            named_text(pair_.after, change.after)});
        }
        if (!rows.table.empty()) {
            rows.lines.push_back(fmt::format("{} before, {} after; {} kept.", grouped(whole.before),
                                             grouped(whole.after),
                                             grouped(whole.of(ExclusionFate::kept))));
            out_.extras["exclusions"].has_search = true;
        }
    }

    void add_official(const DefinitionStore& definitions) {
        const auto& all = builtin_published_figures();
        const bool any = std::any_of(all.begin(), all.end(), [&](const PublishedFigure& figure) {
            return figure.before == pair_.before.id() && figure.after == pair_.after.id();
        });
        if (!any) {
            return;
        }
        const OfficialFigures figures(pair_, definitions);
        auto& rows = section("official", "The publisher's figures beside what is counted here",
                             {{"figure"},
                              {"published", ColumnKind::whole},
                              {"counted_here", ColumnKind::whole},
                              {"difference", ColumnKind::whole},
                              {"document"},
                              {"remark"}});
        bool lacks = false;
        for (const auto& figure : figures.published()) {
            const auto counted = figures.counted(figure);
            lacks = lacks || !counted;
            const auto number =
                counted ? std::optional(static_cast<std::int64_t>(counted->size())) : std::nullopt;
            rows.table.add({figure.title, figure.value, number,
                            number ? Cell(*number - figure.value) : Cell(), figure.document,
                            figure.remark});
        }
        if (lacks) {
            rows.lines.emplace_back(
                "Figures that rest on the texts of definitions are not counted: "
                "the definitions of both editions are not imported.");
        }
    }

    EditionPair pair_;
    ExportContent content_;
    const ExportedTable& table_;
    const Diff& diff_;
    std::map<std::string, std::vector<const ExportedLink*>, std::less<>> links_;
    Report out_;
};

}  // namespace

Report revision_report(const Catalog& catalog, const RevisionQuestion& question) {
    return RevisionPage(catalog, question).take();
}

}  // namespace socshift
