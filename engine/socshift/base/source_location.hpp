#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace socshift {

/// The name of a file, shared by all the places in it. A value, compared as text.
class FileName {
public:
    FileName() = default;

    // Not explicit: a place is written down as {file, line, column}.
    FileName(std::string name)  // NOLINT(google-explicit-constructor)
        : name_(name.empty() ? nullptr : std::make_shared<const std::string>(std::move(name))) {}
    FileName(const char* name)  // NOLINT(google-explicit-constructor)
        : FileName(std::string{name}) {}

    [[nodiscard]] const std::string& text() const noexcept {
        static const std::string none;
        return name_ ? *name_ : none;
    }
    operator const std::string&() const noexcept { return text(); }  // NOLINT(*explicit*)

    friend bool operator==(const FileName& a, const FileName& b) noexcept {
        return a.name_ == b.name_ || a.text() == b.text();
    }
    friend std::strong_ordering operator<=>(const FileName& a, const FileName& b) noexcept {
        return a.name_ == b.name_ ? std::strong_ordering::equal : a.text() <=> b.text();
    }

private:
    std::shared_ptr<const std::string> name_;  // none: the empty name
};

/// A place in a text file: where a row was read, for messages and proofs.
/// Lines and columns count from 1; 0 means not known. `file` is as the user named it, or relative
/// to the catalog folder for shipped data ("us-soc/soc2018.yaml").
struct SourceLocation {
    FileName file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    /// "file:line:column", leaving out what is not known; empty when nothing is.
    [[nodiscard]] std::string text() const;

    friend auto operator<=>(const SourceLocation&, const SourceLocation&) = default;
};

}  // namespace socshift
