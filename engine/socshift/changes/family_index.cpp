#include "socshift/changes/family_index.hpp"

#include "socshift/base/error.hpp"
#include "socshift/routes/level.hpp"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <set>
#include <stdexcept>

namespace socshift {

namespace {

constexpr std::size_t short_id_length = 11;

/// Where a family is looked at to be named: the last edition in which it has a code.
std::size_t last_place(const Family& family) {
    for (auto place = family.codes.size(); place-- > 0;) {
        if (!family.codes[place].empty()) {
            return place;
        }
    }
    return 0;
}

std::vector<const Item*> leaves_of(const Edition& edition, const std::vector<Code>& codes) {
    std::vector<const Item*> out;
    for (const auto& code : codes) {
        const auto leaves = edition.leaves(*edition.find(code));
        out.insert(out.end(), leaves.begin(), leaves.end());
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// The finest group that has exactly these leaves below it; nullptr when there is none.
const Item* exact_group(const Edition& edition, const std::vector<Code>& codes) {
    const auto leaves = leaves_of(edition, codes);
    for (const auto* at = leaves.front(); at != nullptr; at = edition.parent(*at)) {
        const auto below = edition.leaves(*at);
        if (below == leaves) {
            return at;
        }
        if (below.size() > leaves.size()) {
            return nullptr;
        }
    }
    return nullptr;
}

std::string first_and_others(const Edition& edition, const std::vector<Code>& codes) {
    const Item* first = nullptr;
    for (const auto& code : codes) {
        const auto* const item = edition.find(code);
        if (first == nullptr || (first->residual && !item->residual)) {
            first = item;
        }
    }
    const auto others = codes.size() - 1;
    return fmt::format("{} and {} {}", first->title, others, others == 1 ? "other" : "others");
}

void need_editions(const std::vector<EditionId>& editions, const std::vector<EditionId>& via) {
    if (editions.size() < 2) {
        throw std::invalid_argument("families need two editions or more");
    }
    if (!via.empty() && editions.size() > 2) {
        throw std::invalid_argument(
            "a route can be forced between two editions only; name the edition on the way among "
            "the others instead");
    }
    const std::set<EditionId> unique(editions.begin(), editions.end());
    if (unique.size() != editions.size()) {
        throw std::invalid_argument("an edition is there twice");
    }
}

/// The level at which an edition is read: its leaves if none is asked for or it has none of that
/// name.
std::string level_of(const Edition& edition, std::string_view level) {
    return edition.level_index(level) ? std::string{level} : edition.finest_level();
}

/// The tables between neighbours, seen at some levels.
std::vector<Family> families_at(const std::vector<const Edition*>& editions,
                                const std::vector<Correspondence>& tables,
                                const std::vector<std::string>& levels) {
    std::vector<EditionCodes> codes;
    for (std::size_t i = 0; i < editions.size(); ++i) {
        codes.push_back(codes_at(*editions[i], levels[i]));
    }
    std::vector<Correspondence> seen;
    seen.reserve(tables.size());
    std::vector<const Correspondence*> pointers;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        seen.push_back(
            at_level(tables[i], *editions[i], *editions[i + 1], {levels[i], levels[i + 1]}));
        pointers.push_back(&seen.back());
    }
    return families(codes, pointers);
}

}  // namespace

std::string member_text(const std::vector<EditionId>& editions, const Family& family) {
    std::set<std::string> members;
    for (std::size_t i = 0; i < editions.size(); ++i) {
        for (const auto& code : family.codes.at(i)) {
            members.insert(CodeRef{editions[i], code}.text());
        }
    }
    std::string out;
    for (const auto& member : members) {
        out += member + '\n';
    }
    return out;
}

std::string full_family_id(std::string_view member_text) {
    const boost::uuids::name_generator_sha1 generate{boost::uuids::ns::oid()};
    std::string out = "f";
    for (const auto byte : generate(member_text.data(), member_text.size())) {
        out += fmt::format("{:02x}", byte);
    }
    return out;
}

std::string family_label(const std::vector<const Edition*>& editions, const Family& family) {
    const auto last = last_place(family);
    const auto& edition = *editions.at(last);
    const auto& codes = family.codes[last];
    if (codes.size() == 1) {
        return edition.find(codes.front())->title;
    }
    if (const auto* const group = exact_group(edition, codes)) {
        return group->title;
    }
    for (auto place = last; place-- > 0;) {
        if (family.codes[place].size() == 1) {
            return editions[place]->find(family.codes[place].front())->title;
        }
    }
    return first_and_others(edition, codes);
}

FamilyIndex FamilyIndex::make(const Catalog& catalog, const std::vector<EditionId>& editions,
                              std::string_view level, const std::vector<EditionId>& via) {
    need_editions(editions, via);
    FamilyIndex out;
    out.editions_ = editions;
    std::vector<const Edition*> loaded;
    std::vector<std::string> leaves;
    for (const auto& id : editions) {
        loaded.push_back(&catalog.edition(id));
        leaves.push_back(loaded.back()->finest_level());
        out.levels_.push_back(level.empty() ? leaves.back() : level_of(*loaded.back(), level));
    }
    if (!level.empty() && std::none_of(loaded.begin(), loaded.end(), [&](const Edition* edition) {
            return edition->level_index(level).has_value();
        })) {
        throw UnknownName(fmt::format("none of the editions has a level '{}'", level));
    }
    std::vector<Correspondence> tables;
    for (std::size_t i = 0; i + 1 < editions.size(); ++i) {
        out.routes_.push_back(require_route(catalog, editions[i], editions[i + 1], via));
        tables.push_back(composed(catalog, out.routes_.back()));
    }
    out.name(loaded, families_at(loaded, tables, out.levels_));
    if (out.levels_ != leaves) {
        for (auto& family : out.families_) {
            family.leaf_families = 0;
        }
        for (const auto& family : families_at(loaded, tables, leaves)) {
            const auto place = last_place(family);
            const auto* const member = loaded[place]->cut_member(
                *loaded[place]->find(family.codes[place].front()), out.levels_[place]);
            ++out.families_[out.place_.at(editions[place]).at(member->code.text())].leaf_families;
        }
    }
    return out;
}

void FamilyIndex::name(const std::vector<const Edition*>& editions, std::vector<Family> families) {
    std::map<std::string, std::size_t> seen;
    std::vector<std::string> full;
    for (const auto& family : families) {
        full.push_back(full_family_id(member_text(editions_, family)));
        ++seen[full.back().substr(0, short_id_length)];
    }
    for (std::size_t i = 0; i < families.size(); ++i) {
        auto id = full[i].substr(0, short_id_length);
        if (seen.at(id) > 1) {
            id = full[i];
        }
        for (std::size_t e = 0; e < editions_.size(); ++e) {
            for (const auto& code : families[i].codes[e]) {
                place_[editions_[e]].emplace(code.text(), i);
            }
        }
        auto label = family_label(editions, families[i]);
        families_.push_back({std::move(id), std::move(label), std::move(families[i]), 1});
    }
}

const NamedFamily* FamilyIndex::find(const EditionId& edition,
                                     std::string_view code) const noexcept {
    const auto codes = place_.find(edition);
    if (codes == place_.end()) {
        return nullptr;
    }
    const auto found = codes->second.find(code);
    return found == codes->second.end() ? nullptr : &families_[found->second];
}

FamilyCounts count(const FamilyIndex& index) {
    FamilyCounts out;
    out.codes.resize(index.editions().size());
    for (const auto& named : index.families()) {
        const auto& codes = named.family.codes;
        const auto all = [&](auto holds) { return std::all_of(codes.begin(), codes.end(), holds); };
        out.one_each += all([](const auto& c) { return c.size() == 1; }) ? 1U : 0U;
        out.partial += all([](const auto& c) { return !c.empty(); }) ? 0U : 1U;
        out.leaf_families += named.leaf_families;
        if (out.largest == nullptr || named.family.size() > out.largest->family.size()) {
            out.largest = &named;
        }
        for (std::size_t e = 0; e < codes.size(); ++e) {
            out.codes[e] += codes[e].size();
        }
    }
    return out;
}

}  // namespace socshift
