#include "docs_page.hpp"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <regex>
#include <stdexcept>
#include <string>
#include <vector>

namespace socshift::golden {

namespace fs = std::filesystem;

namespace {

using Lines = std::vector<std::string>;

const std::string anything = "...";

/// A line of a command that the shell would have asked for.
bool is_prompted(const std::string& line) {
    return line == ">" || line.starts_with("> ");
}

/// One command as it stands in the page, and the lines that it prints.
struct Command {
    Lines shown;  // begins with "$ "; more than one line when continued
    Lines printed;

    [[nodiscard]] std::string script() const {
        std::string result;
        for (const auto& line : shown) {
            const bool prompted = &line == &shown.front() || is_prompted(line);
            result += line.substr(prompted ? std::min<std::size_t>(2, line.size()) : 0) + "\n";
        }
        return result;
    }
};

/// One fenced block: lines [begin, end) of the page are between its fences.
struct Session {
    std::size_t begin = 0;
    std::size_t end = 0;
    int exit_code = 0;
    bool needs_sources = false;
    std::vector<Command> commands;
};

Lines split(const std::string& text) {
    Lines lines;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const auto end = std::min(text.find('\n', begin), text.size());
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

std::string join(const Lines& lines) {
    std::string text;
    for (const auto& line : lines) {
        text += line + "\n";
    }
    return text;
}

std::vector<Command> parse_commands(const Lines& page, std::size_t begin, std::size_t end) {
    std::vector<Command> commands;
    bool continued = false;
    for (std::size_t at = begin; at < end; ++at) {
        const auto& line = page[at];
        const bool goes_on =
            !commands.empty() && commands.back().printed.empty() && is_prompted(line);
        if (continued || goes_on) {
            commands.back().shown.push_back(line);
        } else if (line.starts_with("$ ")) {
            commands.push_back({{line}, {}});
        } else if (commands.empty()) {
            throw std::runtime_error("line " + std::to_string(at + 1) +
                                     ": a session begins with a command, '$ …'");
        } else {
            commands.back().printed.push_back(line);
            continue;
        }
        continued = line.ends_with("\\");
    }
    return commands;
}

std::vector<Session> parse_sessions(const Lines& page) {
    static const std::regex opening("```console( needs-sources)?(?: exit=([0-9]+))?");
    std::vector<Session> sessions;
    for (std::size_t at = 0; at < page.size(); ++at) {
        if (!page[at].starts_with("```")) {
            continue;
        }
        const auto begin = page.begin() + static_cast<std::ptrdiff_t>(at) + 1;
        const auto end =
            static_cast<std::size_t>(std::find(begin, page.end(), "```") - page.begin());
        std::smatch match;
        if (std::regex_match(page[at], match, opening)) {
            const int code = match[2].matched ? std::stoi(match[2]) : 0;
            sessions.push_back(
                {at + 1, end, code, match[1].matched, parse_commands(page, at + 1, end)});
        } else if (page[at].starts_with("```console")) {
            throw std::runtime_error(
                "line " + std::to_string(at + 1) +
                ": expected '```console', with 'needs-sources', 'exit=N' or both");
        }
        at = end;
    }
    return sessions;
}

/// Whether @p actual is @p expected, where a line `...` stands for any number of lines.
bool matches(const Lines& expected, const Lines& actual) {
    // possible[i]: the lines of `actual` so far can be the first i lines of `expected`.
    std::vector<bool> possible(expected.size() + 1, false);
    const auto skip_anything = [&] {
        for (std::size_t i = 0; i < expected.size(); ++i) {
            possible[i + 1] = possible[i + 1] || (possible[i] && expected[i] == anything);
        }
    };
    possible[0] = true;
    skip_anything();
    for (const auto& line : actual) {
        for (std::size_t i = expected.size(); i > 0; --i) {
            const bool wild = expected[i - 1] == anything;
            possible[i] = wild ? possible[i] : possible[i - 1] && expected[i - 1] == line;
        }
        possible[0] = false;
        skip_anything();
    }
    return possible.back();
}

bool has_anything(const Session& session) {
    return std::any_of(
        session.commands.begin(), session.commands.end(), [](const Command& command) {
            return std::count(command.printed.begin(), command.printed.end(), anything) > 0;
        });
}

/// Runs every command of @p session; `printed` of each becomes what it really printed.
/// Returns whether all exit codes are as they should be, and prints those that are not.
bool run(const Sandbox& sandbox, Session& session) {
    const auto output = sandbox.scratch("output");
    bool good = true;
    for (auto& command : session.commands) {
        const int actual = sandbox.run(command.script(), {output, output});
        const int expected = &command == &session.commands.back() ? session.exit_code : 0;
        command.printed = split(read_file(output));
        if (actual != expected) {
            std::cout << command.shown.front() << "\nexit code " << actual << ", expected "
                      << expected << "\n";
            good = false;
        }
    }
    return good;
}

Lines transcript(const Session& session) {
    Lines lines;
    for (const auto& command : session.commands) {
        lines.insert(lines.end(), command.shown.begin(), command.shown.end());
        lines.insert(lines.end(), command.printed.begin(), command.printed.end());
    }
    return lines;
}

/// Takes away the sessions that cannot be run here.
void leave_out_without_sources(std::vector<Session>& sessions) {
    if (have_sources()) {
        return;
    }
    const auto kept = std::remove_if(sessions.begin(), sessions.end(),
                                     [](const Session& session) { return session.needs_sources; });
    if (kept != sessions.end()) {
        std::cout << sessions.end() - kept << " sessions left out: SOCSHIFT_SOURCES is not set\n";
    }
    sessions.erase(kept, sessions.end());
}

void copy_page_inputs(const Lines& page, const fs::path& repository, const fs::path& work) {
    static const std::regex comment("<!-- input: (.+) -->");
    for (const auto& line : page) {
        std::smatch match;
        if (std::regex_match(line, match, comment)) {
            const auto source = repository / match[1].str();
            if (!fs::exists(source)) {
                throw std::runtime_error("no input '" + source.string() + "'");
            }
            fs::copy(source, work / source.filename(), fs::copy_options::recursive);
        }
    }
}

}  // namespace

Outcome run_docs_page(const fs::path& program, const fs::path& repository, const fs::path& page) {
    auto lines = split(read_file(page));
    auto sessions = parse_sessions(lines);
    if (sessions.empty()) {
        throw std::runtime_error("no session in '" + page.string() + "'");
    }
    leave_out_without_sources(sessions);
    if (sessions.empty()) {
        return Outcome::skipped;
    }
    const Sandbox sandbox(program);
    copy_page_inputs(lines, repository, sandbox.work());

    bool good = true;
    std::ptrdiff_t moved = 0;  // by how many lines rewritten blocks have shifted what follows
    for (auto& session : sessions) {
        const Lines expected = transcript(session);
        const bool rewrite = updating() && !has_anything(session);
        good &= run(sandbox, session);
        const Lines actual = transcript(session);
        if (rewrite) {
            const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(session.begin) + moved;
            const auto end = lines.begin() + static_cast<std::ptrdiff_t>(session.end) + moved;
            lines.insert(lines.erase(begin, end), actual.begin(), actual.end());
            moved += std::ssize(actual) - std::ssize(expected);
        } else if (!matches(expected, actual)) {
            const auto name = page.filename().string() + ":" + std::to_string(session.begin);
            good &= same_or_diff(sandbox, name, join(expected), join(actual));
        }
    }
    if (updating()) {
        write_expectation(page, join(lines));
    }
    return good ? Outcome::passed : Outcome::failed;
}

}  // namespace socshift::golden
