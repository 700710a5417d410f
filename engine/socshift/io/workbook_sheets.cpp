#include "socshift/io/workbook_sheets.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/title.hpp"
#include "socshift/base/utf8.hpp"
#include "socshift/base/whole_number.hpp"
#include "socshift/io/number_formats.hpp"
#include "socshift/io/workbook_package.hpp"
#include "socshift/io/xml_pieces.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace socshift {

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

/// The texts that cells share, by number.
class SharedTexts {
public:
    /// False: it is one too many for so many bytes.
    [[nodiscard]] bool add(std::string_view text, std::size_t most_bytes) {
        bytes_ += text;
        ends_.push_back(bytes_.size());
        return bytes_.size() + ends_.size() * sizeof(std::size_t) <= most_bytes;
    }
    [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
    [[nodiscard]] std::string_view operator[](std::size_t number) const {
        const auto begin = number == 0 ? 0 : ends_[number - 1];
        return std::string_view{bytes_}.substr(begin, ends_[number] - begin);
    }

private:
    std::string bytes_;
    std::vector<std::size_t> ends_;
};

/// How numbers are shown, by the styles of cells.
struct NumberFormats {
    std::vector<NumberFormat> by_style;
    bool from_1904 = false;  // days are counted from then
};

/// Reads the rows of one sheet after another; all of them share the texts and the budget of text.
class SheetReader {
public:
    SheetReader(const Workbook& book, SharedTexts strings, NumberFormats formats,
                std::size_t row_bytes, std::size_t cell_bytes)
        : book_(book),
          strings_(std::move(strings)),
          formats_(std::move(formats)),
          row_bytes_(row_bytes),
          budget_(cell_bytes) {}

    void begin(const Workbook::Sheet& sheet) {
        sheet_ = &sheet;
        row_ = 0;
    }

    /// The cells of an element of the sheet's rows that are not empty.
    Workbook::Row read_row(pugi::xml_node node) {
        take_number(node);
        Workbook::Row row{row_, {}};
        std::uint32_t next = 0;
        auto left = std::min(budget_, row_bytes_);
        for (const auto cell : node.children()) {
            if (local_name(cell.name()) == "c") {
                const auto column = column_of(cell, next);
                next = column + 1;
                auto text = text_of(cell);
                if (text.empty()) {
                    continue;
                }
                if (text.size() > left) {
                    throw wrong(
                        "the texts of its cells are too long; save the sheet as delimited "
                        "text");
                }
                left -= text.size();
                budget_ -= text.size();
                row.cells.push_back({column, std::move(text)});
            }
        }
        return row;
    }

    [[nodiscard]] std::vector<Workbook::Merged> read_merged(pugi::xml_node worksheet) {
        row_ = 0;
        std::vector<Workbook::Merged> out;
        for (const auto node : child(worksheet, "mergeCells").children()) {
            if (local_name(node.name()) == "mergeCell") {
                out.push_back(merged_of(attribute(node, "ref").value()));
            }
        }
        return out;
    }

private:
    [[nodiscard]] FormatError wrong(const std::string& message) const {
        // A single sheet's name is not part of the location, and still says where to look.
        const bool is_named = book_.sheets.size() != 1;
        return {book_.where(*sheet_, row_),
                is_named ? message : fmt::format("sheet '{}': {}", sheet_->name, message)};
    }

    /// Rows are numbered, or follow each other.
    void take_number(pugi::xml_node node) {
        const auto stated = attribute(node, "r");
        const auto number = stated ? whole_number<std::uint32_t>(stated.value()) : row_ + 1;
        if (!number || *number == 0 || *number > most_rows) {
            throw wrong(fmt::format("a row after this has the number '{}'", stated.value()));
        }
        if (*number <= row_) {
            throw wrong(fmt::format("row {} follows row {}", *number, row_));
        }
        row_ = *number;
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

    [[nodiscard]] Workbook::Merged merged_of(std::string_view range) const {
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
        return merged;
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
            return std::string{strings_[*number]};
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
    SharedTexts strings_;
    NumberFormats formats_;
    std::size_t row_bytes_;
    std::size_t budget_;  // of the texts of all cells that are left
    const Workbook::Sheet* sheet_ = nullptr;
    std::uint32_t row_ = 0;
};

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

/// Whether XML that begins so is in UTF-8, which can be cut without decoding it.
bool is_cut_as_it_is(std::string_view start) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    start.remove_prefix(start.starts_with(mark) ? mark.size() : 0);
    if (!start.starts_with('<') || start.substr(0, 4).find('\0') != std::string_view::npos) {
        return false;  // blanks before it, or UTF-16 and the like
    }
    if (!start.starts_with("<?xml")) {
        return true;
    }
    const auto declaration = lower_case(start.substr(0, start.find("?>")));
    return declaration.find("iso-8859-1") == std::string::npos &&
           declaration.find("latin1") == std::string::npos;
}

/// The children of one element of a part, a document with some of them at a time.
class PartPieces {
public:
    PartPieces(WorkbookPackage& package, std::string part, std::string_view container)
        : package_(package), part_(std::move(part)), container_(container) {
        auto read = package.stream(part_);
        constexpr std::size_t head_size = 1024;
        start_.resize(head_size);
        start_.resize(read(start_.data(), start_.size()));
        if (!is_cut_as_it_is(start_)) {
            whole_ = package_.xml(part_);
            return;
        }
        pieces_.emplace(
            container, package.limits().part,
            [this, read = std::move(read)](char* to, std::size_t size) {
                if (start_.empty()) {
                    return read(to, size);
                }
                const auto count = start_.copy(to, size);
                start_.erase(0, count);
                return count;
            },
            [this](std::string_view what, std::uint64_t at) {
                package_.fail(part_, fmt::format("has {} at byte {}; save the sheet as delimited "
                                                 "text",
                                                 what, at));
            });
    }
    PartPieces(const PartPieces&) = delete;
    PartPieces& operator=(const PartPieces&) = delete;

    /// The next of them, good until the next call; a null node behind the last.
    [[nodiscard]] pugi::xml_node next() {
        if (!pieces_) {
            return next_of_whole();
        }
        node_ = node_ ? node_.next_sibling() : node_;
        while (!node_ && pieces_->next()) {
            document_ =
                package_.parsed(pieces_->piece(), part_, pieces_->begin(), pugi::parse_fragment);
            node_ = document_.first_child();
        }
        if (!node_ && !std::exchange(has_rest_, true)) {
            whole_ = package_.parsed(pieces_->rest(), part_, 0, 0);
        }
        return node_;
    }

    /// The outermost element, once next() was at the end.
    [[nodiscard]] pugi::xml_node rest() const { return whole_.document_element(); }

private:
    pugi::xml_node next_of_whole() {
        const auto outermost = whole_.document_element();
        const auto parent = container_.empty() ? outermost : child(outermost, container_);
        node_ = is_begun_ ? node_.next_sibling() : parent.first_child();
        is_begun_ = true;
        return node_;
    }

    WorkbookPackage& package_;
    std::string part_;
    std::string container_;
    std::string start_;
    std::optional<XmlPieces> pieces_;
    pugi::xml_document document_;
    pugi::xml_document whole_;  // but for the pieces
    pugi::xml_node node_;
    bool is_begun_ = false;
    bool has_rest_ = false;
};

SharedTexts read_strings(WorkbookPackage& package, const std::string& part, std::size_t most) {
    SharedTexts out;
    PartPieces pieces(package, part, "");
    while (const auto node = pieces.next()) {
        if (local_name(node.name()) == "si" && !out.add(string_text(node), most)) {
            package.fail(part, "has too many texts; save the sheet as delimited text");
        }
    }
    return out;
}

}  // namespace

struct WorkbookSheets::State {
    State(std::string_view bytes, std::string file, const WorkbookLimits& limits)
        : package(bytes, file, {limits.part, limits.unpacked, limits.streamed}) {
        book.file = std::move(file);
    }

    WorkbookPackage package;
    Workbook book;
    std::vector<std::string> parts;  // of sheets; empty: one without cells
    std::optional<SheetReader> reader;
    std::optional<PartPieces> pieces;
    std::vector<Workbook::Merged> merged;
};

WorkbookSheets::WorkbookSheets(std::string_view bytes, std::string file,
                               const WorkbookLimits& limits, std::size_t cell_bytes)
    : state_(std::make_unique<State>(bytes, std::move(file), limits)) {
    auto& [package, book, sheet_parts, reader, pieces, merged] = *state_;
    const auto main = main_part(package);
    const auto document = package.xml(main);
    const auto workbook = document.document_element();
    if (local_name(workbook.name()) != "workbook") {
        throw FormatError({book.file, 0, 0}, fmt::format("part '{}' is no workbook", main));
    }
    const auto parts = package.relationships(main);
    for (const auto node : child(workbook, "sheets").children()) {
        const auto state_of_sheet = std::string_view{attribute(node, "state").value()};
        const auto found = parts.find(attribute(node, "id").value());
        if (found == parts.end()) {
            throw FormatError({book.file, 0, 0}, fmt::format("sheet '{}' is not in the file",
                                                             attribute(node, "name").value()));
        }
        const bool has_cells = found->second.type == "worksheet";
        sheet_parts.push_back(has_cells ? found->second.target : std::string{});
        book.sheets.push_back({attribute(node, "name").value(),
                               state_of_sheet == "hidden" || state_of_sheet == "veryHidden",
                               {},
                               {}});
    }
    NumberFormats formats;
    formats.from_1904 = attribute(child(workbook, "workbookPr"), "date1904").as_bool();
    SharedTexts strings;
    for (const auto& [id, found] : parts) {
        if (found.type == "sharedStrings") {
            strings = read_strings(package, found.target, limits.text);
        } else if (found.type == "styles" && package.has(found.target)) {
            formats.by_style = number_formats(package.xml(found.target).document_element());
        }
    }
    reader.emplace(book, std::move(strings), std::move(formats), limits.text, cell_bytes);
}

WorkbookSheets::~WorkbookSheets() = default;

const Workbook& WorkbookSheets::book() const noexcept {
    return state_->book;
}

void WorkbookSheets::begin(std::size_t sheet) {
    auto& it = *state_;
    it.reader->begin(it.book.sheets[sheet]);
    it.merged.clear();
    it.pieces.reset();
    if (!it.parts[sheet].empty()) {
        it.pieces.emplace(it.package, it.parts[sheet], "sheetData");
    }
}

bool WorkbookSheets::next(Workbook::Row& row) {
    auto& it = *state_;
    if (!it.pieces) {
        return false;
    }
    while (const auto node = it.pieces->next()) {
        if (local_name(node.name()) == "row") {
            row = it.reader->read_row(node);
            if (!row.cells.empty()) {
                return true;
            }
        }
    }
    it.merged = it.reader->read_merged(it.pieces->rest());
    it.pieces.reset();
    return false;
}

const std::vector<Workbook::Merged>& WorkbookSheets::merged() const noexcept {
    return state_->merged;
}

}  // namespace socshift
