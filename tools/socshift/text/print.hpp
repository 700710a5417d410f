#pragma once

#include "command.hpp"
#include "socshift/publish/answer.hpp"
#include "socshift/publish/page.hpp"
#include "text/format.hpp"

#include <functional>
#include <vector>

namespace socshift::cli {

/// How an answer is written for people where an aligned table is not what they read best.
struct TextForm {
    std::function<void()> write;
    DraftMark drafts = DraftMark::said;
    std::function<void()> markdown{};  // in the place of a table
};

/// Prints @p answer in the format that was chosen; what must be said of it goes to standard error.
void print(const Answer& answer, Format format, Context& context);
void print(const Answer& answer, Format format, Context& context, const TextForm& text);

/// Says on standard error which of @p editions are drafts, for a result that is no table.
void say_drafts(const std::vector<const EditionHeader*>& editions, Context& context);

/// Prints an aligned table.
void write_for_people(const Table& table, Context& context);

/// Prints @p page, whose title is marked if it is of a draft.
void print(const Page& page, PageFormat format, Context& context);

}  // namespace socshift::cli
