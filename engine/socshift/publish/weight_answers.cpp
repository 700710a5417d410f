#include "socshift/publish/weight_answers.hpp"

#include "socshift/base/counted.hpp"
#include "socshift/model/rates.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace socshift {

namespace {

Cell title_in(const Edition& edition, const Code& code) {
    const auto* const item = edition.find(code);
    return item == nullptr ? Cell() : Cell(item->title);
}

std::string_view how(const WeightTable& weights, const DividedSource& source) {
    switch (weights.basis) {
        case Basis::census:
            return source.in_part ? "in-part" : "exact";
        case Basis::employment:
            return source.is_forced ? "contradictory" : "estimated";
        case Basis::equal:
            return "assumed";
        case Basis::only:
        case Basis::official:
        case Basis::user:
            return "given";
    }
    return "";
}

/// "0.0193 with 39-1022" for a share that several targets have together.
std::string together(const WeightCell& cell, const Code& target) {
    std::vector<std::string> others;
    for (const auto& other : cell.targets) {
        if (other != target) {
            others.push_back(other.text());
        }
    }
    return fmt::format("{} together with {}", decimal_text(cell.share), fmt::join(others, ", "));
}

/// "+0.123457"
Amount signed_difference(const WeightDifference& entry) {
    const auto* const sign = entry.a < entry.b ? "+" : (entry.b < entry.a ? "-" : "");
    return {fmt::format("{}{:.6f}", sign, entry.size.to_double())};
}

/// Rows of shares between two editions.
class ShareRows {
public:
    ShareRows(const Edition& before, const Edition& after, bool has_groups)
        : before_(before), after_(after), has_groups_(has_groups) {}

    void add(const GroupWeights& table, Table& out) const {
        for (const auto& source : table.weights.sources) {
            for (const auto& cell : source.cells) {
                for (const auto& target : cell.targets) {
                    out.add(row(table, source, cell, &target));
                }
                if (cell.targets.empty()) {  // nowhere
                    out.add(row(table, source, cell, nullptr));
                }
            }
        }
    }

private:
    [[nodiscard]] Table::Row row(const GroupWeights& table, const DividedSource& source,
                                 const WeightCell& cell, const Code* target) const {
        const bool is_one = cell.targets.size() < 2;
        Table::Row out = {source.source, target == nullptr ? Cell() : Cell(*target)};
        if (has_groups_) {
            out.emplace_back(table.group);
        }
        out.insert(out.end(),
                   {is_one ? Cell(cell.share) : Cell(), to_string(table.weights.basis),
                    how(table.weights, source), is_one ? source.remark : together(cell, *target),
                    title_in(before_, source.source),
                    target == nullptr ? Cell() : title_in(after_, *target)});
        return out;
    }

    const Edition& before_;
    const Edition& after_;
    bool has_groups_;
};

/// The headers of both ends, and of what lies between them.
std::vector<const EditionHeader*> editions_of(const Catalog& catalog,
                                              const WeightsSubject& subject) {
    std::vector<const EditionHeader*> out{&catalog.header(subject.route.from)};
    for (const auto& step : subject.route.steps) {
        out.push_back(&catalog.header(step.to));
    }
    return out;
}

/// What an answer says of where @p weights come from, and of how many codes they are for.
void add_notices(const WeightsBetween& weights, Answer& answer) {
    answer.findings = weights.findings;
    for (const auto& note : weights.normalised) {
        answer.origin_notes.push_back(fmt::format("shares of {} were divided by their sum", note));
    }
    for (const auto& [group, table] : weights.tables) {
        answer.warnings.push_back(
            fmt::format("{}{}{}: for {} of {} with several targets", weights.name,
                        group.empty() ? "" : " ", group, table.sources.size(),
                        count_of(table.sources.size() + table.gaps.size(), "code", "codes")));
    }
}

Answer shares_answer(const Catalog& catalog, const WeightsSubject& subject,
                     const std::vector<GroupWeights>& tables) {
    std::vector<Column> columns = {
        {"source"},       {"target"},      {"share", ColumnKind::decimal_share},
        {"basis"},        {"determined"},  {"remark"},
        {"source_title"}, {"target_title"}};
    const bool has_groups = !tables.empty() && !tables.front().group.empty();
    if (has_groups) {
        columns.insert(columns.begin() + 2, Column{"group"});
    }
    Answer out("socshift/weights/1", std::move(columns), editions_of(catalog, subject));
    const ShareRows rows{catalog.edition(subject.table.source()),
                         catalog.edition(subject.table.target()), has_groups};
    for (const auto& table : tables) {
        rows.add(table, out.table);
    }
    return out;
}

}  // namespace

Answer weights_answer(const Catalog& catalog, const WeightsSubject& subject,
                      const WeightsBetween& weights) {
    auto out = shares_answer(catalog, subject, weights.tables);
    add_notices(weights, out);
    return out;
}

Answer weight_gaps_answer(const Catalog& catalog, const WeightsSubject& subject,
                          const WeightsBetween& weights) {
    Answer out("socshift/weights-gaps/1", {{"source"}, {"reason"}, {"group"}, {"source_title"}},
               editions_of(catalog, subject));
    const auto& before = catalog.edition(subject.table.source());
    for (const auto& [group, table] : weights.tables) {
        for (const auto& gap : table.gaps) {
            out.table.add({gap.source, gap.reason, group, title_in(before, gap.source)});
        }
    }
    add_notices(weights, out);
    return out;
}

Answer estimated_weights_answer(const Catalog& catalog, const WeightsSubject& subject,
                                const EstimatedWeights& estimated) {
    auto out = shares_answer(catalog, subject, {{"", estimated.estimate.weights}});
    out.warnings = estimated.notes;
    return out;
}

Answer weight_differences_answer(const Catalog& catalog, const WeightsSubject& subject,
                                 const ComparedWeights& compared) {
    Answer out("socshift/weights-compare/1",
               {{"source"},
                {"target"},
                {"share_a", ColumnKind::decimal_share},
                {"share_b", ColumnKind::decimal_share},
                {"difference", ColumnKind::amount},
                {"source_title"},
                {"target_title"}},
               editions_of(catalog, subject));
    const auto& before = catalog.edition(subject.table.source());
    const auto& after = catalog.edition(subject.table.target());
    for (const auto& entry : compared.compared.differences) {
        out.table.add({entry.source, entry.target, entry.a, entry.b, signed_difference(entry),
                       title_in(before, entry.source), title_in(after, entry.target)});
    }
    for (const auto& note : compared.normalised) {
        out.origin_notes.push_back(fmt::format("shares of {} were divided by their sum", note));
    }
    out.warnings.push_back(fmt::format("{} compared; {} more in {}, {} more in {}",
                                       count_of(compared.compared.both, "code", "codes"),
                                       compared.only_a, compared.a, compared.only_b, compared.b));
    return out;
}

Answer weight_tables_answer(const Catalog& catalog, const WeightsSubject& subject,
                            const std::vector<WeightTable>& tables) {
    Answer out("socshift/weights-list/1",
               {{"weights"},
                {"source"},
                {"target"},
                {"basis"},
                {"codes", ColumnKind::whole},
                {"in_part", ColumnKind::whole},
                {"without", ColumnKind::whole}},
               editions_of(catalog, subject));
    for (const auto& weights : tables) {
        const auto in_part =
            std::count_if(weights.sources.begin(), weights.sources.end(),
                          [](const DividedSource& source) { return source.in_part; });
        out.table.add({weights.name, subject.table.source(), subject.table.target(),
                       to_string(weights.basis), weights.sources.size(), in_part,
                       weights.gaps.size()});
    }
    return out;
}

}  // namespace socshift
