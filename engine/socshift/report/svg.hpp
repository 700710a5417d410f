#pragma once

// Internal: not installed. Drawings as SVG, in whole tenths of a unit, so that they are the same
// bytes on any machine.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

/// A length or place in tenths of a unit, about a tenth of a pixel.
using Tenths = std::int64_t;

/// "12", "12.5", "-0.3"
[[nodiscard]] std::string printed_tenths(Tenths value);

/// One drawing, put together from the back to the front. Classes are those of drawing_style(), so
/// that a drawing follows the page it stands on. All texts are escaped.
class Svg {
public:
    /// @p label: what the drawing shows, for who does not see it.
    Svg(Tenths width, std::string label, std::string_view class_name = "drawing")
        : width_(width), label_(std::move(label)), class_name_(class_name) {}

    void bar(std::string_view class_name, Tenths x, Tenths y, Tenths width, Tenths height);

    /// A line of text whose baseline is at @p y. @p anchor: "start", "middle" or "end" of it is at
    /// @p x.
    void text(std::string_view class_name, Tenths x, Tenths y, std::string_view anchor,
              std::string_view text);

    void line(std::string_view class_name, Tenths x1, Tenths y1, Tenths x2, Tenths y2);

    /// A ribbon from (x1, y1) to (x2, y2), its upper left and right ends, @p thick1 and @p thick2
    /// high there. @p title is shown by the pointer; empty: nothing is.
    void ribbon(std::string_view class_name, Tenths x1, Tenths y1, Tenths thick1, Tenths x2,
                Tenths y2, Tenths thick2, std::string_view title);

    /// The element, for a page that has drawing_style() and drawing_patterns().
    [[nodiscard]] std::string element(Tenths height) const;

    /// A file of its own.
    [[nodiscard]] std::string file(Tenths height) const;

private:
    [[nodiscard]] std::string start(Tenths height, std::string_view name) const;

    Tenths width_;
    std::string label_;
    std::string_view class_name_;
    std::string body_;
};

/// Style sheet of drawings, for light and dark.
[[nodiscard]] std::string_view drawing_style();

/// The element that defines what drawings on a page fill areas with.
[[nodiscard]] std::string_view drawing_patterns();

/// How wide @p text is in the letters of the class "name", estimated from above.
[[nodiscard]] Tenths text_width(std::string_view text);

/// @p text in lines of at most @p width, between words; a longer word has a line of its own. One
/// line at least.
[[nodiscard]] std::vector<std::string> wrapped_to(std::string_view text, Tenths width);

}  // namespace socshift
