#pragma once

// Internal: not installed. What tables say of the principles of the SOC.

#include "socshift/base/words.hpp"
#include "socshift/previews/preview.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// What can be said of a rule from codes, titles, links and counts. `no_bearing`: the request has
/// nothing that the rule is about.
enum class Judgement : std::uint8_t { meets, strains, no_bearing, not_judged };
template <>
inline constexpr auto word_table<Judgement> =
    std::to_array<Word<Judgement>>({{Judgement::meets, "meets"},
                                    {Judgement::strains, "strains"},
                                    {Judgement::no_bearing, "no bearing"},
                                    {Judgement::not_judged, "not judged here"}});

/// A judgement with what it rests on.
struct RuleFinding {
    Judgement judgement = Judgement::not_judged;
    std::string evidence;
};

/// What the tables say of one request, for each principle and each coding guideline.
class RuleEvidence {
public:
    /// @p preview: of @p proposal alone.
    RuleEvidence(const Preview& preview, const Proposal& proposal);

    /// @p number: 1 to 10.
    [[nodiscard]] RuleFinding of_principle(int number) const;

    /// @p number: 1 to 6.
    [[nodiscard]] RuleFinding of_guideline(int number) const;

private:
    [[nodiscard]] RuleFinding told_apart() const;
    [[nodiscard]] RuleFinding management() const;
    [[nodiscard]] RuleFinding supervisors() const;
    [[nodiscard]] RuleFinding health_support() const;
    [[nodiscard]] RuleFinding helpers() const;
    [[nodiscard]] RuleFinding residuals() const;
    [[nodiscard]] RuleFinding countable() const;
    [[nodiscard]] RuleFinding comparable() const;
    [[nodiscard]] RuleFinding detailed() const;
    [[nodiscard]] RuleFinding residual_codes() const;

    /// Titles that were asked for, and of all codes that are taken from or made, with any of
    /// @p words in them.
    [[nodiscard]] std::vector<std::string> titled(const std::vector<std::string_view>& words) const;

    const Preview& preview_;
    const Proposal& proposal_;
    std::vector<const Item*> taken_;  // leaves of the base, in code order
    std::vector<const Item*> made_;   // leaves of the draft that the request made or changed
};

}  // namespace socshift
