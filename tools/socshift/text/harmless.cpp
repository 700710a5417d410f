#include "text/harmless.hpp"

#include <fmt/core.h>

#include <random>

namespace socshift::cli {

namespace {

/// Stands before and behind a sequence of our own.
const std::string& trust_mark() {
    static const std::string mark = [] {
        std::random_device random;
        return fmt::format("\x1b<{:08x}{:08x}>", random(), random());
    }();
    return mark;
}

}  // namespace

std::string trusted(std::string_view sequence) {
    return trust_mark() + std::string{sequence} + trust_mark();
}

HarmlessStream::HarmlessStream(std::ostream& to, Escapes escapes)
    : std::ostream(nullptr), buffer_(to, escapes) {
    rdbuf(&buffer_);
}

HarmlessStream::~HarmlessStream() {
    buffer_.finish();
}

void HarmlessStream::Buffer::finish() {
    to_ << harmless(pending_, escapes_);
    pending_.clear();
}

std::streambuf::int_type HarmlessStream::Buffer::overflow(int_type c) {
    if (traits_type::eq_int_type(c, traits_type::eof())) {
        return traits_type::not_eof(c);
    }
    const char byte = traits_type::to_char_type(c);
    return xsputn(&byte, 1) == 1 ? c : traits_type::eof();
}

std::streamsize HarmlessStream::Buffer::xsputn(const char* bytes, std::streamsize size) {
    pending_.append(bytes, static_cast<std::size_t>(size));
    std::string out;
    pending_.erase(0, escape_start(pending_, escapes_, trust_mark(), out));
    to_ << out;
    return to_ ? size : 0;
}

int HarmlessStream::Buffer::sync() {
    return to_.flush() ? 0 : -1;
}

}  // namespace socshift::cli
