#include "socshift/convert/row_scale.hpp"

#include "socshift/base/error.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace socshift {

Scaling::Scaling(const ConvertRequest& request, const CodedEditions& sources, const Intake& intake)
    : whole_(request.whole), divisions_(sources.items()), bases_(sources.items()) {
    for (const auto& name : request.scale) {
        const auto place = intake.columns().place(name);
        columns_.push_back({name, place, intake.figures(place)});
    }
    auto sorted = columns_;
    std::sort(sorted.begin(), sorted.end(),
              [](const Column& a, const Column& b) { return a.at < b.at; });
    for (std::size_t i = 1; i < sorted.size(); ++i) {
        if (sorted[i - 1].at == sorted[i].at) {
            throw FormatError({request.file, 1, 0},
                              fmt::format("column '{}' is to be scaled twice", sorted[i].name));
        }
    }
    for (const auto& asked : columns_) {
        const auto found = std::find_if(sorted.begin(), sorted.end(), [&](const Column& column) {
            return column.at == asked.at;
        });
        asked_.push_back(static_cast<std::size_t>(found - sorted.begin()));
    }
    columns_ = std::move(sorted);
    for (std::size_t item = 0; item < sources.items(); ++item) {
        const auto basis = sources.basis(item);
        if (!basis) {
            continue;
        }
        bases_[item] = static_cast<std::size_t>(*basis);
        const auto& targets = sources.targets(item);
        if (targets.size() > 1) {
            std::vector<Share> shares;
            for (const auto& target : targets) {
                shares.push_back(target.share->share);
            }
            divisions_[item].emplace(shares);
        }
    }
}

void Scaling::add_sums(ConvertSummary& summary,
                       const std::vector<const ScaleWriter*>& writers) const {
    for (const auto column : asked_) {
        DecimalSum in;
        DecimalSum out;
        DecimalSum rejected;
        std::array<DecimalSum, ScaleTally::bases> by_basis;
        std::uint64_t empty_cells = 0;
        FigureCounts figures;
        for (const auto* const writer : writers) {
            const auto& tally = writer->tallies()[column];
            tally.in.add_to(in);
            tally.out.add_to(out);
            tally.rejected.add_to(rejected);
            for (std::size_t basis = 0; basis < by_basis.size(); ++basis) {
                tally.by_basis[basis].add_to(by_basis[basis]);
            }
            empty_cells += tally.empty_cells;
            figures.add(tally.counts);
        }
        summary.sums.push_back(
            {columns_[column].name, in.text(), out.text(), rejected.text(), empty_cells, figures});
        for (auto& carried : summary.by_basis) {
            // Nothing is carried without shares.
            carried.amounts.push_back(by_basis[static_cast<std::size_t>(*carried.basis)].text());
        }
    }
}

void Scaling::note_part(Intake& intake, const IntakeRow& row, const Verdict& verdict) const {
    std::vector<std::string> texts(columns_.size());
    std::string storage;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        SumCell cell;
        columns_[i].figures.read(cell, row.row.field(columns_[i].at), storage);
        if (cell.is_number()) {
            std::vector<std::string> parts;
            divisions_[verdict.item]->divide(cell, whole_, parts);
            texts[i] = parts.back();  // nowhere is the last place
        }
    }
    Bytes bytes;
    write(bytes, row.row, {texts.begin(), texts.end()}, intake.delimiter(),
          [](std::size_t /*column*/, std::string_view /*text*/) {});
    intake.note_part(row, verdict, bytes.text());
}

ScaleWriter::ScaleWriter(Intake& intake, std::string_view nothing_added, const AddedTexts& added,
                         const Scaling& scaling)
    : RowWriter(intake, nothing_added),
      added_(added),
      scaling_(scaling),
      delimiter_(intake.delimiter()),
      tallies_(scaling.columns().size()),
      cells_(scaling.columns().size()),
      parts_(scaling.columns().size()),
      own_parts_(scaling.columns().size()) {}

void ScaleWriter::work(RowBlock& block) {
    each_row(
        block,
        [&](const BlockRow& row, std::size_t number, const RowJudge::Judged& judged) {
            carry(block, row, number, judged);
        },
        [&](const BlockRow& row, std::size_t number, const RowJudge::Judged& judged) {
            if (judged.verdict().reason != Reason::columns) {
                static_cast<void>(read(row));
                reject_cells();
            }
            refuse(block, row, number, judged.verdict());
        });
}

void ScaleWriter::carry(RowBlock& block, const BlockRow& row, std::size_t number,
                        const RowJudge::Judged& judged) {
    if (const auto bad = read(row)) {
        reject_cells();
        block.refused.push_back({static_cast<std::uint32_t>(number), RefusalCause::not_a_number,
                                 *bad, &judged.verdict()});
        return;
    }
    const auto item = judged.item();
    count(block, number, judged);
    if (const auto* const division = scaling_.division(item)) {
        divide(block.out, row, item, *division);
        if (judged.in_part()) {
            for (std::size_t i = 0; i < cells_.size(); ++i) {
                if (!parts_[i].empty()) {
                    again_ = scaling_.columns()[i].figures.written(parts_[i].back());
                    const auto size = again_.size();
                    again_.append(text_padding, '\0');
                    read_printed(i, {again_.data(), size});
                    tallies_[i].rejected.add(printed_);
                }
            }
            note_part(block, number, judged.verdict());
        }
        return;
    }
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        if (cells_[i].is_number()) {
            tallies_[i].by_basis[scaling_.basis(item)].add(cells_[i]);
            tallies_[i].out.add(cells_[i]);
        }
    }
    write(block.out, row, added_.text(added_.piece(item)), row.line_end());
}

void ScaleWriter::divide(Bytes& out, const BlockRow& row, std::size_t item,
                         const Division& division) {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        parts_[i].clear();
        if (cells_[i].is_number()) {
            division.divide(cells_[i], scaling_.whole(), parts_[i]);
        }
    }
    std::size_t target = 0;
    for (auto at = item;; ++target) {
        const auto& piece = added_.piece(at);
        const bool is_last = piece.next == AddedTexts::none;
        write_part(out, row, item, target);
        out.add(added_.text(piece));
        out.add(is_last ? row.line_end() : line_end_between(row));
        count_row_out();
        if (is_last) {
            return;
        }
        at = piece.next;
    }
}

/// The row's own bytes, with the part of target @p target in place of each figure.
void ScaleWriter::write_part(Bytes& out, const BlockRow& row, std::size_t item,
                             std::size_t target) {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        own_parts_[i] = parts_[i].empty() ? std::string_view{} : parts_[i][target];
    }
    scaling_.write(out, row, own_parts_, delimiter_, [&](std::size_t i, std::string_view text) {
        read_printed(i, text);
        tallies_[i].out.add(printed_);
        tallies_[i].by_basis[scaling_.basis(item)].add(printed_);
    });
}

/// What was printed, read again. Needs text_padding bytes behind it.
void ScaleWriter::read_printed(std::size_t column, std::string_view text) {
    scaling_.columns()[column].figures.read_written(printed_, text, storage_);
    if (!printed_.is_number()) {
        throw AccountError(fmt::format("'{}' was printed, which is no number", text));
    }
}

/// The first column that has something else than a number, or none.
std::optional<std::uint32_t> ScaleWriter::read(const BlockRow& row) {
    std::optional<std::uint32_t> bad;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        auto& cell = cells_[i];
        scaling_.columns()[i].figures.read(cell, row.field(scaling_.columns()[i].at), storage_);
        if (cell.kind >= SumCell::Kind::large) {
            cell.count(tallies_[i].counts);
        }
        if (cell.is_number()) {
            tallies_[i].in.add(cell);
        } else if (cell.kind == SumCell::Kind::missing) {
            continue;
        } else if (cell.kind == SumCell::Kind::empty) {
            ++tallies_[i].empty_cells;
        } else {
            bad = bad.value_or(static_cast<std::uint32_t>(i));
        }
    }
    return bad;
}

void ScaleWriter::reject_cells() {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        if (cells_[i].is_number()) {
            tallies_[i].rejected.add(cells_[i]);
        }
    }
}

}  // namespace socshift
