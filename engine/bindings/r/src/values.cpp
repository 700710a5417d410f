#include "values.hpp"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cpp11/protect.hpp>
#include <cstddef>
#include <limits>
#include <unordered_map>

namespace socshift::r {

namespace {

cpp11::sexp vector_of(unsigned type, std::size_t size) {
    return cpp11::safe[Rf_allocVector](type, static_cast<R_xlen_t>(size));
}

/// Puts a text at a place of a vector of them.
void put_text(SEXP to, std::size_t at, std::string_view text) {
    const auto size = static_cast<int>(text.size());
    SET_STRING_ELT(to, static_cast<R_xlen_t>(at),
                   cpp11::safe[Rf_mkCharLenCE](text.data(), size, CE_UTF8));
}

}  // namespace

Texts texts_of(SEXP values) {
    Texts out;
    for (R_xlen_t i = 0; i < Rf_xlength(values); ++i) {
        const SEXP text = STRING_ELT(values, i);
        out.emplace_back(text == NA_STRING ? "" : CHAR(text));
    }
    return out;
}

cpp11::sexp to_texts(const Texts& values) {
    auto out = vector_of(STRSXP, values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        put_text(out, i, values[i]);
    }
    return out;
}

cpp11::sexp coded_texts(const Texts& values, const std::vector<std::int32_t>& places) {
    const auto known = to_texts(values);
    auto out = vector_of(STRSXP, places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto place = places[i];
        const bool is_none = place < 0 || values[static_cast<std::size_t>(place)].empty();
        SET_STRING_ELT(out, static_cast<R_xlen_t>(i),
                       is_none ? NA_STRING : STRING_ELT(known, place));
    }
    return out;
}

cpp11::sexp texts_or_none(const std::vector<std::string_view>& values) {
    Texts all;
    std::vector<std::int32_t> places;
    std::unordered_map<std::string_view, std::int32_t> known;
    places.reserve(values.size());
    for (const auto value : values) {
        const auto [found, is_new] = known.emplace(value, static_cast<std::int32_t>(all.size()));
        if (is_new) {
            all.emplace_back(value);
        }
        places.push_back(found->second);
    }
    return coded_texts(all, places);
}

cpp11::sexp to_reals(const std::vector<std::optional<double>>& values) {
    auto out = vector_of(REALSXP, values.size());
    auto* const to = REAL(out);
    for (std::size_t i = 0; i < values.size(); ++i) {
        to[i] = values[i].value_or(NA_REAL);
    }
    return out;
}

cpp11::sexp numbers_or_none(const std::vector<std::string_view>& texts) {
    std::vector<std::optional<double>> values;
    values.reserve(texts.size());
    for (const auto text : texts) {
        values.push_back(number_of(text));
    }
    return to_reals(values);
}

Texts shortest_texts(SEXP reals) {
    constexpr std::size_t room = 400;  // of the longest double without exponent
    std::array<char, room> digits{};
    Texts out;
    for (R_xlen_t i = 0; i < Rf_xlength(reals); ++i) {
        const double real = REAL_ELT(reals, i) + 0.0;  // -0 is 0
        auto* end = digits.data();
        if (!std::isnan(real)) {
            end = std::to_chars(end, end + room, real, std::chars_format::fixed).ptr;
        }
        out.emplace_back(digits.data(), end);
    }
    return out;
}

Texts missing_tags(SEXP reals) {
    constexpr unsigned bits_behind = 32;  // of the tag, as ReadStat and the package haven have it
    constexpr std::uint64_t byte = 0xFF;
    Texts out;
    for (R_xlen_t i = 0; i < Rf_xlength(reals); ++i) {
        const double real = REAL_ELT(reals, i);
        const auto tag = (std::bit_cast<std::uint64_t>(real) >> bits_behind) & byte;
        const bool is_tagged = std::isnan(real) && tag >= 'a' && tag <= 'z';
        out.push_back(is_tagged ? std::string{'.', static_cast<char>(tag)} : std::string{});
    }
    return out;
}

cpp11::sexp to_wholes(const std::vector<std::optional<std::int64_t>>& values) {
    bool is_small = true;
    for (const auto& value : values) {
        constexpr std::int64_t most = std::numeric_limits<int>::max();
        is_small = is_small && (!value || (*value <= most && *value >= -most));
    }
    if (!is_small) {
        std::vector<std::optional<double>> reals;
        for (const auto& value : values) {
            reals.push_back(value ? std::optional{static_cast<double>(*value)} : std::nullopt);
        }
        return to_reals(reals);
    }
    auto out = vector_of(INTSXP, values.size());
    auto* const to = INTEGER(out);
    for (std::size_t i = 0; i < values.size(); ++i) {
        to[i] = values[i] ? static_cast<int>(*values[i]) : NA_INTEGER;
    }
    return out;
}

cpp11::sexp to_flags(const std::vector<std::optional<bool>>& values) {
    auto out = vector_of(LGLSXP, values.size());
    auto* const to = LOGICAL(out);
    for (std::size_t i = 0; i < values.size(); ++i) {
        to[i] = values[i] ? static_cast<int>(*values[i]) : NA_LOGICAL;
    }
    return out;
}

cpp11::sexp to_rows(const std::vector<std::uint64_t>& rows) {
    constexpr std::uint64_t most = std::numeric_limits<int>::max();
    bool is_small = true;
    for (const auto row : rows) {
        is_small = is_small && row < most;
    }
    auto out = vector_of(is_small ? INTSXP : REALSXP, rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (is_small) {
            INTEGER(out)[i] = static_cast<int>(rows[i] + 1);
        } else {
            REAL(out)[i] = static_cast<double>(rows[i] + 1);
        }
    }
    return out;
}

cpp11::list NamedList::list() const {
    auto out = vector_of(VECSXP, values_.size());
    for (std::size_t i = 0; i < values_.size(); ++i) {
        SET_VECTOR_ELT(out, static_cast<R_xlen_t>(i), values_[i]);
    }
    const auto names = to_texts(names_);
    cpp11::safe[Rf_setAttrib](out, R_NamesSymbol, static_cast<SEXP>(names));
    return cpp11::list(static_cast<SEXP>(out));
}

}  // namespace socshift::r
