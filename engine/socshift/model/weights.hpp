#pragma once

#include "socshift/base/source_location.hpp"
#include "socshift/model/code.hpp"
#include "socshift/model/provenance.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

/// What the figures of a table of weights are. `share`: parts of the source, which sum to one.
/// `count`: how many cases were found of each pair; what each is of their sum is the share.
enum class WeightForm : std::uint8_t { share, count };

/// How weights were worked out, as written beside them. Figures are texts: they are for people, and
/// nothing is computed from them.
struct EstimateRecord {
    /// A table that margins were taken from.
    struct Table {
        std::string name;
        std::string reference;  // the period counted
        std::string coded_in;
        std::string sha256;  // of what was read

        friend bool operator==(const Table&, const Table&) = default;
    };
    struct Family {
        std::vector<std::string> sources;
        std::vector<std::string> targets;
        std::string state;                       // "estimated", "contradictory", "not-estimable"
        std::string reason;                      // of the last
        std::int64_t iterations = 0;             // 0 of the last
        std::vector<std::string> source_counts;  // by source; an empty text where there is none
        std::vector<std::string> target_counts;
        std::vector<std::string> wanted;  // target counts scaled to the sum of the sources
        std::vector<std::string> fitted;  // what the targets have got
        std::string residual;             // what lies elsewhere than wanted

        friend bool operator==(const Family&, const Family&) = default;
    };

    std::string method;
    Table source_counts;
    Table target_counts;
    std::vector<Family> families;

    friend bool operator==(const EstimateRecord&, const EstimateRecord&) = default;
};

/// A user's weights as they were read, sound or not: what part of each source goes to each target,
/// perhaps for each of several groups of rows.
struct Weights {
    struct Row {
        Code source;
        std::optional<Code> target;       // none: nowhere
        std::string figure;               // as written: "0.72", "2/3", "1200.5"
        std::vector<std::string> groups;  // the value in each of Weights::groups
        SourceLocation at;

        friend bool operator==(const Row&, const Row&) = default;
    };

    std::optional<EditionId> source;  // none: the file does not say
    std::optional<EditionId> target;
    std::string title;
    Provenance provenance;
    std::optional<EstimateRecord> estimate;
    WeightForm form = WeightForm::share;
    std::vector<std::string> groups;  // columns of the data: "sex"
    std::vector<Row> rows;            // in the order of the file
    SourceLocation at;

    friend bool operator==(const Weights&, const Weights&) = default;
};

}  // namespace socshift
