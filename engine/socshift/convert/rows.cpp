#include "socshift/convert/rows.hpp"

#include "socshift/catalog/delimited_text.hpp"
#include "socshift/convert/intake.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace socshift {

namespace {

std::string share_text(const std::optional<KnownShare>& known, ShareForm form) {
    if (!known) {
        return "";
    }
    switch (form) {
        case ShareForm::decimal:
            return fmt::format("{}", known->share.to_double());
        case ShareForm::fraction:
            return known->share.text();
    }
    return "";
}

/// The columns that are added to each row.
std::vector<std::string> added_names(const ConvertRequest& request, const ConvertSources& sources) {
    std::vector<std::string> names{sources.target().id().text() + "_code", "share", "basis"};
    if (request.to_families) {
        names = {"family", "family_label"};
    }
    for (auto& name : names) {
        name = request.prefix + name;
    }
    return names;
}

/// What is added behind a row that goes to @p target.
std::string added_text(const PlanTarget& target, const ConvertRequest& request, char delimiter) {
    std::string text(1, delimiter);
    append_field(text, target.item->code.text(), delimiter);
    text += delimiter;
    if (request.to_families) {
        append_field(text, target.item->title, delimiter);
        return text;
    }
    append_field(text, share_text(target.share, request.shares), delimiter);
    text += delimiter;
    text += target.share ? to_string(target.share->basis) : "";
    return text;
}

/// What is added behind the rows of each source item, once for each of its targets.
class AddedTexts {
public:
    /// One text; `next`: that of the item's next target, `none` for the last.
    struct Piece {
        std::uint32_t begin = 0;
        std::uint32_t size = 0;
        std::uint32_t next = none;
    };
    static constexpr std::uint32_t none = 0;  // where an item's first piece is, never a later one

    AddedTexts(const ConvertSources& sources, const ConvertRequest& request, char delimiter)
        : pieces_(std::max<std::size_t>(sources.items(), 1)) {
        for (std::size_t item = 0; item < sources.items(); ++item) {
            auto at = item;
            for (const auto& target : sources.targets(item)) {
                if (pieces_[at].size > 0) {
                    pieces_[at].next = static_cast<std::uint32_t>(pieces_.size());
                    at = pieces_.size();
                    pieces_.emplace_back();
                }
                const auto text = added_text(target, request, delimiter);
                pieces_[at].begin = static_cast<std::uint32_t>(text_.size());
                pieces_[at].size = static_cast<std::uint32_t>(text.size());
                text_ += text;
            }
        }
        text_.append(text_padding, '\0');
    }

    /// Of item @p at, for its first target; then of each `next`.
    [[nodiscard]] const Piece& piece(std::size_t at) const noexcept { return pieces_[at]; }

    /// With text_padding bytes behind it.
    [[nodiscard]] std::string_view text(const Piece& piece) const noexcept {
        return {text_.data() + piece.begin, piece.size};
    }

private:
    std::string text_;
    std::vector<Piece> pieces_;  // by item, then all others
};

/// Writes the rows of a block as they come out.
class RowsWorker : public RowWorker {
public:
    RowsWorker(Intake& intake, const AddedTexts& added, std::string_view nothing_added)
        : intake_(intake),
          added_(added),
          nothing_added_(nothing_added),
          judge_(intake.make_judge()) {}

    void work(TextBlock& block) override {
        for (std::size_t number = 0; number < block.index.size(); ++number) {
            const BlockRow row(block, number);
            if (!judge_.is_row(row)) {
                block.out.add(row.line_end());
                continue;
            }
            const auto judged = judge_.judge(block, row);
            if (judged.is_carried()) {
                judge_.carry(judged);
                write(block.out, row, judged.item());
            } else if (!judged.is_left_out()) {
                refuse(block, row, number, judged.verdict());
            }
        }
    }

    [[nodiscard]] const RowJudge& judge() const noexcept { return judge_; }
    [[nodiscard]] std::uint64_t rows_out() const noexcept { return rows_out_; }

private:
    void write(Bytes& out, const BlockRow& row, std::size_t item) {
        const auto bytes = row.bytes();
        const auto line_end = row.line_end();
        for (auto at = item;;) {
            const auto& piece = added_.piece(at);
            const bool is_last = piece.next == AddedTexts::none;
            out.reserve(out.size() + bytes.size() + piece.size + text_padding);
            out.add_padded(bytes);
            out.add_padded(added_.text(piece));
            out.add_line_end(is_last || !line_end.empty() ? line_end : intake_.line_end());
            ++rows_out_;
            if (is_last) {
                return;
            }
            at = piece.next;
        }
    }

    void refuse(TextBlock& block, const BlockRow& row, std::size_t number, const Verdict& verdict) {
        block.refused.push_back(
            {static_cast<std::uint32_t>(number), TextBlock::no_column, &verdict});
        if (intake_.keeps(verdict)) {
            block.out.add(row.bytes());
            block.out.add(nothing_added_);
            block.out.add(row.line_end());
            ++rows_out_;
        }
    }

    const Intake& intake_;
    const AddedTexts& added_;
    std::string_view nothing_added_;
    RowJudge judge_;
    std::uint64_t rows_out_ = 0;
};

/// Deals with the rows of @p block that cannot be carried.
void refuse_rows(Intake& intake, const TextBlock& block) {
    RowLines lines(block, intake.first_line());
    for (const auto& refused : block.refused) {
        const BlockRow row(block, refused.row);
        intake.refuse({row, lines.line(refused.row, row)}, *refused.verdict);
    }
}

std::string header_text(const Intake& intake, const ConvertRequest& request,
                        const ConvertSources& sources) {
    const char delimiter = intake.delimiter();
    auto text = intake.byte_order_mark();
    if (request.has_header) {
        text += intake.header();
        for (const auto& name : added_names(request, sources)) {
            intake.columns().check_is_new(name);
            text += delimiter;
            append_field(text, name, delimiter);
        }
        text += intake.header_end();
    }
    return text;
}

void check_rows_out(const ConvertSummary& summary, const Intake& intake,
                    const ConvertSources& sources) {
    auto expected = summary.rows_kept;
    for (std::size_t item = 0; item < sources.items(); ++item) {
        expected += intake.rows_of(item) * sources.targets(item).size();
    }
    if (expected != summary.rows_out) {
        throw AccountError(fmt::format("the account does not balance: {} rows written, expected {}",
                                       summary.rows_out, expected));
    }
}

}  // namespace

ConvertSummary convert_rows(const ConvertRequest& request, const ConvertSources& sources,
                            ReadBytes read, const ConvertOutputs& outputs) {
    Intake intake(request, sources, std::move(read), outputs.rejects, false);
    auto head = header_text(intake, request, sources);
    const AddedTexts added(sources, request, intake.delimiter());
    const std::string nothing_added(added_names(request, sources).size(), intake.delimiter());
    std::deque<RowsWorker> workers;
    for (unsigned thread = 0; thread < intake.threads(); ++thread) {
        workers.emplace_back(intake, added, nothing_added);
    }
    intake.run([&](unsigned thread) -> RowWorker& { return workers[thread]; },
               [&](const TextBlock& block) {
                   refuse_rows(intake, block);
                   outputs.out(std::exchange(head, {}));
                   outputs.out(block.out.text());
               });
    outputs.out(head);
    std::uint64_t rows_out = 0;
    for (const auto& worker : workers) {
        intake.add(worker.judge());
        rows_out += worker.rows_out();
    }
    auto summary = intake.summary();
    summary.rows_out = rows_out;
    check_account(summary);
    check_rows_out(summary, intake, sources);
    return summary;
}

}  // namespace socshift
