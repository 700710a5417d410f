#pragma once

#include "socshift/numbers/decimal.hpp"
#include "socshift/numbers/share.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace socshift {

/// The least and the most that each figure of one column can be, whatever the unknown shares are.
/// Each source divides what it has independently of the others, so the interval of a target is the
/// sum of the intervals of what each source can send there, and both its ends can be reached:
/// docs/methods.md has the proof.
class BoundsColumn {
public:
    /// @p figures figures, from 0 to 0.
    explicit BoundsColumn(std::size_t figures);
    BoundsColumn(BoundsColumn&&) noexcept;
    BoundsColumn& operator=(BoundsColumn&&) noexcept;
    ~BoundsColumn();

    /// A source has @p amount, and between @p least and @p most of it is in figure @p at. A
    /// negative amount is the other way round.
    void add(std::size_t at, const DecimalSum& amount, const Share& least, const Share& most);

    /// True of a figure that was added to.
    [[nodiscard]] bool any(std::size_t at) const;

    /// An end as a decimal. One that does not end is rounded at @p decimals places, the least down
    /// and the most up, so that the interval holds every figure.
    [[nodiscard]] std::string least(std::size_t at, unsigned decimals) const;
    [[nodiscard]] std::string most(std::size_t at, unsigned decimals) const;

private:
    struct Ends;
    std::unique_ptr<Ends> ends_;
};

}  // namespace socshift
