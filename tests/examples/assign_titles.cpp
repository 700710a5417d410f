// Codes for a column of job titles, and for each row without one the reason.
#include <socshift/socshift.hpp>

#include <array>
#include <iostream>
#include <string_view>

int main() {
    const std::array<std::string_view, 5> titles = {"RN", "Bakers (night)", "engineer", "9-5",
                                                    "qqqqq"};

    socshift::AssignSpec spec;
    spec.column = "title";
    spec.to = "soc2018";
    spec.fall_back = "major";
    const socshift::Assignment assignment{socshift::builtin_catalog(), spec};

    const auto assigned = assignment.assign(titles);
    for (std::size_t i = 0; i < assigned.rows.size(); ++i) {
        const auto& found = assigned.titles[i];
        std::cout << titles[assigned.rows[i]] << ": ";
        if (found.item == nullptr) {
            std::cout << "none, " << found.detail << '\n';
            continue;
        }
        std::cout << found.item->code.text() << ' ' << found.item->title << ", " << found.score
                  << ", " << to_string(found.kind) << '\n';
    }
    const auto& account = assigned.account;
    std::cout << account.rows_in << " = " << account.rows_assigned << " + " << account.rows_rejected
              << '\n';
}
