// Job titles that others coded, against the index of titles:
//   titles_bench list EDITION          prints "code, tab, title" of all that the index is made of
//   titles_bench measure EDITION FILE  prints one line of figures for a file of titles, tab,
//                                      accepted codes with spaces between
#include "socshift/catalog/builtin.hpp"
#include "socshift/io/whole_file.hpp"
#include "socshift/titles/edition_titles.hpp"

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

struct Coded {
    std::string title;
    std::set<std::string> codes;
};

std::vector<Coded> read(const std::string& file) {
    std::istringstream lines(read_file(file));
    std::vector<Coded> out;
    for (std::string line; std::getline(lines, line);) {
        const auto tab = line.find('\t');
        const auto end = std::min(line.find('\t', tab + 1), line.size());
        std::istringstream codes(line.substr(tab + 1, end - tab - 1));
        auto& one = out.emplace_back(Coded{line.substr(0, tab), {}});
        for (std::string code; codes >> code;) {
            one.codes.insert(code);
        }
    }
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

void measure(const EditionId& edition, const std::string& file) {
    const auto before = peak_memory();
    const auto start = std::clock();
    const auto titles = EditionTitles::make(builtin_catalog(), edition);
    const auto made = seconds_since(start);
    const auto memory = peak_memory() - before;
    const auto coded = read(file);
    TitleSearch search(titles.index());
    std::size_t exact = 0;
    std::size_t first = 0;
    std::size_t among_five = 0;
    std::vector<std::pair<std::size_t, std::size_t>> bands(10);  // answers, right
    const auto asked = std::clock();
    for (const auto& one : coded) {
        const auto answer = search.find(one.title);
        const auto is_right = [&](const TitleMatch& match) {
            return one.codes.count(match.code.text()) != 0;
        };
        if (answer.matches.empty()) {
            continue;
        }
        const auto& best = answer.matches.front();
        exact += answer.exact == 1 && is_right(best) ? 1U : 0U;
        first += is_right(best) ? 1U : 0U;
        among_five += std::any_of(answer.matches.begin(), answer.matches.end(), is_right) ? 1U : 0U;
        auto& band = bands[std::min<std::size_t>(best.score / 100, 9)];
        ++band.first;
        band.second += is_right(best) ? 1U : 0U;
    }
    const auto took = seconds_since(asked);
    const auto part = [&](std::size_t count) {
        return static_cast<double>(count) / static_cast<double>(coded.size());
    };
    fmt::print("{} {:.3f} {:.3f} {:.3f} {:.0f} {:.0f} {:.0f}", coded.size(), part(exact),
               part(first), part(among_five), static_cast<double>(coded.size()) / took, made * 1000,
               memory);
    for (const auto& [answers, right] : bands) {
        fmt::print(" {}/{}", right, answers);
    }
    fmt::print("\n");
}

void list(const EditionId& edition) {
    for (const auto& [code, title] : EditionTitles::listed(builtin_catalog(), edition)) {
        fmt::print("{}\t{}\n", code.text(), title);
    }
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    try {
        if (words.size() == 2 && words[0] == "list") {
            list(EditionId::parse(words[1]));
            return 0;
        }
        if (words.size() == 3 && words[0] == "measure") {
            measure(EditionId::parse(words[1]), words[2]);
            return 0;
        }
    } catch (const std::exception& error) {
        fmt::print(stderr, "titles_bench: {}\n", error.what());
        return 2;
    }
    fmt::print(stderr, "usage: titles_bench list EDITION | measure EDITION FILE\n");
    return 2;
}
