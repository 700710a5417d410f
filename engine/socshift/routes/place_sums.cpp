#include "socshift/routes/place_sums.hpp"

namespace socshift {

void PlaceSums::add(const Code* target, const std::optional<KnownShare>& share) {
    auto& sum = sums_[target];
    if (!share) {
        is_known_ = false;
        return;
    }
    sum.sum.add(share->share);
    sum.basis = weaker(sum.basis, share->basis);
}

void PlaceSums::append_to(const Code& source, CorrespondenceData& data) const {
    if (is_partial_) {
        data.partial.push_back(source);
    }
    if (is_astray_) {
        data.astray.push_back(source);
    }
    const bool needs_none = sums_.size() == 1 && sums_.begin()->second.basis == Basis::only;
    const bool has_shares = is_known_ && !is_partial_ && !needs_none;
    for (const auto& [target, sum] : sums_) {
        const auto share = has_shares ? sum.sum.share() : std::nullopt;
        const auto basis = has_shares ? std::optional{sum.basis} : std::nullopt;
        if (target == nullptr) {
            data.ends.push_back({source, share, basis, {}});
        } else {
            data.links.push_back({source, *target, share, basis, {}});
        }
    }
}

}  // namespace socshift
