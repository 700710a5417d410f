#include "socshift/recognise/typed_code.hpp"

#include "socshift/recognise/recognise.hpp"
#include "socshift/routes/lookup.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace socshift {

namespace {

/// In the order in which a code that was typed without its edition is looked for.
std::vector<EditionId> editions_to_try(const Catalog& catalog) {
    auto out = catalog.edition_ids();
    std::stable_sort(out.begin(), out.end(), [&](const EditionId& a, const EditionId& b) {
        const auto& left = catalog.header(a);
        const auto& right = catalog.header(b);
        return std::pair{left.status == Status::draft, right.validity.from} <
               std::pair{right.status == Status::draft, left.validity.from};
    });
    return out;
}

}  // namespace

const Item* typed_item(const Catalog& catalog, const Edition& edition, std::string_view text) {
    if (const auto* const item = edition.find(text)) {
        return item;
    }
    const auto* const meant = CodeRecogniser(catalog, edition.id()).recognise(text).item;
    return meant == nullptr ? nullptr : edition.find(meant->code.text());
}

std::string typed_code(const Catalog& catalog, const Edition& edition, std::string_view text) {
    const auto* const item = typed_item(catalog, edition, text);
    return item == nullptr ? std::string{text} : item->code.text();
}

std::string typed_code(const Catalog& catalog, const Edition& before, const Edition& after,
                       std::string_view text) {
    if (text.empty() || after.find(text) != nullptr) {
        return std::string{text};
    }
    auto code = typed_code(catalog, before, text);
    return code != text ? code : typed_code(catalog, after, text);
}

std::string typed_code(const Catalog& catalog, std::string_view text) {
    if (const auto colon = text.find(':'); colon != std::string_view::npos) {
        const auto& edition = catalog.edition(catalog.resolve(text.substr(0, colon)));
        return std::string{text.substr(0, colon + 1)} +
               typed_code(catalog, edition, text.substr(colon + 1));
    }
    const auto all = editions_to_try(catalog);
    if (std::any_of(all.begin(), all.end(),
                    [&](const EditionId& id) { return has_own(catalog, id, text); })) {
        return std::string{text};
    }
    for (const auto& id : all) {
        if (const auto* const item = typed_item(catalog, catalog.edition(id), text)) {
            return item->code.text();
        }
    }
    return std::string{text};
}

}  // namespace socshift
