#pragma once

#include "command.hpp"
#include "socshift/catalog/published_figures.hpp"
#include "socshift/changes/revision_figures.hpp"
#include "text/table.hpp"

#include <vector>

namespace socshift::cli {

/// A publisher's figures about one revision beside what is counted here.
struct OfficialView {
    const Edition& before;
    const Edition& after;
    const RevisedItems& revised;
    std::vector<PublishedFigure> published;  // of this revision, at least one
};

/// As Markdown a section of docs/official-figures.md, with codes and remarks; otherwise a row for
/// each figure.
void write_official(const OfficialView& view, Format format, Context& context);

}  // namespace socshift::cli
