#include "socshift/publish/verdicts_page.hpp"

#include "socshift/base/counted.hpp"
#include "socshift/publish/edition_answers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>

namespace socshift {

namespace {

std::vector<Column> columns() {
    return {{"proposal"},
            {"verdict"},
            {"item"},
            {"item_verdict"},
            {"code"},
            {"title"},
            {"group"},
            {"from", ColumnKind::texts},
            {"other", ColumnKind::texts},
            {"why"}};
}

/// Code, title and group of an item; nothing of none.
void add_place(const Edition& edition, const Item* item, Table::Row& row) {
    const auto* const above = item == nullptr ? nullptr : edition.parent(*item);
    row.push_back(item == nullptr ? Cell() : Cell(item->code));
    row.push_back(item == nullptr ? Cell() : Cell(item->title));
    row.push_back(above == nullptr ? Cell() : Cell(above->code));
}

std::vector<std::string> differences(const ItemVerdict& item) {
    std::vector<std::string> out;
    for (const auto& each : item.other) {
        out.push_back(fmt::format("{}: {}", to_string(each.aspect), each.text));
    }
    return out;
}

void add_requests(const RequestVerdicts& verdicts, Table& table) {
    const auto& edition = verdicts.catalog.edition(verdicts.edition);
    for (const auto& request : verdicts.requests) {
        const auto of_request = to_string(request.verdict);
        if (request.items.empty()) {
            table.add({request.proposal, of_request, "", "", Cell(), Cell(), Cell(),
                       std::vector<std::string>{}, std::vector<std::string>{}, request.why});
        }
        for (const auto& item : request.items) {
            Table::Row row{request.proposal, of_request, item.asked, to_string(item.verdict)};
            add_place(edition, item.became, row);
            row.push_back(texts_of(item.from));
            row.push_back(differences(item));
            row.push_back(item.why);
            table.add(std::move(row));
        }
    }
}

void add_unasked(const RequestVerdicts& verdicts, Table& table) {
    for (const auto& change : verdicts.unasked) {
        const auto& edition = verdicts.catalog.edition(
            change.kind == UnaskedKind::removed ? verdicts.base : verdicts.edition);
        Table::Row row{"", "not asked for", "", to_string(change.kind)};
        add_place(edition, change.item, row);
        row.push_back(texts_of(change.from));
        row.push_back(change.was.empty() ? std::vector<std::string>{}
                                         : std::vector<std::string>{"was: " + change.was});
        row.push_back("");
        table.add(std::move(row));
    }
}

std::vector<const EditionHeader*> headers(const RequestVerdicts& verdicts) {
    return {&verdicts.catalog.header(verdicts.base), &verdicts.catalog.header(verdicts.edition)};
}

std::string joined_text(const RequestVerdicts& verdicts) {
    return verdicts.matched
               ? fmt::format(
                     "Codes of {} and {} are matched by code and title: what a new item is made of "
                     "is not known.",
                     verdicts.base.text(), verdicts.edition.text())
               : fmt::format("Along the published tables {}.", verdicts.route.text());
}

}  // namespace

Answer verdicts_answer(const RequestVerdicts& verdicts) {
    Answer out("socshift/verdicts/1", columns(), headers(verdicts));
    add_requests(verdicts, out.table);
    add_unasked(verdicts, out.table);
    out.origin_notes = {joined_text(verdicts)};
    return out;
}

Page verdicts_page(const RequestVerdicts& verdicts) {
    Page out("socshift/preview-verdicts/1",
             fmt::format("What {} made of the requests of {}", verdicts.edition.text(),
                         verdicts.scenario.text()),
             headers(verdicts));
    std::string counts;
    out.facts = {{"scenario", verdicts.scenario},
                 {"base", verdicts.base},
                 {"edition", verdicts.edition},
                 {"status", to_string(verdicts.catalog.header(verdicts.edition).status)},
                 {"joined", verdicts.matched ? "matched" : "published"},
                 {"route", verdicts.route.text()},
                 {"requests", verdicts.requests.size()}};
    for (const auto& row : word_table<Adoption>) {
        std::string name{to_string(row.value)};
        counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", verdicts.of(row.value), name);
        std::replace(name.begin(), name.end(), ' ', '_');
        out.facts.push_back({std::move(name), verdicts.of(row.value)});
    }
    out.facts.push_back({"not_asked_for", verdicts.unasked.size()});
    out.lines = {joined_text(verdicts),
                 fmt::format("{}: {}. {} that nobody asked for.",
                             count_of(verdicts.requests.size(), "request", "requests"), counts,
                             count_of(verdicts.unasked.size(), "change", "changes"))};
    Section requests{"verdicts", "Request by request", {}, Table(columns())};
    add_requests(verdicts, requests.table);
    Section unasked{
        "unasked",
        "What nobody asked for",
        {},
        Table({{"change"}, {"code"}, {"title"}, {"group"}, {"from", ColumnKind::texts}, {"was"}})};
    for (const auto& change : verdicts.unasked) {
        Table::Row row{to_string(change.kind)};
        add_place(verdicts.catalog.edition(change.kind == UnaskedKind::removed ? verdicts.base
                                                                               : verdicts.edition),
                  change.item, row);
        row.push_back(texts_of(change.from));
        row.push_back(change.was);
        unasked.table.add(std::move(row));
    }
    out.sections = {std::move(requests), std::move(unasked)};
    return out;
}

}  // namespace socshift
