#include "socshift/matching/match_decisions.hpp"

#include "socshift/base/blanks.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/title.hpp"

#include <fmt/core.h>

#include <map>
#include <string_view>
#include <utility>

namespace socshift {

namespace {

/// The leaf that @p cell names; none for an empty one.
std::optional<Code> leaf_code(const DelimitedTable& table, const DelimitedTable::Row& row,
                              std::size_t column, const Edition& edition) {
    const auto text = trimmed(row.cells[column]);
    if (text.empty()) {
        return std::nullopt;
    }
    const auto* const item = edition.find(text);
    if (item == nullptr || !edition.is_leaf(*item)) {
        throw FormatError(
            table.where(row),
            fmt::format("'{}' in column '{}' is no {} of {}", text, table.header[column],
                        item == nullptr ? "code" : "code without others below it",
                        edition.id().text()));
    }
    return item->code;
}

void refuse_contradictions(const std::vector<MatchDecision>& decisions) {
    std::map<std::pair<std::optional<Code>, std::optional<Code>>, const MatchDecision*> seen;
    std::map<Code, const MatchDecision*> ended;
    for (const auto& one : decisions) {
        const auto [known, is_new] = seen.try_emplace({one.source, one.target}, &one);
        if (!is_new && known->second->holds != one.holds) {
            throw FormatError(one.at, fmt::format("the decision on line {} is the opposite",
                                                  known->second->at.line));
        }
        if (one.source && !one.target && one.holds) {
            ended.try_emplace(*one.source, &one);
        }
    }
    for (const auto& one : decisions) {
        if (!one.source || !one.target || !one.holds) {
            continue;
        }
        if (const auto end = ended.find(*one.source); end != ended.end()) {
            throw FormatError(one.at, fmt::format("line {} says that '{}' goes nowhere",
                                                  end->second->at.line, one.source->text()));
        }
    }
}

}  // namespace

std::vector<MatchDecision> read_match_decisions(const DelimitedTable& table, const Edition& before,
                                                const Edition& after) {
    const auto source = table.column("source_code");
    const auto target = table.column("target_code");
    const auto decision = table.column("decision");
    std::vector<MatchDecision> out;
    for (const auto& row : table.rows) {
        const auto word = lower_case(trimmed(row.cells[decision]));
        if (word.empty()) {
            continue;
        }
        if (word != "yes" && word != "no") {
            throw FormatError(table.where(row),
                              fmt::format("expected yes, no or nothing in column '{}', found '{}'",
                                          table.header[decision], row.cells[decision]));
        }
        MatchDecision one{leaf_code(table, row, source, before),
                          leaf_code(table, row, target, after), word == "yes", table.where(row)};
        if (!one.source && !one.target) {
            throw FormatError(one.at, "a decision about no code");
        }
        out.push_back(std::move(one));
    }
    refuse_contradictions(out);
    return out;
}

}  // namespace socshift
