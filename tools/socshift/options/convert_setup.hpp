#pragma once

#include "options/data_file.hpp"
#include "options/weights_choice.hpp"
#include "socshift/convert/family_target.hpp"
#include "socshift/convert/sources.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/weights/route_weights.hpp"
#include "text/route.hpp"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace socshift::cli {

struct Context;

/// From what edition or editions to what, as the user said it.
struct ConvertEnds {
    std::string from;
    std::string edition_column;
    std::string edition_map;
    std::string to;
    std::string families;
    std::string level;
    RouteOptions route;
    WeightsOptions weights;
    bool mixed_weights = false;
    Groups groups = Groups::set_aside;
};

/// The editions that routes go through: those of all rows, and those of one source edition.
struct ViaChoice {
    std::vector<EditionId> all;
    std::map<EditionId, std::vector<EditionId>> by_source;
};

/// Adds `--from`, `--edition-column`, `--edition-map`, `--to`, `--families`, `--level`, `--via` and
/// `--mixed-weights`.
void add_convert_ends(CLI::App& verb, ConvertEnds& ends);

/// What a conversion goes by: the editions of its rows, and where their items go.
class ConvertSetup {
public:
    /// Completes @p request. Without `--from` the editions are found out by reading @p input first;
    /// what was found is said on @p context.err unless @p quiet.
    /// @throws Error if @p ends contradict each other, or no one edition is found; UnknownName if
    /// there is no such edition or no route.
    ConvertSetup(const ConvertEnds& ends, ConvertRequest& request, InputFile& input,
                 Context& context, bool quiet);
    ConvertSetup(const ConvertSetup&) = delete;
    ConvertSetup& operator=(const ConvertSetup&) = delete;

    [[nodiscard]] const ConvertSources& sources() const { return *sources_; }

    // For the summary. With several editions, lists joined by ';'.
    [[nodiscard]] const std::string& from() const noexcept { return from_; }
    [[nodiscard]] const std::string& to() const noexcept { return to_; }
    [[nodiscard]] const std::string& route() const noexcept { return route_; }
    [[nodiscard]] const std::vector<std::string>& drafts() const noexcept { return drafts_; }
    [[nodiscard]] const std::vector<std::string>& weight_notes() const noexcept {
        return weight_notes_;
    }

private:
    void aim(const ConvertEnds& ends);
    void add_source(const EditionId& id, const ConvertEnds& ends);
    void add_plan(const Edition& edition, const WeightedRoute& weighted, const ConvertEnds& ends);
    [[nodiscard]] Route route_of(const EditionId& id);
    void check_via(bool names_may_differ) const;
    void check_weights(const ConvertEnds& ends) const;
    void note_drafts(const Route& route);

    const Catalog& catalog_;
    RouteWeights weights_;
    ViaChoice via_;
    std::vector<Route> routes_;  // of the source editions
    std::optional<EditionId> target_;
    std::optional<FamilyTarget> families_;
    std::vector<std::vector<std::string>> groups_;  // of rows, that have weights of their own
    std::deque<CodeRecogniser> recognisers_;        // by edition
    std::deque<LeafSizes> sizes_;                   // of the plans' source editions
    std::deque<Plan> plans_;                        // by edition; of each, by group
    std::optional<ConvertSources> sources_;
    std::string from_;
    std::string to_;
    std::string route_;
    std::vector<std::string> drafts_;
    std::vector<WeightUse> uses_;
    std::vector<std::string> weight_notes_;
};

}  // namespace socshift::cli
