#pragma once

#include "socshift/publish/answer.hpp"
#include "socshift/routes/round_trip.hpp"
#include "socshift/routes/route.hpp"

namespace socshift {

/// A round trip with what is needed to show it.
struct LossView {
    const Catalog& catalog;
    const Route& route;  // from the edition of the codes to the one to come back from
    const RoundTrip& trip;
    bool has_counts = false;
};

/// socshift/loss/1: a row for each code, without those that come back exactly unless @p all.
[[nodiscard]] Answer losses_answer(const LossView& view, bool all);

/// socshift/loss-stat/1: a row for each way in which codes come back, and one for all.
[[nodiscard]] Answer loss_counts_answer(const LossView& view);

}  // namespace socshift
