// Questions, as they are asked in R: each by the names that its arguments have there. What is not
// said is "".

#include "answers.hpp"
#include "columns.hpp"
#include "errors.hpp"
#include "socshift/bindings/catalogs.hpp"
#include "socshift/io/user_folders.hpp"
#include "socshift/socshift.hpp"
#include "specs.hpp"
#include "values.hpp"

#include <cpp11/as.hpp>
#include <cpp11/list.hpp>
#include <cpp11/strings.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using socshift::r::Said;
using socshift::r::Texts;
using socshift::r::texts_of;

namespace {

template <typename Question>
cpp11::list answer(const std::string& catalog, const std::vector<Said>& said,
                   const Question& question_of) {
    return socshift::r::guarded([&] {
        return socshift::r::named(said, [&] {
            const auto all = socshift::bindings::catalog_with(catalog);
            return socshift::r::list_of(ask(all, question_of(all)));
        });
    });
}

std::optional<socshift::Counts> counts_named(const socshift::Catalog& catalog,
                                             const std::string& name, const std::string& edition) {
    if (name.empty()) {
        return std::nullopt;
    }
    const auto id = catalog.resolve(edition);
    return socshift::bindings::of_argument("counts",
                                           [&] { return read_counts(catalog, name, id); });
}

socshift::Decisions decisions_of(const socshift::Catalog& catalog, const std::string& file) {
    return file.empty() ? socshift::Decisions{} : socshift::bindings::of_argument("learn", [&] {
        return read_decision_log(catalog, file);
    });
}

}  // namespace

[[cpp11::register]] cpp11::list engine_editions(std::string catalog) {
    return answer(catalog, {}, [](const auto&) { return socshift::EditionsQuestion{}; });
}

[[cpp11::register]] cpp11::list engine_show(std::string catalog, std::string code,
                                            std::string edition, std::string data_folder) {
    return answer(catalog, {{"code", {code}}, {"edition", {edition}}}, [&](const auto& all) {
        return socshift::ItemQuestion{
            edition.empty() ? code : all.resolve(edition).text() + ":" + code, false,
            socshift::DefinitionStore{data_folder}};
    });
}

[[cpp11::register]] cpp11::list engine_map(std::string catalog, std::string from, std::string to,
                                           cpp11::strings codes, std::string level,
                                           cpp11::strings via, bool explain) {
    const auto over = texts_of(via);
    return answer(catalog, {{"from", {from}}, {"to", {to}}, {"level", {level}}, {"via", over}},
                  [&](const auto&) {
                      return socshift::MapQuestion{from, to, texts_of(codes), level, over, explain};
                  });
}

[[cpp11::register]] cpp11::list engine_diff(std::string catalog, std::string before,
                                            std::string after, std::string level,
                                            cpp11::strings via, std::string group,
                                            cpp11::strings changes, std::string part) {
    const auto over = texts_of(via);
    return answer(catalog,
                  {{"before", {before}},
                   {"after", {after}},
                   {"level", {level}},
                   {"via", over},
                   {"group", {group}}},
                  [&](const auto&) {
                      socshift::DiffQuestion question{before, after, level, over, group};
                      for (const auto& word : texts_of(changes)) {
                          question.kinds.push_back(
                              socshift::r::word_of<socshift::ChangeKind>("changes", word));
                      }
                      question.part = part == "codes"    ? socshift::DiffPart::codes
                                      : part == "counts" ? socshift::DiffPart::counts
                                                         : socshift::DiffPart::changes;
                      return question;
                  });
}

[[cpp11::register]] cpp11::list engine_exclusion_changes(std::string catalog, std::string before,
                                                         std::string after, cpp11::strings via,
                                                         std::string group) {
    const auto over = texts_of(via);
    return answer(catalog,
                  {{"before", {before}}, {"after", {after}}, {"via", over}, {"group", {group}}},
                  [&](const auto&) {
                      return socshift::ExclusionChangesQuestion{before, after, over, group};
                  });
}

[[cpp11::register]] cpp11::list engine_residuals(std::string catalog, std::string before,
                                                 std::string after, cpp11::strings via,
                                                 std::string counts) {
    const auto over = texts_of(via);
    return answer(catalog,
                  {{"before", {before}}, {"after", {after}}, {"via", over}, {"counts", {counts}}},
                  [&](const auto& all) {
                      return socshift::ResidualsQuestion{before, after, over,
                                                         counts_named(all, counts, before)};
                  });
}

[[cpp11::register]] cpp11::list engine_official(std::string catalog, std::string before,
                                                std::string after, cpp11::strings via,
                                                std::string data_folder) {
    const auto over = texts_of(via);
    return answer(catalog, {{"before", {before}}, {"after", {after}}, {"via", over}},
                  [&](const auto&) {
                      return socshift::OfficialQuestion{before, after, over,
                                                        socshift::DefinitionStore{data_folder}};
                  });
}

[[cpp11::register]] cpp11::list engine_evidence(std::string catalog, std::string before,
                                                std::string after, std::string code,
                                                std::string level, cpp11::strings via,
                                                std::string data_folder) {
    const auto over = texts_of(via);
    return answer(catalog,
                  {{"before", {before}},
                   {"after", {after}},
                   {"explain", {code}},
                   {"level", {level}},
                   {"via", over}},
                  [&](const auto&) {
                      return socshift::EvidenceQuestion{
                          before, after, code, level, over, socshift::DefinitionStore{data_folder}};
                  });
}

[[cpp11::register]] cpp11::list engine_families(std::string catalog, cpp11::strings editions,
                                                std::string level, cpp11::strings via,
                                                std::string part) {
    const auto over = texts_of(via);
    const auto names = texts_of(editions);
    return answer(
        catalog, {{"editions", names}, {"level", {level}}, {"via", over}}, [&](const auto&) {
            return socshift::FamiliesQuestion{names, level, over,
                                              part == "wide"     ? socshift::FamiliesPart::families
                                              : part == "counts" ? socshift::FamiliesPart::counts
                                                                 : socshift::FamiliesPart::codes};
        });
}

[[cpp11::register]] cpp11::list engine_exclusions(std::string catalog, std::string edition,
                                                  std::string code, bool counts) {
    return answer(catalog, {{"edition", {edition}}, {"code", {code}}}, [&](const auto&) {
        return socshift::ExclusionsQuestion{edition, code, counts};
    });
}

[[cpp11::register]] cpp11::list engine_routes(std::string catalog, std::string from, std::string to,
                                              double limit, double max_steps, bool steps) {
    return answer(catalog, {{"from", {from}}, {"to", {to}}}, [&](const auto&) {
        return socshift::RoutesQuestion{
            from,
            to,
            {static_cast<std::size_t>(limit), static_cast<std::size_t>(max_steps)},
            steps};
    });
}

[[cpp11::register]] cpp11::list engine_loss(std::string catalog, std::string from, std::string over,
                                            cpp11::strings via, bool exact, std::string counts,
                                            bool totals) {
    const auto through = texts_of(via);
    return answer(catalog,
                  {{"from", {from}}, {"over", {over}}, {"via", through}, {"counts", {counts}}},
                  [&](const auto& all) {
                      return socshift::LossQuestion{
                          from, over, through, exact, counts_named(all, counts, from), totals};
                  });
}

[[cpp11::register]] cpp11::list engine_weights_list(std::string catalog, std::string from,
                                                    std::string to) {
    return answer(catalog, {{"from", {from}}, {"to", {to}}}, [&](const auto&) {
        return socshift::WeightsListQuestion{from, to};
    });
}

[[cpp11::register]] cpp11::list engine_weights(std::string catalog, std::string weights,
                                               std::string from, std::string to, bool gaps,
                                               bool normalise) {
    return answer(catalog, {{"from", {from}}, {"to", {to}}}, [&](const auto&) {
        return socshift::WeightsQuestion{socshift::bindings::weight_choice("weights", weights),
                                         from, to, gaps, normalise};
    });
}

[[cpp11::register]] cpp11::list engine_weights_compare(std::string catalog, std::string weights,
                                                       std::string compare, std::string from,
                                                       std::string to, bool normalise) {
    return answer(catalog, {{"from", {from}}, {"to", {to}}}, [&](const auto&) {
        return socshift::WeightsComparisonQuestion{
            socshift::bindings::weight_choice("weights", weights),
            socshift::bindings::weight_choice("compare", compare), from, to, normalise};
    });
}

[[cpp11::register]] cpp11::list engine_find(std::string catalog, std::string title,
                                            std::string edition, double most, bool explain,
                                            std::string learn) {
    return answer(catalog, {{"edition", {edition}}, {"title", {title}}}, [&](const auto& all) {
        return socshift::TitleQuestion{title, edition, static_cast<std::size_t>(most), explain,
                                       decisions_of(all, learn)};
    });
}

[[cpp11::register]] cpp11::list engine_find_words(std::string catalog, cpp11::strings words,
                                                  std::string edition, std::string level) {
    return answer(catalog, {{"edition", {edition}}, {"level", {level}}}, [&](const auto&) {
        return socshift::FindQuestion{texts_of(words), edition, level};
    });
}

[[cpp11::register]] cpp11::list engine_find_both(std::string catalog, std::string title,
                                                 std::string both, std::string edition,
                                                 std::string time, std::string learn) {
    return answer(
        catalog, {{"edition", {edition}}, {"title", {title}}, {"both", {both}}},
        [&](const auto& all) {
            const auto part =
                time.empty() ? std::optional<socshift::Share>{} : socshift::Share::read(time);
            if (!time.empty() && !part) {
                throw socshift::r::ArgumentError(
                    "time", "expected a part such as 0.6 or \"3/5\", found '" + time + "'");
            }
            return socshift::TwoActivitiesQuestion{title, both, edition, part,
                                                   decisions_of(all, learn)};
        });
}

[[cpp11::register]] cpp11::sexp engine_asked_by_detect(cpp11::list said, cpp11::strings names) {
    return socshift::r::guarded([&] {
        std::vector<std::uint64_t> places;
        for (const auto place : asked_columns(socshift::r::detect_request(said), texts_of(names))) {
            places.push_back(place);
        }
        return socshift::r::to_rows(places);
    });
}

/// Only columns that can be read are in @p columns.
[[cpp11::register]] cpp11::list engine_detect(std::string catalog, cpp11::list said,
                                              cpp11::strings names, cpp11::list columns,
                                              double rows, double evidence) {
    return socshift::r::guarded([&] {
        const auto request = socshift::r::detect_request(said);
        const auto all = socshift::bindings::catalog_with(catalog);
        const socshift::r::FrameColumns frame(texts_of(names), columns,
                                              static_cast<std::size_t>(rows));
        return socshift::bindings::named_columns(
            socshift::r::said_columns(said), frame.names(), [&] {
                frame.check_codes(request.column);
                const auto detection = detect_columns(request, all, frame.columns());
                auto found = detection_answer(all, detection, static_cast<std::size_t>(evidence));
                if (detection.columns.empty()) {
                    found.warnings = {
                        "no column holds codes of an edition; column looks at one all the same"};
                }
                return socshift::r::list_of(found);
            });
    });
}

/// Where definitions are kept that the user has imported; "" if nowhere.
[[cpp11::register]] std::string engine_data_folder() {
    return socshift::user_data_folder();
}

/// What to say of a word that is none of @p words.
[[cpp11::register]] std::string engine_choices(std::string word, cpp11::strings words) {
    return socshift::choices(word, texts_of(words));
}
