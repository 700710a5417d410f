#pragma once

#include "socshift/base/error.hpp"
#include "socshift/base/words.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace socshift {

class ShareSum;

/// A share that cannot be kept exactly in Share::most_bits.
class ShareTooLong : public Error {
public:
    ShareTooLong();
};

/// An exact share in [0, 1], in lowest terms: 1/3 + 1/3 + 1/3 is 1, not nearly 1, and a product of
/// shares is never rounded. Copies are cheap.
class Share {
public:
    /// Of a denominator: some 300 decimal digits. Every step of a route may multiply it; beyond
    /// this, exact shares cost more than they are worth, and none are made.
    static constexpr unsigned most_bits = 1024;

    /// @throws std::invalid_argument unless 0 <= num <= den and den > 0.
    Share(std::int64_t num, std::int64_t den);

    /// Reads "1", "0", "2/3" or a plain decimal such as "0.8734", all exactly.
    /// @throws FormatError for other text, a value outside [0, 1], more than 10,000 characters, or
    /// a denominator beyond most_bits.
    static Share parse(std::string_view text);

    /// The same for those who need not know what is wrong: none where parse() throws.
    static std::optional<Share> read(std::string_view text);

    static Share one() { return {1, 1}; }

    /// "1", "0" or "2/3": lowest terms. parse(text()) gives the same share.
    [[nodiscard]] std::string text() const;

    /// The nearest double, for display and for multiplying figures that are doubles themselves.
    [[nodiscard]] double to_double() const;

    [[nodiscard]] bool is_one() const;
    [[nodiscard]] bool is_zero() const;

    /// @throws ShareTooLong.
    friend Share operator*(const Share& a, const Share& b);
    friend bool operator==(const Share& a, const Share& b);
    friend bool operator<(const Share& a, const Share& b);

    /// The exact number behind a share; its definition is internal to the library.
    struct Exact;
    [[nodiscard]] const Exact& exact() const noexcept { return *exact_; }

private:
    friend class ShareSum;
    explicit Share(std::shared_ptr<const Exact> exact) : exact_(std::move(exact)) {}
    std::shared_ptr<const Exact> exact_;
};

/// Adds shares exactly; the sum may pass one, which is how wrong tables are found. A sum whose
/// denominator passes Share::most_bits is given up: it is not one, and no share.
class ShareSum {
public:
    ShareSum();
    ~ShareSum();
    ShareSum(ShareSum&&) noexcept;
    ShareSum& operator=(ShareSum&&) noexcept;

    void add(const Share& share);
    [[nodiscard]] bool is_one() const;

    /// The sum as "5/3": lowest terms. In words if it was given up.
    [[nodiscard]] std::string text() const;

    /// The sum as a share; none if it is more than one. @throws ShareTooLong if it was given up.
    [[nodiscard]] std::optional<Share> share() const;

private:
    std::unique_ptr<Share::Exact> sum_;  // none: given up
};

/// Where a share comes from, strongest first; design words. The weakest on its way is the basis
/// of a composed link.
enum class Basis { only, official, census, employment, user, equal };
template <>
inline constexpr auto word_table<Basis> = std::to_array<Word<Basis>>({{Basis::only, "only"},
                                                                      {Basis::official, "official"},
                                                                      {Basis::census, "census"},
                                                                      {Basis::employment,
                                                                       "employment"},
                                                                      {Basis::user, "user"},
                                                                      {Basis::equal, "equal"}});

[[nodiscard]] constexpr Basis weaker(Basis a, Basis b) noexcept {
    return a < b ? b : a;
}

}  // namespace socshift
