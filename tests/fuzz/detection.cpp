// Which edition a column is in. An edition explains at least the cells that are its codes letter
// for letter; every row is explained, or not, or empty; the answer explains what it says.
#include "support/detection.hpp"

#include "fuzz.hpp"
#include "socshift/base/error.hpp"

#include <algorithm>
#include <sstream>

namespace {

using namespace socshift;
using fuzz::demand;

void check_column(const ColumnDetection& column, const Detection& whole) {
    std::uint64_t unexplained = 0;
    for (const auto& each : column.unexplained) {
        demand(each.rows > 0 && !each.examples.empty());
        unexplained += each.rows;
    }
    demand(column.explained + unexplained == column.rows);
    demand(column.rows + column.empty + column.no_code + whole.ragged == whole.rows);
    for (std::size_t i = 0; i < column.editions.size(); ++i) {
        demand(column.editions[i].rows > 0 && column.editions[i].rows <= column.explained);
        demand(i == 0 || column.editions[i - 1].rows >= column.editions[i].rows);
    }
    switch (column.verdict) {
        case EditionCertainty::clear: {
            demand(column.answer.size() == 1);
            const auto rows = test::rows_of(column, column.answer.front().text());
            // Those by their suffix are counted apart; strays are never as many as the others.
            demand(rows == column.explained || column.repaired.rows > 0 ||
                   2 * rows > column.explained);
            break;
        }
        case EditionCertainty::ambiguous:
            demand(column.answer.size() > 1);
            for (const auto& edition : column.answer) {
                demand(test::rows_of(column, edition.text()) == column.explained);
            }
            break;
        case EditionCertainty::mixed:
            demand(column.answer.size() > 1);
            break;
        case EditionCertainty::none:
            demand(column.answer.empty());
    }
    demand(why_not_clear(column).empty() == (column.verdict == EditionCertainty::clear));
    if (column.follows) {
        static_cast<void>(edition_map(*column.follows));
    }
}

/// One code a line.
void check_lines(const std::string& text) {
    if (text.find_first_of("\",;|\t\r") != std::string::npos) {
        return;
    }
    std::vector<std::string> codes;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        codes.push_back(line);
    }
    DetectRequest request;
    request.column = "code";
    request.delimiter = ',';
    const auto found = test::detect_text("code\n" + text, request);
    const auto& catalog = test::detection_catalog();
    const auto naive = test::naive_explained(codes, catalog);
    for (const auto& each : found.columns.front().editions) {  // one that says no more is left out
        const auto known = naive.find(each.edition.text());
        demand(known == naive.end() || each.rows >= known->second);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input{data, size};
    fuzz::Choices how{input.byte()};
    DetectRequest request;
    request.has_header = how.yes();
    if (how.yes()) {
        request.column = "#1";
    }
    if (how.yes()) {
        request.delimiter = ',';
    }
    const auto text = input.rest();
    try {
        const auto found = test::detect_text(text, request);
        for (const auto& column : found.columns) {
            check_column(column, found);
        }
        check_lines(text);
    } catch (const FormatError&) {
        return 0;
    }
    return 0;
}
