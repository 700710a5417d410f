#include "socshift/exchange/rdf.hpp"

#include "socshift/base/title.hpp"
#include "socshift/exchange/escapes.hpp"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace socshift {

namespace {

using Json = nlohmann::ordered_json;

std::string in_turtle(const RdfTerm& term) {
    switch (term.kind) {
        case RdfTerm::Kind::address:
            return "<" + term.value + ">";
        case RdfTerm::Kind::name:
            return term.value;
        case RdfTerm::Kind::text:
            return turtle_text(term.value);
        case RdfTerm::Kind::typed:
            return turtle_text(term.value) + "^^" + term.type;
        case RdfTerm::Kind::list: {
            std::string out = "(";
            for (const auto& item : term.items) {
                out += " <" + item + ">";
            }
            return out + " )";
        }
    }
    return "";
}

Json in_json(const RdfTerm& term) {
    switch (term.kind) {
        case RdfTerm::Kind::address:
        case RdfTerm::Kind::name:
            return {{"@id", term.value}};
        case RdfTerm::Kind::text:
            return {{"@value", clean_text(term.value)}};
        case RdfTerm::Kind::typed:
            return {{"@value", term.value}, {"@type", term.type}};
        case RdfTerm::Kind::list: {
            auto items = Json::array();
            for (const auto& item : term.items) {
                items.push_back({{"@id", item}});
            }
            return {{"@list", std::move(items)}};
        }
    }
    return nullptr;
}

}  // namespace

std::string turtle(const RdfDocument& document) {
    std::string out;
    for (const auto& remark : document.remarks) {
        out += "# " + one_line(clean_text(remark)) + "\n";
    }
    for (const auto& [prefix, begins] : document.prefixes) {
        out += fmt::format("@prefix {}: <{}> .\n", prefix, begins);
    }
    for (const auto& resource : document.resources) {
        out += "\n<" + resource.address + ">\n";
        for (std::size_t i = 0; i < resource.says.size(); ++i) {
            const auto& [predicate, term] = resource.says[i];
            out += fmt::format("  {} {}{}\n", predicate == "rdf:type" ? "a" : predicate,
                               in_turtle(term), i + 1 == resource.says.size() ? " ." : " ;");
        }
    }
    return out;
}

std::string json_ld(const RdfDocument& document) {
    Json context = Json::object();
    for (const auto& [prefix, begins] : document.prefixes) {
        context[prefix] = Json{{"@id", begins}, {"@prefix", true}};
    }
    auto graph = Json::array();
    for (const auto& resource : document.resources) {
        Json thing = {{"@id", resource.address}};
        for (const auto& [predicate, term] : resource.says) {
            if (predicate == "rdf:type") {
                thing["@type"].push_back(term.value);
            } else {
                thing[predicate].push_back(in_json(term));
            }
        }
        graph.push_back(std::move(thing));
    }
    const Json whole = {{"@context", std::move(context)}, {"@graph", std::move(graph)}};
    return whole.dump(1) + "\n";
}

}  // namespace socshift
