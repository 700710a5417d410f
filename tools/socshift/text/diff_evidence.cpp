#include "text/diff_evidence.hpp"

#include "socshift/base/title.hpp"
#include "socshift/changes/definition_change.hpp"
#include "socshift/publish/answer.hpp"
#include "text/diff_text.hpp"
#include "text/text.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <ostream>
#include <string>
#include <vector>

namespace socshift::cli {

namespace {

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
        const ChangeEvidence evidence{view_, change, proof_};
        const auto gsim = gsim_type(change);
        const auto flags = fmt::format("{}", fmt::join(flag_names(change), ", "));
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

    void print_links(const std::vector<Evidence>& pieces) {
        bool first = true;
        for (const auto& piece : pieces) {
            if (piece.kind == "link") {
                heading(first, "links");
                line("  ", fmt::format("{} -> {} ({}), {}", piece.before, piece.after,
                                       piece.finding, piece.where));
            }
        }
    }

    void print_titles(const std::vector<Evidence>& pieces) {
        bool first = true;
        for (const auto& piece : pieces) {
            if (piece.kind == "title") {
                heading(first, fmt::format("titles (rule {})", title_rule));
                line("  ", fmt::format("{} -> {}: {}", piece.source, piece.target, piece.finding));
            }
        }
    }

    void print_exclusions(const std::vector<Evidence>& pieces, std::string_view kind,
                          std::string_view title) {
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

    void print_definitions(const ChangeEvidence& evidence) {
        if (!evidence.has_definitions()) {
            line("", fmt::format("definitions: not imported for {}; see 'socshift import "
                                 "definitions --help'",
                                 !view_.definitions_before ? view_.before.id().text()
                                                           : view_.after.id().text()));
            return;
        }
        bool first = true;
        for (const auto& [source, target] : evidence.pairs()) {
            heading(first, fmt::format("definitions (rule {})", definition_rule));
            const auto before = evidence.text_before(*source);
            const auto after = evidence.text_after(*target);
            const auto change = compare_definitions(before, after);
            line("  ",
                 fmt::format("{} -> {}: {} ({}), {} out, {} in", source->code.text(),
                             target->code.text(), to_string(change.grade()), to_string(change.rung),
                             count_of(change.words_removed, "word", "words"),
                             count_of(change.words_added, "word", "words")));
            if (change.rung != DefinitionRung::same) {
                line("    ", marked(before, after));
            }
        }
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

void write_evidence(const EvidenceView& view, Context& context) {
    EvidenceText{view, RouteProof{context.catalog, view.route}, context}.print();
}

}  // namespace socshift::cli
