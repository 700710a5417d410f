#include "verbs/request.hpp"

#include "choice_option.hpp"
#include "number_option.hpp"
#include "options/column_files.hpp"
#include "options/data_file.hpp"
#include "socshift/base/error.hpp"
#include "socshift/catalog/yaml.hpp"
#include "socshift/publish/json.hpp"
#include "socshift/publish/markdown.hpp"
#include "socshift/publish/title_request.hpp"
#include "socshift/publish/yaml_page.hpp"
#include "socshift/titles/decision_log.hpp"
#include "text/output.hpp"
#include "text/print.hpp"

#include <CLI/CLI.hpp>

#include <array>
#include <istream>
#include <memory>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

namespace socshift::cli {

/// How a request is written.
enum class RequestFormat { md, yaml, json };

}  // namespace socshift::cli

namespace socshift {

template <>
inline constexpr auto word_table<cli::RequestFormat> =
    std::to_array<Word<cli::RequestFormat>>({{cli::RequestFormat::md, "md"},
                                             {cli::RequestFormat::yaml, "yaml"},
                                             {cli::RequestFormat::json, "json"}});

}  // namespace socshift

namespace socshift::cli {

namespace {

struct RequestOptions {
    RequestedTitle job;
    std::string edition;
    std::string date;
    DataFileOptions data;
    std::string column;
    std::string learn;
    std::size_t most = 5;
    bool proposal = false;
    RequestFormat format = RequestFormat::md;
    OutputOptions output;
};

/// Lines that are typed at a terminal, up to an empty one.
std::vector<std::string> typed_lines(Context& context, const char* what, bool only_one) {
    std::vector<std::string> out;
    std::string line;
    do {
        context.err << what << (only_one ? ": " : " (an empty line ends): ") << std::flush;
        if (!std::getline(context.in, line) || line.empty()) {
            break;
        }
        out.push_back(line);
    } while (!only_one);
    return out;
}

/// Asks for what was not said.
void ask_for_missing(RequestedTitle& job, Context& context) {
    if (job.duties.empty()) {
        job.duties = typed_lines(context, "Duty", false);
    }
    if (job.tools.empty()) {
        job.tools = typed_lines(context, "Tool", false);
    }
    if (job.education.empty()) {
        for (auto& line : typed_lines(context, "Education, training or licence", true)) {
            job.education = std::move(line);
        }
    }
}

std::optional<TitleRows> rows_of(const RequestOptions& options, const RequestQuestion& question,
                                 Context& context) {
    if (options.data.files.empty()) {
        return std::nullopt;
    }
    auto data = options.data;
    data.files = expand_patterns(data.files);
    DataShape shape;
    set_shape(data, shape);
    read_as_text(data, shape);
    shape.column = options.column;
    InputFile input(data.files, shape, context.in);
    const auto found = rows_with_title(input.shape_of_text(shape), options.column, input.reader(),
                                       same_title(context.catalog, question));
    for (const auto& notice : input.notices()) {
        context.err << "socshift: " << notice << '\n';
    }
    return found;
}

ExitCode run_request(RequestOptions options, Context& context) {
    if (!options.date.empty()) {
        options.job.date = parse_date(options.date);
    }
    if (context.can_ask) {
        ask_for_missing(options.job, context);
    }
    RequestQuestion question{options.job, options.edition, {}, {}, options.most};
    if (!options.learn.empty()) {
        question.decisions = read_decision_log(context.catalog, options.learn);
    }
    question.data = rows_of(options, question, context);
    if (options.proposal) {
        write_output(context, options.output, write_yaml(proposal_of(context.catalog, question)));
        return ExitCode::ok;
    }
    const auto page = ask(context.catalog, question);
    std::ostringstream out;
    switch (options.format) {
        case RequestFormat::md:
            write_markdown(out, page);
            break;
        case RequestFormat::yaml:
            write_yaml(out, page);
            break;
        case RequestFormat::json:
            write_json(out, page);
            break;
    }
    write_output(context, options.output, out.str());
    return ExitCode::ok;
}

}  // namespace

Runner add_request(CLI::App& verb) {
    auto options = std::make_shared<RequestOptions>();
    verb.add_option("TITLE", options->job.title, "The job title")->required();
    verb.add_option("--duty", options->job.duties, "What is done; can be repeated")
        ->type_name("TEXT")
        ->allow_extra_args(false);
    verb.add_option("--tool", options->job.tools, "What it is done with; can be repeated")
        ->type_name("TEXT")
        ->allow_extra_args(false);
    verb.add_option("--education", options->job.education,
                    "Education, training or licence that is needed")
        ->type_name("TEXT");
    verb.add_option("--requester", options->job.requester, "Who asks")->type_name("NAME");
    verb.add_option("--date", options->date, "Day of the request")->type_name("YYYY-MM-DD");
    verb.add_option("--edition", options->edition,
                    "Codes of this edition; else of the latest that has job titles")
        ->type_name("EDITION");
    auto* const data = verb.add_option("--data", options->data.files,
                                       "Count the rows of a data file that have the title")
                           ->type_name("FILE")
                           ->allow_extra_args(false);
    auto* const column = verb.add_option("--column", options->column, "Its column of job titles")
                             ->type_name("C")
                             ->needs(data);
    data->needs(column);
    add_reading_options(verb, options->data);
    verb.add_option("--learn", options->learn, "Decisions about titles")->type_name("FILE");
    add_number(verb, "--most", options->most, std::size_t{1}, std::size_t{12},
               "How many occupations at most (5)");
    auto* const proposal =
        verb.add_flag("--proposal", options->proposal, "Write a proposal file instead");
    add_choice(verb, "--format", options->format, "md, yaml or json")
        ->type_name("FORMAT")
        ->excludes(proposal);
    add_output_options(verb, options->output);
    return [options](Context& context) { return run_request(*options, context); };
}

}  // namespace socshift::cli
