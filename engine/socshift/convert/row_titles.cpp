#include "socshift/convert/row_titles.hpp"

#include "socshift/convert/title_assigner.hpp"
#include "socshift/io/delimited_text.hpp"

namespace socshift {

void SettledRows::add(const SettledRows& other) {
    for (std::size_t item = 0; item < by_item.size(); ++item) {
        by_item[item] += other.by_item[item];
        for (std::size_t target = 0; target < by_target[item].size(); ++target) {
            by_target[item][target] += other.by_target[item][target];
        }
    }
}

void SettledRows::save(PartWriter& out) const {
    out.sparse(by_item);
    for (std::size_t item = 0; item < by_item.size(); ++item) {
        if (by_item[item] > 0) {
            out.sparse(by_target[item]);
        }
    }
}

void SettledRows::load(PartReader& part) {
    for (const auto& [item, rows] : part.sparse(by_item.size())) {
        by_item[item] += rows;
        for (const auto& [target, of_target] : part.sparse(by_target[item].size())) {
            by_target[item][target] += of_target;
        }
    }
}

TitleWriter::TitleWriter(Intake& intake, std::string_view nothing_added,
                         const CodedEditions& sources, const AddedTexts& added,
                         const TitleSettling& settling, std::size_t title_column)
    : RowWriter(intake, nothing_added),
      sources_(sources),
      texts_(added),
      settling_(settling),
      title_column_(title_column),
      delimiter_(intake.delimiter()),
      settler_(settling),
      settled_(sources) {}

void TitleWriter::work(RowBlock& block) {
    const auto carry = [&](const BlockRow& row, std::size_t number,
                           const RowJudge::Judged& judged) {
        count(block, number, judged);
        const auto item = judged.item();
        if (settling_.can_settle(item)) {
            const auto title = field_text(row.field(title_column_), storage_);
            if (const auto settled = settler_.settle(item, title)) {
                settled_.count(item, settled->target);
                write_settled(block.out, row, item, *settled);
                return;
            }
        }
        write_all(block.out, row, item);
        if (judged.in_part()) {
            note_part(block, number, judged.verdict());
        }
    };
    each_row(block, carry,
             [&](const BlockRow& row, std::size_t number, const RowJudge::Judged& judged) {
                 refuse(block, row, number, judged.verdict());
             });
}

void TitleWriter::write_all(Bytes& out, const BlockRow& row, std::size_t item) {
    for (auto at = item;;) {
        const auto& piece = texts_.piece(at);
        const bool is_last = piece.next == AddedTexts::none;
        write(out, row, texts_.text(piece), is_last ? row.line_end() : line_end_between(row));
        if (is_last) {
            return;
        }
        at = piece.next;
    }
}

void TitleWriter::write_settled(Bytes& out, const BlockRow& row, std::size_t item,
                                const TitleSettler::Settled& settled) {
    text_.assign(1, delimiter_);
    append_field(text_, sources_.targets(item)[settled.target].item->code.text(), delimiter_);
    text_ += delimiter_;
    text_ += '1';
    text_ += delimiter_;
    text_ += settled_by_title;
    text_ += delimiter_;
    text_ += score_text(settled.score);
    const auto size = text_.size();
    text_.append(text_padding, '\0');
    write(out, row, std::string_view{text_}.substr(0, size), row.line_end());
}

}  // namespace socshift
