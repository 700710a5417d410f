#pragma once

#include "command.hpp"
#include "socshift/routes/explain.hpp"
#include "text/table.hpp"

#include <optional>
#include <vector>

namespace socshift::cli {

/// A link of an answer, to be proved.
struct Claim {
    const Item* source = nullptr;
    const Item* target = nullptr;
    std::optional<KnownShare> share;
};

/// Prints how each claim follows from the tables on @p route: every chain, step by step, with the
/// row that each step rests on. As text a paragraph a claim; otherwise a row a step.
void write_proof(const std::vector<Claim>& claims, const Route& route, Format format,
                 Context& context);

}  // namespace socshift::cli
