#include "socshift/io/compression.hpp"

#include "socshift/base/error.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace socshift;
using Catch::Matchers::Contains;

namespace {

std::string compressed(std::string_view text, Compression how, std::size_t piece = 1000) {
    std::string out;
    Compressor compressor([&](std::string_view bytes) { out += bytes; }, how);
    for (std::size_t at = 0; at < text.size(); at += piece) {
        compressor.write(text.substr(at, piece));
    }
    compressor.finish();
    return out;
}

/// @p bytes decompressed, given @p in bytes at a time and asked for @p out bytes at a time.
std::string unpacked(std::string_view bytes, std::size_t in = 1000, std::size_t out = 1000) {
    auto read = decompressed(
        [bytes, in](char* to, std::size_t size) mutable {
            const auto part = bytes.substr(0, std::min(in, size));
            bytes.remove_prefix(part.size());
            part.copy(to, part.size());
            return part.size();
        },
        "data.csv.gz");
    std::string text;
    std::string buffer(out, '\0');
    while (const auto got = read(buffer.data(), buffer.size())) {
        text.append(buffer, 0, got);
    }
    return text;
}

/// Text that compresses, but not to nothing.
std::string some_text(std::size_t size) {
    std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same every time
    std::string out;
    while (out.size() < size) {
        out += std::to_string(random() % 5000) + ",15-1132\n";
    }
    return out;
}

}  // namespace

TEST_CASE("what was compressed is read as it was", "[catalog]") {
    for (const auto how : {Compression::none, Compression::gzip, Compression::zstd}) {
        for (const auto& text : {std::string{}, std::string{"a"}, some_text(400000)}) {
            const auto bytes = compressed(text, how);
            CHECK((unpacked(bytes) == text));
            CHECK((unpacked(bytes, 1, 7) == text.substr(0)));
            CHECK((unpacked(bytes, 1 << 20, 1 << 20) == text));
        }
        CHECK(compressed(some_text(50000), how, 10) == compressed(some_text(50000), how, 10));
    }
    CHECK(compressed(some_text(50000), Compression::gzip).size() < 20000);
    CHECK(compressed(some_text(50000), Compression::zstd).size() < 20000);
    CHECK(compressed("a", Compression::none) == "a");
}

TEST_CASE("a compressed text is decompressed whole, another left as it is", "[catalog]") {
    for (const auto& text : {std::string{}, std::string{"a"}, std::string(300'000, 'b')}) {
        for (const auto how : {Compression::none, Compression::gzip, Compression::zstd}) {
            CHECK(decompressed_text(compressed(text, how)) == text);
        }
    }
    const auto packed = compressed("abc", Compression::zstd);
    CHECK_THROWS_AS(decompressed_text(packed.substr(0, packed.size() - 1)), FormatError);
}

TEST_CASE("streams one after the other are read as one", "[catalog]") {
    for (const auto how : {Compression::gzip, Compression::zstd}) {
        const auto bytes =
            compressed("code\n", how) + compressed("", how) + compressed("15-1132\n", how);
        CHECK(unpacked(bytes) == "code\n15-1132\n");
        CHECK(unpacked(bytes, 1, 1) == "code\n15-1132\n");
    }
}

TEST_CASE("damaged and short streams are refused", "[catalog]") {
    const auto text = some_text(3000);
    for (const auto how : {Compression::gzip, Compression::zstd}) {
        const auto bytes = compressed(text, how);
        for (const auto size : {5UL, 12UL, bytes.size() / 2, bytes.size() - 1}) {
            CHECK_THROWS_WITH(unpacked(bytes.substr(0, size)),
                              Contains("data.csv.gz") && Contains("cut short"));
        }
        auto damaged = bytes;
        damaged[bytes.size() / 2] = static_cast<char>(damaged[bytes.size() / 2] ^ 0x55);
        CHECK_THROWS_AS(unpacked(damaged), FormatError);
        CHECK_THROWS_AS(unpacked(bytes + "code\n"), FormatError);
    }
}

TEST_CASE("text is not taken for compressed", "[catalog]") {
    for (const std::string text : {"", "\x1F", "\x28\xB5\x2F", "code\n"}) {
        CHECK(unpacked(text) == text);
        CHECK(unpacked(text, 1, 1) == text);
    }
}

TEST_CASE("the name of a file tells how to compress it", "[catalog]") {
    CHECK(compression_named("a.csv.gz") == Compression::gzip);
    CHECK(compression_named("a.csv.zst") == Compression::zstd);
    CHECK(compression_named("a.csv") == Compression::none);
    CHECK(compression_named("gz") == Compression::none);
}
