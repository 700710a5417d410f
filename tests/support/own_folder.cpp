#include "support/own_folder.hpp"

#include "socshift/routes/route.hpp"
#include "support/model.hpp"

#include <fmt/format.h>

#include <random>

namespace socshift::test {

namespace {

std::string code_of(std::size_t group, std::size_t leaf) {
    return fmt::format("{}{:02}", static_cast<char>('A' + group), leaf);
}

constexpr std::size_t groups = 3;
constexpr std::size_t leaves = 7;

EditionData edition(std::size_t number, std::mt19937& random) {
    std::vector<Item> items;
    for (std::size_t group = 0; group < groups; ++group) {
        const std::string above(1, static_cast<char>('A' + group));
        items.push_back(an_item(above, "group"));
        for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
            items.push_back(an_item(code_of(group, leaf), "leaf", above));
            items.back().title = fmt::format("Title \"{}\" of ü {}", random() % 9, leaf);
            items.back().residual = leaf + 1 == leaves;
            if (random() % 4 == 0) {
                items.back().attributes = {{"zone", fmt::format("{}", random() % 5)}};
                items.back().also = {fmt::format("old-{}{}", above, leaf)};
            }
        }
    }
    auto out = edition_data(fmt::format("own{}", number), {"group", "leaf"}, std::move(items));
    out.header.series = "own";
    out.header.title = fmt::format("Own edition {}", number);
    out.header.aliases = {fmt::format("Own {}", 2000 + number)};
    out.header.validity.from = parse_date(fmt::format("{}-01-01", 2000 + number));
    out.header.provenance = {"Nobody", "Nothing", "2001", "file.csv", "hand", ""};
    if (number > 1) {
        out.header.follows = EditionId::parse(fmt::format("own{}", number - 1));
    }
    out.notes.push_back({Code::parse("A01"),
                         NoteRelation::excludes,
                         Code::parse("B02"),
                         std::nullopt,
                         "the other",
                         {},
                         false});
    out.notes.push_back({Code::parse("A02"),
                         NoteRelation::included_in,
                         Code::parse("B01"),
                         Code::parse("B03"),
                         "",
                         {},
                         false});
    return out;
}

CorrespondenceData table(std::size_t from, std::mt19937& random) {
    auto out = table_data(fmt::format("own{}", from), fmt::format("own{}", from + 1), {});
    out.title = "a table";
    for (std::size_t group = 0; group < groups; ++group) {
        for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
            const auto source = code_of(group, leaf);
            const auto other = code_of(random() % groups, random() % leaves);
            switch (random() % 5) {
                case 0:  // divides, and it is known how
                    if (other != source) {
                        out.links.push_back({Code::parse(source),
                                             Code::parse(source),
                                             Share(1, 3),
                                             Basis::official,
                                             {}});
                        out.links.push_back({Code::parse(source),
                                             Code::parse(other),
                                             Share(2, 3),
                                             Basis::official,
                                             {}});
                        continue;
                    }
                    break;
                case 1:  // divides
                    if (other != source) {
                        out.links.push_back(a_link(source, other));
                        out.remarks.push_back({Code::parse(source), Code::parse(other), "in part"});
                    }
                    break;
                case 2:  // goes elsewhere
                    out.links.push_back(a_link(source, other));
                    continue;
                case 3:
                    if (leaf == 0) {
                        out.ends.push_back({Code::parse(source), std::nullopt, std::nullopt, {}});
                        continue;
                    }
                    break;
                default:
                    break;
            }
            out.links.push_back(a_link(source, source));
        }
    }
    return out;
}

Proposal proposal() {
    ProposedItem item;
    item.title = "A new one";
    item.under = Code::parse("A");
    item.takes.push_back({Code::parse("A01"), Part::part, std::nullopt, "", {}, false, {}});
    auto other = item;
    other.title = "Another";
    return {"own-proposal",
            EditionId::parse("own3"),
            "A new one beside A01",
            ProposalKind::split,
            ProposalStatus::asked,
            {item, other},
            {},
            {},
            {{"Somebody", "2020-01-02", "", "", {}, {}}},
            {}};
}

/// What @p load gives, or why it gives nothing.
template <typename Load>
std::string or_error(Load load) {
    try {
        return load();
    } catch (const std::exception& error) {
        return fmt::format("error: {}", error.what());
    }
}

std::string places(const std::vector<Item>& items) {
    std::string out;
    for (const auto& item : items) {
        out += fmt::format("{} {} {}\n", item.code.text(), item.at.text(), item.inherited);
    }
    return out;
}

std::string measures(const KnownTable& known) {
    const auto text = [](const TableMeasures& one) {
        return fmt::format("{} {} {}", one.for_routes, one.links, one.loss);
    };
    return text(known.forward) + " / " + text(known.backward);
}

}  // namespace

std::vector<std::pair<std::string, CatalogFile>> own_files(std::uint32_t seed) {
    std::mt19937 random(seed);
    std::vector<std::pair<std::string, CatalogFile>> out;
    for (std::size_t number = 1; number <= 3; ++number) {
        out.emplace_back(fmt::format("own{}.yaml", number), edition(number, random));
    }
    auto finer = edition_data("finer", {"part"},
                              {an_item("A01.1", "part", "A01"), an_item("A01.2", "part", "A01")});
    finer.header.extends = EditionId::parse("own3");
    finer.header.series = "finer";
    out.emplace_back("deep/finer.yml", finer);
    out.emplace_back("deep/one.yaml", table(1, random));
    out.emplace_back("deep/two.yaml", table(2, random));
    Counts counts{"own-counts",
                  "Counted",
                  EditionId::parse("own1"),
                  "people",
                  "persons",
                  "2001",
                  std::nullopt,
                  {"Nobody", "Nothing", "", "", "", ""},
                  {},
                  {}};
    for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
        counts.rows.push_back(
            {Code::parse(code_of(1, leaf)), static_cast<std::int64_t>(random() % 1000), {}});
    }
    out.emplace_back("counts.yaml", counts);
    out.emplace_back("titles.yaml", TitleList{"own-titles",
                                              "Titles",
                                              EditionId::parse("own3"),
                                              {"Nobody", "Nothing", "", "", "", ""},
                                              {{Code::parse("A01"), {"baker", "cook"}, {}}},
                                              {}});
    out.emplace_back("proposal.yaml", proposal());
    out.emplace_back("scenario.yaml", Scenario{EditionId::parse("own4"),
                                               EditionId::parse("own3"),
                                               "What if",
                                               parse_date("2010-01-01"),
                                               "given",
                                               {},
                                               {"Nobody", "Nothing", "", "", "", ""},
                                               {}});
    return out;
}

std::string told_by(const Catalog& catalog) {
    std::string out;
    for (const auto& id : catalog.edition_ids()) {
        const auto& header = catalog.header(id);
        out += fmt::format("{} {} {}\n", id.text(), header.title, header.series);
        for (const auto& code : catalog.own_codes(id)) {
            out += code.text() + ' ';
        }
        out += or_error([&] {
            const auto& edition = catalog.edition(id);
            return write_yaml(EditionData{edition.header(), edition.items(), edition.notes(), {}}) +
                   places(edition.items());
        });
        for (const auto& finding : catalog.check(id)) {
            out += to_string(finding) + '\n';
        }
        if (header.extends) {
            out += measures(known_table(catalog, id, *header.extends, true)) + '\n';
        }
    }
    for (const auto& [source, target] : catalog.correspondence_ids()) {
        out += or_error([&, from = source, to = target] {
            const auto& read = *catalog.correspondence(from, to);
            std::string text = fmt::format("{} {} {}\n", from.text(), to.text(), read.title());
            for (const auto& link : read.links()) {
                text += fmt::format("{} {} {} {}\n", link.source.text(), link.target.text(),
                                    link.share ? link.share->text() : "", link.at.text());
            }
            for (const auto& end : read.ends()) {
                text += fmt::format("{} {}\n", end.source.text(), end.at.text());
            }
            for (const auto& remark : read.remarks()) {
                text += remark.target.text() + remark.text + '\n';
            }
            return text + measures(known_table(catalog, from, to, false)) + '\n';
        });
    }
    for (const auto& name : catalog.counts_names()) {
        out += or_error([&] { return write_yaml(catalog.counts(name)); });
    }
    for (const auto& name : catalog.rates_names()) {
        out += or_error([&] { return write_yaml(catalog.rates(name)); });
    }
    for (const auto& name : catalog.title_list_names()) {
        out += or_error([&] { return write_yaml(catalog.title_list(name)); });
    }
    for (const auto& id : catalog.proposal_ids()) {
        out += or_error([&] { return write_yaml(catalog.proposal(id)); });
    }
    for (const auto& id : catalog.scenario_ids()) {
        out += or_error([&] { return write_yaml(catalog.scenario(id)); });
    }
    return out;
}

}  // namespace socshift::test
