#pragma once

// Internal: not installed. Codes followed along the tables of a route, without composing what other
// codes do.

#include "socshift/model/correspondence.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/routes/level.hpp"
#include "socshift/routes/mapped_code.hpp"

#include <mutex>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace socshift {

/// A leaf table of one step that is asked from both ends. Safe to use from several threads at once.
class ChainTable {
public:
    explicit ChainTable(Correspondence table) : table_(std::move(table)) {}

    [[nodiscard]] const Correspondence& table() const noexcept { return table_; }

    /// The links to @p target, in any order. Sorts the links by target at the first call.
    [[nodiscard]] std::span<const Link* const> links_to(const Code& target) const;

private:
    Correspondence table_;
    mutable std::once_flag once_;
    mutable std::vector<const Link*> by_target_;
};

/// The tables of a route one after the other, and the editions at its ends, which must outlive it.
class CodeChain {
public:
    /// Needs at least one table, each starting where the one before it ends.
    CodeChain(const Edition& source, const Edition& target, std::vector<const ChainTable*> tables)
        : source_(source), target_(target), tables_(std::move(tables)) {}

    /// What composing the tables and at_level() say of @p item, a member of the source's cut at
    /// levels.source. Cost: near linear in the links of its family.
    [[nodiscard]] MappedCode find(const Item& item, const LevelPair& levels) const;

    /// The same of every member, in code order.
    [[nodiscard]] std::vector<MappedCode> all(const LevelPair& levels) const;

private:
    using Items = std::vector<const Item*>;

    /// The items that no link leads out of, between the two ends of the chain.
    struct Family {
        Items sources;
        Cardinality cardinality = Cardinality::one_to_one;
    };
    [[nodiscard]] Family family_of(const Item& item, const LevelPair& levels) const;
    [[nodiscard]] Correspondence onward(Correspondence table, const LevelPair& levels) const;
    [[nodiscard]] Items targets_of(const Items& sources, const std::string& level) const;
    [[nodiscard]] Items sources_of(const Items& targets, const std::string& level) const;

    const Edition& source_;
    const Edition& target_;
    std::vector<const ChainTable*> tables_;
};

}  // namespace socshift
