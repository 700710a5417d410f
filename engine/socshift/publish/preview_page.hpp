#pragma once

#include "socshift/previews/preview.hpp"
#include "socshift/previews/preview_comparison.hpp"
#include "socshift/publish/page.hpp"

namespace socshift {

/// socshift/preview/1: what is asked, by group, by code, what stays comparable and what breaks,
/// what follows for extensions and cross references, and findings.
[[nodiscard]] Page preview_page(const Preview& preview);

/// socshift/preview-compare/2: measures of both, proposals of one only, codes that fare
/// differently. @p comparison is of these two.
[[nodiscard]] Page preview_comparison_page(const Preview& first, const Preview& second,
                                           const PreviewComparison& comparison);

}  // namespace socshift
