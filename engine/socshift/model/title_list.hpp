#pragma once

#include "socshift/base/finding.hpp"
#include "socshift/base/source_location.hpp"
#include "socshift/model/code.hpp"
#include "socshift/model/edition.hpp"
#include "socshift/model/provenance.hpp"

#include <string>
#include <vector>

namespace socshift {

/// Job titles that somebody lists under the codes of an edition: what people call what they do.
/// A title may stand under several codes. Rows are sorted and unique by code; the titles of a row
/// are sorted and unique by their bytes.
struct TitleList {
    struct Row {
        Code code;
        std::vector<std::string> titles;
        SourceLocation at;

        friend bool operator==(const Row&, const Row&) = default;
    };

    std::string name;  // "onet-alternate"
    std::string title;
    EditionId coded_in;
    Provenance provenance;
    std::vector<Row> rows;
    SourceLocation at;

    friend bool operator==(const TitleList&, const TitleList&) = default;
};

/// What is wrong in the rows alone: `duplicate-title-code`, a code with two rows,
/// `duplicate-title`, a title twice under one code, and `empty-title`, one without a letter or a
/// digit.
[[nodiscard]] Findings check(const TitleList& list);

/// The same and `title-unknown-code`: a code that @p edition does not have.
[[nodiscard]] Findings check(const TitleList& list, const Edition& edition);

}  // namespace socshift
