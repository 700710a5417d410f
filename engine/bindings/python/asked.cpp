#include "answers.hpp"
#include "arguments.hpp"
#include "catalogs.hpp"
#include "frame_keys.hpp"
#include "frames.hpp"
#include "module.hpp"
#include "socshift/io/columns.hpp"
#include "socshift/socshift.hpp"
#include "specs.hpp"

#include <fmt/core.h>

#include <cstddef>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>
#include <optional>
#include <string>
#include <vector>

// Questions, as they are asked in Python: each by the names that its arguments have there.

namespace socshift::python {

namespace {

using Texts = std::vector<std::string>;

template <typename Question>
auto answer(const OwnCatalog& own, const std::vector<Said>& said, const Question& question) {
    const nb::gil_scoped_release no_gil;
    return named(said, [&] { return ask(own.catalog, question); });
}

std::optional<Counts> counts_named(const OwnCatalog& own, const std::string& name,
                                   const std::string& edition) {
    if (name.empty()) {
        return std::nullopt;
    }
    return read_counts(own.catalog, name, own.catalog.resolve(edition));
}

Decisions decisions_of(const OwnCatalog& own, const std::string& file) {
    return file.empty() ? Decisions{} : read_decision_log(own.catalog, file);
}

SharedAnswer diff(const OwnCatalog& own, const std::string& before, const std::string& after,
                  const std::string& level, const Texts& via, const std::string& group,
                  const Texts& changes, const std::string& part) {
    auto [question, said] = said_diff(before, after, level, via, group, changes);
    question.part = part == "codes"    ? DiffPart::codes
                    : part == "counts" ? DiffPart::counts
                                       : DiffPart::changes;
    return answer(own, said, question);
}

SharedAnswer residuals(const OwnCatalog& own, const std::string& before, const std::string& after,
                       const Texts& via, const std::string& counts) {
    const std::vector<Said> said{
        {"before", {before}}, {"after", {after}}, {"via", via}, {"counts", {counts}}};
    return named(said, [&] {
        return answer(own, said,
                      ResidualsQuestion{before, after, via, counts_named(own, counts, before)});
    });
}

SharedAnswer evidence(const OwnCatalog& own, const std::string& before, const std::string& after,
                      const std::string& code, const std::string& level, const Texts& via,
                      const std::string& data_folder) {
    return answer(own,
                  {{"before", {before}},
                   {"after", {after}},
                   {"explain", {code}},
                   {"level", {level}},
                   {"via", via}},
                  EvidenceQuestion{before, after, code, level, via, DefinitionStore{data_folder}});
}

SharedAnswer families(const OwnCatalog& own, const Texts& editions, const std::string& level,
                      const Texts& via, const std::string& part) {
    if (editions.size() < 2) {
        throw ArgumentError("editions", "expected two editions or more");
    }
    const auto wanted = part == "wide"     ? FamiliesPart::families
                        : part == "counts" ? FamiliesPart::counts
                                           : FamiliesPart::codes;
    return answer(own, {{"editions", editions}, {"level", {level}}, {"via", via}},
                  FamiliesQuestion{editions, level, via, wanted});
}

SharedAnswer loss(const OwnCatalog& own, const std::string& from, const std::string& over,
                  const Texts& via, bool exact, const std::string& counts, bool totals) {
    const std::vector<Said> said{
        {"from_", {from}}, {"over", {over}}, {"via", via}, {"counts", {counts}}};
    return named(said, [&] {
        return answer(
            own, said,
            LossQuestion{from, over, via, exact, counts_named(own, counts, from), totals});
    });
}

SharedAnswer estimate(const OwnCatalog& own, const std::string& from, const std::string& to,
                      const std::string& sources, const std::string& targets) {
    const std::vector<Said> said{{"from_", {from}},
                                 {"to", {to}},
                                 {"source_counts", {sources}},
                                 {"target_counts", {targets}}};
    return named(said, [&] {
        const auto& catalog = own.catalog;
        return answer(own, said,
                      WeightsEstimateQuestion{
                          from, to, read_named_counts(catalog, sources, catalog.resolve(from)),
                          read_named_counts(catalog, targets, catalog.resolve(to))});
    });
}

SharedAnswer find(const OwnCatalog& own, const std::string& title, const std::string& edition,
                  std::size_t most, bool explain, const std::string& learn) {
    const std::vector<Said> said{{"edition", {edition}}, {"title", {title}}};
    if (!learn.empty()) {
        return answer(own, said,
                      TitleQuestion{title, edition, most, explain, decisions_of(own, learn)});
    }
    const nb::gil_scoped_release no_gil;
    return named(said, [&]() -> SharedAnswer {
        const auto id =
            edition.empty() ? usual_title_edition(own.catalog) : own.catalog.resolve(edition);
        return ask(own.catalog, *own.titles->of(own.catalog, id),
                   TitleQuestion{title, edition, most, explain});
    });
}

SharedAnswer both(const OwnCatalog& own, const std::string& first, const std::string& second,
                  const std::string& edition, const std::string& time, const std::string& learn) {
    const auto part = time.empty() ? std::optional<Share>{} : Share::read(time);
    if (!time.empty() && !part) {
        throw ArgumentError("time",
                            fmt::format("expected a part such as 0.6 or 3/5, found '{}'", time));
    }
    return answer(own, {{"edition", {edition}}, {"title", {first}}, {"both", {second}}},
                  TwoActivitiesQuestion{first, second, edition, part, decisions_of(own, learn)});
}

/// What columns of a frame are in; all of its columns, or one.
SharedAnswer detect_in_frame(const OwnCatalog& own, const arrow::Frame& frame,
                             const std::string& column, const Texts& no_code,
                             const std::vector<SaidFilter>& where, std::size_t evidence) {
    const nb::gil_scoped_release no_gil;
    DetectRequest request;
    request.file = "the data";
    request.column = column;
    request.no_code = no_code;
    request.where = filters_of(where);
    std::vector<std::size_t> places;
    for (const auto place : asked_columns(request, frame.names())) {
        if (!column.empty() || frame.is_readable(place)) {
            places.push_back(place);
        }
    }
    SaidColumns said;
    if (!column.empty()) {
        said.names.emplace_back("column", column);
    }
    for (const auto& filter : request.where) {
        said.add(filter);
        places.push_back(Columns("the data", frame.names()).place(filter.column));
    }
    FrameKeys keys(frame, said, request.where);
    const auto detection = detect_columns(request, own.catalog, keys.read(places));
    auto found = detection_answer(own.catalog, detection, evidence);
    if (detection.columns.empty()) {
        found.warnings = {"no column holds codes of an edition; column looks at one all the same"};
    }
    return found;
}

void add_changes(nb::module_& module) {
    using namespace nb::literals;
    module.def("diff", diff, "catalog"_a, "before"_a, "after"_a, "level"_a, "via"_a, "group"_a,
               "changes"_a, "part"_a);
    module.def("residuals", residuals, "catalog"_a, "before"_a, "after"_a, "via"_a, "counts"_a);
    module.def("evidence", evidence, "catalog"_a, "before"_a, "after"_a, "code"_a, "level"_a,
               "via"_a, "data_folder"_a);
    module.def(
        "exclusion_changes",
        [](const OwnCatalog& own, const std::string& before, const std::string& after,
           const Texts& via, const std::string& group) -> SharedAnswer {
            return answer(
                own, {{"before", {before}}, {"after", {after}}, {"via", via}, {"group", {group}}},
                ExclusionChangesQuestion{before, after, via, group});
        },
        "catalog"_a, "before"_a, "after"_a, "via"_a, "group"_a);
    module.def(
        "official",
        [](const OwnCatalog& own, const std::string& before, const std::string& after,
           const Texts& via, const std::string& data_folder) -> SharedAnswer {
            return answer(own, {{"before", {before}}, {"after", {after}}, {"via", via}},
                          OfficialQuestion{before, after, via, DefinitionStore{data_folder}});
        },
        "catalog"_a, "before"_a, "after"_a, "via"_a, "data_folder"_a);
    module.def("families", families, "catalog"_a, "editions"_a, "level"_a, "via"_a, "part"_a);
    module.def("loss", loss, "catalog"_a, "from_"_a, "over"_a, "via"_a, "exact"_a, "counts"_a,
               "totals"_a);
    module.def(
        "routes",
        [](const OwnCatalog& own, const std::string& from, const std::string& to, std::size_t limit,
           std::size_t max_steps, bool steps) -> SharedAnswer {
            return answer(own, {{"from_", {from}}, {"to", {to}}},
                          RoutesQuestion{from, to, {limit, max_steps}, steps});
        },
        "catalog"_a, "from_"_a, "to"_a, "limit"_a, "max_steps"_a, "steps"_a);
}

void add_editions(nb::module_& module) {
    using namespace nb::literals;
    module.def(
        "editions",
        [](const OwnCatalog& own) -> SharedAnswer { return answer(own, {}, EditionsQuestion{}); },
        "catalog"_a);
    module.def(
        "tree",
        [](const OwnCatalog& own, const std::string& edition, const std::string& code,
           const std::string& level) -> SharedAnswer {
            return answer(own, {{"edition", {edition}}, {"code", {code}}, {"level", {level}}},
                          TreeQuestion{edition, code, level});
        },
        "catalog"_a, "edition"_a, "code"_a, "level"_a);
    module.def(
        "show",
        [](const OwnCatalog& own, const std::string& code,
           const std::string& data_folder) -> SharedAnswer {
            return answer(own, {{"code", {code}}},
                          ItemQuestion{code, false, DefinitionStore{data_folder}});
        },
        "catalog"_a, "code"_a, "data_folder"_a);
    module.def(
        "exclusions",
        [](const OwnCatalog& own, const std::string& edition, const std::string& code,
           bool counts) -> SharedAnswer {
            return answer(own, {{"edition", {edition}}, {"code", {code}}},
                          ExclusionsQuestion{edition, code, counts});
        },
        "catalog"_a, "edition"_a, "code"_a, "counts"_a);
    module.def(
        "check",
        [](const OwnCatalog& own, const std::string& edition) -> SharedAnswer {
            return answer(own, {{"edition", {edition}}}, CheckQuestion{edition});
        },
        "catalog"_a, "edition"_a);
    module.def("detect", detect_in_frame, "catalog"_a, "frame"_a, "column"_a, "no_code"_a,
               "where"_a, "evidence"_a);
}

void add_weights(nb::module_& module) {
    using namespace nb::literals;
    module.def(
        "weights",
        [](const OwnCatalog& own, const std::string& name, const std::string& from,
           const std::string& to, bool gaps, bool normalise) -> SharedAnswer {
            return answer(
                own, {{"from_", {from}}, {"to", {to}}},
                WeightsQuestion{weight_choice("weights", name), from, to, gaps, normalise});
        },
        "catalog"_a, "weights"_a, "from_"_a, "to"_a, "gaps"_a, "normalise"_a);
    module.def(
        "weights_list",
        [](const OwnCatalog& own, const std::string& from, const std::string& to) -> SharedAnswer {
            return answer(own, {{"from_", {from}}, {"to", {to}}}, WeightsListQuestion{from, to});
        },
        "catalog"_a, "from_"_a, "to"_a);
    module.def(
        "weights_compare",
        [](const OwnCatalog& own, const std::string& a, const std::string& b,
           const std::string& from, const std::string& to, bool normalise) -> SharedAnswer {
            return answer(
                own, {{"from_", {from}}, {"to", {to}}},
                WeightsComparisonQuestion{weight_choice("weights", a), weight_choice("compare", b),
                                          from, to, normalise});
        },
        "catalog"_a, "weights"_a, "compare"_a, "from_"_a, "to"_a, "normalise"_a);
    module.def("weights_estimate", estimate, "catalog"_a, "from_"_a, "to"_a, "source_counts"_a,
               "target_counts"_a);
}

void add_titles(nb::module_& module) {
    using namespace nb::literals;
    module.def("find", find, "catalog"_a, "title"_a, "edition"_a, "most"_a, "explain"_a, "learn"_a);
    module.def(
        "find_words",
        [](const OwnCatalog& own, const Texts& words, const std::string& edition,
           const std::string& level) -> SharedAnswer {
            return answer(own, {{"edition", {edition}}, {"level", {level}}},
                          FindQuestion{words, edition, level});
        },
        "catalog"_a, "words"_a, "edition"_a, "level"_a);
    module.def("find_both", both, "catalog"_a, "title"_a, "both"_a, "edition"_a, "time"_a,
               "learn"_a);
}

}  // namespace

void add_questions(nb::module_& module) {
    add_editions(module);
    add_changes(module);
    add_weights(module);
    add_titles(module);
}

}  // namespace socshift::python
