#pragma once

#include <ios>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

namespace socshift::cli {

// What strangers wrote (titles, names of columns, cells, file names) must not command a terminal.
// Escaped are the control characters of ASCII but line feed and tab (a carriage return that ends a
// line stays, too), those of Unicode (U+0080 to U+009F), what turns the direction of text or breaks
// a line (U+061C, U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069), and bytes that are no UTF-8.

/// How they are escaped. `text`: "\x1b", "\u202e". `json`: "\u202e" as JSON has it, where only what
/// a JSON writer leaves as it is needs an escape.
enum class Escapes { text, json };

/// @p text with what is dangerous escaped.
[[nodiscard]] std::string harmless(std::string_view text, Escapes escapes = Escapes::text);

/// A sequence for the terminal that is our own, so that a HarmlessStream lets it through. Nobody
/// else can write one: it stands between marks that are drawn anew for each process.
[[nodiscard]] std::string trusted(std::string_view sequence);

/// Passes everything on to another stream, escaped.
class HarmlessStream : public std::ostream {
public:
    /// @p to must outlive this.
    HarmlessStream(std::ostream& to, Escapes escapes);
    ~HarmlessStream() override;
    HarmlessStream(const HarmlessStream&) = delete;
    HarmlessStream& operator=(const HarmlessStream&) = delete;

private:
    class Buffer : public std::streambuf {
    public:
        Buffer(std::ostream& to, Escapes escapes) : to_(to), escapes_(escapes) {}
        void finish();

    protected:
        int_type overflow(int_type c) override;
        std::streamsize xsputn(const char* bytes, std::streamsize size) override;
        int sync() override;

    private:
        std::ostream& to_;
        Escapes escapes_;
        std::string pending_;  // the start of what may be one character or one mark
    };

    Buffer buffer_;
};

/// Whether tables written to @p out as csv or tsv get an apostrophe before a cell that a
/// spreadsheet would take for a formula.
void set_spreadsheet_safe(std::ostream& out, bool on);
[[nodiscard]] bool is_spreadsheet_safe(std::ostream& out);

/// @p text as it is shown in Markdown: no HTML, no links, no border of a table.
[[nodiscard]] std::string markdown_text(std::string_view text);

}  // namespace socshift::cli
