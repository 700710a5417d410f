#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

// What fuzz targets share.
namespace socshift::fuzz {

/// Ends the run: the input becomes a file of the corpus.
inline void demand(bool holds) {
    if (!holds) {
        std::abort();
    }
}

/// The bytes of an input taken from its start: numbers that choose what is done, then texts.
class Input {
public:
    Input(const std::uint8_t* data, std::size_t size)
        : rest_(reinterpret_cast<const char*>(data), size) {}

    /// 0 when nothing is left.
    std::uint8_t byte() {
        if (rest_.empty()) {
            return 0;
        }
        const auto out = static_cast<std::uint8_t>(rest_.front());
        rest_.remove_prefix(1);
        return out;
    }

    [[nodiscard]] std::string rest() const { return std::string{rest_}; }

    /// What is between NUL bytes; at least one text.
    [[nodiscard]] std::vector<std::string> parts() const {
        std::vector<std::string> out(1);
        for (const char c : rest_) {
            if (c == '\0') {
                out.emplace_back();
            } else {
                out.back() += c;
            }
        }
        return out;
    }

private:
    std::string_view rest_;
};

/// The bits of a byte, one choice after the other.
class Choices {
public:
    explicit Choices(std::uint8_t bits) : bits_(bits) {}

    bool yes() { return of(2) == 1; }

    /// 0 to @p choices - 1.
    unsigned of(unsigned choices) {
        const auto out = bits_ % choices;
        bits_ /= choices;
        return out;
    }

private:
    unsigned bits_;
};

}  // namespace socshift::fuzz
