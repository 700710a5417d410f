// Weights as YAML or as a table. What check() lets pass makes shares that sum to one in each group,
// and a written file is read again as it was.
#include "socshift/catalog/weights_file.hpp"

#include "fuzz.hpp"
#include "socshift/base/error.hpp"
#include "socshift/io/table_file.hpp"
#include "socshift/weights/user_weights.hpp"
#include "socshift/weights/weights.hpp"
#include "support/conversion.hpp"

#include <optional>

namespace {

using namespace socshift;
using fuzz::demand;

std::optional<Weights> read(const std::string& text, bool yaml) {
    try {
        return yaml ? read_weights_yaml(text, "fuzz")
                    : read_weights_table(read_table(text, "fuzz"));
    } catch (const FormatError&) {
        return std::nullopt;
    }
}

void check_group(const Weights& weights, const Correspondence& table,
                 const std::vector<std::string>& group) {
    const auto made = user_weights(weights, "fuzz", table, group);
    for (const auto& source : made.table.sources) {
        ShareSum sum;
        for (const auto& cell : source.cells) {
            sum.add(cell.share);
        }
        demand(sum.is_one());
    }
    const auto weighted = with_weights(table, {&made.table});
    for (const auto& link : weighted.links()) {
        demand(link.share || table.links_from(link.source).size() == 1 ||
               made.table.find(link.source) == nullptr);
    }
}

void check_written(Weights weights) {
    if (!weights.source || !weights.target) {
        weights.source = EditionId::parse("old");
        weights.target = EditionId::parse("new");
    }
    const auto written = write_weights(weights);
    demand(write_weights(read_weights_yaml(written, "written")) == written);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input{data, size};
    fuzz::Choices how{input.byte()};
    const bool yaml = how.yes();
    const auto weights = read(input.rest(), yaml);
    if (!weights) {
        return 0;
    }
    const auto& catalog = test::small_catalog();
    const auto old = EditionId::parse("old");
    const auto fresh = EditionId::parse("new");
    const auto& table = *catalog.correspondence(old, fresh);
    const bool normalise = how.yes();
    if (!has_errors(
            check(*weights, table, catalog.edition(old), catalog.edition(fresh), normalise))) {
        for (const auto& group : groups_of(*weights)) {
            check_group(*weights, table, group);
        }
    }
    if (yaml) {
        check_written(*weights);
    }
    return 0;
}
