#include "socshift/publish/wave_answer.hpp"

#include <string>
#include <utility>
#include <vector>

namespace socshift {

Answer wave_answer(const Catalog& catalog, const Conversion& conversion,
                   const ConvertSummary& summary) {
    const auto& editions = conversion.editions();
    std::vector<const EditionHeader*> headers;
    for (const auto& id : editions.editions) {
        headers.push_back(&catalog.header(id));
    }
    Answer out("socshift/waves/1",
               {{"wave"},
                {"editions", ColumnKind::texts},
                {"rows", ColumnKind::whole},
                {"carried", ColumnKind::whole},
                {"by_wave", ColumnKind::whole},
                {"ambiguous", ColumnKind::whole},
                {"elsewhere", ColumnKind::whole},
                {"elsewhere_most"},
                {"doubtful", ColumnKind::yes_no}},
               headers);
    for (const auto& wave : summary.waves) {
        const auto choice = editions.by_value.find(wave.value);
        std::vector<std::string> names;
        for (const auto place :
             editions.choices[choice == editions.by_value.end() ? 0 : choice->second].editions) {
            names.push_back(editions.editions[place].text());
        }
        out.table.add({wave.value, std::move(names), wave.rows, wave.carried, wave.by_wave,
                       wave.ambiguous, wave.elsewhere, wave.elsewhere_most, wave.doubtful});
        if (wave.doubtful) {
            out.warnings.push_back(
                wave.value.empty() ? std::string{"codes may be of another edition"}
                                   : "codes of wave " + wave.value + " may be of another edition");
        }
    }
    return out;
}

}  // namespace socshift
