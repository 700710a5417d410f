// Laws of tables with rows at several levels, and of what `check` promises: a catalog in which it
// finds no error can be used by every verb.
#include "support/tables.hpp"

#include "socshift/catalog/yaml.hpp"
#include "socshift/model/leaf_links.hpp"
#include "socshift/routes/extension.hpp"
#include "support/generators.hpp"
#include "support/program_run.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <map>
#include <set>

using namespace socshift;
using namespace socshift::test;

namespace {

using Pair = std::pair<std::string, std::string>;
using Pairs = std::set<Pair>;

/// A random edition with a name; codes differ from those of others by their first letter.
EditionData named_edition(const std::string& name) {
    const auto made = *any_edition().as(name);
    EditionData data{made.header(), {}, {}, {}};
    data.header.id = EditionId::parse(name);
    data.header.title = name;
    const auto own = [&](const Code& code) { return Code::parse(name.substr(0, 1) + code.text()); };
    for (auto item : made.items()) {
        item.code = own(item.code);
        item.title = "Title of " + item.code.text();
        item.parent = item.parent ? std::optional{own(*item.parent)} : std::nullopt;
        data.items.push_back(std::move(item));
    }
    return data;
}

/// The codes of an item and of everything above it, by the data alone.
class Above {
public:
    explicit Above(const EditionData& data) {
        for (const auto& item : data.items) {
            parent_[item.code.text()] = item.parent ? item.parent->text() : "";
        }
    }

    [[nodiscard]] std::set<std::string> of(std::string code) const {
        std::set<std::string> out;
        for (; !code.empty(); code = parent_.at(code)) {
            out.insert(code);
        }
        return out;
    }

private:
    std::map<std::string, std::string> parent_;
};

std::vector<std::string> leaf_codes_of(const EditionData& data) {
    std::set<std::string> groups;
    for (const auto& item : data.items) {
        if (item.parent) {
            groups.insert(item.parent->text());
        }
    }
    std::vector<std::string> out;
    for (const auto& item : data.items) {
        if (groups.count(item.code.text()) == 0) {
            out.push_back(item.code.text());
        }
    }
    return out;
}

/// Every pair of a code of @p a and one of @p b, each taken or not.
template <typename Codes>
Pairs some_pairs(const Codes& a, const Codes& b, int one_in) {
    Pairs out;
    for (const auto& source : a) {
        for (const auto& target : b) {
            if (*rc::gen::inRange(0, one_in).as("taken if 0") == 0) {
                out.emplace(source, target);
            }
        }
    }
    return out;
}

std::vector<std::string> all_codes(const EditionData& data) {
    std::vector<std::string> out;
    for (const auto& item : data.items) {
        out.push_back(item.code.text());
    }
    return out;
}

Correspondence table_of_pairs(const EditionData& a, const EditionData& b, const Pairs& pairs) {
    std::vector<Link> links;
    for (const auto& [source, target] : pairs) {
        links.push_back(row(source, target));
    }
    return table(a.header.id.text(), b.header.id.text(), std::move(links));
}

Pairs pairs_of(const Correspondence& table) {
    Pairs out;
    for (const auto& [source, target] : pairs(table)) {
        out.emplace(source, target);
    }
    return out;
}

/// A row for each pair of what is at or above the source and the target of one of @p leaf_pairs:
/// what a publisher prints who gives a table at every level.
Pairs every_level(const Above& a, const Above& b, const Pairs& leaf_pairs) {
    Pairs out;
    for (const auto& [source, target] : leaf_pairs) {
        for (const auto& from : a.of(source)) {
            for (const auto& to : b.of(target)) {
                out.emplace(from, to);
            }
        }
    }
    return out;
}

/// @p data with its items below random items of @p base.
EditionData extending(const EditionData& base, EditionData data) {
    data.header.extends = base.header.id;
    data.header.levels = {"extended"};
    for (auto& item : data.items) {
        item.level = "extended";
        item.parent = Code::parse(*rc::gen::elementOf(all_codes(base)).as("parent"));
    }
    return data;
}

/// Links with shares out of some sources: all of a source's links or none.
std::vector<Link> with_shares(const Pairs& pairs) {
    std::map<std::string, std::vector<std::string>> targets;
    for (const auto& [source, target] : pairs) {
        targets[source].push_back(target);
    }
    std::vector<Link> out;
    for (const auto& [source, all] : targets) {
        const bool stated = *rc::gen::arbitrary<bool>().as("has shares");
        const auto count = static_cast<std::int64_t>(all.size());
        for (const auto& target : all) {
            out.push_back(row(source, target, stated ? Share{1, count}.text() : ""));
        }
    }
    return out;
}

}  // namespace

TEST_CASE("rows of groups that sum up rows of leaves add no link", "[property]") {
    rc::prop("a table at every level is the table of its leaves", [] {
        const auto a = named_edition("a");
        const auto b = named_edition("b");
        const auto leaves = some_pairs(leaf_codes_of(a), leaf_codes_of(b), 3);
        const auto sources = leaf_codes_of(a);
        auto rows = leaves;
        for (const auto& pair : every_level(Above{a}, Above{b}, leaves)) {
            const bool is_group =
                std::find(sources.begin(), sources.end(), pair.first) == sources.end();
            if (is_group && *rc::gen::arbitrary<bool>().as("row is there")) {
                rows.insert(pair);
            }
        }
        std::set<std::string> linked;
        for (const auto& [source, target] : leaves) {
            linked.insert(source);
        }
        // A leaf without a row of its own is spoken for by the groups above it.
        Pairs found;
        for (const auto& pair :
             pairs_of(leaf_table(table_of_pairs(a, b, rows), Edition::make(a), Edition::make(b)))) {
            if (linked.count(pair.first) != 0) {
                found.insert(pair);
            }
        }
        RC_ASSERT(found == leaves);
    });
}

TEST_CASE("no row is lost when a table is read at its leaves", "[property]") {
    rc::prop("each row has a link between leaves at or below its ends, and rows of leaves all", [] {
        const auto a = named_edition("a");
        const auto b = named_edition("b");
        const auto rows = some_pairs(all_codes(a), all_codes(b), 4);
        const auto found =
            pairs_of(leaf_table(table_of_pairs(a, b, rows), Edition::make(a), Edition::make(b)));
        const auto borne_out = every_level(Above{a}, Above{b}, found);
        const auto sources = leaf_codes_of(a);
        const std::set<std::string> source_leaves(sources.begin(), sources.end());
        const Above above{b};
        for (const auto& target : leaf_codes_of(b)) {
            for (const auto& to : above.of(target)) {
                for (const auto& source : source_leaves) {
                    if (rows.count({source, to}) != 0) {
                        RC_ASSERT(found.count({source, target}) == 1U);
                    }
                }
            }
        }
        for (const auto& pair : rows) {
            RC_ASSERT(borne_out.count(pair) == 1U);
        }
    });
}

TEST_CASE("every verb can use a catalog in which check finds no error", "[property]") {
    rc::prop("no verb says trouble", [] {
        const auto a = named_edition("a");
        auto b = named_edition("b");
        RC_PRE(!a.items.empty() && !b.items.empty());
        b.header.follows = a.header.id;
        b.header.validity.from = parse_date("2019-01-01");
        auto c = named_edition("c");
        c.header.validity.from = parse_date("2020-01-01");
        RC_PRE(!c.items.empty());
        if (*rc::gen::arbitrary<bool>().as("c extends b")) {
            c = extending(b, std::move(c));
        }
        // The middle edition is left by a table of its own, or one that is read backwards.
        const bool backwards = *rc::gen::arbitrary<bool>().as("backwards");
        const auto& start = backwards ? c : b;
        const auto& end = backwards ? b : c;
        const auto rows = some_pairs(all_codes(a), all_codes(b), 3);
        const auto more = some_pairs(all_codes(start), all_codes(end), 3);
        RC_PRE(!rows.empty() && !more.empty());
        const Provenance nobody{"p", "d", "", "", "", ""};
        CorrespondenceData table{a.header.id, b.header.id, "t", nobody, with_shares(rows), {}};
        CorrespondenceData second{start.header.id, end.header.id,     "u",
                                  nobody,          with_shares(more), {}};
        // That there is no route through a piece of a table is no trouble of the catalog.
        table.coverage = Coverage::whole;
        second.coverage = Coverage::whole;
        const TemporaryFolder folder;
        for (const auto& [name, file] : std::map<std::string, CatalogFile>{{"a.yaml", a},
                                                                           {"b.yaml", b},
                                                                           {"c.yaml", c},
                                                                           {"x.yaml", table},
                                                                           {"y.yaml", second}}) {
            (void)folder.write("own/" + name, write_yaml(file));
        }
        const auto own = (folder.path() / "own").string();
        const auto checked = test::run_program({"check", own, "--severity", "error"});
        RC_PRE(checked.code == cli::ExitCode::ok);
        const auto data =
            folder.write("data.csv", "code,n\n" + a.items.front().code.text() + ",1\n" +
                                         a.items.back().code.text() + ",2\n");
        const std::string from = *rc::gen::element("a", "b", "c").as("from");
        const std::string to = from == "a"   ? *rc::gen::element("b", "c").as("to")
                               : from == "b" ? *rc::gen::element("a", "c").as("to")
                                             : *rc::gen::element("a", "b").as("to");
        const std::map<std::string, const EditionData*> editions = {
            {"a", &a}, {"b", &b}, {"c", &c}};
        const auto code = editions.at(from)->items.front().code.text();
        const std::vector<std::vector<std::string>> verbs = {
            {"map", "--from", from, "--to", to},
            {"map", "--from", from, "--to", to, "--level", "x"},
            {"families", from, to},
            {"diff", from, to},
            {"routes", from, to},
            {"loss", from, to},
            {"show", from + ":" + code},
            {"convert", data.string(), "--from", "a", "--to", to == "a" ? from : to, "--column",
             "code", "--dry-run", "--groups", "spread", "--weights", "equal"}};
        for (const auto verb : *rc::gen::container<std::set<std::size_t>>(
                 2, rc::gen::inRange<std::size_t>(0, verbs.size()))) {
            auto arguments = verbs[verb];
            arguments.insert(arguments.end(), {"--catalog", own});
            const auto ran = test::run_program(arguments);
            RC_LOG() << arguments.front() << " " << from << " " << to << ": " << ran.err;
            RC_ASSERT(ran.code != cli::ExitCode::trouble);
        }
    });
}
