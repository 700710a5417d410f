#pragma once

#include "socshift/model/catalog.hpp"
#include "socshift/publish/answer.hpp"
#include "socshift/publish/page.hpp"
#include "socshift/routes/alternatives.hpp"

#include <string>
#include <vector>

namespace socshift {

/// What is asked of a catalog, and the one table that answers it. Editions are named as
/// Catalog::resolve() takes them ("SOC 2010", "2018", "soc2018"); codes as they are printed, or as
/// typed_code() puts them right.
///
///     const auto changes = ask(catalog, DiffQuestion{"soc2010", "soc2018"});
///     write_csv(std::cout, changes.table);
///
/// All answers are values: nothing has to outlive them. Every question may be asked from several
/// threads at once.
/// Errors   @throws UnknownName for a name that the catalog does not have, or where no route joins
///          two editions; DataError if data of the catalog is wrong.

/// What changed between two editions: socshift/diff/1, a row for each change, what stayed as it was
/// among them.
struct DiffQuestion {
    std::string before;
    std::string after;
    std::string level = {};             // empty: the leaves
    std::vector<std::string> via = {};  // editions that the route goes through
};
[[nodiscard]] Answer ask(const Catalog& catalog, const DiffQuestion& question);

/// The finest comparable groups over two or more editions: socshift/families/1, a row for each code
/// of each family.
struct FamiliesQuestion {
    std::vector<std::string> editions;
    std::string level = {};
    std::vector<std::string> via = {};  // with two editions only
};
[[nodiscard]] Answer ask(const Catalog& catalog, const FamiliesQuestion& question);

/// Who leaves whom out by the definitions of an edition, and who includes whom:
/// socshift/exclusions/1, a row for each reference.
struct ExclusionsQuestion {
    std::string edition;
    std::string code = {};  // only what it says, and others of it; empty: all
};
[[nodiscard]] Answer ask(const Catalog& catalog, const ExclusionsQuestion& question);

/// The ways between two editions and what each loses: socshift/routes/1, best first.
struct RoutesQuestion {
    std::string from;
    std::string to;
    RouteBounds bounds = {};
};
[[nodiscard]] Answer ask(const Catalog& catalog, const RoutesQuestion& question);

/// What going to another edition and back cannot recover: socshift/loss/1, a row for each code.
struct LossQuestion {
    std::string from;
    std::string over;
    std::vector<std::string> via = {};
    bool exact = false;  // list codes that come back exactly, too
};
[[nodiscard]] Answer ask(const Catalog& catalog, const LossQuestion& question);

/// Where codes of one edition are in another: socshift/map/1, a row for each place of each code.
struct MapQuestion {
    std::string from;
    std::string to;
    std::vector<std::string> codes = {};  // none: all; one that is not there is a warning
    std::string level = {};               // of the targets
    std::vector<std::string> via = {};
};
[[nodiscard]] Answer ask(const Catalog& catalog, const MapQuestion& question);

/// One item: its path, children, cross references, where it came from and went: socshift/show/1.
struct ItemQuestion {
    std::string code;     // "15-1252", "soc2018:15-1252"
    bool drafts = false;  // also what becomes of it in drafts
};
[[nodiscard]] Answer ask(const Catalog& catalog, const ItemQuestion& question);

/// Everything wrong or notable in the catalog or in one of its editions: socshift/check/1.
struct CheckQuestion {
    std::string edition = {};  // empty: the whole catalog
};
[[nodiscard]] Answer ask(const Catalog& catalog, const CheckQuestion& question);

/// What a scenario does to the classification and to published series: the page
/// socshift/preview/1.
struct PreviewQuestion {
    std::string scenario;
};
[[nodiscard]] Page ask(const Catalog& catalog, const PreviewQuestion& question);

}  // namespace socshift
