// Where codes of the SOC of 2010 are in that of 2018.
#include <socshift/socshift.hpp>

#include <iostream>

int main() {
    const auto& catalog = socshift::builtin_catalog();
    const socshift::CodeMap map{catalog, catalog.resolve("SOC 2010"), catalog.resolve("2018")};

    for (const auto* code : {"11-1011", "15-1199", "99-9999"}) {
        const auto mapped = map.find(code);
        if (!mapped) {
            std::cout << code << ": " << to_string(map.why_not(code)) << '\n';
            continue;
        }
        std::cout << code << " (" << to_string(mapped->cardinality) << ")\n";
        for (const auto& place : mapped->places) {
            std::cout << "  " << (place.item ? place.item->code.text() : "nowhere") << "  share "
                      << (place.share ? place.share->share.text() : "not known") << '\n';
        }
    }
}
