#pragma once

// Internal: not installed. Rows that go to the target that their title settles.

#include "socshift/convert/part_cells.hpp"
#include "socshift/convert/row_texts.hpp"
#include "socshift/convert/row_writer.hpp"
#include "socshift/convert/title_settling.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace socshift {

/// Rows that titles settled, by source item, and by the places of its targets in CodedEditions.
struct SettledRows {
    explicit SettledRows(const CodedEditions& sources) : by_item(sources.items()) {
        for (std::size_t item = 0; item < sources.items(); ++item) {
            by_target.emplace_back(sources.targets(item).size());
        }
    }

    void count(std::size_t item, std::size_t target) {
        ++by_item[item];
        ++by_target[item][target];
    }
    void add(const SettledRows& other);

    /// Writes all of it down, for load(), which adds what was written.
    void save(PartWriter& out) const;
    void load(PartReader& part);

    std::vector<std::uint64_t> by_item;
    std::vector<std::vector<std::uint64_t>> by_target;
};

/// Writes a row once for the target that its title settles, and else once for each target.
class TitleWriter : public RowWriter {
public:
    TitleWriter(Intake& intake, std::string_view nothing_added, const CodedEditions& sources,
                const AddedTexts& added, const TitleSettling& settling, std::size_t title_column);

    void work(RowBlock& block) override;

    [[nodiscard]] const SettledRows& settled() const noexcept { return settled_; }

private:
    void write_all(Bytes& out, const BlockRow& row, std::size_t item);
    void write_settled(Bytes& out, const BlockRow& row, std::size_t item,
                       const TitleSettler::Settled& settled);

    const CodedEditions& sources_;
    const AddedTexts& texts_;
    const TitleSettling& settling_;
    std::size_t title_column_;
    char delimiter_;
    TitleSettler settler_;
    SettledRows settled_;
    std::string storage_;
    std::string text_;
};

}  // namespace socshift
