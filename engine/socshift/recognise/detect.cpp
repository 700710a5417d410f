#include "socshift/recognise/detect.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/filtered_records.hpp"
#include "socshift/recognise/column_tally.hpp"
#include "socshift/recognise/column_verdict.hpp"
#include "socshift/recognise/no_code.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace socshift {

namespace {

/// Looked at together: each takes some sixty kilobytes.
constexpr std::size_t most_columns = 10'000;

/// Everything that is counted in one pass.
class Survey {
public:
    Survey(const Columns& columns, std::optional<std::size_t> only, Readings& readings,
           const std::vector<std::string>& no_code)
        : only_(only),
          readings_(readings),
          no_code_(no_code),
          tallies_(columns.size()),
          groups_(columns.size()),
          reading_(columns.size()),
          value_(columns.size()) {}

    void add(const DelimitedRecord& record);

    /// Once all records were added.
    void settle() {
        for (auto& tally : tallies_) {
            tally.settle(readings_);
        }
    }

    [[nodiscard]] const std::vector<ColumnTally>& tallies() const noexcept { return tallies_; }
    [[nodiscard]] const std::vector<GroupValues>& groups() const noexcept { return groups_; }

private:
    void add_value(std::size_t at, std::string_view text);
    void add_to_parts(std::size_t at, std::size_t reading);

    std::optional<std::size_t> only_;
    Readings& readings_;
    const std::vector<std::string>& no_code_;
    std::vector<ColumnTally> tallies_;
    std::vector<GroupValues> groups_;
    // Of the row at hand, by column:
    std::vector<std::optional<std::size_t>> reading_;
    std::vector<std::optional<std::size_t>> value_;
    std::string storage_;
};

void Survey::add(const DelimitedRecord& record) {
    for (std::size_t at = 0; at < tallies_.size(); ++at) {
        const auto text = field_text(record.fields[at], storage_);
        const bool wanted = !only_ || *only_ == at;
        reading_[at] =
            wanted ? tallies_[at].add(text, record.line, readings_, no_code_) : std::nullopt;
        add_value(at, text);
    }
    for (std::size_t at = 0; at < tallies_.size(); ++at) {
        if (reading_[at]) {
            add_to_parts(at, *reading_[at]);
        }
    }
}

void Survey::add_value(std::size_t at, std::string_view text) {
    const bool was_live = groups_[at].is_live();
    value_[at] = groups_[at].add(text);
    if (was_live && !groups_[at].is_live()) {
        for (auto& tally : tallies_) {
            tally.drop_group(at);
        }
    }
}

void Survey::add_to_parts(std::size_t at, std::size_t reading) {
    for (std::size_t group = 0; group < groups_.size(); ++group) {
        if (group != at && value_[group]) {
            tallies_[at].add_to_part(group, *value_[group], reading, readings_[reading].signature);
        }
    }
}

/// Those that could be words for no code, most rows first.
std::vector<RepeatedWord> repeated_words(const ColumnTally& tally) {
    std::vector<RepeatedWord> out;
    for (const auto& [word, unknown] : tally.unknown()) {
        if (unknown.rows > 1 && could_be_no_code(word)) {
            out.push_back({word, unknown.rows});
        }
    }
    std::sort(out.begin(), out.end(), [](const RepeatedWord& a, const RepeatedWord& b) {
        return std::tie(b.rows, a.word) < std::tie(a.rows, b.word);
    });
    return out;
}

/// Years are codes of a list of numbers too: a column of them is not asked about.
bool holds_codes(const ColumnTally& tally) {
    return 2 * tally.explained() > tally.rows() && !tally.may_be_years();
}

}  // namespace

std::string why_not_clear(const ColumnDetection& column) {
    const auto list = [&](std::string_view last) {
        std::string text;
        for (std::size_t i = 0; i < column.answer.size(); ++i) {
            text += i == 0 ? "" : i + 1 == column.answer.size() ? last : ", ";
            text += column.answer[i].text();
        }
        return text;
    };
    switch (column.verdict) {
        case EditionCertainty::clear:
            return "";
        case EditionCertainty::none:
            return fmt::format("no edition explains more than half of its {} rows", column.rows);
        case EditionCertainty::ambiguous:
            return fmt::format("{} each explain all {} codes", list(" and "), column.codes);
        case EditionCertainty::mixed:
            break;
    }
    const auto part = [&](const EditionId& id) {
        const auto found =
            std::find_if(column.editions.begin(), column.editions.end(),
                         [&](const ExplainedBy& edition) { return edition.edition == id; });
        return fmt::format(
            "; {} has {} of {} explained rows{}", id.text(), found->rows, column.explained,
            found->has.empty() ? "" : fmt::format(", '{}' among them", found->has.front().text()));
    };
    auto text = "it is mixed of " + list(" and ");
    for (const auto& id : column.answer) {
        text += part(id);
    }
    return text;
}

std::optional<std::string> edition_map(const FollowsColumn& follows) {
    std::string text;
    for (const auto& part : follows.parts) {
        if (part.value.empty() || part.value.front() == ' ' || part.value.back() == ' ' ||
            part.value.find_first_of(",;=") != std::string::npos) {
            return std::nullopt;
        }
        text += (text.empty() ? "" : ",") + part.value;
        for (std::size_t i = 0; i < part.editions.size(); ++i) {
            text += (i == 0 ? "=" : "+") + part.editions[i].text();
        }
    }
    return text;
}

Detection detect(const DetectRequest& request, const Catalog& catalog, ReadBytes read) {
    FilteredRecords records(request, std::move(read));
    const auto& columns = records.columns();
    const auto only =
        request.column.empty() ? std::nullopt : std::optional{columns.place(request.column)};
    if (!only && columns.size() > most_columns) {
        throw FormatError({request.file, request.counts_rows ? 0U : 1U, 0},
                          fmt::format("{} columns; expected at most {}, or one that is named",
                                      columns.size(), most_columns));
    }
    Readings readings(catalog);
    Survey survey(columns, only, readings, request.no_code);
    while (const auto* const record = records.next()) {
        survey.add(*record);
    }
    survey.settle();
    Detection detection;
    detection.rows = records.rows();
    detection.ragged = records.ragged();
    detection.reading = records.reading();
    for (std::size_t at = 0; at < columns.size(); ++at) {
        const auto& tally = survey.tallies()[at];
        if (only ? *only == at : holds_codes(tally)) {
            auto column = judge_column(tally, readings, survey.groups(), columns);
            column.column = columns.name(at);
            column.is_named_by_code = std::any_of(
                column.answer.begin(), column.answer.end(), [&](const EditionId& edition) {
                    return catalog.edition(edition).find_by_any_code(column.column) != nullptr;
                });
            column.unexplained = unexplained_cells(tally, readings);
            column.could_be_no_code = repeated_words(tally);
            detection.columns.push_back(std::move(column));
        }
    }
    return detection;
}

}  // namespace socshift
