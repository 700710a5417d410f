#pragma once

#include "socshift/publish/answer.hpp"
#include "socshift/recognise/detect.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// "5112021 (line 3; 51-1202?)": the examples of cells that no edition explains, in their order.
[[nodiscard]] std::vector<std::string> example_texts(const Unexplained& cells);

/// The first @p most of @p texts, and "…" for the others; 0: all.
[[nodiscard]] std::vector<std::string> first_of(std::vector<std::string> texts, std::size_t most);

/// How many rows a repair was needed for.
struct RepairCount {
    Repair repair = Repair::blanks;
    std::uint64_t rows = 0;
};

/// Those of more than no rows, in the order above.
[[nodiscard]] std::vector<RepairCount> repair_counts(const RepairedRows& repaired);

/// socshift/detect/1: a row for each finding about each column, as docs/commands/detect.md lists
/// them. Of codes and examples the first @p evidence are named; 0: all.
[[nodiscard]] Answer detection_answer(const Catalog& catalog, const Detection& detection,
                                      std::size_t evidence);

}  // namespace socshift
