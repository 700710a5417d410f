#include "socshift/publish/match_answers.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

namespace socshift {

namespace {

/// Rows by the codes of both ends, each once; what comes first stays.
class MatchRows {
public:
    explicit MatchRows(const std::vector<MatchDecision>& decisions) {
        for (const auto& one : decisions) {
            decided_.emplace(std::pair{one.source, one.target}, one.holds);
        }
    }

    void add(const Item* before, const Item* after, std::string_view matched,
             std::optional<std::uint32_t> nearness) {
        const auto code = [](const Item* item) {
            return item == nullptr ? std::nullopt : std::optional{item->code};
        };
        rows_.try_emplace({code(before), code(after)}, Row{before, after, matched, nearness});
    }

    void write(Table& table) const {
        const auto code = [](const Item* item) { return item == nullptr ? Cell() : item->code; };
        const auto title = [](const Item* item) {
            return item == nullptr ? Cell() : Cell(item->title);
        };
        for (const auto& [ends, row] : rows_) {
            const auto decided = decided_.find(ends);
            constexpr double whole = 1000;
            table.add({code(row.before), title(row.before), code(row.after), title(row.after),
                       row.matched, row.nearness ? Cell(Measure{*row.nearness / whole, 3}) : Cell(),
                       decided == decided_.end() ? ""
                       : decided->second         ? "yes"
                                                 : "no"});
        }
    }

private:
    using Ends = std::pair<std::optional<Code>, std::optional<Code>>;
    struct Row {
        const Item* before = nullptr;
        const Item* after = nullptr;
        std::string_view matched;
        std::optional<std::uint32_t> nearness;
    };
    std::map<Ends, Row> rows_;
    std::map<Ends, bool> decided_;
};

}  // namespace

Answer matches_answer(const Edition& before, const Edition& after, const EditionMatch& match,
                      const std::vector<MatchDecision>& decisions) {
    Answer out("socshift/matches/1",
               {{"source_code"},
                {"source_title"},
                {"target_code"},
                {"target_title"},
                {"matched"},
                {"nearness", ColumnKind::measure},
                {"decision"}},
               {&before.header(), &after.header()});
    MatchRows rows(decisions);
    for (const auto& pair : match.pairs) {
        if (pair.reason != MatchReason::same) {
            rows.add(pair.before, pair.after, to_string(pair.reason), pair.nearness);
        }
    }
    for (const auto& [item, candidates] : match.removed) {
        for (const auto& one : candidates) {
            rows.add(item, one.item, "candidate", one.nearness);
        }
        if (candidates.empty()) {
            rows.add(item, nullptr, "none", std::nullopt);
        }
    }
    for (const auto& [item, candidates] : match.added) {
        for (const auto& one : candidates) {
            rows.add(one.item, item, "candidate", one.nearness);
        }
        if (candidates.empty()) {
            rows.add(nullptr, item, "none", std::nullopt);
        }
    }
    for (const auto& one : match.reusable) {
        rows.add(one.before, one.after, "reused", one.nearness);
    }
    for (const auto& one : decisions) {
        rows.add(one.source ? before.find(*one.source) : nullptr,
                 one.target ? after.find(*one.target) : nullptr, "decided", std::nullopt);
    }
    rows.write(out.table);
    return out;
}

}  // namespace socshift
