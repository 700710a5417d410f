#include "socshift/publish/figures_answer.hpp"

#include <cassert>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace socshift {

namespace {

/// Columns in their order, by cells.
class ColumnsOfFigures {
public:
    explicit ColumnsOfFigures(const SummedColumns& figures) : names_(figures.names) {}

    template <typename Values, typename CellOf>
    void add(ColumnKind kind, const Values& values, const CellOf& cell_of) {
        assert(columns_.size() < names_.size());
        columns_.push_back({names_[columns_.size()], kind});
        auto& cells = cells_.emplace_back();
        for (const auto& value : values) {
            cells.push_back(cell_of(value));
        }
    }

    void add_amounts(const std::vector<std::string>& figures) {
        add(ColumnKind::amount, figures,
            [](const std::string& text) { return text.empty() ? Cell() : Cell(Amount{text}); });
    }

    void add_counts(const std::vector<std::uint64_t>& counts) {
        add(ColumnKind::whole, counts, [](std::uint64_t count) { return Cell(count); });
    }

    void add_texts(const std::vector<std::string>& texts) {
        add(ColumnKind::text, texts, [](const std::string& text) { return Cell(text); });
    }

    [[nodiscard]] const std::vector<Column>& columns() const noexcept { return columns_; }

    [[nodiscard]] Table::Row row(std::size_t line) const {
        Table::Row out;
        for (const auto& column : cells_) {
            out.push_back(column[line]);
        }
        return out;
    }

private:
    const std::vector<std::string>& names_;
    std::vector<Column> columns_;
    std::vector<std::vector<Cell>> cells_;
};

void add_sum(const SummedColumn& sum, const RowHandling& request, ColumnsOfFigures& out) {
    out.add_amounts(sum.figures);
    if (request.bounds) {
        out.add_amounts(sum.least);
        out.add_amounts(sum.most);
    }
    if (request.shares_of_basis) {
        for (const auto& part : sum.by_basis) {
            out.add_amounts(part);
        }
        out.add_counts(sum.without_number);
    }
}

std::vector<const EditionHeader*> headers(const Catalog& catalog,
                                          const std::vector<EditionId>& editions) {
    std::vector<const EditionHeader*> out;
    for (const auto& id : editions) {
        out.push_back(&catalog.header(id));
    }
    return out;
}

}  // namespace

Answer figures_answer(const Catalog& catalog, const Conversion& conversion,
                      const SummedColumns& figures) {
    const auto& request = conversion.request();
    ColumnsOfFigures columns(figures);
    columns.add(ColumnKind::text, figures.codes, [](const Code& code) { return Cell(code); });
    columns.add_texts(figures.titles);
    for (const auto& key : figures.keys) {
        columns.add_texts(key);
    }
    for (const auto& sum : figures.sums) {
        add_sum(sum, request, columns);
    }
    for (const auto& mean : figures.means) {
        columns.add_amounts(mean.figures);
    }
    if (request.shares_of_basis) {
        columns.add_counts(figures.rows);
    }
    if (!request.to_families) {
        columns.add(ColumnKind::text, figures.bases, [](const std::optional<Basis>& basis) {
            return basis ? Cell(to_string(*basis)) : Cell();
        });
    }
    Answer out{"socshift/figures/1", columns.columns(), headers(catalog, conversion.drafts())};
    for (std::size_t line = 0; line < figures.codes.size(); ++line) {
        out.table.add(columns.row(line));
    }
    out.warnings = conversion.weight_notes();
    return out;
}

}  // namespace socshift
