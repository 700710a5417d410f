#include "socshift/report/conversion_report.hpp"

#include "socshift/base/counted.hpp"
#include "socshift/base/harmless.hpp"
#include "socshift/io/checksum.hpp"
#include "socshift/report/conversion_bounds.hpp"
#include "socshift/report/flow.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace socshift {

namespace {

/// What a basis is, in words.
std::string_view meaning(std::string_view basis) {
    constexpr std::pair<std::string_view, std::string_view> meanings[] = {
        {"only", "the code has one target: nothing is assumed"},
        {"official", "shares that a publisher printed"},
        {"census", "conversion rates of dual-coded records"},
        {"employment", "shares estimated from published employment"},
        {"user", "shares of a file of one's own"},
        {"equal", "equal parts: an assumption"},
        {"none", "no share is known"},
    };
    for (const auto& [word, text] : meanings) {
        if (word == basis) {
            return text;
        }
    }
    return "";
}

bool is_assumed(std::string_view basis) {
    return basis == "equal" || basis == "none";
}

/// "1,234 rows"
std::string rows_text(std::uint64_t rows) {
    return count_of(rows, "row", "rows");
}

std::vector<std::string> example_texts(const std::vector<Account::Example>& examples, bool more) {
    std::vector<std::string> out;
    for (const auto& example : examples) {
        out.push_back(fmt::format("'{}'{} ({}line {})", visible(example.value),
                                  example.code.empty() ? "" : " as " + example.code,
                                  example.file.empty() ? "" : example.file + " ", example.line));
    }
    if (more) {
        out.emplace_back("…");
    }
    return out;
}

Flow flow_of(const Account& account) {
    Flow out;
    out.label = fmt::format("Where the rows of {} went; the table below has the same numbers",
                            account.file);
    const auto add = [&](std::size_t layer, std::uint64_t rows, std::string name,
                         std::string mark = {}) {
        out.nodes.push_back({layer, rows, std::move(name), rows_text(rows), std::move(mark)});
        return out.nodes.size() - 1;
    };
    const auto in = add(0, account.rows_in, "rows in");
    // What comes of rows that one node has.
    struct Middle {
        std::size_t node;
        bool is_carried;
    };
    std::vector<Middle> middles;
    const auto middle = [&](std::uint64_t rows, const char* name, const char* mark,
                            bool is_carried) {
        if (rows > 0) {
            const auto node = add(1, rows, name, mark);
            out.links.push_back({in, node, rows, mark});
            middles.push_back({node, is_carried});
        }
    };
    middle(account.rows_carried, "carried", "", true);
    const auto aside = account.set_aside.empty() ? std::size_t{0} : middles.size();
    middle(account.rows_rejected, "set aside", "aside", false);
    middle(account.rows_kept, "kept without a target", "aside", false);
    // Which reasons rows were kept for, and which set aside, the account does not say.
    const bool is_one = (account.rows_rejected > 0) != (account.rows_kept > 0);
    const auto from = is_one ? std::optional(middles[aside].node) : std::nullopt;
    middle(account.rows_filtered, "left out by filters", "stay", false);
    if (account.rows_carried > 0) {
        const auto carried = middles.front().node;
        const auto to = [&](std::uint64_t rows, std::string name, const std::string& mark) {
            if (rows > 0) {
                out.links.push_back({carried, add(2, rows, std::move(name), mark), rows, mark});
            }
        };
        for (const auto& [basis, rows] : account.by_basis) {
            const auto text = meaning(basis);
            to(rows, fmt::format("{}{}{}", basis, text.empty() ? "" : ": ", text),
               is_assumed(basis) ? "assumed" : "");
        }
        to(account.rows_settled.value_or(0), "settled by the title", "");
    }
    for (const auto& entry : account.set_aside) {
        if (from) {
            out.links.push_back(
                {*from, add(2, entry.rows, entry.text, "aside"), entry.rows, "aside"});
        }
    }
    return out;
}

/// The page, section by section.
class ConversionPage {
public:
    ConversionPage(const Account& account, const ConversionFiles& files)
        : account_(account),
          out_{Page("socshift/report-convert/1", fmt::format("What became of {}", account.file),
                    {})} {
        auto& page = out_.page;
        page.lines.push_back(fmt::format("Column '{}', carried from {} to {}.", account.column,
                                         account.from, account.to));
        for (const auto& draft : account.drafts) {
            page.drafts.push_back(EditionId::parse(draft));
        }
        add_facts();
        add_rows();
        add_assumed();
        add_totals();
        add_means();
        if (files.figures) {
            add_bounds(out_, account_, *files.figures);
        }
        add_aside("aside", "What was set aside, and why", account_.set_aside);
        add_aside("in-part", "Carried in part", account_.in_part);
        add_repairs();
        add_waves();
        add_codes();
        add_cells();
        add_methods(files);
    }

    Report take() && { return std::move(out_); }

private:
    Section& section(std::string key, std::string heading, std::vector<Column> columns) {
        auto& sections = out_.page.sections;
        sections.push_back({std::move(key), std::move(heading), {}, Table(std::move(columns))});
        return sections.back();
    }

    void fact(const char* name, const std::string& text) {
        if (!text.empty()) {
            out_.page.facts.push_back({name, text});
        }
    }
    void fact(const char* name, const std::vector<std::string>& texts) {
        if (!texts.empty()) {
            out_.page.facts.push_back({name, texts});
        }
    }
    void fact(const char* name, const std::optional<std::uint64_t>& number) {
        if (number) {
            out_.page.facts.push_back({name, *number});
        }
    }

    void add_facts() {
        fact("file", account_.file);
        fact("sheet", account_.sheet);
        fact("header_line", account_.header_line);
        fact("column", account_.column);
        fact("from", account_.from);
        fact("to", account_.to);
        fact("level", account_.level);
        fact("route", account_.route);
        fact("weights", account_.weights);
        fact("codes_with_several_targets", account_.split_rule);
        fact("title_column", account_.title_column);
        fact("least_score_of_a_title", account_.title_score);
        fact("rules_of_titles", account_.model);
        fact("seed", account_.seed);
        fact("draws", account_.draws);
        fact("kept_apart_by", account_.keys);
        fact("different_combinations", account_.key_groups);
        fact("scaled", account_.scaled);
        if (!account_.scaled.empty()) {
            fact("whole_numbers_stay_whole", std::string(account_.whole ? "yes" : "no"));
        }
        fact("read_as", account_.read_as);
        std::vector<std::string> files;
        for (const auto& file : account_.edition_files) {
            files.push_back(fmt::format("{}: {}, SHA-256 {}", file.file, file.holds, file.sha256));
        }
        fact("editions_from_files", files);
    }

    void add_rows() {
        auto& rows = section("rows", "Where the rows went",
                             {{"rows"}, {"number", ColumnKind::whole}, {"of_them"}});
        const auto add = [&](const char* what, std::uint64_t number, const char* of) {
            if (number > 0 || std::string_view(what) == "rows in") {
                rows.table.add({what, number, of});
            }
        };
        add("rows in", account_.rows_in, "");
        add("carried", account_.rows_carried, "of the rows in");
        add("set aside", account_.rows_rejected, "of the rows in");
        add("kept without a target", account_.rows_kept, "of the rows in");
        add("left out by filters", account_.rows_filtered, "of the rows in");
        add("with several targets", account_.rows_split, "of the rows carried");
        add("settled by their title", account_.rows_settled.value_or(0),
            "of those with several targets");
        add("carried in part", account_.rows_in_part, "of the rows carried");
        add("recognised after repair", account_.rows_repaired, "of the rows carried");
        add("that end early", account_.rows_padded,
            "of the rows in; the cells they lack are taken as empty");
        add("rows out", account_.rows_out, "");
        const auto flow = flow_of(account_);
        out_.extras["rows"].drawings.push_back(
            {"rows", "Each ribbon is as thick as it has rows; the thinnest are drawn thicker.",
             flow_svg(flow, Room::wide, SvgForm::element),
             flow_svg(flow, Room::narrow, SvgForm::element),
             flow_svg(flow, Room::wide, SvgForm::file)});
    }

    void add_assumed() {
        auto& assumed =
            section("assumed", "What was assumed",
                    {{"basis"}, {"what_it_is"}, {"of"}, {"how_much", ColumnKind::amount}});
        const auto add = [&](const std::string& basis, const std::string& of,
                             const std::string& amount) {
            assumed.table.add({basis, meaning(basis), of, Amount{amount}});
        };
        for (const auto& [basis, rows] : account_.by_basis) {
            add(basis, "rows", std::to_string(rows));
        }
        for (const auto& sum : account_.sums) {
            for (const auto& [basis, amount] : sum.by_basis) {
                add(basis, sum.column, amount);
            }
        }
        for (const auto& mean : account_.means) {
            for (const auto& [basis, amount] : mean.by_basis) {
                add(basis, mean.by_weight.empty() ? "rows in " + mean.column : mean.by_weight,
                    amount);
            }
        }
        for (const auto& note : account_.weight_notes) {
            assumed.lines.push_back("Weights: " + note + ".");
        }
        for (const auto& wave : account_.waves) {
            if (wave.by_wave > 0) {
                assumed.lines.push_back(fmt::format(
                    "{} whose code several editions have went by the edition that the other codes "
                    "of {} show.",
                    rows_text(wave.by_wave),
                    wave.wave.empty() ? "the file" : "wave '" + wave.wave + "'"));
            }
        }
        for (const auto& number : account_.could_be_missing) {
            assumed.lines.push_back(fmt::format(
                "{} in column '{}' was added up as a number in {}, and may stand for a missing "
                "figure.",
                number.name, number.column, count_of(number.count, "cell", "cells")));
        }
    }

    void add_totals() {
        auto& totals = section("totals", "Totals: in = out + set aside",
                               {{"column"},
                                {"total_in", ColumnKind::amount},
                                {"total_out", ColumnKind::amount},
                                {"set_aside", ColumnKind::amount},
                                {"empty_cells", ColumnKind::whole}});
        for (const auto& sum : account_.sums) {
            totals.table.add({sum.column, Amount{sum.in}, Amount{sum.out}, Amount{sum.rejected},
                              sum.empty_cells});
        }
    }

    void add_means() {
        auto& means = section("means", "Means: in = out + set aside",
                              {{"mean"},
                               {"total_of"},
                               {"total_in", ColumnKind::amount},
                               {"total_out", ColumnKind::amount},
                               {"set_aside", ColumnKind::amount},
                               {"empty_cells", ColumnKind::whole}});
        for (const auto& mean : account_.means) {
            const auto weight = mean.by_weight.empty() ? "rows" : mean.by_weight;
            means.table.add({mean.column, weight, Amount{mean.weight_in}, Amount{mean.weight_out},
                             Amount{mean.weight_rejected}, mean.empty_weights});
            means.table.add(
                {mean.column,
                 mean.by_weight.empty() ? mean.of : fmt::format("{} × {}", mean.of, weight),
                 Amount{mean.product_in}, Amount{mean.product_out}, Amount{mean.product_rejected},
                 mean.empty_cells});
            if (mean.empty_means > 0) {
                means.lines.push_back(fmt::format("{} of {} have no weight but zero.",
                                                  count_of(mean.empty_means, "figure", "figures"),
                                                  mean.column));
            }
        }
    }

    void add_aside(const char* key, const char* heading,
                   const std::vector<Account::Aside>& entries) {
        auto& aside = section(key, heading,
                              {{"reason"},
                               {"what_it_is"},
                               {"rows", ColumnKind::whole},
                               {"different_cells", ColumnKind::whole},
                               {"examples", ColumnKind::texts}});
        for (const auto& entry : entries) {
            const auto more = entry.more_values || entry.values > entry.examples.size();
            aside.table.add({entry.reason, entry.text, entry.rows, entry.values,
                             example_texts(entry.examples, more)});
            if (entry.more_values) {
                aside.lines.push_back(fmt::format(
                    "Of '{}' there are more different cells than were counted.", entry.text));
            }
        }
        if (std::string_view(key) == "aside" && !account_.level_column.empty()) {
            std::string values;
            for (const auto& value : account_.level_values) {
                values += (values.empty() ? "'" : ", '") + value + "'";
            }
            aside.lines.push_back(
                fmt::format("Column '{}' tells the level of groups, which were set aside: {}.",
                            account_.level_column, values));
        }
    }

    void add_repairs() {
        auto& repairs =
            section("repaired", "Codes that were repaired",
                    {{"repair"}, {"rows", ColumnKind::whole}, {"examples", ColumnKind::texts}});
        for (const auto& entry : account_.repairs) {
            auto kind = entry.repair;
            std::replace(kind.begin(), kind.end(), '-', ' ');
            repairs.table.add({kind, entry.rows, example_texts(entry.examples, entry.more_values)});
        }
    }

    void add_waves() {
        auto& waves = section("waves", "By wave",
                              {{"wave"},
                               {"rows", ColumnKind::whole},
                               {"carried", ColumnKind::whole},
                               {"decided_by_the_wave", ColumnKind::whole},
                               {"ambiguous", ColumnKind::whole},
                               {"of_another_edition", ColumnKind::whole},
                               {"most_of_these"}});
        for (const auto& wave : account_.waves) {
            waves.table.add({wave.wave.empty() ? "all rows" : wave.wave, wave.rows, wave.carried,
                             wave.by_wave, wave.ambiguous, wave.elsewhere, wave.elsewhere_most});
            if (wave.doubtful) {
                waves.lines.push_back(fmt::format(
                    "Doubtful: so many rows of {} are of another edition that codes which both "
                    "have may be of the other as well.",
                    wave.wave.empty() ? "the file" : "wave '" + wave.wave + "'"));
            }
        }
    }

    void add_codes() {
        auto& codes =
            section("codes", "Codes to look at",
                    {{"what"}, {"edition"}, {"code"}, {"title"}, {"rows", ColumnKind::whole}});
        const auto add = [&](const char* what, const std::vector<Account::CodeRows>& entries) {
            for (const auto& entry : entries) {
                codes.table.add({what, entry.edition, entry.code, entry.title, entry.rows});
            }
        };
        add("has several targets", account_.split);
        for (const auto& code : account_.merged) {
            codes.table.add({"took in several codes", account_.to, code, "", Cell()});
        }
        add("changed only in whom it leaves out", account_.boundary_moved);
        add("not published by this publication", account_.unpublished);
        add("printed at two levels, and each figure is there twice", account_.in_pairs);
        add("as often there as the code above it, perhaps twice", account_.in_both_forms);
    }

    void add_cells() {
        auto& cells = section("cells", "Cells to look at",
                              {{"column"}, {"what"}, {"cells", ColumnKind::whole}});
        for (const auto& [column, word, count] : account_.figures) {
            cells.table.add({column, word, count});
        }
        for (const auto& [column, number, count] : account_.could_be_missing) {
            cells.table.add(
                {column, fmt::format("{}, which may stand for a missing figure", number), count});
        }
        for (const auto& figure : account_.missing_in_figures) {
            std::string keys;
            for (const auto& key : figure.keys) {
                keys += ", " + key;
            }
            cells.table.add({figure.column,
                             fmt::format("missing in the figure of {}{}{}", figure.code, keys,
                                         figure.is_empty ? ", which is empty" : ""),
                             figure.missing});
        }
        for (const auto& [word, rows] : account_.could_be_no_code) {
            cells.table.add(
                {account_.column, fmt::format("'{}', perhaps a word for no code", word), rows});
        }
        for (const auto& [kind, rows] : account_.missing_codes) {
            cells.table.add({account_.column, fmt::format("missing as '{}'", kind), rows});
        }
    }

    /// @throws FormatError unless @p methods is, byte for byte, what was written with the account.
    void check_methods(const ConversionFiles::Text& methods) const {
        if (account_.methods_sha256.empty()) {
            throw FormatError({methods.file, 0, 0},
                              "the account does not say which text is its own: expected an account "
                              "and a text that one conversion wrote together");
        }
        const auto found = sha256(methods.text);
        if (found != account_.methods_sha256) {
            throw FormatError({methods.file, 0, 0},
                              fmt::format("the text is of another conversion, or was changed: "
                                          "expected the SHA-256 {}, found {}",
                                          account_.methods_sha256, found));
        }
    }

    void add_methods(const ConversionFiles& files) {
        if (!files.methods) {
            return;
        }
        check_methods(*files.methods);
        section("methods", "For the data section of a paper", {{"text"}});
        auto& paragraphs = out_.extras["methods"].text;
        std::string_view text = files.methods->text;
        while (!text.empty()) {
            const auto end = std::min(text.find('\n'), text.size());
            if (end > 0) {
                paragraphs.emplace_back(text.substr(0, end));
            }
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }

    const Account& account_;
    Report out_;
};

}  // namespace

Report conversion_report(const Account& account, const ConversionFiles& files) {
    return ConversionPage(account, files).take();
}

}  // namespace socshift
