#include "socshift/io/byte_source.hpp"

#include "socshift/base/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <istream>
#include <string>

namespace socshift {

ReadBytes bytes_of(std::istream& in, std::string_view name) {
    return [&in, file = std::string{name}](char* buffer, std::size_t size) -> std::size_t {
        in.read(buffer, static_cast<std::streamsize>(size));
        if (in.bad()) {
            throw FileError(fmt::format("cannot read '{}'", file));
        }
        return static_cast<std::size_t>(in.gcount());
    };
}

ReadBytes bytes_of(std::string_view text) {
    return [text](char* buffer, std::size_t size) mutable -> std::size_t {
        const auto part = text.substr(0, size);
        std::copy(part.begin(), part.end(), buffer);
        text.remove_prefix(part.size());
        return part.size();
    };
}

}  // namespace socshift
