#include "socshift/exchange/addresses.hpp"
#include "socshift/exchange/formats.hpp"
#include "socshift/exchange/rdf.hpp"
#include "socshift/exchange/relational.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace socshift {

namespace {

/// Whether levels, correspondences and associations are said, which SKOS has no words for.
enum class Words { skos, xkos };

/// What is said in words of ours, since neither standard has them.
struct OwnTerm {
    std::string_view name;
    std::string_view label;
    std::string_view comment;
};
constexpr OwnTerm own_terms[] = {
    {"basis", "basis",
     "Where a share comes from: only, official, census, employment, user, equal."},
    {"excludes", "excludes", "The definition of an item says that another is not in it."},
    {"includedIn", "included in",
     "The definition of an item says that what it speaks of is in another."},
    {"place", "place",
     "Of an association without target: nowhere, there is no successor; unknown, no table says."},
    {"residual", "residual", "An item is what its siblings leave."},
    {"share", "share", "The part of the source that goes to the target, as an exact fraction."},
    {"shareDouble", "share, as a double", "The double that is nearest to the share."},
};

RdfTerm adms_status(bool is_draft) {
    return RdfTerm::address(std::string("http://purl.org/adms/status/") +
                            (is_draft ? "UnderDevelopment" : "Completed"));
}

RdfTerm rdf_truth(bool value) {
    return RdfTerm::typed(value ? "true" : "false", "xsd:boolean");
}

/// A period of DCMI, whose end is the last day in it.
std::string period_of(const Validity& validity) {
    return "start=" + to_string(validity.from) + ";" +
           (validity.until ? " end=" + to_string(*validity.until - std::chrono::days(1)) + ";"
                           : "") +
           " scheme=W3C-DTF;";
}

class RdfWriter {
public:
    RdfWriter(const ExportContent& content, Words words)
        : content_(content), is_xkos_(words == Words::xkos), addresses_(content.base) {
        document_.prefixes = {{"adms", "http://www.w3.org/ns/adms#"},
                              {"dcterms", "http://purl.org/dc/terms/"},
                              {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
                              {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
                              {"skos", "http://www.w3.org/2004/02/skos/core#"},
                              {"term", addresses_.terms()},
                              {"xkos", "http://rdf-vocabulary.ddialliance.org/xkos#"},
                              {"xsd", "http://www.w3.org/2001/XMLSchema#"}};
        for (const auto& draft : content.drafts) {
            document_.remarks.push_back(draft.text() + " is a draft: nothing of it is in force.");
        }
        for (const auto& notice : content.notices) {
            document_.remarks.push_back(notice);
        }
    }

    RdfDocument document() {
        if (is_xkos_) {
            add_terms();
            add_series();
        }
        for (const auto* const edition : content_.editions) {
            add_scheme(*edition);
            if (is_xkos_) {
                add_levels(*edition);
            }
            add_items(*edition);
        }
        for (const auto& table : content_.tables) {
            if (is_xkos_) {
                add_table(table);
            }
        }
        return std::move(document_);
    }

private:
    RdfResource& thing(std::string address, const std::string& what) {
        auto& out = document_.resources.emplace_back();
        out.address = std::move(address);
        out.add("rdf:type", RdfTerm::name(what));
        return out;
    }

    void add_terms() {
        for (const auto& term : own_terms) {
            auto& out = thing(addresses_.terms() + std::string(term.name), "rdf:Property");
            out.add("rdfs:label", RdfTerm::text(std::string(term.label)));
            out.add("rdfs:comment", RdfTerm::text(std::string(term.comment)));
        }
    }

    void add_series() {
        std::set<std::string> seen;
        for (const auto* const edition : content_.editions) {
            const auto& series = edition->header().series;
            if (seen.insert(series).second) {
                auto& out = thing(addresses_.series(series), "skos:Concept");
                out.add("skos:prefLabel", RdfTerm::text(series));
                out.add("skos:notation", RdfTerm::text(series));
            }
        }
    }

    void add_scheme(const Edition& edition) {
        const auto& header = edition.header();
        auto& out = thing(addresses_.edition(header.id), "skos:ConceptScheme");
        out.add("skos:prefLabel", RdfTerm::text(header.title));
        out.add("dcterms:title", RdfTerm::text(header.title));
        out.add("skos:notation", RdfTerm::text(header.id.text()));
        out.add("adms:status", adms_status(header.status == Status::draft));
        out.add("dcterms:valid", RdfTerm::typed(period_of(header.validity), "dcterms:Period"));
        if (!header.provenance.publisher.empty()) {
            out.add("dcterms:publisher", RdfTerm::text(header.provenance.publisher));
        }
        if (!header.provenance.document.empty()) {
            out.add("dcterms:source", RdfTerm::text(header.provenance.document));
        }
        if (is_xkos_) {
            out.add("xkos:belongsTo", RdfTerm::address(addresses_.series(header.series)));
            if (header.follows) {
                out.add("xkos:follows", RdfTerm::address(addresses_.edition(*header.follows)));
            }
            out.add(
                "xkos:numberOfLevels",
                RdfTerm::typed(fmt::format("{}", edition.levels().size()), "xsd:positiveInteger"));
            std::vector<std::string> levels;
            for (const auto& level : edition.levels()) {
                levels.push_back(addresses_.level(header.id, level));
            }
            out.add("xkos:levels", RdfTerm::list(std::move(levels)));
        }
        for (const auto* const root : edition.roots()) {
            out.add("skos:hasTopConcept", RdfTerm::address(addresses_.item(header.id, root->code)));
        }
    }

    void add_levels(const Edition& edition) {
        std::map<std::string, std::vector<const Item*>> members;
        for (const auto& item : edition.items()) {
            members[item.level].push_back(&item);
        }
        std::size_t depth = 0;
        for (const auto& level : edition.levels()) {
            auto& out = thing(addresses_.level(edition.id(), level), "xkos:ClassificationLevel");
            out.add("skos:prefLabel", RdfTerm::text(level));
            out.add("xkos:depth",
                    RdfTerm::typed(fmt::format("{}", ++depth), "xsd:positiveInteger"));
            for (const auto* const item : members[level]) {
                out.add("skos:member", RdfTerm::address(addresses_.item(edition.id(), item->code)));
            }
        }
    }

    void add_items(const Edition& edition) {
        std::map<const Item*, std::vector<const Note*>> notes;
        for (const auto& note : edition.notes()) {
            notes[edition.find(note.item)].push_back(&note);
        }
        for (const auto& item : edition.items()) {
            auto& out = thing(addresses_.item(edition.id(), item.code), "skos:Concept");
            out.add("skos:inScheme", RdfTerm::address(addresses_.edition(edition.id())));
            out.add("skos:notation", RdfTerm::text(item.code.text()));
            out.add("skos:prefLabel", RdfTerm::text(item.title));
            if (item.parent) {
                out.add("skos:broader",
                        RdfTerm::address(addresses_.item(edition.id(), *item.parent)));
            } else {
                out.add("skos:topConceptOf", RdfTerm::address(addresses_.edition(edition.id())));
            }
            for (const auto* const child : edition.children(item)) {
                out.add("skos:narrower",
                        RdfTerm::address(addresses_.item(edition.id(), child->code)));
            }
            if (is_xkos_ && item.residual) {
                out.add("term:residual", rdf_truth(true));
            }
            for (const auto* const note : notes[&item]) {
                add_note(out, edition, *note);
            }
            if (!is_xkos_) {
                add_matches(out, edition, item);
            }
        }
    }

    void add_note(RdfResource& out, const Edition& edition, const Note& note) const {
        const bool excludes = note.relation == NoteRelation::excludes;
        const auto named = edition.named_by(note);
        std::string text = excludes ? "Excludes: " : "Included in: ";
        text += reference_text(note);
        if (note.ref && !note.phrase.empty()) {
            text += " " + note.phrase;
        }
        if (!is_xkos_) {
            out.add("skos:scopeNote", RdfTerm::text(std::move(text)));
            return;
        }
        out.add(excludes ? "xkos:exclusionNote" : "skos:scopeNote", RdfTerm::text(std::move(text)));
        for (const auto* const other : named) {
            out.add(excludes ? "term:excludes" : "term:includedIn",
                    RdfTerm::address(addresses_.item(edition.id(), other->code)));
        }
    }

    /// The links of @p item, one of a source of a table, as SKOS has them, without shares.
    void add_matches(RdfResource& out, const Edition& edition, const Item& item) const {
        for (const auto& table : content_.tables) {
            if (table.source != &edition) {
                continue;
            }
            const auto by_source = [](const ExportedLink& a, const ExportedLink& b) {
                return a.source.code < b.source.code;
            };
            const ExportedLink wanted{named(item), PlaceKind::nowhere, {}, {}};
            const auto [first, last] =
                std::equal_range(table.links.begin(), table.links.end(), wanted, by_source);
            for (auto link = first; link != last; ++link) {
                if (link->target) {
                    out.add(std::string(skos_match(link->relation)),
                            RdfTerm::address(addresses_.item(table.route.to, link->target->code)));
                }
            }
        }
    }

    void add_table(const ExportedTable& table) {
        auto& out = thing(addresses_.table(table), "xkos:Correspondence");
        out.add("skos:prefLabel",
                RdfTerm::text(table.title.empty() ? table.route.text() : table.title));
        out.add("adms:status", adms_status(table.is_draft));
        out.add("xkos:compares", RdfTerm::address(addresses_.edition(table.route.from)));
        out.add("xkos:compares", RdfTerm::address(addresses_.edition(table.route.to)));
        if (!table.provenance.publisher.empty()) {
            out.add("dcterms:publisher", RdfTerm::text(table.provenance.publisher));
        }
        if (!table.provenance.document.empty()) {
            out.add("dcterms:source", RdfTerm::text(table.provenance.document));
        }
        out.add("dcterms:description",
                RdfTerm::text("From " + table.route.from.text() + " to " + table.route.to.text() +
                              ": " + std::string(to_string(table.origin))));
        for (const auto& link : table.links) {
            out.add("xkos:madeOf", RdfTerm::address(addresses_.link(table, link)));
        }
        for (const auto* const item : table.added) {
            out.add("xkos:madeOf", RdfTerm::address(addresses_.added(table, item->code)));
        }
        for (const auto& link : table.links) {
            add_link(table, link);
        }
        for (const auto* const item : table.added) {
            auto& added = thing(addresses_.added(table, item->code), "xkos:ConceptAssociation");
            added.add("xkos:targetConcept",
                      RdfTerm::address(addresses_.item(table.route.to, item->code)));
        }
    }

    void add_link(const ExportedTable& table, const ExportedLink& link) {
        auto& out = thing(addresses_.link(table, link), "xkos:ConceptAssociation");
        out.add("xkos:sourceConcept",
                RdfTerm::address(addresses_.item(table.route.from, link.source.code)));
        if (link.target) {
            out.add("xkos:targetConcept",
                    RdfTerm::address(addresses_.item(table.route.to, link.target->code)));
        } else {
            out.add("term:place", RdfTerm::text(std::string(to_string(link.place))));
        }
        if (link.share) {
            out.add("term:share", RdfTerm::text(link.share->share.text()));
            out.add("term:shareDouble",
                    RdfTerm::typed(double_text(link.share->share), "xsd:double"));
            out.add("term:basis", RdfTerm::text(std::string(to_string(link.share->basis))));
        }
    }

    const ExportContent& content_;
    bool is_xkos_;
    Addresses addresses_;
    RdfDocument document_;
};

}  // namespace

std::vector<ExportedFile> skos_files(const ExportContent& content) {
    return {{"socshift.ttl", turtle(RdfWriter(content, Words::skos).document())}};
}

std::vector<ExportedFile> skos_json_files(const ExportContent& content) {
    return {{"socshift.jsonld", json_ld(RdfWriter(content, Words::skos).document())}};
}

std::vector<ExportedFile> xkos_files(const ExportContent& content) {
    return {{"socshift.ttl", turtle(RdfWriter(content, Words::xkos).document())}};
}

std::vector<ExportedFile> xkos_json_files(const ExportContent& content) {
    return {{"socshift.jsonld", json_ld(RdfWriter(content, Words::xkos).document())}};
}

}  // namespace socshift
