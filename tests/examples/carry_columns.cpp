// Columns in memory, as a data frame has them: carried row by row, then added up.
#include <socshift/socshift.hpp>

#include <array>
#include <cstdint>
#include <iostream>
#include <string_view>

int main() {
    const std::array<std::string_view, 4> codes = {"15-1131", "11-1011", "151131", "12-3456"};
    const std::array<std::int64_t, 4> people = {300, 20, 100, 7};

    socshift::ConversionSpec spec;
    spec.column = "occupation";
    spec.from = "soc2010";
    spec.to = "soc2018";
    spec.weights = socshift::read_weights_order("equal");
    const socshift::Conversion carry{socshift::builtin_catalog(), spec};

    const auto carried = carry.carry(codes);
    const auto targets = carried.targets();
    for (std::size_t i = 0; i < carried.rows.size(); ++i) {
        const auto& place = carried.place_list[carried.places[i]];
        std::cout << "row " << carried.rows[i] << " -> " << targets[i] << ", share "
                  << place.share->text() << ", " << to_string(*place.basis) << '\n';
    }
    for (std::size_t i = 0; i < carried.set_aside.rows.size(); ++i) {
        std::cout << "row " << carried.set_aside.rows[i]
                  << " is set aside: " << carried.set_aside.reasons[carried.set_aside.why[i]].text
                  << '\n';
    }

    spec.sums = {"people"};
    const socshift::Conversion add{socshift::builtin_catalog(), spec};
    const auto summed =
        add.add_up({{"occupation", std::span{codes}}, {"people", std::span{people}}});
    for (std::size_t line = 0; line < summed.codes.size(); ++line) {
        std::cout << summed.codes[line].text() << ' ' << summed.sums[0].figures[line] << '\n';
    }
    const auto& account = summed.account.sums[0];
    std::cout << account.in << " = " << account.out << " + " << account.rejected << '\n';
}
