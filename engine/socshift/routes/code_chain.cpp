#include "socshift/routes/code_chain.hpp"

#include "socshift/routes/compose.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace socshift {

namespace {

struct LessByText {
    bool operator()(const Code* a, const Code* b) const noexcept { return *a < *b; }
};
using CodeSet = std::set<const Code*, LessByText>;

/// What @p table says of @p sources, which are sorted, and of no other code.
Correspondence only(const Correspondence& table, const std::vector<const Item*>& sources) {
    CorrespondenceData data{table.source(), table.target(), {}, {}, {}, {}};
    data.weighted = table.weighted();
    data.coverage = table.stated_coverage();
    for (const auto* const source : sources) {
        const auto& code = source->code;
        const auto places = table.places(code);
        data.links.insert(data.links.end(), places.links.begin(), places.links.end());
        if (places.end != nullptr) {
            data.ends.push_back(*places.end);
        }
        const auto is_in = [&code](const std::vector<Code>& codes) {
            return std::binary_search(codes.begin(), codes.end(), code);
        };
        if (is_in(table.partial())) {
            data.partial.push_back(code);
        }
        if (is_in(table.astray())) {
            data.astray.push_back(code);
        }
    }
    return Correspondence::make(std::move(data));
}

CodeSet leaf_codes(const Edition& edition, const std::vector<const Item*>& items) {
    CodeSet out;
    for (const auto* const item : items) {
        for (const auto* const leaf : edition.leaves(*item)) {
            out.insert(&leaf->code);
        }
    }
    return out;
}

std::vector<const Item*> members_of(const Edition& edition, const CodeSet& codes,
                                    const std::string& level) {
    std::set<const Item*> out;
    for (const auto* const code : codes) {
        const auto members = cut_members(edition, *edition.find(*code), level);
        out.insert(members.begin(), members.end());
    }
    return {out.begin(), out.end()};
}

/// Adds @p reached to @p known, and leaves in it what was not there.
void keep_new(std::vector<const Item*>& reached, std::set<const Item*>& known) {
    reached.erase(std::remove_if(reached.begin(), reached.end(),
                                 [&known](const Item* item) { return !known.insert(item).second; }),
                  reached.end());
}

}  // namespace

std::span<const Link* const> ChainTable::links_to(const Code& target) const {
    std::call_once(once_, [this] {
        by_target_.reserve(table_.links().size());
        for (const auto& link : table_.links()) {
            by_target_.push_back(&link);
        }
        std::sort(by_target_.begin(), by_target_.end(),
                  [](const Link* a, const Link* b) { return a->target < b->target; });
    });
    struct ByTarget {
        bool operator()(const Link* link, const Code& code) const { return link->target < code; }
        bool operator()(const Code& code, const Link* link) const { return code < link->target; }
    };
    const auto [first, last] =
        std::equal_range(by_target_.begin(), by_target_.end(), target, ByTarget{});
    return {first, last};
}

MappedCode CodeChain::find(const Item& item, const LevelPair& levels) const {
    const auto table = onward(only(tables_.front()->table(), source_.leaves(item)), levels);
    return mapped(table, source_, item, target_, family_of(item, levels).cardinality);
}

std::vector<MappedCode> CodeChain::all(const LevelPair& levels) const {
    const auto table = onward(tables_.front()->table(), levels);
    std::unordered_map<const Item*, Cardinality> cardinalities;
    std::vector<MappedCode> out;
    for (const auto* const item : source_.cut(levels.source)) {
        if (cardinalities.count(item) == 0) {
            const auto family = family_of(*item, levels);
            for (const auto* const member : family.sources) {
                cardinalities.emplace(member, family.cardinality);
            }
        }
        out.push_back(mapped(table, source_, *item, target_, cardinalities.at(item)));
    }
    return out;
}

Correspondence CodeChain::onward(Correspondence table, const LevelPair& levels) const {
    for (std::size_t i = 1; i < tables_.size(); ++i) {
        table = compose(table, tables_[i]->table());
    }
    return at_level(table, source_, target_, levels);
}

CodeChain::Family CodeChain::family_of(const Item& item, const LevelPair& levels) const {
    std::set<const Item*> sources = {&item};
    std::set<const Item*> targets;
    for (Items fresh = {&item}; !fresh.empty();) {
        auto reached = targets_of(fresh, levels.target);
        keep_new(reached, targets);
        fresh = sources_of(reached, levels.source);
        keep_new(fresh, sources);
    }
    return {{sources.begin(), sources.end()}, cardinality_of(sources.size(), targets.size())};
}

CodeChain::Items CodeChain::targets_of(const Items& sources, const std::string& level) const {
    auto codes = leaf_codes(source_, sources);
    for (const auto* const step : tables_) {
        CodeSet ahead;
        for (const auto* const code : codes) {
            for (const auto& link : step->table().links_from(*code)) {
                ahead.insert(&link.target);
            }
        }
        codes = std::move(ahead);
    }
    return members_of(target_, codes, level);
}

CodeChain::Items CodeChain::sources_of(const Items& targets, const std::string& level) const {
    auto codes = leaf_codes(target_, targets);
    for (auto step = tables_.rbegin(); step != tables_.rend(); ++step) {
        CodeSet back;
        for (const auto* const code : codes) {
            for (const auto* const link : (*step)->links_to(*code)) {
                back.insert(&link->source);
            }
        }
        codes = std::move(back);
    }
    return members_of(source_, codes, level);
}

}  // namespace socshift
