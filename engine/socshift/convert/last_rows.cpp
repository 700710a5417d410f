#include "socshift/convert/last_rows.hpp"

#include "socshift/base/blanks.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/harmless.hpp"
#include "socshift/base/whole_number.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace socshift {

namespace {

constexpr std::string_view blanks = " \t\r\n";

/// The size of the first tells where the second begins.
std::string key_of(std::string_view person, std::string_view period) {
    return fmt::format("{}:{}{}", person.size(), person, period);
}

/// "0000-00-00" of "2024-01-31"; empty if it is no day or time that sorts as text.
std::string form_of(std::string_view order) {
    constexpr std::string_view others = "-:.TZ ";
    std::string out;
    for (const char c : order) {
        const bool is_digit = c >= '0' && c <= '9';
        if (!is_digit && others.find(c) == std::string_view::npos) {
            return {};
        }
        out += is_digit ? '0' : c;
    }
    return out.starts_with("0000-") ? out : std::string{};
}

}  // namespace

std::optional<std::int64_t> LastRowFinder::read(std::string_view order, std::uint64_t row) {
    const auto number = whole_number<std::int64_t>(order);
    auto form = number ? std::string{} : form_of(order);
    const bool is_first = !by_number_ && form_.empty();
    const bool is_readable = number || !form.empty();
    if (is_readable && is_first) {
        by_number_ = number.has_value();
        form_ = std::move(form);
    } else if (!is_readable || number.has_value() != by_number_ || form != form_) {
        throw FormatError(
            {}, fmt::format("row {}: '{}' gives no order{}: expected whole numbers, or days such "
                            "as 2024-01-31, all in one form",
                            row + 1, visible(order), is_first ? "" : " among those before it"));
    }
    return number;
}

void LastRowFinder::take(Group& group, std::uint64_t row, std::string_view order) {
    const auto number = read(order, row);
    const bool is_first = group.best.empty();
    const auto compared = is_first ? 1
                          : number ? (*number > group.number) - (*number < group.number)
                                   : order.compare(group.text);
    if (compared > 0) {
        group.best.clear();
        group.number = number.value_or(0);
        group.text = number ? std::string_view{} : order;
    }
    if (compared >= 0) {
        group.best.push_back(row);
    }
}

void LastRowFinder::add(std::string_view person, std::string_view period, std::string_view order) {
    const auto row = static_cast<std::uint64_t>(group_of_.size());
    person = trimmed(person, blanks);
    period = trimmed(period, blanks);
    if (person.empty() || period.empty()) {
        group_of_.push_back(no_group);
        return;
    }
    const auto [found, is_new] =
        by_key_.try_emplace(key_of(person, period), static_cast<std::uint32_t>(groups_.size()));
    if (is_new) {
        groups_.emplace_back();
    }
    auto& group = groups_[found->second];
    ++group.rows;
    group_of_.push_back(found->second);
    if (const auto text = trimmed(order, blanks); text.empty()) {
        group.has_gap = true;
    } else {
        take(group, row, text);
    }
}

std::optional<RowPlace> LastRowFinder::place(std::string_view person, std::string_view period,
                                             std::string_view order) const {
    person = trimmed(person, blanks);
    period = trimmed(period, blanks);
    order = trimmed(order, blanks);
    if (person.empty() || period.empty()) {
        return RowPlace::no_person;
    }
    const auto found = by_key_.find(key_of(person, period));
    if (found == by_key_.end()) {
        return std::nullopt;
    }
    const auto& group = groups_[found->second];
    if (group.rows == 1 || group.has_gap) {
        return group.rows == 1 ? RowPlace::last : RowPlace::no_order;
    }
    const auto number = by_number_ ? whole_number<std::int64_t>(order) : std::nullopt;
    if (order.empty() || number.has_value() != by_number_) {
        return std::nullopt;
    }
    const auto compared = by_number_ ? (*number > group.number) - (*number < group.number)
                                     : order.compare(group.text);
    if (compared > 0) {
        return std::nullopt;
    }
    return compared < 0             ? RowPlace::before_last
           : group.best.size() == 1 ? RowPlace::last
                                    : RowPlace::tied;
}

LastRows LastRowFinder::finish() const {
    LastRows out;
    out.places.reserve(group_of_.size());
    for (std::uint64_t row = 0; row < group_of_.size(); ++row) {
        const auto at = group_of_[row];
        if (at == no_group) {
            out.places.push_back(RowPlace::no_person);
            continue;
        }
        const auto& group = groups_[at];
        const bool is_best = std::binary_search(group.best.begin(), group.best.end(), row);
        if (group.rows == 1 || (!group.has_gap && is_best && group.best.size() == 1)) {
            out.places.push_back(RowPlace::last);
        } else if (group.has_gap) {
            out.places.push_back(RowPlace::no_order);
        } else if (!is_best) {
            out.places.push_back(RowPlace::before_last);
        } else {
            out.places.push_back(RowPlace::tied);
            if (group.best.front() == row) {
                out.ties.push_back(group.best);
            }
        }
    }
    return out;
}

}  // namespace socshift
