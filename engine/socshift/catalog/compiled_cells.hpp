#pragma once

// Internal: not installed. Values of the model as bytes, one after the other without names or
// padding: what a compiled catalog is made of, whether it is in the library or in a file.
//
// Whole numbers take seven bits a byte, the lowest first; texts are their size and their bytes; a
// list is its size and its values; what may be missing is 0, or 1 and the value; of an enumeration
// there is the place in its words. Rows are the fields of record_fields.hpp and their place, other
// values their members in the order of their declaration.

#include "socshift/base/error.hpp"
#include "socshift/base/words.hpp"
#include "socshift/catalog/record_fields.hpp"
#include "socshift/model/catalog.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace socshift::compiled {

/// Bytes that no compiler of catalogs wrote, or not all of them.
class Damaged : public Error {
public:
    Damaged() : Error("a compiled catalog is damaged") {}
};

/// The members of a value that has no list of fields, in the order of their declaration.
template <typename Type>
inline constexpr std::tuple<> members_of{};
template <>
inline constexpr auto members_of<Validity> = std::tuple{&Validity::from, &Validity::until};
template <>
inline constexpr auto members_of<CodeSpelling> =
    std::tuple{&CodeSpelling::separators, &CodeSpelling::letter_case};
template <>
inline constexpr auto members_of<EditionHeader> = std::tuple{&EditionHeader::id,
                                                             &EditionHeader::series,
                                                             &EditionHeader::title,
                                                             &EditionHeader::status,
                                                             &EditionHeader::validity,
                                                             &EditionHeader::follows,
                                                             &EditionHeader::extends,
                                                             &EditionHeader::aliases,
                                                             &EditionHeader::levels,
                                                             &EditionHeader::provenance,
                                                             &EditionHeader::kind,
                                                             &EditionHeader::spelling,
                                                             &EditionHeader::residual_words};
template <>
inline constexpr auto members_of<EditionData> =
    std::tuple{&EditionData::header, &EditionData::items, &EditionData::notes, &EditionData::at};
template <>
inline constexpr auto members_of<Link> =
    std::tuple{&Link::source, &Link::target, &Link::share, &Link::basis, &Link::at};
template <>
inline constexpr auto members_of<End> =
    std::tuple{&End::source, &End::share, &End::basis, &End::at};
template <>
inline constexpr auto members_of<LinkRemark> =
    std::tuple{&LinkRemark::source, &LinkRemark::target, &LinkRemark::text};
template <>
inline constexpr auto members_of<CorrespondenceData> = std::tuple{
    &CorrespondenceData::source,     &CorrespondenceData::target,   &CorrespondenceData::title,
    &CorrespondenceData::provenance, &CorrespondenceData::links,    &CorrespondenceData::at,
    &CorrespondenceData::weighted,   &CorrespondenceData::ends,     &CorrespondenceData::partial,
    &CorrespondenceData::astray,     &CorrespondenceData::coverage, &CorrespondenceData::remarks,
    &CorrespondenceData::matched};
template <>
inline constexpr auto members_of<Counts> =
    std::tuple{&Counts::name, &Counts::title,     &Counts::coded_in,  &Counts::measure,
               &Counts::unit, &Counts::reference, &Counts::total,     &Counts::provenance,
               &Counts::rows, &Counts::at,        &Counts::margins_of};
template <>
inline constexpr auto members_of<Rates> =
    std::tuple{&Rates::name,   &Rates::title,      &Rates::before, &Rates::after,
               &Rates::groups, &Rates::provenance, &Rates::rows,   &Rates::at};
template <>
inline constexpr auto members_of<TitleList> =
    std::tuple{&TitleList::name,       &TitleList::title, &TitleList::coded_in,
               &TitleList::provenance, &TitleList::rows,  &TitleList::at};
template <>
inline constexpr auto members_of<Proposal> =
    std::tuple{&Proposal::id,         &Proposal::base,  &Proposal::title,    &Proposal::kind,
               &Proposal::status,     &Proposal::items, &Proposal::exhausts, &Proposal::retires,
               &Proposal::supporters, &Proposal::at};
template <>
inline constexpr auto members_of<Scenario> = std::tuple{
    &Scenario::id,     &Scenario::base,      &Scenario::title,      &Scenario::valid_from,
    &Scenario::coding, &Scenario::proposals, &Scenario::provenance, &Scenario::at};
template <>
inline constexpr auto members_of<Finding> = std::tuple{
    &Finding::severity, &Finding::rule, &Finding::where, &Finding::message, &Finding::unlisted};
template <>
inline constexpr auto members_of<TableMeasures> =
    std::tuple{&TableMeasures::for_routes, &TableMeasures::links, &TableMeasures::loss};
template <>
inline constexpr auto members_of<KnownTable> =
    std::tuple{&KnownTable::forward, &KnownTable::backward};

template <typename Type>
concept WithMembers = (std::tuple_size_v<std::remove_cvref_t<decltype(members_of<Type>)>> > 0);

template <typename Type>
inline constexpr bool is_optional = false;
template <typename Value>
inline constexpr bool is_optional<std::optional<Value>> = true;
template <typename Type>
inline constexpr bool is_list = false;
template <typename Value>
inline constexpr bool is_list<std::vector<Value>> = true;

/// Writes values, and names each file that rows come from once, in front of them.
class CellWriter {
public:
    void number(std::uint64_t value) {
        constexpr std::uint64_t low = 0x7f;
        for (; value > low; value >>= 7U) {
            cells_ += static_cast<char>((value & low) | (low + 1));
        }
        cells_ += static_cast<char>(value);
    }

    void text(std::string_view value) {
        number(value.size());
        cells_ += value;
    }

    template <typename Type>
    void put(const Type& value) {
        if constexpr (std::is_same_v<Type, std::string>) {
            text(value);
        } else if constexpr (std::is_same_v<Type, SourceLocation>) {
            number(place_of(value.file));
            number(value.line);
            number(value.column);
        } else if constexpr (std::is_signed_v<Type>) {
            const auto bits = static_cast<std::uint64_t>(value);
            number(bits << 1U ^ (value < 0 ? ~std::uint64_t{0} : 0));
        } else if constexpr (std::is_integral_v<Type> || std::is_enum_v<Type>) {
            number(static_cast<std::uint64_t>(value));
        } else if constexpr (std::is_same_v<Type, std::chrono::sys_days>) {
            put(std::int64_t{value.time_since_epoch().count()});
        } else if constexpr (is_optional<Type>) {
            number(value ? 1U : 0U);
            if (value) {
                put(*value);
            }
        } else if constexpr (is_list<Type>) {
            number(value.size());
            for (const auto& element : value) {
                put(element);
            }
        } else if constexpr (std::is_same_v<Type, Attributes>) {
            number(value.size());
            for (const auto& [name, attribute] : value) {
                text(name);
                text(attribute);
            }
        } else if constexpr (WithFields<Type>) {
            std::apply([&](const auto&... field) { (put(value.*(field.member)), ...); },
                       fields_of<Type>);
            if constexpr (requires { value.at; }) {
                put(value.at);
            }
        } else if constexpr (WithMembers<Type>) {
            std::apply([&](const auto&... member) { (put(value.*member), ...); }, members_of<Type>);
        } else {
            text(value.text());  // a code, the name of an edition, a share
        }
    }

    /// Everything that was put.
    [[nodiscard]] std::string finish() && {
        CellWriter head;
        head.number(files_.size());
        for (const auto& file : files_) {
            head.text(file.text());
        }
        return std::move(head.cells_) + cells_;
    }

private:
    /// Most rows come from the file of the row before.
    std::size_t place_of(const FileName& file) {
        if (last_ < files_.size() && files_[last_] == file) {
            return last_;
        }
        last_ = static_cast<std::size_t>(std::find(files_.begin(), files_.end(), file) -
                                         files_.begin());
        if (last_ == files_.size()) {
            files_.push_back(file);
        }
        return last_;
    }

    std::string cells_;
    std::vector<FileName> files_;
    std::size_t last_ = 0;
};

/// Reads what a CellWriter wrote. No byte is believed: a size that goes beyond the end, an unknown
/// file or a value that its type does not have is found before it is used.
class CellReader {
public:
    /// @p cells must outlive this. @throws Damaged, as all others here.
    explicit CellReader(std::string_view cells) : cells_(cells) {
        for (auto count = size(); count > 0; --count) {
            files_.emplace_back(std::string{text()});
        }
    }

    [[nodiscard]] std::uint64_t number() {
        constexpr unsigned most_bits = 64;
        std::uint64_t out = 0;
        for (unsigned shift = 0; shift < most_bits; shift += 7U) {
            if (cells_.empty()) {
                throw Damaged();
            }
            const auto byte = static_cast<unsigned char>(cells_.front());
            cells_.remove_prefix(1);
            out |= std::uint64_t{byte & 0x7fU} << shift;
            if (byte < 0x80U) {
                return out;
            }
        }
        throw Damaged();
    }

    /// Of a text, or a list: no value takes less than a byte.
    [[nodiscard]] std::size_t size() {
        const auto out = number();
        if (out > cells_.size()) {
            throw Damaged();
        }
        return static_cast<std::size_t>(out);
    }

    [[nodiscard]] std::string_view text() {
        const auto count = size();
        const auto out = cells_.substr(0, count);
        cells_.remove_prefix(count);
        return out;
    }

    template <typename Type>
    [[nodiscard]] Type get() {
        if constexpr (std::is_same_v<Type, std::string>) {
            return std::string{text()};
        } else if constexpr (std::is_same_v<Type, SourceLocation>) {
            return place();
        } else if constexpr (std::is_signed_v<Type>) {
            const auto bits = number();
            return narrowed<Type>(static_cast<std::int64_t>(bits >> 1U ^ (~(bits & 1U) + 1U)));
        } else if constexpr (std::is_same_v<Type, bool>) {
            return number_below(2) == 1;
        } else if constexpr (std::is_enum_v<Type>) {
            return static_cast<Type>(number_below(word_table<Type>.size()));
        } else if constexpr (std::is_integral_v<Type>) {
            return narrowed<Type>(number());
        } else if constexpr (std::is_same_v<Type, std::chrono::sys_days>) {
            return std::chrono::sys_days{std::chrono::days{get<std::int32_t>()}};
        } else if constexpr (is_optional<Type>) {
            return number_below(2) == 1 ? Type{get<typename Type::value_type>()} : std::nullopt;
        } else if constexpr (is_list<Type>) {
            return list<typename Type::value_type>();
        } else if constexpr (std::is_same_v<Type, Attributes>) {
            Attributes out;
            for (auto count = size(); count > 0; --count) {
                const auto name = text();
                out.emplace(name, text());
            }
            return out;
        } else if constexpr (WithFields<Type>) {
            return row<Type>();
        } else if constexpr (WithMembers<Type>) {
            // Braces are evaluated from the left to the right.
            return std::apply(
                [&](const auto&... member) { return Type{get<TypeOf<decltype(member)>>()...}; },
                members_of<Type>);
        } else {
            return Type::parse(text());
        }
    }

    /// @throws Damaged unless everything was read.
    void finish() const {
        if (!cells_.empty()) {
            throw Damaged();
        }
    }

private:
    template <typename Member>
    struct OfMember;
    template <typename Class, typename Type>
    struct OfMember<Type Class::*> {
        using Value = Type;
    };
    template <typename Member>
    using TypeOf = typename OfMember<std::remove_cvref_t<Member>>::Value;

    template <typename Type, typename Wide>
    [[nodiscard]] static Type narrowed(Wide value) {
        const auto out = static_cast<Type>(value);
        if (static_cast<Wide>(out) != value) {
            throw Damaged();
        }
        return out;
    }

    [[nodiscard]] std::uint64_t number_below(std::size_t end) {
        const auto out = number();
        if (out >= end) {
            throw Damaged();
        }
        return out;
    }

    [[nodiscard]] SourceLocation place() {
        const auto file = number();
        if (file >= files_.size()) {
            throw Damaged();
        }
        const auto line = get<std::uint32_t>();
        return {files_[static_cast<std::size_t>(file)], line, get<std::uint32_t>()};
    }

    template <typename Value>
    [[nodiscard]] std::vector<Value> list() {
        const auto count = size();
        std::vector<Value> out;
        // A row takes four bytes and more: what a wrong size can ask for stays near what is there.
        out.reserve(std::min(count, cells_.size() / 4 + 1));
        for (std::size_t i = 0; i < count; ++i) {
            out.push_back(get<Value>());
        }
        return out;
    }

    template <typename Record>
    [[nodiscard]] Record row() {
        auto out = unread<Record>();
        const auto take = [&](const auto& field) {
            out.*(field.member) = get<TypeOf<decltype(field.member)>>();
        };
        std::apply([&](const auto&... field) { (take(field), ...); }, fields_of<Record>);
        if constexpr (requires { out.at; }) {
            out.at = place();
        }
        return out;
    }

    std::string_view cells_;
    std::vector<FileName> files_;
};

/// @p value as bytes, with the names of its files.
template <typename Type>
[[nodiscard]] std::string to_cells(const Type& value) {
    CellWriter out;
    out.put(value);
    return std::move(out).finish();
}

/// What to_cells() wrote. @throws Error if @p cells are something else.
template <typename Type>
[[nodiscard]] Type from_cells(std::string_view cells) {
    CellReader in(cells);
    auto out = in.get<Type>();
    in.finish();
    return out;
}

}  // namespace socshift::compiled
