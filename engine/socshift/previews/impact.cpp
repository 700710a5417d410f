#include "socshift/previews/impact.hpp"

#include "socshift/changes/family.hpp"
#include "socshift/numbers/share_exact.hpp"
#include "socshift/routes/compose.hpp"
#include "socshift/routes/level.hpp"
#include "socshift/routes/route.hpp"

#include <algorithm>
#include <sstream>

namespace socshift {

std::set<std::string> proposals_of(const Item& item) {
    std::set<std::string> out;
    if (const auto found = item.attributes.find("proposal"); found != item.attributes.end()) {
        std::istringstream words(found->second);
        for (std::string word; words >> word;) {
            out.insert(word);
        }
    }
    return out;
}

namespace {

std::optional<Effect> effect_on(const Item& item, const Edition& draft,
                                const Correspondence::Range& links,
                                const std::map<Code, std::size_t>& sources) {
    const bool stays = std::any_of(links.begin(), links.end(),
                                   [&](const Link& link) { return link.target == item.code; });
    if (links.size() != 1) {
        return stays ? Effect::loses : Effect::ends;
    }
    if (!stays) {
        return Effect::moves;
    }
    const auto* const target = draft.find(item.code);
    if (target->title != item.title || target->parent != item.parent) {
        return Effect::retitled;
    }
    return sources.at(item.code) > 1 ? std::optional{Effect::gains} : std::nullopt;
}

/// The part of a leaf that does not stay, if the draft knows it.
std::optional<Share> leaving(const Item& item, const Correspondence::Range& links) {
    ShareSum sum;
    for (const auto& link : links) {
        if (!link.share) {
            return std::nullopt;
        }
        if (link.target != item.code) {
            sum.add(*link.share);
        }
    }
    return sum.share();
}

}  // namespace

std::vector<TouchedCode> touched_codes(const Edition& base, const Edition& draft,
                                       const Correspondence& table) {
    std::map<Code, std::size_t> sources;
    for (const auto& link : table.links()) {
        ++sources[link.target];
    }
    std::vector<TouchedCode> out;
    for (const auto& item : base.items()) {
        if (!base.is_leaf(item)) {
            continue;
        }
        const auto links = table.links_from(item.code);
        const auto effect = effect_on(item, draft, links, sources);
        if (!effect) {
            continue;
        }
        TouchedCode touched{&item, *effect, {}, {}, std::nullopt};
        std::set<std::string> proposals;
        for (const auto& link : links) {
            touched.targets.push_back(link.target);
            const auto asked = proposals_of(*draft.find(link.target));
            proposals.insert(asked.begin(), asked.end());
        }
        touched.proposals.assign(proposals.begin(), proposals.end());
        touched.leaves = leaving(item, links);
        out.push_back(std::move(touched));
    }
    return out;
}

Figures::Figures(const Catalog& catalog, const Counts& counts, const EditionId& base) {
    const auto table = between(catalog, counts.coded_in, base);
    const auto& edition = catalog.edition(counts.coded_in);
    for (const auto& row : counts.rows) {
        Known known{{}, row.count};
        if (const auto* const item = edition.find(row.code)) {
            for (const auto* const leaf : edition.leaves(*item)) {
                for (const auto& link : table.links_from(leaf->code)) {
                    known.leaves.insert(link.target);
                }
            }
        }
        if (!known.leaves.empty()) {
            total_ += row.count;
            known_.push_back(std::move(known));
        }
    }
}

Bounds Figures::sum(const std::set<Code>& whole,
                    const std::map<Code, std::optional<Share>>& parts) const {
    using Exact = boost::multiprecision::cpp_rational;
    Exact low = 0;
    Exact high = 0;
    for (const auto& known : known_) {
        const auto in_whole = [&](const Code& leaf) { return whole.count(leaf) != 0; };
        const auto touched = [&](const Code& leaf) {
            return in_whole(leaf) || parts.count(leaf) != 0;
        };
        const auto part = parts.find(*known.leaves.begin());
        if (std::all_of(known.leaves.begin(), known.leaves.end(), in_whole)) {
            low += known.count;
            high += known.count;
        } else if (known.leaves.size() == 1 && part != parts.end() && part->second) {
            low += part->second->exact().value * known.count;
            high += part->second->exact().value * known.count;
        } else if (std::any_of(known.leaves.begin(), known.leaves.end(), touched)) {
            high += known.count;
        }
    }
    const auto rounded = [](const Exact& value) {
        const Exact up = value + Exact{1, 2};
        return static_cast<std::int64_t>(numerator(up) / denominator(up));
    };
    return {rounded(low), rounded(high)};
}

Bounds touched_sum(const Figures& figures, const std::vector<TouchedCode>& touched) {
    std::set<Code> whole;
    std::map<Code, std::optional<Share>> parts;
    for (const auto& code : touched) {
        if (code.effect == Effect::moves || code.effect == Effect::ends) {
            whole.insert(code.item->code);
        } else if (code.effect == Effect::loses) {
            parts.emplace(code.item->code, code.leaves);
        }
    }
    return figures.sum(whole, parts);
}

namespace {

/// The codes of @p target, by the codes of @p source, that alone make up a family with them.
std::map<Code, Code> comparable_codes(const Edition& source, const Edition& target,
                                      const Correspondence& leaves, const std::string& level) {
    const LevelPair levels{level, level};
    const auto table = at_level(leaves, source, target, levels);
    std::map<Code, Code> out;
    for (const auto& family :
         families({codes_at(source, level), codes_at(target, level)}, {&table})) {
        if (family.cardinality() == Cardinality::one_to_one) {
            out.emplace(family.sources().front(), family.targets().front());
        }
    }
    return out;
}

/// The final editions of the series up to @p base, the nearest first.
std::vector<EditionId> earlier(const Catalog& catalog, const EditionId& base) {
    std::vector<EditionId> out;
    const auto& last = catalog.header(base);
    for (const auto& id : catalog.edition_ids()) {
        const auto& header = catalog.header(id);
        if (id != base && header.series == last.series && header.status == Status::final &&
            header.validity.from < last.validity.from && find_route(catalog, id, base)) {
            out.push_back(id);
        }
    }
    out.push_back(base);
    std::reverse(out.begin(), out.end());
    return out;
}

Correspondence leaf_table_between(const Catalog& catalog, const EditionId& from,
                                  const EditionId& to) {
    return from == to ? identity(catalog.edition(from)) : between(catalog, from, to);
}

}  // namespace

Breaks breaks(const Catalog& catalog, const EditionId& base_id, const EditionId& draft_id) {
    Breaks out;
    const auto& base = catalog.edition(base_id);
    const auto& draft = catalog.edition(draft_id);
    const auto editions = earlier(catalog, base_id);
    const auto to_draft = between(catalog, base_id, draft_id);
    std::map<std::string, std::map<Code, EditionId>> since;  // by level
    std::map<std::string, std::set<Code>> kept;
    for (const auto& id : editions) {
        const auto& edition = catalog.edition(id);
        const auto to_base = leaf_table_between(catalog, id, base_id);
        const auto whole_way = id == base_id ? to_draft : compose(to_base, to_draft);
        for (const auto& level : base.levels()) {
            if (!edition.level_index(level)) {
                continue;
            }
            const auto before = comparable_codes(edition, base, to_base, level);
            const auto after = comparable_codes(edition, draft, whole_way, level);
            Comparability row{id, level, before.size(), 0};
            for (const auto& [code, in_base] : before) {
                const bool still = after.count(code) != 0;
                row.after += still ? 1U : 0U;
                since[level].insert_or_assign(in_base, id);
                if (id == base_id && still) {
                    kept[level].insert(in_base);
                }
            }
            out.comparable.push_back(row);
        }
    }
    for (const auto& level : base.levels()) {
        for (const auto& [code, id] : since[level]) {
            if (kept[level].count(code) == 0) {
                out.broken.push_back({base.find(code), id});
            }
        }
    }
    std::vector<EditionCodes> nodes;
    std::vector<Correspondence> tables;
    for (std::size_t i = editions.size(); i-- > 0;) {
        nodes.push_back(
            codes_at(catalog.edition(editions[i]), catalog.edition(editions[i]).finest_level()));
        if (i != 0) {
            tables.push_back(between(catalog, editions[i], editions[i - 1]));
        }
    }
    std::vector<const Correspondence*> pointers;
    for (const auto& table : tables) {
        pointers.push_back(&table);
    }
    out.families_before = families(nodes, pointers).size();
    nodes.push_back(codes_at(draft, draft.finest_level()));
    pointers.push_back(&to_draft);
    out.families_after = families(nodes, pointers).size();
    return out;
}

std::vector<Note> touched_notes(const Edition& base, const std::vector<TouchedCode>& touched) {
    std::set<Code> codes;
    for (const auto& code : touched) {
        if (code.effect != Effect::gains && code.effect != Effect::retitled) {
            codes.insert(code.item->code);
        }
    }
    std::vector<Note> out;
    for (const auto& note : base.notes()) {
        bool names = codes.count(note.item) != 0 || (note.ref && codes.count(*note.ref) != 0);
        if (note.ref && note.range_end) {
            const auto first = codes.lower_bound(*note.ref);
            names = names || (first != codes.end() && *first <= *note.range_end);
        }
        if (names) {
            out.push_back(note);
        }
    }
    return out;
}

}  // namespace socshift
