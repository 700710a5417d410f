#pragma once

#include "socshift/model/catalog.hpp"
#include "socshift/routes/lookup.hpp"
#include "socshift/routes/mapped_code.hpp"
#include "socshift/routes/route.hpp"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace socshift {

/// Where the codes of one edition are in another, along one route.
///
///     const CodeMap map{builtin_catalog(), EditionId::parse("soc2010"),
///     EditionId::parse("soc2018")}; const auto answer = map.find("15-1132"); for (const auto&
///     place : answer->places) { ... }
///
/// An immutable value: copies share what was worked out. Safe to use from several threads at once.
/// It holds the catalog, so nothing has to outlive it.
class CodeMap {
public:
    /// Along the best route. @throws UnknownName if the catalog has no such edition or no route
    /// joins them.
    CodeMap(const Catalog& catalog, const EditionId& from, const EditionId& to);

    /// Along @p route, e.g. of require_route() over editions of the user's choice.
    CodeMap(const Catalog& catalog, Route route);

    [[nodiscard]] const Catalog& catalog() const noexcept;
    [[nodiscard]] const Route& route() const noexcept;
    [[nodiscard]] const EditionHeader& source() const;
    [[nodiscard]] const EditionHeader& target() const;

    /// What became of @p code, at the level of its item, or with its targets read at @p level. A
    /// code that a publication does not publish goes where the classification has it: see
    /// route_of(). None: the source edition has no such code; see why_not(). What was asked once is
    /// kept. @throws UnknownName for a @p level that neither edition has.
    [[nodiscard]] std::optional<MappedCode> find(std::string_view code,
                                                 std::string_view level = {}) const;

    /// The route that find() takes for @p code: route(), unless the code is one of unpublished();
    /// then the route from its classification, over the same editions. None if find() knows none.
    [[nodiscard]] std::optional<Route> route_of(std::string_view code) const;

    /// Every leaf of the source edition, or every member of its cut at @p level, in code order.
    /// @throws UnknownName for a @p level that neither edition has.
    [[nodiscard]] std::vector<MappedCode> all(std::string_view level = {}) const;

    /// What can be said about a code that find() does not know. Cost: see look_up().
    [[nodiscard]] UnknownCode why_not(std::string_view code) const;

private:
    class State;
    std::shared_ptr<const State> state_;
};

}  // namespace socshift
