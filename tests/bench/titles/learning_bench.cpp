// What decisions of a user's own are worth: job titles that others coded, of which a part is learnt
// and the rest is asked for.
//   learning_bench EDITION FILE  a file of titles, tab, accepted codes with spaces between
// Five times over, each fifth of the titles (by a hash of their bytes) is asked for, from an index
// without decisions and from ones that learn a tenth, a half and all of the other four. What has
// one accepted code is learnt. Prints right first and among five for each, as parts of all titles.
#include "socshift/catalog/builtin.hpp"
#include "socshift/io/whole_file.hpp"
#include "socshift/titles/edition_titles.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <exception>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace socshift;

namespace {

constexpr std::uint64_t folds = 5;

struct Coded {
    std::string title;
    std::set<std::string> codes;
    std::uint64_t hash = 0;
};

/// FNV-1a, its upper bits mixed in: parts must be the same on any machine.
std::uint64_t hash_of(std::string_view text) {
    std::uint64_t out = 14695981039346656037U;
    for (const char c : text) {
        out = (out ^ static_cast<unsigned char>(c)) * 1099511628211U;
    }
    return out ^ (out >> 29U);
}

std::vector<Coded> read(const std::string& file) {
    std::istringstream lines(read_file(file));
    std::vector<Coded> out;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream fields(line);
        auto& one = out.emplace_back();
        std::string codes;
        std::getline(fields, one.title, '\t');
        std::getline(fields, codes, '\t');
        std::istringstream words(codes);
        for (std::string code; words >> code;) {
            one.codes.insert(code);
        }
        one.hash = hash_of(one.title);
    }
    return out;
}

struct Right {
    std::size_t first = 0;
    std::size_t among_five = 0;
    std::size_t learnt = 0;
};

/// Learns @p tenths of what is not of @p fold, and asks for what is.
void measure(const EditionId& edition, const std::vector<Coded>& coded, std::uint64_t fold,
             std::uint64_t tenths, Right& right) {
    std::vector<Decision> learnt;
    for (const auto& one : coded) {
        if (one.hash % folds != fold && one.hash / folds % 10 < tenths && one.codes.size() == 1) {
            learnt.push_back({{},
                              {edition, Code::parse(*one.codes.begin())},
                              one.title,
                              "coded by others",
                              "",
                              "",
                              {},
                              {}});
        }
    }
    right.learnt += learnt.size();
    const auto titles =
        EditionTitles::make(builtin_catalog(), edition, Decisions::make(std::move(learnt)));
    TitleSearch search(titles.index());
    for (const auto& one : coded) {
        if (one.hash % folds != fold) {
            continue;
        }
        auto matches = search.find(one.title).matches;
        const auto* const decided = titles.decided().find(one.title);
        const auto is_right = [&](const Code& code) { return one.codes.count(code.text()) != 0; };
        if (decided != nullptr && decided->codes.size() == 1) {
            right.first += is_right(decided->codes[0]) ? 1U : 0U;
        } else {
            right.first += !matches.empty() && is_right(matches[0].code) ? 1U : 0U;
        }
        right.among_five +=
            std::any_of(matches.begin(), matches.end(),
                        [&](const TitleMatch& match) { return is_right(match.code); })
                ? 1U
                : 0U;
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        fmt::print(stderr, "usage: learning_bench EDITION FILE\n");
        return 2;
    }
    try {
        const auto edition = EditionId::parse(argv[1]);
        const auto coded = read(argv[2]);
        fmt::print("{} titles\nlearnt  first  among five\n", coded.size());
        for (const std::uint64_t tenths : {0U, 1U, 5U, 10U}) {
            Right right;
            for (std::uint64_t fold = 0; fold < folds; ++fold) {
                measure(edition, coded, fold, tenths, right);
            }
            const auto part = [&](std::size_t count) {
                return static_cast<double>(count) / static_cast<double>(coded.size());
            };
            fmt::print("{:6}  {:.3f}  {:.3f}\n", right.learnt / folds, part(right.first),
                       part(right.among_five));
        }
    } catch (const std::exception& error) {
        fmt::print(stderr, "learning_bench: {}\n", error.what());
        return 2;
    }
    return 0;
}
