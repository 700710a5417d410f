#pragma once

#include "command.hpp"
#include "socshift/previews/impact.hpp"
#include "socshift/scenarios/scenario.hpp"
#include "text/report.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace socshift::cli {

/// A scenario with everything that is worked out about it. Proposals in conflict are left out of
/// the draft; `built.findings` says so.
struct Preview {
    Catalog catalog;  // with the draft in it
    Scenario scenario;
    BuiltScenario built;
    std::vector<TouchedCode> touched;
    Breaks breaks;
    std::string counts;              // their name; empty: none at hand
    std::optional<Figures> figures;  // of `counts`

    [[nodiscard]] const Edition& base() const { return catalog.edition(scenario.base); }
    [[nodiscard]] const Edition& draft() const { return catalog.edition(scenario.id); }
};

/// Builds the scenario of that name or file, or with @p only just that proposal on its base.
/// @p counts: the figures to use; empty: the newest that a route joins with the base.
[[nodiscard]] Preview make_preview(const Catalog& catalog, const std::string& name,
                                   const std::string& only, const std::string& counts);

/// "1,234", or "0 to 1,234".
[[nodiscard]] std::string bounds_text(const Bounds& bounds);

/// How many codes of each effect.
[[nodiscard]] std::size_t count_effect(const Preview& preview, Effect effect);

/// Two scenarios side by side.
[[nodiscard]] Report compare_report(const Preview& first, const Preview& second);

}  // namespace socshift::cli
