#pragma once

#include "command.hpp"
#include "socshift/publish/route_answers.hpp"
#include "text/format.hpp"

#include <vector>

namespace socshift::cli {

/// Prints how each claim follows from the tables on @p route: every chain, step by step, with the
/// row that each step rests on, and what must be said of the route and its ends. As text a
/// paragraph a claim; otherwise a row a step.
void write_proof(const std::vector<Claim>& claims, const Route& route, Format format,
                 Context& context);

}  // namespace socshift::cli
