#include "support/data_blocks.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace socshift::test {

namespace {

/// A list of values for the rows from @p begin on, the last one first.
struct OwnValues {
    OwnValues(const CodedTexts& all, std::size_t begin, std::size_t rows) {
        std::map<std::int32_t, std::int32_t> known;
        for (auto row = begin + rows; row > begin; --row) {
            const auto place = all.places[row - 1];
            if (place < 0) {
                continue;
            }
            if (known.emplace(place, static_cast<std::int32_t>(values.size())).second) {
                values.push_back(all.values[static_cast<std::size_t>(place)]);
            }
        }
        for (auto row = begin; row < begin + rows; ++row) {
            places.push_back(all.places[row] < 0 ? -1 : known.at(all.places[row]));
        }
    }

    std::vector<std::string_view> values;
    std::vector<std::int32_t> places;
};

}  // namespace

class CutColumns::Block : public DataBlock {
public:
    Block(const std::vector<DataColumn>& all, std::size_t begin, std::size_t rows) : begin_(begin) {
        for (const auto& column : all) {
            auto& out = columns_.emplace_back();
            out.name = column.name;
            if (const auto* const coded = std::get_if<CodedTexts>(&column.values)) {
                const auto& own =
                    *values_.emplace_back(std::make_unique<const OwnValues>(*coded, begin, rows));
                out.values = CodedTexts{own.values, own.places};
            } else if (const auto* const whole =
                           std::get_if<std::span<const std::int64_t>>(&column.values)) {
                out.values = whole->subspan(begin, rows);
            } else if (const auto* const real =
                           std::get_if<std::span<const double>>(&column.values)) {
                out.values = real->subspan(begin, rows);
            } else {
                out.values =
                    std::get<std::span<const std::string_view>>(column.values).subspan(begin, rows);
            }
        }
    }

    [[nodiscard]] const std::vector<DataColumn>& columns() const noexcept override {
        return columns_;
    }
    [[nodiscard]] std::uint64_t begin() const noexcept { return begin_; }

private:
    std::uint64_t begin_;
    std::vector<DataColumn> columns_;
    std::vector<std::unique_ptr<const OwnValues>> values_;
};

CutColumns::CutColumns(const std::vector<DataColumn>& columns, std::size_t rows)
    : columns_(columns), rows_(rows) {
    for (const auto& column : columns) {
        const bool has_numbers =
            std::holds_alternative<std::span<const std::int64_t>>(column.values) ||
            std::holds_alternative<std::span<const double>>(column.values);
        names_.push_back({column.name, has_numbers});
    }
}

std::shared_ptr<const DataBlock> CutColumns::next() {
    const bool is_first = !std::exchange(has_begun_, true);
    const auto rows = is_first ? 0 : std::min(rows_, columns_.front().size() - at_);
    if (!is_first && rows == 0) {
        return nullptr;
    }
    return std::make_shared<const Block>(columns_, std::exchange(at_, at_ + rows), rows);
}

std::uint64_t CutColumns::rows_before(const DataBlock& block) {
    return dynamic_cast<const Block&>(block).begin();
}

void JoinedBlocks::make(CarriedBlock& block) {
    block.made = std::make_shared<std::size_t>(block.rows.size());
}

void JoinedBlocks::take(CarriedBlock&& block) {
    if (block.rows.empty() ||
        *std::static_pointer_cast<std::size_t>(block.made) != block.rows.size()) {
        throw std::logic_error("a block that was not made");
    }
    const auto before = CutColumns::rows_before(*block.data);
    for (const auto row : block.rows) {
        all_.rows.push_back(before + row);
    }
    all_.places.insert(all_.places.end(), block.places.begin(), block.places.end());
    all_.title_scores.insert(all_.title_scores.end(), block.title_scores.begin(),
                             block.title_scores.end());
    if (all_.scaled.empty()) {
        all_.scaled = block.scaled;
        return;
    }
    for (std::size_t i = 0; i < block.scaled.size(); ++i) {
        auto& figures = all_.scaled[i].figures;
        const auto& more = block.scaled[i].figures;
        figures.insert(figures.end(), more.begin(), more.end());
    }
}

void JoinedBlocks::set_aside(const BlockAside& block) {
    if (block.rows_before != CutColumns::rows_before(*block.data)) {
        throw std::logic_error("a block of other rows");
    }
    add_aside(all_.set_aside, block.rows);
}

void add_aside(RowsAside& all, const RowsAside& block) {
    for (std::size_t i = 0; i < block.rows.size(); ++i) {
        if (const auto figures = block.figures.find(i); figures != block.figures.end()) {
            all.figures.emplace(all.rows.size(), figures->second);
        }
        const auto& reason = block.reasons[block.why[i]];
        const auto known = std::find(all.reasons.begin(), all.reasons.end(), reason);
        all.why.push_back(static_cast<std::uint32_t>(known - all.reasons.begin()));
        if (known == all.reasons.end()) {
            all.reasons.push_back(reason);
        }
        all.rows.push_back(block.rows[i]);
    }
}

}  // namespace socshift::test
