#pragma once

// Internal: not installed. What is said of things, as RDF, and the two ways in which it is written.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

/// What stands behind a predicate.
struct RdfTerm {
    enum class Kind { address, name, text, typed, list };
    Kind kind = Kind::text;
    std::string value;                    // of an address all of it; of a name "skos:Concept"
    std::string type = {};                // of `typed`: "xsd:integer"
    std::vector<std::string> items = {};  // of `list`: addresses

    static RdfTerm address(std::string value) { return {Kind::address, std::move(value)}; }
    static RdfTerm name(std::string value) { return {Kind::name, std::move(value)}; }
    static RdfTerm text(std::string value) { return {Kind::text, std::move(value)}; }
    static RdfTerm typed(std::string value, std::string type) {
        return {Kind::typed, std::move(value), std::move(type)};
    }
    static RdfTerm list(std::vector<std::string> items) {
        return {Kind::list, {}, {}, std::move(items)};
    }
};

/// A thing with an address, and what is said of it. Predicates are names: "skos:prefLabel";
/// "rdf:type" is what it is.
struct RdfResource {
    std::string address;
    std::vector<std::pair<std::string, RdfTerm>> says = {};

    void add(std::string predicate, RdfTerm term) {
        says.emplace_back(std::move(predicate), std::move(term));
    }
};

struct RdfDocument {
    std::vector<std::pair<std::string, std::string>> prefixes;  // "skos", and what it stands for
    std::vector<std::string> remarks = {};                      // for people, a line each
    std::vector<RdfResource> resources = {};
};

[[nodiscard]] std::string turtle(const RdfDocument& document);

/// JSON-LD 1.1, one object a thing, without remarks.
[[nodiscard]] std::string json_ld(const RdfDocument& document);

}  // namespace socshift
