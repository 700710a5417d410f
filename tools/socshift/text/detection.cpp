#include "text/detection.hpp"

#include "socshift/base/harmless.hpp"
#include "socshift/publish/detection_answer.hpp"
#include "text/repairs.hpp"
#include "text/text.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <ostream>

namespace socshift::cli {

namespace {

std::vector<std::string> names(const std::vector<EditionId>& editions) {
    std::vector<std::string> texts;
    for (const auto& edition : editions) {
        texts.push_back(edition.text());
    }
    return texts;
}

constexpr std::size_t label_width = 20;
constexpr std::size_t counts_width = 11;
constexpr std::size_t least_remark = 20;

std::string_view damage_phrase(CellDamage damage) {
    switch (damage) {
        case CellDamage::date:
            return "look like dates";
        case CellDamage::masked:
            return "X for digits";
        case CellDamage::several_codes:
            return "several codes";
        case CellDamage::code_and_title:
            return "code and title";
        case CellDamage::leading_zeros:
            return "zeros lost in front";
        case CellDamage::trailing_zeros:
            return "zeros lost behind";
        case CellDamage::more_digits:
            return "more digits";
        case CellDamage::form:
            return "in no edition";
        case CellDamage::other:
            return "no codes";
        case CellDamage::not_looked_at:
            return "not looked at";
    }
    return "";
}

std::string joined(const std::vector<std::string>& texts, std::size_t most) {
    return fmt::format("{}", fmt::join(first_of(texts, most), ", "));
}

/// "has 25 codes that soc2000 lacks: 11-9013, …"
std::string evidence_text(const ExplainedBy& edition, std::size_t most) {
    std::string text;
    const auto add = [&](const std::vector<Code>& codes, std::string_view has,
                         std::string_view lacks) {
        if (!codes.empty()) {
            text += fmt::format("{}{} {} that {} {}: {}", text.empty() ? "" : "; ", has,
                                count_of(codes.size(), "code", "codes"), edition.rival->text(),
                                lacks, joined(texts_of(codes), most));
        }
    };
    add(edition.has, "has", "lacks");
    add(edition.lacks, "lacks", "has");
    return text;
}

/// One column, in lines of a label, two counts and a remark.
class Block {
public:
    Block(Context& context, std::size_t most)
        : out_(context.out),
          paint_{context.color},
          width_(context.width == 0 ? 80 : context.width),
          most_(most) {}

    void write(const ColumnDetection& column) {
        write_verdict(column);
        line("", "rows", "codes", "");
        line("not empty", grouped(column.rows), "", "");
        line("explained", grouped(column.explained), grouped(column.codes), "");
        for (const auto& edition : column.editions) {
            line("  " + edition.edition.text(), grouped(edition.rows), grouped(edition.codes),
                 evidence_text(edition, most_));
        }
        write_levels(column);
        write_parts(column);
        for (const auto& repair : repair_counts(column.repaired)) {
            line(phrase(repair.repair), grouped(repair.rows), "", "");
        }
        for (const auto& cells : column.unexplained) {
            line(damage_phrase(cells.damage), grouped(cells.rows),
                 cells.examples.empty() ? "" : grouped(cells.examples.size()),
                 joined(example_texts(cells), most_));
        }
        if (column.empty > 0) {
            line("empty", grouped(column.empty), "", "");
        }
        if (column.no_code > 0) {
            line("words for no code", grouped(column.no_code), "", "");
        }
        for (const auto& repeated : column.could_be_no_code) {
            line("  perhaps one", grouped(repeated.rows), "",
                 fmt::format("'{}': --no-code says so", visible(repeated.word)));
        }
        write_would_decide(column);
        write_options(column);
    }

private:
    void write_verdict(const ColumnDetection& column) {
        std::string text{to_string(column.verdict)};
        switch (column.verdict) {
            case EditionCertainty::clear:
                text = paint_.green(column.answer.front().text());
                break;
            case EditionCertainty::ambiguous:
                text = fmt::format("{}: {}", paint_.yellow(text),
                                   fmt::join(names(column.answer), " or "));
                break;
            case EditionCertainty::mixed:
                text = fmt::format("{}: {}", paint_.yellow(text),
                                   fmt::join(names(column.answer), " and "));
                break;
            case EditionCertainty::none:
                text = paint_.red("no edition");
                break;
        }
        out_ << paint_.bold(visible(column.column)) << ": " << text << '\n';
    }

    void line(std::string_view label, std::string_view rows, std::string_view codes,
              std::string_view remark) {
        auto text = fmt::format("  {}{:>{}}{:>{}}", pad(label, label_width), rows, counts_width - 2,
                                codes, counts_width - 3);
        const auto indent = display_width(text) + 2;
        for (const auto& part :
             wrap(remark, std::max<std::size_t>(width_, indent + least_remark) - indent)) {
            text += part.empty() ? "" : "  " + part;
            out_ << text.substr(0, text.find_last_not_of(' ') + 1) << '\n';
            text = std::string(indent - 2, ' ');
        }
    }

    void write_levels(const ColumnDetection& column) {
        for (const auto& level : column.levels) {
            if (level.is_group) {
                line(level.level + " groups", grouped(level.rows), grouped(level.codes.size()),
                     joined(texts_of(level.codes), most_));
            }
        }
    }

    void write_parts(const ColumnDetection& column) {
        if (!column.follows) {
            return;
        }
        for (const auto& part : column.follows->parts) {
            line(fmt::format("{} = {}", visible(column.follows->column), visible(part.value)),
                 grouped(part.rows), "",
                 fmt::format("{}", fmt::join(names(part.editions), " or ")));
        }
    }

    void write_would_decide(const ColumnDetection& column) {
        for (const auto& edition : column.would_decide) {
            if (!edition.codes.empty()) {
                paragraph(fmt::format("any of these would make it {}: {}", edition.edition.text(),
                                      joined(texts_of(edition.codes), most_)));
            }
        }
    }

    /// How to convert a mixture that follows another column.
    void write_options(const ColumnDetection& column) {
        if (!column.follows) {
            return;
        }
        if (const auto map = edition_map(*column.follows)) {
            paragraph(fmt::format("to convert it: --edition-column '{}' --edition-map '{}'",
                                  visible(column.follows->column), *map));
        }
    }

    void paragraph(std::string_view text) {
        std::size_t indent = 2;
        for (const auto& part : wrap(text, width_ - 4)) {
            out_ << std::string(indent, ' ') << part << '\n';
            indent = 4;
        }
    }

    std::ostream& out_;
    Paint paint_;
    std::size_t width_;
    std::size_t most_;
};

}  // namespace

void write_detection(Context& context, const Detection& detection, std::size_t evidence) {
    Block block(context, evidence);
    for (std::size_t i = 0; i < detection.columns.size(); ++i) {
        context.out << (i == 0 ? "" : "\n");
        block.write(detection.columns[i]);
    }
}

}  // namespace socshift::cli
