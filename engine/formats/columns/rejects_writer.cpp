#include "columns/rejects_writer.hpp"

#include "columns/frame_blocks.hpp"
#include "columns/missing_kinds.hpp"
#include "columns/text_sink.hpp"
#include "columns/types.hpp"
#include "formats.hpp"
#include "socshift/io/columns.hpp"
#include "socshift/io/delimited_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace socshift::formats {

namespace {

using arrow::CSchema;

constexpr char rejects_delimiter = ',';

/// The column whose missing values are those of the codes: that of the labels, where codes are.
std::size_t code_place(const std::string& file, const std::string& column, const CSchema& type) {
    const auto names = names_of(type);
    const auto place = Columns(file, names).place(column);
    const auto labelled = std::find_if(names.begin(), names.end(), [&](const std::string& name) {
        return is_hidden(*type.children[place]) && label_column(name) == names[place];
    });
    return labelled == names.end() ? place : static_cast<std::size_t>(labelled - names.begin());
}

/// Figures of an entry of @p rows, by the places @p scaled.
std::map<std::size_t, std::string> figures_of(const RowsAside& rows,
                                              const std::vector<std::size_t>& scaled,
                                              std::size_t entry) {
    std::map<std::size_t, std::string> out;
    if (const auto found = rows.figures.find(entry); found != rows.figures.end()) {
        for (std::size_t i = 0; i < scaled.size(); ++i) {
            if (!found->second[i].empty()) {
                out.emplace(scaled[i], found->second[i]);
            }
        }
    }
    return out;
}

}  // namespace

MissingCodeCount::MissingCodeCount(const ConversionSpec& spec, const CSchema& type)
    : place_(code_place(spec.file, spec.column, type)) {}

void MissingCodeCount::add(const std::map<std::size_t, std::string>& kinds) {
    if (const auto kind = kinds.find(place_); kind != kinds.end()) {
        ++rows_[kind->second];
    }
}

std::vector<MissingCodes> MissingCodeCount::counts() const {
    std::vector<MissingCodes> out;
    for (const auto& [kind, rows] : rows_) {
        out.push_back({kind, rows});
    }
    return out;
}

void RejectsWriter::add(const BlockAside& aside) {
    const auto& block = static_cast<const FrameBlock&>(*aside.data);
    TextRows cells(block.frame(), type_, rejects_delimiter);
    const MissingKinds kinds(block.frame(), type_);
    std::string text;
    if (!std::exchange(has_header_, true)) {
        text = fmt::format("line{0}reason{0}{1}\n", rejects_delimiter,
                           header_line(type_, rejects_delimiter));
    }
    for (std::size_t i = 0; i < aside.rows.rows.size(); ++i) {
        const auto row = aside.rows.rows[i];
        const auto& why = aside.rows.reasons[aside.rows.why[i]];
        text += fmt::format("{}{}", row + 1, rejects_delimiter);
        append_field(text, why.text, rejects_delimiter);
        text += rejects_delimiter;
        auto others = kinds.of(row - aside.rows_before);
        if (missing_ != nullptr && why.reason == Reason::empty) {
            missing_->add(others);
        }
        for (auto& [place, figure] : figures_of(aside.rows, scaled_, i)) {
            others[place] = std::move(figure);
        }
        cells.add(text, row - aside.rows_before, others);
        text += '\n';
    }
    write_(text);
}

}  // namespace socshift::formats
