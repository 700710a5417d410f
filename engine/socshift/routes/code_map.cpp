#include "socshift/routes/code_map.hpp"

#include "socshift/routes/code_chain.hpp"
#include "socshift/routes/compose.hpp"
#include "socshift/routes/level.hpp"
#include "socshift/routes/publication.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <string>
#include <tuple>
#include <utility>

namespace socshift {

namespace {

std::vector<std::unique_ptr<const ChainTable>> chain_tables(const Catalog& catalog,
                                                            const Route& route) {
    std::vector<std::unique_ptr<const ChainTable>> out;
    for (const auto& step : route.steps) {
        out.push_back(std::make_unique<const ChainTable>(table_of(catalog, step)));
    }
    if (out.empty()) {
        out.push_back(std::make_unique<const ChainTable>(identity(catalog.edition(route.from))));
    }
    return out;
}

std::vector<const ChainTable*> pointers(
    const std::vector<std::unique_ptr<const ChainTable>>& tables) {
    std::vector<const ChainTable*> out;
    out.reserve(tables.size());
    for (const auto& table : tables) {
        out.push_back(table.get());
    }
    return out;
}

}  // namespace

/// What copies of a map share: the tables of its route, and the answers given so far.
class CodeMap::State {
public:
    State(const Catalog& catalog, Route route)
        : catalog_(catalog),
          route_(std::move(route)),
          source_(catalog_.edition(route_.from)),
          target_(catalog_.edition(route_.to)),
          tables_(chain_tables(catalog_, route_)),
          chain_(source_, target_, pointers(tables_)) {}

    [[nodiscard]] const Catalog& catalog() const noexcept { return catalog_; }
    [[nodiscard]] const Route& route() const noexcept { return route_; }
    [[nodiscard]] const Edition& source() const noexcept { return source_; }
    [[nodiscard]] const Edition& target() const noexcept { return target_; }

    [[nodiscard]] MappedCode find(const Item& item, const LevelPair& levels) const {
        const std::tuple key{&item, levels.source, levels.target};
        const std::lock_guard lock{mutex_};
        auto known = answers_.find(key);
        if (known == answers_.end()) {
            known = answers_.emplace(key, chain_.find(item, levels)).first;
        }
        return known->second;
    }

    [[nodiscard]] std::vector<MappedCode> all(const LevelPair& levels) const {
        return chain_.all(levels);
    }

    /// The map of the classification that has @p code, if the source edition rests on it and does
    /// not publish the code; else nullptr.
    [[nodiscard]] const CodeMap* map_below(std::string_view code) const {
        const std::lock_guard lock{mutex_};
        if (!unpublished_) {
            unpublished_ = unpublished(catalog_, route_.from);
        }
        const auto found =
            std::find_if(unpublished_->begin(), unpublished_->end(),
                         [&](const auto& each) { return each.item->code.text() == code; });
        if (found == unpublished_->end()) {
            return nullptr;
        }
        auto known = below_.find(found->edition);
        if (known == below_.end()) {
            CodeMap map{catalog_, route_from(catalog_, found->edition, route_)};
            known = below_.emplace(found->edition, std::move(map)).first;
        }
        return &known->second;
    }

private:
    Catalog catalog_;
    Route route_;
    const Edition& source_;
    const Edition& target_;
    std::vector<std::unique_ptr<const ChainTable>> tables_;
    CodeChain chain_;
    mutable std::mutex mutex_;
    mutable std::map<std::tuple<const Item*, std::string, std::string>, MappedCode> answers_;
    mutable std::optional<std::vector<UnpublishedItem>> unpublished_;  // once they are asked for
    mutable std::map<EditionId, CodeMap> below_;
};

CodeMap::CodeMap(const Catalog& catalog, const EditionId& from, const EditionId& to)
    : CodeMap(catalog, require_route(catalog, from, to)) {}

CodeMap::CodeMap(const Catalog& catalog, Route route)
    : state_(std::make_shared<const State>(catalog, std::move(route))) {}

const Catalog& CodeMap::catalog() const noexcept {
    return state_->catalog();
}

const Route& CodeMap::route() const noexcept {
    return state_->route();
}

const EditionHeader& CodeMap::source() const {
    return state_->source().header();
}

const EditionHeader& CodeMap::target() const {
    return state_->target().header();
}

std::optional<MappedCode> CodeMap::find(std::string_view code, std::string_view level) const {
    const auto& source = state_->source();
    const auto* const item = source.find_by_any_code(code);
    if (item == nullptr) {
        const auto* const below = state_->map_below(code);
        return below == nullptr ? std::nullopt : below->find(code, level);
    }
    return state_->find(*item, levels_for(source, *item, state_->target(), level));
}

std::optional<Route> CodeMap::route_of(std::string_view code) const {
    if (state_->source().find(code) != nullptr) {
        return route();
    }
    const auto* const below = state_->map_below(code);
    return below == nullptr ? std::nullopt : std::optional{below->route()};
}

std::vector<MappedCode> CodeMap::all(std::string_view level) const {
    return state_->all(level.empty() ? leaf_levels(state_->source(), state_->target())
                                     : levels_named(state_->source(), state_->target(), level));
}

UnknownCode CodeMap::why_not(std::string_view code) const {
    return look_up(state_->catalog(), state_->source(), code);
}

}  // namespace socshift
