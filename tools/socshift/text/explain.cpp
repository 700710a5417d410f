#include "text/explain.hpp"

#include "text/text.hpp"

#include <fmt/core.h>

#include <ostream>
#include <string>

namespace socshift::cli {

namespace {

std::string share_text(const std::optional<KnownShare>& share) {
    return share ? share->share.text() : "";
}

std::string basis_text(const std::optional<KnownShare>& share) {
    return share ? std::string{to_string(share->basis)} : "";
}

std::string described(const std::optional<KnownShare>& share) {
    return share ? fmt::format("share {}, {}", share->share.text(), to_string(share->basis))
                 : "share unknown";
}

/// Says what the row names when it is not the codes themselves, and when its table is read the
/// other way.
std::string remarks(const ChainLink& link) {
    std::string out;
    if (link.stated_from != link.from || link.stated_to != link.to) {
        out +=
            fmt::format("; the row says {} -> {}", link.stated_from.text(), link.stated_to.text());
    }
    if (link.step.kind == StepKind::parents) {
        out += "; a parent";
    } else if (link.step.reversed) {
        out += "; read backwards";
    }
    return out;
}

void print_chain(const Chain& chain, std::size_t number, std::ostream& out) {
    bool first = true;
    for (const auto& link : chain) {
        out << (first ? fmt::format("{:>5}  ", number) : std::string(7, ' '))
            << fmt::format("{} -> {}  ({})\n", CodeRef{link.step.from, link.from}.text(),
                           CodeRef{link.step.to, link.to}.text(), described(link.share))
            << std::string(9, ' ') << link.at.text() << remarks(link) << '\n';
        first = false;
    }
}

void print_text(const std::vector<Claim>& claims, const Route& route, const RouteProof& proof,
                Context& context) {
    const Paint paint{context.color};
    bool first = true;
    for (const auto& claim : claims) {
        context.out << (first ? "" : "\n")
                    << paint.bold(fmt::format("{} -> {}",
                                              CodeRef{route.from, claim.source->code}.text(),
                                              CodeRef{route.to, claim.target->code}.text()))
                    << fmt::format("  ({})\n", described(claim.share));
        first = false;
        std::size_t number = 0;
        for (const auto& chain : proof.chains(*claim.source, *claim.target)) {
            if (chain.empty()) {
                context.out << "       the same edition\n";
            }
            print_chain(chain, ++number, context.out);
        }
    }
}

Table to_table(const std::vector<Claim>& claims, const Route& route, const RouteProof& proof) {
    Table table;
    table.schema = "socshift/map-explain/1";
    table.columns = {"source_edition", "source_code", "target_edition", "target_code",  "share",
                     "basis",          "chain",       "step",           "from_edition", "from_code",
                     "to_edition",     "to_code",     "step_share",     "step_basis",   "kind",
                     "direction",      "row_from",    "row_to",         "where"};
    table.numeric = {"chain", "step"};
    for (const auto& claim : claims) {
        std::size_t number = 0;
        for (const auto& chain : proof.chains(*claim.source, *claim.target)) {
            ++number;
            std::size_t step = 0;
            for (const auto& link : chain) {
                table.rows.push_back(
                    {route.from.text(), claim.source->code.text(), route.to.text(),
                     claim.target->code.text(), share_text(claim.share), basis_text(claim.share),
                     std::to_string(number), std::to_string(++step), link.step.from.text(),
                     link.from.text(), link.step.to.text(), link.to.text(), share_text(link.share),
                     basis_text(link.share), std::string{to_string(link.step.kind)},
                     link.step.reversed ? "backward" : "forward", link.stated_from.text(),
                     link.stated_to.text(), link.at.text()});
            }
        }
    }
    return table;
}

}  // namespace

void write_proof(const std::vector<Claim>& claims, const Route& route, Format format,
                 Context& context) {
    const RouteProof proof{context.catalog, route};
    if (format == Format::text) {
        print_text(claims, route, proof, context);
    } else {
        write_table(context.out, to_table(claims, route, proof), format, context.width);
    }
}

}  // namespace socshift::cli
