#pragma once

// Internal: not installed.

#include <utility>

namespace socshift::arrow {

/// A struct of the interface that is released where this goes away.
template <typename Struct>
class Owned {
public:
    Owned() = default;
    /// Takes @p from over.
    explicit Owned(Struct* from) : held_(std::exchange(*from, Struct{})) {}
    ~Owned() { reset(); }
    Owned(Owned&& other) noexcept : held_(std::exchange(other.held_, Struct{})) {}
    Owned& operator=(Owned&& other) noexcept {
        reset();
        held_ = std::exchange(other.held_, Struct{});
        return *this;
    }

    [[nodiscard]] Struct* get() noexcept { return &held_; }
    [[nodiscard]] const Struct& operator*() const noexcept { return held_; }
    [[nodiscard]] bool is_released() const noexcept { return held_.release == nullptr; }

private:
    void reset() noexcept {
        if (held_.release != nullptr) {
            held_.release(&held_);
        }
    }
    Struct held_{};
};

}  // namespace socshift::arrow
