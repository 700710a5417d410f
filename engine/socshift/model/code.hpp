#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// One code exactly as its publisher prints it, e.g. "11-1011" or "0111".
/// Text, never a number: zeros, dashes and dots count. Never empty. Order is byte order.
class Code {
public:
    /// @throws FormatError if @p text is empty or holds a space or control byte.
    static Code parse(std::string_view text);

    [[nodiscard]] const std::string& text() const noexcept { return text_; }

    friend auto operator<=>(const Code&, const Code&) = default;

private:
    explicit Code(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

/// Names one edition in every file and output, e.g. "soc2018": the series' short word and the
/// publisher's label. Lower-case ASCII letters, digits, '-', '_' and '.', starting with a letter.
class EditionId {
public:
    /// @throws FormatError if @p text has another form. For what a user typed, see
    /// Catalog::resolve().
    static EditionId parse(std::string_view text);

    [[nodiscard]] const std::string& text() const noexcept { return text_; }

    friend auto operator<=>(const EditionId&, const EditionId&) = default;

private:
    explicit EditionId(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

/// A code plus the edition that gives it meaning: the same string in two editions is two nodes.
struct CodeRef {
    EditionId edition;
    Code code;

    /// "soc2018:15-1252"
    [[nodiscard]] std::string text() const { return edition.text() + ":" + code.text(); }

    friend auto operator<=>(const CodeRef&, const CodeRef&) = default;
};

/// The texts of @p codes, in their order.
[[nodiscard]] std::vector<std::string> texts_of(const std::vector<Code>& codes);

}  // namespace socshift
