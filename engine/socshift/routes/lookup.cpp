#include "socshift/routes/lookup.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/nearest.hpp"
#include "socshift/base/title.hpp"
#include "socshift/routes/publication.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <tuple>

namespace socshift {

namespace {

constexpr std::size_t most_suggestions = 3;

struct Candidate {
    std::size_t edits = 0;
    std::size_t unlike = 0;  // what is left of the wanted text after the common beginning
    const Item* item = nullptr;

    friend bool operator<(const Candidate& a, const Candidate& b) {
        return std::tie(a.edits, a.unlike, a.item) < std::tie(b.edits, b.unlike, b.item);
    }
};

std::size_t common_beginning(std::string_view a, std::string_view b) {
    const auto length = std::min(a.size(), b.size());
    std::size_t same = 0;
    while (same < length && a[same] == b[same]) {
        ++same;
    }
    return same;
}

std::string suggestions(const std::vector<NamedCode>& items) {
    std::string out;
    for (std::size_t i = 0; i < items.size(); ++i) {
        out += i == 0 ? "" : (i + 1 == items.size() ? " or " : ", ");
        out += fmt::format("{} ({})", items[i].code.text(), items[i].title);
    }
    return out;
}

}  // namespace

NamedCode named(const Item& item) {
    return {item.code, item.level, item.title};
}

std::vector<const Item*> nearest_codes(const Edition& edition, std::string_view text) {
    const auto wanted = lower_case(text);
    const auto limit = wanted.size() / 3;
    std::vector<Candidate> near;
    for (const auto& item : edition.items()) {
        const auto known = lower_case(item.code.text());
        const auto edits = edit_distance(wanted, known);
        if (edits <= limit) {
            near.push_back({edits, wanted.size() - common_beginning(wanted, known), &item});
        }
    }
    std::sort(near.begin(), near.end());
    std::vector<const Item*> out;
    for (std::size_t i = 0; i < std::min(near.size(), most_suggestions); ++i) {
        out.push_back(near[i].item);
    }
    return out;
}

bool has_own(const Catalog& catalog, const EditionId& edition, std::string_view code) {
    const auto codes = catalog.own_codes(edition);
    return std::any_of(codes.begin(), codes.end(),
                       [code](const Code& own) { return own.text() == code; });
}

UnknownCode look_up(const Catalog& catalog, const Edition& edition, std::string_view text) {
    UnknownCode out{std::string{text}, edition.id(), {}, {}};
    for (const auto* const item : nearest_codes(edition, text)) {
        out.nearest.push_back(named(*item));
    }
    for (const auto& id : catalog.edition_ids()) {
        if (id != edition.id() && has_own(catalog, id, text)) {
            const auto& item = *catalog.edition(id).find(text);
            const bool draft = catalog.header(id).status == Status::draft;
            out.elsewhere.push_back({{id, item.code}, item.level, item.title, draft});
        }
    }
    const auto found = out.elsewhere;
    const auto is_published_from = [&](const KnownElsewhere& known) {
        return catalog.header(known.ref.edition).kind == EditionKind::publication &&
               std::any_of(found.begin(), found.end(), [&](const KnownElsewhere& other) {
                   return rests_on(catalog, known.ref.edition, other.ref.edition);
               });
    };
    out.elsewhere.erase(
        std::remove_if(out.elsewhere.begin(), out.elsewhere.end(), is_published_from),
        out.elsewhere.end());
    const auto is_draft = [](const KnownElsewhere& known) { return known.draft; };
    if (!std::all_of(out.elsewhere.begin(), out.elsewhere.end(), is_draft)) {
        out.elsewhere.erase(std::remove_if(out.elsewhere.begin(), out.elsewhere.end(), is_draft),
                            out.elsewhere.end());
    }
    return out;
}

std::string to_string(const UnknownCode& unknown) {
    auto out = fmt::format("'{}' is not a code of {}", unknown.text, unknown.edition.text());
    if (!unknown.nearest.empty()) {
        out += fmt::format("; did you mean {}?", suggestions(unknown.nearest));
    }
    for (std::size_t i = 0; i < unknown.elsewhere.size(); ++i) {
        const auto& other = unknown.elsewhere[i];
        out += fmt::format("{}{} ({}{}: {})", i == 0 ? "; it is a code of " : ", ",
                           other.ref.edition.text(), other.draft ? "DRAFT, " : "", other.level,
                           other.title);
    }
    return out;
}

const Item& require_item(const Catalog& catalog, const Edition& edition, std::string_view code) {
    const auto* const item = edition.find_by_any_code(code);
    if (item == nullptr) {
        throw UnknownName(to_string(look_up(catalog, edition, code)));
    }
    return *item;
}

}  // namespace socshift
