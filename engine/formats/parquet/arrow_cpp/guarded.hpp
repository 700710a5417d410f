#pragma once

// Internal: not installed. What Arrow C++ reports, as it passes the border.

#include "parquet/border.hpp"

#include <algorithm>
#include <arrow/result.h>
#include <arrow/status.h>
#include <cstddef>
#include <exception>
#include <new>
#include <string_view>
#include <utility>

namespace socshift::parquet {

/// Something that could not be done, on its way to the border.
class Failure : public std::exception {
public:
    Failure(Problem::Kind kind, std::string text) : kind_(kind), text_(std::move(text)) {}
    [[nodiscard]] Problem::Kind kind() const noexcept { return kind_; }
    [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }

private:
    Problem::Kind kind_;
    std::string text_;
};

inline void put(Problem& to, Problem::Kind kind, std::string_view text) noexcept {
    to.kind = kind;
    // One line, whatever the library has at its end or between two errors.
    const auto end = text.find_last_not_of(" \n.");
    const auto size =
        std::min(end == std::string_view::npos ? 0 : end + 1, std::size_t{Problem::most - 1});
    std::replace_copy(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(size), to.text, '\n',
                      ' ');
    to.text[size] = '\0';
}

/// @throws Failure, of @p otherwise if it is not for want of memory or of a type.
inline void require(const ::arrow::Status& status, Problem::Kind otherwise) {
    if (status.ok()) {
        return;
    }
    const auto kind = status.IsOutOfMemory() || status.IsCapacityError()  ? Problem::no_memory
                      : status.IsNotImplemented() || status.IsTypeError() ? Problem::no_place
                                                                          : otherwise;
    throw Failure(kind, status.message());
}

template <typename T>
T require(::arrow::Result<T> result, Problem::Kind otherwise) {
    require(result.status(), otherwise);
    return std::move(result).ValueUnsafe();
}

/// Does @p work; 0 if nothing was thrown.
template <typename Work>
int guarded(Problem* problem, Problem::Kind otherwise, const Work& work) noexcept {
    try {
        work();
        problem->kind = Problem::none;
        return 0;
    } catch (const Failure& failure) {
        put(*problem, failure.kind(), failure.what());
    } catch (const std::bad_alloc&) {
        put(*problem, Problem::no_memory, "not enough memory");
    } catch (const std::exception& error) {
        put(*problem, otherwise, error.what());
    } catch (...) {
        put(*problem, otherwise, "an error without a name");
    }
    return 1;
}

}  // namespace socshift::parquet
