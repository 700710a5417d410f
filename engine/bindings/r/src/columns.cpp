#include "columns.hpp"

#include <algorithm>
#include <array>
#include <cpp11/protect.hpp>
#include <limits>
#include <span>
#include <stdexcept>
#include <utility>
#include <variant>

namespace socshift::r {

namespace {

constexpr std::array<std::string_view, 2> truths{"FALSE", "TRUE"};

std::string_view text_in(SEXP text) {
    return text == NA_STRING ? std::string_view{}
                             : std::string_view{CHAR(text), static_cast<std::size_t>(LENGTH(text))};
}

/// Values that R may have to make first, and then keeps.
template <typename T>
std::span<const T> values_in(SEXP vector, const T* (*where)(SEXP)) {
    return {cpp11::safe[where](vector), static_cast<std::size_t>(Rf_xlength(vector))};
}

/// The value labels of a column; none if it has none.
std::vector<LabelledValue> labels_of(SEXP column) {
    static const SEXP attribute = Rf_install("labels");
    const SEXP values = Rf_isNull(column) ? R_NilValue : Rf_getAttrib(column, attribute);
    if (!Rf_isNumeric(values)) {
        return {};
    }
    const cpp11::sexp reals = cpp11::safe[Rf_coerceVector](values, REALSXP);
    const cpp11::sexp names = cpp11::safe[Rf_getAttrib](values, R_NamesSymbol);
    if (!Rf_isString(names)) {
        return {};
    }
    std::vector<LabelledValue> out;
    for (auto& value : shortest_texts(reals)) {
        const auto label = text_in(STRING_ELT(names, static_cast<R_xlen_t>(out.size())));
        out.push_back({std::move(value), std::string{label}});
    }
    return out;
}

}  // namespace

FrameColumns::FrameColumns(Texts names, const cpp11::list& columns, std::size_t rows)
    : names_(std::move(names)), rows_(rows) {
    for (std::size_t i = 0; i < names_.size(); ++i) {
        const SEXP values = columns[static_cast<R_xlen_t>(i)];
        add(names_[i], values);
        labels_.push_back(labels_of(values));
    }
}

std::optional<std::size_t> FrameColumns::place_of(const std::string& name) const {
    auto place =
        static_cast<std::size_t>(std::find(names_.begin(), names_.end(), name) - names_.begin());
    if (place == names_.size() && name.starts_with('#')) {
        place = static_cast<std::size_t>(number_of(name.substr(1)).value_or(0)) - 1;
    }
    return place < names_.size() ? std::optional{place} : std::nullopt;
}

void FrameColumns::check_codes(const std::string& name) const {
    const auto place = place_of(name);
    if (!place) {
        return;  // whoever looks for it says so
    }
    try {
        check_codes_against_labels("the data", name, labels_[*place]);
    } catch (const CodesInLabels& error) {
        throw FormatError({}, std::string{error.what()} +
                                  "; a factor is judged by its levels, see haven::as_factor()");
    }
}

bool FrameColumns::is_number(const std::string& name) const {
    const auto place = place_of(name);
    if (!place) {
        return false;
    }
    const auto& values = columns_[*place].values;
    return std::holds_alternative<std::span<const double>>(values) ||
           std::holds_alternative<std::span<const std::int64_t>>(values);
}

void FrameColumns::add(const std::string& name, SEXP values) {
    if (Rf_isNull(values)) {
        if (nothing_ == nullptr) {
            nothing_ = &places_.emplace_back(rows_, -1);
        }
        columns_.push_back({name, CodedTexts{{}, *nothing_}});
    } else if (Rf_isFactor(values)) {
        const auto& levels = texts_in(Rf_getAttrib(values, R_LevelsSymbol));
        columns_.push_back({name, CodedTexts{levels, places_in(values)}});
    } else if (TYPEOF(values) == STRSXP) {
        columns_.push_back({name, std::span<const std::string_view>{texts_in(values)}});
    } else if (TYPEOF(values) == REALSXP) {
        columns_.push_back({name, values_in<double>(values, REAL_RO)});
    } else if (TYPEOF(values) == LGLSXP) {
        auto& places = places_.emplace_back();
        for (const auto value : values_in<int>(values, LOGICAL_RO)) {
            places.push_back(value == NA_LOGICAL ? -1 : value);
        }
        columns_.push_back({name, CodedTexts{truths, places}});
    } else if (TYPEOF(values) == INTSXP) {
        const auto all = values_in<int>(values, INTEGER_RO);
        if (std::find(all.begin(), all.end(), NA_INTEGER) == all.end()) {
            columns_.push_back({name, std::span<const std::int64_t>{
                                          wholes_.emplace_back(all.begin(), all.end())}});
            return;
        }
        auto& reals = reals_.emplace_back();
        reals.reserve(all.size());
        for (const auto value : all) {
            reals.push_back(value == NA_INTEGER ? std::numeric_limits<double>::quiet_NaN() : value);
        }
        columns_.push_back({name, std::span<const double>{reals}});
    } else {
        throw std::logic_error("a column of another type was handed to the engine");
    }
}

std::vector<std::string_view>& FrameColumns::texts_in(SEXP values) {
    auto& out = texts_.emplace_back();
    const auto all = values_in<SEXP>(values, STRING_PTR_RO);
    out.reserve(all.size());
    for (const auto text : all) {
        out.push_back(text_in(text));
    }
    return out;
}

std::vector<std::int32_t>& FrameColumns::places_in(SEXP factor) {
    auto& out = places_.emplace_back();
    const auto all = values_in<int>(factor, INTEGER_RO);
    out.reserve(all.size());
    for (const auto level : all) {
        out.push_back(level == NA_INTEGER ? -1 : level - 1);
    }
    return out;
}

}  // namespace socshift::r
