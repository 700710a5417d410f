#include "socshift/routes/cardinality.hpp"

namespace socshift {

Cardinality cardinality_of(std::size_t sources, std::size_t targets) noexcept {
    if (targets == 0) {
        return Cardinality::one_to_none;
    }
    if (sources == 0) {
        return Cardinality::none_to_one;
    }
    if (sources == 1) {
        return targets == 1 ? Cardinality::one_to_one : Cardinality::one_to_many;
    }
    return targets == 1 ? Cardinality::many_to_one : Cardinality::many_to_many;
}

}  // namespace socshift
