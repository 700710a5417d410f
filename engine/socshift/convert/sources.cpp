#include "socshift/convert/sources.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

namespace socshift {

CodedEditions::CodedEditions(std::vector<CodedEdition> sources, std::vector<SourceChoice> choices)
    : sources_(std::move(sources)), choices_(std::move(choices)) {
    const bool one_target =
        std::all_of(sources_.begin(), sources_.end(), [&](const CodedEdition& source) {
            return &source.plan->target() == &sources_.front().plan->target();
        });
    if (sources_.empty() || !one_target) {
        throw std::invalid_argument("sources of a conversion: one or more, with one target");
    }
    if (choices_.empty()) {
        for (std::size_t source = 0; source < sources_.size(); ++source) {
            choices_.push_back({{source}, {}});
        }
    }
    for (const auto& choice : choices_) {
        if (choice.sources.empty() ||
            std::any_of(choice.sources.begin(), choice.sources.end(),
                        [&](std::size_t source) { return source >= sources_.size(); })) {
            throw std::invalid_argument("a choice of sources: one or more of those there are");
        }
    }
    for (std::size_t source = 0; source < sources_.size(); ++source) {
        const auto same = std::find_if(
            sources_.begin(), sources_.end(),
            [&](const CodedEdition& other) { return &other.plan->source() == &edition(source); });
        first_of_edition_.push_back(static_cast<std::size_t>(same - sources_.begin()));
        first_.push_back(source_of_.size());
        source_of_.insert(source_of_.end(), sources_[source].plan->size(), source);
    }
}

std::optional<std::size_t> CodedEditions::index_of_set(
    std::size_t source, const std::vector<const Item*>& leaves) const {
    const auto& sets = sources_[source].plan->sets();
    const auto found = std::find(sets.begin(), sets.end(), leaves);
    return found == sets.end() ? std::nullopt
                               : std::optional{first_[source] + edition(source).items().size() +
                                               static_cast<std::size_t>(found - sets.begin())};
}

CodeRef CodedEditions::code(std::size_t item) const {
    const auto source = source_of(item);
    const auto& items = edition(source).items();
    const auto at = item - first_[source];
    if (at < items.size()) {
        return {edition(source).id(), items[at].code};
    }
    std::string text;
    for (const auto* const leaf : sources_[source].plan->sets()[at - items.size()]) {
        text += (text.empty() ? "" : "|") + leaf->code.text();
    }
    return {edition(source).id(), Code::parse(text)};
}

}  // namespace socshift
