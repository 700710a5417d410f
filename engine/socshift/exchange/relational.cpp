#include "socshift/exchange/relational.hpp"

#include "socshift/numbers/shortest_decimal.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <array>
#include <utility>

namespace socshift {

namespace {

using Cell = std::optional<std::string>;

Cell or_null(const std::string& text) {
    return text.empty() ? Cell() : Cell(text);
}

Cell yes_no(bool value) {
    return value ? "1" : "0";
}

std::string text_of(std::string_view text) {
    return std::string(text);
}

Relation editions_relation(const ExportContent& content) {
    Relation out{
        "editions",
        "Dated classifications",
        {{"edition", FieldKind::text, false, "its name"},
         {"series", FieldKind::text, false, "what it is an edition of"},
         {"title", FieldKind::text, false, "its title"},
         {"status", FieldKind::text, false, "final, or draft: nothing of it is in force"},
         {"kind", FieldKind::text, false, "classification or publication"},
         {"valid_from", FieldKind::date, false, "first day in force"},
         {"valid_until", FieldKind::date, true, "first day no longer in force"},
         {"follows", FieldKind::text, true, "the edition before it in its series"},
         {"extends", FieldKind::text, true, "the edition under whose items it adds levels"},
         {"publisher", FieldKind::text, true, "who published it"},
         {"document", FieldKind::text, true, "in which document"},
         {"published", FieldKind::text, true, "the date of the document"},
         {"licence", FieldKind::text, true, "none: public domain"}},
        {"edition"},
        {},
        {}};
    for (const auto* const edition : content.editions) {
        const auto& header = edition->header();
        out.rows.push_back(
            {header.id.text(), header.series, header.title, text_of(to_string(header.status)),
             text_of(to_string(header.kind)), to_string(header.validity.from),
             header.validity.until ? Cell(to_string(*header.validity.until)) : Cell(),
             header.follows ? Cell(header.follows->text()) : Cell(),
             header.extends ? Cell(header.extends->text()) : Cell(),
             or_null(header.provenance.publisher), or_null(header.provenance.document),
             or_null(header.provenance.date), or_null(header.provenance.licence)});
    }
    return out;
}

Relation levels_relation(const ExportContent& content) {
    Relation out{"levels",
                 "Levels of editions",
                 {{"edition", FieldKind::text, false, "the edition"},
                  {"level", FieldKind::text, false, "its name"},
                  {"depth", FieldKind::whole, false, "1 is the coarsest"}},
                 {"edition", "level"},
                 {{{"edition"}, "editions", {"edition"}}},
                 {}};
    for (const auto* const edition : content.editions) {
        std::size_t depth = 0;
        for (const auto& level : edition->levels()) {
            out.rows.push_back({edition->id().text(), level, fmt::format("{}", ++depth)});
        }
    }
    return out;
}

Relation items_relation(const ExportContent& content) {
    Relation out{"items",
                 "Categories of editions",
                 {{"edition", FieldKind::text, false, "the edition"},
                  {"code", FieldKind::text, false, "the code, as its publisher prints it"},
                  {"title", FieldKind::text, false, "the title"},
                  {"level", FieldKind::text, false, "its level"},
                  {"parent", FieldKind::text, true, "the code of the item above it"},
                  {"is_leaf", FieldKind::yes_no, false, "no item is below it"},
                  {"residual", FieldKind::yes_no, false, "it is what its siblings leave"},
                  {"inherited", FieldKind::yes_no, false,
                   "it is a copy of an item of the edition that is extended"},
                  {"unclassified", FieldKind::yes_no, false, "it stands for no category"}},
                 {"edition", "code"},
                 {{{"edition"}, "editions", {"edition"}},
                  {{"edition", "level"}, "levels", {"edition", "level"}}},
                 {}};
    for (const auto* const edition : content.editions) {
        for (const auto& item : edition->items()) {
            out.rows.push_back({edition->id().text(), item.code.text(), item.title, item.level,
                                item.parent ? Cell(item.parent->text()) : Cell(),
                                yes_no(edition->is_leaf(item)), yes_no(item.residual),
                                yes_no(item.inherited), yes_no(item.unclassified)});
        }
    }
    return out;
}

Relation notes_relation(const ExportContent& content) {
    Relation out{"notes",
                 "Cross references that definitions make",
                 {{"edition", FieldKind::text, false, "the edition"},
                  {"position", FieldKind::whole, false, "its place among those of the edition"},
                  {"code", FieldKind::text, false, "the item that makes it"},
                  {"relation", FieldKind::text, false, "excludes or included_in"},
                  {"ref", FieldKind::text, true, "the code that is named"},
                  {"range_end", FieldKind::text, true, "the last code, if a range is named"},
                  {"phrase", FieldKind::text, true, "what is named in words"}},
                 {"edition", "position"},
                 {{{"edition", "code"}, "items", {"edition", "code"}}},
                 {}};
    for (const auto* const edition : content.editions) {
        std::size_t position = 0;
        for (const auto& note : edition->notes()) {
            out.rows.push_back(
                {edition->id().text(), fmt::format("{}", ++position), note.item.text(),
                 text_of(to_string(note.relation)), note.ref ? Cell(note.ref->text()) : Cell(),
                 note.range_end ? Cell(note.range_end->text()) : Cell(), or_null(note.phrase)});
        }
    }
    return out;
}

Relation correspondences_relation(const ExportContent& content) {
    Relation out{
        "correspondences",
        "Tables of links between the leaves of two editions",
        {{"source_edition", FieldKind::text, false, "where it starts"},
         {"target_edition", FieldKind::text, false, "where it leads"},
         {"route", FieldKind::text, false, "the editions on the way"},
         {"origin", FieldKind::text, false, "published, reversed, chained, parents or matched"},
         {"status", FieldKind::text, false, "draft if one of the editions is one"},
         {"title", FieldKind::text, true, "of a published table"},
         {"publisher", FieldKind::text, true, "of a published table"},
         {"document", FieldKind::text, true, "of a published table"}},
        {"source_edition", "target_edition"},
        {{{"source_edition"}, "editions", {"edition"}},
         {{"target_edition"}, "editions", {"edition"}}},
        {}};
    for (const auto& table : content.tables) {
        out.rows.push_back({table.route.from.text(), table.route.to.text(), table.route.text(),
                            text_of(to_string(table.origin)),
                            text_of(to_string(table.is_draft ? Status::draft : Status::final)),
                            or_null(table.title), or_null(table.provenance.publisher),
                            or_null(table.provenance.document)});
    }
    return out;
}

/// "1/3" as its two numbers.
std::pair<std::string, std::string> parts_of(const Share& share) {
    const auto text = share.text();
    const auto slash = text.find('/');
    return slash == std::string::npos ? std::pair{text, std::string("1")}
                                      : std::pair{text.substr(0, slash), text.substr(slash + 1)};
}

/// The columns of a share, which links and remainders have.
void add_share_fields(std::vector<RelationField>& fields) {
    fields.insert(
        fields.end(),
        {{"share", FieldKind::text, true, "of the source that goes there, as an exact fraction"},
         {"share_numerator", FieldKind::text, true, "of the fraction; text, since it may be long"},
         {"share_denominator", FieldKind::text, true, "the same"},
         {"share_double", FieldKind::number, true, "the nearest double"},
         {"basis", FieldKind::text, true, "where the share comes from; none: nobody gave one"}});
}

void add_share(Relation::Row& row, const std::optional<KnownShare>& known) {
    if (!known) {
        row.insert(row.end(), {Cell(), Cell(), Cell(), Cell(), Cell()});
        return;
    }
    const auto [numerator, denominator] = parts_of(known->share);
    row.insert(row.end(), {known->share.text(), numerator, denominator, double_text(known->share),
                           text_of(to_string(known->basis))});
}

ForeignKey to_correspondence() {
    return {{"source_edition", "target_edition"},
            "correspondences",
            {"source_edition", "target_edition"}};
}

ForeignKey to_item(const std::string& end) {
    return {{end + "_edition", end + "_code"}, "items", {"edition", "code"}};
}

Relation links_relation(const ExportContent& content) {
    Relation out{"links",
                 "From a leaf of an edition to an item of the next that a part of it is in, or all",
                 {{"source_edition", FieldKind::text, false, "the edition of the source"},
                  {"source_code", FieldKind::text, false, "a leaf of it"},
                  {"target_edition", FieldKind::text, false, "the edition of the target"},
                  {"target_code", FieldKind::text, false, "a leaf of it"},
                  {"cardinality", FieldKind::text, false, "of the family: 1:1, 1:n, n:1 or m:n"},
                  {"relation", FieldKind::text, false,
                   "exact, close, narrower, broader or related, seen from the source"}},
                 {"source_edition", "target_edition", "source_code", "target_code"},
                 {to_correspondence(), to_item("source"), to_item("target")},
                 {}};
    add_share_fields(out.fields);
    for (const auto& table : content.tables) {
        for (const auto& link : table.links) {
            if (link.target) {
                Relation::Row row{table.route.from.text(),
                                  link.source.code.text(),
                                  table.route.to.text(),
                                  link.target->code.text(),
                                  text_of(to_string(link.cardinality)),
                                  text_of(to_string(link.relation))};
                add_share(row, link.share);
                out.rows.push_back(std::move(row));
            }
        }
    }
    return out;
}

Relation remainders_relation(const ExportContent& content) {
    Relation out{
        "remainders",
        "What of a leaf of an edition is in no item of the next, or in one nobody knows",
        {{"source_edition", FieldKind::text, false, "the edition of the source"},
         {"source_code", FieldKind::text, false, "a leaf of it"},
         {"target_edition", FieldKind::text, false, "the next edition"},
         {"place", FieldKind::text, false, "nowhere: it has no successor; unknown: no table says"}},
        {"source_edition", "target_edition", "source_code", "place"},
        {to_correspondence(), to_item("source")},
        {}};
    add_share_fields(out.fields);
    for (const auto& table : content.tables) {
        for (const auto& link : table.links) {
            if (!link.target) {
                Relation::Row row{table.route.from.text(), link.source.code.text(),
                                  table.route.to.text(), text_of(to_string(link.place))};
                add_share(row, link.share);
                out.rows.push_back(std::move(row));
            }
        }
    }
    return out;
}

Relation changes_relation(const ExportContent& content) {
    Relation out{
        "changes",
        "What happened from an edition to the next, a row for each family of their leaves",
        {{"source_edition", FieldKind::text, false, "the edition before"},
         {"target_edition", FieldKind::text, false, "the edition after"},
         {"change", FieldKind::whole, false, "its place among those of the two"},
         {"kind", FieldKind::text, false,
          "unchanged, retitled, recoded, recoded+retitled, split, merged, restructured, "
          "added or removed"},
         {"form", FieldKind::text, true, "split-off, breakdown, take-over or merger"},
         {"gsim", FieldKind::text, true, "the type in GSIM's classification model"},
         {"flags", FieldKind::text, true, "moved, residual, exclusions, reused; with ; between"}},
        {"source_edition", "target_edition", "change"},
        {to_correspondence()},
        {}};
    for (const auto& diff : content.diffs) {
        std::size_t place = 0;
        for (const auto& change : diff.changes) {
            out.rows.push_back({diff.before.text(), diff.after.text(), fmt::format("{}", ++place),
                                text_of(to_string(change.kind)),
                                or_null(text_of(to_string(change.form))),
                                or_null(text_of(gsim_type(change))),
                                or_null(fmt::format("{}", fmt::join(flag_names(change), ";")))});
        }
    }
    return out;
}

Relation change_members_relation(const ExportContent& content) {
    Relation out{"change_members",
                 "The leaves that each change is of",
                 {{"source_edition", FieldKind::text, false, "the edition before"},
                  {"target_edition", FieldKind::text, false, "the edition after"},
                  {"change", FieldKind::whole, false, "the change"},
                  {"edition", FieldKind::text, false, "the one of the two that the code is of"},
                  {"code", FieldKind::text, false, "a leaf of it"}},
                 {"source_edition", "target_edition", "edition", "code"},
                 {{{"source_edition", "target_edition", "change"},
                   "changes",
                   {"source_edition", "target_edition", "change"}},
                  {{"edition", "code"}, "items", {"edition", "code"}}},
                 {}};
    for (const auto& diff : content.diffs) {
        std::size_t place = 0;
        for (const auto& change : diff.changes) {
            const auto number = fmt::format("{}", ++place);
            for (const auto& [edition, items] : {std::pair{&diff.before, &change.sources},
                                                 std::pair{&diff.after, &change.targets}}) {
                for (const auto* const item : *items) {
                    out.rows.push_back({diff.before.text(), diff.after.text(), number,
                                        edition->text(), item->code.text()});
                }
            }
        }
    }
    return out;
}

Relation families_relation(const ExportContent& content) {
    Relation out{
        "families",
        "The finest groups of leaves that are comparable over all the editions without any share",
        {{"family", FieldKind::text, false, "its name, the same wherever it has the same members"},
         {"edition", FieldKind::text, false, "the edition of a member"},
         {"code", FieldKind::text, false, "a member"},
         {"label", FieldKind::text, false, "what a person might call it; not unique"}},
        {"edition", "code"},
        {{{"edition", "code"}, "items", {"edition", "code"}}},
        {}};
    if (!content.families) {
        return out;
    }
    const auto& editions = content.families->editions();
    for (const auto& named : content.families->families()) {
        for (std::size_t i = 0; i < editions.size(); ++i) {
            for (const auto& code : named.family.codes[i]) {
                out.rows.push_back({named.id, editions[i].text(), code.text(), named.label});
            }
        }
    }
    return out;
}

}  // namespace

std::vector<Relation> relations_of(const ExportContent& content) {
    std::vector<Relation> out;
    out.push_back(editions_relation(content));
    out.push_back(levels_relation(content));
    out.push_back(items_relation(content));
    out.push_back(notes_relation(content));
    out.push_back(correspondences_relation(content));
    out.push_back(links_relation(content));
    out.push_back(remainders_relation(content));
    out.push_back(changes_relation(content));
    out.push_back(change_members_relation(content));
    out.push_back(families_relation(content));
    return out;
}

std::string double_text(const Share& share) {
    constexpr std::size_t room = 400;
    std::array<char, room> digits{};
    char* const end = print_shortest(digits.data(), digits.data() + room, share.to_double());
    return {digits.data(), end};
}

}  // namespace socshift
