#include "socshift/convert/rejects.hpp"

#include "socshift/io/delimited_text.hpp"
#include "socshift/io/table_text.hpp"

#include <fmt/core.h>

#include <utility>

namespace socshift {

namespace {

constexpr std::size_t rejects_block = std::size_t{1} << 16U;

}  // namespace

void RejectsText::add(const IntakeRow& row, std::string_view why, std::string_view bytes) {
    const char delimiter = layout_.delimiter;
    if (!any_ && request_.has_header) {
        text_ += request_.place ? fmt::format("file{}", delimiter) : "";
        text_ +=
            fmt::format("line{0}reason{0}{1}{2}", delimiter, layout_.full_header, layout_.line_end);
    }
    any_ = true;
    auto line = row.line;
    if (request_.place) {
        const auto at = request_.place(line);
        append_field(text_, at.file, delimiter);
        text_ += delimiter;
        line = at.line;
    } else {
        line = own_line(layout_.sheet_rows, line);
    }
    text_ += fmt::format("{}{}", line, delimiter);
    append_field(text_, why, delimiter);
    text_ += delimiter;
    text_ += bytes;
    text_ += row.row.line_end().empty() ? layout_.line_end : row.row.line_end();
    if (text_.size() >= rejects_block) {
        finish();
    }
}

void RejectsText::finish() {
    if (!text_.empty()) {
        write_(text_);
        text_.clear();
    }
}

void RejectsList::add(const IntakeRow& row, const WhyAside& why, std::string_view /*bytes*/) {
    auto name = fmt::format("{} {} {}", to_string(why.reason), why.in_part, why.text);
    const auto [known, is_new] =
        known_.try_emplace(std::move(name), static_cast<std::uint32_t>(rows_.reasons.size()));
    if (is_new) {
        rows_.reasons.push_back(why);
    }
    rows_.rows.push_back(row.line - 1);  // rows in memory are lines of a file without header
    rows_.why.push_back(known->second);
}

}  // namespace socshift
