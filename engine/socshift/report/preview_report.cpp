#include "socshift/report/preview_report.hpp"

#include "socshift/publish/preview_page.hpp"
#include "socshift/report/asked_words.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace socshift {

namespace {

/// "1.5" of hundredths
std::string percent_text(std::int64_t hundredths) {
    constexpr std::int64_t hundred = 100;
    auto out = fmt::format("{}.{:02}", hundredths / hundred, hundredths % hundred);
    out.erase(out.find_last_not_of('0') + 1);
    return out.back() == '.' ? out.substr(0, out.size() - 1) : out;
}

/// The rows of @p table that @p wanted lets pass, by their place.
template <typename Wanted>
Table rows_of(const Table& table, Wanted wanted) {
    Table out(table.columns());
    for (std::size_t i = 0; i < table.rows().size(); ++i) {
        if (wanted(i)) {
            out.add(table.rows()[i]);
        }
    }
    return out;
}

class Briefing {
public:
    Briefing(const Preview& preview, const std::optional<PreviewedDataFile>& data,
             std::int64_t threshold)
        : preview_(preview),
          data_(data),
          threshold_(threshold),
          page_(preview_page(preview)),
          out_{Page(
              "socshift/report-preview/1",
              fmt::format("Briefing on {}: {}", preview.scenario.id.text(), preview.scenario.title),
              {&preview.draft().header()})} {
        if (data) {
            sections_ = preview_data_sections(preview, data->file, data->found);
        }
        std::move(page_.sections.begin(), page_.sections.end(), std::back_inserter(sections_));
        out_.page.lines = page_.lines;
        out_.page.facts = page_.facts;
        add_asked();
        add_supporters();
        if (data) {
            add_series();
        } else {
            add_codes();
        }
        add_comparable();
        add_decisions();
        add_behind();
    }

    Report take() && { return std::move(out_); }

private:
    /// The section with @p key of the page that the preview is.
    [[nodiscard]] const Section& section(std::string_view key) const {
        return *std::find_if(sections_.begin(), sections_.end(),
                             [&](const Section& each) { return each.key == key; });
    }

    void add(Section section) { out_.page.sections.push_back(std::move(section)); }

    void fold(const std::string& key) { out_.extras[key].is_folded = true; }

    void add_asked() {
        Section out{"asked",
                    "What is asked",
                    {},
                    Table({{"proposal"},
                           {"asks", ColumnKind::texts},
                           {"status"},
                           {"outcome"},
                           {"makes", ColumnKind::texts},
                           {"employment", ColumnKind::interval}})};
        for (const auto& row : section("proposals").table.rows()) {
            const auto& id = std::get<std::string>(row[0].value());
            const auto& proposal = preview_.catalog.proposal(id);
            out.table.add({row[0], asked_in_words(preview_.base(), proposal), row[2], row[3],
                           row[5], row[6]});
        }
        out.lines = {
            "Employment beside a request is what it touches alone: these do not add up. Nobody has "
            "decided about a request that is \"asked\"."};
        add(std::move(out));
    }

    void add_supporters() {
        std::vector<const Proposal*> proposals;
        for (const auto& row : section("proposals").table.rows()) {
            proposals.push_back(&preview_.catalog.proposal(std::get<std::string>(row[0].value())));
        }
        add({"supporters", "Who asks", {}, supporters_table(proposals)});
    }

    [[nodiscard]] bool matters(std::size_t place) const {
        const auto greatest = data_->found.series[place].greatest();
        return !greatest || (*greatest > 0 && *greatest >= threshold_);
    }

    void add_series() {
        const auto& series = section("data_series");
        auto lines = section("data").lines;
        lines.insert(lines.end(), series.lines.begin(), series.lines.end());
        lines.push_back(fmt::format(
            "Here are series of which {} percent or more may leave, or may come, and those of "
            "which that is not known; the others stand below.",
            percent_text(threshold_)));
        const auto mattering = [&](std::size_t i) { return matters(i); };
        add({"series", "Your series for which it matters", std::move(lines),
             rows_of(series.table, mattering)});
        add({"series-below",
             "Your series below the threshold",
             {},
             rows_of(series.table, [&](std::size_t i) { return !matters(i); })});
        fold("series-below");
    }

    void add_codes() {
        auto codes = section("codes");
        std::vector<Table::Row> rows = codes.table.rows();
        const auto most = [](const Table::Row& row) {
            constexpr std::size_t employment = 4;
            const auto* const figure = std::get_if<Interval>(&row[employment].value());
            const auto* const number =
                figure == nullptr ? nullptr : std::get_if<std::int64_t>(&figure->most);
            return number == nullptr ? std::int64_t{-1} : *number;
        };
        std::stable_sort(rows.begin(), rows.end(),
                         [&](const auto& a, const auto& b) { return most(a) > most(b); });
        Table sorted(codes.table.columns());
        for (auto& row : rows) {
            sorted.add(std::move(row));
        }
        add({"codes", "Codes that do not stay as they were, by employment", codes.lines,
             std::move(sorted)});
    }

    void add_comparable() {
        auto comparable = section("comparable");
        comparable.heading = "What stays comparable";
        comparable.totals.clear();
        add(std::move(comparable));
        if (data_) {
            add(section("data_groups"));
        }
    }

    /// Codes of extensions that go to one of several, and requests that could not be built.
    void add_decisions() {
        const auto& extended = section("extended").table;
        const auto places = preview_extended();
        Section out{"decide",
                    "What must be decided about codes of states and other extensions",
                    {},
                    rows_of(extended, [&](std::size_t i) { return places[i]; })};
        if (out.table.empty()) {
            out.lines = {"Nothing: each goes with the code that it stands under, or none changes."};
        } else {
            out.lines = {
                "Under each of these the code of the base goes to several: whoever keeps the "
                "extension has to say which of them."};
        }
        add(std::move(out));
        auto findings = section("findings");
        findings.heading = "What could not be built, and why";
        add(std::move(findings));
        auto goes = section("extended");
        add({"goes",
             "Codes of extensions that go with their code",
             {},
             rows_of(goes.table, [&](std::size_t i) { return !places[i]; })});
        fold("goes");
    }

    /// Of each row about extensions, whether it needs a decision.
    [[nodiscard]] std::vector<bool> preview_extended() const {
        std::vector<bool> out;
        for (const auto& item : extended_items(preview_)) {
            out.push_back(item.needs_decision());
        }
        return out;
    }

    void add_behind() {
        const auto behind = [&](std::string_view key) {
            auto copy = section(key);
            copy.totals.clear();
            fold(copy.key);
            add(std::move(copy));
        };
        if (data_) {
            behind("data");
            out_.page.sections.back().lines.clear();
            behind("data_set_aside");
            behind("codes");
        }
        behind("groups");
        behind("broken");
        behind("notes");
    }

    const Preview& preview_;
    const std::optional<PreviewedDataFile>& data_;
    std::int64_t threshold_;
    Page page_;
    std::vector<Section> sections_;
    Report out_;
};

}  // namespace

Report preview_report(const Preview& preview, const std::optional<PreviewedDataFile>& data,
                      std::int64_t threshold) {
    return Briefing(preview, data, threshold).take();
}

}  // namespace socshift
