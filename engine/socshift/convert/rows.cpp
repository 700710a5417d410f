#include "socshift/convert/rows.hpp"

#include "socshift/convert/intake.hpp"
#include "socshift/convert/row_account.hpp"
#include "socshift/convert/row_draws.hpp"
#include "socshift/convert/row_scale.hpp"
#include "socshift/convert/row_texts.hpp"
#include "socshift/convert/row_titles.hpp"
#include "socshift/convert/row_writer.hpp"
#include "socshift/io/delimited_text.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace socshift {

namespace {

/// Writes the rows of a block once for each target that they go to.
class RowsWriter : public RowWriter {
public:
    RowsWriter(Intake& intake, std::string_view nothing_added, const AddedTexts& added)
        : RowWriter(intake, nothing_added), added_(added) {}

    void work(RowBlock& block) override {
        each_row(
            block,
            [&](const BlockRow& row, std::size_t number, const RowJudge::Judged& judged) {
                count(block, number, judged);
                write_all(block.out, row, judged.item());
                if (judged.in_part()) {
                    note_part(block, number, judged.verdict());
                }
            },
            [&](const BlockRow& row, std::size_t number, const RowJudge::Judged& judged) {
                refuse(block, row, number, judged.verdict());
            });
    }

private:
    void write_all(Bytes& out, const BlockRow& row, std::size_t item) {
        for (auto at = item;;) {
            const auto& piece = added_.piece(at);
            const bool is_last = piece.next == AddedTexts::none;
            write(out, row, added_.text(piece), is_last ? row.line_end() : line_end_between(row));
            if (is_last) {
                return;
            }
            at = piece.next;
        }
    }

    const AddedTexts& added_;
};

/// Everything that the ways of carrying rows have in common.
struct Carriage {
    const ConvertRequest& request;
    const CodedEditions& sources;
    const ConvertOutputs& outputs;
    Intake& intake;
    std::uint64_t rows_out = 0;
    std::optional<SettledRows> settled;  // by titles
};

/// Whether some row can be written several times.
bool can_repeat_rows(const ConvertRequest& request, const CodedEditions& sources) {
    const bool is_divided = request.split == Split::all || request.split == Split::title;
    for (std::size_t item = 0; is_divided && item < sources.items(); ++item) {
        if (written_targets(sources, request, item).size() > 1) {
            return true;
        }
    }
    return false;
}

/// Names of rows that are there several times are cells like others: no reader takes them for names
/// of rows. Their column gets an empty name.
std::string header_text(const Intake& intake, const ConvertRequest& request, bool can_repeat,
                        const std::vector<std::string>& added) {
    const char delimiter = intake.delimiter();
    const auto& layout = intake.layout();
    auto text = layout.byte_order_mark;
    if (request.has_header) {
        text += can_repeat ? layout.full_header : layout.header;
        for (const auto& name : added) {
            intake.columns().check_is_new(name);
            text += delimiter;
            append_field(text, name, delimiter);
        }
        text += layout.header_end;
    }
    return text;
}

/// Reads and writes everything. The writers, one for each thread, know what came of it.
template <typename Writer, typename... Arguments>
std::deque<Writer> carry_all(Carriage& carriage, const Scaling* scaling,
                             const Arguments&... arguments) {
    auto& intake = carriage.intake;
    const auto added = names_of(added_columns(carriage.request, carriage.sources));
    const std::string nothing_added(added.size(), intake.delimiter());
    auto head = header_text(intake, carriage.request,
                            can_repeat_rows(carriage.request, carriage.sources), added);
    std::deque<Writer> writers;
    for (unsigned thread = 0; thread < intake.threads(); ++thread) {
        writers.emplace_back(intake, nothing_added, arguments...);
    }
    intake.run([&](unsigned thread) -> RowWorker& { return writers[thread]; },
               [&](const RowBlock& block) {
                   refuse_rows(intake, block, scaling,
                               [&](const IntakeRow& row, const Verdict& verdict) {
                                   if (scaling != nullptr) {
                                       scaling->note_part(intake, row, verdict);
                                   } else {
                                       intake.note_part(row, verdict);
                                   }
                               });
                   carriage.outputs.out(std::exchange(head, {}));
                   carriage.outputs.out(block.out.text());
               });
    carriage.outputs.out(head);
    for (const auto& writer : writers) {
        intake.add(writer.judge());
        carriage.rows_out += writer.rows_out();
    }
    intake.check();
    return writers;
}

ConvertSummary written(Carriage& carriage) {
    const AddedTexts added(carriage.sources, carriage.request, carriage.intake.delimiter());
    carry_all<RowsWriter>(carriage, nullptr, added);
    return account_of_rows(carriage.request, carriage.sources, carriage.intake);
}

ConvertSummary scaled(Carriage& carriage) {
    const AddedTexts added(carriage.sources, carriage.request, carriage.intake.delimiter());
    const Scaling scaling(carriage.request, carriage.sources, carriage.intake);
    const auto writers = carry_all<ScaleWriter>(carriage, &scaling, added, scaling);
    auto summary = carriage.intake.summary();
    std::vector<const ScaledFigures*> all;
    for (const auto& writer : writers) {
        all.push_back(&writer.figures());
    }
    scaling.add_sums(summary, totals_of(scaling, all));
    return summary;
}

ConvertSummary drawn(Carriage& carriage) {
    const Lots lots(carriage.sources, carriage.request, carriage.intake.delimiter());
    const auto writers = carry_all<DrawWriter>(carriage, nullptr, lots);
    std::vector<std::uint64_t> times(lots.all().size());
    for (const auto& writer : writers) {
        for (std::size_t lot = 0; lot < times.size(); ++lot) {
            times[lot] += writer.drawn()[lot];
        }
    }
    return account_of_draws(lots, carriage.sources, carriage.intake, times);
}

ConvertSummary settled(Carriage& carriage) {
    const auto& request = carriage.request;
    const AddedTexts added(carriage.sources, request, carriage.intake.delimiter());
    const TitleSettling settling(carriage.sources, *request.titles, request.title_score);
    const auto writers =
        carry_all<TitleWriter>(carriage, nullptr, carriage.sources, added, settling,
                               carriage.intake.columns().place(request.title_column));
    carriage.settled.emplace(carriage.sources);
    for (const auto& writer : writers) {
        carriage.settled->add(writer.settled());
    }
    return account_of_titles(*carriage.settled, carriage.intake);
}

ConvertSummary carried(Carriage& carriage) {
    if (carriage.request.split == Split::title) {
        return settled(carriage);
    }
    if (!carriage.request.scale.empty()) {
        return scaled(carriage);
    }
    return carriage.request.split == Split::draw ? drawn(carriage) : written(carriage);
}

}  // namespace

ConvertSummary convert_rows(const ConvertRequest& request, const CodedEditions& sources,
                            ReadBytes read, const ConvertOutputs& outputs) {
    check_rows(request);
    TextFeed feed(request, std::move(read));
    RejectsText rejects(request, feed.layout(), outputs.rejects);
    Intake intake(request, sources, feed, rejects, needs_shares(request));
    Carriage carriage{request, sources, outputs, intake, 0, {}};
    auto summary = carried(carriage);
    summary.rows_out = carriage.rows_out;
    summary.reading.names_row_names =
        summary.reading.has_row_names && can_repeat_rows(request, sources);
    check_account(summary);
    check_rows_out(summary, request, sources, intake,
                   carriage.settled ? &*carriage.settled : nullptr);
    return summary;
}

}  // namespace socshift
