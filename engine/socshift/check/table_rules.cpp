#include "socshift/check/table_rules.hpp"

#include "socshift/base/title.hpp"
#include "socshift/numbers/sum_cell.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>

namespace socshift {

namespace {

/// Whether @p item is the edition's own and at the level of @p side.
bool is_own(const TableSide& side, const Item& item) {
    return !item.inherited && is_in_cut(*side.edition, item, side.level);
}

/// The shares out of one source.
struct SharesOut {
    const TableRow* first = nullptr;
    std::vector<const TableRow*> rows;
};

/// A decimal such as "0.333" as the number of its last digits, for sums in these units.
struct Units {
    std::int64_t value = 0;
    int digits = 0;  // behind the point
};

std::optional<Units> units_of(std::string_view text) {
    constexpr int most_digits = 15;
    Units out;
    bool behind_point = false;
    for (const char c : text) {
        if (c == '.' && !behind_point) {
            behind_point = true;
        } else if (c >= '0' && c <= '9' && out.digits < most_digits) {
            out.value = out.value * 10 + (c - '0');
            out.digits += behind_point ? 1 : 0;
        } else {
            return std::nullopt;
        }
    }
    return out;
}

/// Whether decimals that do not sum to one do so but for the rounding of each to the digits that
/// the longest of them has.
bool is_rounding(const SharesOut& shares, std::size_t column) {
    std::vector<Units> all;
    int digits = 0;
    for (const auto* const row : shares.rows) {
        const auto units = units_of(row->row->cells[column]);
        if (!units) {
            return false;
        }
        all.push_back(*units);
        digits = std::max(digits, units->digits);
    }
    const auto power = [](int exponent) {
        Int128 out = 1;
        for (; exponent > 0; --exponent) {
            out *= 10;
        }
        return out;
    };
    auto off = -power(digits);  // each share has 15 digits, and there may be millions
    for (const auto& units : all) {
        off += units.value * power(digits - units.digits);
    }
    return 2 * (off < 0 ? -off : off) <= static_cast<std::int64_t>(all.size());
}

void check_sum(const SharesOut& shares, std::size_t column, FindingList& out) {
    ShareSum sum;
    std::size_t stated = 0;
    for (const auto* const row : shares.rows) {
        if (row->share) {
            sum.add(*row->share);
            ++stated;
        }
    }
    const auto& source = shares.first->source.key();
    if (stated != shares.rows.size()) {
        out.push_back({Severity::error, "share-missing", shares.first->at,
                       fmt::format("{} of the {} links out of '{}' have a share; expected all or "
                                   "none",
                                   stated, shares.rows.size(), source)});
    } else if (!sum.is_one() && is_rounding(shares, column)) {
        out.push_back({Severity::warning, "share-rounded", shares.first->at,
                       fmt::format("shares out of '{}' sum to {}, expected 1: each is rounded",
                                   source, sum.text())});
    } else if (!sum.is_one()) {
        out.push_back(
            {Severity::error, "share-sum", shares.first->at,
             fmt::format("shares out of '{}' sum to {}, expected 1", source, sum.text())});
    }
}

/// What the table says of a code of both editions.
struct KeptCode {
    const Item* before = nullptr;
    const Item* after = nullptr;
    std::set<std::string_view> targets;
    std::set<std::string_view> sources;
    const TableRow* first = nullptr;  // that names it on either side

    [[nodiscard]] bool linked() const { return targets.count(before->code.text()) != 0; }
};

std::map<std::string_view, KeptCode> kept_codes(const std::vector<TableRow>& rows,
                                                const TableSide& source, const TableSide& target) {
    std::map<std::string_view, KeptCode> out;
    for (const auto& item : source.edition->items()) {
        const auto* const after = target.edition->find(item.code);
        if (after != nullptr && is_own(source, item) && is_own(target, *after)) {
            out[item.code.text()] = {&item, after, {}, {}, nullptr};
        }
    }
    const auto name = [&out](const TableRow& row, const std::string& code) -> KeptCode* {
        const auto found = out.find(code);
        if (found == out.end()) {
            return nullptr;
        }
        found->second.first = found->second.first == nullptr ? &row : found->second.first;
        return &found->second;
    };
    for (const auto& row : rows) {
        if (auto* const kept = name(row, row.source.key())) {
            if (!row.target.key().empty()) {
                kept->targets.insert(row.target.key());
            }
        }
        if (auto* const kept = name(row, row.target.key())) {
            if (!row.source.key().empty()) {
                kept->sources.insert(row.source.key());
            }
        }
    }
    return out;
}

std::string list_or_nothing(const std::set<std::string_view>& codes) {
    return codes.empty() ? "nothing" : fmt::format("'{}'", fmt::join(codes, "', '"));
}

/// The editions before @p edition in its series, latest first.
std::vector<EditionId> before(const Catalog& catalog, const EditionId& edition) {
    std::vector<EditionId> out;
    for (auto earlier = catalog.header(edition).follows; earlier;
         earlier = catalog.header(*earlier).follows) {
        out.push_back(*earlier);
    }
    return out;
}

}  // namespace

void check_shares(const std::vector<TableRow>& rows, const TableSides& sides, FindingList& out) {
    std::map<std::string, SharesOut> by_source;
    for (const auto& row : rows) {
        if (row.share && row.share->is_zero()) {
            out.push_back({Severity::warning, "share-zero", row.at,
                           fmt::format("link '{}' -> '{}' has share 0: only weights give none",
                                       row.source.key(), row.target.key())});
        }
        if (!row.repeats && !row.source.cell.empty() && !row.target.cell.empty()) {
            auto& shares = by_source[row.source.key()];
            shares.first = shares.first == nullptr ? &row : shares.first;
            shares.rows.push_back(&row);
        }
    }
    for (const auto& [source, shares] : by_source) {
        const bool any = std::any_of(shares.rows.begin(), shares.rows.end(),
                                     [](const TableRow* row) { return row->share.has_value(); });
        if (sides.shares && any) {
            check_sum(shares, *sides.shares, out);
        }
    }
}

void check_kept(const std::vector<TableRow>& rows, const TableSide& source, const TableSide& target,
                const SourceLocation& whole, FindingList& out) {
    const auto codes = kept_codes(rows, source, target);
    const auto linked = std::count_if(codes.begin(), codes.end(),
                                      [](const auto& entry) { return entry.second.linked(); });
    // Other editions' codes may be the same by chance.
    if (source.edition->header().series != target.edition->header().series &&
        2 * static_cast<std::size_t>(linked) <= codes.size()) {
        return;
    }
    for (const auto& [code, use] : codes) {
        if (use.linked()) {
            continue;
        }
        const auto& at = use.first == nullptr ? whole : use.first->at;
        if (same_title(use.before->title, use.after->title)) {
            out.push_back({Severity::warning, "kept-not-linked", at,
                           fmt::format("'{}' ({}) is in both editions under one title and not "
                                       "linked to itself: it goes to {} and comes from {}",
                                       code, use.before->title, list_or_nothing(use.targets),
                                       list_or_nothing(use.sources))});
        } else if (use.first != nullptr) {
            out.push_back({Severity::warning, "reused-code", at,
                           fmt::format("code '{}' is not linked to itself: {} ({}) goes to {}, {} "
                                       "({}) comes from {}",
                                       code, source.edition->id().text(), use.before->title,
                                       list_or_nothing(use.targets), target.edition->id().text(),
                                       use.after->title, list_or_nothing(use.sources))});
        }
    }
}

void check_returned(const std::vector<TableRow>& rows, const TableSide& source,
                    const TableSide& target, const Catalog& catalog, FindingList& out) {
    const auto is_before = [&](const TableSide& a, const TableSide& b) {
        const auto earlier = before(catalog, b.edition->id());
        return std::find(earlier.begin(), earlier.end(), a.edition->id()) != earlier.end();
    };
    const bool forward = is_before(source, target);
    if (!forward && !is_before(target, source)) {
        return;
    }
    const auto& earlier = forward ? source : target;
    const auto& later = forward ? target : source;
    std::set<std::string> seen;
    for (const auto& row : rows) {
        const auto& end = row.*later.end;
        if (end.item == nullptr || earlier.edition->find(end.item->code) != nullptr ||
            !is_own(later, *end.item) || !seen.insert(end.key()).second) {
            continue;
        }
        for (const auto& id : before(catalog, earlier.edition->id())) {
            const auto* const item = catalog.edition(id).find(end.item->code);
            if (item != nullptr) {
                out.push_back({Severity::warning, "returned-code", row.at,
                               fmt::format("code '{}' ({}) of {} was dropped before {} and is "
                                           "used again: in {} it was {}",
                                           end.key(), end.item->title, later.edition->id().text(),
                                           earlier.edition->id().text(), id.text(), item->title)});
                break;
            }
        }
    }
}

void check_orphans(const std::vector<TableRow>& rows, const TableSide& side,
                   const SourceLocation& whole, FindingList& out) {
    const auto& edition = *side.edition;
    std::set<const Item*> covered;
    for (const auto& row : rows) {
        if (const auto* const item = (row.*side.end).item) {
            const auto leaves = edition.leaves(*item);
            covered.insert(leaves.begin(), leaves.end());
        }
    }
    for (const auto* const item : edition.cut(side.level)) {
        const auto leaves = edition.leaves(*item);
        const bool named = std::any_of(leaves.begin(), leaves.end(),
                                       [&](const Item* leaf) { return covered.count(leaf) != 0; });
        if (!named && !item->inherited) {
            out.push_back({Severity::warning, fmt::format("unlinked-{}", side.word), whole,
                           fmt::format("'{}' ({}) of {} has no {}", item->code.text(), item->title,
                                       edition.id().text(), side.lacks)});
        }
    }
}

void check_one_way(const std::vector<TableRow>& rows, const CodePairs& back,
                   const std::string& back_name, const SourceLocation& whole, FindingList& out) {
    CodePairs here;
    for (const auto& row : rows) {
        if (row.source.item == nullptr || row.target.item == nullptr) {
            continue;
        }
        const std::pair pair{row.source.key(), row.target.key()};
        here.insert(pair);
        if (!row.repeats && back.count(pair) == 0) {
            out.push_back({Severity::warning, "one-way", row.at,
                           fmt::format("'{}' goes to '{}' here, and does not come back in {}",
                                       pair.first, pair.second, back_name)});
        }
    }
    for (const auto& pair : back) {
        if (here.count(pair) == 0) {
            out.push_back({Severity::warning, "one-way", whole,
                           fmt::format("'{}' goes back to '{}' in {}, and does not come from it "
                                       "here",
                                       pair.second, pair.first, back_name)});
        }
    }
}

}  // namespace socshift
