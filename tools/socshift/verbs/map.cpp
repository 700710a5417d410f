#include "verbs/map.hpp"

#include "options/format_option.hpp"
#include "socshift/publish/map_answer.hpp"
#include "socshift/recognise/recognise.hpp"
#include "socshift/routes/code_map.hpp"
#include "text/edition.hpp"
#include "text/explain.hpp"
#include "text/print.hpp"
#include "text/route.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <istream>
#include <memory>
#include <optional>
#include <ostream>

namespace socshift::cli {

namespace {

struct MapOptions {
    std::string from;
    std::string to;
    std::vector<std::string> codes;
    std::string level;
    bool explain = false;
    RouteOptions route;
    Format format = Format::text;
};

std::string without_blanks_around(const std::string& text) {
    constexpr const char* blanks = " \t\r";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// The codes as they were asked for, with standard input in the place of "-".
std::vector<std::string> wanted_codes(const MapOptions& options, std::istream& in) {
    std::vector<std::string> out;
    for (const auto& code : options.codes) {
        if (code != "-") {
            out.push_back(code);
            continue;
        }
        for (std::string line; std::getline(in, line);) {
            if (auto wanted = without_blanks_around(line); !wanted.empty()) {
                out.push_back(std::move(wanted));
            }
        }
    }
    return out;
}

/// The item that a typed code means: exactly, or without its hyphens or with blanks and quotes.
class TypedCodes {
public:
    TypedCodes(const Catalog& catalog, const Edition& edition)
        : catalog_(catalog), edition_(edition) {}

    const Item* find(const std::string& typed) {
        if (const auto* const item = edition_.find(typed)) {
            return item;
        }
        if (!recogniser_) {
            recogniser_.emplace(catalog_, edition_.id(), Unpublished::included);
        }
        return recogniser_->recognise(typed).item;
    }

private:
    const Catalog& catalog_;
    const Edition& edition_;
    std::optional<CodeRecogniser> recogniser_;  // made at the first need
};

/// The answer for people: each source with its places under it.
class TextAnswer {
public:
    TextAnswer(const CodeMap& map, Context& context)
        : map_(map), out_(context.out), paint_{context.color}, width_(context.width) {}

    void print(const std::vector<MappedCode>& answers) {
        out_ << paint_.bold(fmt::format("{} -> {}", edition_label(map_.source()),
                                        edition_label(map_.target())))
             << '\n';
        for (const auto& answer : answers) {
            const auto level = answer.is_leaf ? "" : answer.source.level + ", ";
            line("", answer.source, fmt::format(" ({}{})", level, to_string(answer.cardinality)));
            for (const auto& place : answer.places) {
                print_place(place, answer.places.size() == 1);
            }
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

/// What `--explain` has to prove: every place that is an item.
std::vector<Claim> claims(const std::vector<MappedCode>& answers, const CodeMap& map) {
    const auto& source = map.catalog().edition(map.route().from);
    const auto& target = map.catalog().edition(map.route().to);
    std::vector<Claim> out;
    for (const auto& answer : answers) {
        for (const auto& place : answer.places) {
            if (place.item) {
                out.push_back(
                    {source.find(answer.source.code), target.find(place.item->code), place.share});
            }
        }
    }
    return out;
}

/// Those of @p answers that rest on the map's own route; the others are said on standard error.
std::vector<MappedCode> along_own_route(const std::vector<MappedCode>& answers, const CodeMap& map,
                                        Context& context, ExitCode& code) {
    std::vector<MappedCode> out;
    for (const auto& answer : answers) {
        const auto& text = answer.source.code.text();
        if (const auto route = map.route_of(text); route && *route != map.route()) {
            context.err << fmt::format(
                "socshift: {} does not publish '{}', which is as in {}: --from {} explains it\n",
                map.route().from.text(), text, route->from.text(), route->from.text());
            code = ExitCode::differs;
        } else {
            out.push_back(answer);
        }
    }
    return out;
}

/// What became of the codes that were asked for; those that are none are said on standard error,
/// and make
/// @p code `differs`.
std::vector<MappedCode> answers_to(const MapOptions& options, const CodeMap& map, Context& context,
                                   ExitCode& code) {
    TypedCodes typed{context.catalog, context.catalog.edition(map.route().from)};
    std::vector<MappedCode> out;
    for (const auto& wanted : wanted_codes(options, context.in)) {
        const auto* const item = typed.find(wanted);
        if (item == nullptr) {
            context.err << "socshift: " << to_string(map.why_not(wanted)) << '\n';
            code = ExitCode::differs;
            continue;
        }
        out.push_back(*map.find(item->code.text(), options.level));
    }
    return out;
}

ExitCode run_map(const MapOptions& options, Context& context) {
    const auto& catalog = context.catalog;
    const CodeMap map{
        catalog, require_route(catalog, catalog.resolve(options.from), catalog.resolve(options.to),
                               catalog.resolve(options.route.via))};
    auto code = ExitCode::ok;
    const auto answers =
        options.codes.empty() ? map.all(options.level) : answers_to(options, map, context, code);
    if (options.explain) {
        const auto own = along_own_route(answers, map, context, code);
        write_proof(claims(own, map), map.route(), options.format, context);
        return code;
    }
    const TextForm text{[&] {
                            if (!answers.empty()) {
                                TextAnswer{map, context}.print(answers);
                            }
                        },
                        DraftMark::shown};
    print(map_answer(map, answers), options.format, context, text);
    return code;
}

}  // namespace

Runner add_map(CLI::App& verb) {
    auto options = std::make_shared<MapOptions>();
    verb.add_option("CODE", options->codes, "Codes of edition A; - reads them; none: all");
    verb.add_option("--from", options->from, "The edition that the codes are of")
        ->type_name("A")
        ->required();
    verb.add_option("--to", options->to, "The edition that is wanted")->type_name("B")->required();
    verb.add_option("--level", options->level, "Answer at this level of B")->type_name("LEVEL");
    verb.add_flag("--explain", options->explain,
                  "Prove each link: the rows of the tables that it follows from");
    add_via_option(verb, options->route);
    add_format_option(verb, options->format);
    return [options](Context& context) { return run_map(*options, context); };
}

}  // namespace socshift::cli
