#pragma once

#include "socshift/model/edition.hpp"
#include "socshift/numbers/share.hpp"

#include <cassert>
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace socshift {

/// An exact decimal of any size: "-12.50", as Decimal::parse() reads it.
struct Amount {
    std::string text;
    friend bool operator==(const Amount&, const Amount&) = default;
};

/// A number that was rounded, or need not be exact: bits of information, parts of a whole.
struct Measure {
    double value = 0;
    int decimals = 6;  // that it is printed with
    friend bool operator==(const Measure&, const Measure&) = default;
};

/// The least and the most that a figure can be: two whole numbers or two exact decimals.
struct Interval {
    using End = std::variant<std::int64_t, Amount>;
    End least;
    End most;
    friend bool operator==(const Interval&, const Interval&) = default;
};

/// Texts that several cells can have without having them several times. Compared as texts.
class SharedTexts {
public:
    SharedTexts(std::vector<std::string> texts)  // NOLINT(google-explicit-constructor)
        : texts_(std::make_shared<const std::vector<std::string>>(std::move(texts))) {}

    [[nodiscard]] const std::vector<std::string>& all() const noexcept { return *texts_; }

    friend bool operator==(const SharedTexts& a, const SharedTexts& b) {
        return a.texts_ == b.texts_ || *a.texts_ == *b.texts_;
    }

private:
    std::shared_ptr<const std::vector<std::string>> texts_;
};

/// One value of an answer, of its own type: what is a number here was never made for people.
///
///     Cell("15-1252"), Cell(12), Cell(true), Cell(Share(1, 3)), Cell()  // the last is nothing
class Cell {
public:
    using Value = std::variant<std::monostate, std::string, std::int64_t, Measure, Amount, Share,
                               bool, SharedTexts, Interval>;

    Cell() = default;
    Cell(std::string text) : value_(std::move(text)) {}
    Cell(std::string_view text) : value_(std::string{text}) {}
    Cell(const char* text) : value_(std::string{text}) {}
    Cell(std::vector<std::string> texts) : value_(SharedTexts(std::move(texts))) {}
    Cell(SharedTexts texts) : value_(std::move(texts)) {}
    Cell(Measure measure) : value_(measure) {}
    Cell(Amount amount) : value_(std::move(amount)) {}
    Cell(Share share) : value_(std::move(share)) {}
    Cell(Interval interval) : value_(std::move(interval)) {}
    Cell(std::same_as<bool> auto holds) : value_(holds) {}

    /// A whole number; one beyond 64 bits with sign is a bug.
    template <std::integral Whole>
    requires(!std::same_as<Whole, bool> && !std::same_as<Whole, char>) Cell(Whole number)
        : value_(checked(number)) {}

    Cell(const Code& code) : value_(code.text()) {}
    Cell(const EditionId& edition) : value_(edition.text()) {}

    /// The value, or nothing.
    template <typename T>
    Cell(const std::optional<T>& perhaps) : Cell(perhaps ? Cell(*perhaps) : Cell()) {}

    [[nodiscard]] const Value& value() const noexcept { return value_; }
    [[nodiscard]] bool is_nothing() const noexcept { return value_.index() == 0; }

    friend bool operator==(const Cell&, const Cell&) = default;

private:
    static std::int64_t checked(std::signed_integral auto number) noexcept { return number; }
    static std::int64_t checked(std::unsigned_integral auto number) noexcept {
        assert(number <= std::uint64_t{INT64_MAX});
        return static_cast<std::int64_t>(number);
    }

    Value value_;
};

/// What all cells of a column are, unless they are nothing, and how they are printed. Nothing is
/// an empty cell; in JSON null in a column of numbers, "" in one of text.
enum class ColumnKind {
    text,
    whole,          // a whole number
    measure,        // Measure: a number in JSON
    amount,         // Amount: text in JSON, where a number would be rounded
    share,          // "2/3"; text in JSON
    decimal_share,  // a Share as "0.5117" where it can be written so, else "2/3"
    yes_no,         // bool: "yes" or "no"
    mark,           // bool: "yes", or empty
    texts,          // any number of texts: joined by ';', an array in JSON
    interval,       // Interval: two columns, NAME_low and NAME_high; for people "12 to 15"
};

/// A column of an answer: names are unique in a table, and the same in every format.
struct Column {
    std::string name;
    ColumnKind kind = ColumnKind::text;
};

/// Whether @p cell may stand in a column of this kind.
[[nodiscard]] bool fits(const Cell& cell, ColumnKind kind) noexcept;

/// The text of a cell in a file of delimited text, before quoting. Of an interval, both ends.
[[nodiscard]] std::string printed(const Cell& cell, ColumnKind kind);

/// An end of an interval: "1234", "12.5".
[[nodiscard]] std::string printed(const Interval::End& end);

}  // namespace socshift
