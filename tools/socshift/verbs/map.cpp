#include "verbs/map.hpp"

#include "socshift/changes/family.hpp"
#include "socshift/recognise/recognise.hpp"
#include "socshift/routes/level.hpp"
#include "socshift/routes/lookup.hpp"
#include "socshift/routes/route.hpp"
#include "text/edition.hpp"
#include "text/explain.hpp"
#include "text/route.hpp"
#include "text/table.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <istream>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <unordered_map>

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

/// One row of the answer. No target: what goes nowhere, or an item of which nobody says where it
/// goes.
struct MapRow {
    const Item* source = nullptr;
    const Item* target = nullptr;
    Cardinality cardinality = Cardinality::one_to_one;
    std::optional<KnownShare> share;
    bool is_unknown = false;  // where it goes
};

/// Answers for one pair of editions, at whatever levels the codes are.
class Mapper {
public:
    Mapper(const Catalog& catalog, const Route& route)
        : source_(catalog.edition(route.from)),
          target_(catalog.edition(route.to)),
          leaves_(composed(catalog, route)) {}

    [[nodiscard]] const Edition& source() const noexcept { return source_; }
    [[nodiscard]] const Edition& target() const noexcept { return target_; }

    /// The levels at which @p item and its targets are looked at. @p level: the targets'; empty:
    /// that of the item.
    [[nodiscard]] LevelPair levels_of(const Item& item, const std::string& level) const {
        auto levels = source_.is_leaf(item) ? leaf_levels(source_, target_)
                                            : levels_named(source_, target_, item.level);
        if (!level.empty()) {
            levels.target = levels_named(source_, target_, level).target;
        }
        return levels;
    }

    void append(const Item& item, const LevelPair& levels, std::vector<MapRow>& rows) {
        const auto& view = view_at(levels);
        const auto places = view.table.places(item.code);
        const auto cardinality = view.cardinality.at(item.code.text());
        for (const auto& link : places.links) {
            rows.push_back({&item, target_.find(link.target), cardinality,
                            known_share(view.table, link), false});
        }
        if (places.links.empty()) {
            rows.push_back({&item, nullptr, cardinality, std::nullopt, !places.ends});
        } else if (places.ends) {
            rows.push_back({&item, nullptr, cardinality, known_end(places), false});
        }
        if (!places.links.empty() && places.is_astray) {
            rows.push_back({&item, nullptr, cardinality, std::nullopt, true});
        }
    }

private:
    struct View {
        Correspondence table;
        std::unordered_map<std::string, Cardinality> cardinality;  // by source code
    };

    const View& view_at(const LevelPair& levels) {
        const auto key = std::pair{levels.source, levels.target};
        auto found = views_.find(key);
        if (found == views_.end()) {
            found = views_.emplace(key, make_view(levels)).first;
        }
        return found->second;
    }

    [[nodiscard]] View make_view(const LevelPair& levels) const {
        View view{at_level(leaves_, source_, target_, levels), {}};
        for (const auto& family :
             families({codes_at(source_, levels.source), codes_at(target_, levels.target)},
                      {&view.table})) {
            for (const auto& code : family.sources()) {
                view.cardinality.emplace(code.text(), family.cardinality());
            }
        }
        return view;
    }

    const Edition& source_;
    const Edition& target_;
    Correspondence leaves_;
    std::map<std::pair<std::string, std::string>, View> views_;
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
            recogniser_.emplace(catalog_, edition_.id());
        }
        return recogniser_->recognise(typed).item;
    }

private:
    const Catalog& catalog_;
    const Edition& edition_;
    std::optional<CodeRecogniser> recogniser_;  // made at the first need
};

std::vector<MapRow> whole_table(Mapper& mapper, const std::string& level) {
    const auto levels = level.empty() ? leaf_levels(mapper.source(), mapper.target())
                                      : levels_named(mapper.source(), mapper.target(), level);
    std::vector<MapRow> rows;
    for (const auto* const item : mapper.source().cut(levels.source)) {
        mapper.append(*item, levels, rows);
    }
    return rows;
}

void print_table(const std::vector<MapRow>& rows, const Mapper& mapper, Format format,
                 Context& context) {
    Table table{"socshift/map/1",
                {"source_edition", "source_code", "source_title", "target_edition", "target_code",
                 "target_title", "cardinality", "share", "basis"},
                {},
                {},
                {}};
    table.rows.reserve(rows.size());
    for (const auto& row : rows) {
        table.rows.push_back(
            {mapper.source().id().text(), row.source->code.text(), row.source->title,
             mapper.target().id().text(), row.target == nullptr ? "" : row.target->code.text(),
             row.target == nullptr ? "" : row.target->title,
             std::string{to_string(row.cardinality)}, row.share ? row.share->share.text() : "",
             row.share ? std::string{to_string(row.share->basis)} : ""});
    }
    write_table(context.out, table, format, context.width);
}

/// The answer for people: each source with its targets under it.
class TextAnswer {
public:
    TextAnswer(const Mapper& mapper, Context& context)
        : mapper_(mapper), out_(context.out), paint_{context.color}, width_(context.width) {}

    void print(const std::vector<MapRow>& rows) {
        out_ << paint_.bold(fmt::format("{} -> {}", edition_label(mapper_.source().header()),
                                        edition_label(mapper_.target().header())))
             << '\n';
        const Item* last = nullptr;
        for (const auto& row : rows) {
            is_first_ = row.source != last;
            if (is_first_) {
                print_source(row);
            }
            last = row.source;
            print_target(row);
        }
    }

private:
    void line(const std::string& lead, const Item& item, const std::string& tail) {
        const auto indent = lead.size() + item.code.text().size() + 2;
        const auto room = width_ > indent + 20 ? width_ - indent : std::string::npos;
        bool first = true;
        for (const auto& part : wrap(item.title + tail, room)) {
            out_ << (first ? lead + paint_.cyan(item.code.text()) + "  " : std::string(indent, ' '))
                 << part << '\n';
            first = false;
        }
    }

    void print_source(const MapRow& row) {
        const auto& edition = mapper_.source();
        const auto level = edition.is_leaf(*row.source) ? "" : row.source->level + ", ";
        line("", *row.source, fmt::format(" ({}{})", level, to_string(row.cardinality)));
    }

    void print_target(const MapRow& row) {
        const auto share = row.share ? fmt::format(" (share {}, {})", row.share->share.text(),
                                                   to_string(row.share->basis))
                                     : std::string{" (share unknown)"};
        if (row.target != nullptr) {
            line("  -> ", *row.target, share);
            return;
        }
        out_ << (row.is_unknown ? is_first_
                                      ? "  -> not known: no table says where it goes"
                                      : "  -> not known: of a part no table says where it goes"
                                : "  -> nothing" + (is_first_ ? "" : share))
             << '\n';
    }

    const Mapper& mapper_;
    std::ostream& out_;
    Paint paint_;
    unsigned width_;
    bool is_first_ = true;  // of the rows of a source
};

/// What `--explain` has to prove: every row that leads somewhere.
std::vector<Claim> claims(const std::vector<MapRow>& rows) {
    std::vector<Claim> out;
    for (const auto& row : rows) {
        if (row.target != nullptr) {
            out.push_back({row.source, row.target, row.share});
        }
    }
    return out;
}

ExitCode run_map(const MapOptions& options, Context& context) {
    const auto& catalog = context.catalog;
    const auto route = chosen_route(catalog, options.from, options.to, options.route);
    Mapper mapper{catalog, route};
    auto code = ExitCode::ok;
    std::vector<MapRow> rows;
    if (options.codes.empty()) {
        rows = whole_table(mapper, options.level);
    }
    TypedCodes typed{catalog, mapper.source()};
    for (const auto& wanted : wanted_codes(options, context.in)) {
        const auto* const item = typed.find(wanted);
        if (item == nullptr) {
            context.err << "socshift: " << to_string(look_up(catalog, mapper.source(), wanted))
                        << '\n';
            code = ExitCode::differs;
            continue;
        }
        mapper.append(*item, mapper.levels_of(*item, options.level), rows);
    }
    report_route(route, context);
    if (options.explain) {
        warn_of_draft(mapper.source().header(), context);
        warn_of_draft(mapper.target().header(), context);
        write_proof(claims(rows), route, options.format, context);
    } else if (options.format != Format::text) {
        warn_of_draft(mapper.source().header(), context);
        warn_of_draft(mapper.target().header(), context);
        print_table(rows, mapper, options.format, context);
    } else if (!rows.empty()) {
        TextAnswer{mapper, context}.print(rows);
    }
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
