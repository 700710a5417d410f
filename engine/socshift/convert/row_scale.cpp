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
                       const std::vector<const ScaledFigures*>& threads) const {
    for (const auto column : asked_) {
        DecimalSum in;
        DecimalSum out;
        DecimalSum rejected;
        std::array<DecimalSum, ScaleTally::bases> by_basis;
        std::uint64_t empty_cells = 0;
        FigureCounts figures;
        StandIns stand_ins;
        for (const auto* const thread : threads) {
            const auto& tally = thread->tallies()[column];
            tally.in.add_to(in);
            tally.out.add_to(out);
            tally.rejected.add_to(rejected);
            for (std::size_t basis = 0; basis < by_basis.size(); ++basis) {
                tally.by_basis[basis].add_to(by_basis[basis]);
            }
            empty_cells += tally.empty_cells;
            figures.add(tally.counts);
            stand_ins.add(tally.stand_ins);
        }
        summary.sums.push_back({columns_[column].name, in.text(), out.text(), rejected.text(),
                                empty_cells, figures, stand_ins.found()});
        for (auto& carried : summary.by_basis) {
            // Nothing is carried without shares.
            carried.amounts.push_back(by_basis[static_cast<std::size_t>(*carried.basis)].text());
        }
    }
}

std::vector<std::string> Scaling::last_parts(const BlockRow& row, std::size_t item) const {
    std::vector<std::string> texts(columns_.size());
    std::string storage;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        SumCell cell;
        columns_[i].figures.read(cell, row, columns_[i].at, storage);
        if (cell.is_number()) {
            std::vector<std::string> parts;
            divisions_[item]->divide(cell, whole_, parts);
            texts[i] = parts.back();  // nowhere is the last place
        }
    }
    return texts;
}

void Scaling::note_part(Intake& intake, const IntakeRow& row, const Verdict& verdict) const {
    const auto texts = last_parts(row.row, verdict.item);
    Bytes bytes;
    write(bytes, row.row, {texts.begin(), texts.end()}, intake.delimiter(),
          [](std::size_t /*column*/, std::string_view /*text*/) {});
    intake.note_part(row, verdict, bytes.text());
}

ScaledFigures::ScaledFigures(const Scaling& scaling)
    : scaling_(scaling),
      tallies_(scaling.columns().size()),
      cells_(scaling.columns().size()),
      parts_(scaling.columns().size()) {}

std::optional<std::uint32_t> ScaledFigures::read(const BlockRow& row) {
    std::optional<std::uint32_t> bad;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        auto& cell = cells_[i];
        scaling_.columns()[i].figures.read(cell, row, scaling_.columns()[i].at, storage_);
        if (cell.kind >= SumCell::Kind::large) {
            cell.count(tallies_[i].counts);
        }
        if (cell.is_number()) {
            tallies_[i].stand_ins.add(cell);
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

void ScaledFigures::reject() {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        if (cells_[i].is_number()) {
            tallies_[i].rejected.add(cells_[i]);
        }
    }
}

void ScaledFigures::carry_whole(std::size_t item) {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        if (cells_[i].is_number()) {
            tallies_[i].by_basis[scaling_.basis(item)].add(cells_[i]);
            tallies_[i].out.add(cells_[i]);
        }
    }
}

void ScaledFigures::divide(const Division& division) {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        parts_[i].clear();
        if (cells_[i].is_number()) {
            division.divide(cells_[i], scaling_.whole(), parts_[i]);
        }
    }
}

void ScaledFigures::carry_part(std::size_t column, std::size_t item, std::string_view text) {
    read_printed(column, text);
    tallies_[column].out.add(printed_);
    tallies_[column].by_basis[scaling_.basis(item)].add(printed_);
}

void ScaledFigures::reject_last_parts() {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        if (!parts_[i].empty()) {
            again_ = scaling_.columns()[i].figures.written(parts_[i].back());
            const auto size = again_.size();
            again_.append(text_padding, '\0');
            read_printed(i, {again_.data(), size});
            tallies_[i].rejected.add(printed_);
        }
    }
}

/// What was printed, read again. Needs text_padding bytes behind it.
void ScaledFigures::read_printed(std::size_t column, std::string_view text) {
    scaling_.columns()[column].figures.read_written(printed_, text, storage_);
    if (!printed_.is_number()) {
        throw AccountError(fmt::format("'{}' was printed, which is no number", text));
    }
}

ScaleWriter::ScaleWriter(Intake& intake, std::string_view nothing_added, const AddedTexts& added,
                         const Scaling& scaling)
    : RowWriter(intake, nothing_added),
      added_(added),
      scaling_(scaling),
      delimiter_(intake.delimiter()),
      figures_(scaling),
      own_parts_(scaling.columns().size()) {}

void ScaleWriter::work(RowBlock& block) {
    each_row(
        block,
        [&](const BlockRow& row, std::size_t number, const RowJudge::Judged& judged) {
            carry(block, row, number, judged);
        },
        [&](const BlockRow& row, std::size_t number, const RowJudge::Judged& judged) {
            if (judged.verdict().reason != Reason::columns) {
                static_cast<void>(figures_.read(row));
                figures_.reject();
            }
            refuse(block, row, number, judged.verdict());
        });
}

void ScaleWriter::carry(RowBlock& block, const BlockRow& row, std::size_t number,
                        const RowJudge::Judged& judged) {
    if (const auto bad = figures_.read(row)) {
        figures_.reject();
        block.refused.push_back({static_cast<std::uint32_t>(number), RefusalCause::not_a_number,
                                 *bad, &judged.verdict()});
        return;
    }
    const auto item = judged.item();
    count(block, number, judged);
    const auto* const division = scaling_.division(item);
    if (division == nullptr) {
        figures_.carry_whole(item);
        write(block.out, row, added_.text(added_.piece(item)), row.line_end());
        return;
    }
    figures_.divide(*division);
    write_parts(block.out, row, item);
    if (judged.in_part()) {
        figures_.reject_last_parts();
        note_part(block, number, judged.verdict());
    }
}

void ScaleWriter::write_parts(Bytes& out, const BlockRow& row, std::size_t item) {
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
    for (std::size_t i = 0; i < own_parts_.size(); ++i) {
        own_parts_[i] = figures_.part(i, target);
    }
    scaling_.write(out, row, own_parts_, delimiter_, [&](std::size_t i, std::string_view text) {
        figures_.carry_part(i, item, text);
    });
}

void refuse_rows(Intake& intake, const RowBlock& block, const Scaling* scaling,
                 const std::function<void(const IntakeRow&, const Verdict&)>& note_part) {
    RowLines lines(block, intake.first_line());
    for (const auto& refusal : block.refused) {
        const BlockRow row(block, refusal.row);
        const IntakeRow found{row, lines.line(refusal.row, row)};
        switch (refusal.cause) {
            case RefusalCause::part:
                note_part(found, *refusal.verdict);
                break;
            case RefusalCause::verdict:
                intake.refuse(found, *refusal.verdict);
                break;
            case RefusalCause::not_a_number:
            case RefusalCause::negative_weight:
                scaling->refuse(intake, found, refusal.column);
                break;
        }
    }
}

}  // namespace socshift
