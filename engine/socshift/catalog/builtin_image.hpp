#pragma once

// Internal: not installed. What tools/catalog_compiler writes from crosswalks/.

#include <cstddef>

namespace socshift::builtin {

/// The image of the catalog that ships: compiled_catalog.hpp. Defined by the generated source.
extern const char* const image;
extern const std::size_t image_size;

}  // namespace socshift::builtin
