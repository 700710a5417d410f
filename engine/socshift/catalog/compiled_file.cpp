#include "socshift/catalog/compiled_file.hpp"

#include "socshift/catalog/compiled_catalog.hpp"
#include "socshift/catalog/compiled_cells.hpp"
#include "socshift/io/checksum.hpp"

#include <array>
#include <cstring>
#include <unistd.h>

namespace socshift::compiled {

template <>
inline constexpr auto members_of<Source> =
    std::tuple{&Source::path,     &Source::inode,   &Source::size,
               &Source::modified, &Source::changed, &Source::sha256};
template <>
inline constexpr auto members_of<Origin> =
    std::tuple{&Origin::identity, &Origin::folder, &Origin::made, &Origin::sources};

namespace {

/// What the file starts with. Numbers are those of the machine: one with another order of bytes
/// reads another `order`.
struct Head {
    std::array<char, 16> magic = {'s', 'o', 'c', 's', 'h', 'i', 'f', 't',
                                  ' ', 'c', 'a', 't', 'a', 'l', 'o', 'g'};
    std::uint64_t order = 0x0102030405060708U;
    std::uint64_t format = 1;
    std::uint64_t file_size = 0;
    std::uint64_t origin_size = 0;
    std::uint64_t origin_check = 0;
};
static_assert(sizeof(Head) == 56);

}  // namespace

std::string to_file(const Origin& origin, std::string_view image) {
    CellWriter cells;
    cells.text(signature());
    cells.put(origin);
    const auto written = std::move(cells).finish();
    Head head;
    head.file_size = sizeof(Head) + written.size() + image.size();
    head.origin_size = written.size();
    head.origin_check = damage_check(written);
    std::string out(sizeof(Head), '\0');
    std::memcpy(out.data(), &head, sizeof(Head));
    out.reserve(head.file_size);
    out += written;
    out += image;
    return out;
}

std::optional<std::pair<Origin, std::string_view>> read_file_bytes(std::string_view bytes) {
    Head head;
    const Head wanted;
    if (bytes.size() < sizeof(Head)) {
        return std::nullopt;
    }
    std::memcpy(&head, bytes.data(), sizeof(Head));
    if (head.magic != wanted.magic || head.order != wanted.order || head.format != wanted.format ||
        head.file_size != bytes.size() || head.origin_size > bytes.size() - sizeof(Head)) {
        return std::nullopt;
    }
    const auto written = bytes.substr(sizeof(Head), head.origin_size);
    if (damage_check(written) != head.origin_check) {
        return std::nullopt;
    }
    try {
        CellReader cells(written);
        if (cells.text() != signature()) {
            return std::nullopt;
        }
        auto origin = cells.get<Origin>();
        cells.finish();
        return std::pair{std::move(origin), bytes.substr(sizeof(Head) + written.size())};
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::optional<Opened> open_file(const std::filesystem::path& file) {
    auto mapped = MappedFile::open(file);
    if (mapped == nullptr || mapped->state().user != ::geteuid()) {
        return std::nullopt;
    }
    auto read = read_file_bytes(mapped->bytes());
    if (!read) {
        return std::nullopt;
    }
    return Opened{std::move(mapped), std::move(read->first), read->second};
}

bool is_young(const Source& source, std::int64_t made) noexcept {
    return std::max(source.modified, source.changed) > made - young;
}

bool is_same(const Source& source, const FileState& state, std::int64_t made) noexcept {
    return source.inode == state.id.inode && source.size == state.size &&
           source.modified == state.modified && source.changed == state.changed &&
           !is_young(source, made);
}

}  // namespace socshift::compiled
