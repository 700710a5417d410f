// Times whole processes side by side: every round runs each command once, so that a busy machine
// slows all of them alike. Not a test: it prints a table and judges nothing.
//
//     process_bench SOCSHIFT [ROUNDS]
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <spawn.h>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern char** environ;

namespace {

struct Run {
    double milliseconds = 0;
    long kilobytes = 0;
};

struct Command {
    std::string what;
    std::vector<std::string> arguments;
    std::vector<Run> runs;
};

/// Runs a program with its output thrown away. Exit code 127: it is not there.
Run run(const std::vector<std::string>& arguments) {
    std::vector<char*> argv;
    for (const auto& argument : arguments) {
        argv.push_back(const_cast<char*>(argument.c_str()));
    }
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    const auto start = std::chrono::steady_clock::now();
    pid_t child = 0;
    const int failed = posix_spawnp(&child, argv.front(), &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) {
        throw std::runtime_error(arguments.front() + ": cannot be run");
    }
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    return {took.count(), usage.ru_maxrss};
}

bool is_there(const std::string& program) {
    return std::system(("command -v '" + program + "' >/dev/null 2>&1").c_str()) == 0;
}

double median(std::vector<Run> runs) {
    const auto middle = runs.begin() + static_cast<std::ptrdiff_t>(runs.size() / 2);
    std::nth_element(runs.begin(), middle, runs.end(),
                     [](const Run& a, const Run& b) { return a.milliseconds < b.milliseconds; });
    return middle->milliseconds;
}

void print(const std::vector<Command>& commands) {
    std::printf("%-44s %9s %9s %8s %7s\n", "whole process", "best ms", "median ms", "peak MB",
                "ratio");
    const auto reference = median(commands.front().runs);
    for (const auto& command : commands) {
        const auto by_time = [](const Run& a, const Run& b) {
            return a.milliseconds < b.milliseconds;
        };
        const auto by_memory = [](const Run& a, const Run& b) { return a.kilobytes < b.kilobytes; };
        const auto& runs = command.runs;
        const auto typical = median(runs);
        std::printf(
            "%-44s %9.2f %9.2f %8.1f %6.2fx\n", command.what.c_str(),
            std::min_element(runs.begin(), runs.end(), by_time)->milliseconds, typical,
            static_cast<double>(std::max_element(runs.begin(), runs.end(), by_memory)->kilobytes) /
                1024,
            typical / reference);
    }
}

/// What a user would otherwise do: join codes with the published table as CSV, or start Python.
void add_peers(std::vector<Command>& commands, const std::string& csv) {
    const std::vector<Command> peers = {
        {"mawk: one code from the same table as CSV",
         {"mawk", "-F,", "$2 == \"15-1132\" { print }", csv},
         {}},
        {"mawk: group the same table by source",
         {"mawk", "-F,", "{ n[$2]++; t[$2] = t[$2] \" \" $5 } END { for (c in n) print c, t[c] }",
          csv},
         {}},
        {"python3 -c pass: starting, nothing else", {"/usr/bin/python3", "-c", "pass"}, {}},
        {"true: starting any process", {"true"}, {}}};
    for (const auto& peer : peers) {
        if (is_there(peer.arguments.front())) {
            commands.push_back(peer);
        }
    }
}

int bench(const std::string& program, int rounds) {
    const auto csv = std::filesystem::temp_directory_path() /
                     ("socshift-bench-" + std::to_string(getpid()) + ".csv");
    const auto make =
        "'" + program + "' map --from soc2010 --to soc2018 --format csv > '" + csv.string() + "'";
    if (std::system(make.c_str()) != 0) {
        throw std::runtime_error(program + ": cannot print the table");
    }
    std::vector<Command> commands = {
        {"map --from soc2010 --to soc2018 15-1132",
         {program, "map", "--from", "soc2010", "--to", "soc2018", "15-1132"},
         {}},
        {"map --from soc2000 --to soc2018 15-1031",
         {program, "map", "--from", "soc2000", "--to", "soc2018", "15-1031"},
         {}},
        {"map, the whole table as CSV",
         {program, "map", "--from", "soc2010", "--to", "soc2018", "--format", "csv"},
         {}},
        {"diff soc2010 soc2018", {program, "diff", "soc2010", "soc2018"}, {}},
        {"diff soc2010 soc2018 --format json",
         {program, "diff", "soc2010", "soc2018", "--format", "json"},
         {}},
        {"diff soc2010 soc2018 --stat", {program, "diff", "soc2010", "soc2018", "--stat"}, {}},
        {"families soc2000 soc2010 soc2018 --stat",
         {program, "families", "soc2000", "soc2010", "soc2018", "--stat"},
         {}},
        {"exclusions soc2018", {program, "exclusions", "soc2018"}, {}},
        {"show soc2018:15-1252, in every edition", {program, "show", "soc2018:15-1252"}, {}},
        {"routes soc2000 soc2018", {program, "routes", "soc2000", "soc2018"}, {}},
        {"check: the whole catalog", {program, "check"}, {}},
        {"socshift --version", {program, "--version"}, {}}};
    add_peers(commands, csv.string());
    for (int round = 0; round < rounds; ++round) {
        for (auto& command : commands) {
            command.runs.push_back(run(command.arguments));
        }
    }
    print(commands);
    std::filesystem::remove(csv);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2 && argc != 3) {
        std::fputs("usage: process_bench SOCSHIFT [ROUNDS]\n", stderr);
        return 2;
    }
    try {
        return bench(argv[1], argc == 3 ? std::max(1, std::atoi(argv[2])) : 50);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "process_bench: %s\n", error.what());
        return 2;
    }
}
