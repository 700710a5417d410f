#include "socshift/titles/decisions.hpp"

#include "socshift/base/counted.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/harmless.hpp"
#include "socshift/base/title.hpp"
#include "socshift/base/whole_number.hpp"
#include "socshift/routes/lookup.hpp"
#include "socshift/routes/route.hpp"
#include "socshift/titles/title_words.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace socshift {

namespace {

/// What decisions about one title, in the order of the log, come to.
DecidedTitle summed(const std::vector<Decision>& log, const std::vector<std::size_t>& places) {
    DecidedTitle out{log[places.back()], places.size(), {}, {}, {}, log[places.front()].date, {}};
    std::map<std::string, std::pair<std::string, std::optional<std::uint64_t>>> by_source;
    std::set<std::string> analysts;
    std::set<Code> codes;
    for (const auto place : places) {
        const auto& one = log[place];
        auto& [name, rows] =
            by_source.try_emplace(fold_title(one.source), one.source, std::nullopt).first->second;
        rows = one.rows ? one.rows : rows;
        if (!one.analyst.empty()) {
            analysts.insert(one.analyst);
        }
        codes.insert(one.code.code);
    }
    for (const auto& [folded, source] : by_source) {
        if (!source.first.empty()) {
            out.sources.push_back(source.first);
        }
        if (source.second) {
            out.rows = out.rows.value_or(0) + *source.second;
        }
    }
    std::sort(out.sources.begin(), out.sources.end());
    out.analysts.assign(analysts.begin(), analysts.end());
    codes.erase(out.holding.code.code);
    out.earlier.assign(codes.begin(), codes.end());
    return out;
}

}  // namespace

bool Decision::says_the_same_as(const Decision& other) const {
    const auto told = [](const Decision& it) {
        return std::tie(it.date, it.code, it.title, it.why, it.analyst, it.source, it.rows);
    };
    return told(*this) == told(other);
}

std::uint64_t parse_decision_rows(std::string_view text) {
    const auto count = whole_number<std::uint64_t>(text);
    if (!count || *count > most_decision_rows) {
        throw Error(fmt::format("'{}' is no number of rows: expected a whole number up to {}",
                                visible(text), grouped(most_decision_rows)));
    }
    return *count;
}

std::string decided_words(std::string_view title) {
    TitleReader reader;
    reader.read(title);
    std::string out;
    for (const auto word : reader.outside()) {
        out.append(out.empty() ? "" : " ").append(word);
    }
    for (const auto word : reader.inside()) {
        out.append(" (").append(word);
    }
    return out;
}

Decisions Decisions::make(std::vector<Decision> log) {
    Decisions out;
    out.log_ = std::move(log);
    std::stable_sort(out.log_.begin(), out.log_.end(),
                     [](const Decision& a, const Decision& b) { return a.date < b.date; });
    for (std::size_t i = 0; i < out.log_.size(); ++i) {
        const auto& one = out.log_[i];
        out.by_title_[{one.code.edition, decided_words(one.title)}].push_back(i);
    }
    return out;
}

const Decision* Decisions::holding(const EditionId& edition, std::string_view title) const {
    const auto found = by_title_.find({edition, decided_words(title)});
    return found == by_title_.end() ? nullptr : &log_[found->second.back()];
}

std::vector<const Decision*> Decisions::all_holding() const {
    std::vector<const Decision*> out;
    for (const auto& [key, places] : by_title_) {
        out.push_back(&log_[places.back()]);
    }
    return out;
}

std::vector<DecidedTitle> Decisions::titles() const {
    std::vector<DecidedTitle> out;
    for (const auto& [key, places] : by_title_) {
        out.push_back(summed(log_, places));
    }
    std::stable_sort(out.begin(), out.end(), [](const DecidedTitle& a, const DecidedTitle& b) {
        const auto weight = [](const DecidedTitle& it) {
            return std::pair{it.sources.size(), it.rows.value_or(0)};
        };
        return weight(a) > weight(b);
    });
    return out;
}

Findings check(const Decisions& decisions, const Catalog& catalog) {
    Findings out;
    const auto& editions = catalog.edition_ids();
    for (const auto& one : decisions.log()) {
        const auto add = [&](Severity severity, const char* rule, std::string why) {
            out.push_back({severity, rule, one.at, std::move(why)});
        };
        const auto& [edition, code] = one.code;
        if (decided_words(one.title).empty()) {
            add(Severity::error, "decision-without-words",
                fmt::format("no word can be read in the title '{}'", visible(one.title)));
        }
        if (one.title.size() > most_title_bytes) {
            add(Severity::error, "decision-long-title",
                fmt::format("the title '{}' has {} bytes, more than {}", visible(one.title),
                            one.title.size(), most_title_bytes));
        }
        if (one_line(one.why).empty()) {
            add(Severity::error, "decision-without-why",
                fmt::format("why '{}' is {} is not said", visible(one.title), one.code.text()));
        }
        if (one.rows && *one.rows > most_decision_rows) {
            add(Severity::error, "decision-many-rows",
                fmt::format("'{}' is said to be in {} rows, more than {}", visible(one.title),
                            grouped(*one.rows), grouped(most_decision_rows)));
        }
        if (std::find(editions.begin(), editions.end(), edition) == editions.end()) {
            add(Severity::error, "decision-unknown-edition",
                fmt::format("the catalog has no edition '{}'", edition.text()));
            continue;
        }
        const auto& known = catalog.edition(edition);
        const auto* const item = known.find(code);
        if (item == nullptr || item->unclassified) {
            add(Severity::error, "decision-unknown-code",
                to_string(look_up(catalog, known, code.text())));
        } else if (!known.is_leaf(*item)) {
            add(Severity::error, "decision-of-group",
                fmt::format("'{}' is a group of {}: it has codes under it", code.text(),
                            edition.text()));
        }
        const auto* const holding = decisions.holding(edition, one.title);
        if (holding->code != one.code) {
            add(Severity::warning, "decision-replaced",
                fmt::format("'{}' as {} no longer holds: it was decided as {} on {}",
                            visible(one.title), one.code.text(), holding->code.text(),
                            to_string(holding->date)));
        }
    }
    return out;
}

DecidedCodes DecidedCodes::make(const Catalog& catalog, const EditionId& edition,
                                const Decisions& decisions) {
    DecidedCodes out;
    RouteFinder routes(catalog);
    std::map<EditionId, std::optional<Correspondence>> tables;
    const auto targets_of = [&](const CodeRef& code) {
        if (code.edition == edition) {
            return std::vector{code.code};
        }
        const auto [found, is_new] = tables.try_emplace(code.edition);
        if (is_new) {
            if (const auto route = routes.find(code.edition, edition)) {
                found->second = routes.composed(*route);
            }
        }
        std::vector<Code> codes;
        if (found->second) {
            for (const auto& link : found->second->links_from(code.code)) {
                codes.push_back(link.target);
            }
        }
        return codes;
    };
    for (const auto* const one : decisions.all_holding()) {
        Entry entry{*one, targets_of(one->code)};
        const auto [found, is_new] = out.entries_.try_emplace(decided_words(one->title), entry);
        const auto rank = [&](const Decision& it) {
            return std::pair{it.code.edition == edition, it.date};
        };
        if (!is_new && rank(*one) > rank(found->second.decision)) {
            found->second = std::move(entry);
        }
    }
    return out;
}

std::size_t DecidedCodes::undecided() const noexcept {
    return static_cast<std::size_t>(
        std::count_if(entries_.begin(), entries_.end(),
                      [](const auto& one) { return one.second.codes.size() != 1; }));
}

const DecidedCodes::Entry* DecidedCodes::find(std::string_view title) const {
    if (entries_.empty()) {
        return nullptr;
    }
    const auto found = entries_.find(decided_words(title));
    return found == entries_.end() ? nullptr : &found->second;
}

}  // namespace socshift
