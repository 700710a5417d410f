#include "socshift/io/checksum.hpp"

#include <array>
#include <cstdint>
#include <sha2.h>

namespace socshift {

std::string sha256(std::string_view bytes) {
    std::array<char, SHA256_DIGEST_STRING_LENGTH> digest{};
    SHA256Data(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), digest.data());
    return digest.data();
}

}  // namespace socshift
