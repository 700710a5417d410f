#include "socshift/routes/explain.hpp"

#include "socshift/routes/extension.hpp"

#include <algorithm>
#include <utility>

namespace socshift {

namespace {

/// The codes that a row may name for @p code: itself, then the groups above it, nearest first.
std::vector<Code> names_of(const Edition& edition, const Code& code) {
    std::vector<Code> out;
    for (const auto* const item : edition.path(*edition.find(code))) {
        out.insert(out.begin(), item->code);
    }
    return out;
}

bool has_link(const Correspondence& table, const Code& source, const Code& target) {
    const auto links = table.links_from(source);
    return std::any_of(links.begin(), links.end(),
                       [&](const Link& link) { return link.target == target; });
}

/// What is to be known of the row of @p table; empty if nothing is.
/// The ends of the row of @p table behind a link between leaves: themselves, or groups above them.
std::pair<Code, Code> row_ends(const Correspondence& table, const Edition& source,
                               const Edition& target, std::pair<Code, Code> leaves) {
    for (const auto& from : names_of(source, leaves.first)) {
        for (const auto& to : names_of(target, leaves.second)) {
            if (has_link(table, from, to)) {
                return {from, to};
            }
        }
    }
    return leaves;
}

}  // namespace

std::optional<KnownShare> share_of(const Chain& chain) {
    KnownShare product{Share::one(), Basis::only};
    for (const auto& link : chain) {
        if (!link.share) {
            return std::nullopt;
        }
        product = {product.share * link.share->share, weaker(product.basis, link.share->basis)};
    }
    return product;
}

RouteProof::RouteProof(const Catalog& catalog, const Route& route)
    : catalog_(catalog), target_(catalog.edition(route.to)), source_(catalog.edition(route.from)) {
    for (const auto& step : route.steps) {
        const auto* const published = step.kind == StepKind::parents ? nullptr
                                      : step.reversed ? catalog.correspondence(step.to, step.from)
                                                      : catalog.correspondence(step.from, step.to);
        stages_.push_back({step, table_of(catalog, step), published});
    }
}

std::pair<Code, Code> RouteProof::stated_ends(const Stage& stage, const Link& link) const {
    const bool back = stage.step.reversed;
    std::pair<Code, Code> ends{back ? link.target : link.source, back ? link.source : link.target};
    const auto& source = catalog_.edition(back ? stage.step.to : stage.step.from);
    if (stage.published != nullptr) {
        const auto& target = catalog_.edition(back ? stage.step.from : stage.step.to);
        ends = row_ends(*stage.published, source, target, std::move(ends));
    } else {
        ends.second = nearest_inherited(source, *source.find(ends.first))->code;
    }
    if (back) {
        std::swap(ends.first, ends.second);
    }
    return ends;
}

Chain RouteProof::chain(const std::vector<const Link*>& links) const {
    Chain out;
    for (std::size_t i = 0; i < links.size(); ++i) {
        const auto& link = *links[i];
        const auto& stage = stages_[i];
        auto [from, to] = stated_ends(stage, link);
        auto remark = stage.published == nullptr ? std::string{}
                      : stage.step.reversed      ? remark_on(*stage.published, to, from)
                                                 : remark_on(*stage.published, from, to);
        out.push_back({stage.step, link.source, link.target, std::move(from), std::move(to),
                       known_share(stage.table, link), link.at, std::move(remark)});
    }
    return out;
}

void RouteProof::follow(const Code& at, const Item& target, std::vector<const Link*>& way,
                        std::vector<Chain>& out) const {
    if (way.size() == stages_.size()) {
        const auto path = target_.path(*target_.find(at));
        if (std::find(path.begin(), path.end(), &target) != path.end()) {
            out.push_back(chain(way));
        }
        return;
    }
    for (const auto& link : stages_[way.size()].table.links_from(at)) {
        way.push_back(&link);
        follow(link.target, target, way, out);
        way.pop_back();
    }
}

std::vector<Chain> RouteProof::chains(const Item& source, const Item& target) const {
    std::vector<Chain> out;
    std::vector<const Link*> way;
    for (const auto* const leaf : source_.leaves(source)) {
        follow(leaf->code, target, way, out);
    }
    return out;
}

}  // namespace socshift
