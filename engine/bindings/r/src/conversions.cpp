// Columns of a data frame carried to another edition.

#include "answers.hpp"
#include "columns.hpp"
#include "errors.hpp"
#include "socshift/bindings/catalogs.hpp"
#include "socshift/socshift.hpp"
#include "specs.hpp"
#include "values.hpp"

#include <algorithm>
#include <cpp11/doubles.hpp>
#include <cpp11/list.hpp>
#include <cpp11/logicals.hpp>
#include <cpp11/strings.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift::r {

namespace {

/// Which columns stand in the way of added ones: the caller's own would be gone.
void check_new(const Texts& added, const Texts& names) {
    for (const auto& name : added) {
        if (std::find(names.begin(), names.end(), name) != names.end()) {
            throw ArgumentError("prefix", "there is a column '" + name +
                                              "' already; a prefix gives the added columns other "
                                              "names");
        }
    }
}

/// The rows of a result and what they get.
class CarriedRows {
public:
    CarriedRows(const Conversion& conversion, const CarriedColumns& carried)
        : conversion_(conversion), carried_(carried) {
        for (std::size_t at = 0; at < carried.rows.size(); ++at) {
            if (draws() == 1 || rows_.empty() || rows_.back() != carried.rows[at]) {
                rows_.push_back(carried.rows[at]);
                firsts_.push_back(at);
            }
        }
    }

    /// Of each row of the result the one that it came from; one that drew several times is there
    /// once.
    [[nodiscard]] const std::vector<std::uint64_t>& rows() const noexcept { return rows_; }

    [[nodiscard]] cpp11::list added() const {
        const auto names = conversion_.added_columns();
        const auto split = conversion_.request().split;
        const auto first = places(0);
        NamedList out;
        if (conversion_.request().to_families) {
            out.add(names[0], codes(first));
            out.add(names[1], texts(first, [](const CarriedPlace& place) { return place.title; }));
            return out.list();
        }
        std::size_t name = 0;
        for (std::size_t draw = 0; draw < draws(); ++draw) {
            out.add(names[name++], codes(places(draw)));
        }
        if (split != Split::draw) {
            out.add(names[name++], shares(first));
        }
        out.add(names[name++], texts(first, [](const CarriedPlace& place) {
                    return std::string{place.by_title ? settled_by_title
                                       : place.basis  ? to_string(*place.basis)
                                                      : std::string_view{}};
                }));
        if (split == Split::best || split == Split::draw) {
            out.add(names[name++], candidates(first));
        } else if (split == Split::title) {
            out.add(names[name++], title_scores());
        }
        return out.list();
    }

    /// Figures that were divided; as texts where @p frame has texts. NA: the cell of the data
    /// stays.
    [[nodiscard]] cpp11::list scaled(const FrameColumns& frame) const {
        NamedList out;
        for (const auto& column : carried_.scaled) {
            const std::vector<std::string_view> figures(column.figures.begin(),
                                                        column.figures.end());
            out.add(column.name, frame.is_number(column.name) ? numbers_or_none(figures)
                                                              : texts_or_none(figures));
        }
        return out.list();
    }

private:
    using Places = std::vector<std::uint32_t>;

    [[nodiscard]] std::size_t draws() const {
        const auto& request = conversion_.request();
        return request.split == Split::draw ? request.draws.value_or(1) : 1;
    }

    /// Places in the list of those of each row of the result, at its @p draw.
    [[nodiscard]] Places places(std::size_t draw) const {
        Places out;
        out.reserve(firsts_.size());
        for (std::size_t i = 0; i < firsts_.size(); ++i) {
            const auto end = i + 1 < firsts_.size() ? firsts_[i + 1] : carried_.rows.size();
            const auto at = firsts_[i] + draw;
            out.push_back(carried_.places[at < end ? at : firsts_[i]]);
        }
        return out;
    }

    template <typename TextOf>
    [[nodiscard]] cpp11::sexp texts(const Places& places, const TextOf& text_of) const {
        Texts values;
        for (const auto& place : carried_.place_list) {
            values.push_back(text_of(place));
        }
        return coded_texts(values, {places.begin(), places.end()});
    }

    [[nodiscard]] cpp11::sexp codes(const Places& places) const {
        return texts(places, [](const CarriedPlace& place) {
            return place.target ? place.target->text() : std::string{};
        });
    }

    [[nodiscard]] cpp11::sexp shares(const Places& places) const {
        if (conversion_.request().shares == ShareForm::fraction) {
            return texts(places, [](const CarriedPlace& place) {
                return place.share ? place.share->text() : std::string{};
            });
        }
        std::vector<std::optional<double>> known;
        for (const auto& place : carried_.place_list) {
            known.push_back(place.share ? std::optional{place.share->to_double()} : std::nullopt);
        }
        std::vector<std::optional<double>> values;
        values.reserve(places.size());
        for (const auto place : places) {
            values.push_back(known[place]);
        }
        return to_reals(values);
    }

    [[nodiscard]] cpp11::sexp candidates(const Places& places) const {
        std::vector<std::optional<std::int64_t>> values;
        for (const auto place : places) {
            const auto count = carried_.place_list[place].candidates;
            values.push_back(count > 0 ? std::optional{static_cast<std::int64_t>(count)}
                                       : std::nullopt);
        }
        return to_wholes(values);
    }

    [[nodiscard]] cpp11::sexp title_scores() const {
        constexpr double thousand = 1000;
        std::vector<std::optional<double>> values;
        for (const auto score : carried_.title_scores) {
            values.push_back(score > 0 ? std::optional{score / thousand} : std::nullopt);
        }
        return to_reals(values);
    }

    const Conversion& conversion_;
    const CarriedColumns& carried_;
    std::vector<std::uint64_t> rows_;
    std::vector<std::size_t> firsts_;  // of each, its first entry in `carried_`
};

/// Of parts of rows that were set aside their figures, by the names of columns; NA: the cell of the
/// data stays. Nothing where no row was set aside in part.
cpp11::list figures_aside(const RowsAside& aside, const std::vector<ScaledColumn>& scaled,
                          const FrameColumns& frame) {
    NamedList out;
    for (std::size_t i = 0; i < scaled.size() && !aside.figures.empty(); ++i) {
        std::vector<std::string_view> figures(aside.rows.size());
        for (const auto& [at, part] : aside.figures) {
            figures[at] = part[i];
        }
        out.add(scaled[i].name, frame.is_number(scaled[i].name) ? numbers_or_none(figures)
                                                                : texts_or_none(figures));
    }
    return out.list();
}

/// Rows that were set aside, or of which a part was, and why.
cpp11::list aside_of(const RowsAside& aside, cpp11::list figures) {
    std::vector<std::string_view> reasons;
    std::vector<std::optional<bool>> in_part;
    for (const auto why : aside.why) {
        reasons.emplace_back(aside.reasons[why].text);
        in_part.emplace_back(aside.reasons[why].in_part);
    }
    NamedList out;
    out.add("rows", to_rows(aside.rows));
    out.add("reason", texts_or_none(reasons));
    out.add("in_part", to_flags(in_part));
    out.add("figures", static_cast<SEXP>(figures));
    return out.list();
}

void add_account(NamedList& out, const Catalog& catalog, const std::string& folder,
                 const Conversion& conversion, const ConvertSummary& account) {
    auto facts = facts_of(conversion);
    facts.filters = "where";
    facts.methods = methods_text(catalog, conversion, account, facts, catalog_identity(folder));
    out.add("summary", list_of_json(summary_json(account, facts)));
    out.add("methods", to_texts({facts.methods}));
    out.add("notices", to_texts(conversion.weight_notes()));
    out.add("drafts", to_texts(names_of(conversion.drafts())));
    if (!account.waves.empty()) {
        out.add("waves", static_cast<SEXP>(list_of(wave_answer(catalog, conversion, account))));
    }
}

/// @p has_more: there are columns that can be read and are not in @p frame. Where one of them may
/// say the level of each row, "wants_all" is the answer.
cpp11::list converted(const std::string& folder, const ConversionSpec& spec,
                      const FrameColumns& frame, bool has_more) {
    const auto catalog = bindings::catalog_with(folder);
    frame.check_codes(spec.column);
    const auto& columns = frame.columns();
    const Conversion conversion(catalog, spec,
                                needs_first_reading(spec) ? found_editions(catalog, spec, columns)
                                                          : named_editions(catalog, spec));
    NamedList all_wanted;
    all_wanted.add("wants_all", to_flags({true}));
    NamedList out;
    if (spec.adds_up()) {
        SummedColumns summed;
        try {
            summed = conversion.add_up(columns);
        } catch (const MixedLevels& error) {
            if (error.no_column() && has_more) {
                return all_wanted.list();
            }
            throw;
        }
        if (has_more && may_have_level_column(summed.account)) {
            return all_wanted.list();
        }
        out.add("figures", static_cast<SEXP>(list_of(figures_answer(catalog, conversion, summed))));
        out.add("aside", static_cast<SEXP>(aside_of(summed.set_aside, NamedList{}.list())));
        add_account(out, catalog, folder, conversion, summed.account);
        return out.list();
    }
    check_new(conversion.added_columns(), frame.names());
    const auto carried = conversion.carry(columns);
    if (has_more && may_have_level_column(carried.account)) {
        return all_wanted.list();
    }
    const CarriedRows rows(conversion, carried);
    out.add("rows", to_rows(rows.rows()));
    out.add("added", static_cast<SEXP>(rows.added()));
    out.add("scaled", static_cast<SEXP>(rows.scaled(frame)));
    out.add("aside",
            static_cast<SEXP>(aside_of(carried.set_aside,
                                       figures_aside(carried.set_aside, carried.scaled, frame))));
    add_account(out, catalog, folder, conversion, carried.account);
    return out.list();
}

/// Titles that were given codes: rows with one, or kept without, and those set aside.
class AssignedRows {
public:
    AssignedRows(const Assignment& assignment, const AssignedColumns& assigned)
        : assignment_(assignment) {
        const bool keeps = assignment.spec().on_unknown == OnUnknown::keep;
        for (std::size_t i = 0; i < assigned.rows.size(); ++i) {
            const auto& title = assigned.titles[i];
            if (title.item != nullptr || keeps) {
                rows_.push_back(assigned.rows[i]);
                titles_.push_back(&title);
            } else {
                rows_aside_.push_back(assigned.rows[i]);
                reasons_.emplace_back(title.detail);
            }
        }
    }

    void add_to(NamedList& out) const {
        out.add("rows", to_rows(rows_));
        out.add("added", static_cast<SEXP>(added()));
        out.add("scaled", static_cast<SEXP>(NamedList{}.list()));
        NamedList aside;
        aside.add("rows", to_rows(rows_aside_));
        aside.add("reason", texts_or_none(reasons_));
        out.add("aside", static_cast<SEXP>(aside.list()));
    }

private:
    [[nodiscard]] cpp11::list added() const {
        const auto names = assignment_.added_columns();
        NamedList out;
        const auto add = [&](std::size_t at, auto text_of) {
            std::vector<std::string_view> values;
            for (const auto* const title : titles_) {
                values.push_back(title->item == nullptr ? std::string_view{} : text_of(*title));
            }
            out.add(names[at], texts_or_none(values));
        };
        add(0,
            [](const AssignedTitle& title) -> std::string_view { return title.item->code.text(); });
        add(1, [](const AssignedTitle& title) -> std::string_view { return title.item->title; });
        out.add(names[2], scores());
        add(3, [](const AssignedTitle& title) { return to_string(title.kind); });
        add(4, [](const AssignedTitle& title) { return title.matched_title; });
        add(5, [](const AssignedTitle& title) { return title.source; });
        add(6, [](const AssignedTitle& title) {
            return title.runner_up == nullptr ? std::string_view{}
                                              : std::string_view{title.runner_up->code.text()};
        });
        out.add(names[7], candidates());
        return out.list();
    }

    [[nodiscard]] cpp11::sexp scores() const {
        constexpr double thousand = 1000;
        std::vector<std::optional<double>> values;
        for (const auto* const title : titles_) {
            values.push_back(title->item == nullptr ? std::nullopt
                                                    : std::optional{title->score / thousand});
        }
        return to_reals(values);
    }

    /// Codes with a bar between, as in a file.
    [[nodiscard]] cpp11::sexp candidates() const {
        Texts texts;
        for (const auto* const title : titles_) {
            auto& text = texts.emplace_back();
            for (const auto* const item : title->candidates) {
                text += (text.empty() ? "" : "|") + item->code.text();
            }
        }
        return texts_or_none({texts.begin(), texts.end()});
    }

    const Assignment& assignment_;
    std::vector<std::uint64_t> rows_;
    std::vector<const AssignedTitle*> titles_;  // of each
    std::vector<std::uint64_t> rows_aside_;
    std::vector<std::string_view> reasons_;  // of each
};

cpp11::list assigned(const std::string& folder, AssignSpec spec, const std::string& learn,
                     const FrameColumns& frame) {
    const auto catalog = bindings::catalog_with(folder);
    if (!learn.empty()) {
        spec.decisions =
            bindings::of_argument("learn", [&] { return read_decision_log(catalog, learn); });
    }
    const Assignment assignment(catalog, std::move(spec));
    check_new(assignment.added_columns(), frame.names());
    frame.check_codes(assignment.spec().with_code);
    const auto titles = assignment.assign(frame.columns());
    NamedList out;
    AssignedRows(assignment, titles).add_to(out);
    AssignFacts facts;
    facts.file = "the data";
    facts.filters = "where";
    facts.catalog = catalog_identity(folder);
    facts.decisions = learn;
    out.add("summary", list_of_json(summary_json(titles.account, assignment, facts)));
    out.add("methods", to_texts({}));
    out.add("notices", to_texts({}));
    out.add("drafts", to_texts(names_of(assignment.drafts())));
    return out.list();
}

cpp11::sexp to_places(const std::vector<std::size_t>& places) {
    return to_rows({places.begin(), places.end()});
}

}  // namespace

}  // namespace socshift::r

/// Places, from 1, of the columns that the arguments of soc_convert() ask for, of columns that can
/// be read or not, and have texts or not.
[[cpp11::register]] cpp11::sexp engine_asked_by_convert(cpp11::list said, cpp11::strings names,
                                                        cpp11::logicals readable,
                                                        cpp11::logicals texts) {
    return socshift::r::guarded([&] {
        std::vector<socshift::OfferedColumn> offered;
        for (auto& name : socshift::r::texts_of(names)) {
            const auto at = static_cast<R_xlen_t>(offered.size());
            offered.push_back({std::move(name), readable[at] == TRUE, texts[at] == TRUE});
        }
        return socshift::r::to_places(asked_columns(socshift::r::conversion_spec(said), offered));
    });
}

[[cpp11::register]] cpp11::sexp engine_asked_by_assign(cpp11::list said, cpp11::strings names) {
    return socshift::r::guarded([&] {
        return socshift::r::to_places(
            asked_columns(socshift::r::assign_spec(said), socshift::r::texts_of(names)));
    });
}

/// What soc_convert() makes its result of.
[[cpp11::register]] cpp11::list engine_convert(std::string catalog, cpp11::list said,
                                               cpp11::strings names, cpp11::list columns,
                                               double rows, bool has_more) {
    namespace r = socshift::r;
    return r::guarded([&] {
        const auto spec = r::conversion_spec(said);
        const r::FrameColumns frame(r::texts_of(names), columns, static_cast<std::size_t>(rows));
        return r::named(r::said_names(spec), [&] {
            return socshift::bindings::named_columns(r::said_columns(said), frame.names(), [&] {
                return r::converted(catalog, spec, frame, has_more);
            });
        });
    });
}

/// What soc_assign() makes its result of.
[[cpp11::register]] cpp11::list engine_assign(std::string catalog, cpp11::list said,
                                              std::string learn, cpp11::strings names,
                                              cpp11::list columns, double rows) {
    namespace r = socshift::r;
    return r::guarded([&] {
        const auto spec = r::assign_spec(said);
        const r::FrameColumns frame(r::texts_of(names), columns, static_cast<std::size_t>(rows));
        return r::named(r::said_names(spec), [&] {
            return socshift::bindings::named_columns(r::said_columns(said), frame.names(), [&] {
                return r::assigned(catalog, spec, learn, frame);
            });
        });
    });
}

/// The numbers that texts are, as the engine reads them; NA for what is none.
[[cpp11::register]] cpp11::sexp engine_numbers(cpp11::strings texts) {
    const auto all = socshift::r::texts_of(texts);
    return socshift::r::numbers_or_none({all.begin(), all.end()});
}

/// The shortest decimals that read as numbers, as the engine has them of a column; "" for NA.
[[cpp11::register]] cpp11::sexp engine_texts(cpp11::doubles numbers) {
    return socshift::r::to_texts(socshift::r::shortest_texts(numbers));
}

/// ".a" of each NA that has the tag "a", as Stata has them and the package haven; else "".
[[cpp11::register]] cpp11::sexp engine_missing_tags(cpp11::doubles numbers) {
    return socshift::r::to_texts(socshift::r::missing_tags(numbers));
}
