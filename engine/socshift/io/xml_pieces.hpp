#pragma once

// Internal: not installed. XML that is too long to be held, element by element.

#include "socshift/io/byte_source.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace socshift {

/// Cuts the children of one element out of XML in UTF-8 while it is read: the rows of a sheet. Tags
/// are told from what only looks like them: comments, CDATA, instructions, quoted values. Whether
/// the pieces are XML is for a parser to say.
///
///     XmlPieces pieces("sheetData", most, read, fail);
///     while (pieces.next()) { parse(pieces.piece()); }
///     parse(pieces.rest());
class XmlPieces {
public:
    /// What is wrong, at which byte. Must not return.
    using Fail = std::function<void(std::string_view what, std::uint64_t at)>;

    /// @p container: the name, without prefix, of the first child of the outermost element that has
    /// it; empty: the outermost element. @p most: bytes of a piece, and of the rest.
    XmlPieces(std::string_view container, std::size_t most, ReadBytes read, Fail fail);

    /// Finds the next piece: whole elements, one behind the other with what stands between them,
    /// about as many as a parser likes at once. False: there are no more, and rest() is whole.
    [[nodiscard]] bool next();

    /// Good until the next call.
    [[nodiscard]] std::string_view piece() const noexcept {
        return std::string_view{text_}.substr(0, piece_);
    }
    /// Where it begins in the text.
    [[nodiscard]] std::uint64_t begin() const noexcept { return before_; }

    /// All but the pieces: the container is empty in it.
    [[nodiscard]] const std::string& rest() const noexcept { return rest_; }

private:
    enum class State : std::uint8_t { before, within, behind };
    enum class Markup : std::uint8_t { other, start, end, empty };
    struct Tag {
        Markup markup = Markup::other;
        std::string_view name = {};
        std::size_t end = 0;  // behind it
    };

    [[nodiscard]] bool read_more();
    [[nodiscard]] std::size_t find(std::string_view what, std::size_t from);
    [[nodiscard]] Tag tag_at(std::size_t at);
    void give_to_rest(std::size_t size);
    void drop(std::size_t size);
    void find_container();
    void read_rest();
    [[nodiscard]] bool is_container(const Tag& tag) const;

    std::string container_;
    std::size_t most_;
    ReadBytes read_;
    Fail fail_;
    State state_ = State::before;
    std::size_t depth_ = 0;     // open elements, before the container
    std::string text_;          // from `before_` on
    std::uint64_t before_ = 0;  // bytes that are no longer in text_
    std::size_t piece_ = 0;
    std::string rest_;
    bool is_all_ = false;  // no more can be read
};

}  // namespace socshift
