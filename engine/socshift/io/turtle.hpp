#pragma once

// Internal: not installed. Linked data as it is written in Turtle and in N-Triples.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// What a statement says of its subject: a thing with an address, one without, or a text.
struct TurtleObject {
    enum class Kind { address, blank, text };
    Kind kind = Kind::text;
    std::string value;
    std::string language = {};  // of a text: "en", "de-AT"; empty: none is said

    friend bool operator==(const TurtleObject&, const TurtleObject&) = default;
};

/// One statement, with whole addresses. A thing without an address has a name that begins with
/// "_:".
struct TurtleStatement {
    std::string subject;
    std::string predicate;
    TurtleObject object;
    std::uint32_t line = 0;  // the one that it ends in, or the next
};

/// Whether @p text begins as Turtle or N-Triples does: with a prefix, a base, or the address of a
/// thing, comments aside.
[[nodiscard]] bool is_turtle(std::string_view text);

/// The statements of @p text, in its order. @p file is for messages.
/// @throws FormatError, with the line, for what is not Turtle, addresses without a scheme and
/// prefixes that nothing explains among it; or if this library was built without serd.
[[nodiscard]] std::vector<TurtleStatement> read_turtle(std::string_view text,
                                                       const std::string& file);

}  // namespace socshift
