// Which codes people mean by what they call their jobs: an index once, then any number of titles.
#include <socshift/socshift.hpp>

#include <iostream>

int main() {
    const auto& catalog = socshift::builtin_catalog();
    const auto titles = socshift::EditionTitles::make(catalog, catalog.resolve("2018"));

    socshift::TitleSearch search(titles.index());
    for (const auto* const title : {"RN", "Bakers (night)", "chimney sweep", "qqqqq"}) {
        const auto answer = search.find(title, 2);
        std::cout << title << (answer.exact > 1 ? " (ambiguous)\n" : "\n");
        for (const auto& match : answer.matches) {
            std::cout << "  " << match.code.text() << " " << match.score << " " << match.title
                      << ", " << titles.sources()[match.source].title << '\n';
        }
    }
}
