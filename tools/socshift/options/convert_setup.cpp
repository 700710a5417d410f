#include "options/convert_setup.hpp"

#include "command.hpp"
#include "socshift/base/error.hpp"
#include "socshift/io/values.hpp"
#include "socshift/recognise/detect.hpp"
#include "socshift/routes/route.hpp"
#include "socshift/weights/weight_routes.hpp"
#include "text/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <ostream>

namespace socshift::cli {

namespace {

/// The column that says which edition a row is coded in: for each of its values the place of the
/// edition.
struct EditionColumn {
    std::string column;
    std::map<std::string, std::size_t> editions;
};

/// An edition column has as many different values as there are editions, or survey waves.
constexpr std::size_t most_editions = 1000;

/// The editions that rows are coded in, each once, in the order in which they were first named.
using Editions = std::vector<EditionId>;

std::size_t place_of(Editions& editions, const EditionId& id) {
    const auto known = std::find(editions.begin(), editions.end(), id);
    if (known != editions.end()) {
        return static_cast<std::size_t>(known - editions.begin());
    }
    editions.push_back(id);
    return editions.size() - 1;
}

void check(const ConvertEnds& ends) {
    if (ends.to.empty() == ends.families.empty()) {
        throw Error("where to: expected either --to EDITION or --families EDITION,EDITION");
    }
    if (!ends.families.empty() && (ends.weights.order != "none" || ends.weights.normalise)) {
        throw Error("--families: a code has one family; expected no --weights");
    }
    if (!ends.families.empty() && !ends.route.via.empty()) {
        throw Error("--via: families have their own routes; expected --to EDITION");
    }
    if (!ends.from.empty() && !ends.edition_column.empty()) {
        throw Error("where from: expected --from EDITION or --edition-column COL, found both");
    }
    if (ends.edition_column.empty() && !ends.edition_map.empty()) {
        throw Error("--edition-map: expected --edition-column COL as well");
    }
}

/// "2005=soc2000,2012=soc2010"
Editions read_map(const Catalog& catalog, const std::string& text, EditionColumn& column) {
    Editions editions;
    for (const auto& pair : split_list(text, "--edition-map")) {
        const auto equals = pair.rfind('=');
        if (equals == std::string::npos || equals == 0) {
            throw Error(fmt::format("--edition-map: expected VALUE=EDITION, found '{}'", pair));
        }
        const auto place = place_of(editions, catalog.resolve(pair.substr(equals + 1)));
        if (!column.editions.emplace(pair.substr(0, equals), place).second) {
            throw Error(
                fmt::format("--edition-map: value '{}' is there twice", pair.substr(0, equals)));
        }
    }
    return editions;
}

/// The editions that the column's values name; what names none is left out, and its rows will be
/// set aside.
Editions read_names(const Catalog& catalog, const ConvertRequest& request, EditionColumn& column,
                    InputFile& input) {
    Editions editions;
    const auto values =
        column_values({request.file, request.delimiter, request.has_header, request.where},
                      column.column, input.first_reader(), most_editions);
    for (const auto& value : values) {
        try {
            column.editions.emplace(value, place_of(editions, catalog.resolve(value)));
        } catch (const UnknownName&) {
            continue;
        }
    }
    if (editions.empty()) {
        throw Error(
            fmt::format("no value of column '{}' names an edition; --edition-map "
                        "VALUE=EDITION[,VALUE=EDITION] says which is which",
                        column.column));
    }
    return editions;
}

std::string not_clear_text(const ConvertRequest& request, const ColumnDetection& column) {
    auto text = fmt::format(
        "cannot tell which edition column '{}' of '{}' is in: {}; say it with "
        "--from, or see 'socshift detect'",
        request.column, request.file, why_not_clear(column));
    if (column.follows) {
        if (const auto map = edition_map(*column.follows)) {
            text += fmt::format(
                "; or each row from its own with --edition-column '{}' "
                "--edition-map '{}'",
                column.follows->column, *map);
        }
    }
    return text;
}

Editions found_out(const Catalog& catalog, const ConvertRequest& request, InputFile& input,
                   std::ostream* err) {
    const DetectRequest question{request.file, request.column, request.delimiter,
                                 request.has_header, request.where};
    const auto detection = detect(question, catalog, input.first_reader());
    const auto& column = detection.columns.front();
    if (column.verdict != DetectVerdict::clear) {
        throw Error(not_clear_text(request, column));
    }
    if (err != nullptr) {
        *err << fmt::format("socshift: column '{}' is in {}, which explains {} of {} rows\n",
                            request.column, column.answer.front().text(), grouped(column.explained),
                            grouped(column.rows));
    }
    return {column.answer.front()};
}

/// Where sources are by edition, and each edition's by group: first the one for rows of none.
std::optional<SourceColumns> source_columns(const std::optional<EditionColumn>& edition,
                                            const std::vector<std::string>& group_columns,
                                            const std::vector<std::vector<std::string>>& groups) {
    if (!edition && group_columns.empty()) {
        return std::nullopt;
    }
    std::map<std::vector<std::string>, std::size_t> places;
    for (const auto& group : groups) {
        places.emplace(group, places.size() + 1);
    }
    SourceColumns out;
    if (edition) {
        out.columns.push_back(edition->column);
    }
    out.columns.insert(out.columns.end(), group_columns.begin(), group_columns.end());
    out.place = [edition, places](const std::vector<std::string>& cells) {
        std::size_t source = 0;
        if (edition) {
            const auto named = edition->editions.find(cells.front());
            if (named == edition->editions.end()) {
                return std::optional<std::size_t>{};
            }
            source = named->second * (places.size() + 1);
        }
        const auto group = places.find({cells.begin() + (edition ? 1 : 0), cells.end()});
        return std::optional{source + (group == places.end() ? 0 : group->second)};
    };
    return out;
}

/// "soc2010", "onet2010=soc2010,soc2000=soc2010": what follows an edition's name is its own way, up
/// to the next name.
ViaChoice read_via(const Catalog& catalog, const RouteOptions& options) {
    ViaChoice out;
    auto* way = &out.all;
    for (const auto& text : options.via) {
        const auto equals = text.find('=');
        if (equals != std::string::npos) {
            const auto source = catalog.resolve(text.substr(0, equals));
            way = &out.by_source[source];
            if (!way->empty()) {
                throw Error(fmt::format("--via: the way of {} is there twice", source.text()));
            }
        }
        way->push_back(
            catalog.resolve(equals == std::string::npos ? text : text.substr(equals + 1)));
    }
    return out;
}

std::string via_text(const std::vector<EditionId>& via) {
    std::string out;
    for (const auto& id : via) {
        out += (out.empty() ? "" : ",") + id.text();
    }
    return out;
}

void append(std::string& list, std::string_view separator, std::string_view text) {
    list += fmt::format("{}{}", list.empty() ? "" : separator, text);
}

}  // namespace

void add_convert_ends(CLI::App& verb, ConvertEnds& ends) {
    verb.add_option("--from", ends.from,
                    "The edition that the codes are of; found out if not given")
        ->type_name("EDITION");
    verb.add_option("--edition-column", ends.edition_column,
                    "The column that says which edition a row is coded in")
        ->type_name("COL");
    verb.add_option("--edition-map", ends.edition_map,
                    "What the values of that column mean; edition names if not given")
        ->type_name("VALUE=EDITION[,VALUE=EDITION]");
    verb.add_option("--to", ends.to, "The edition wanted")->type_name("EDITION");
    verb.add_option("--families", ends.families,
                    "Instead of --to: families over these editions, comparable without any share")
        ->type_name("EDITION,EDITION");
    verb.add_option("--level", ends.level,
                    "Groups of this level instead of the finest codes; with --families, families "
                    "of them")
        ->type_name("LEVEL");
    add_via_option(verb, ends.route);
    verb.add_flag(
        "--mixed-weights", ends.mixed_weights,
        "Go on where weights serve rows of one edition and, by its route, not of another");
}

ConvertSetup::ConvertSetup(const ConvertEnds& ends, ConvertRequest& request, InputFile& input,
                           Context& context, bool quiet)
    : catalog_(context.catalog),
      weights_(context.catalog, parse_weights_order(ends.weights.order), ends.weights.normalise) {
    check(ends);
    if (ends.weights.normalise &&
        std::none_of(weights_.order().begin(), weights_.order().end(),
                     [](const WeightChoice& choice) { return choice.weights.has_value(); })) {
        throw Error("--normalise: expected a file among --weights");
    }
    if (request.bounds && !weights_.ends_with_equal()) {
        throw Error(
            "--bounds: expected --weights that end with 'equal': a code that is set aside "
            "for want of a share would be in no interval");
    }
    aim(ends);
    via_ = read_via(catalog_, ends.route);
    Editions editions;
    std::optional<EditionColumn> column;
    if (!ends.from.empty()) {
        editions.push_back(catalog_.resolve(ends.from));
    } else if (!ends.edition_column.empty()) {
        column = EditionColumn{ends.edition_column, {}};
        editions = ends.edition_map.empty() ? read_names(catalog_, request, *column, input)
                                            : read_map(catalog_, ends.edition_map, *column);
    } else {
        editions = found_out(catalog_, request, input, quiet ? nullptr : &context.err);
    }
    request.to_families = families_.has_value();
    if (!families_) {
        groups_ = weights_.groups();
    }
    for (const auto& id : editions) {
        add_source(id, ends);
    }
    request.source_columns = source_columns(
        column, families_ ? std::vector<std::string>{} : weights_.group_columns(), groups_);
    if (families_) {
        route_ += " -> " + to_;
    } else {
        // Which editions a column names may differ from file to file.
        const bool names_may_differ = !ends.edition_column.empty() && ends.edition_map.empty();
        check_via(names_may_differ);
        check_weights(ends);
        if (!names_may_differ) {
            check_used(weights_.order(), uses_, route_);
        }
        weight_notes_ = cli::weight_notes(uses_);
    }
    std::vector<ConvertSource> sources;
    for (std::size_t i = 0; i < plans_.size(); ++i) {
        sources.push_back({&recognisers_[i / (groups_.size() + 1)], &plans_[i]});
    }
    sources_.emplace(std::move(sources));
}

void ConvertSetup::aim(const ConvertEnds& ends) {
    if (ends.families.empty()) {
        target_ = catalog_.resolve(ends.to);
        to_ = target_->text();
        const auto& target = catalog_.edition(*target_);
        if (!ends.level.empty() && !target.level_index(ends.level)) {
            throw UnknownName(fmt::format("--level: {} has no level '{}'; it has: {}", to_,
                                          ends.level, fmt::join(target.levels(), ", ")));
        }
        return;
    }
    Editions editions;
    std::string list;
    for (const auto& name : split_list(ends.families, "--families")) {
        const auto id = catalog_.resolve(name);
        if (std::find(editions.begin(), editions.end(), id) != editions.end()) {
            throw Error(fmt::format("--families: {} is there twice", id.text()));
        }
        editions.push_back(id);
        append(list, ", ", id.text());
    }
    if (editions.size() < 2) {
        throw Error(
            fmt::format("--families: expected two editions or more, found '{}'", ends.families));
    }
    families_.emplace(catalog_, editions, ends.level);
    to_ = "families of " + list;
    for (const auto& route : families_->families().routes()) {
        note_drafts(route);
    }
}

/// @throws Error if a way is of an edition that no rows are in.
void ConvertSetup::check_via(bool names_may_differ) const {
    for (const auto& way : via_.by_source) {
        const auto& source = way.first;
        const bool is_there = std::any_of(routes_.begin(), routes_.end(),
                                          [&](const Route& route) { return route.from == source; });
        if (!is_there && !names_may_differ) {
            throw Error(fmt::format("--via {}={}: no rows are coded in {}", source.text(),
                                    via_text(way.second), source.text()));
        }
    }
}

/// @throws Error if weights serve some rows and not others only because of a route that nobody
/// chose.
void ConvertSetup::check_weights(const ConvertEnds& ends) const {
    std::vector<Route> chosen_by_nobody;
    for (const auto& route : routes_) {
        if (via_.all.empty() && via_.by_source.count(route.from) == 0) {
            chosen_by_nobody.push_back(route);
        }
    }
    if (ends.mixed_weights) {
        return;
    }
    const auto unserved = unserved_route(catalog_, weights_.order(), chosen_by_nobody, routes_);
    if (!unserved) {
        return;
    }
    const auto way = routes_.size() == 1 ? via_text(unserved->via)
                                         : fmt::format("{}={}", unserved->route.from.text(),
                                                       via_text(unserved->via));
    throw Error(fmt::format(
        "--weights {}: there are none for a step of {}{}; they serve on {}: --via {}{}",
        unserved->weights, unserved->route.text(),
        unserved->elsewhere ? fmt::format(", while {} has some", unserved->elsewhere->text()) : "",
        unserved->serving.text(), way,
        unserved->elsewhere ? ", or --mixed-weights if it is meant so" : ""));
}

Route ConvertSetup::route_of(const EditionId& id) {
    // A row that is in the target edition stays there, whatever the others go through.
    const auto own = via_.by_source.find(id);
    auto route = id == *target_
                     ? Route{id, id, {}}
                     : require_route(catalog_, id, *target_,
                                     own == via_.by_source.end() ? via_.all : own->second);
    routes_.push_back(route);
    append(route_, "; ", route.text());
    note_drafts(route);
    return route;
}

/// One plan, or one for rows of no group that has weights and one for each that has.
void ConvertSetup::add_source(const EditionId& id, const ConvertEnds& ends) {
    const auto& edition = catalog_.edition(id);
    append(from_, ";", id.text());
    if (families_) {
        plans_.push_back(families_->plan(edition, ends.groups));
        append(route_, ", ", id.text());
    } else {
        const auto route = route_of(id);
        add_plan(edition, weights_.along(route, std::nullopt), ends);
        for (const auto& group : groups_) {
            add_plan(edition, weights_.along(route, group), ends);
        }
    }
    recognisers_.emplace_back(catalog_, id);
}

void ConvertSetup::add_plan(const Edition& edition, const WeightedRoute& weighted,
                            const ConvertEnds& ends) {
    uses_.insert(uses_.end(), weighted.uses.begin(), weighted.uses.end());
    PlanOptions options;
    options.weighting = weights_.ends_with_equal() ? Weighting::equal : Weighting::none;
    options.groups = ends.groups;
    options.known = &weighted.known;
    options.level = ends.level;
    const auto& order = weights_.order();
    const auto counts = employment_counts(edition.id());
    if (ends.groups == Groups::spread && counts &&
        std::any_of(order.begin(), order.end(), [](const WeightChoice& choice) {
            return choice.kind == WeightKind::employment;
        })) {
        options.sizes = &sizes_.emplace_back(
            catalog_leaf_counts(catalog_, catalog_.counts(*counts), edition.id()));
    }
    plans_.push_back(Plan::make(edition, catalog_.edition(*target_), weighted.weighted, options));
}

/// The editions on the way that are drafts: every output that rests on one says so.
void ConvertSetup::note_drafts(const Route& route) {
    std::vector<EditionId> editions{route.from};
    for (const auto& step : route.steps) {
        editions.push_back(step.to);
    }
    for (const auto& id : editions) {
        if (catalog_.header(id).status == Status::draft &&
            std::find(drafts_.begin(), drafts_.end(), id.text()) == drafts_.end()) {
            drafts_.push_back(id.text());
        }
    }
}

}  // namespace socshift::cli
