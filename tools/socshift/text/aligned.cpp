#include "text/aligned.hpp"

#include "text/text.hpp"

#include <algorithm>
#include <ostream>
#include <sstream>

namespace socshift::cli {

namespace {

constexpr std::size_t column_gap = 2;
constexpr std::size_t narrowest_column = 10;

std::vector<std::size_t> natural_widths(const TextRow& names, const std::vector<TextRow>& rows) {
    std::vector<std::size_t> widths;
    widths.reserve(names.size());
    for (const auto& column : names) {
        widths.push_back(display_width(column));
    }
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], display_width(row[i]));
        }
    }
    return widths;
}

/// The longest words of each column: narrower, it could not be wrapped.
std::vector<std::size_t> word_widths(const TextRow& names, const std::vector<TextRow>& rows) {
    std::vector<std::size_t> widths(names.size(), narrowest_column);
    const auto look_at = [&](const TextRow& row) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            std::istringstream words(row[i]);
            for (std::string word; words >> word;) {
                widths[i] = std::max(widths[i], display_width(word));
            }
        }
    };
    look_at(names);
    std::for_each(rows.begin(), rows.end(), look_at);
    return widths;
}

/// Takes from the widest column that has room, one by one, until the row fits or none has.
void narrow(std::vector<std::size_t>& widths, const std::vector<std::size_t>& least,
            std::size_t limit) {
    std::size_t total = column_gap * (widths.size() - 1);
    for (const auto width : widths) {
        total += width;
    }
    while (total > limit) {
        std::size_t* widest = nullptr;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            if (widths[i] > least[i] && (widest == nullptr || widths[i] > *widest)) {
                widest = &widths[i];
            }
        }
        if (widest == nullptr) {
            return;
        }
        --*widest;
        --total;
    }
}

/// A line end in a cell must not look like one of the table.
std::string one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

void write_text_row(std::ostream& out, const TextRow& row, const std::vector<std::size_t>& widths) {
    std::vector<std::vector<std::string>> cells;
    std::size_t lines = 1;
    for (std::size_t i = 0; i < row.size(); ++i) {
        cells.push_back(wrap(one_line(row[i]), widths[i]));
        lines = std::max(lines, cells.back().size());
    }
    for (std::size_t line = 0; line < lines; ++line) {
        std::string text;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            text += pad(line < cells[i].size() ? cells[i][line] : "", widths[i]);
            text.append(column_gap, ' ');
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out << text << '\n';
    }
}

}  // namespace

void write_aligned(std::ostream& out, const TextRow& names, const std::vector<TextRow>& rows,
                   unsigned width) {
    auto widths = natural_widths(names, rows);
    if (width != 0 && !widths.empty()) {
        narrow(widths, word_widths(names, rows), width);
    }
    write_text_row(out, names, widths);
    for (const auto& row : rows) {
        write_text_row(out, row, widths);
    }
}

}  // namespace socshift::cli
