#pragma once

#include "socshift/model/code.hpp"
#include "socshift/model/edition.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// How a series numbers new items: the only place that knows what the characters of a code stand
/// for. Of no use for finding a parent, which data states.
class CodingRules {
public:
    CodingRules() = default;
    CodingRules(const CodingRules&) = delete;
    CodingRules& operator=(const CodingRules&) = delete;
    virtual ~CodingRules() = default;

    /// The name that a scenario calls them by: "soc".
    [[nodiscard]] virtual std::string_view name() const noexcept = 0;

    /// Whether the levels and all codes of @p edition are of the form that they number.
    [[nodiscard]] virtual bool fit(const Edition& edition) const = 0;

    /// Of the groups @p children below @p group, the one for an item that is only asked to be
    /// somewhere in @p group; none if the rules have no such place.
    [[nodiscard]] virtual std::optional<Code> catch_all(
        const Code& group, std::string_view level, const std::vector<Code>& children) const = 0;

    /// Whether an item that has no group of @p level yet gets one of its own.
    [[nodiscard]] virtual bool makes_groups(std::string_view level) const = 0;

    /// The first free number for an item of @p level below @p parent, unmarked; none when there is
    /// no number left, or no rule.
    [[nodiscard]] virtual std::optional<Code> next(
        const Code& parent, std::string_view level, bool residual,
        const std::function<bool(const Code&)>& is_used) const = 0;

    /// How a code that these rules made, and nobody else gave, is printed: visibly not official.
    [[nodiscard]] Code provisional(const Code& code) const;

    /// The number in a code that may be provisional.
    [[nodiscard]] static std::string_view number_of(const Code& code) noexcept;
};

/// The rules of that name; nullptr when there are none.
///   soc    those of the U.S. SOC, levels major, minor, broad, detailed: a detailed code never ends
///          in 0 and ends in 9 if and only if it is a residual; a broad code ends in one 0 and its
///          detailed codes share its other digits; a number that any edition of the series used is
///          not used again; the lowest free number is taken, so that a lone child is its broad
///          group plus 1; where a broad group has no number left, its next tens are used if no
///          broad group ever had them, and otherwise a broad group is made; a new detailed
///          occupation in a minor group gets a broad group of its own, in tens that no occupation
///          ever had; one asked to be in a major group goes to its minor group "NN-9000".
///   given  no rules: only codes that proposals give.
[[nodiscard]] const CodingRules* coding_rules(std::string_view name) noexcept;

/// Those for @p edition when nobody says which: the first that fit it, with rules before without.
[[nodiscard]] const CodingRules& usual_coding_rules(const Edition& edition);

}  // namespace socshift
