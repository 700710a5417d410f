#pragma once

#include "socshift/previews/preview_data.hpp"
#include "socshift/publish/page.hpp"

#include <string>
#include <vector>

namespace socshift {

/// What a page about a data file says of where it came from.
struct PreviewedFile {
    std::string name;    // of the file, as it is shown
    std::string column;  // of codes
    std::string sum;     // the column that was added up; empty: none
    std::string from;    // the edition, or editions, that the file is coded in
    std::string route;   // from there to the base
};

/// A data file, and what a scenario does to it.
struct PreviewedDataFile {
    PreviewedFile file;
    PreviewOfData found;
};

/// The sections about a data file, for the head of a preview_page(): its codes, its rows that are
/// set aside, its groups that break, and its series by how much of each it is.
[[nodiscard]] std::vector<Section> preview_data_sections(const Preview& preview,
                                                         const PreviewedFile& file,
                                                         const PreviewOfData& found);

/// Puts them at the head of @p page, the preview_page() of @p preview, with the edition of the
/// file among its facts.
void add_data_sections(Page& page, const Preview& preview, const PreviewedDataFile& data);

}  // namespace socshift
