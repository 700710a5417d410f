#include "options/cell_options.hpp"

#include "options/data_file.hpp"
#include "socshift/base/error.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <map>
#include <optional>

namespace socshift::cli {

namespace {

/// "dates, titles, masked, several, all"
std::string wanted_repairs() {
    std::string out;
    for (const auto& [repair, word] : word_table<Repair>) {
        out += is_on_request(repair) ? std::string{word} + ", " : "";
    }
    return out + "all";
}

std::vector<Repair> parse_repairs(const std::string& text) {
    std::vector<Repair> out;
    for (const auto& word :
         text.empty() ? std::vector<std::string>{} : split_list(text, "--repair")) {
        const auto repair = value_of<Repair>(word);
        if (word != "all" && !repair) {
            throw Error(
                fmt::format("--repair: expected some of {}, found '{}'", wanted_repairs(), word));
        }
        for (const auto& [each, name] : word_table<Repair>) {
            if (word == "all" ? is_on_request(each) : each == *repair) {
                out.push_back(each);
            }
        }
    }
    return out;
}

std::optional<char> parse_sign(const std::string& text, const std::string& option) {
    if (text.empty()) {
        return std::nullopt;
    }
    static const std::map<std::string, char> names = {
        {"point", '.'}, {"comma", ','}, {"blank", ' '}, {"apostrophe", '\''}};
    if (const auto name = names.find(text); name != names.end()) {
        return name->second;
    }
    if (text.size() != 1) {
        throw Error(fmt::format(
            "{}: expected one character, or point, comma, blank or apostrophe, found '{}'", option,
            text));
    }
    return text.front();
}

}  // namespace

void add_by_label_option(CLI::App& verb, bool& by_label) {
    verb.add_flag("--by-label", by_label,
                  "Codes are what the value labels of the column say, not its numbers");
}

void add_no_code_option(CLI::App& verb, std::string& no_code) {
    verb.add_option("--no-code", no_code,
                    "Words for no code in the column, beside NA, NULL, 0 and the like")
        ->type_name("WORD[,WORD]");
}

void add_cell_options(CLI::App& verb, CellOptions& options) {
    add_no_code_option(verb, options.no_code);
    verb.add_option("--repair", options.repair,
                    "Read codes that became dates, stand beside a title, are masked with X, or are "
                    "several in a cell: " +
                        wanted_repairs())
        ->type_name("WORD[,WORD]");
    verb.add_option("--decimal", options.decimal,
                    "The sign before decimals in columns with figures; found out if not given")
        ->type_name("CHAR");
    verb.add_option("--thousands", options.thousands,
                    "The sign between thousands in columns with figures; found out if not given")
        ->type_name("CHAR");
    verb.add_option("--missing", options.missing,
                    "Words for a figure that is missing, beside *, **, #, ~, -, NA, NULL and the "
                    "like")
        ->type_name("WORD[,WORD]");
}

std::vector<std::string> no_code_words(const std::string& text) {
    return text.empty() ? std::vector<std::string>{} : split_list(text, "--no-code");
}

void set_cells(const CellOptions& options, ConversionSpec& spec) {
    spec.no_code = no_code_words(options.no_code);
    spec.repairs = parse_repairs(options.repair);
    spec.decimal = parse_sign(options.decimal, "--decimal");
    spec.thousands = parse_sign(options.thousands, "--thousands");
    spec.missing = options.missing.empty() ? std::vector<std::string>{}
                                           : split_list(options.missing, "--missing");
}

}  // namespace socshift::cli
