#pragma once

#include "arrow/node.hpp"
#include "socshift/publish/answer.hpp"
#include "socshift/publish/page.hpp"

#include <memory>
#include <nanobind/nanobind.h>

namespace socshift::python {

namespace nb = nanobind;

/// An answer in Python: a value that no one changes.
struct SharedAnswer {
    std::shared_ptr<const Answer> answer;

    SharedAnswer(Answer of) : answer(std::make_shared<const Answer>(std::move(of))) {}
};

/// A column for each of the table, of an interval two. Shares, measures and amounts are doubles,
/// the nearest to them.
[[nodiscard]] arrow::Node table_of(const Table& table);

}  // namespace socshift::python
