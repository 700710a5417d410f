#pragma once

// Values of R, in and out. All texts are UTF-8: what comes in was made so by enc2utf8().

#include "socshift/bindings/said.hpp"

#include <cpp11/list.hpp>
#include <cpp11/sexp.hpp>
#include <cpp11/strings.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift::r {

using Texts = std::vector<std::string>;

using bindings::number_of;

/// A vector of texts; NA: "".
[[nodiscard]] Texts texts_of(SEXP values);

/// Texts as R has them; an empty one is "".
[[nodiscard]] cpp11::sexp to_texts(const Texts& values);

/// A vector of texts, each by its place in @p values. Below 0, and of an empty text: NA.
[[nodiscard]] cpp11::sexp coded_texts(const Texts& values, const std::vector<std::int32_t>& places);

/// Texts, of which an empty one is NA, each kept once.
[[nodiscard]] cpp11::sexp texts_or_none(const std::vector<std::string_view>& values);

/// Numbers; none: NA.
[[nodiscard]] cpp11::sexp to_reals(const std::vector<std::optional<double>>& values);

/// The numbers that texts are; what is none: NA.
[[nodiscard]] cpp11::sexp numbers_or_none(const std::vector<std::string_view>& texts);

/// The shortest decimals that read as numbers; "" for NA.
[[nodiscard]] Texts shortest_texts(SEXP reals);

/// ".a" of each number that is NA with the tag "a"; else "".
[[nodiscard]] Texts missing_tags(SEXP reals);

/// Whole numbers: integers where all are, else doubles; none: NA.
[[nodiscard]] cpp11::sexp to_wholes(const std::vector<std::optional<std::int64_t>>& values);

[[nodiscard]] cpp11::sexp to_flags(const std::vector<std::optional<bool>>& values);

/// Rows counted from 0 as R counts them, from 1.
[[nodiscard]] cpp11::sexp to_rows(const std::vector<std::uint64_t>& rows);

/// A list in the making, each value with its name.
class NamedList {
public:
    void add(const std::string& name, cpp11::sexp value) {
        names_.push_back(name);
        values_.push_back(std::move(value));
    }
    [[nodiscard]] cpp11::list list() const;

private:
    Texts names_;
    std::vector<cpp11::sexp> values_;
};

}  // namespace socshift::r
