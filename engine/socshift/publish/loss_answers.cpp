#include "socshift/publish/loss_answers.hpp"

#include "socshift/base/counted.hpp"
#include "socshift/publish/route_answers.hpp"

#include <fmt/core.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

namespace {

/// Of a whole; nothing of none.
Cell part_of(std::int64_t count, std::int64_t whole) {
    return whole == 0 ? Cell() : Measure{static_cast<double>(count) / static_cast<double>(whole)};
}

std::string_view kind_of_bits(bool is_bound) {
    return is_bound ? "bound" : "exact";
}

/// An answer about both ends, without rows.
Answer about(const LossView& view, std::string schema, std::vector<Column> columns) {
    const auto& catalog = view.catalog;
    Answer out(std::move(schema), std::move(columns),
               {&catalog.header(view.route.from), &catalog.header(view.route.to)});
    out.origin_notes = route_notices(catalog, view.route);
    const auto& trip = view.trip;
    if (view.has_counts && trip.codes_left_out != 0) {
        out.origin_notes.push_back(
            fmt::format("left out: {} with a count of {} in all: not one leaf of the edition each",
                        count_of(trip.codes_left_out, "code", "codes"), trip.left_out));
    }
    if (view.has_counts && trip.codes_without_count != 0) {
        out.origin_notes.push_back(fmt::format("{} of the edition {} nothing for want of a count",
                                               count_of(trip.codes_without_count, "code", "codes"),
                                               trip.codes_without_count == 1 ? "weighs" : "weigh"));
    }
    return out;
}

}  // namespace

Answer losses_answer(const LossView& view, bool all) {
    auto out = about(view, "socshift/loss/1",
                     {{"edition"},
                      {"code"},
                      {"title"},
                      {"comes_back"},
                      {"group"},
                      {"level"},
                      {"candidates", ColumnKind::texts},
                      {"targets", ColumnKind::texts},
                      {"bits", ColumnKind::measure},
                      {"bits_kind"},
                      {"count", ColumnKind::whole},
                      {"count_share", ColumnKind::measure}});
    std::map<std::vector<Code>, SharedTexts> candidates;  // codes that go the same ways share them
    const auto candidates_of = [&](const CodeReturn& code) -> const SharedTexts& {
        const auto found = candidates.find(code.targets);
        return found != candidates.end()
                   ? found->second
                   : candidates.emplace(code.targets, texts_of(view.trip.candidates(code)))
                         .first->second;
    };
    for (const auto& code : view.trip.codes) {
        if (code.kind == Return::exact && !all) {
            continue;
        }
        const bool is_lost = code.kind == Return::lost;
        const bool has_group = code.group != nullptr;
        out.table.add({view.route.from, code.item->code, code.item->title, to_string(code.kind),
                       has_group ? Cell(code.group->code) : Cell(),
                       has_group ? Cell(code.group->level) : Cell(), candidates_of(code),
                       texts_of(code.targets), is_lost ? Cell() : bits_cell(code.bits),
                       is_lost ? Cell() : Cell(kind_of_bits(code.is_bound)), code.count,
                       code.count ? part_of(*code.count, view.trip.count) : Cell()});
    }
    return out;
}

Answer loss_counts_answer(const LossView& view) {
    auto out = about(view, "socshift/loss-stat/1",
                     {{"comes_back"},
                      {"level"},
                      {"codes", ColumnKind::whole},
                      {"code_share", ColumnKind::measure},
                      {"bits", ColumnKind::measure},
                      {"bits_kind"},
                      {"count", ColumnKind::whole},
                      {"count_share", ColumnKind::measure}});
    const auto& trip = view.trip;
    const auto add = [&](std::string_view name, const ReturnTotal& total) {
        const bool is_lost = total.kind == Return::lost;
        out.table.add({name, total.level, total.codes,
                       part_of(static_cast<std::int64_t>(total.codes),
                               static_cast<std::int64_t>(trip.codes.size())),
                       is_lost ? Cell() : bits_cell(total.bits),
                       is_lost ? Cell() : Cell(kind_of_bits(total.is_bound)),
                       view.has_counts ? Cell(total.count) : Cell(),
                       view.has_counts ? part_of(total.count, trip.count) : Cell()});
    };
    for (const auto& total : trip.totals) {
        add(to_string(total.kind), total);
    }
    add("all", {Return::exact, "", trip.codes.size(), trip.count, trip.bits, trip.is_bound});
    return out;
}

}  // namespace socshift
