#include "text/explain.hpp"

#include "text/print.hpp"
#include "text/text.hpp"

#include <fmt/core.h>

#include <ostream>
#include <string>

namespace socshift::cli {

namespace {

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
    if (!link.remark.empty()) {
        out += "; " + link.remark;
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

}  // namespace

void write_proof(const std::vector<Claim>& claims, const Route& route, Format format,
                 Context& context) {
    const RouteProof proof{context.catalog, route};
    print(proof_answer(context.catalog, route, proof, claims), format, context,
          {[&] { print_text(claims, route, proof, context); }});
}

}  // namespace socshift::cli
