// A file carried as the program carries it, and a spec that contradicts itself.
#include <socshift/socshift.hpp>

#include <iostream>
#include <string>
#include <string_view>

int main() {
    const std::string_view file = "id,occupation\n1,15-1131\n2,\"11-1011\"\n3,none\n";

    socshift::ConversionSpec spec;
    spec.column = "occupation";
    spec.from = "2010";
    spec.to = "2018";
    spec.by = {"state"};
    for (const auto& finding : check(spec)) {
        std::cout << to_string(finding.fields.front()) << ": " << finding.message << '\n';
    }

    spec.by.clear();
    const socshift::Conversion conversion{socshift::builtin_catalog(), spec};
    std::string out;
    std::string rejects;
    const auto account = conversion.run(socshift::bytes_of(file),
                                        {[&](std::string_view bytes) { out += bytes; },
                                         [&](std::string_view bytes) { rejects += bytes; }});
    std::cout << out << "--\n"
              << rejects << "--\n"
              << account.rows_in << " = " << account.rows_carried << " + " << account.rows_rejected
              << '\n';
}
