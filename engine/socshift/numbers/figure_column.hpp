#pragma once

#include "socshift/numbers/decimal.hpp"
#include "socshift/numbers/share.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// A column of figures, each a sum of shares of exact sums, that must be printed without changing
/// their total. The parts of the column have to add up to a finite decimal: all shares of what is
/// divided are there.
class FigureColumn {
public:
    /// @p figures figures, all zero.
    explicit FigureColumn(std::size_t figures);
    FigureColumn(FigureColumn&&) noexcept;
    FigureColumn& operator=(FigureColumn&&) noexcept;
    ~FigureColumn();

    /// Adds @p amount, or @p share of it, to figure @p at.
    void add(std::size_t at, const DecimalSum& amount);
    void add(std::size_t at, const DecimalSum& amount, const Share& share);

    /// The figures as decimals. One that ends is exact. The others are rounded at @p decimals
    /// places (more, if their total has more): down first, then the units that are missing are
    /// given one each to the largest remainders, the earlier of equals first. The printed figures
    /// add up to exactly the sum of the figures.
    [[nodiscard]] std::vector<std::string> print(unsigned decimals) const;

    /// The figures as decimals that add up to exactly @p total, in which their sum was printed:
    /// rounded as by print(), at as many places as @p total has and at least @p decimals; those
    /// that end earlier have no zeros at the end.
    [[nodiscard]] std::vector<std::string> print_parts_of(const std::string& total,
                                                          unsigned decimals) const;

    /// Figure @p at divided by that of @p divisor, rounded to the nearest at @p decimals places,
    /// halves away from zero; no zeros at the end. None if the divisor is zero.
    [[nodiscard]] std::optional<std::string> quotient(std::size_t at, const FigureColumn& divisor,
                                                      unsigned decimals) const;

    /// Whether @p printed is that, by multiplying again.
    [[nodiscard]] bool is_quotient(std::size_t at, const FigureColumn& divisor, unsigned decimals,
                                   const std::string& printed) const;

private:
    struct Figures;
    std::unique_ptr<Figures> figures_;
};

}  // namespace socshift
