#pragma once

#include <string>

namespace socshift {

/// Who said it, where, when, and how it came into the catalog. Texts as written in the file's
/// header; empty when the file says nothing.
struct Provenance {
    std::string publisher;  // "U.S. Bureau of Labor Statistics"
    std::string document;   // the published document, by title
    std::string date;       // the document's date as YYYY, YYYY-MM or YYYY-MM-DD
    std::string source;     // the file that was read, by name; crosswalks/SOURCES.md has checksums
    std::string made_by;    // the command or the person that wrote the file
    std::string licence;    // empty: public domain

    friend bool operator==(const Provenance&, const Provenance&) = default;
};

}  // namespace socshift
