#pragma once

// Internal: not installed. Numbers and texts of the account of a part of the data, in one run of
// bytes that another process can read.

#include "socshift/numbers/decimal.hpp"
#include "socshift/numbers/figure_form.hpp"
#include "socshift/numbers/stand_ins.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// Writes one after the other what PartReader reads in the same order.
class PartWriter {
public:
    void number(std::uint64_t value);
    void text(std::string_view text);
    void sum(const DecimalSum& sum) { text(sum.text()); }
    void counts(const FigureCounts& counts);
    void stand_ins(const StandIns& numbers);

    /// The numbers of @p all that are not 0, each behind its place.
    void sparse(const std::vector<std::uint64_t>& all);

    [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }

private:
    std::string bytes_;
};

/// Reads what a PartWriter has written. Refers to the bytes. Every function throws PartError where
/// the bytes cannot be what was written.
class PartReader {
public:
    explicit PartReader(std::string_view bytes) : bytes_(bytes) {}

    [[nodiscard]] std::uint64_t number();

    /// How many things follow, each of a byte or more.
    [[nodiscard]] std::size_t count();

    /// A place among @p size of them.
    [[nodiscard]] std::size_t place(std::size_t size);

    [[nodiscard]] std::string_view text();

    /// Adds a sum to @p sum.
    void sum(DecimalSum& sum);
    void counts(FigureCounts& counts);
    void stand_ins(StandIns& numbers);
    [[nodiscard]] std::map<std::size_t, std::uint64_t> sparse(std::size_t size);

    [[nodiscard]] bool is_at_end() const noexcept { return bytes_.empty(); }

private:
    std::string_view bytes_;  // that are not read yet
};

}  // namespace socshift
