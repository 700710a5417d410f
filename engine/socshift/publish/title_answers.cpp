#include "socshift/publish/title_answers.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/harmless.hpp"
#include "socshift/base/utf8.hpp"
#include "socshift/recognise/typed_code.hpp"
#include "socshift/titles/title_search.hpp"
#include "socshift/titles/title_words.hpp"
#include "socshift/titles/two_activities.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <string>
#include <utility>
#include <vector>

namespace socshift {

namespace {

const char* word_for(TitleEvidence::Kind kind) {
    switch (kind) {
        case TitleEvidence::Kind::word:
            return "word";
        case TitleEvidence::Kind::last_word:
            return "last word";
        case TitleEvidence::Kind::pair:
            return "pair";
        case TitleEvidence::Kind::letters:
            return "letters";
        case TitleEvidence::Kind::nearest:
            return "nearest";
        case TitleEvidence::Kind::exact:
            return "exact";
        case TitleEvidence::Kind::own:
            return "own title";
        case TitleEvidence::Kind::residual:
            return "residual";
        case TitleEvidence::Kind::size:
            return "size";
    }
    return "";
}

/// What was decided about @p asked, if it comes to one code of the edition.
const DecidedCodes::Entry* decided_one(const EditionTitles& titles, std::string_view asked) {
    const auto* const entry = titles.decided().find(asked);
    return entry != nullptr && entry->codes.size() == 1 ? entry : nullptr;
}

/// "decided as soc2018:21-1094 on 2026-01-05 by A. Smith: the request names it"
std::string said(const Decision& decision) {
    return fmt::format("decided as {} on {}{}: {}", decision.code.text(), to_string(decision.date),
                       decision.analyst.empty() ? "" : " by " + decision.analyst, decision.why);
}

/// What a reader must know of how @p asked was understood.
void add_warnings(const Catalog& catalog, const EditionTitles& titles, std::string_view asked,
                  const TitleAnswer& found, Answer& out) {
    if (asked.size() > most_title_bytes) {
        out.warnings.push_back(
            fmt::format("only the first {} bytes of the title were read", most_title_bytes));
    }
    for (const auto& [word, read_as] : found.read) {
        out.warnings.push_back(
            fmt::format("no title has '{}'; it was read as '{}'", visible(word), read_as));
    }
    const auto* const decided = titles.decided().find(asked);
    if (decided != nullptr) {
        const auto& codes = decided->codes;
        out.warnings.push_back(
            said(decided->decision) +
            (codes.size() == 1 ? ""
             : codes.empty()
                 ? fmt::format("; nothing leads from there to {}", titles.edition().id().text())
                 : fmt::format("; that is {} codes of {}, so it decides nothing: {}", codes.size(),
                               titles.edition().id().text(), fmt::join(texts_of(codes), ", "))));
    }
    if (found.exact > 1 && (decided == nullptr || decided->codes.size() != 1)) {
        out.warnings.push_back(
            fmt::format("ambiguous: {} codes have this very title", found.exact));
    }
    const auto& edition = titles.edition().id();
    if (const auto asking = proposals_titled(catalog, edition, asked); !asking.empty()) {
        out.warnings.push_back(
            fmt::format("proposed for {}: {}", edition.text(), fmt::join(asking, ", ")));
    }
}

}  // namespace

Answer ranked_titles_answer(const Catalog& catalog, const EditionTitles& titles,
                            std::string_view asked, std::size_t most) {
    const auto& edition = titles.edition();
    Answer out("socshift/find-title/1",
               {{"edition"},
                {"code"},
                {"title"},
                {"score", ColumnKind::measure},
                {"matched_title"},
                {"source"},
                {"exact", ColumnKind::mark}},
               {&edition.header()});
    TitleSearch search(titles.index());
    const auto found = search.find(asked, most);
    const auto* const decided = decided_one(titles, asked);
    if (decided != nullptr) {
        const auto& code = decided->codes.front();
        out.table.add({edition.id(), code, edition.find(code)->title, Measure{1, 3},
                       decided->decision.title, "decisions", true});
    }
    for (const auto& match : found.matches) {
        if (out.table.rows().size() == most ||
            (decided != nullptr && match.code == decided->codes.front())) {
            continue;
        }
        out.table.add({edition.id(), match.code, edition.find(match.code)->title,
                       Measure{static_cast<double>(match.score) / 1000, 3}, match.title,
                       titles.sources()[match.source].name, match.exact});
    }
    add_warnings(catalog, titles, asked, found, out);
    return out;
}

Answer title_evidence_answer(const Catalog& catalog, const EditionTitles& titles,
                             std::string_view asked, std::size_t most, std::size_t most_evidence) {
    const auto& edition = titles.edition();
    Answer out("socshift/find-title-why/1",
               {{"edition"}, {"code"}, {"evidence"}, {"text"}, {"bits", ColumnKind::measure}},
               {&edition.header()});
    TitleSearch search(titles.index());
    const auto found = search.find(asked, most);
    if (const auto* const decided = decided_one(titles, asked)) {
        out.table.add(
            {edition.id(), decided->codes.front(), "decided", decided->decision.title, Cell()});
    }
    const auto bits = [](std::int64_t thousandths) {
        return Measure{static_cast<double>(thousandths) / 1000, 1};
    };
    for (const auto& match : found.matches) {
        std::int64_t rest = 0;
        std::size_t told = 0;
        for (const auto& one : search.explain(asked, match.code)) {
            if (told < most_evidence || one.kind == TitleEvidence::Kind::size) {
                if (one.kind == TitleEvidence::Kind::size && rest != 0) {
                    out.table.add({edition.id(), match.code, "other", "", bits(rest)});
                }
                out.table.add(
                    {edition.id(), match.code, word_for(one.kind), one.text, bits(one.weight)});
                ++told;
            } else {
                rest += one.weight;
            }
        }
    }
    add_warnings(catalog, titles, asked, found, out);
    return out;
}

Answer two_activities_answer(const Catalog& catalog, const EditionId& edition,
                             const std::string& first, const std::string& second,
                             const std::optional<Share>& first_time, const Decisions& decisions) {
    const auto& items = catalog.edition(edition);
    Answer out("socshift/find-both/1",
               {{"activity", ColumnKind::whole},
                {"asked"},
                {"edition"},
                {"code"},
                {"title"},
                {"job_zone", ColumnKind::interval},
                {"time", ColumnKind::share},
                {"chosen", ColumnKind::mark},
                {"by"}},
               {&items.header()});
    std::optional<EditionTitles> titles;  // made only if a title is asked for
    const auto code_of = [&](const std::string& text) {
        if (const auto* const item = typed_item(catalog, items, text)) {
            if (!items.is_leaf(*item)) {
                throw Error(fmt::format("'{}' is a group of {}: it has codes under it",
                                        item->code.text(), edition.text()));
            }
            return item->code;
        }
        static_cast<void>(TitleWords{{std::string{first_bytes(text, most_title_bytes)}}});
        if (!titles) {
            titles = EditionTitles::make(catalog, edition, decisions);
        }
        const auto found = ranked_titles_answer(catalog, *titles, text, 1);
        if (found.table.empty()) {
            throw Error(fmt::format("no title has any of the words of '{}'", visible(text)));
        }
        const auto& row = found.table.rows().front();
        const auto& columns = found.table.columns();
        out.warnings.push_back(
            fmt::format("'{}' is read as {} {}, by '{}', score {}", visible(text),
                        printed(row[1], columns[1].kind), printed(row[2], columns[2].kind),
                        printed(row[4], columns[4].kind), printed(row[3], columns[3].kind)));
        out.warnings.insert(out.warnings.end(), found.warnings.begin(), found.warnings.end());
        return Code::parse(printed(row[1], columns[1].kind));
    };
    const auto first_code = code_of(first);
    const auto second_code = code_of(second);
    const auto choice =
        choose_activity(catalog, {edition, first_code}, {edition, second_code}, first_time);
    for (std::size_t i = 0; i < choice.activities.size(); ++i) {
        const auto& one = choice.activities[i];
        const auto& zones = one.zones.zones;
        const bool is_chosen = choice.chosen == i;
        out.table.add(
            {i + 1, i == 0 ? first : second, edition, one.code.code,
             items.find(one.code.code)->title,
             zones ? Cell(Interval{std::int64_t{zones->least}, std::int64_t{zones->most}}) : Cell(),
             i == 0 ? Cell(first_time) : Cell(), is_chosen,
             is_chosen ? Cell(to_string(choice.by)) : Cell()});
    }
    out.warnings.push_back((choice.chosen ? "" : "not decided: ") + choice.why);
    return out;
}

Answer decided_titles_answer(const Catalog& catalog, const Decisions& decisions) {
    std::vector<const EditionHeader*> editions;
    for (const auto* const one : decisions.all_holding()) {
        const auto* const header = &catalog.header(one->code.edition);
        if (editions.empty() || editions.back() != header) {
            editions.push_back(header);
        }
    }
    Answer out("socshift/decisions/1",
               {{"edition"},
                {"code"},
                {"title"},
                {"sources", ColumnKind::whole},
                {"rows", ColumnKind::whole},
                {"decisions", ColumnKind::whole},
                {"first"},
                {"last"},
                {"analysts", ColumnKind::texts},
                {"earlier_codes", ColumnKind::texts},
                {"why"}},
               editions);
    for (const auto& one : decisions.titles()) {
        out.table.add({one.holding.code.edition, one.holding.code.code, one.holding.title,
                       one.sources.size(), one.rows, one.decisions, to_string(one.first),
                       to_string(one.holding.date), one.analysts, texts_of(one.earlier),
                       one.holding.why});
    }
    return out;
}

}  // namespace socshift
