#include "socshift/publish/title_request.hpp"

#include "socshift/base/counted.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/harmless.hpp"
#include "socshift/base/title.hpp"
#include "socshift/base/utf8.hpp"
#include "socshift/io/filtered_records.hpp"
#include "socshift/io/merged_cells.hpp"
#include "socshift/publish/soc_principles.hpp"
#include "socshift/scenarios/scenario.hpp"
#include "socshift/titles/edition_titles.hpp"
#include "socshift/titles/title_search.hpp"
#include "socshift/titles/title_words.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

namespace socshift {

namespace {

/// The words of @p title that say no grade.
std::vector<std::string> words_of(std::string_view title) {
    TitleReader reader;
    reader.read(title);
    std::vector<std::string> out;
    for (const auto& words : {reader.outside(), reader.inside()}) {
        for (const auto word : words) {
            if (!is_grade_word(word)) {
                out.emplace_back(word);
            }
        }
    }
    return out;
}

/// Everything that a request is made of, worked out once.
class RequestDraft {
public:
    RequestDraft(const Catalog& catalog, const RequestQuestion& question, const EditionId& edition)
        : catalog_(catalog),
          question_(question),
          titles_(EditionTitles::make(catalog, edition, question.decisions)),
          edition_(titles_.edition()),
          same_(titles_.index(), question.job.title) {
        TitleSearch search(titles_.index());
        found_ = search.find(question.job.title, question.most);
        for (const auto& match : found_.matches) {
            evidence_.push_back(search.explain(question.job.title, match.code));
        }
        for (const auto& listed : EditionTitles::listed(catalog, edition).titles) {
            const bool is_near =
                std::any_of(found_.matches.begin(), found_.matches.end(),
                            [&](const auto& match) { return match.code == listed.code; });
            if (is_near) {
                for (auto& word : words_of(listed.title)) {
                    vocabulary_[listed.code].insert(std::move(word));
                }
            }
        }
    }

    [[nodiscard]] Page page() const {
        Page out("socshift/request/1",
                 fmt::format("Request for a code: {}", one_line(question_.job.title)),
                 {&edition_.header()});
        out.facts = {{"edition", edition_.id()},
                     {"requester", perhaps(question_.job.requester)},
                     {"date", question_.job.date ? Cell(to_string(*question_.job.date)) : Cell()}};
        out.lines = {fmt::format("In {}, {}.{}", edition_.id().text(), edition_.header().title,
                                 question_.job.requester.empty()
                                     ? ""
                                     : " Asked by " + question_.job.requester + "."),
                     fmt::format("Titles are compared by the rule {}.", title_words_rule)};
        out.sections = {job(), nearest(), today(), rows(), decided(), proposals(), principles()};
        return out;
    }

    /// The codes that have the title, else the nearest.
    [[nodiscard]] std::vector<Code> taken() const {
        std::vector<Code> out;
        for (const auto place : found_.exact_places) {
            out.push_back(titles_.index().codes()[place]);
        }
        if (out.empty() && !found_.matches.empty()) {
            out.push_back(found_.matches.front().code);
        }
        std::sort(out.begin(), out.end());
        return out;
    }

private:
    static Cell perhaps(const std::string& text) { return text.empty() ? Cell() : Cell(text); }

    /// What whoever asks has said, and what is missing.
    [[nodiscard]] Section job() const {
        Section out{"job", "The job", {}, Table({{"what"}, {"said"}})};
        const auto& job = question_.job;
        std::vector<std::string> missing;
        const auto add = [&](const char* what, const std::vector<std::string>& said) {
            for (const auto& one : said) {
                out.table.add({what, one_line(one)});
            }
            if (said.empty()) {
                missing.emplace_back(what);
            }
        };
        const auto one = [](const std::string& text) {
            return text.empty() ? std::vector<std::string>{} : std::vector{text};
        };
        add("title", {job.title});
        add("duty", job.duties);
        add("tool", job.tools);
        add("education", one(job.education));
        if (!missing.empty()) {
            out.lines.push_back(fmt::format("Missing: {}.", fmt::join(missing, ", ")));
        }
        out.totals = {{"missing", missing}};
        return out;
    }

    [[nodiscard]] Section nearest() const {
        Section out{"nearest",
                    "Nearest occupations",
                    {},
                    Table({{"code"},
                           {"title"},
                           {"score", ColumnKind::measure},
                           {"matched_title"},
                           {"source"},
                           {"for", ColumnKind::texts},
                           {"against", ColumnKind::texts}})};
        if (found_.matches.empty()) {
            out.lines.emplace_back("No title of this edition has a word of it.");
        }
        const auto shown = static_cast<std::size_t>(
            std::count_if(found_.matches.begin(), found_.matches.end(),
                          [](const TitleMatch& match) { return match.exact; }));
        if (shown < found_.exact) {
            out.lines.push_back(fmt::format("{} not shown {} this very title.",
                                            count_of(found_.exact - shown, "code", "codes"),
                                            found_.exact - shown == 1 ? "has" : "have"));
        }
        for (std::size_t i = 0; i < found_.matches.size(); ++i) {
            const auto& match = found_.matches[i];
            out.table.add({match.code, edition_.find(match.code)->title,
                           Measure{static_cast<double>(match.score) / 1000, 3}, match.title,
                           titles_.sources()[match.source].name, speaks_for(i), speaks_against(i)});
        }
        return out;
    }

    [[nodiscard]] std::vector<std::string> speaks_for(std::size_t place) const {
        constexpr std::size_t most = 4;
        std::vector<std::string> out;
        if (found_.matches[place].exact) {
            out.emplace_back("has this very title");
        }
        for (const auto& one : evidence_[place]) {
            const bool is_word =
                one.kind == TitleEvidence::Kind::word || one.kind == TitleEvidence::Kind::pair;
            if (is_word && one.weight > 0 && out.size() < most) {
                out.push_back(fmt::format("'{}' {:.1f} bits", one.text,
                                          static_cast<double>(one.weight) / 1000));
            }
        }
        return out;
    }

    [[nodiscard]] std::vector<std::string> speaks_against(std::size_t place) const {
        std::vector<std::string> out;
        const auto& match = found_.matches[place];
        const auto& item = *edition_.find(match.code);
        if (!match.exact) {
            out.emplace_back("no list has this very title under it");
        } else if (found_.exact > 1) {
            out.push_back(
                fmt::format("{} have this very title", count_of(found_.exact, "code", "codes")));
        }
        const auto known = vocabulary_.find(match.code);
        std::vector<std::string> foreign;
        for (const auto& word : words_of(question_.job.title)) {
            if (known == vocabulary_.end() || known->second.count(word) == 0) {
                foreign.push_back("'" + word + "'");
            }
        }
        if (!foreign.empty()) {
            out.push_back(fmt::format("no title of it has {}", fmt::join(foreign, ", ")));
        }
        if (item.residual) {
            out.emplace_back(is_of_the_soc(catalog_, edition_.header())
                                 ? "an \"All Other\": the job would not be seen in it"
                                 : "for what others leave: the job would not be seen in it");
        }
        for (const auto& note : edition_.notes()) {
            if (note.item != match.code || note.relation != NoteRelation::excludes) {
                continue;
            }
            for (const auto& other : found_.matches) {
                if (other.code != match.code && names(note, other.code)) {
                    out.push_back(fmt::format("its definition leaves out {} ({})",
                                              reference_text(note), note.phrase));
                }
            }
        }
        return out;
    }

    /// Where the title itself is listed, in this and in every final edition.
    [[nodiscard]] Section today() const {
        Section out{"today",
                    "Where the title stands today",
                    {},
                    Table({{"edition"}, {"code"}, {"title"}, {"listed_as"}, {"source"}})};
        auto editions = final_editions(catalog_);
        if (std::find(editions.begin(), editions.end(), edition_.id()) == editions.end()) {
            editions.push_back(edition_.id());
        }
        for (const auto& id : editions) {
            const auto& edition = catalog_.edition(id);
            for (const auto& item : edition.items()) {
                if (!item.inherited && same_(item.title)) {
                    out.table.add({id, item.code, item.title, item.title, id.text()});
                }
            }
        }
        for (const auto& name : catalog_.title_list_names()) {
            const auto& list = catalog_.title_list(name);
            const auto& edition = catalog_.edition(list.coded_in);
            for (const auto& row : list.rows) {
                for (const auto& title : row.titles) {
                    if (same_(title)) {
                        const auto* const item = edition.find(row.code);
                        out.table.add({list.coded_in, row.code,
                                       item == nullptr ? Cell() : Cell(item->title), title, name});
                    }
                }
            }
        }
        if (out.table.empty()) {
            out.lines.emplace_back(found_.exact == 0
                                       ? "No edition and no list has it."
                                       : "No edition and no list has it; a proposal or a decision "
                                         "has.");
        }
        return out;
    }

    [[nodiscard]] Section rows() const {
        Section out{
            "rows", "How many have it", {}, Table({{"written"}, {"rows", ColumnKind::whole}})};
        if (!question_.data) {
            out.lines.emplace_back("No data were given.");
            return out;
        }
        const auto& data = *question_.data;
        out.lines.push_back(fmt::format("{} of {} rows of '{}' have it in column '{}'.",
                                        grouped(data.with_title), grouped(data.rows), data.file,
                                        data.column));
        if (data.ragged > 0) {
            out.lines.push_back(
                fmt::format("Not looked at, for another number of columns than the header: {}.",
                            count_of(data.ragged, "row", "rows")));
        }
        out.totals = {{"file", data.file},
                      {"column", data.column},
                      {"rows_read", data.rows},
                      {"rows_with_title", data.with_title}};
        auto others = data.with_title;
        for (const auto& [written, count] : data.written) {
            out.table.add({written, count});
            others -= count;
        }
        if (others > 0) {
            out.lines.push_back(fmt::format("Written in other ways than these: {}.",
                                            count_of(others, "row", "rows")));
        }
        return out;
    }

    [[nodiscard]] Section decided() const {
        Section out{"decided",
                    "What was decided about it",
                    {},
                    Table({{"edition"},
                           {"code"},
                           {"title"},
                           {"last"},
                           {"sources", ColumnKind::texts},
                           {"rows", ColumnKind::whole},
                           {"why"}})};
        for (const auto& one : question_.decisions.titles()) {
            if (same_(one.holding.title)) {
                out.table.add({one.holding.code.edition, one.holding.code.code, one.holding.title,
                               to_string(one.holding.date), one.sources, one.rows,
                               one.holding.why});
            }
        }
        return out;
    }

    [[nodiscard]] Section proposals() const {
        Section out{"proposals",
                    "Proposals of this name",
                    {},
                    Table({{"proposal"}, {"title"}, {"status"}})};
        for (const auto& id : proposals_titled(catalog_, edition_.id(), question_.job.title)) {
            const auto& proposal = catalog_.proposal(id);
            out.table.add({id, proposal.title, to_string(proposal.status)});
        }
        return out;
    }

    /// The principles of the SOC that a new occupation is judged by, and what is known here.
    [[nodiscard]] Section principles() const {
        Section out{"principles",
                    "What a new occupation would have to meet",
                    {"The classification principles of the 2018 SOC that bear on it, in our words. "
                     "Whether they are met is for the committee to say."},
                    Table({{"principle", ColumnKind::whole}, {"asks"}, {"known_here"}})};
        if (!is_of_the_soc(catalog_, edition_.header())) {
            out.lines = {fmt::format("Those of the 2018 SOC are not those of {}.",
                                     edition_.header().series)};
            return out;
        }
        const auto& job = question_.job;
        const auto add = [&](int number, std::string known) {
            const auto place = static_cast<std::size_t>(number) - 1;
            out.table.add({number, soc_principles().at(place).asks, std::move(known)});
        };
        std::vector<std::string> now;
        bool in_residual = false;
        for (const auto& code : taken()) {
            const auto* const item = edition_.find(code);
            now.push_back(fmt::format("{} ({})", code.text(), item->title));
            in_residual = in_residual || item->residual;
        }
        const auto where = now.empty() ? std::string{"nothing near was found"}
                                       : fmt::format("nearest: {}", fmt::join(now, "; "));
        add(1, where);
        add(2, job.duties.empty()
                   ? "no duty was said"
                   : count_of(job.duties.size(), "duty was said", "duties were said"));
        add(3, "not known from a title");
        add(7, "not known from a title");
        add(8, now.empty()   ? "nothing near was found"
               : in_residual ? "it is near one now"
                             : "it is near a detailed occupation now");
        add(9, counted_here());
        add(10, now.empty()
                    ? "nothing near was found"
                    : fmt::format("would lose a part: {}", fmt::join(texts_of(taken()), ", ")));
        return out;
    }

    [[nodiscard]] std::string counted_here() const {
        std::set<std::string> sources;
        for (const auto& one : question_.decisions.titles()) {
            if (same_(one.holding.title)) {
                sources.insert(one.sources.begin(), one.sources.end());
            }
        }
        auto out = question_.data ? count_of(question_.data->with_title, "row of the data has it",
                                             "rows of the data have it")
                                  : std::string{"no data were given"};
        if (!question_.decisions.empty()) {
            out += "; " + count_of(sources.size(), "source has it by the decisions",
                                   "sources have it by the decisions");
        }
        return out;
    }

    const Catalog& catalog_;
    const RequestQuestion& question_;
    EditionTitles titles_;
    const Edition& edition_;
    mutable SameTitle same_;  // what it keeps is memory
    TitleAnswer found_;
    std::vector<std::vector<TitleEvidence>> evidence_;  // of each match
    std::map<Code, std::set<std::string>> vocabulary_;  // words of the titles of each
};

EditionId edition_of(const Catalog& catalog, const RequestQuestion& question) {
    return question.edition.empty() ? usual_title_edition(catalog)
                                    : catalog.resolve(question.edition);
}

RequestDraft draft_of(const Catalog& catalog, const RequestQuestion& question) {
    static_cast<void>(TitleWords{{std::string{first_bytes(question.job.title, most_title_bytes)}}});
    return {catalog, question, edition_of(catalog, question)};
}

/// The coding rules of the scenario that a proposal for @p base can join. @throws Error if there is
/// none, or its rules make no codes: nothing that this writes has a code of its own.
std::string coding_for(const Catalog& catalog, const EditionId& base) {
    std::set<std::string> others;
    std::string out;
    for (const auto& id : catalog.scenario_ids()) {
        const auto& scenario = catalog.scenario(id);
        if (scenario.coding != "given") {
            others.insert(scenario.base.text());
            out = scenario.base == base ? scenario.coding : out;
        }
    }
    if (out.empty()) {
        throw Error(fmt::format(
            "no scenario has rules for new codes of {}, so that a proposal for it could not be "
            "built; there are rules for {}",
            base.text(),
            others.empty() ? "no edition" : fmt::format("{}", fmt::join(others, ", "))));
    }
    return out;
}

/// @throws Error if a scenario of @p proposal alone does not have its item.
void check_builds(const Catalog& catalog, const Proposal& proposal, const std::string& coding) {
    const Scenario alone{EditionId::parse(proposal.base.text() + "-with-one-proposal"),
                         proposal.base,
                         proposal.title,
                         catalog.header(proposal.base).validity.from,
                         coding,
                         {proposal.id},
                         {},
                         {}};
    const auto built = build_scenario(catalog.edition(proposal.base),
                                      used_codes(catalog, proposal.base), alone, {&proposal});
    std::vector<std::string> why;
    for (const auto& finding : built.findings) {
        if (finding.severity == Severity::error || finding.rule == "not-built") {
            why.push_back(finding.message);
        }
    }
    if (!why.empty()) {
        std::vector<std::string> taken;
        for (const auto& take : proposal.items.front().takes) {
            taken.push_back(take.code.text());
        }
        throw Error(fmt::format("a proposal out of {} could not be built: {}",
                                fmt::join(taken, ", "), fmt::join(why, "; ")));
    }
}

/// "peer-support-specialists": a name that a proposal may have.
std::string identifier_of(std::string_view title) {
    std::string out;
    for (const char c : lower_case(title)) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (is_plain) {
            out += c;
        } else if (!out.empty() && out.back() != '-') {
            out += '-';
        }
    }
    while (!out.empty() && out.back() == '-') {
        out.pop_back();
    }
    return out.empty() ? "request" : out;
}

}  // namespace

SameTitle same_title(const Catalog& catalog, const RequestQuestion& question) {
    static_cast<void>(TitleWords{{std::string{first_bytes(question.job.title, most_title_bytes)}}});
    return {EditionTitles::make(catalog, edition_of(catalog, question), question.decisions).index(),
            question.job.title};
}

TitleRows rows_with_title(const DataShape& shape, const std::string& column, ReadBytes read,
                          SameTitle same) {
    constexpr std::size_t most_written = 20;
    TitleRows out{shape.file, column, 0, 0, 0, {}};
    FilteredRecords records(shape, std::move(read));
    const auto place = records.columns().place(column);
    std::vector<UsedColumn> used{{place, column}};
    for (const auto& filter : shape.where) {
        used.push_back({records.columns().place(filter.column), filter.column});
    }
    check_merged(records.reading().merged, records.reading().sheet, used, shape.file);
    std::map<std::string, std::uint64_t> written;
    std::string storage;
    while (const auto* const record = records.next()) {
        ++out.rows;
        const auto text = field_text(record->fields[place], storage);
        if (same(text)) {
            ++out.with_title;
            ++written[one_line(text)];
        }
    }
    out.ragged = records.ragged();
    out.written.assign(written.begin(), written.end());
    std::stable_sort(out.written.begin(), out.written.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    out.written.resize(std::min(out.written.size(), most_written));
    return out;
}

Page ask(const Catalog& catalog, const RequestQuestion& question) {
    return draft_of(catalog, question).page();
}

Proposal proposal_of(const Catalog& catalog, const RequestQuestion& question) {
    const auto base = edition_of(catalog, question);
    const auto coding = coding_for(catalog, base);
    const auto taken = draft_of(catalog, question).taken();
    if (taken.empty()) {
        throw Error(fmt::format("nothing is near '{}': say which codes it is to come out of",
                                visible(question.job.title)));
    }
    Proposal out{identifier_of(question.job.title),
                 base,
                 one_line(question.job.title),
                 ProposalKind::fresh,
                 ProposalStatus::asked,
                 {},
                 {},
                 {},
                 {},
                 {}};
    ProposedItem item;
    item.title = out.title;
    for (const auto& code : taken) {
        item.takes.push_back({code, Part::unknown, {}, "", {}, true, {}});
    }
    out.items.push_back(std::move(item));
    if (!question.job.requester.empty()) {
        out.supporters.push_back({question.job.requester,
                                  question.job.date ? to_string(*question.job.date) : std::string{},
                                  "",
                                  "",
                                  {},
                                  {}});
    }
    check_builds(catalog, out, coding);
    return out;
}

}  // namespace socshift
