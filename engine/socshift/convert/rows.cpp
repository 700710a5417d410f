#include "socshift/convert/rows.hpp"

#include "socshift/convert/intake.hpp"

#include <fmt/core.h>

#include <string>
#include <utility>
#include <vector>

namespace socshift {

namespace {

constexpr std::size_t block = std::size_t{1} << 20U;

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

/// For each source item, what is added for each of its targets.
std::vector<std::vector<std::string>> all_added_texts(const ConvertSources& sources,
                                                      const ConvertRequest& request,
                                                      char delimiter) {
    std::vector<std::vector<std::string>> texts(sources.items());
    for (std::size_t item = 0; item < texts.size(); ++item) {
        for (const auto& target : sources.targets(item)) {
            texts[item].push_back(added_text(target, request, delimiter));
        }
    }
    return texts;
}

/// Gathers output into blocks.
class RowWriter {
public:
    explicit RowWriter(const WriteBytes& write) : write_(write) {
        text_.reserve(block + block / 4);
    }

    void add(std::string_view bytes) { text_ += bytes; }

    void end_row(std::string_view line_end) {
        text_ += line_end;
        ++rows_;
        if (text_.size() >= block) {
            flush();
        }
    }

    void flush() {
        write_(text_);
        text_.clear();
    }

    [[nodiscard]] std::uint64_t rows() const noexcept { return rows_; }

private:
    const WriteBytes& write_;
    std::string text_;
    std::uint64_t rows_ = 0;
};

void write_carried(RowWriter& writer, const DelimitedRecord& record,
                   const std::vector<std::string>& added, std::string_view line_end) {
    for (std::size_t i = 0; i < added.size(); ++i) {
        const bool is_last = i + 1 == added.size();
        writer.add(record.bytes);
        writer.add(added[i]);
        writer.end_row(is_last || !record.line_end.empty() ? record.line_end : line_end);
    }
}

std::string header_text(const Intake& intake, const ConvertRequest& request,
                        const ConvertSources& sources) {
    const char delimiter = intake.reader().delimiter();
    std::string text{intake.reader().byte_order_mark()};
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
    const char delimiter = intake.reader().delimiter();
    RowWriter writer(outputs.out);
    writer.add(header_text(intake, request, sources));
    const auto added = all_added_texts(sources, request, delimiter);
    const std::string nothing_added(added_names(request, sources).size(), delimiter);
    IntakeRow row;
    while (intake.next(row)) {
        const auto& record = *row.record;
        if (row.verdict == nullptr) {
            writer.add(record.line_end);
        } else if (row.verdict->carried) {
            intake.carry(*row.verdict);
            write_carried(writer, record, added[row.verdict->item], intake.line_end());
        } else if (intake.refuse(row)) {
            writer.add(record.bytes);
            writer.add(nothing_added);
            writer.end_row(record.line_end);
        }
    }
    writer.flush();
    auto summary = intake.summary();
    summary.rows_out = writer.rows();
    check_account(summary);
    check_rows_out(summary, intake, sources);
    return summary;
}

}  // namespace socshift
