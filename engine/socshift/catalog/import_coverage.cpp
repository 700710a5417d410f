#include "socshift/base/title.hpp"
#include "socshift/catalog/combined_codes.hpp"
#include "socshift/catalog/import_rows.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace socshift {

namespace {

/// What a table says that codes cover, by code and title.
class StatedParts {
public:
    using Parts = std::map<Code, SourceLocation>;

    StatedParts(const DelimitedTable& table, const CoverageColumns& columns, Findings& findings) {
        const auto code = table.column(columns.code);
        const auto title = table.column(columns.title);
        const auto part = table.column(columns.part);
        for (const auto& record : table.rows) {
            const SourceRow row{table, record};
            auto folded = fold_title(row.text(title));
            parts_[{row.text(code), folded}].emplace(row.code(part), row.at());
            if (columns.by_title) {
                codes_[std::move(folded)].insert(row.text(code));
            }
        }
        check_shares_taken(table, {code, title, part}, findings);
    }

    /// nullptr: nothing.
    [[nodiscard]] const Parts* find(const Item& item) const {
        auto folded = fold_title(item.title);
        if (const auto here = parts_.find({item.code.text(), folded}); here != parts_.end()) {
            return &here->second;
        }
        const auto titled = codes_.find(folded);
        return titled == codes_.end() || titled->second.size() != 1
                   ? nullptr
                   : &parts_.at({*titled->second.begin(), std::move(folded)});
    }

private:
    std::map<std::pair<std::string, std::string>, Parts> parts_;
    std::map<std::string, std::set<std::string>> codes_;  // by title, where that is to count
};

/// The codes of a publication that are whole codes of an edition.
class WholeCodes {
public:
    explicit WholeCodes(const CoverageThrough* through) : through_(through) {
        if (through != nullptr) {
            for (const auto& link : through->cover.links()) {
                ++covering_[link.target];
            }
        }
    }

    [[nodiscard]] bool has(const Code& code) const {
        if (through_ == nullptr) {
            return false;
        }
        const auto parts = through_->cover.links_from(code);
        return !parts.empty() && std::all_of(parts.begin(), parts.end(), [&](const Link& part) {
            return covering_.at(part.target) == 1;
        });
    }

private:
    const CoverageThrough* through_;
    std::map<Code, std::size_t> covering_;  // how many codes cover a code there
};

/// Links each item to the leaves that combined_codes() gives what it stands for.
void link_combined(const DelimitedTable& table, const CoverageColumns& columns,
                   const Edition& source, const Edition& target,
                   Imported<CorrespondenceData>& out) {
    const auto code = table.column(columns.code);
    const auto part = table.column(columns.part);
    std::map<Code, Code> notations;
    std::map<Code, SourceLocation> places;
    for (const auto& record : table.rows) {
        const SourceRow row{table, record};
        if (row.text(code).empty()) {
            continue;
        }
        const auto* const item = source.find_by_any_code(row.text(code));
        const auto stands_for = row.code(part);
        const bool is_known =
            is_pattern(stands_for.text()) || named_item(target, stands_for.text()) != nullptr;
        if (item == nullptr || (!is_known && !item->unclassified)) {
            out.findings.push_back(
                {Severity::warning, "skipped-row", row.at(),
                 item == nullptr
                     ? fmt::format("'{}' is not an item of {}; the row is left out", row.text(code),
                                   source.id().text())
                     : fmt::format("'{}' is neither an item of {} nor a pattern; the row is left "
                                   "out",
                                   stands_for.text(), target.id().text())});
            continue;
        }
        if (is_known) {
            notations.emplace(item->code, stands_for);
            places.emplace(item->code, row.at());
        }
    }
    const auto combined = combined_codes(notations, target, columns.settled);
    for (const auto& [covering, leaves] : combined.leaves) {
        for (const auto& leaf : leaves) {
            out.data.links.push_back(
                {covering, leaf, std::nullopt, std::nullopt, places[covering]});
        }
    }
    for (const auto& item : target.items()) {
        if (!target.is_leaf(item) || combined.code_of.count(item.code) != 0) {
            continue;
        }
        const auto unclear = combined.unclear.find(item.code);
        out.findings.push_back(
            unclear == combined.unclear.end()
                ? Finding{Severity::warning,
                          "uncovered-leaf",
                          {table.file, 0, 0},
                          fmt::format("no code covers '{}' ({})", item.code.text(), item.title)}
                : Finding{Severity::error,
                          "unclear-part",
                          {table.file, 0, 0},
                          fmt::format("'{}' ({}) fits the patterns of {} alike", item.code.text(),
                                      item.title, fmt::join(texts_of(unclear->second), " and "))});
    }
}

/// Links each item to where @p through leads, to what the table says of it, or to its namesake.
void link_titled(const DelimitedTable& table, const CoverageColumns& columns, const Edition& source,
                 const Edition& target, const CoverageThrough* through,
                 Imported<CorrespondenceData>& out) {
    const StatedParts stated{table, columns, out.findings};
    const WholeCodes whole{through};
    auto& links = out.data.links;
    TitleCheck titles{target, out.findings};
    for (const auto& item : source.items()) {
        const auto* const parts = stated.find(item);
        const auto* const namesake = target.find(item.code);
        if (whole.has(item.code)) {
            for (const auto& link : through->onward.links_from(item.code)) {
                links.push_back({item.code, link.target, std::nullopt, std::nullopt, item.at});
            }
        } else if (parts != nullptr) {
            for (const auto& [covered, at] : *parts) {
                links.push_back({item.code, covered, std::nullopt, std::nullopt, at});
            }
        } else if (namesake != nullptr && target.is_leaf(*namesake)) {
            titles.look(item.code, item.title, item.at);
            if (same_title(item.title, namesake->title)) {
                links.push_back({item.code, item.code, std::nullopt, std::nullopt, item.at});
            }
        }
    }
}

}  // namespace

Imported<CorrespondenceData> import_coverage(const DelimitedTable& table, CorrespondenceData header,
                                             const CoverageColumns& columns, const Edition& source,
                                             const Edition& target,
                                             const CoverageThrough* through) {
    Imported<CorrespondenceData> out{std::move(header), {}};
    out.data.links.clear();
    out.data.remarks.clear();
    if (columns.combined) {
        link_combined(table, columns, source, target, out);
    } else {
        link_titled(table, columns, source, target, through, out);
    }
    const auto found = check(out.data, source, target);
    out.findings.insert(out.findings.end(), found.begin(), found.end());
    sort_by_place(out.findings);
    return out;
}

}  // namespace socshift
