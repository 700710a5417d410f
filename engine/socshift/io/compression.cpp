#include "socshift/io/compression.hpp"

#include "socshift/base/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>
#include <zlib.h>
#include <zstd.h>

namespace socshift {

namespace {

constexpr std::size_t block = std::size_t{1} << 17U;
constexpr std::string_view gzip_mark = "\x1F\x8B";
constexpr std::string_view zstd_mark = "\x28\xB5\x2F\xFD";
constexpr int gzip_window = 15 + 16;  // the largest window, and a gzip header around it

/// Compressed bytes, a block at a time.
class Packed {
public:
    Packed(ReadBytes read, std::string file)
        : read_(std::move(read)), file_(std::move(file)), buffer_(block) {}

    /// Reads on until @p size bytes are there, or the input ends.
    void need(std::size_t size) {
        if (end_ - begin_ >= size || at_end_) {
            return;
        }
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
        while (end_ < size && !at_end_) {
            const auto got = read_(buffer_.data() + end_, buffer_.size() - end_);
            at_end_ = got == 0;
            end_ += got;
        }
    }

    [[nodiscard]] std::string_view bytes() const {
        return {buffer_.data() + begin_, end_ - begin_};
    }
    void drop(std::size_t size) { begin_ += size; }
    [[nodiscard]] std::size_t read_through(char* to, std::size_t size) { return read_(to, size); }

    [[noreturn]] void fail(std::string_view why) const {
        throw FormatError({file_, 0, 0}, std::string{why});
    }

private:
    ReadBytes read_;
    std::string file_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    bool at_end_ = false;
};

/// Gives decompressed bytes; 0 at the end only.
class Decoder {
public:
    Decoder() = default;
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;
    virtual ~Decoder() = default;
    virtual std::size_t read(Packed& in, char* to, std::size_t size) = 0;
};

class Uncompressed final : public Decoder {
public:
    std::size_t read(Packed& in, char* to, std::size_t size) override {
        const auto waiting = std::min(size, in.bytes().size());
        if (waiting == 0) {
            return in.read_through(to, size);
        }
        std::memcpy(to, in.bytes().data(), waiting);
        in.drop(waiting);
        return waiting;
    }
};

class Gzip final : public Decoder {
public:
    Gzip() {
        if (inflateInit2(&stream_, gzip_window) != Z_OK) {
            throw std::bad_alloc();
        }
    }
    ~Gzip() override { inflateEnd(&stream_); }

    std::size_t read(Packed& in, char* to, std::size_t size) override {
        size = std::min(size, block);
        stream_.next_out = reinterpret_cast<Bytef*>(to);
        stream_.avail_out = static_cast<uInt>(size);
        while (stream_.avail_out == size && !(is_between_ && at_end(in))) {
            in.need(1);
            if (in.bytes().empty()) {
                in.fail("gzip data is cut short");
            }
            step(in);
        }
        return size - stream_.avail_out;
    }

private:
    /// After the end of one stream: whether it was the last.
    static bool at_end(Packed& in) {
        in.need(gzip_mark.size());
        if (!in.bytes().empty() && !in.bytes().starts_with(gzip_mark)) {
            in.fail("something that is no gzip data follows the gzip data");
        }
        return in.bytes().empty();
    }

    void step(Packed& in) {
        const auto bytes = in.bytes();
        // zlib takes a pointer to what it does not change.
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        stream_.avail_in = static_cast<uInt>(bytes.size());
        const auto result = inflate(&stream_, Z_NO_FLUSH);
        in.drop(bytes.size() - stream_.avail_in);
        is_between_ = result == Z_STREAM_END;
        if (is_between_) {
            inflateReset(&stream_);
        } else if (result != Z_OK && result != Z_BUF_ERROR) {
            in.fail(fmt::format("gzip data is damaged: {}",
                                stream_.msg == nullptr ? "no sense in it" : stream_.msg));
        }
    }

    z_stream stream_{};
    bool is_between_ = false;  // at the end of a stream, before a next one
};

class Zstd final : public Decoder {
public:
    Zstd() : stream_(ZSTD_createDStream()) {}
    ~Zstd() override { ZSTD_freeDStream(stream_); }

    std::size_t read(Packed& in, char* to, std::size_t size) override {
        ZSTD_outBuffer out{to, size, 0};
        while (out.pos == 0) {
            in.need(1);
            if (in.bytes().empty() && is_between_) {
                return 0;
            }
            ZSTD_inBuffer from{in.bytes().data(), in.bytes().size(), 0};
            const auto result = ZSTD_decompressStream(stream_, &out, &from);
            if (ZSTD_isError(result) != 0) {
                in.fail(fmt::format("zstd data is damaged: {}", ZSTD_getErrorName(result)));
            }
            if (in.bytes().empty() && out.pos == 0) {
                in.fail("zstd data is cut short");
            }
            is_between_ = result == 0;
            in.drop(from.pos);
        }
        return out.pos;
    }

private:
    ZSTD_DStream* stream_;
    bool is_between_ = false;
};

std::unique_ptr<Decoder> decoder_of(std::string_view start) {
    if (start.starts_with(gzip_mark)) {
        return std::make_unique<Gzip>();
    }
    if (start.starts_with(zstd_mark)) {
        return std::make_unique<Zstd>();
    }
    return std::make_unique<Uncompressed>();
}

}  // namespace

Compression compression_named(std::string_view file_name) noexcept {
    if (file_name.ends_with(".gz")) {
        return Compression::gzip;
    }
    return file_name.ends_with(".zst") ? Compression::zstd : Compression::none;
}

ReadBytes decompressed(ReadBytes read, std::string file) {
    auto in = std::make_shared<Packed>(std::move(read), std::move(file));
    return [in, decoder = std::shared_ptr<Decoder>{}](char* to, std::size_t size) mutable {
        if (!decoder) {
            in->need(zstd_mark.size());
            decoder = decoder_of(in->bytes());
        }
        return size == 0 ? 0 : decoder->read(*in, to, size);
    };
}

std::string decompressed_text(std::string_view bytes, const std::string& file) {
    const auto read = decompressed(bytes_of(bytes), file);
    std::string out;
    for (std::size_t size = 0;;) {
        out.resize(std::max(2 * size, 4 * bytes.size()));
        const auto got = read(out.data() + size, out.size() - size);
        size += got;
        if (got == 0) {
            out.resize(size);
            return out;
        }
    }
}

struct Compressor::Stream {
    Stream() = default;
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    virtual ~Stream() = default;
    virtual void write(std::string_view bytes, bool is_end, const WriteBytes& to) = 0;
};

namespace {

struct GzipStream final : Compressor::Stream {
    GzipStream() : buffer(block) {
        constexpr int memory_level = 8;
        if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window, memory_level,
                         Z_DEFAULT_STRATEGY) != Z_OK) {
            throw std::bad_alloc();
        }
    }
    ~GzipStream() override { deflateEnd(&stream); }

    void write(std::string_view bytes, bool is_end, const WriteBytes& to) override {
        do {
            const auto part = bytes.substr(0, block);
            bytes.remove_prefix(part.size());
            stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(part.data()));
            stream.avail_in = static_cast<uInt>(part.size());
            const int flush = is_end && bytes.empty() ? Z_FINISH : Z_NO_FLUSH;
            do {
                stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
                stream.avail_out = static_cast<uInt>(buffer.size());
                deflate(&stream, flush);
                to({buffer.data(), buffer.size() - stream.avail_out});
            } while (stream.avail_out == 0);
        } while (!bytes.empty());
    }

    z_stream stream{};
    std::vector<char> buffer;
};

struct ZstdStream final : Compressor::Stream {
    ZstdStream() : stream(ZSTD_createCCtx()), buffer(ZSTD_CStreamOutSize()) {
        ZSTD_CCtx_setParameter(stream, ZSTD_c_checksumFlag, 1);
    }
    ~ZstdStream() override { ZSTD_freeCCtx(stream); }

    void write(std::string_view bytes, bool is_end, const WriteBytes& to) override {
        ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
        std::size_t left = 0;
        do {
            ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
            left = ZSTD_compressStream2(stream, &out, &in, is_end ? ZSTD_e_end : ZSTD_e_continue);
            if (ZSTD_isError(left) != 0) {
                throw Error(fmt::format("cannot compress: {}", ZSTD_getErrorName(left)));
            }
            to({buffer.data(), out.pos});
        } while (in.pos < in.size || (is_end && left != 0));
    }

    ZSTD_CCtx* stream;
    std::vector<char> buffer;
};

std::unique_ptr<Compressor::Stream> stream_of(Compression how) {
    switch (how) {
        case Compression::none:
            return nullptr;
        case Compression::gzip:
            return std::make_unique<GzipStream>();
        case Compression::zstd:
            return std::make_unique<ZstdStream>();
    }
    return nullptr;
}

}  // namespace

Compressor::Compressor(WriteBytes write, Compression how)
    : stream_(stream_of(how)), write_(std::move(write)) {}

Compressor::~Compressor() = default;

void Compressor::write(std::string_view bytes) {
    if (stream_) {
        stream_->write(bytes, false, write_);
    } else {
        write_(bytes);
    }
}

void Compressor::finish() {
    if (stream_) {
        stream_->write({}, true, write_);
    }
}

}  // namespace socshift
