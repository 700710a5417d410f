#include "socshift/catalog/builtin.hpp"

#include "socshift/catalog/builtin_image.hpp"
#include "socshift/catalog/compiled_catalog.hpp"

namespace socshift {

namespace {

compiled::Image shipped() {
    return {{builtin::image, builtin::image_size}, nullptr, true};
}

}  // namespace

const Catalog& builtin_catalog() {
    // Never taken down: a program that ends has no use for the time that would take.
    static const auto* const catalog = new Catalog(Catalog::make(compiled::parts_of(shipped())));
    return *catalog;
}

std::string builtin_catalog_checksum() {
    return compiled::checksum_of(shipped());
}

}  // namespace socshift
