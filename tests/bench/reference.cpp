// What a conversion is measured against: throw-away programs that do the least that the task asks,
// for this one file layout, and check, count and keep nothing.
//
//     bench_reference join TABLE FILE THREADS >OUT   append target, share and basis to each row
//     bench_reference add TABLE FILE THREADS >OUT    add wage and weight up by target code
//
// TABLE is `socshift map --from A --to B --format csv --weights …`. FILE is mapped; its third
// column is a code like 15-1132; no quotes, no carriage returns.
#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

constexpr std::size_t block = std::size_t{1} << 20U;

struct Target {
    std::string code;
    std::string added;
};

/// By the code's six digits.
using Table = std::vector<std::vector<Target>>;

std::size_t number_of(const char* code) {
    std::size_t number = 0;
    for (const std::size_t at : {0U, 1U, 3U, 4U, 5U, 6U}) {
        number = number * 10 + static_cast<std::size_t>(code[at] - '0');
    }
    return number;
}

Table read_table(const char* file) {
    Table table(1'000'000);
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        std::istringstream cells(line);
        std::string source;
        std::string target;
        std::getline(cells, source, ',');
        std::getline(cells, target, ',');
        table[number_of(source.c_str())].push_back({target, line.substr(source.size())});
    }
    return table;
}

struct File {
    const char* begin = nullptr;
    const char* end = nullptr;
};

File map_file(const char* name) {
    const int descriptor = open(name, O_RDONLY | O_CLOEXEC);
    struct stat status {};
    if (descriptor < 0 || fstat(descriptor, &status) != 0) {
        std::perror(name);
        std::exit(2);
    }
    const auto size = static_cast<std::size_t>(status.st_size);
    void* const data = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    const auto* const begin = static_cast<const char*>(data);
    return {begin, begin + size};
}

void write_all(const std::string& text) {
    for (std::size_t done = 0; done < text.size();) {
        const auto got = write(STDOUT_FILENO, text.data() + done, text.size() - done);
        if (got < 0) {
            std::exit(2);
        }
        done += static_cast<std::size_t>(got);
    }
}

const char* find(const char* begin, const char* end, char c) {
    return static_cast<const char*>(std::memchr(begin, c, static_cast<std::size_t>(end - begin)));
}

/// Where the row that begins before @p at ends.
const char* row_start(const File& file, std::size_t at) {
    const auto size = static_cast<std::size_t>(file.end - file.begin);
    return at >= size ? file.end : find(file.begin + at, file.end, '\n') + 1;
}

const char* code_of(const char* row, const char* end) {
    return find(find(row, end, ',') + 1, end, ',') + 1;
}

void join(const Table& table, const char* at, const char* end, std::string& out) {
    while (at < end) {
        const auto* const feed = find(at, end, '\n');
        for (const auto& target : table[number_of(code_of(at, end))]) {
            out.append(at, feed);
            out += target.added;
            out += '\n';
        }
        at = feed + 1;
    }
}

using Sums = std::vector<std::array<double, 2>>;

void add(const char* at, const char* end, Sums& sums) {
    while (at < end) {
        const auto* const feed = find(at, end, '\n');
        const auto* const code = code_of(at, end);
        const auto* const wage = find(code + 8, end, ',') + 1;
        const auto number = [&](const char* from) {
            double value = 0;
            double scale = 0;
            for (; *from != ',' && *from != '\n'; ++from) {
                if (*from == '.') {
                    scale = 1;
                } else {
                    value = value * 10 + (*from - '0');
                    scale *= 10;
                }
            }
            return scale == 0 ? value : value / scale;
        };
        auto& sum = sums[number_of(code)];
        sum[0] += number(wage);
        sum[1] += number(find(wage, end, ',') + 1);
        at = feed + 1;
    }
}

/// Calls @p work(thread, begin, end) for each block, in threads, and @p finish(thread) in order.
template <typename Work, typename Finish>
void run(const File& rows, unsigned threads, Work work, Finish finish) {
    std::atomic<std::size_t> next{0};
    std::mutex mutex;
    std::condition_variable turned;
    std::size_t turn = 0;
    const auto blocks = static_cast<std::size_t>(rows.end - rows.begin) / block + 1;
    const auto loop = [&](unsigned thread) {
        for (auto at = next++; at < blocks; at = next++) {
            const auto* const begin = at == 0 ? rows.begin : row_start(rows, at * block - 1);
            work(thread, begin, row_start(rows, (at + 1) * block - 1));
            std::unique_lock lock(mutex);
            turned.wait(lock, [&] { return turn == at; });
            finish(thread);
            ++turn;
            turned.notify_all();
        }
    };
    std::vector<std::thread> helpers;
    for (unsigned thread = 1; thread < threads; ++thread) {
        helpers.emplace_back(loop, thread);
    }
    loop(0);
    for (auto& helper : helpers) {
        helper.join();
    }
}

void run_join(const Table& table, const File& rows, unsigned threads) {
    std::vector<std::string> out(threads);
    run(
        rows, threads,
        [&](unsigned thread, const char* begin, const char* end) {
            out[thread].clear();
            join(table, begin, end, out[thread]);
        },
        [&](unsigned thread) { write_all(out[thread]); });
}

void run_add(const Table& table, const File& rows, unsigned threads) {
    std::vector<Sums> sums(threads, Sums(table.size()));
    run(
        rows, threads,
        [&](unsigned thread, const char* begin, const char* end) { add(begin, end, sums[thread]); },
        [](unsigned /*thread*/) {});
    std::map<std::string, std::array<double, 2>> totals;
    for (std::size_t number = 0; number < table.size(); ++number) {
        for (const auto& target : table[number]) {
            const auto parts = static_cast<double>(table[number].size());
            for (const auto& sum : sums) {
                totals[target.code][0] += sum[number][0] / parts;
                totals[target.code][1] += sum[number][1] / parts;
            }
        }
    }
    for (const auto& [code, total] : totals) {
        std::printf("%s,%.10g,%.10g\n", code.c_str(), total[0], total[1]);
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 5) {
        std::fputs("usage: bench_reference join|add TABLE FILE THREADS\n", stderr);
        return 2;
    }
    const auto table = read_table(argv[2]);
    auto rows = map_file(argv[3]);
    const auto* const header = find(rows.begin, rows.end, '\n') + 1;
    const auto threads = static_cast<unsigned>(std::atoi(argv[4]));
    if (std::strcmp(argv[1], "join") == 0) {
        write_all(std::string(rows.begin, header - 1) + ",soc2018_code,share,basis\n");
        rows.begin = header;
        run_join(table, rows, threads);
    } else {
        rows.begin = header;
        run_add(table, rows, threads);
    }
    return 0;
}
