#include "verbs/map.hpp"

#include "options/edition_files.hpp"
#include "options/format_option.hpp"
#include "socshift/base/blanks.hpp"
#include "socshift/base/error.hpp"
#include "socshift/publish/answer.hpp"
#include "socshift/publish/delimited.hpp"
#include "socshift/publish/map_answer.hpp"
#include "socshift/publish/route_answers.hpp"
#include "socshift/recognise/recognise.hpp"
#include "socshift/routes/code_map.hpp"
#include "text/explain.hpp"
#include "text/print.hpp"
#include "text/route.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <istream>
#include <memory>
#include <optional>
#include <ostream>
#include <sstream>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace socshift::cli {

namespace {

struct MapOptions {
    std::string from;
    std::string to;
    std::vector<std::string> names;  // codes; before them A and B if there is no --from and --to
    std::string level;
    bool all = false;
    bool explain = false;
    RouteOptions route;
    EditionFileOptions files;
    Format format = Format::text;
};

/// The answer for people: each source with its places under it.
class TextAnswer {
public:
    TextAnswer(const CodeMap& map, const Context& context, std::ostream& out)
        : map_(map), out_(out), paint_{context.color}, width_(context.width) {}

    void print_head() {
        out_ << paint_.bold(fmt::format("{} -> {}", edition_label(map_.source()),
                                        edition_label(map_.target())))
             << '\n';
    }

    void print(const MappedCode& answer) {
        const auto level = answer.is_leaf ? "" : answer.source.level + ", ";
        line("", answer.source, fmt::format(" ({}{})", level, to_string(answer.cardinality)));
        for (const auto& place : answer.places) {
            print_place(place, answer.places.size() == 1);
        }
    }

private:
    void line(const std::string& lead, const NamedCode& item, const std::string& tail) {
        const auto indent = lead.size() + item.code.text().size() + 2;
        const auto room = width_ > indent + 20 ? width_ - indent : std::string::npos;
        bool first = true;
        for (const auto& part : wrap(item.title + tail, room)) {
            out_ << (first ? lead + paint_.cyan(item.code.text()) + "  " : std::string(indent, ' '))
                 << part << '\n';
            first = false;
        }
    }

    void print_place(const MappedPlace& place, bool is_only) {
        const auto share = place.share ? fmt::format(" (share {}, {})", place.share->share.text(),
                                                     to_string(place.share->basis))
                                       : std::string{" (share unknown)"};
        switch (place.kind) {
            case PlaceKind::item:
                line("  -> ", *place.item, share);
                break;
            case PlaceKind::nowhere:
                out_ << "  -> nothing" << (is_only ? "" : share) << '\n';
                break;
            case PlaceKind::unknown:
                out_ << (is_only ? "  -> not known: no table says where it goes\n"
                                 : "  -> not known: of a part no table says where it goes\n");
                break;
        }
    }

    const CodeMap& map_;
    std::ostream& out_;
    Paint paint_;
    unsigned width_;
};

/// What became of the codes that were asked for, each worked out once; those that are none are said
/// on standard error.
class TypedAnswers {
public:
    TypedAnswers(const MapOptions& options, const CodeMap& map, Context& context)
        : level_(options.level),
          map_(map),
          context_(context),
          source_(context.catalog.edition(map.route().from)) {}

    struct Found {
        std::optional<MappedCode> answer;
        std::string printed = {};  // by who asks for it
    };

    /// Good until the next is asked for. Without an answer it is no code.
    Found& find(std::string_view typed) {
        auto known = known_.find(typed);
        if (known == known_.end()) {
            if (known_.size() == most_known) {
                known_.clear();
            }
            known = known_.emplace(std::string{typed}, Found{look_up(typed)}).first;
        }
        if (!known->second.answer) {
            context_.err << "socshift: " << to_string(map_.why_not(typed)) << '\n';
            code_ = ExitCode::differs;
        }
        return known->second;
    }

    [[nodiscard]] bool any() const noexcept { return !known_.empty(); }
    [[nodiscard]] ExitCode code() const noexcept { return code_; }

private:
    static constexpr std::size_t most_known = std::size_t{1} << 16U;

    std::optional<MappedCode> look_up(std::string_view typed) {
        const auto* item = source_.find(typed);
        if (item == nullptr) {
            if (!recogniser_) {
                recogniser_.emplace(context_.catalog, source_.id(), Unpublished::included);
            }
            item = recogniser_->recognise(typed).item;
        }
        return item == nullptr ? std::nullopt : map_.find(item->code.text(), level_);
    }

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };

    std::string level_;
    const CodeMap& map_;
    Context& context_;
    const Edition& source_;
    std::optional<CodeRecogniser> recogniser_;  // made at the first need
    std::unordered_map<std::string, Found, Hash, std::equal_to<>> known_;
    ExitCode code_ = ExitCode::ok;
};

/// Calls @p use with each of @p codes, and with the lines of standard input in the place of "-".
template <typename Use>
void each_wanted(const std::vector<std::string>& codes, std::istream& in, const Use& use) {
    for (const auto& code : codes) {
        if (code != "-") {
            use(std::string_view{code});
            continue;
        }
        for (std::string line; std::getline(in, line);) {
            if (const auto wanted = trimmed(line, " \t\r"); !wanted.empty()) {
                use(wanted);
            }
        }
    }
}

/// The lines that an answer to one code is in a format that is a line after the other.
std::string printed(const MapOptions& options, const CodeMap& map, const MappedCode& answer,
                    const Context& context) {
    std::ostringstream out;
    if (options.format == Format::text) {
        TextAnswer{map, context, out}.print(answer);
        return out.str();
    }
    const auto table = map_answer(map, {answer}).table;
    if (options.format == Format::csv) {
        write_csv(out, table, context.spreadsheets);
    } else {
        write_tsv(out, table, context.spreadsheets);
    }
    const auto text = out.str();
    return text.substr(text.find('\n') + 1);
}

/// Answers code after code as they come: many of them take no memory.
void stream_answers(const MapOptions& options, const CodeMap& map, TypedAnswers& answers,
                    Context& context) {
    constexpr std::size_t enough = std::size_t{1} << 16U;
    bool is_first = true;
    std::string waiting;
    print(map_answer(map, {}), options.format, context, {[] {}, DraftMark::shown});
    each_wanted(options.names, context.in, [&](std::string_view wanted) {
        auto& found = answers.find(wanted);
        if (!found.answer) {
            return;
        }
        if (std::exchange(is_first, false) && options.format == Format::text) {
            TextAnswer{map, context, context.out}.print_head();
        }
        if (found.printed.empty()) {
            found.printed = printed(options, map, *found.answer, context);
        }
        waiting += found.printed;
        if (waiting.size() > enough) {
            context.out << waiting;
            waiting.clear();
        }
    });
    context.out << waiting;
}

ExitCode print_all(const MapOptions& options, const CodeMap& map,
                   const std::vector<MappedCode>& answers, Context& context) {
    if (options.explain) {
        const auto own = provable(map, answers);
        for (const auto& code : own.unpublished) {
            context.err << fmt::format("socshift: {}: --from {} explains it\n",
                                       unpublished_notice(map, code), code.edition.text());
        }
        write_proof(claims_of(map, own.answers), map.route(), options.format, context);
        return own.unpublished.empty() ? ExitCode::ok : ExitCode::differs;
    }
    const TextForm text{[&] {
                            if (!answers.empty()) {
                                TextAnswer page{map, context, context.out};
                                page.print_head();
                                for (const auto& answer : answers) {
                                    page.print(answer);
                                }
                            }
                        },
                        DraftMark::shown};
    print(map_answer(map, answers), options.format, context, text);
    return ExitCode::ok;
}

ExitCode answer_codes(const MapOptions& options, const CodeMap& map, Context& context) {
    TypedAnswers typed{options, map, context};
    const auto is_streamed =
        !options.explain && options.format != Format::json && options.format != Format::md;
    auto code = ExitCode::ok;
    if (is_streamed) {
        stream_answers(options, map, typed, context);
    } else {
        std::vector<MappedCode> answers;
        each_wanted(options.names, context.in, [&](std::string_view wanted) {
            if (const auto& found = typed.find(wanted); found.answer) {
                answers.push_back(*found.answer);
            }
        });
        code = print_all(options, map, answers, context);
    }
    if (!typed.any()) {
        context.err << "socshift: standard input has no codes; --all gives the whole table\n";
    }
    return std::max(code, typed.code());
}

/// Takes A and B off the names where no option says them. @throws Error if one is not said.
void take_ends(MapOptions& options) {
    if (options.from.empty() && options.to.empty() && options.names.size() > 1) {
        options.from = options.names[0];
        options.to = options.names[1];
        options.names.erase(options.names.begin(), options.names.begin() + 2);
    }
    if (options.from.empty() || options.to.empty()) {
        throw Error(
            "from where to where: expected --from A and --to B, or A and B before the "
            "codes");
    }
}

ExitCode run_map(MapOptions options, Context& given) {
    take_ends(options);
    OpenedEditions opened(given, {&options.from, &options.to}, options.files);
    auto& context = opened.context();
    if (options.all && !options.names.empty()) {
        throw Error("--all: expected no codes");
    }
    const auto& catalog = context.catalog;
    const CodeMap map{
        catalog, require_route(catalog, catalog.resolve(options.from), catalog.resolve(options.to),
                               catalog.resolve(options.route.via))};
    if (options.names.empty() && !options.all && context.input_piped) {
        options.names = {"-"};
    }
    if (!options.names.empty()) {
        return answer_codes(options, map, context);
    }
    return print_all(options, map, map.all(options.level), context);
}

}  // namespace

Runner add_map(CLI::App& verb) {
    auto options = std::make_shared<MapOptions>();
    auto* const names =
        verb.add_option("CODE", options->names,
                        "Codes of edition A, behind A and B if these are not said with options; - "
                        "reads them, and so does none where something is piped in; else all");
    names->type_name("");
    verb.add_option("--from", options->from,
                    "The edition that the codes are of, or a file that holds it")
        ->type_name("A");
    verb.add_option("--to", options->to, "The edition that is wanted, or a file that holds it")
        ->type_name("B");
    verb.add_flag("--all", options->all, "All codes of A, whatever standard input is");
    verb.add_option("--level", options->level, "Answer at this level of B")->type_name("LEVEL");
    verb.add_flag("--explain", options->explain,
                  "Prove each link: the rows of the tables that it follows from");
    add_edition_file_options(verb, options->files);
    add_via_option(verb, options->route);
    add_format_option(verb, options->format);
    return [options](Context& context) { return run_map(*options, context); };
}

}  // namespace socshift::cli
