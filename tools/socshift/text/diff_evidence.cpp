#include "text/diff_evidence.hpp"

#include "socshift/base/title.hpp"
#include "socshift/changes/definition_change.hpp"
#include "socshift/routes/explain.hpp"
#include "text/diff_exclusions.hpp"
#include "text/diff_text.hpp"
#include "text/edition.hpp"
#include "text/text.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <ostream>
#include <string>
#include <vector>

namespace socshift::cli {

namespace {

/// One piece of evidence: a row, or a line under a heading.
struct Piece {
    std::string kind;  // "link", "title", "exclusion", "excluded_by", "definition"
    std::string source;
    std::string target;
    std::string finding;
    std::string before;
    std::string after;
    std::string where;
};

using Pieces = std::vector<Piece>;

bool holds(const std::vector<const Item*>& items, const Item* item) {
    return item != nullptr && std::find(items.begin(), items.end(), item) != items.end();
}

/// Whether @p note names an item of @p items, or a group or range that they are in.
bool names_any(const Edition& edition, const Note* note, const std::vector<const Item*>& items) {
    if (note == nullptr) {
        return false;
    }
    return std::any_of(items.begin(), items.end(), [&](const Item* item) {
        const auto path = edition.path(*item);
        return std::any_of(path.begin(), path.end(),
                           [&](const Item* above) { return names(*note, above->code); });
    });
}

class Evidence {
public:
    Evidence(const EvidenceView& view, const Change& change, const RouteProof& proof)
        : view_(view), change_(change) {
        for_each_pair([&](const Item& source, const Item& target, const Link& /*link*/) {
            sources_.push_back(&source);
            targets_.push_back(&target);
        });
        add_links(proof);
        add_titles();
        add_exclusions();
        add_definitions();
    }

    [[nodiscard]] const Pieces& pieces() const noexcept { return pieces_; }

    /// The linked items of the family of which one has the code that is asked for.
    template <typename Use>
    void for_each_pair(Use use) const {
        for (const auto* const source : change_.sources) {
            for (const auto& link : view_.whole.table.links_from(source->code)) {
                const auto target =
                    std::find_if(change_.targets.begin(), change_.targets.end(),
                                 [&](const Item* item) { return item->code == link.target; });
                if (target != change_.targets.end() &&
                    (source->code.text() == view_.code || link.target.text() == view_.code)) {
                    use(*source, **target, link);
                }
            }
        }
    }

    [[nodiscard]] std::string_view text_before(const Item& item) const {
        return text_of(view_.definitions_before, item);
    }
    [[nodiscard]] std::string_view text_after(const Item& item) const {
        return text_of(view_.definitions_after, item);
    }
    [[nodiscard]] bool has_definitions() const noexcept {
        return view_.definitions_before.has_value() && view_.definitions_after.has_value();
    }

private:
    /// Those of @p items that have the code that is asked for.
    [[nodiscard]] std::vector<const Item*> asked(const std::vector<const Item*>& items) const {
        std::vector<const Item*> out;
        std::copy_if(items.begin(), items.end(), std::back_inserter(out),
                     [&](const Item* item) { return item->code.text() == view_.code; });
        return out;
    }

    static std::string_view text_of(const std::optional<Definitions>& definitions,
                                    const Item& item) {
        const auto* const found = definitions ? definitions->find(item.code) : nullptr;
        return found == nullptr ? std::string_view{} : found->text;
    }

    void add_links(const RouteProof& proof) {
        for_each_pair([&](const Item& source, const Item& target, const Link& /*link*/) {
            for (const auto& chain : proof.chains(source, target)) {
                for (const auto& step : chain) {
                    pieces_.push_back({"link", source.code.text(), target.code.text(),
                                       step.share
                                           ? fmt::format("share {}, {}", step.share->share.text(),
                                                         to_string(step.share->basis))
                                           : "share unknown",
                                       CodeRef{step.step.from, step.from}.text(),
                                       CodeRef{step.step.to, step.to}.text(), step.at.text()});
                }
            }
        });
    }

    void add_titles() {
        for_each_pair([&](const Item& source, const Item& target, const Link& /*link*/) {
            const bool same = source.title == target.title;
            const auto finding = same                                     ? "same"
                                 : same_title(source.title, target.title) ? "same once folded"
                                                                          : "differs";
            pieces_.push_back({"title", source.code.text(), target.code.text(), finding,
                               source.title, target.title, target.at.text()});
        });
    }

    void add_exclusions() {
        for (const bool own : {true, false}) {
            for (const auto& change : view_.exclusions.changes) {
                const bool is_own =
                    holds(sources_, change.source) || holds(targets_, change.target);
                if (is_own != own ||
                    (!is_own && !names_any(view_.before, change.before, asked(sources_)) &&
                     !names_any(view_.after, change.after, asked(targets_)))) {
                    continue;
                }
                const auto* const note = change.after != nullptr ? change.after : change.before;
                pieces_.push_back({own ? "exclusion" : "excluded_by",
                                   change.source == nullptr ? "" : change.source->code.text(),
                                   change.target == nullptr ? "" : change.target->code.text(),
                                   std::string{to_string(change.fate)},
                                   change.before == nullptr ? "" : reference_text(*change.before),
                                   change.after == nullptr ? "" : reference_text(*change.after),
                                   note->at.text()});
            }
        }
    }

    void add_definitions() {
        if (!has_definitions()) {
            return;
        }
        for_each_pair([&](const Item& source, const Item& target, const Link& /*link*/) {
            const auto change = compare_definitions(text_before(source), text_after(target));
            const auto* const at = view_.definitions_after->find(target.code);
            pieces_.push_back(
                {"definition", source.code.text(), target.code.text(),
                 fmt::format("{} ({})", to_string(change.grade()), to_string(change.rung)),
                 fmt::format("-{}", change.words_removed), fmt::format("+{}", change.words_added),
                 at == nullptr
                     ? ""
                     : fmt::format("definitions/{}.csv:{}", view_.after.id().text(), at->at.line)});
        });
    }

    const EvidenceView& view_;
    const Change& change_;
    std::vector<const Item*> sources_;  // the ends of for_each_pair()
    std::vector<const Item*> targets_;
    Pieces pieces_;
};

std::vector<std::string> flags_of(const Change& change) {
    std::vector<std::string> out;
    for (const auto flag : change.flags) {
        out.emplace_back(to_string(flag));
    }
    return out;
}

Table to_table(const EvidenceView& view, const RouteProof& proof) {
    Table table;
    table.schema = "socshift/diff-explain/1";
    table.columns = {"family",      "change",  "gsim",   "flags", "evidence", "source_code",
                     "target_code", "finding", "before", "after", "where"};
    table.numeric = {"family"};
    table.lists = {"flags"};
    std::size_t number = 0;
    for (const auto* const change : view.changes) {
        ++number;
        const Evidence evidence{view, *change, proof};
        for (const auto& piece : evidence.pieces()) {
            table.rows.push_back({std::to_string(number), std::string{to_string(change->kind)},
                                  std::string{gsim_type(*change)}, list_cell(flags_of(*change)),
                                  piece.kind, piece.source, piece.target, piece.finding,
                                  piece.before, piece.after, piece.where});
        }
        if (evidence.pieces().empty()) {  // nothing leads to it, or from it
            const auto& items = change->sources.empty() ? change->targets : change->sources;
            const auto& code = items.front()->code.text();
            table.rows.push_back({std::to_string(number), std::string{to_string(change->kind)},
                                  std::string{gsim_type(*change)}, list_cell(flags_of(*change)),
                                  "none", change->sources.empty() ? "" : code,
                                  change->sources.empty() ? code : "", "", "", "",
                                  items.front()->at.text()});
        }
    }
    return table;
}

class EvidenceText {
public:
    EvidenceText(const EvidenceView& view, const RouteProof& proof, Context& context)
        : view_(view),
          proof_(proof),
          out_(context.out),
          paint_{context.color},
          width_(context.width) {}

    void print() {
        out_ << paint_.bold(fmt::format("{} -> {}", edition_label(view_.before.header()),
                                        edition_label(view_.after.header())))
             << '\n';
        for (const auto* const change : view_.changes) {
            out_ << '\n';
            print_change(*change);
        }
    }

private:
    void print_change(const Change& change) {
        const Evidence evidence{view_, change, proof_};
        const auto gsim = gsim_type(change);
        const auto flags = fmt::format("{}", fmt::join(flags_of(change), ", "));
        out_ << paint_.yellow(change_label(change))
             << (gsim.empty() ? "" : fmt::format(", GSIM {}", gsim))
             << (flags.empty() ? "" : fmt::format("  [{}]", flags)) << '\n';
        for (const auto* const item : change.sources) {
            line("  - ", fmt::format("{}  {}", item->code.text(), item->title), &Paint::red);
        }
        for (const auto* const item : change.targets) {
            line("  + ", fmt::format("{}  {}", item->code.text(), item->title), &Paint::green);
        }
        print_links(evidence.pieces());
        print_titles(evidence.pieces());
        print_exclusions(evidence.pieces(), "exclusion", "leaves out");
        print_exclusions(evidence.pieces(), "excluded_by", "is left out by");
        print_definitions(evidence);
    }

    void print_links(const Pieces& pieces) {
        bool first = true;
        for (const auto& piece : pieces) {
            if (piece.kind == "link") {
                heading(first, "links");
                line("  ", fmt::format("{} -> {} ({}), {}", piece.before, piece.after,
                                       piece.finding, piece.where));
            }
        }
    }

    void print_titles(const Pieces& pieces) {
        bool first = true;
        for (const auto& piece : pieces) {
            if (piece.kind == "title") {
                heading(first, fmt::format("titles (rule {})", title_rule));
                line("  ", fmt::format("{} -> {}: {}", piece.source, piece.target, piece.finding));
            }
        }
    }

    void print_exclusions(const Pieces& pieces, std::string_view kind, std::string_view title) {
        bool first = true;
        for (const auto& piece : pieces) {
            if (piece.kind != kind) {
                continue;
            }
            heading(first, title);
            const auto owner = piece.source.empty()   ? piece.target
                               : piece.target.empty() ? piece.source
                               : piece.source == piece.target
                                   ? piece.source
                                   : fmt::format("{} -> {}", piece.source, piece.target);
            const auto reference = piece.before.empty()  ? piece.after
                                   : piece.after.empty() ? piece.before
                                   : piece.before == piece.after
                                       ? piece.before
                                       : fmt::format("{}, now {}", piece.before, piece.after);
            line("  ", fmt::format("{}: {} {}, {}", owner, piece.finding, reference, piece.where));
        }
    }

    void print_definitions(const Evidence& evidence) {
        if (!evidence.has_definitions()) {
            line("", fmt::format("definitions: not imported for {}; see 'socshift import "
                                 "definitions --help'",
                                 !view_.definitions_before ? view_.before.id().text()
                                                           : view_.after.id().text()));
            return;
        }
        bool first = true;
        evidence.for_each_pair([&](const Item& source, const Item& target, const Link&) {
            heading(first, fmt::format("definitions (rule {})", definition_rule));
            const auto before = evidence.text_before(source);
            const auto after = evidence.text_after(target);
            const auto change = compare_definitions(before, after);
            line("  ",
                 fmt::format("{} -> {}: {} ({}), {} out, {} in", source.code.text(),
                             target.code.text(), to_string(change.grade()), to_string(change.rung),
                             count_of(change.words_removed, "word", "words"),
                             count_of(change.words_added, "word", "words")));
            if (change.rung != DefinitionRung::same) {
                line("    ", marked(before, after));
            }
        });
    }

    /// "Plan [-and-] {+or+} direct".
    static std::string marked(std::string_view before, std::string_view after) {
        std::string out;
        for (const auto& piece : text_difference(before, after)) {
            out += out.empty() ? "" : " ";
            switch (piece.kind) {
                case TextPiece::Kind::kept:
                    out += piece.words;
                    break;
                case TextPiece::Kind::removed:
                    out += fmt::format("[-{}-]", piece.words);
                    break;
                case TextPiece::Kind::added:
                    out += fmt::format("{{+{}+}}", piece.words);
                    break;
            }
        }
        return out;
    }

    void heading(bool& first, std::string_view text) {
        if (first) {
            out_ << text << '\n';
        }
        first = false;
    }

    /// @p text behind @p lead, lines after the first further in.
    void line(const std::string& lead, const std::string& text,
              std::string (Paint::*color)(std::string_view) const = nullptr) {
        const auto indent = lead.size() + (lead.empty() ? 0 : 2);
        const auto room = width_ > indent + 20 ? width_ - indent : std::string::npos;
        bool first = true;
        for (const auto& part : wrap(text, room)) {
            const auto whole = (first ? lead : std::string(indent, ' ')) + part;
            out_ << (color == nullptr ? whole : (paint_.*color)(whole)) << '\n';
            first = false;
        }
    }

    const EvidenceView& view_;
    const RouteProof& proof_;
    std::ostream& out_;
    Paint paint_;
    std::size_t width_;
};

}  // namespace

void write_evidence(const EvidenceView& view, Format format, Context& context) {
    const RouteProof proof{context.catalog, view.route};
    if (format == Format::text) {
        EvidenceText{view, proof, context}.print();
    } else {
        write_table(context.out, to_table(view, proof), format, context.width);
    }
}

}  // namespace socshift::cli
