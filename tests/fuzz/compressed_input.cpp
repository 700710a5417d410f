// Bytes that may be compressed, and files that are read as one. What is read does not depend on how
// much is asked for at once; what was compressed is there again; joined files are their lines.
#include "fuzz.hpp"
#include "socshift/base/error.hpp"
#include "socshift/io/compression.hpp"
#include "socshift/io/joined_text.hpp"

#include <algorithm>

namespace {

using namespace socshift;
using fuzz::demand;

constexpr std::size_t most = std::size_t{1} << 18U;  // of what small input may unfold to

/// @p text, at most @p step bytes a call.
ReadBytes in_steps(std::string text, std::size_t step) {
    return [text = std::move(text), step, at = std::size_t{0}](char* to, std::size_t size) mutable {
        const auto count = std::min({size, step, text.size() - at});
        text.copy(to, count, at);
        at += count;
        return count;
    };
}

struct Result {
    std::string bytes;
    std::string error;
    friend bool operator==(const Result&, const Result&) = default;
};

Result read_all(const std::function<ReadBytes()>& open, std::size_t step) {
    Result out;
    try {
        const auto read = open();
        std::string buffer(step, '\0');
        while (out.bytes.size() < most) {
            const auto got = read(buffer.data(), step);
            demand(got <= step);
            if (got == 0) {
                break;
            }
            out.bytes.append(buffer, 0, got);
        }
    } catch (const FormatError& error) {
        out.error = error.what();
    }
    return out;
}

void read_as_it_is(const std::string& text) {
    const auto whole = read_all([&] { return decompressed(in_steps(text, most), "fuzz"); }, most);
    const auto slow = read_all([&] { return decompressed(in_steps(text, 3), "fuzz"); }, 7);
    if (whole.bytes.size() < most) {
        demand(slow.error == whole.error);
        demand(slow.error.empty() ? slow == whole
                                  : whole.bytes.substr(0, slow.bytes.size()) == slow.bytes ||
                                        slow.bytes.substr(0, whole.bytes.size()) == whole.bytes);
    }
}

std::string compress(const std::string& text, Compression how, std::size_t step) {
    std::string out;
    Compressor compressor([&](std::string_view bytes) { out += bytes; }, how);
    for (std::size_t at = 0; at < text.size(); at += step) {
        compressor.write(std::string_view{text}.substr(at, step));
    }
    compressor.finish();
    return out;
}

void there_and_back(const std::string& text, Compression how, std::size_t step) {
    const auto packed = compress(text, how, step);
    if (packed.empty()) {
        demand(text.empty());
        return;
    }
    const auto again =
        read_all([&] { return decompressed(in_steps(packed + packed, step), "x"); }, step);
    demand(again.error.empty() && again.bytes == text + text);
}

/// Without quotes, a line is a record.
std::vector<std::string> lines_of(std::string text) {
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.erase(0, 3);
    }
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        out.push_back(text.substr(0, end));
        if (out.back().ends_with('\r') && end < text.size()) {
            out.back().pop_back();
        }
        text.erase(0, std::min(end + 1, text.size()));
    }
    return out;
}

void join(const std::vector<std::string>& texts, bool has_header, std::size_t step) {
    const auto joined = [&](std::size_t once) {
        std::vector<TextPart> parts;
        for (const auto& text : texts) {
            parts.push_back({"part", [&text, once] { return in_steps(text, once); }});
        }
        DataShape shape{{}, ',', has_header};
        shape.header_row = 1;  // what stands above a header is no record
        JoinedText whole(std::move(parts), std::move(shape));
        return read_all([&] { return whole.reader(); }, once);
    };
    const auto result = joined(step);
    demand(result == joined(most));
    const bool is_plain = std::all_of(texts.begin(), texts.end(), [](const std::string& text) {
        return text.find_first_of("\"\r") == std::string::npos && !text.empty() &&
               !text.starts_with("\xFF\xFE") && !text.starts_with("\xFE\xFF");
    });
    if (!is_plain || !result.error.empty() || texts.size() == 1) {
        return;
    }
    std::vector<std::string> expected;
    for (const auto& text : texts) {
        auto lines = lines_of(text);
        const bool skip = has_header && &text != &texts.front() && !lines.empty();
        expected.insert(expected.end(), lines.begin() + (skip ? 1 : 0), lines.end());
    }
    demand(lines_of(result.bytes) == expected);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input{data, size};
    fuzz::Choices how{input.byte()};
    const auto kind = how.of(4);
    const std::size_t step = 1 + how.of(20);
    if (kind == 0) {
        read_as_it_is(input.rest());
    } else if (kind == 3) {
        join(input.parts(), how.yes(), step);
    } else {
        there_and_back(input.rest(), kind == 1 ? Compression::gzip : Compression::zstd, step);
    }
    return 0;
}
