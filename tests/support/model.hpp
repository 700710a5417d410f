#pragma once

#include "socshift/base/error.hpp"
#include "socshift/model/catalog.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Small data for tests, short enough to read on one line each.
namespace socshift::test {

[[nodiscard]] Code code(std::string_view text);
[[nodiscard]] EditionId id(std::string_view text);

/// "f.yaml:LINE:5", where test rows say they come from.
[[nodiscard]] SourceLocation line(std::uint32_t number);

/// An item; an empty @p parent makes it a root.
[[nodiscard]] Item an_item(std::string_view code, std::string_view level,
                           std::string_view parent = "", std::string_view title = "");

/// Items get lines from 10 on, and "Title of CODE" unless they have a title.
[[nodiscard]] EditionData edition_data(std::string_view id, std::vector<std::string> levels,
                                       std::vector<Item> items);

[[nodiscard]] Link a_link(std::string_view source, std::string_view target,
                          std::string_view share = "", std::optional<Basis> basis = {});

/// Links get lines from 10 on.
[[nodiscard]] CorrespondenceData table_data(std::string_view source, std::string_view target,
                                            std::vector<Link> links);

/// Each finding in its printed form, for comparing whole lists at once.
[[nodiscard]] std::vector<std::string> printed(const Findings& findings);

/// "12 20", or "" for none.
[[nodiscard]] std::string codes(const std::vector<const Item*>& items);

/// What @p throwing throws as @p Exception, by its message; "nothing" if it throws nothing.
template <typename Exception, typename Throwing>
[[nodiscard]] std::string message_of(Throwing throwing) {
    try {
        throwing();
    } catch (const Exception& error) {
        return error.what();
    }
    return "nothing";
}

/// The sources of a catalog that holds just this.
[[nodiscard]] CatalogParts::EditionPart source_of(EditionData data);
[[nodiscard]] CatalogParts::CorrespondencePart source_of(CorrespondenceData data);
[[nodiscard]] CatalogParts::CountsPart source_of(Counts data);

}  // namespace socshift::test
