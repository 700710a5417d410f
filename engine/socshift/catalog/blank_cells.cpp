#include "socshift/catalog/blank_cells.hpp"

#include "socshift/base/error.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <optional>

namespace socshift {

bool BlankCells::take(const SourceRow& row, std::size_t source, std::size_t target) {
    const auto& from = row.text(source);
    const auto& to = row.text(target);
    if (!from.empty() && !to.empty()) {
        open_ = false;
        return false;
    }
    if (!from.empty() && is_there(row, source, source_)) {
        alone_.push_back({code_in(row, source, source_), row.at(), 0});
        open_ = true;
    } else if (!to.empty() && is_there(row, target, target_)) {
        if (open_) {
            ++alone_.back().targets;
            add(alone_.back().code, code_in(row, target, target_), row.at(), "");
        } else {
            without_source_.push_back({code_in(row, target, target_), row.at(), 0});
        }
    }
    return true;
}

void BlankCells::fill(const CrosswalkFill& with) {
    for (const auto& link : out_.data.links) {
        known_.emplace(link.source, link.target);
    }
    for (const auto& blank : alone_) {
        std::vector<Code> targets;
        for (const auto& link : with.table.links_from(blank.code)) {
            targets.push_back(link.target);
        }
        if (blank.targets == 0) {
            fill_one(blank, targets, with.by, true);
        }
    }
    for (const auto& blank : without_source_) {
        std::vector<Code> sources;
        for (const auto& link : with.table.links()) {
            if (link.target == blank.code) {
                sources.push_back(link.source);
            }
        }
        fill_one(blank, sources, with.by, false);
    }
}

bool BlankCells::is_there(const SourceRow& row, std::size_t column, const Edition& edition) {
    const auto& text = row.text(column);
    if (edition.find_written(text) != nullptr) {
        return true;
    }
    out_.findings.push_back(
        {Severity::warning, "skipped-row", row.at(),
         fmt::format("'{}' is not an item of {}; the row is left out", text, edition.id().text())});
    return false;
}

void BlankCells::add(const Code& source, const Code& target, const SourceLocation& at,
                     const std::string& remark) {
    if (known_.emplace(source, target).second) {
        out_.data.links.push_back({source, target, std::nullopt, std::nullopt, at});
        if (!remark.empty()) {
            out_.data.remarks.push_back({source, target, remark});
        }
    }
}

void BlankCells::fill_one(const Blank& blank, const std::vector<Code>& others,
                          const std::string& by, bool is_source) {
    for (const auto& other : others) {
        add(is_source ? blank.code : other, is_source ? other : blank.code, blank.at, "by " + by);
    }
    out_.findings.push_back(
        {others.empty() ? Severity::warning : Severity::note,
         others.empty() ? "blank-cell" : "filled-blank", blank.at,
         others.empty()
             ? fmt::format("'{}' stands alone, and {} say nothing of it", blank.code.text(), by)
             : fmt::format("'{}' stands alone; by {} it {} {}", blank.code.text(), by,
                           is_source ? "goes to" : "comes from",
                           fmt::join(texts_of(others), ", "))});
}

}  // namespace socshift
