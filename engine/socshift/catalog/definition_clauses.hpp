#pragma once

#include "socshift/catalog/definitions.hpp"
#include "socshift/model/edition.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// What the codes of an edition look like, so that they can be told from other text without asking
/// whether the edition has them: "11-1011" and "11-9199.51" look like "00-0000" and "00-0000.00".
class CodeShapes {
public:
    explicit CodeShapes(const std::vector<Item>& items);

    /// Length of the longest code that starts at @p at and is a word of its own; 0: none does.
    [[nodiscard]] std::size_t match(std::string_view text, std::size_t at) const;

private:
    std::set<std::string> shapes_;
};

/// What the clauses of one definition refer to.
struct DefinitionClauses {
    /// Unique and sorted, each with the place of the definition. A phrase beside a code is the
    /// title that the clause gives it, empty if it gives none; a phrase alone is what it names
    /// instead of a code.
    std::vector<Note> notes;

    /// Clauses, as printed, that refer to other items, or look like it, and gave no note.
    std::vector<std::string> not_understood;

    /// "'49-2097' (who repair musical instruments)": references that hold under a condition, which
    /// notes cannot say.
    std::vector<std::string> conditions;

    friend bool operator==(const DefinitionClauses&, const DefinitionClauses&) = default;
};

/// Finds what @p definition says of other items.
///
/// `excludes`: a sentence that starts with "Exclude" or "Excludes", with all that it lists: titles
/// with a code, a list of codes or a range of codes ("15-1211 through 15-1299") in brackets, codes
/// of groups, and words without a code. `included_in`: what "is", "are" or "should be included",
/// "classified", "reported" or "coded" "in", "with", "under" or "within" another item, and
/// sentences of the form "Include ... with ..." and "Classify ... under ...". A sentence may make
/// both: those whom it excludes "and report them with ...".
///
/// Survives marks that are missing or that a change of encoding damaged (see with_marks_back()),
/// any kind of dash in a code, and spaces after one. Nothing is dropped: each clause that names a
/// code, excludes something or speaks of inclusion elsewhere gives a note or is not understood.
/// "Not elsewhere classified" and its like refer to nothing and are neither.
[[nodiscard]] DefinitionClauses read_clauses(const Definition& definition,
                                             const CodeShapes& shapes);

/// Text with the marks back that a change of encoding turned into question marks: "??" inside a
/// word is an apostrophe, elsewhere it opens a quotation, which a "?" then closes.
[[nodiscard]] std::string with_marks_back(std::string_view text);

/// The notes of all @p definitions, sorted, with findings: `clause-not-understood` (a warning),
/// `clause-condition` (a note), and, for a definition of an item that @p edition lacks,
/// `unknown-item` (a warning).
struct NotesFound {
    std::vector<Note> notes;
    Findings findings;
};
[[nodiscard]] NotesFound notes_of(const Definitions& definitions, const EditionData& edition,
                                  const Edition* base = nullptr);

}  // namespace socshift
