#pragma once

#include "socshift/previews/request_verdicts.hpp"
#include "socshift/publish/answer.hpp"
#include "socshift/publish/page.hpp"

namespace socshift {

/// socshift/verdicts/1, one row for each item that a request asks for, then one for each change
/// that nobody asked for:
///
/// proposal, verdict (of the request), item, item_verdict, code, title, group, from (codes of the
/// base), other (in what it is other than asked, "title: is …"), why. Of what nobody asked for the
/// verdict is "not asked for", item_verdict its kind, and `other` the title or group of before.
[[nodiscard]] Answer verdicts_answer(const RequestVerdicts& verdicts);

/// socshift/preview-verdicts/1: the same as a page, with how many requests fared how.
[[nodiscard]] Page verdicts_page(const RequestVerdicts& verdicts);

}  // namespace socshift
