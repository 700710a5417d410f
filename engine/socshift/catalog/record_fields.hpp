#pragma once

// Internal: not installed. What a row of each kind holds in a catalog file: its keys, in the order
// in which they are written, each with the member that has its value. The reader and the writer of
// YAML and compiled catalogs (compiled_cells.hpp) go by these lists: a new field of a row is one
// line here.

#include "socshift/model/counts.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/model/proposal.hpp"
#include "socshift/model/provenance.hpp"
#include "socshift/model/rates.hpp"
#include "socshift/model/title_list.hpp"
#include "socshift/model/weights.hpp"

#include <tuple>
#include <type_traits>

namespace socshift {

/// One key of a row.
template <typename Record, typename Type>
struct Field {
    const char* key;
    Type Record::*member;
    bool is_needed;  // else it may be left out, and is where the member holds Type{}
};

template <typename Record, typename Type>
[[nodiscard]] constexpr Field<Record, Type> needed(const char* key, Type Record::*member) {
    return {key, member, true};
}

template <typename Record, typename Type>
[[nodiscard]] constexpr Field<Record, Type> may(const char* key, Type Record::*member) {
    return {key, member, false};
}

/// The list of a kind of row.
template <typename Record>
inline constexpr std::tuple<> fields_of{};

/// A kind of row that has a list of fields.
template <typename Record>
concept WithFields = (std::tuple_size_v<std::remove_cvref_t<decltype(fields_of<Record>)>> > 0);

template <>
inline constexpr auto fields_of<Provenance> =
    std::tuple{needed("publisher", &Provenance::publisher),
               needed("document", &Provenance::document),
               may("date", &Provenance::date),
               may("source", &Provenance::source),
               may("made_by", &Provenance::made_by),
               may("licence", &Provenance::licence)};

template <>
inline constexpr auto fields_of<Item> = std::tuple{needed("code", &Item::code),
                                                   may("also", &Item::also),
                                                   needed("level", &Item::level),
                                                   may("parent", &Item::parent),
                                                   needed("title", &Item::title),
                                                   may("residual", &Item::residual),
                                                   may("unclassified", &Item::unclassified),
                                                   may("attributes", &Item::attributes)};

template <>
inline constexpr auto fields_of<Note> = std::tuple{
    needed("item", &Note::item), needed("relation", &Note::relation), may("ref", &Note::ref),
    may("range_end", &Note::range_end), may("phrase", &Note::phrase)};

template <>
inline constexpr auto fields_of<Counts::Row> =
    std::tuple{needed("code", &Counts::Row::code), needed("count", &Counts::Row::count)};

template <>
inline constexpr auto fields_of<Rates::Row> =
    std::tuple{needed("source", &Rates::Row::source), needed("target", &Rates::Row::target),
               needed("groups", &Rates::Row::groups), needed("rate", &Rates::Row::rate)};

template <>
inline constexpr auto fields_of<TitleList::Row> =
    std::tuple{needed("code", &TitleList::Row::code), needed("titles", &TitleList::Row::titles)};

template <>
inline constexpr auto fields_of<Take> =
    std::tuple{needed("code", &Take::code),  needed("part", &Take::part),
               may("share", &Take::share),   may("share_source", &Take::share_source),
               may("except", &Take::except), may("ours", &Take::ours)};

template <>
inline constexpr auto fields_of<ProposedItem> =
    std::tuple{may("title", &ProposedItem::title),     may("code", &ProposedItem::code),
               may("level", &ProposedItem::level),     may("under", &ProposedItem::under),
               may("reading", &ProposedItem::reading), may("residual", &ProposedItem::residual),
               may("takes", &ProposedItem::takes)};

template <>
inline constexpr auto fields_of<Supporter> =
    std::tuple{needed("name", &Supporter::name), may("date", &Supporter::date),
               may("docket", &Supporter::docket), may("reference", &Supporter::reference),
               may("addresses", &Supporter::addresses)};

template <>
inline constexpr auto fields_of<EstimateRecord::Table> =
    std::tuple{needed("name", &EstimateRecord::Table::name),
               may("reference", &EstimateRecord::Table::reference),
               needed("coded_in", &EstimateRecord::Table::coded_in),
               may("sha256", &EstimateRecord::Table::sha256)};

template <>
inline constexpr auto fields_of<EstimateRecord::Family> =
    std::tuple{needed("sources", &EstimateRecord::Family::sources),
               needed("targets", &EstimateRecord::Family::targets),
               needed("state", &EstimateRecord::Family::state),
               may("reason", &EstimateRecord::Family::reason),
               may("iterations", &EstimateRecord::Family::iterations),
               may("source_counts", &EstimateRecord::Family::source_counts),
               may("target_counts", &EstimateRecord::Family::target_counts),
               may("wanted", &EstimateRecord::Family::wanted),
               may("fitted", &EstimateRecord::Family::fitted),
               may("residual", &EstimateRecord::Family::residual)};

/// A row to read into: what has no empty value is there for every one of its needed fields.
template <typename Record>
[[nodiscard]] Record unread() {
    const auto code = [] { return Code::parse("0"); };
    if constexpr (std::is_same_v<Record, Item> || std::is_same_v<Record, Note> ||
                  std::is_same_v<Record, Take>) {
        return {code(), {}, {}, {}, {}, {}, {}};
    } else if constexpr (std::is_same_v<Record, Counts::Row> ||
                         std::is_same_v<Record, TitleList::Row>) {
        return {code(), {}, {}};
    } else if constexpr (std::is_same_v<Record, Rates::Row>) {
        return {code(), code(), {}, Share::one(), {}};
    } else {
        return {};
    }
}

}  // namespace socshift
