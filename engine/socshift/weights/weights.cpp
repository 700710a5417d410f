#include "socshift/weights/weights.hpp"

#include "socshift/numbers/share_exact.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace socshift {

namespace {

using boost::multiprecision::cpp_rational;

/// Shares by target; nullopt: nowhere.
using Shares = std::map<std::optional<Code>, KnownShare>;

class Resolver {
public:
    explicit Resolver(const std::vector<const WeightTable*>& order) : order_(order) {}

    /// What the tables from place @p from on say of @p source; none if that is nothing.
    [[nodiscard]] std::optional<Shares> shares(const Code& source, std::size_t from) const {
        for (auto at = from; at < order_.size(); ++at) {
            if (const auto* const found = order_[at]->find(source)) {
                if (auto out = of_table(*found, at)) {
                    return out;
                }
            }
        }
        return std::nullopt;
    }

private:
    [[nodiscard]] std::optional<Shares> of_table(const DividedSource& source,
                                                 std::size_t at) const {
        Shares out;
        for (const auto& cell : source.cells) {
            if (cell.targets.size() < 2) {
                out.emplace(
                    cell.targets.empty() ? std::nullopt : std::optional{cell.targets.front()},
                    KnownShare{cell.share, order_[at]->basis});
            } else if (!divide(source.source, cell, at, out)) {
                return std::nullopt;
            }
        }
        return out;
    }

    bool divide(const Code& source, const WeightCell& cell, std::size_t at, Shares& out) const {
        const auto next = shares(source, at + 1);
        if (!next) {
            return false;
        }
        cpp_rational sum;
        auto basis = order_[at]->basis;
        for (const auto& target : cell.targets) {
            if (const auto part = next->find(target); part != next->end()) {
                sum += part->second.share.exact().value;
                basis = weaker(basis, part->second.basis);
            }
        }
        if (sum == 0) {
            return false;
        }
        for (const auto& target : cell.targets) {
            if (const auto part = next->find(target); part != next->end()) {
                const cpp_rational share =
                    cell.share.exact().value * part->second.share.exact().value / sum;
                out.emplace(target, KnownShare{share_of(share), basis});
            }
        }
        return true;
    }

    const std::vector<const WeightTable*>& order_;
};

Basis weakest(const Shares& shares) {
    auto basis = Basis::only;
    for (const auto& [target, known] : shares) {
        basis = weaker(basis, known.basis);
    }
    return basis;
}

/// Share by target; none if how several targets divide a cell is not said.
std::optional<std::map<Code, Share>> whole_shares(const DividedSource& source) {
    std::map<Code, Share> out;
    for (const auto& cell : source.cells) {
        if (cell.targets.size() != 1) {
            return std::nullopt;
        }
        out.emplace(cell.targets.front(), cell.share);
    }
    return out;
}

void add_differences(const Code& source, const std::map<Code, Share>& a,
                     const std::map<Code, Share>& b, std::vector<WeightDifference>& out) {
    std::map<Code, std::pair<Share, Share>> both;
    const Share none{0, 1};
    for (const auto& [target, share] : a) {
        both.emplace(target, std::pair{share, none});
    }
    for (const auto& [target, share] : b) {
        both.emplace(target, std::pair{none, none}).first->second.second = share;
    }
    for (const auto& [target, shares] : both) {
        const cpp_rational size =
            abs(cpp_rational{shares.first.exact().value - shares.second.exact().value});
        out.push_back({source, target, shares.first, shares.second, share_of(size)});
    }
}

/// A share that weights give to a place: 0 if they do not name it.
KnownShare given(const Shares& shares, const std::optional<Code>& target) {
    const auto found = shares.find(target);
    return found == shares.end() ? KnownShare{Share{0, 1}, weakest(shares)} : found->second;
}

}  // namespace

const DividedSource* WeightTable::find(const Code& source) const noexcept {
    const auto found = std::lower_bound(
        sources.begin(), sources.end(), source,
        [](const DividedSource& entry, const Code& code) { return entry.source < code; });
    return found == sources.end() || found->source != source ? nullptr : &*found;
}

std::vector<UndividedSource> open_sources(const Correspondence& table) {
    std::vector<UndividedSource> out;
    for (const auto& source : table.listed()) {
        if (const auto places = table.places(source); places.is_open()) {
            out.push_back({source, places});
        }
    }
    return out;
}

WeightTable equal_weights(const Correspondence& table) {
    WeightTable out{"equal", Basis::equal, {}, {}};
    for (const auto& [code, places] : open_sources(table)) {
        DividedSource source{code, {}, false, ""};
        const Share part{1, static_cast<std::int64_t>(places.size())};
        for (const auto& link : places.links) {
            source.cells.push_back({{link.target}, part});
        }
        if (places.ends) {
            source.cells.push_back({{}, part});
        }
        out.sources.push_back(std::move(source));
    }
    return out;
}

WeightComparison compare_weights(const WeightTable& a, const WeightTable& b) {
    WeightComparison out;
    for (const auto& source : a.sources) {
        const auto* const other = b.find(source.source);
        const auto shares_a = whole_shares(source);
        const auto shares_b = other == nullptr ? std::nullopt : whole_shares(*other);
        if (shares_a && shares_b) {
            add_differences(source.source, *shares_a, *shares_b, out.differences);
            ++out.both;
        }
    }
    std::stable_sort(out.differences.begin(), out.differences.end(),
                     [](const auto& x, const auto& y) { return y.size < x.size; });
    return out;
}

Correspondence with_weights(const Correspondence& table,
                            const std::vector<const WeightTable*>& order) {
    const Resolver resolver{order};
    CorrespondenceData out{table.source(),     table.target(), table.title(),
                           table.provenance(), table.links(),  {}};
    out.weighted = !order.empty() || table.weighted();
    out.ends = table.ends();
    out.coverage = table.stated_coverage();
    auto link = out.links.begin();
    auto end = out.ends.begin();
    for (const auto& source : table.listed()) {
        const auto places = table.places(source);
        const auto shares = places.is_open() ? resolver.shares(source, 0) : std::nullopt;
        if (places.is_partial && !shares) {
            out.partial.push_back(source);
        }
        if (places.is_astray && !shares) {
            out.astray.push_back(source);
        }
        for (const auto& of_source : places.links) {
            if (shares) {
                const auto known = given(*shares, of_source.target);
                link->share = known.share;
                link->basis = known.basis;
            }
            ++link;
        }
        if (places.end != nullptr) {
            if (shares) {
                const auto known = given(*shares, std::nullopt);
                end->share = known.share;
                end->basis = known.basis;
            }
            ++end;
        }
    }
    return Correspondence::make(std::move(out));
}

}  // namespace socshift
