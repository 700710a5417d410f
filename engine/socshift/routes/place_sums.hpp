#pragma once

// Internal: not installed. Where one source goes, gathered from the ways that lead there.

#include "socshift/model/correspondence.hpp"

#include <map>
#include <optional>

namespace socshift {

/// The shares of one source, added up by place: a target, or nowhere.
class PlaceSums {
public:
    /// A part of the source goes to @p target; nullptr: nowhere. The code must outlive this.
    void add(const Code* target, const std::optional<KnownShare>& share);

    /// Takes over from @p places that the source may go to other places as well, and that of a part
    /// of it nobody says where it goes.
    void mark(const Correspondence::Places& places) noexcept {
        is_partial_ = is_partial_ || places.is_partial || places.is_astray;
        is_astray_ = is_astray_ || places.is_astray;
    }

    /// Nobody knows how the source divides over its places.
    void set_divided() noexcept { is_known_ = false; }

    /// Whether all that is known of the source is in one place.
    [[nodiscard]] bool is_one_place() const noexcept { return sums_.size() == 1; }

    /// Adds the links and the end of @p source to @p data, with shares where all are known, and its
    /// partial mark. What is all in one place by no more than that needs no share.
    void append_to(const Code& source, CorrespondenceData& data) const;

private:
    struct Less {
        bool operator()(const Code* a, const Code* b) const noexcept {
            return a != nullptr && (b == nullptr || *a < *b);
        }
    };
    struct Sum {
        ShareSum sum;
        Basis basis = Basis::only;
    };

    std::map<const Code*, Sum, Less> sums_;
    bool is_partial_ = false;
    bool is_astray_ = false;
    bool is_known_ = true;
};

}  // namespace socshift
