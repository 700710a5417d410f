#include "text/summary_parts.hpp"

#include "socshift/base/harmless.hpp"
#include "text/text.hpp"

#include <fmt/core.h>

namespace socshift::cli {

namespace {

constexpr std::size_t number_width = 15;

}  // namespace

std::string paragraph(std::string_view text, std::size_t indent, std::size_t hanging) {
    std::string out;
    bool first = true;
    for (const auto& line : wrap(text, summary_width - hanging)) {
        out += std::string(first ? indent : hanging, ' ') + line + "\n";
        first = false;
    }
    return out;
}

std::string enumeration(const std::vector<std::string>& parts, std::size_t indent) {
    std::string out;
    std::string line;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto part = parts[i] + (i + 1 < parts.size() ? "," : "");
        if (!line.empty() &&
            indent + display_width(line) + 1 + display_width(part) > summary_width) {
            out += std::string(indent, ' ') + line + "\n";
            line.clear();
        }
        line += (line.empty() ? "" : " ") + part;
    }
    return out + std::string(indent, ' ') + line + "\n";
}

void add_count(std::string& out, std::string_view label, std::uint64_t count,
               std::string_view remark) {
    auto line = fmt::format("  {:<14}{:>{}}", label, grouped(count), number_width);
    const auto column = line.size() + 2;
    for (const auto& part : wrap(remark, summary_width - column)) {
        out += part.empty() ? line + "\n" : fmt::format("{}  {}\n", line, part);
        line = std::string(column - 2, ' ');
    }
}

std::string rows_and_values(std::uint64_t rows, std::size_t values, bool more) {
    const auto text = count_of(rows, "row", "rows");
    if (values == rows) {
        return text;
    }
    return fmt::format("{}, {}{} different", text, more ? "more than " : "", grouped(values));
}

std::string aside_text(const AsideCount& rows) {
    std::vector<std::string> examples;
    for (const auto& example : rows.examples) {
        examples.push_back(fmt::format("'{}' ({}line {})", visible(example.value),
                                       example.file.empty() ? "" : example.file + " ",
                                       example.line));
    }
    if (rows.more_values || rows.values > rows.examples.size()) {
        examples.emplace_back("…");
    }
    return paragraph(fmt::format("{}: {}", rows.text,
                                 rows_and_values(rows.rows, rows.values, rows.more_values)),
                     2, 4) +
           enumeration(examples, 6);
}

}  // namespace socshift::cli
