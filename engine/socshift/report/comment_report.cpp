#include "socshift/base/counted.hpp"
#include "socshift/publish/preview_page.hpp"
#include "socshift/publish/soc_principles.hpp"
#include "socshift/report/asked_words.hpp"
#include "socshift/report/drawings.hpp"
#include "socshift/report/preview_report.hpp"
#include "socshift/report/rule_evidence.hpp"
#include "socshift/routes/route.hpp"
#include "socshift/version.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace socshift {

namespace {

/// What the tables say of one request, built alone.
class RequestPart {
public:
    RequestPart(const Preview& preview, const std::string& id, Report& out)
        : preview_(preview),
          proposal_(preview.catalog.proposal(id)),
          page_(preview_page(preview)),
          out_(out) {
        add_request();
        add_rules();
        add_employment();
        add_drawings();
        add_comparable();
        add_extended();
    }

private:
    [[nodiscard]] const Section& section(std::string_view key) const {
        return *std::find_if(page_.sections.begin(), page_.sections.end(),
                             [&](const Section& each) { return each.key == key; });
    }

    /// A section about this request; its key is of it alone.
    Section& add(const std::string& key, const std::string& heading, Table table) {
        auto& sections = out_.page.sections;
        sections.push_back({fmt::format("{}-{}", key, proposal_.id),
                            fmt::format("{}: {}", proposal_.title, heading),
                            {},
                            std::move(table)});
        return sections.back();
    }

    void add_request() {
        auto& out = add("request", "what is asked, and by whom", supporters_table({&proposal_}));
        out.lines = asked_in_words(preview_.base(), proposal_);
        const auto& row = section("proposals").table.rows().front();
        out.lines.push_back(fmt::format("Status: {}. In the draft: {}.",
                                        std::get<std::string>(row[2].value()),
                                        std::get<std::string>(row[3].value())));
        for (const auto& finding : preview_.built.findings) {
            out.lines.push_back(finding.message);
        }
    }

    void add_rules() {
        if (!is_of_the_soc(preview_.catalog, preview_.base().header())) {
            return;
        }
        const RuleEvidence evidence(preview_, proposal_);
        Table table({{"rule"}, {"asks"}, {"evidence"}, {"judged"}});
        for (const auto& rule : soc_principles()) {
            const auto found = evidence.of_principle(rule.number);
            table.add({fmt::format("principle {}", rule.number), rule.asks, found.evidence,
                       to_string(found.judgement)});
        }
        for (const auto& rule : soc_guidelines()) {
            const auto found = evidence.of_guideline(rule.number);
            table.add({fmt::format("guideline {}", rule.number), rule.asks, found.evidence,
                       to_string(found.judgement)});
        }
        auto& out = add("rules", "the principles that it meets or strains", std::move(table));
        out.lines = {
            "The classification principles and the coding guidelines of the 2018 SOC, in our "
            "words, "
            "each with what the tables say of this request. What cannot be seen in codes, titles, "
            "links and counts is not judged here. Whether a principle is met, a committee "
            "decides."};
    }

    void add_employment() {
        const auto& codes = section("codes");
        auto& out = add("employment", "the employment that it concerns", codes.table);
        out.lines = codes.lines;
        if (codes.table.empty()) {
            out.lines = {"No code changes, so there is no employment that would move."};
        } else if (preview_.figures) {
            out.lines.emplace_back(
                "Two numbers are the least and the most that a figure can be: nobody knows how "
                "much "
                "of the code is meant.");
        }
    }

    void add_drawings() {
        if (preview_.touched.empty()) {
            return;
        }
        const auto drawings = draw(preview_.catalog, DiffQuestion{preview_.scenario.base.text(),
                                                                  preview_.scenario.id.text()});
        auto& out = add("drawings", "what becomes of the codes", Table({{"code"}}));
        out.lines = {
            "A ribbon is as thick as its share of the code before. Hatched: nobody knows the "
            "share, "
            "and nothing is assumed of it."};
        auto& extras = out_.extras[out.key];
        for (const auto& drawing : drawings) {
            extras.drawings.push_back({fmt::format("{}-{}", proposal_.id, drawing.name),
                                       drawing.heading, family_svg(drawing, SvgForm::element), "",
                                       family_svg(drawing, SvgForm::file)});
        }
    }

    void add_comparable() {
        const auto& comparable = section("comparable");
        add("comparable", "what stays comparable", comparable.table).lines = comparable.lines;
        const auto& broken = section("broken");
        auto& out = add("broken", "series that end", broken.table);
        if (broken.table.empty()) {
            out.lines = {"None."};
        }
    }

    void add_extended() {
        const auto& extended = section("extended");
        add("extended", "codes of states and other extensions under it", extended.table).lines =
            extended.lines;
    }

    const Preview& preview_;
    const Proposal& proposal_;
    Page page_;
    Report& out_;
};

void add_method(const std::vector<Preview>& previews, Report& out) {
    const auto& first = previews.front();
    Section method{"method", "How this was worked out", {}, Table({{"what"}, {"said"}})};
    method.lines = {
        "Each request is built by itself on the base, out of what was asked and nothing else; what "
        "nobody said is left open. Codes that end in 'p' are provisional: made by the rules of the "
        "classification, given by no one.",
        "Series are compared along the published tables. A series stays comparable where its code "
        "alone makes up a family with one code of the other edition; nothing is estimated.",
        "Figures are published counts, carried to the base. Of a code that moves or ends all of it "
        "counts; of one that loses a part, the share that a request states, or anything from none "
        "to all."};
    const auto add = [&](const char* what, std::string said) {
        if (!said.empty()) {
            method.table.add({what, std::move(said)});
        }
    };
    const auto& base = first.base().header();
    add("base", fmt::format("{}, {}", base.id.text(), base.title));
    add("its source", base.provenance.document);
    if (!first.counts.empty()) {
        const auto& counts = first.catalog.counts(first.counts);
        add("counts", fmt::format("{} of {}", first.counts, counts.reference));
        add("their source", counts.provenance.document);
    }
    add("scenario", first.scenario.id.text());
    add("requests from", first.scenario.provenance.document);
    add("program", fmt::format("socshift {}", version()));
    out.page.sections.push_back(std::move(method));
}

}  // namespace

Report comment_report(const Catalog& catalog, const Scenario& scenario,
                      const std::vector<std::string>& proposals, const std::string& counts) {
    const auto& ids = proposals.empty() ? scenario.proposals : proposals;
    if (ids.empty()) {
        throw Error(fmt::format("{} has no proposals", scenario.id.text()));
    }
    std::vector<Preview> previews;
    for (const auto& id : ids) {
        previews.push_back(make_preview(catalog, scenario, {{id}, counts}));
    }
    // Two that are named twice are found as make_preview() finds them.
    static_cast<void>(make_preview(catalog, scenario, {ids, counts}));
    const auto& base = previews.front().base().header();
    Report out{Page("socshift/report-comment/1",
                    fmt::format("Requests for a change of {}", base.title),
                    {&previews.front().draft().header()})};
    out.page.lines = {
        "A reading of public requests, for a comment on them. It is not a decision of anyone, and "
        "nothing of it is in force."};
    out.page.facts = {{"base", base.id},
                      {"requests", ids},
                      {"scenario", scenario.id},
                      {"valid_from", to_string(scenario.valid_from)},
                      {"counts", previews.front().counts}};
    for (std::size_t i = 0; i < ids.size(); ++i) {
        RequestPart(previews[i], ids[i], out);
    }
    add_method(previews, out);
    return out;
}

}  // namespace socshift
