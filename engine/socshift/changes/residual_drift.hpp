#pragma once

#include "socshift/base/words.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/model/counts.hpp"
#include "socshift/model/edition.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace socshift {

/// What a link does to a residual item. `left`: from a residual to an item with a name of its own.
/// `entered`: from such an item to a residual. `stayed`: from a residual to one.
enum class Drift : std::uint8_t { left, entered, stayed };
template <>
inline constexpr auto word_table<Drift> = std::to_array<Word<Drift>>({{Drift::left, "left"},
                                                                      {Drift::entered, "entered"},
                                                                      {Drift::stayed, "stayed"}});

/// One link with a residual item at an end. Items live as long as the editions.
struct DriftLink {
    Drift drift = Drift::stayed;
    const Item* source = nullptr;
    const Item* target = nullptr;

    /// Of the source, in the edition before, when counts are given and have it.
    std::optional<std::int64_t> count;

    /// The count is all of what moves, since the source has no other target; otherwise it is the
    /// most that can have moved, as nobody knows how it is divided.
    bool is_exact = false;

    /// The residual that the link is about: the source, unless something entered the target.
    [[nodiscard]] const Item& residual() const noexcept {
        return drift == Drift::entered ? *target : *source;
    }

    /// The item at the other end.
    [[nodiscard]] const Item& other() const noexcept {
        return drift == Drift::entered ? *source : *target;
    }

    friend bool operator==(const DriftLink&, const DriftLink&) = default;
};

/// What left and what entered the residual items between two editions.
struct ResidualDrift {
    /// Every link that has a residual leaf at an end, by source and target code. Links of a
    /// residual to itself are among them only if something else happened to it on either side.
    std::vector<DriftLink> links;

    std::size_t residuals_before = 0;  // residual leaves
    std::size_t residuals_after = 0;
    std::size_t residuals_untouched = 0;  // before, linked to one residual and to nothing else,
                                          // which is linked to nothing else either
    std::size_t divided = 0;              // sources with several targets
    std::size_t divided_residuals = 0;    // of these, residual ones

    [[nodiscard]] std::size_t of(Drift drift) const noexcept;

    friend bool operator==(const ResidualDrift&, const ResidualDrift&) = default;
};

/// The links of @p drift by the code of their residual, those out of one before those into one.
[[nodiscard]] std::vector<const DriftLink*> by_residual(const ResidualDrift& drift);

/// Reads @p leaves, a table between leaves, from the residual items. @p counts are coded in
/// @p before; nullptr: none.
[[nodiscard]] ResidualDrift residual_drift(const Edition& before, const Edition& after,
                                           const Correspondence& leaves,
                                           const Counts* counts = nullptr);

}  // namespace socshift
