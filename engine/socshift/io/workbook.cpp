#include "socshift/io/workbook.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/utf8.hpp"
#include "socshift/base/whole_number.hpp"
#include "socshift/io/number_formats.hpp"
#include "socshift/io/workbook_package.hpp"

#include <fmt/core.h>

#include <utility>

namespace socshift {

SourceLocation Workbook::where(const Sheet& sheet, std::uint32_t row) const {
    return {sheets.size() == 1 ? file : fmt::format("{}[{}]", file, sheet.name), row, 0};
}

bool is_workbook(std::string_view bytes) noexcept {
    return bytes.substr(0, 4) == "PK\x03\x04";
}

namespace {

constexpr std::uint32_t most_columns = 16384;
constexpr std::uint32_t most_rows = 1048576;

/// Adds a text in which characters that XML cannot hold stand as "_x000D_".
void append_unescaped(std::string& out, std::string_view text) {
    while (!text.empty()) {
        const auto start = text.find("_x");
        out.append(text.substr(0, start));
        if (start == std::string_view::npos) {
            return;
        }
        text.remove_prefix(start);
        const auto digits = text.substr(2, 4);
        const auto character = whole_number<std::uint32_t>(digits, 16).value_or(0);
        const bool is_escape = digits.size() == 4 && text.substr(6, 1) == "_" && character != 0 &&
                               (character < 0xD800U || character > 0xDFFFU);
        if (is_escape) {
            append_utf8(out, character);
            text.remove_prefix(7);
        } else {
            out += text.front();
            text.remove_prefix(1);
        }
    }
}

/// The text of a shared or an inline string: its own, or its runs one after the other.
std::string string_text(pugi::xml_node node) {
    std::string out;
    for (const auto inner : node.children()) {
        const auto name = local_name(inner.name());
        if (name == "t") {
            append_unescaped(out, text_in(inner));
        } else if (name == "r") {
            append_unescaped(out, text_in(child(inner, "t")));
        }
    }
    return out;
}

/// How numbers are shown, by the styles of cells.
struct NumberFormats {
    std::vector<NumberFormat> by_style;
    bool from_1904 = false;  // days are counted from then
};

/// Reads one sheet after another; all of them share the strings and the budget of text.
class SheetReader {
public:
    SheetReader(const Workbook& book, std::vector<std::string> strings, NumberFormats formats,
                std::size_t budget)
        : book_(book),
          strings_(std::move(strings)),
          formats_(std::move(formats)),
          budget_(budget) {}

    void read(pugi::xml_node worksheet, Workbook::Sheet& sheet) {
        sheet_ = &sheet;
        row_ = 0;
        for (const auto node : child(worksheet, "sheetData").children()) {
            if (local_name(node.name()) == "row") {
                read_row(node);
            }
        }
        row_ = 0;
        for (const auto node : child(worksheet, "mergeCells").children()) {
            if (local_name(node.name()) == "mergeCell") {
                read_merged(attribute(node, "ref").value());
            }
        }
    }

private:
    [[nodiscard]] FormatError wrong(const std::string& message) const {
        // A single sheet's name is not part of the location, and still says where to look.
        const bool is_named = book_.sheets.size() != 1;
        return {book_.where(*sheet_, row_),
                is_named ? message : fmt::format("sheet '{}': {}", sheet_->name, message)};
    }

    void read_row(pugi::xml_node node) {
        const auto stated = attribute(node, "r");
        const auto number = stated ? whole_number<std::uint32_t>(stated.value()) : row_ + 1;
        if (!number || *number == 0 || *number > most_rows) {
            throw wrong(fmt::format("a row after this has the number '{}'", stated.value()));
        }
        if (*number <= row_) {
            throw wrong(fmt::format("row {} follows row {}", *number, row_));
        }
        row_ = *number;
        Workbook::Row row{row_, {}};
        std::uint32_t next = 0;
        for (const auto cell : node.children()) {
            if (local_name(cell.name()) == "c") {
                const auto column = column_of(cell, next);
                next = column + 1;
                auto text = text_of(cell);
                if (text.empty()) {
                    continue;
                }
                if (text.size() > budget_) {
                    throw wrong(
                        "the texts of its cells are too long; save the sheet as delimited "
                        "text");
                }
                budget_ -= text.size();
                row.cells.push_back({column, std::move(text)});
            }
        }
        if (!row.cells.empty()) {
            sheet_->rows.push_back(std::move(row));
        }
    }

    /// A column off the front of a reference, "AB" of "AB9": from 1; 0 if there is none, more than
    /// most_columns if it is too far.
    static std::uint32_t take_column(std::string_view& reference) {
        std::uint32_t column = 0;
        while (!reference.empty() && reference.front() >= 'A' && reference.front() <= 'Z' &&
               column <= most_columns) {
            column = column * 26 + static_cast<std::uint32_t>(reference.front() - 'A') + 1;
            reference.remove_prefix(1);
        }
        return column;
    }

    void read_merged(std::string_view range) {
        auto first = range.substr(0, range.find(':'));
        auto last = first.size() == range.size() ? first : range.substr(first.size() + 1);
        Workbook::Merged merged{std::string{range}, 0, 0, take_column(first), take_column(last)};
        merged.first_row = whole_number<std::uint32_t>(first).value_or(0);
        merged.last_row = whole_number<std::uint32_t>(last).value_or(0);
        const bool is_range = merged.first_row > 0 && merged.first_row <= merged.last_row &&
                              merged.last_row <= most_rows && merged.first_column > 0 &&
                              merged.first_column <= merged.last_column &&
                              merged.last_column <= most_columns;
        if (!is_range) {
            throw wrong(fmt::format("'{}' is no range of cells to be merged", range));
        }
        --merged.first_column;
        --merged.last_column;
        sheet_->merged.push_back(std::move(merged));
    }

    /// "B9" in row 9 is 1; without a reference, @p next.
    [[nodiscard]] std::uint32_t column_of(pugi::xml_node cell, std::uint32_t next) const {
        const auto stated = attribute(cell, "r");
        std::uint32_t column = next + 1;
        if (stated) {
            const std::string_view reference = stated.value();
            auto number = reference;
            column = take_column(number);
            if (column == 0 || whole_number<std::uint32_t>(number) != row_) {
                throw wrong(fmt::format("'{}' is no cell of this row", reference));
            }
        }
        if (column > most_columns) {
            throw wrong(fmt::format("more than {} columns", most_columns));
        }
        if (column <= next) {
            throw wrong(fmt::format("cell '{}' comes after one to its right", stated.value()));
        }
        return column - 1;
    }

    [[nodiscard]] std::string text_of(pugi::xml_node cell) const {
        const std::string_view type = attribute(cell, "t").value();
        if (type == "inlineStr") {
            return string_text(child(cell, "is"));
        }
        const auto stored = child(cell, "v");
        auto value = text_in(stored);
        // Text of no length is a result; a number, truth or error of no length is none.
        if (const auto formula = child(cell, "f");
            formula && value.empty() && (!stored || type != "str")) {
            return "=" + text_in(formula);
        }
        if (type == "s") {
            const auto number = whole_number<std::uint32_t>(value);
            if (!number || *number >= strings_.size()) {
                throw wrong(fmt::format("cell '{}' is text {} of {}", attribute(cell, "r").value(),
                                        value, strings_.size()));
            }
            return strings_[*number];
        }
        if (type == "b") {
            return value.empty() ? "" : value == "0" ? "FALSE" : "TRUE";
        }
        if (type.empty() || type == "n") {
            const auto style = attribute(cell, "s").as_uint();
            return style < formats_.by_style.size()
                       ? shown_number(value, formats_.by_style[style], formats_.from_1904)
                       : value;
        }
        if (type != "str") {
            return value;
        }
        std::string out;
        append_unescaped(out, value);
        return out;
    }

    const Workbook& book_;
    std::vector<std::string> strings_;
    NumberFormats formats_;
    std::size_t budget_;
    Workbook::Sheet* sheet_ = nullptr;
    std::uint32_t row_ = 0;
};

std::vector<std::string> read_strings(WorkbookPackage& package, const std::string& part) {
    std::vector<std::string> out;
    const auto document = package.xml(part);
    for (const auto node : document.document_element().children()) {
        if (local_name(node.name()) == "si") {
            out.push_back(string_text(node));
        }
    }
    return out;
}

/// The part that lists the sheets; where most writers put it if the package does not say.
std::string main_part(WorkbookPackage& package) {
    if (package.has("_rels/.rels")) {
        for (const auto& [id, found] : package.relationships("")) {
            if (found.type == "officeDocument") {
                return found.target;
            }
        }
    }
    return "xl/workbook.xml";
}

}  // namespace

Workbook read_workbook(std::string_view bytes, std::string file, const WorkbookLimits& limits) {
    WorkbookPackage package(bytes, file, {limits.part, limits.unpacked});
    const auto main = main_part(package);
    const auto document = package.xml(main);
    const auto workbook = document.document_element();
    if (local_name(workbook.name()) != "workbook") {
        throw FormatError({file, 0, 0}, fmt::format("part '{}' is no workbook", main));
    }
    const auto parts = package.relationships(main);
    Workbook book{std::move(file), {}};
    std::vector<std::string> sheet_parts;
    std::vector<std::string> strings;
    for (const auto node : child(workbook, "sheets").children()) {
        const auto state = std::string_view{attribute(node, "state").value()};
        const auto found = parts.find(attribute(node, "id").value());
        if (found == parts.end()) {
            throw FormatError({book.file, 0, 0}, fmt::format("sheet '{}' is not in the file",
                                                             attribute(node, "name").value()));
        }
        const bool has_cells = found->second.type == "worksheet";
        sheet_parts.push_back(has_cells ? found->second.target : std::string{});
        book.sheets.push_back(
            {attribute(node, "name").value(), state == "hidden" || state == "veryHidden", {}, {}});
    }
    NumberFormats formats;
    formats.from_1904 = attribute(child(workbook, "workbookPr"), "date1904").as_bool();
    for (const auto& [id, found] : parts) {
        if (found.type == "sharedStrings") {
            strings = read_strings(package, found.target);
        } else if (found.type == "styles" && package.has(found.target)) {
            formats.by_style = number_formats(package.xml(found.target).document_element());
        }
    }
    SheetReader reader(book, std::move(strings), std::move(formats), limits.text);
    for (std::size_t i = 0; i < book.sheets.size(); ++i) {
        if (!sheet_parts[i].empty()) {
            const auto sheet = package.xml(sheet_parts[i]);
            reader.read(sheet.document_element(), book.sheets[i]);
        }
    }
    return book;
}

}  // namespace socshift
