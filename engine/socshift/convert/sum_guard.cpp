#include "socshift/convert/sum_guard.hpp"

#include "socshift/base/title.hpp"
#include "socshift/convert/sums.hpp"
#include "socshift/io/delimited_text.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace socshift {

namespace {

/// What lets one row of each pair through: those whose value is the level of the code.
std::optional<RowFilter> one_level(const DoubleFigure& found, const Columns& columns) {
    for (std::size_t i = 0; i < found.columns.size(); ++i) {
        for (const auto& value : found.values[i]) {
            if (lower_case(value) == lower_case(found.level)) {
                return RowFilter{columns.name(found.columns[i]), {value}};
            }
        }
    }
    return std::nullopt;
}

/// "column 'group' tells them apart: 'broad' and 'detailed'"
std::string difference_text(const DoubleFigure& found, const Columns& columns) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < found.columns.size(); ++i) {
        const auto& [first, second] = found.values[i];
        texts.push_back(
            fmt::format("'{}' ('{}' and '{}')", columns.name(found.columns[i]), first, second));
    }
    return texts.empty()
               ? "no column tells them apart"
               : fmt::format("{} {} tell{} them apart", texts.size() == 1 ? "column" : "columns",
                             fmt::join(texts, ", "), texts.size() == 1 ? "s" : "");
}

DoubleFigures::Compared compared_columns(const SumPlaces& places, const Intake& intake) {
    DoubleFigures::Compared out;
    for (const auto place : places.numbers()) {
        out.emplace_back(place, intake.figures(place));
    }
    return out;
}

}  // namespace

SumGuard::SumGuard(const ConvertRequest& request, const CodedEditions& sources, Intake& intake,
                   const SumPlaces& places)
    : request_(request),
      sources_(sources),
      intake_(intake),
      places_(places),
      doubles_(sources, compared_columns(places, intake), intake.columns().place(request.column)),
      watches_repeats_(doubles_.watches() && request.adds_up() && !request.allow_mixed_levels),
      first_lines_(sources.items()),
      without_number_(sources.items()) {}

void SumGuard::finish(const RowBlock& block, const KeysOf& keys) {
    RowLines first_lines(block, intake_.first_line());
    for (const auto& first : block.firsts) {
        const BlockRow row(block, first.row);
        carried({row, first_lines.line(first.row, row)}, first.item, keys(row));
    }
    RowLines lines(block, intake_.first_line());
    for (const auto& refusal : block.refused) {
        const BlockRow row(block, refusal.row);
        refuse({row, lines.line(refusal.row, row)}, refusal);
    }
}

void SumGuard::carried(const IntakeRow& row, std::size_t item, std::uint32_t keys) {
    const auto one = sources_.one_of_edition(item);
    first_lines_[one] = first_lines_[one] == 0 ? row.line : first_lines_[one];
    if (watches_repeats_) {
        doubles_.add(row.row, row.line, one, keys);
    }
}

void SumGuard::refuse(const IntakeRow& row, const Refusal& refusal) {
    switch (refusal.cause) {
        case RefusalCause::part:
            intake_.note_part(row, *refusal.verdict);
            return;
        case RefusalCause::verdict:
            static_cast<void>(intake_.refuse(row, *refusal.verdict));
            return;
        case RefusalCause::negative_weight: {
            const auto value = field_text(row.row.field(*places_.weight), storage_);
            const auto& name = request_.by_weight;
            intake_.refuse(row, Reason::negative_weight,
                           fmt::format("a negative weight in column {}", name),
                           fmt::format("a negative weight: '{}' in column {}", value, name), value);
            return;
        }
        case RefusalCause::not_a_number: {
            ++without_number_[sources_.one_of_edition(refusal.verdict->item)];
            intake_.refuse_number(row, places_.names[refusal.column],
                                  places_.numbers()[refusal.column]);
            return;
        }
    }
}

/// "line 7", or "b.csv line 7" when several files are read as one.
std::string SumGuard::line_text(std::uint64_t line) const {
    const auto at = intake_.place(line);
    return request_.place ? fmt::format("{} line {}", at.file, at.line)
                          : fmt::format("line {}", at.line);
}

/// The first item below @p group, at any level, that rows were carried of. nullptr: none.
const Item* SumGuard::member_with_rows(std::size_t source, const Item& group) const {
    for (const auto* const child : sources_.edition(source).children(group)) {
        if (first_lines_[sources_.index(source, *child)] != 0) {
            return child;
        }
        if (const auto* const found = member_with_rows(source, *child)) {
            return found;
        }
    }
    return nullptr;
}

void SumGuard::check_members(std::size_t source, const Item& group) const {
    if (const auto* const member = member_with_rows(source, group)) {
        const auto line = first_lines_[sources_.index(source, *member)];
        throw MixedLevels(
            fmt::format("'{}' has rows for groups and for their members, which counts twice: "
                        "{} is '{}' ({}), {} is '{}' under it",
                        request_.file, line_text(first_lines_[sources_.index(source, group)]),
                        group.code.text(), group.level, line_text(line), member->code.text()));
    }
}

void SumGuard::check() const {
    if (request_.allow_mixed_levels) {
        return;
    }
    for (std::size_t source = 0; source < sources_.size(); ++source) {
        if (sources_.first_of_edition(source) != source) {
            continue;  // what was met is noted there
        }
        for (const auto& item : sources_.edition(source).items()) {
            const bool was_carried = first_lines_[sources_.index(source, item)] != 0;
            if (was_carried && !sources_.edition(source).is_leaf(item)) {
                check_members(source, item);
            }
        }
    }
    if (const auto found = doubles_.find()) {
        throw MixedLevels(
            fmt::format("'{}' has one figure in two rows, which counts twice: {} prints '{}' at "
                        "two levels, here in {} and {} with equal figures; {}",
                        request_.file, found->code.edition.text(), found->code.code.text(),
                        line_text(found->lines[0]), line_text(found->lines[1]),
                        difference_text(*found, intake_.columns())),
            one_level(*found, intake_.columns()), found->columns.empty());
    }
}

}  // namespace socshift
