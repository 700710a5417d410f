#include "socshift/titles/title_pack.hpp"

#include "socshift/base/error.hpp"
#include "socshift/titles/title_index_body.hpp"

#include <cstring>
#include <sstream>
#include <utility>

namespace socshift {

namespace {

/// At the start of a pack: says in which order its bytes are, and of which form it is.
constexpr std::uint64_t order_mark = 0x0001'0203'0405'0607U;
constexpr std::size_t alignment = 8;  // arrays begin at multiples of it

void add_number(std::string& out, std::uint64_t number) {
    std::array<char, alignment> bytes{};
    std::memcpy(bytes.data(), &number, alignment);
    out.append(bytes.data(), alignment);
}

/// Takes apart what add_number() and arrays put together.
class Parts {
public:
    explicit Parts(std::string_view bytes) : bytes_(bytes) {}

    std::uint64_t number() {
        std::uint64_t out = 0;
        std::memcpy(&out, take(alignment), alignment);
        return out;
    }

    template <typename T>
    std::span<const T> array() {
        const auto count = static_cast<std::size_t>(number());
        if (count > bytes_.size()) {
            throw Error("a packed index of titles is cut short");
        }
        const auto size = count * sizeof(T);
        const auto* const begin = take((size + alignment - 1) / alignment * alignment);
        // It was an array of T before it became bytes, and begins where one may.
        return {reinterpret_cast<const T*>(begin), count};
    }

    [[nodiscard]] std::string_view rest() const noexcept { return bytes_; }

private:
    const char* take(std::size_t size) {
        if (size > bytes_.size()) {
            throw Error("a packed index of titles is cut short");
        }
        const auto* const out = bytes_.data();
        bytes_.remove_prefix(size);
        return out;
    }

    std::string_view bytes_;
};

}  // namespace

std::string TitleIndex::Body::pack() const {
    std::string out;
    add_number(out, order_mark);
    each(*this, [&]<typename T>(const std::span<const T>& array) {
        static_assert(std::has_unique_object_representations_v<T> && alignof(T) <= alignment);
        add_number(out, array.size());
        out.append(reinterpret_cast<const char*>(array.data()), array.size_bytes());
        out.resize((out.size() + alignment - 1) / alignment * alignment);
    });
    return out;
}

TitleIndex::Body::Body(std::string packed) : packed_(std::move(packed)) {
    Parts parts(packed_);
    static_cast<void>(parts.number());
    each(*this, [&]<typename T>(std::span<const T>& array) { array = parts.array<T>(); });
    behind_ = parts.rest();
    read_codes();
}

namespace detail {

std::string packed(const EditionTitles& titles) {
    auto out = TitlePack::body(titles.index()).pack();
    for (const auto& source : titles.sources()) {
        out += source.name + '\t' + source.title + '\t' + std::to_string(source.rows) + '\n';
    }
    return out;
}

std::optional<UnpackedTitles> unpacked(std::string bytes) {
    if (Parts(bytes).number() != order_mark) {
        return std::nullopt;
    }
    UnpackedTitles out{TitlePack::index(std::move(bytes)), {}};
    std::istringstream lines(std::string{TitlePack::body(out.index).behind()});
    TitleSource source;
    std::string rows;
    while (std::getline(lines, source.name, '\t') && std::getline(lines, source.title, '\t') &&
           std::getline(lines, rows)) {
        source.rows = std::stoull(rows);
        out.sources.push_back(source);
    }
    return out;
}

}  // namespace detail

}  // namespace socshift
