#include "columns/added_columns.hpp"

#include "socshift/base/error.hpp"
#include "socshift/numbers/shortest_decimal.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <system_error>
#include <unordered_map>
#include <utility>

namespace socshift::formats {

using arrow::Node;

TableRows::TableRows(const std::vector<std::uint64_t>& rows,
                     const std::vector<std::uint32_t>& places, std::size_t draws)
    : rows_(rows), places_(places), draws_(draws) {
    for (std::size_t at = 0; draws > 1 && at < rows.size(); ++at) {
        if (folded_.empty() || folded_.back() != rows[at]) {
            folded_.push_back(rows[at]);
            firsts_.push_back(at);
        }
    }
}

std::vector<std::uint32_t> TableRows::places(std::size_t draw) const {
    if (draws_ == 1) {
        return places_;
    }
    std::vector<std::uint32_t> out;
    out.reserve(firsts_.size());
    for (std::size_t i = 0; i < firsts_.size(); ++i) {
        const auto end = i + 1 < firsts_.size() ? firsts_[i + 1] : rows_.size();
        const auto at = firsts_[i] + draw;
        out.push_back(places_[at < end ? at : firsts_[i]]);  // a row that is kept has one entry
    }
    return out;
}

std::size_t draws_of(const Conversion& conversion) {
    const auto& request = conversion.request();
    return request.split == Split::draw ? request.draws.value_or(1) : 1;
}

template <typename TextOf>
AddedColumns::Texts AddedColumns::texts_of(const std::vector<CarriedPlace>& places,
                                           const TextOf& text_of) {
    Texts out;
    std::vector<std::string> values;
    std::unordered_map<std::string, std::int32_t> known;
    for (const auto& place : places) {
        std::string text{text_of(place)};
        if (text.empty()) {
            out.value_of.push_back(-1);
            continue;
        }
        const auto [found, is_new] = known.emplace(text, static_cast<std::int32_t>(values.size()));
        if (is_new) {
            values.push_back(std::move(text));
        }
        out.value_of.push_back(found->second);
    }
    out.values = std::make_shared<const Node>(arrow::text_column("", values));
    return out;
}

AddedColumns::AddedColumns(const Conversion& conversion, const std::vector<CarriedPlace>& places)
    : names_(conversion.added_columns()),
      draws_(draws_of(conversion)),
      to_families_(conversion.request().to_families),
      split_(conversion.request().split),
      codes_(texts_of(places,
                      [](const CarriedPlace& place) {
                          return place.target ? std::string_view{place.target->text()}
                                              : std::string_view{};
                      })),
      titles_(texts_of(places,
                       [](const CarriedPlace& place) { return std::string_view{place.title}; })),
      bases_(texts_of(places,
                      [](const CarriedPlace& place) {
                          return place.by_title ? settled_by_title
                                 : place.basis  ? to_string(*place.basis)
                                                : std::string_view{};
                      })),
      has_fractions_(conversion.request().shares == ShareForm::fraction) {
    if (has_fractions_) {
        fractions_ = texts_of(places, [](const CarriedPlace& place) {
            return place.share ? place.share->text() : std::string{};
        });
    }
    for (const auto& place : places) {
        shares_.push_back(place.share ? place.share->to_double() : 0);
        has_share_.push_back(place.share.has_value());
        has_all_shares_ = has_all_shares_ && place.share;
        candidates_.push_back(static_cast<std::int64_t>(place.candidates));
    }
}

Node AddedColumns::column(std::string name, const std::vector<std::uint32_t>& places,
                          const Texts& texts) {
    std::vector<std::int32_t> out;
    out.reserve(places.size());
    for (const auto place : places) {
        out.push_back(texts.value_of[place]);
    }
    auto node = arrow::coded_column(std::move(name), std::move(out), {});
    node.dictionary = texts.values;
    return node;
}

Node AddedColumns::codes(std::string name, const std::vector<std::uint32_t>& places) const {
    return column(std::move(name), places, codes_);
}

Node AddedColumns::shares(std::string name, const std::vector<std::uint32_t>& places) const {
    if (has_fractions_) {
        return column(std::move(name), places, fractions_);
    }
    std::vector<double> values;
    std::vector<bool> has_value;
    values.reserve(places.size());
    for (const auto place : places) {
        values.push_back(shares_[place]);
        if (!has_all_shares_) {
            has_value.push_back(has_share_[place]);
        }
    }
    return arrow::real_column(std::move(name), std::move(values), has_value);
}

Node AddedColumns::candidates(std::string name, const std::vector<std::uint32_t>& places) const {
    std::vector<std::int64_t> values;
    std::vector<bool> has_value;
    for (const auto place : places) {
        values.push_back(candidates_[place]);
        has_value.push_back(candidates_[place] > 0);
    }
    return arrow::whole_column(std::move(name), std::move(values), has_value);
}

Node AddedColumns::scores(std::string name, const std::vector<std::uint32_t>& thousandths) {
    constexpr double thousand = 1000;
    std::vector<double> values;
    std::vector<bool> has_value;
    for (const auto score : thousandths) {
        values.push_back(score / thousand);
        has_value.push_back(score > 0);
    }
    return arrow::real_column(std::move(name), std::move(values), has_value);
}

std::vector<Node> AddedColumns::columns(const TableRows& rows,
                                        const std::vector<std::uint32_t>& title_scores) const {
    const auto first = rows.places(0);
    std::vector<Node> out;
    if (to_families_) {
        out.push_back(codes(names_[0], first));
        out.push_back(column(names_[1], first, titles_));
        return out;
    }
    std::size_t name = 0;
    for (std::size_t draw = 0; draw < draws_; ++draw) {
        out.push_back(codes(names_[name++], draw == 0 ? first : rows.places(draw)));
    }
    if (split_ != Split::draw) {
        out.push_back(shares(names_[name++], first));
    }
    out.push_back(column(names_[name++], first, bases_));
    if (split_ == Split::best || split_ == Split::draw) {
        out.push_back(candidates(names_[name++], first));
    } else if (split_ == Split::title) {
        out.push_back(scores(names_[name++], title_scores));
    }
    return out;
}

Node column_of_kind(const std::string& name, const std::vector<std::string>& texts,
                    arrow::Frame::Values kind) {
    const auto read = [&](auto zero, bool& all) {
        std::vector<decltype(zero)> values;
        std::vector<bool> has_value;
        for (const auto& text : texts) {
            auto value = zero;
            const auto* const end = text.data() + text.size();
            const auto [stop, error] = std::from_chars(text.data(), end, value);
            const bool is_read = error == std::errc{} && stop == end;
            all = all && (is_read || text.empty());
            values.push_back(is_read ? value : zero);
            has_value.push_back(is_read);
        }
        return std::pair{std::move(values), std::move(has_value)};
    };
    bool all = true;
    if (kind == arrow::Frame::Values::wholes) {
        auto [values, has_value] = read(std::int64_t{0}, all);
        if (all) {
            return arrow::whole_column(name, std::move(values), has_value);
        }
        all = true;
        auto [unsigned_values, has_unsigned] = read(std::uint64_t{0}, all);
        if (all) {
            return arrow::unsigned_column(name, std::move(unsigned_values), has_unsigned);
        }
    }
    if (kind != arrow::Frame::Values::texts) {
        all = true;
        auto [values, has_value] = read(0.0, all);
        if (all) {
            return arrow::real_column(name, std::move(values), has_value);
        }
    }
    return arrow::text_column(name, texts);
}

namespace {

template <typename T>
Node whole_column_of_type(const std::string& name, const std::vector<std::string>& texts,
                          std::string_view format) {
    std::vector<T> values(texts.size());
    std::vector<bool> has_value(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto& text = texts[i];
        const auto* const end = text.data() + text.size();
        const auto [stop, error] = std::from_chars(text.data(), end, values[i]);
        has_value[i] = error == std::errc{} && stop == end;
        if (!has_value[i] && !text.empty()) {
            throw Error(fmt::format("column '{}': '{}' is no whole number that its type holds",
                                    name, text));
        }
    }
    auto validity = arrow::NullBits::of(has_value);
    Node out{std::string{format}, name};
    out.length = std::ssize(values);
    out.null_count = validity.nulls;
    out.buffers = {std::move(validity.bits), arrow::Buffer::of(std::move(values))};
    return out;
}

}  // namespace

Node whole_column_of(const std::string& name, const std::vector<std::string>& texts,
                     std::string_view format) {
    switch (format.front()) {
        case 'c':
            return whole_column_of_type<std::int8_t>(name, texts, format);
        case 'C':
            return whole_column_of_type<std::uint8_t>(name, texts, format);
        case 's':
            return whole_column_of_type<std::int16_t>(name, texts, format);
        case 'S':
            return whole_column_of_type<std::uint16_t>(name, texts, format);
        case 'i':
            return whole_column_of_type<std::int32_t>(name, texts, format);
        case 'I':
            return whole_column_of_type<std::uint32_t>(name, texts, format);
        case 'L':
            return whole_column_of_type<std::uint64_t>(name, texts, format);
        default:
            return whole_column_of_type<std::int64_t>(name, texts, format);
    }
}

bool is_exact_double(std::string_view text) {
    constexpr std::size_t always_exact = 15;  // digits
    if (text.size() <= always_exact) {
        return true;
    }
    double real = 0;
    const auto* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, real);
    if (stop != end) {
        return true;
    }
    if (error != std::errc{} || std::isinf(real)) {
        return false;
    }
    if (text.find('.') != std::string_view::npos) {
        while (text.ends_with('0')) {
            text.remove_suffix(1);
        }
        text.remove_suffix(text.ends_with('.') ? 1 : 0);
    }
    constexpr std::size_t longest = 400;
    std::array<char, longest> printed{};
    const auto* const printed_end =
        print_shortest(printed.data(), printed.data() + printed.size(), real);
    return text ==
           std::string_view{printed.data(), static_cast<std::size_t>(printed_end - printed.data())};
}

bool is_near_double(std::string_view text) {
    constexpr std::size_t most_digits = 15;  // before the point
    const auto point = std::min(text.find('.'), text.size());
    return point - (text.starts_with('-') ? 1 : 0) <= most_digits || is_exact_double(text);
}

}  // namespace socshift::formats
