// The index of titles against the formula of docs/methods.md, worked out in floating point with
// maps of texts.
#include "socshift/titles/title_index.hpp"
#include "socshift/titles/title_words.hpp"
#include "support/model.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace socshift;
using namespace socshift::test;

namespace {

using Words = std::vector<std::string>;

struct Listed {
    std::string code;
    std::string title;
    std::uint32_t weight;
    bool is_own;
    bool is_residual;
};

// NOLINTNEXTLINE(readability-identifier-naming): the name that RapidCheck looks for
void showValue(const Listed& one, std::ostream& out) {
    out << one.code << ' ' << one.title << one.weight << (one.is_own ? " own" : "")
        << (one.is_residual ? " residual" : "");
}

const std::vector<std::string>& vocabulary() {
    static const std::vector<std::string> words = {"nurse", "night", "cook",   "fry",    "sales",
                                                   "clerk", "truck", "senior", "driver", "ii",
                                                   "nurse", "care",  "tech",   "health"};
    return words;
}

Words words_of(const std::string& title) {
    TitleReader reader;
    reader.read(title);
    Words out;
    for (const auto word : reader.outside()) {
        out.emplace_back(word);
    }
    return out;
}

/// Different words without those of a grade, unless these are all. A word that is in no title is
/// none of those @p known, and stays each time.
Words core_of(const Words& words, const std::set<std::string>& known) {
    Words out;
    for (const bool grades : {false, true}) {
        for (const auto& word : words) {
            const bool again = std::find(out.begin(), out.end(), word) != out.end();
            if (is_grade_word(word) == grades && !(again && known.count(word) != 0)) {
                out.push_back(word);
            }
        }
        if (!out.empty()) {
            break;
        }
    }
    return out;
}

/// Name and weight of each feature of a title.
std::vector<std::pair<std::string, double>> features_of(const Words& words,
                                                        const std::set<std::string>& known) {
    std::vector<std::pair<std::string, double>> out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const double part = is_grade_word(words[i]) ? 0.3 : 1;
        out.emplace_back("word " + words[i], part);
        if (i + 1 == words.size()) {
            out.emplace_back("last " + words[i], part);
        }
        const auto framed = "^" + words[i] + "$";
        for (const std::size_t size : {3U, 4U}) {
            for (std::size_t k = 0; k + size <= framed.size(); ++k) {
                out.emplace_back("letters " + framed.substr(k, size), 0.4 * part);
            }
        }
    }
    const auto core = core_of(words, known);
    for (std::size_t i = 0; i + 1 < core.size(); ++i) {
        out.emplace_back("pair " + core[i] + " " + core[i + 1], 0.8);
    }
    return out;
}

/// Bits for each code by the formula, of those that share a word with the title.
std::map<std::string, double> naive(const std::vector<Listed>& listed, const std::string& title) {
    std::map<std::string, std::map<std::string, double>> counts;
    std::map<std::string, std::set<std::string>> codes_with;
    std::map<std::string, double> forms_with;
    std::set<std::string> features;
    std::set<std::string> known;
    for (const auto& one : listed) {
        for (const auto& word : words_of(one.title)) {
            known.insert(word);
        }
    }
    for (const auto& one : listed) {
        const auto words = words_of(one.title);
        for (const auto& [name, weight] : features_of(words, known)) {
            counts[one.code][name] += one.weight / 12.0;
            codes_with[name].insert(one.code);
            features.insert(name);
        }
        for (const auto& word : words) {  // known as features, even if no title ends in them
            features.insert("last " + word);
        }
        for (const auto& word : core_of(words, known)) {
            forms_with[word] += 1;
        }
    }
    for (const auto* const word : {"1", "2", "3", "4", "5", "entry", "i", "ii", "iii", "iv", "jr",
                                   "junior", "lead", "level", "principal", "senior", "sr", "v"}) {
        for (const auto& [name, weight] : features_of({word}, known)) {
            features.insert(name);
        }
    }
    const auto codes = static_cast<double>(counts.size());
    const auto forms = static_cast<double>(listed.size());
    const auto rarity = [&](const std::string& word) {
        return forms_with.count(word) == 0 ? 0 : std::log2(1 + forms / forms_with[word]);
    };
    std::map<std::string, double> out;
    const auto asked = words_of(title);
    const auto core = core_of(asked, known);
    for (const auto& [code, own] : counts) {
        double size = 0;
        for (const auto& [name, count] : own) {
            size += count;
        }
        double score = 0;
        for (const auto& [name, weight] : features_of(asked, known)) {
            if (codes_with.count(name) == 0) {
                continue;
            }
            const auto rare = std::log2(1 + codes / static_cast<double>(codes_with[name].size())) /
                              std::log2(1 + codes);
            const auto found = own.find(name);
            const auto count = found == own.end() ? 0 : found->second;
            const auto base = std::log2(120 * (size + 0.1 * static_cast<double>(features.size())));
            score += weight * rare * (std::log2(1 + count / 0.1) - 1.2 * base);
        }
        double nearest = 0;
        double exact = 0;
        bool is_residual = false;
        for (const auto& one : listed) {
            if (one.code != code) {
                continue;
            }
            const auto other = core_of(words_of(one.title), known);
            is_residual = is_residual || one.is_residual;
            double common = 0;
            double all = 0;
            for (const auto& word : other) {
                all += rarity(word);
                common += std::count(core.begin(), core.end(), word) != 0 ? rarity(word) : 0;
            }
            for (const auto& word : core) {
                all += rarity(word);
            }
            nearest = std::max(nearest, all == 0 ? 0 : 2 * common / all);
            exact = std::max(exact, other != core ? 0.0 : one.is_own ? 49.0 : 29.0);
        }
        if (nearest > 0) {
            out[code] = score + 20 * nearest + exact - (is_residual ? 2 : 0);
        }
    }
    return out;
}

rc::Gen<std::string> titles() {
    return rc::gen::map(rc::gen::container<Words>(rc::gen::elementOf(vocabulary())),
                        [](Words words) {
                            words.resize(std::min<std::size_t>(words.size(), 4));
                            std::string out;
                            for (const auto& word : words) {
                                out += word + " ";
                            }
                            return out;
                        });
}

/// Codes and their titles.
using CodedTitles = std::vector<std::pair<std::string, std::string>>;

CodedTitles some_titles() {
    return *rc::gen::container<CodedTitles>(
        rc::gen::pair(rc::gen::element<std::string>("1", "2", "3", "4"), titles()));
}

TitleIndex index_of(const CodedTitles& given) {
    std::vector<ListedTitle> listed;
    for (const auto& [number, title] : given) {
        listed.push_back({code(number), title, 0, 12});
    }
    return TitleIndex::make(listed);
}

}  // namespace

TEST_CASE("the index ranks as the formula does") {
    rc::prop("whatever the titles", [] {
        const auto listed = *rc::gen::container<std::vector<Listed>>(
            rc::gen::construct<Listed>(rc::gen::element<std::string>("1", "2", "3", "4"), titles(),
                                       rc::gen::element<std::uint32_t>(3, 12, 24, 48),
                                       rc::gen::arbitrary<bool>(), rc::gen::arbitrary<bool>()));
        std::vector<Listed> read;  // of others there is nothing to count
        std::vector<ListedTitle> given;
        for (const auto& one : listed) {
            if (!words_of(one.title).empty()) {
                read.push_back(one);
            }
        }
        for (const auto& one : read) {
            given.push_back(
                {code(one.code), one.title, 0, one.weight, one.is_own, one.is_residual});
        }
        TitleSearch search(TitleIndex::make(given));
        const auto asked = *titles();
        auto expected = naive(read, asked);
        const auto answer = search.find(asked);
        RC_ASSERT(answer.matches.size() == expected.size());
        double last = 1e9;
        for (const auto& match : answer.matches) {
            const auto score = expected.at(match.code.text());
            RC_ASSERT(score <= last + 0.5);  // logarithms have ten binary places
            last = score;
            double sum = 0;
            for (const auto& one : search.explain(asked, match.code)) {
                sum += static_cast<double>(one.weight) / 1000;
            }
            RC_ASSERT(std::abs(sum - score) < 1);
        }
    });
}

TEST_CASE("the order in which titles are listed does not change a score") {
    rc::prop("whatever the titles", [] {
        auto given = some_titles();
        const auto asked = *titles();
        const auto answer_of = [&] {
            TitleSearch search(index_of(given));
            std::vector<std::pair<std::string, std::uint32_t>> out;
            for (const auto& match : search.find(asked).matches) {
                out.emplace_back(match.code.text(), match.score);
            }
            return out;
        };
        const auto before = answer_of();
        std::reverse(given.begin(), given.end());
        RC_ASSERT(answer_of() == before);
    });
}

TEST_CASE("of a few codes that alone can be meant the order is that of all") {
    rc::prop("whatever the titles", [] {
        const auto given = some_titles();
        const auto index = index_of(given);
        TitleSearch search(index);
        std::vector<std::uint32_t> among;
        for (std::uint32_t place = 0; place < index.codes().size(); ++place) {
            if (*rc::gen::arbitrary<bool>()) {
                among.push_back(place);
            }
        }
        const auto asked = *titles();
        const auto can_be_meant = [&](const Code& one) {
            return std::any_of(among.begin(), among.end(),
                               [&](std::uint32_t at) { return index.codes()[at] == one; });
        };
        std::vector<Code> expected;
        std::size_t exact = 0;
        for (const auto& match : search.find(asked).matches) {
            if (can_be_meant(match.code)) {
                expected.push_back(match.code);
                exact += match.exact ? 1 : 0;
            }
        }
        const auto answer = search.find(asked, TitleSearch::most_matches, {{}, &among});
        std::vector<Code> found;
        std::uint32_t scores = 0;
        for (const auto& match : answer.matches) {
            found.push_back(match.code);
            scores += match.score;
        }
        RC_ASSERT(found == expected);
        RC_ASSERT(answer.exact == exact);
        RC_ASSERT(answer.exact_places.size() == exact);
        RC_ASSERT(found.empty() || (scores >= 998 && scores <= 1002));
    });
}

TEST_CASE("a second title that is the first again, or says nothing, changes no order") {
    rc::prop("whatever the titles", [] {
        const auto given = some_titles();
        TitleSearch search(index_of(given));
        const auto asked = *titles();
        const auto codes_with = [&](std::string_view second) {
            std::vector<std::pair<Code, bool>> out;
            for (const auto& match :
                 search.find(asked, TitleSearch::most_matches, {second, nullptr}).matches) {
                out.emplace_back(match.code, match.exact);
            }
            return out;
        };
        const auto alone = codes_with("");
        RC_ASSERT(codes_with(asked) == alone);
        RC_ASSERT(codes_with("--- ...") == alone);
    });
}

TEST_CASE("no bytes are too strange for a title, listed or asked for") {
    rc::prop(
        "whatever the bytes", [](const std::vector<std::string>& titles, const std::string& asked) {
            std::vector<ListedTitle> listed;
            for (std::size_t i = 0; i < titles.size(); ++i) {
                listed.push_back({code(std::to_string(i % 5)), titles[i], 0, 12});
            }
            TitleSearch search(TitleIndex::make(listed));
            for (const auto& title : titles) {
                const auto matches = search.find(title).matches;
                RC_ASSERT(
                    std::is_sorted(matches.begin(), matches.end(),
                                   [](const auto& a, const auto& b) { return a.score > b.score; }));
            }
            RC_ASSERT(search.find(asked).matches == search.find(asked).matches);
        });
}
