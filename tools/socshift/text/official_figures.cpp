#include "text/official_figures.hpp"

#include "text/print.hpp"
#include "text/text.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <ostream>
#include <string>

namespace socshift::cli {

namespace {

constexpr std::size_t markdown_width = 110;

/// "+3", "-12", "0".
std::string signed_number(std::int64_t number) {
    return number > 0 ? fmt::format("+{}", number) : fmt::format("{}", number);
}

class Markdown {
public:
    Markdown(const OfficialFigures& official, std::ostream& out) : official_(official), out_(out) {}

    void print() {
        out_ << fmt::format("## {} -> {}\n\n", official_.before().id().text(),
                            official_.after().id().text());
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
        for (const auto& figure : official_.published()) {
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
        for (const auto& figure : official_.published()) {
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
        for (const auto& figure : official_.published()) {
            if (rests_on_definitions(figure.figure)) {
                out_ << fmt::format(" `{}` |", figure.figure);
                line += "---:|";
            }
        }
        out_ << '\n' << line << '\n';
        for (std::size_t i = 1; i < definition_rung_count; ++i) {
            const auto rung = static_cast<DefinitionRung>(i);
            out_ << fmt::format("| `{}` |", to_string(rung));
            for (const auto& figure : official_.published()) {
                if (rests_on_definitions(figure.figure)) {
                    out_ << fmt::format(" {} |", official_.counted_at(figure, rung)->size());
                }
            }
            out_ << '\n';
        }
        out_ << "| published |";
        for (const auto& figure : official_.published()) {
            if (rests_on_definitions(figure.figure)) {
                out_ << fmt::format(" {} |", figure.value);
            }
        }
        out_ << "\n\n";
    }

    /// Why a figure is another, of those that are counted.
    void print_remarks() {
        bool first = true;
        for (const auto& figure : official_.published()) {
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

    const OfficialFigures& official_;
    std::ostream& out_;
};

}  // namespace

void write_official_text(const OfficialFigures& figures, const Answer& answer, Context& context) {
    constexpr std::size_t on_a_screen = 5;  // columns
    const auto& columns = answer.table.columns();
    Table shown({columns.begin(), columns.begin() + on_a_screen});
    for (const auto& row : answer.table.rows()) {
        shown.add({row.begin(), row.begin() + on_a_screen});
    }
    write_for_people(shown, context);
    if (!figures.cut()) {
        context.err << "socshift: definitions of both editions are not imported: figures that rest "
                       "on them are left out\n";
    }
}

void write_official_page(const OfficialFigures& figures, std::ostream& out) {
    Markdown{figures, out}.print();
}

}  // namespace socshift::cli
