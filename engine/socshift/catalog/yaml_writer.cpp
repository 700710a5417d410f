#include "socshift/catalog/yaml.hpp"
#include "socshift/catalog/yaml_proposal.hpp"
#include "socshift/catalog/yaml_records.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace socshift {

namespace {

using yaml::write_provenance;
using yaml::Writer;

std::string write(EditionData data) {
    std::stable_sort(data.items.begin(), data.items.end(),
                     [](const Item& a, const Item& b) { return a.code < b.code; });
    std::stable_sort(data.notes.begin(), data.notes.end(), [](const Note& a, const Note& b) {
        return std::tie(a.item, a.relation, a.ref, a.range_end, a.phrase) <
               std::tie(b.item, b.relation, b.ref, b.range_end, b.phrase);
    });
    Writer out;
    const auto& header = data.header;
    return out.document([&] {
        out.text("edition", header.id.text());
        out.text("series", header.series);
        out.text("title", header.title);
        out.text("status", std::string{to_string(header.status)});
        if (header.kind != EditionKind::classification) {
            out.text("kind", std::string{to_string(header.kind)});
        }
        out.text("valid_from", to_string(header.validity.from));
        if (header.validity.until) {
            out.text("valid_until", to_string(*header.validity.until));
        }
        out.name_if("follows", header.follows);
        out.name_if("extends", header.extends);
        if (!header.aliases.empty()) {
            out.texts("aliases", header.aliases);
        }
        out.texts("levels", header.levels);
        out.text_if("separators", header.spelling.separators);
        if (header.spelling.letter_case != LetterCase::matters) {
            out.text("case", std::string{to_string(header.spelling.letter_case)});
        }
        if (!header.residual_words.empty()) {
            out.texts("residual_words", header.residual_words);
        }
        write_provenance(out, header.provenance);
        yaml::write(out, "items", data.items);
        if (!data.notes.empty()) {
            yaml::write(out, "notes", data.notes);
        }
    });
}

/// A link, or an end.
struct LinkLine {
    Code source;
    std::optional<Code> target;
    std::optional<Share> share;
    std::optional<Basis> basis;
    std::string remark;
};

/// By source, then target, an end last.
std::vector<LinkLine> lines_of(const CorrespondenceData& data) {
    std::map<std::pair<Code, Code>, std::string> remarks;
    for (const auto& remark : data.remarks) {
        remarks.emplace(std::pair{remark.source, remark.target}, remark.text);
    }
    std::vector<LinkLine> out;
    for (const auto& link : data.links) {
        const auto remark = remarks.find({link.source, link.target});
        out.push_back({link.source, link.target, link.share, link.basis,
                       remark == remarks.end() ? std::string{} : remark->second});
    }
    for (const auto& end : data.ends) {
        out.push_back({end.source, std::nullopt, end.share, end.basis, ""});
    }
    std::stable_sort(out.begin(), out.end(), [](const LinkLine& a, const LinkLine& b) {
        const bool a_ends = !a.target;
        const bool b_ends = !b.target;
        return std::tie(a.source, a_ends, a.target) < std::tie(b.source, b_ends, b.target);
    });
    return out;
}

std::string write(const CorrespondenceData& data) {
    Writer out;
    return out.document([&] {
        out.mapping("correspondence", true, [&] {
            out.text("source", data.source.text());
            out.text("target", data.target.text());
        });
        out.text("title", data.title);
        if (data.coverage) {
            out.text("coverage", std::string{to_string(*data.coverage)});
        }
        write_provenance(out, data.provenance);
        out.rows("links", lines_of(data), [&](const LinkLine& link) {
            out.text("source", link.source.text());
            if (link.target) {
                out.text("target", link.target->text());
            } else {
                out.word("target", "none");
            }
            if (link.share) {
                out.text("share", decimal_text(*link.share));
            }
            if (link.basis) {
                out.text("basis", std::string{to_string(*link.basis)});
            }
            out.text_if("remark", link.remark);
        });
    });
}

std::string write(Counts data) {
    std::stable_sort(data.rows.begin(), data.rows.end(),
                     [](const auto& a, const auto& b) { return a.code < b.code; });
    Writer out;
    return out.document([&] {
        out.text("counts", data.name);
        out.text("title", data.title);
        out.text("coded_in", data.coded_in.text());
        out.text("measure", data.measure);
        out.text("unit", data.unit);
        out.text("reference", data.reference);
        if (data.total) {
            out.number("total", *data.total);
        }
        if (data.margins_of) {
            out.text("margins_of", data.margins_of->text());
        }
        write_provenance(out, data.provenance);
        yaml::write(out, "rows", data.rows);
    });
}

std::string write(const Proposal& data) {
    return write_proposal(data);
}

std::string write(const Scenario& data) {
    return write_scenario(data);
}

std::string write(Rates data) {
    std::stable_sort(data.rows.begin(), data.rows.end(), [](const auto& a, const auto& b) {
        return std::tie(a.source, a.target, a.groups) < std::tie(b.source, b.target, b.groups);
    });
    Writer out;
    return out.document([&] {
        out.text("rates", data.name);
        out.text("title", data.title);
        out.mapping("between", true, [&] {
            out.text("source", data.before.text());
            out.text("target", data.after.text());
        });
        out.texts("groups", data.groups);
        write_provenance(out, data.provenance);
        yaml::write(out, "rows", data.rows);
    });
}

std::string write(TitleList data) {
    for (auto& row : data.rows) {
        std::stable_sort(row.titles.begin(), row.titles.end());
    }
    std::stable_sort(data.rows.begin(), data.rows.end(),
                     [](const auto& a, const auto& b) { return a.code < b.code; });
    Writer out;
    return out.document([&] {
        out.text("titles", data.name);
        out.text("title", data.title);
        out.text("coded_in", data.coded_in.text());
        write_provenance(out, data.provenance);
        if (data.rows.empty()) {
            out.texts("rows", {});
        }
        out.blocks("rows", data.rows, [&](const TitleList::Row& row) {
            out.text("code", row.code.text());
            out.lines("titles", row.titles);
        });
    });
}

}  // namespace

std::string write_yaml(const CatalogFile& data) {
    return std::visit([](const auto& value) { return write(value); }, data);
}

}  // namespace socshift
