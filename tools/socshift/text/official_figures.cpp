#include "text/official_figures.hpp"

#include "text/edition.hpp"
#include "text/text.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <string>

namespace socshift::cli {

namespace {

constexpr std::size_t markdown_width = 110;

std::vector<std::string> codes_of(const std::vector<const Item*>& items) {
    std::vector<std::string> out;
    for (const auto* const item : items) {
        out.push_back(item->code.text());
    }
    return out;
}

/// "+3", "-12", "0".
std::string signed_number(std::int64_t number) {
    return number > 0 ? fmt::format("+{}", number) : fmt::format("{}", number);
}

class Official {
public:
    explicit Official(const OfficialView& view) : view_(view) {
        std::vector<PrintedFigure> printed;
        for (const auto& figure : view.published) {
            printed.push_back({figure.figure, figure.value});
        }
        cut_ = nearest_cut(view.revised, printed);
    }

    [[nodiscard]] const std::optional<DefinitionRung>& cut() const noexcept { return cut_; }

    [[nodiscard]] std::optional<std::vector<const Item*>> counted(
        const PublishedFigure& figure) const {
        return counted_at(figure, cut_.value_or(DefinitionRung::marks));
    }

    [[nodiscard]] std::optional<std::vector<const Item*>> counted_at(const PublishedFigure& figure,
                                                                     DefinitionRung cut) const {
        return counted_by(view_.revised, figure.figure, cut);
    }

    /// Codes of the items whose definitions are this far apart, by code and title changed or not,
    /// "NN" to "YY".
    [[nodiscard]] std::map<std::string, std::vector<std::string>> at_rung(
        DefinitionRung rung) const {
        std::map<std::string, std::vector<std::string>> out;
        for (const auto& item : view_.revised.items) {
            if (item.before != nullptr && item.definition == rung) {
                out[item.pattern(rung).substr(0, 2)].push_back(item.after->code.text());
            }
        }
        return out;
    }

private:
    const OfficialView& view_;
    std::optional<DefinitionRung> cut_;
};

Table to_table(const OfficialView& view, const Official& official) {
    Table table;
    table.schema = "socshift/diff-official/1";
    table.columns = {"figure",     "title", "published", "counted",
                     "difference", "rung",  "document",  "codes"};
    table.numeric = {"published", "counted", "difference"};
    table.lists = {"codes"};
    for (const auto& figure : view.published) {
        const auto counted = official.counted(figure);
        const auto number = counted ? static_cast<std::int64_t>(counted->size()) : 0;
        const bool rests = counted && rests_on_definitions(figure.figure);
        table.rows.push_back({figure.figure, figure.title, std::to_string(figure.value),
                              counted ? std::to_string(number) : "",
                              counted ? std::to_string(number - figure.value) : "",
                              rests ? std::string{to_string(*official.cut())} : "", figure.document,
                              counted ? list_cell(codes_of(*counted)) : ""});
    }
    return table;
}

/// The same without what does not fit a screen.
Table text_table(const Table& whole) {
    Table out;
    out.columns = {"figure", "title", "published", "counted", "difference"};
    for (const auto& row : whole.rows) {
        out.rows.push_back({row.begin(), row.begin() + 5});
    }
    return out;
}

class Markdown {
public:
    Markdown(const OfficialView& view, const Official& official, std::ostream& out)
        : view_(view), official_(official), out_(out) {}

    void print() {
        out_ << fmt::format("## {} -> {}\n\n", view_.before.id().text(), view_.after.id().text());
        print_documents();
        print_figures();
        if (official_.cut()) {
            print_rungs();
        }
        print_remarks();
        if (official_.cut()) {
            print_near();
        }
    }

private:
    void paragraph(const std::string& text) {
        for (const auto& line : wrap(text, markdown_width)) {
            out_ << line << '\n';
        }
        out_ << '\n';
    }

    void item(const std::string& text) {
        bool first = true;
        for (const auto& line : wrap(text, markdown_width - 2)) {
            out_ << (first ? "- " : "  ") << line << '\n';
            first = false;
        }
    }

    void print_documents() {
        std::vector<std::string> documents;
        for (const auto& figure : view_.published) {
            if (std::find(documents.begin(), documents.end(), figure.document) == documents.end()) {
                documents.push_back(figure.document);
            }
        }
        std::string list;
        for (const auto& document : documents) {
            list += (list.empty() ? "" : "; ") + document;
        }
        paragraph(fmt::format("Published: {}.", list));
    }

    void print_figures() {
        out_ << "| figure | what changed | published | counted | difference |\n"
                "|---|---|---:|---:|---:|\n";
        for (const auto& figure : view_.published) {
            const auto counted = official_.counted(figure);
            const auto number = counted ? static_cast<std::int64_t>(counted->size()) : 0;
            out_ << fmt::format("| `{}` | {} | {} | {} | {} |\n", figure.figure, figure.title,
                                figure.value, counted ? std::to_string(number) : "",
                                counted ? signed_number(number - figure.value) : "");
        }
        out_ << '\n';
        if (!official_.cut()) {
            paragraph(
                "Figures that rest on definitions are left out: definitions of both editions are "
                "not imported.");
        }
    }

    void print_rungs() {
        paragraph(fmt::format(
            "A definition counts as changed from the step `{}` on, by the rule `{}`: of all "
            "steps this one brings the figures nearest to those published. From each step on:",
            to_string(*official_.cut()), definition_rule));
        out_ << "| from |";
        std::string line = "|---|";
        for (const auto& figure : view_.published) {
            if (rests_on_definitions(figure.figure)) {
                out_ << fmt::format(" `{}` |", figure.figure);
                line += "---:|";
            }
        }
        out_ << '\n' << line << '\n';
        for (std::size_t i = 1; i < definition_rung_count; ++i) {
            const auto rung = static_cast<DefinitionRung>(i);
            out_ << fmt::format("| `{}` |", to_string(rung));
            for (const auto& figure : view_.published) {
                if (rests_on_definitions(figure.figure)) {
                    out_ << fmt::format(" {} |", official_.counted_at(figure, rung)->size());
                }
            }
            out_ << '\n';
        }
        out_ << "| published |";
        for (const auto& figure : view_.published) {
            if (rests_on_definitions(figure.figure)) {
                out_ << fmt::format(" {} |", figure.value);
            }
        }
        out_ << "\n\n";
    }

    /// Why a figure is another, of those that are counted.
    void print_remarks() {
        bool first = true;
        for (const auto& figure : view_.published) {
            const auto counted = official_.counted(figure);
            if (!counted || static_cast<std::int64_t>(counted->size()) == figure.value) {
                continue;
            }
            if (first) {
                out_ << "What is left:\n\n";
                first = false;
            }
            item(fmt::format("`{}`: {}", figure.figure,
                             figure.remark.empty() ? "not explained" : figure.remark));
        }
        if (!first) {
            out_ << '\n';
        }
    }

    /// The codes that would be counted otherwise if the publisher drew the line a step away.
    void print_near() {
        paragraph(
            "Codes on both sides of the line, by how far their definitions are apart, and by code "
            "and title changed (`Y`) or not (`N`). Where the publisher drew it elsewhere, the "
            "occupations about which we differ are among these:");
        for (auto rung : {DefinitionRung::marks, DefinitionRung::verbs, DefinitionRung::wording}) {
            for (const auto& [pattern, codes] : official_.at_rung(rung)) {
                item(fmt::format("`{}`, {}, `{}`, {}: {}", to_string(rung),
                                 rung < *official_.cut() ? "not counted" : "counted", pattern,
                                 count_of(codes.size(), "code", "codes"), fmt::join(codes, ", ")));
            }
        }
    }

    const OfficialView& view_;
    const Official& official_;
    std::ostream& out_;
};

}  // namespace

void write_official(const OfficialView& view, Format format, Context& context) {
    const Official official{view};
    if (format == Format::md) {
        Markdown{view, official, context.out}.print();
        return;
    }
    const auto table = to_table(view, official);
    write_table(context.out, format == Format::text ? text_table(table) : table, format,
                context.width);
    if (format == Format::text && !official.cut()) {
        context.err << "socshift: definitions of both editions are not imported: figures that rest "
                       "on them are left out\n";
    }
}

}  // namespace socshift::cli
