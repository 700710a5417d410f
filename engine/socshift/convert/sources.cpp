#include "socshift/convert/sources.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace socshift {

ConvertSources::ConvertSources(std::vector<ConvertSource> sources,
                               std::vector<SourceChoice> choices)
    : sources_(std::move(sources)), choices_(std::move(choices)) {
    const bool one_target =
        std::all_of(sources_.begin(), sources_.end(), [&](const ConvertSource& source) {
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
            [&](const ConvertSource& other) { return &other.plan->source() == &edition(source); });
        first_of_edition_.push_back(static_cast<std::size_t>(same - sources_.begin()));
        first_.push_back(source_of_.size());
        source_of_.insert(source_of_.end(), edition(source).items().size(), source);
    }
}

}  // namespace socshift
