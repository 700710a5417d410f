#include "socshift/scenarios/coding_rules.hpp"

#include "socshift/base/whole_number.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace socshift {

namespace {

constexpr char provisional_mark = 'p';

/// "29-1141" as 29 and 1141.
struct SocNumber {
    std::string_view major;
    unsigned rest = 0;

    static std::optional<SocNumber> parse(std::string_view text) {
        constexpr std::size_t length = 7;
        if (text.size() != length || text[2] != '-') {
            return std::nullopt;
        }
        const auto rest = whole_number<unsigned>(text.substr(3));
        return rest ? std::optional{SocNumber{text.substr(0, 2), *rest}} : std::nullopt;
    }

    [[nodiscard]] Code with(unsigned number) const {
        return Code::parse(fmt::format("{}-{:04}", major, number));
    }
};

class SocCoding : public CodingRules {
public:
    [[nodiscard]] std::string_view name() const noexcept override { return "soc"; }

    [[nodiscard]] bool fit(const Edition& edition) const override {
        const auto& items = edition.items();
        return edition.levels() ==
                   std::vector<std::string>{"major", "minor", "broad", "detailed"} &&
               std::all_of(items.begin(), items.end(), [](const Item& item) {
                   return SocNumber::parse(item.code.text()).has_value();
               });
    }

    [[nodiscard]] std::optional<Code> catch_all(const Code& group, std::string_view level,
                                                const std::vector<Code>& children) const override {
        const auto number = SocNumber::parse(number_of(group));
        if (level != "major" || !number) {
            return std::nullopt;
        }
        const auto wanted = number->with(9000);
        return std::find(children.begin(), children.end(), wanted) == children.end()
                   ? std::nullopt
                   : std::optional{wanted};
    }

    [[nodiscard]] bool makes_groups(std::string_view level) const override {
        return level == "broad";
    }

    [[nodiscard]] std::optional<Code> next(
        const Code& parent, std::string_view level, bool residual,
        const std::function<bool(const Code&)>& is_used) const override {
        const auto number = SocNumber::parse(number_of(parent));
        if (!number) {
            return std::nullopt;
        }
        // A broad group with more occupations than numbers goes on in the next tens that no broad
        // group ever had, as 29-1210 does with 29-1221.
        const unsigned last = level == "detailed" && !residual ? 90 : 0;
        for (unsigned tens = 0; tens <= last; tens += 10) {
            if (tens != 0 && is_used(number->with(number->rest + tens))) {
                break;
            }
            for (const auto candidate : candidates(number->rest + tens, level, residual)) {
                const auto code = number->with(candidate);
                if (!is_used(code) &&
                    (level != "broad" || tens_are_free(*number, candidate, is_used))) {
                    return code;
                }
            }
        }
        return std::nullopt;
    }

private:
    /// No detailed occupation has a number in these tens, as some of 29-1210 have one in 29-1220.
    static bool tens_are_free(const SocNumber& number, unsigned tens,
                              const std::function<bool(const Code&)>& is_used) {
        for (unsigned last = 1; last <= 9; ++last) {
            if (is_used(number.with(tens + last))) {
                return false;
            }
        }
        return true;
    }

    static std::vector<unsigned> candidates(unsigned parent, std::string_view level,
                                            bool residual) {
        std::vector<unsigned> out;
        if (level == "detailed") {
            for (unsigned last = residual ? 9 : 1; last <= (residual ? 9U : 8U); ++last) {
                out.push_back(parent + last);
            }
        } else if (level == "broad") {
            // A minor group such as 15-1200 has a hundred numbers, one such as 29-1000 a thousand.
            const unsigned span = parent % 1000 == 0 ? 1000 : 100;
            for (unsigned step = 10; step < span; step += 10) {
                if (step % 100 != 0 && (step % 100 == 90) == residual) {
                    out.push_back(parent + step);
                }
            }
        } else if (level == "minor") {
            for (unsigned step = residual ? 9 : 1; step <= (residual ? 9U : 8U); ++step) {
                out.push_back(step * 1000);
            }
        }
        return out;
    }
};

class GivenCodes : public CodingRules {
public:
    [[nodiscard]] std::string_view name() const noexcept override { return "given"; }

    [[nodiscard]] bool fit(const Edition& /*edition*/) const override { return true; }

    [[nodiscard]] std::optional<Code> catch_all(
        const Code& /*group*/, std::string_view /*level*/,
        const std::vector<Code>& /*children*/) const override {
        return std::nullopt;
    }

    [[nodiscard]] bool makes_groups(std::string_view /*level*/) const override { return false; }

    [[nodiscard]] std::optional<Code> next(
        const Code& /*parent*/, std::string_view /*level*/, bool /*residual*/,
        const std::function<bool(const Code&)>& /*is_used*/) const override {
        return std::nullopt;
    }
};

}  // namespace

Code CodingRules::provisional(const Code& code) const {
    return Code::parse(code.text() + provisional_mark);
}

std::string_view CodingRules::number_of(const Code& code) noexcept {
    std::string_view text = code.text();
    if (text.size() > 1 && text.back() == provisional_mark) {
        text.remove_suffix(1);
    }
    return text;
}

namespace {

const std::array<const CodingRules*, 2>& all_rules() noexcept {
    static const SocCoding soc;
    static const GivenCodes given;
    static const std::array<const CodingRules*, 2> all = {&soc, &given};
    return all;
}

}  // namespace

const CodingRules& usual_coding_rules(const Edition& edition) {
    const auto& all = all_rules();
    return **std::find_if(all.begin(), all.end(),
                          [&](const CodingRules* rules) { return rules->fit(edition); });
}

const CodingRules* coding_rules(std::string_view name) noexcept {
    const auto& all = all_rules();
    const auto* const found = std::find_if(
        all.begin(), all.end(), [&](const CodingRules* rules) { return rules->name() == name; });
    return found == all.end() ? nullptr : *found;
}

}  // namespace socshift
