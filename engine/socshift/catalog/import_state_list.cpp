#include "socshift/catalog/import_state_list.hpp"

#include "socshift/base/blanks.hpp"
#include "socshift/base/error.hpp"
#include "socshift/base/title.hpp"
#include "socshift/base/utf8.hpp"
#include "socshift/catalog/definition_clauses.hpp"
#include "socshift/catalog/import_rows.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <tuple>

namespace socshift {

namespace {

constexpr std::string_view blanks = " \t\r";

bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool begins_with(std::string_view text, std::string_view start) {
    return !start.empty() && text.substr(0, start.size()) == start;
}

std::size_t times_in(std::string_view text, std::string_view what) {
    std::size_t count = 0;
    for (auto at = text.find(what); at != std::string_view::npos;
         at = text.find(what, at + what.size())) {
        ++count;
    }
    return count;
}

/// What stands in quotation marks, sound or damaged, at the end of @p text; empty if nothing does.
std::string_view quoted_at_end(std::string_view text) {
    struct Marks {
        std::string_view open;
        std::string_view close;
    };
    constexpr std::array<Marks, 3> all = {Marks{"??", "?"}, Marks{"\"", "\""},
                                          Marks{"\xE2\x80\x9C", "\xE2\x80\x9D"}};
    for (const auto& marks : all) {
        if (text.size() < marks.close.size() ||
            text.substr(text.size() - marks.close.size()) != marks.close) {
            continue;
        }
        const auto inner = text.substr(0, text.size() - marks.close.size());
        const auto open = inner.rfind(marks.open);
        if (open != std::string_view::npos) {
            return inner.substr(open + marks.open.size());
        }
    }
    return {};
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        out.push_back(trimmed(text.substr(0, end), blanks));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::string_view first_word(std::string_view text) {
    text = trimmed(text, blanks);
    return text.substr(0, text.find_first_of(" \t"));
}

class StateList {
public:
    StateList(const std::string& file, EditionData header, const StateListForm& form,
              const Edition& base)
        : file_(file),
          form_(form),
          base_(base),
          out_{std::move(header), {}},
          titles_{base, out_.findings} {
        out_.data.items.clear();
    }

    Imported<EditionData> run(std::string_view text) {
        const auto lines = lines_of(text);
        // Entries first: a code named in passing may have its entry further down.
        for (const auto& line : lines) {
            if (begins_with(line, form_.entry)) {
                entries_.insert(std::string{first_word(line.substr(form_.entry.size()))});
            }
        }
        for (const auto& line : lines) {
            ++at_.line;
            if (valid_utf8_size(line) != line.size()) {
                throw FormatError(at_, "not UTF-8 text");
            }
            if (begins_with(line, form_.entry)) {
                read_entry(line.substr(form_.entry.size()));
            } else if (begins_with(line, form_.group)) {
                group_ = with_marks_back(trimmed(line.substr(form_.group.size()), blanks));
            } else {
                read_prose(line);
            }
        }
        at_ = {file_, 0, 0};
        for (const auto& wanted : form_.also) {
            if (taken_.count(wanted.code.text()) == 0) {
                add(Severity::error, "also-not-found",
                    fmt::format("no line names '{}' with the title '{}'", wanted.code.text(),
                                wanted.title));
            }
        }
        if (const auto damaged = times_in(text, "??"); damaged != 0) {
            add(Severity::note, "damaged-quotes",
                fmt::format("quotation marks and apostrophes that became '?\?': {}", damaged));
        }
        take_notes(state_list_definitions(text, file_, form_));
        const auto found = check(out_.data, &base_);
        out_.findings.insert(out_.findings.end(), found.begin(), found.end());
        return std::move(out_);
    }

private:
    void add(Severity severity, const char* rule, std::string message) {
        out_.findings.push_back({severity, rule, at_, std::move(message)});
    }

    /// The item of the extended edition that @p code adds detail to; nullptr if it adds to none.
    [[nodiscard]] const Item* extended(std::string_view code) const {
        const auto dot = code.rfind('.');
        return dot == std::string_view::npos ? nullptr : base_.find(code.substr(0, dot));
    }

    void read_entry(std::string_view rest) {
        const auto word = first_word(rest);
        if (word.empty()) {
            throw FormatError(at_, fmt::format("no code after '{}'", form_.entry));
        }
        const auto code = Code::parse(word);
        const auto printed = trimmed(trimmed(rest, blanks).substr(word.size()), blanks);
        const auto title = with_marks_back(printed);
        if (title != printed) {
            add(Severity::note, "damaged-title",
                fmt::format("the title of '{}' is read as '{}'", code.text(), title));
        }
        const auto* const known = base_.find(code);
        const auto* const above = known != nullptr ? known : extended(code.text());
        if (above == nullptr) {
            add(Severity::error, "unknown-code",
                fmt::format("'{}' is neither an item of {} nor extends one", code.text(),
                            base_.id().text()));
            return;
        }
        check_group(code, *above);
        if (known != nullptr) {
            titles_.look(code, title, at_);
        } else {
            take(code, title, *above);
        }
    }

    void take(const Code& code, const std::string& title, const Item& above) {
        const auto& levels = out_.data.header.levels;
        out_.data.items.push_back({code, title, levels.empty() ? std::string{} : levels.front(),
                                   above.code,
                                   is_residual(title, residual_words_of(out_.data.header, base_)),
                                   false, at_, Attributes{}});
    }

    /// Those that are not already notes of the extended edition, which this one has as well.
    void take_notes(const Definitions& definitions) {
        auto found = notes_of(definitions, out_.data, &base_);
        const auto same = [](const Note& a, const Note& b) {
            return std::tie(a.item, a.relation, a.ref, a.range_end, a.phrase) ==
                   std::tie(b.item, b.relation, b.ref, b.range_end, b.phrase);
        };
        for (auto& note : found.notes) {
            const bool known =
                std::any_of(base_.notes().begin(), base_.notes().end(),
                            [&](const Note& of_base) { return same(note, of_base); });
            if (!known) {
                out_.data.notes.push_back(std::move(note));
            }
        }
        out_.findings.insert(out_.findings.end(), found.findings.begin(), found.findings.end());
    }

    void check_group(const Code& code, const Item& above) {
        if (group_.empty()) {
            return;
        }
        const auto line = base_.path(above);
        const bool known = std::any_of(line.begin(), line.end(), [&](const Item* item) {
            return same_title(item->title, group_);
        });
        if (!known) {
            const auto* const parent = base_.parent(above);
            add(Severity::warning, "group-differs",
                fmt::format("'{}' stands under '{}'; in {} it is under '{}'", code.text(), group_,
                            base_.id().text(), parent == nullptr ? "" : parent->title));
        }
        group_.clear();
    }

    void read_prose(std::string_view line) {
        for (std::size_t i = 0; i < line.size();) {
            const auto end = std::min(
                static_cast<std::size_t>(
                    std::find_if(
                        line.begin() + static_cast<std::ptrdiff_t>(i), line.end(),
                        [](char c) { return !is_letter_or_digit(c) && c != '-' && c != '.'; }) -
                    line.begin()),
                line.size());
            auto token = line.substr(i, end - i);
            while (!token.empty() && token.back() == '.') {
                token.remove_suffix(1);
            }
            if (base_.find(token) != nullptr) {
                check_quoted(line, i, end, token);
            } else if (extended(token) != nullptr && entries_.count(std::string{token}) == 0) {
                name_in_passing(line, Code::parse(token));
            }
            i = end + 1;
        }
    }

    /// A title in quotation marks with its code, alone, in brackets behind it.
    void check_quoted(std::string_view line, std::size_t begin, std::size_t end,
                      std::string_view code) {
        const bool in_brackets = begin >= 2 && line[begin - 1] == '(' && line[begin - 2] == ' ' &&
                                 end < line.size() && line[end] == ')';
        if (in_brackets) {
            const auto title = quoted_at_end(line.substr(0, begin - 2));
            if (!title.empty()) {
                titles_.look(Code::parse(code), with_marks_back(title), at_);
            }
        }
    }

    void name_in_passing(std::string_view line, const Code& code) {
        const auto wanted = std::find_if(form_.also.begin(), form_.also.end(),
                                         [&](const auto& also) { return also.code == code; });
        if (wanted == form_.also.end()) {
            add(Severity::warning, "no-entry",
                fmt::format("'{}' is named here but has no entry; left out", code.text()));
            return;
        }
        if (fold_title(line).find(fold_title(wanted->title)) == std::string::npos ||
            !taken_.insert(code.text()).second) {
            return;
        }
        add(Severity::note, "named-in-passing",
            fmt::format("'{}' has no entry; its title is taken from this line: '{}'", code.text(),
                        wanted->title));
        take(code, wanted->title, *extended(code.text()));
    }

    const std::string& file_;
    const StateListForm& form_;
    const Edition& base_;
    Imported<EditionData> out_;
    TitleCheck titles_;
    SourceLocation at_{file_, 0, 0};
    std::string group_;
    std::set<std::string> entries_;
    std::set<std::string> taken_;
};

}  // namespace

Definitions state_list_definitions(std::string_view text, const std::string& file,
                                   const StateListForm& form) {
    std::vector<Definition> out;
    SourceLocation at{file, 0, 0};
    std::optional<Definition> entry;
    bool inside = false;
    const auto close = [&] {
        if (entry && !entry->text.empty()) {
            entry->text = with_marks_back(entry->text);
            out.push_back(std::move(*entry));
        }
        entry.reset();
        inside = false;
    };
    for (const auto line : lines_of(text)) {
        ++at.line;
        if (begins_with(line, form.entry)) {
            close();
            const auto rest = trimmed(line.substr(form.entry.size()), blanks);
            const auto code = first_word(rest);
            if (code.empty()) {
                throw FormatError(at, fmt::format("no code after '{}'", form.entry));
            }
            entry = Definition{Code::parse(code),
                               with_marks_back(trimmed(rest.substr(code.size()), blanks)), "", at};
        } else if (begins_with(line, form.group)) {
            close();
        } else if (entry && line == form.definition) {
            inside = true;
        } else if (line == form.examples || line.empty()) {
            inside = false;
        } else if (inside) {
            entry->at = entry->text.empty() ? at : entry->at;
            entry->text += (entry->text.empty() ? "" : " ") + std::string{line};
        }
    }
    close();
    return Definitions::make(std::move(out));
}

Imported<EditionData> import_state_list(std::string_view text, const std::string& file,
                                        EditionData header, const StateListForm& form,
                                        const Edition& base) {
    return StateList{file, std::move(header), form, base}.run(text);
}

}  // namespace socshift
