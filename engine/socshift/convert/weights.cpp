#include "socshift/convert/weights.hpp"

#include "socshift/convert/share_ratio.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace socshift {

namespace {

using boost::multiprecision::cpp_rational;

/// Shares by target.
using Shares = std::map<Code, KnownShare>;

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
    [[nodiscard]] std::optional<Shares> of_table(const WeightSource& source, std::size_t at) const {
        Shares out;
        for (const auto& cell : source.cells) {
            if (cell.targets.size() == 1) {
                out.emplace(cell.targets.front(), KnownShare{cell.share, order_[at]->basis});
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
std::optional<std::map<Code, Share>> whole_shares(const WeightSource& source) {
    std::map<Code, Share> out;
    for (const auto& cell : source.cells) {
        if (cell.targets.size() > 1) {
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

bool is_open(const Correspondence::Range& links) {
    return links.size() > 1 && !links.begin()->share;
}

}  // namespace

const WeightSource* WeightTable::find(const Code& source) const noexcept {
    const auto found = std::lower_bound(
        sources.begin(), sources.end(), source,
        [](const WeightSource& entry, const Code& code) { return entry.source < code; });
    return found == sources.end() || found->source != source ? nullptr : &*found;
}

std::vector<Correspondence::Range> open_sources(const Correspondence& table) {
    std::vector<Correspondence::Range> out;
    const auto& links = table.links();
    for (std::size_t at = 0; at < links.size();) {
        const auto range = table.links_from(links[at].source);
        if (is_open(range)) {
            out.push_back(range);
        }
        at += range.size();
    }
    return out;
}

WeightTable equal_weights(const Correspondence& table) {
    WeightTable out{"equal", Basis::equal, {}, {}};
    for (const auto& links : open_sources(table)) {
        WeightSource source{links.begin()->source, {}, false, ""};
        for (const auto& link : links) {
            source.cells.push_back({{link.target}, Share{1, static_cast<int>(links.size())}});
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
    CorrespondenceData out{table.source(),
                           table.target(),
                           table.title(),
                           table.provenance(),
                           {},
                           {},
                           table.partial(),
                           !order.empty() || table.weighted()};
    const auto& links = table.links();
    for (std::size_t at = 0; at < links.size();) {
        const auto range = table.links_from(links[at].source);
        at += range.size();
        const auto shares =
            is_open(range) ? resolver.shares(range.begin()->source, 0) : std::nullopt;
        for (auto link : range) {
            if (shares) {
                const auto found = shares->find(link.target);
                const auto known = found == shares->end()
                                       ? KnownShare{Share{0, 1}, weakest(*shares)}
                                       : found->second;
                link.share = known.share;
                link.basis = known.basis;
            }
            out.links.push_back(std::move(link));
        }
    }
    return Correspondence::make(std::move(out));
}

}  // namespace socshift
