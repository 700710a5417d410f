#pragma once

#include "socshift/catalog/import.hpp"

#include <string_view>

namespace socshift {

/// An occupation that a list names in passing, with the title it is given there.
struct NamedInPassing {
    Code code;
    std::string title;
};

/// How a list in running text marks what is read of it.
struct StateListForm {
    std::string entry = "SOC Code:";             // before the code and title of an entry
    std::string group = "Broad Group:";          // before the title of the group it stands under
    std::string definition = "SOC Description";  // the line above an entry's definition
    std::string examples = "SOC Example";        // the line below it; so does an empty line
    std::vector<NamedInPassing> also;            // to be taken though they have no entry
};

/// Reads a list that an agency publishes as running text: the occupations of @p base with those
/// that the agency adds below them. Each entry that @p base does not have becomes an item under the
/// one that its code extends: the text before its last '.'. Of definitions only the notes are kept
/// (see notes_of()) that @p base does not have.
///
/// Survives quotation marks that a change of encoding turned into "??" and "?": a title is put
/// right before it is compared or kept (the note `damaged-title`), and how many there are is a note
/// (`damaged-quotes`).
///
/// Every title that the list gives a code of @p base, in an entry, as a group or in quotation marks
/// before the code ("Chefs and Head Cooks" (35-1011)), is held against it: `title-differs`,
/// `title-spelling`, `group-differs`. A code that neither is in @p base nor extends one is the
/// error `unknown-code`. A code named in passing is taken if @p form says so and the same line
/// gives it that title (else the error `also-not-found`), with the note `named-in-passing`; others
/// are left out with the warning `no-entry`.
/// @throws FormatError for an entry without a code, or bytes that are not UTF-8.
[[nodiscard]] Imported<EditionData> import_state_list(std::string_view text,
                                                      const std::string& file, EditionData header,
                                                      const StateListForm& form,
                                                      const Edition& base);

/// The definitions of the entries of such a list, with damaged marks put right.
/// Lines of one definition are joined by spaces; an entry without one is left out.
/// @throws FormatError for an entry without a code, or a code that is defined twice.
[[nodiscard]] Definitions state_list_definitions(std::string_view text, const std::string& file,
                                                 const StateListForm& form);

}  // namespace socshift
