#include "socshift/base/finding.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/utf8.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace socshift {

std::string SourceLocation::text() const {
    std::string out = file.text();
    if (line != 0) {
        out += fmt::format("{}{}", out.empty() ? "line " : ":", line);
        if (column != 0) {
            out += fmt::format(":{}", column);
        }
    }
    return out;
}

bool has_errors(const Findings& findings) noexcept {
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& f) { return f.severity == Severity::error; });
}

void add_new(Findings& all, const Findings& more) {
    for (const auto& finding : more) {
        if (std::find(all.begin(), all.end(), finding) == all.end()) {
            all.push_back(finding);
        }
    }
}

void sort_by_place(Findings& findings) {
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding& a, const Finding& b) { return a.where < b.where; });
}

void FindingList::push_back(Finding finding) {
    constexpr std::size_t longest = 2000;  // bytes of a message
    auto& count = counts_[{finding.severity, finding.rule}];
    if (finding.unlisted != 0) {
        count += finding.unlisted;
        return;
    }
    if (++count > most_) {
        return;
    }
    if (finding.message.size() > longest) {
        finding.message.resize(first_bytes(finding.message, longest).size());
        finding.message += "…";
    }
    listed_.push_back(std::move(finding));
}

void FindingList::append(Findings findings) {
    for (auto& finding : findings) {
        push_back(std::move(finding));
    }
}

Findings FindingList::take() {
    for (const auto& [key, count] : counts_) {
        if (count > most_) {
            listed_.push_back({key.first,
                               key.second,
                               {},
                               fmt::format("{} more of these are not listed", count - most_),
                               count - most_});
        }
    }
    counts_.clear();
    return std::exchange(listed_, {});
}

Findings shortened(Findings findings) {
    FindingList out;
    out.append(std::move(findings));
    return out.take();
}

std::string to_string(const Finding& finding) {
    const auto where = finding.where.text();
    return fmt::format("{}{}{}: {} [{}]", where, where.empty() ? "" : ": ",
                       to_string(finding.severity), finding.message, finding.rule);
}

FormatError::FormatError(const SourceLocation& at, const std::string& message)
    : Error(at.text().empty() ? message : at.text() + ": " + message), at_(at) {}

namespace {

std::string join_errors(const Findings& findings) {
    std::string out;
    const bool has_none = !has_errors(findings);  // all of them are why, then
    for (const auto& finding : shortened(findings)) {
        if (has_none || finding.severity == Severity::error) {
            out += (out.empty() ? "" : "\n") + to_string(finding);
        }
    }
    return out;
}

}  // namespace

DataError::DataError(Findings findings)
    : Error(join_errors(findings)), findings_(std::move(findings)) {}

}  // namespace socshift
