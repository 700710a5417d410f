#pragma once

#include "socshift/changes/family.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/model/edition.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift::test {

/// A link without a share, or with one ("1/3") on the basis `official` unless another is named.
[[nodiscard]] Link row(std::string_view source, std::string_view target,
                       std::string_view share = {}, Basis basis = Basis::official);

/// A table that states that it covers the whole, however little it lists.
[[nodiscard]] Correspondence table(std::string_view source, std::string_view target,
                                   std::vector<Link> links);

/// The rows of a table that states nothing of what it covers.
[[nodiscard]] CorrespondenceData unstated(std::string_view source, std::string_view target,
                                          std::vector<Link> links);

/// The part of a source that goes nowhere; share and basis as row() has them.
[[nodiscard]] End end(std::string_view source, std::string_view share = {},
                      Basis basis = Basis::official);

/// (source, target) of every link, in order.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> pairs(const Correspondence& table);

/// An item of the edition that flat() or a test puts together.
[[nodiscard]] Item item(std::string_view code, std::string_view title, std::string_view level,
                        std::string_view parent = {}, bool residual = false);

/// A sound edition of the series "test" with these levels and items.
[[nodiscard]] Edition edition(std::string_view id, std::vector<std::string> levels,
                              std::vector<Item> items);

/// An edition of one level, "leaf", whose titles are its codes.
[[nodiscard]] Edition flat(std::string_view id, const std::vector<std::string>& codes);

/// An extension of @p base with one more level, "extended", and these items of its own.
[[nodiscard]] Edition extension(std::string_view id, const Edition& base, std::vector<Item> items);

/// A catalog that holds what is given.
[[nodiscard]] Catalog catalog(const std::vector<Edition>& editions,
                              const std::vector<Correspondence>& tables);

[[nodiscard]] std::vector<std::string> texts(const std::vector<Code>& codes);

}  // namespace socshift::test
