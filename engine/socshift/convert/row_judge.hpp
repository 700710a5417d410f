#pragma once

// Internal: not installed. What one thread decides about the rows it sees.

#include "socshift/convert/row_block.hpp"
#include "socshift/convert/verdicts.hpp"
#include "socshift/io/columns.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace socshift {

/// What is to be known about a file before its rows can be judged.
struct RowRules {
    std::size_t columns = 0;
    std::size_t code_column = 0;
    const SourceColumns* sources = nullptr;   // if rows do not all go by the first source
    std::vector<std::size_t> source_columns;  // places of its columns
    RowFilters filters;
    Verdict ragged;  // on a row with another number of columns
    Verdict stray;   // on a row that goes by no source
};

/// Judges rows and counts them. One for each thread; only the store is shared.
class RowJudge {
public:
    /// What is to be done with a row. Good until the next row is judged; the verdict as long as
    /// the block.
    class Judged {
    public:
        Judged() = default;  // left out
        explicit Judged(const Verdict& verdict) : verdict_(&verdict) {}
        explicit Judged(VerdictCache::Entry& entry) : entry_(&entry) {}

        /// By a filter.
        [[nodiscard]] bool is_left_out() const noexcept {
            return entry_ == nullptr && verdict_ == nullptr;
        }
        [[nodiscard]] bool is_carried() const noexcept {
            return entry_ != nullptr ? entry_->is_carried
                                     : verdict_ != nullptr && verdict_->carried;
        }

        /// Carried, but for a part that goes nowhere.
        [[nodiscard]] bool in_part() const noexcept {
            return entry_ != nullptr ? entry_->in_part : verdict_ != nullptr && verdict_->in_part;
        }

        // Not when left out.
        [[nodiscard]] std::size_t item() const noexcept {
            return entry_ != nullptr ? entry_->item : verdict_->item;
        }
        [[nodiscard]] const Verdict& verdict() const noexcept {
            return entry_ != nullptr ? *entry_->verdict : *verdict_;
        }

    private:
        friend class RowJudge;
        VerdictCache::Entry* entry_ = nullptr;  // where it is remembered, if it is
        const Verdict* verdict_ = nullptr;
    };

    RowJudge(const RowRules& rules, VerdictStore& store, const ConvertSources& sources)
        : rules_(rules),
          filters_(rules.filters),
          cache_(store, sources.size()),
          unremembered_(sources.items()) {}

    /// An empty line is no row, unless it is an empty cell.
    [[nodiscard]] bool is_row(const BlockRow& row) const noexcept {
        return !row.empty() || rules_.columns == 1;
    }

    [[nodiscard]] Judged judge(RowBlock& block, const BlockRow& row) {
        ++rows_in_;
        if (row.fields() != rules_.columns) {
            return Judged{rules_.ragged};
        }
        if (!filters_.passes([&](std::size_t at) { return row.field(at); })) {
            ++rows_filtered_;
            return {};
        }
        std::size_t source = 0;
        if (rules_.sources != nullptr) {
            source = source_of(row);
            if (source == no_source) {
                return Judged{rules_.stray};
            }
        }
        if (auto* const entry = cache_.find(source, row.field(rules_.code_column), spare_)) {
            return Judged{*entry};
        }
        return Judged{block.verdicts.emplace_back(std::move(spare_))};
    }

    /// Counts a row as carried. True if this thread never carried one by this verdict before.
    bool carry(const Judged& judged) {
        if (judged.entry_ != nullptr) {
            return judged.entry_->carried++ == 0;
        }
        unremembered_.add(*judged.verdict_, 1);
        return true;
    }

    [[nodiscard]] std::uint64_t rows_in() const noexcept { return rows_in_; }
    [[nodiscard]] std::uint64_t rows_filtered() const noexcept { return rows_filtered_; }
    [[nodiscard]] CarriedRows carried() const;

    [[nodiscard]] const RowFilters& filters() const noexcept { return filters_; }

    /// Cells of the column of editions that it knows, and some that it does not.
    using Texts = std::set<std::string, std::less<>>;
    [[nodiscard]] const Texts& named_editions() const noexcept { return named_editions_; }
    [[nodiscard]] const Texts& no_editions() const noexcept { return no_editions_; }

private:
    static constexpr std::size_t no_source = static_cast<std::size_t>(-1);

    [[nodiscard]] std::size_t source_of(const BlockRow& row);
    [[nodiscard]] std::size_t look_up_source(const BlockRow& row);

    const RowRules& rules_;
    RowFilters filters_;
    VerdictCache cache_;
    CellTable known_sources_;  // by short cells of the source columns
    std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>> long_sources_;
    CarriedRows unremembered_;
    Verdict spare_;
    Texts named_editions_;
    Texts no_editions_;
    std::string storage_;
    std::string source_cells_;
    std::uint64_t rows_in_ = 0;
    std::uint64_t rows_filtered_ = 0;
};

}  // namespace socshift
