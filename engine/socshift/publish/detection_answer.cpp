#include "socshift/publish/detection_answer.hpp"

#include "socshift/base/harmless.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace socshift {

namespace {

std::vector<std::string> edition_names(const std::vector<EditionId>& editions) {
    std::vector<std::string> out;
    for (const auto& edition : editions) {
        out.push_back(edition.text());
    }
    return out;
}

/// The rows of the table about one column.
class DetectionRows {
public:
    DetectionRows(Table& table, const ColumnDetection& column, std::size_t most)
        : table_(table), column_(column), most_(most) {}

    void add() {
        add("column", "", column_.rows, column_.codes);
        for (const auto& edition : column_.editions) {
            add("edition", edition.edition.text(), edition.rows, edition.codes,
                {texts_of(edition.has), texts_of(edition.lacks), {}});
        }
        for (const auto& level : column_.levels) {
            add("level", level.level, level.rows, level.codes.size(),
                {{}, {}, level.is_group ? texts_of(level.codes) : std::vector<std::string>{}});
        }
        if (column_.follows) {
            for (const auto& part : column_.follows->parts) {
                add("by", column_.follows->column + "=" + part.value, part.rows, std::nullopt,
                    {{}, {}, edition_names(part.editions)});
            }
        }
        for (const auto& edition : column_.would_decide) {
            add("would-decide", edition.edition.text(), std::nullopt, edition.codes.size(),
                {{}, {}, texts_of(edition.codes)});
        }
        for (const auto& repair : repair_counts(column_.repaired)) {
            add("repaired", to_string(repair.repair), repair.rows);
        }
        for (const auto& cells : column_.unexplained) {
            add("unexplained", to_string(cells.damage), cells.rows,
                cells.damage == CellDamage::not_looked_at ? std::nullopt
                                                          : std::optional{cells.examples.size()},
                {{}, {}, example_texts(cells)});
        }
        if (column_.empty > 0) {
            add("empty", "", column_.empty);
        }
        if (column_.no_code > 0) {
            add("no-code", "", column_.no_code);
        }
        for (const auto& repeated : column_.could_be_no_code) {
            add("could-be-no-code", repeated.word, repeated.rows);
        }
    }

private:
    struct Lists {
        std::vector<std::string> has;
        std::vector<std::string> lacks;
        std::vector<std::string> detail;
    };

    void add(std::string_view kind, std::string_view subject, std::optional<std::uint64_t> rows,
             std::optional<std::size_t> codes = std::nullopt, Lists lists = {}) {
        table_.add({column_.column, to_string(column_.verdict), edition_names(column_.answer), kind,
                    subject, rows, codes, first_of(std::move(lists.has), most_),
                    first_of(std::move(lists.lacks), most_),
                    first_of(std::move(lists.detail), most_)});
    }

    Table& table_;
    const ColumnDetection& column_;
    std::size_t most_;
};

}  // namespace

std::vector<std::string> example_texts(const Unexplained& cells) {
    std::vector<std::string> out;
    for (const auto& example : cells.examples) {
        out.push_back(
            fmt::format("{} (line {}{})", visible(example.value), example.line,
                        example.meant.empty() ? "" : fmt::format("; {}?", example.meant)));
    }
    return out;
}

std::vector<std::string> first_of(std::vector<std::string> texts, std::size_t most) {
    if (most != 0 && texts.size() > most) {
        texts.resize(most);
        texts.emplace_back("…");
    }
    return texts;
}

std::vector<RepairCount> repair_counts(const RepairedRows& repaired) {
    std::vector<RepairCount> out;
    for (const auto& [repair, word] : word_table<Repair>) {
        if (const auto rows = repaired.of(repair); rows > 0) {
            out.push_back({repair, rows});
        }
    }
    return out;
}

Answer detection_answer(const Catalog& catalog, const Detection& detection, std::size_t evidence) {
    std::vector<const EditionHeader*> answers;
    for (const auto& column : detection.columns) {
        for (const auto& id : column.answer) {
            answers.push_back(&catalog.header(id));
        }
    }
    Answer out("socshift/detect/1",
               {{"column"},
                {"verdict"},
                {"answer", ColumnKind::texts},
                {"kind"},
                {"subject"},
                {"rows", ColumnKind::whole},
                {"codes", ColumnKind::whole},
                {"has", ColumnKind::texts},
                {"lacks", ColumnKind::texts},
                {"detail", ColumnKind::texts}},
               answers);
    for (const auto& column : detection.columns) {
        DetectionRows(out.table, column, evidence).add();
    }
    for (const auto& column : detection.columns) {
        if (column.is_named_by_code) {
            out.warnings.push_back(
                fmt::format("the name of column '{}' is a code itself: if the file has no header, "
                            "that is a row (--no-header)",
                            column.column));
        }
    }
    for (const auto& notice : notices(detection.reading)) {
        out.origin_notes.push_back(notice);
    }
    if (detection.ragged > 0) {
        out.warnings.push_back(fmt::format(
            "left out: {} rows with more or fewer columns than the first line", detection.ragged));
    }
    return out;
}

}  // namespace socshift
