// Job titles that others coded, against the index of titles. A file of titles has lines of a title,
// a tab, and the accepted codes with spaces between.
//   titles_bench list EDITION [HELD_OUT]   prints "code, tab, title, tab, source" of all that the
//                                          index is made of
//   titles_bench answers EDITION FILE [HELD_OUT]
//                                          prints of each title of the file whether it is listed
//                                          under one code, and the first five codes with scores;
//                                          on standard error what it cost
//   titles_bench lineage EDITION           prints of each leaf the codes above it, by level
//   titles_bench load EDITION              makes the index, and prints what that cost
// Of titles that are one of the file HELD_OUT, word by word, the index has none, but those of
// items.
#include "socshift/catalog/builtin.hpp"
#include "socshift/io/whole_file.hpp"
#include "socshift/titles/edition_titles.hpp"
#include "socshift/titles/title_words.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <exception>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace socshift;

namespace {

std::vector<std::string> titles_of(const std::string& file) {
    std::istringstream lines(read_file(file));
    std::vector<std::string> out;
    for (std::string line; std::getline(lines, line);) {
        out.push_back(line.substr(0, line.find('\t')));
    }
    return out;
}

using Words = std::set<std::string>;

/// The words of a title outside of parentheses and inside, those of a grade aside.
std::pair<Words, Words> words_of(TitleReader& reader, std::string_view title) {
    reader.read(title);
    const auto kept = [](const std::vector<std::string_view>& words) {
        Words out;
        for (const auto word : words) {
            if (!is_grade_word(word)) {
                out.emplace(word);
            }
        }
        return out;
    };
    return {kept(reader.outside()), kept(reader.inside())};
}

EditionTitles::Listed listed(const EditionId& edition, const std::string& held_out) {
    auto out = EditionTitles::listed(builtin_catalog(), edition);
    if (held_out.empty()) {
        return out;
    }
    TitleReader reader;
    std::set<Words> held;
    for (const auto& title : titles_of(held_out)) {
        held.insert(words_of(reader, title).first);
    }
    std::erase_if(out.titles, [&](const ListedTitle& one) {
        const auto [outside, inside] = words_of(reader, one.title);
        return !one.is_own && (held.count(outside) != 0 || held.count(inside) != 0);
    });
    return out;
}

/// Seconds of processor time, which neighbours on a machine disturb least.
double seconds_since(std::clock_t start) {
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

/// The most memory that this process had, in megabytes.
double peak_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
        if (word == "VmHWM:") {
            double kilobytes = 0;
            status >> kilobytes;
            return kilobytes / 1024;
        }
    }
    return 0;
}

void list(const EditionId& edition, const std::string& held_out) {
    const auto all = listed(edition, held_out);
    for (const auto& one : all.titles) {
        fmt::print("{}\t{}\t{}\n", one.code.text(), one.title, all.sources[one.source].name);
    }
}

void answers(const EditionId& edition, const std::string& file, const std::string& held_out) {
    const auto titles = titles_of(file);
    TitleSearch search(held_out.empty() ? EditionTitles::make(builtin_catalog(), edition).index()
                                        : TitleIndex::make(listed(edition, held_out).titles));
    std::vector<TitleAnswer> found;
    found.reserve(titles.size());
    const auto asked = std::clock();
    for (const auto& title : titles) {
        found.push_back(search.find(title));
    }
    const auto took = seconds_since(asked);
    for (const auto& answer : found) {
        fmt::print("{}", answer.exact == 1 ? 1 : 0);
        for (const auto& match : answer.matches) {
            fmt::print("\t{} {}", match.code.text(), match.score);
        }
        fmt::print("\n");
    }
    fmt::print(stderr, "{:.0f}\n", static_cast<double>(titles.size()) / took);
}

void lineage(const EditionId& id) {
    const auto& edition = builtin_catalog().edition(id);
    for (const auto& item : edition.items()) {
        if (edition.is_leaf(item)) {
            for (const auto* at = &item; at != nullptr; at = edition.parent(*at)) {
                fmt::print("{} {}{}", at->level, at->code.text(),
                           edition.parent(*at) == nullptr ? "\n" : "\t");
            }
        }
    }
}

void load(const EditionId& edition) {
    const auto before = peak_memory();
    const auto processor = std::clock();
    const auto start = std::chrono::steady_clock::now();
    const auto titles = EditionTitles::make(builtin_catalog(), edition);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    fmt::print("{:.0f} {:.0f} {:.0f} {} {}\n", took.count() * 1000, seconds_since(processor) * 1000,
               peak_memory() - before, titles.index().features(), titles.index().postings());
}

int run(const std::vector<std::string>& words) {
    const auto count = words.size();
    const auto what = count == 0 ? std::string{} : words[0];
    if (what == "list" && (count == 2 || count == 3)) {
        list(EditionId::parse(words[1]), count == 3 ? words[2] : "");
    } else if (what == "answers" && (count == 3 || count == 4)) {
        answers(EditionId::parse(words[1]), words[2], count == 4 ? words[3] : "");
    } else if (what == "lineage" && count == 2) {
        lineage(EditionId::parse(words[1]));
    } else if (what == "load" && count == 2) {
        load(EditionId::parse(words[1]));
    } else {
        fmt::print(stderr,
                   "usage: titles_bench list EDITION [HELD_OUT] | answers EDITION FILE [HELD_OUT] "
                   "| lineage EDITION | load EDITION\n");
        return 2;
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run({argv + 1, argv + argc});
    } catch (const std::exception& error) {
        fmt::print(stderr, "titles_bench: {}\n", error.what());
        return 2;
    }
}
