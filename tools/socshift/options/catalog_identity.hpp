#pragma once

#include "socshift/publish/methods_text.hpp"

namespace socshift::cli {

struct Context;

/// The catalog that the program works with: what is built in, and the folder of `--catalog`.
[[nodiscard]] CatalogIdentity catalog_identity(const Context& context);

}  // namespace socshift::cli
