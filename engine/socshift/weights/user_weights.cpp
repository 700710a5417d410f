#include "socshift/weights/user_weights.hpp"

#include "socshift/model/rates.hpp"
#include "socshift/numbers/share_exact.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace socshift {

namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

constexpr std::size_t longest = 100;  // characters of a figure

/// Of the sum of the figures of a source while it is added up, and at the end.
constexpr unsigned most_working_bits = 16 * Share::most_bits;
constexpr unsigned most_sum_bits = Share::most_bits / 2;

bool is_longer(const cpp_rational& sum, unsigned bits) {
    const auto size = [](const cpp_int& part) { return part == 0 ? 0 : msb(abs(part)); };
    return size(numerator(sum)) >= bits || size(denominator(sum)) >= bits;
}

std::optional<cpp_int> integer(std::string_view digits) {
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) {
        return std::nullopt;
    }
    // A leading zero would make it octal.
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    return digits.empty() ? cpp_int{0} : cpp_int{std::string{digits}};
}

/// "12", "0.25", "2/3", "-1": exactly. None for anything else.
std::optional<cpp_rational> number(std::string_view text) {
    if (text.size() > longest) {
        return std::nullopt;
    }
    const bool is_negative = text.starts_with('-');
    text.remove_prefix(is_negative ? 1 : 0);
    std::optional<cpp_rational> out;
    if (const auto slash = text.find('/'); slash != std::string_view::npos) {
        const auto above = integer(text.substr(0, slash));
        const auto below = integer(text.substr(slash + 1));
        if (above && below && *below != 0) {
            out = cpp_rational{*above, *below};
        }
    } else {
        const auto point = std::min(text.find('.'), text.size());
        const auto decimals = text.substr(std::min(point + 1, text.size()));
        const auto whole = integer(text.substr(0, point));
        const auto part = decimals.empty() ? std::optional{cpp_int{0}} : integer(decimals);
        if (whole && part && (point == text.size() || !decimals.empty())) {
            const cpp_int scale =
                boost::multiprecision::pow(cpp_int{10}, static_cast<unsigned>(decimals.size()));
            out = cpp_rational{*whole * scale + *part, scale};
        }
    }
    if (out && is_negative) {
        out = -*out;
    }
    return out;
}

std::string text_of(const cpp_rational& value) {
    const cpp_int below = denominator(value);
    return below == 1 ? numerator(value).str() : numerator(value).str() + "/" + below.str();
}

/// " for sex=2, year=2019"; nothing without groups.
std::string group_text(const Weights& weights, const std::vector<std::string>& values) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < weights.groups.size(); ++i) {
        parts.push_back(weights.groups[i] + "=" + values[i]);
    }
    return parts.empty() ? "" : fmt::format(" for {}", fmt::join(parts, ", "));
}

class Checker {
public:
    Checker(const Weights& weights, const Correspondence& table, const Edition& before,
            const Edition& after, bool normalise)
        : weights_(weights), table_(table), before_(before), after_(after), normalise_(normalise) {}

    Findings run() {
        check_ends();
        for (const auto& row : weights_.rows) {
            check_row(row);
        }
        if (weights_.rows.empty()) {
            add(Severity::error, "weight-none", weights_.at, "no rows");
        }
        check_sums();
        const auto groups = groups_of(weights_);
        if (groups.size() > most_weight_groups) {
            add(Severity::error, "weight-groups", weights_.at,
                fmt::format("weights for {} groups of rows; expected at most {}", groups.size(),
                            most_weight_groups));
        } else {
            check_left_out(groups);
        }
        sort_by_place(out_);
        return std::move(out_);
    }

private:
    struct Group {
        cpp_rational sum;
        SourceLocation at;
        std::set<std::optional<Code>> targets;
    };
    using Key = std::pair<std::vector<std::string>, Code>;

    void add(Severity severity, std::string rule, const SourceLocation& at, std::string message) {
        out_.push_back({severity, std::move(rule), at, std::move(message)});
    }

    void check_ends() {
        const auto check_end = [this](const std::optional<EditionId>& stated, const Edition& used,
                                      std::string_view side) {
            if (stated && *stated != used.id()) {
                add(Severity::error, "weight-edition", weights_.at,
                    fmt::format("the {} of these weights is {}, expected {}", side, stated->text(),
                                used.id().text()));
            }
        };
        check_end(weights_.source, before_, "source");
        check_end(weights_.target, after_, "target");
    }

    [[nodiscard]] std::string pair_text(const Weights::Row& row) const {
        return fmt::format("'{}' -> {}{}", row.source.text(), target_text(row),
                           group_text(weights_, row.groups));
    }

    static std::string target_text(const Weights::Row& row) {
        return row.target ? "'" + row.target->text() + "'" : "none";
    }

    [[nodiscard]] bool check_pair(const Weights::Row& row) {
        bool good = true;
        const auto check_code = [&](const Edition& edition, const Code& code,
                                    std::string_view side) {
            if (edition.find(code) == nullptr) {
                good = false;
                add(Severity::error, fmt::format("weight-unknown-{}", side), row.at,
                    fmt::format("{} '{}' is not an item of {}", side, code.text(),
                                edition.id().text()));
            }
        };
        check_code(before_, row.source, "source");
        if (row.target) {
            check_code(after_, *row.target, "target");
        }
        if (!good) {
            return false;
        }
        if (!row.target && table_.places(row.source).ends) {
            return true;
        }
        std::vector<std::string> targets;
        for (const auto& link : table_.links_from(row.source)) {
            if (link.target == row.target) {
                return true;
            }
            targets.push_back(link.target.text());
        }
        add(Severity::error, "weight-unknown-pair", row.at,
            fmt::format("the table {} -> {} has no link '{}' -> {}; '{}' goes to {}",
                        before_.id().text(), after_.id().text(), row.source.text(),
                        target_text(row), row.source.text(),
                        targets.empty() ? "nothing" : fmt::format("{}", fmt::join(targets, ", "))));
        return false;
    }

    void check_row(const Weights::Row& row) {
        for (std::size_t i = 0; i < weights_.groups.size(); ++i) {
            if (row.groups[i].empty()) {
                add(Severity::error, "weight-group", row.at,
                    fmt::format("no value of '{}'", weights_.groups[i]));
            }
        }
        const bool known_pair = check_pair(row);
        const auto figure = number(row.figure);
        const auto form = weights_.form == WeightForm::share ? "share" : "count";
        if (!figure) {
            add(Severity::error, "weight-no-number", row.at,
                fmt::format("{} '{}' of {} is no number", form, row.figure, pair_text(row)));
            broken_.insert({row.groups, row.source});
        } else if (*figure < 0) {
            add(Severity::error, "weight-negative", row.at,
                fmt::format("{} {} of {} is negative", form, row.figure, pair_text(row)));
            broken_.insert({row.groups, row.source});
        } else if (*figure == 0) {
            add(Severity::error, "weight-zero", row.at,
                fmt::format("{} of {} is zero; leave such a row out", form, pair_text(row)));
        }
        auto& group = groups_[{row.groups, row.source}];
        if (group.targets.empty()) {
            group.at = row.at;
        }
        if (!group.targets.insert(row.target).second) {
            add(Severity::error, "weight-duplicate", row.at,
                fmt::format("{} is there twice", pair_text(row)));
        }
        if (figure && known_pair && !is_longer(group.sum, most_working_bits)) {
            group.sum += *figure;
        }
        if (!known_pair) {
            broken_.insert({row.groups, row.source});
        }
    }

    void check_sums() {
        for (const auto& [key, group] : groups_) {
            if (is_longer(group.sum, most_sum_bits)) {
                add(Severity::error, "weight-sum", group.at,
                    fmt::format("{}s of '{}'{} have too many digits to be added up exactly",
                                weights_.form == WeightForm::share ? "share" : "count",
                                key.second.text(), group_text(weights_, key.first)));
                continue;
            }
            if (weights_.form != WeightForm::share || group.sum == 1 || normalise_ ||
                broken_.count(key) != 0) {
                continue;
            }
            add(Severity::error, "weight-sum", group.at,
                fmt::format("shares of '{}'{} sum to {}, expected 1; --normalise divides them "
                            "by their sum",
                            key.second.text(), group_text(weights_, key.first),
                            text_of(group.sum)));
        }
    }

    void check_left_out(const std::vector<std::vector<std::string>>& groups) {
        for (const auto& values : groups) {
            for (const auto& [source, places] : open_sources(table_)) {
                const auto found = groups_.find({values, source});
                if (found == groups_.end()) {
                    add(Severity::note, "weight-left-out", weights_.at,
                        fmt::format("nothing of '{}', which has {} targets{}", source.text(),
                                    places.links.size(), group_text(weights_, values)));
                    continue;
                }
                for (const auto& link : places.links) {
                    if (found->second.targets.count(link.target) == 0) {
                        add(Severity::note, "weight-target-left-out", found->second.at,
                            fmt::format("'{}' gets nothing of '{}'{}", link.target.text(),
                                        source.text(), group_text(weights_, values)));
                    }
                }
            }
        }
    }

    const Weights& weights_;
    const Correspondence& table_;
    const Edition& before_;
    const Edition& after_;
    bool normalise_;
    std::map<Key, Group> groups_;
    std::set<Key> broken_;
    Findings out_;
};

}  // namespace

std::vector<std::vector<std::string>> groups_of(const Weights& weights) {
    std::set<std::vector<std::string>> out;
    if (weights.groups.empty()) {
        return {{}};
    }
    for (const auto& row : weights.rows) {
        out.insert(row.groups);
    }
    return {out.begin(), out.end()};
}

Findings check(const Weights& weights, const Correspondence& table, const Edition& before,
               const Edition& after, bool normalise) {
    return Checker{weights, table, before, after, normalise}.run();
}

Weights with_printed_codes(Weights weights, const Edition& before, const Edition& after) {
    const auto print = [](const Edition& edition, Code& code) {
        if (const auto* const item = edition.find_written(code.text())) {
            code = item->code;
        }
    };
    for (auto& row : weights.rows) {
        print(before, row.source);
        if (row.target) {
            print(after, *row.target);
        }
    }
    return weights;
}

UserWeights user_weights(const Weights& weights, const std::string& name,
                         const Correspondence& table, const std::vector<std::string>& group) {
    std::map<Code, std::map<std::optional<Code>, cpp_rational>> figures;
    for (const auto& row : weights.rows) {
        if (row.groups == group) {
            figures[row.source][row.target] = number(row.figure).value_or(0);
        }
    }
    UserWeights out{{name, Basis::user, {}, {}}, {}};
    for (const auto& [source, places] : open_sources(table)) {
        const auto found = figures.find(source);
        if (found == figures.end()) {
            out.table.gaps.push_back({source, "not in the file"});
            continue;
        }
        cpp_rational sum;
        for (const auto& [target, figure] : found->second) {
            sum += figure;
        }
        if (weights.form == WeightForm::share && sum != 1) {
            out.normalised.push_back(fmt::format("'{}' by {}", source.text(), text_of(sum)));
        }
        DividedSource made{source, {}, false, ""};
        for (const auto& [target, figure] : found->second) {
            made.cells.push_back({target ? std::vector{*target} : std::vector<Code>{},
                                  share_of(cpp_rational{figure / sum})});
        }
        out.table.sources.push_back(std::move(made));
    }
    return out;
}

Weights to_file(const WeightTable& table, const EditionId& before, const EditionId& after) {
    Weights out;
    out.source = before;
    out.target = after;
    for (const auto& source : table.sources) {
        for (const auto& cell : source.cells) {
            for (const auto& target : cell.targets) {
                out.rows.push_back({source.source, target, decimal_text(cell.share), {}, {}});
            }
            if (cell.targets.empty()) {
                out.rows.push_back({source.source, std::nullopt, decimal_text(cell.share), {}, {}});
            }
        }
    }
    return out;
}

}  // namespace socshift
