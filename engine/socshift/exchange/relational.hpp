#pragma once

// Internal: not installed. Editions and links as relations, for formats that are made of tables.

#include "socshift/exchange/export_content.hpp"
#include "socshift/exchange/relation.hpp"

#include <string>
#include <vector>

namespace socshift {

/// editions, levels, items, notes, correspondences, links, remainders, changes, change_members,
/// families; each after those that it refers to. Those from correspondences on are empty where
/// there is one edition.
[[nodiscard]] std::vector<Relation> relations_of(const ExportContent& content);

/// "0.3333333333333333": the nearest double, in the shortest digits that read as it.
[[nodiscard]] std::string double_text(const Share& share);

}  // namespace socshift
