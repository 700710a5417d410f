#include "socshift/report/account.hpp"

#include "socshift/numbers/decimal.hpp"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <initializer_list>
#include <set>

namespace socshift {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view schema = "socshift/convert-summary/1";

[[noreturn]] void fail(const std::string& file, const std::string& message) {
    throw FormatError({file, 0, 0}, message);
}

std::string_view kind_of(const Json& value) {
    return value.is_string()            ? "text"
           : value.is_number_unsigned() ? "a whole number"
           : value.is_number()          ? "a number that is not whole or below zero"
           : value.is_boolean()         ? "true or false"
           : value.is_array()           ? "a list"
           : value.is_object()          ? "an object"
                                        : "null";
}

/// One object of the document, whose keys are asked for one by one; finish() finds the others.
class Fields {
public:
    Fields(const std::string& file, std::string path, const Json& object)
        : file_(file), path_(std::move(path)), object_(object) {
        if (!object.is_object()) {
            wrong(path_, "an object", object);
        }
    }

    [[nodiscard]] const Json* find(const char* key) {
        known_.insert(key);
        const auto found = object_.find(key);
        return found == object_.end() ? nullptr : &*found;
    }

    [[nodiscard]] const Json& at(const char* key) {
        const auto* const value = find(key);
        if (value == nullptr) {
            fail(file_, fmt::format("key '{}' is missing", name(key)));
        }
        return *value;
    }

    void read(const char* key, std::string& out) { take(name(key), at(key), out); }
    void read(const char* key, std::uint64_t& out) { take(name(key), at(key), out); }
    void read(const char* key, bool& out) { take(name(key), at(key), out); }
    void read(const char* key, std::vector<std::string>& out) {
        each(key, at(key), [&](const std::string& path, const Json& value) {
            take(path, value, out.emplace_back());
        });
    }

    /// The same for a key that need not be there.
    template <typename Value>
    void read_any(const char* key, Value& out) {
        if (find(key) != nullptr) {
            read(key, out);
        }
    }
    void read_any(const char* key, std::optional<std::uint64_t>& out) {
        if (find(key) != nullptr) {
            read(key, out.emplace());
        }
    }

    /// The objects of a list, each for @p read; finished behind it. A list that is not there has
    /// none.
    template <typename Item, typename Read>
    void read_list(const char* key, std::vector<Item>& out, Read read_item) {
        const auto* const list = find(key);
        if (list == nullptr) {
            return;
        }
        each(key, *list, [&](const std::string& path, const Json& value) {
            Fields fields(file_, path, value);
            read_item(fields, out.emplace_back());
            fields.finish();
        });
    }

    /// The object @p key.
    [[nodiscard]] Fields object(const char* key) { return Fields(file_, name(key), at(key)); }

    [[nodiscard]] std::vector<std::string> keys() const {
        std::vector<std::string> out;
        for (const auto& [key, value] : object_.items()) {
            out.push_back(key);
        }
        return out;
    }

    /// The keys of the object @p key with their values, each for @p take_entry.
    template <typename Take>
    void read_map(const char* key, Take take_entry) {
        const auto entries = object(key);
        for (const auto& [word, value] : entries.object_.items()) {
            take_entry(word, entries.name(word), value);
        }
    }

    void take(const std::string& path, const Json& value, std::string& out) const {
        if (!value.is_string()) {
            wrong(path, "text", value);
        }
        out = value.get<std::string>();
    }
    void take(const std::string& path, const Json& value, std::uint64_t& out) const {
        if (!value.is_number_unsigned()) {
            wrong(path, "a whole number", value);
        }
        out = value.get<std::uint64_t>();
        // A cell of a table holds no more, and no file has as many rows.
        if (out > static_cast<std::uint64_t>(INT64_MAX)) {
            fail(file_, fmt::format("'{}': {} is too large a number", path, out));
        }
    }
    void take(const std::string& path, const Json& value, bool& out) const {
        if (!value.is_boolean()) {
            wrong(path, "true or false", value);
        }
        out = value.get<bool>();
    }

    /// @throws FormatError for a key that nobody asked for.
    void finish() const {
        for (const auto& [key, value] : object_.items()) {
            if (known_.count(key) == 0) {
                fail(file_,
                     fmt::format("unknown key '{}': the account is of another version", name(key)));
            }
        }
    }

private:
    [[nodiscard]] std::string name(std::string_view key) const {
        return path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
    }

    [[noreturn]] void wrong(const std::string& path, std::string_view expected,
                            const Json& found) const {
        fail(file_, fmt::format("'{}': expected {}, found {}", path, expected, kind_of(found)));
    }

    template <typename Take>
    void each(const char* key, const Json& list, Take take_item) const {
        if (!list.is_array()) {
            wrong(name(key), "a list", list);
        }
        for (std::size_t i = 0; i < list.size(); ++i) {
            take_item(fmt::format("{}[{}]", name(key), i), list[i]);
        }
    }

    const std::string& file_;
    std::string path_;
    const Json& object_;
    std::set<std::string, std::less<>> known_;
};

void read_example(Fields& fields, Account::Example& out) {
    fields.read("value", out.value);
    fields.read("line", out.line);
    fields.read_any("code", out.code);
    fields.read_any("file", out.file);
}

void read_aside(Fields& fields, Account::Aside& out) {
    fields.read("reason", out.reason);
    fields.read("text", out.text);
    fields.read("rows", out.rows);
    fields.read("values", out.values);
    fields.read("more_values", out.more_values);
    fields.read_list("examples", out.examples, read_example);
}

void read_code(Fields& fields, Account::CodeRows& out) {
    fields.read("edition", out.edition);
    fields.read("code", out.code);
    fields.read_any("title", out.title);
    fields.read_any("rows", out.rows);
}

void read_facts(Fields& fields, Account& out) {
    fields.read("file", out.file);
    fields.read("column", out.column);
    fields.read("from", out.from);
    fields.read("to", out.to);
    fields.read("route", out.route);
    fields.read("drafts", out.drafts);
    fields.read("weights", out.weights);
    fields.read("weight_notes", out.weight_notes);
    fields.read_any("sheet", out.sheet);
    fields.read_any("header_line", out.header_line);
    fields.read_any("read_as", out.read_as);
    fields.read("split_rule", out.split_rule);
    fields.read_any("title_column", out.title_column);
    fields.read_any("title_score", out.title_score);
    fields.read_any("model", out.model);
    fields.read_any("seed", out.seed);
    fields.read_any("draws", out.draws);
    fields.read_any("level", out.level);
    fields.read_any("scaled", out.scaled);
    fields.read_any("whole", out.whole);
    fields.read_any("level_column", out.level_column);
    fields.read_any("level_values", out.level_values);
    fields.read_any("methods_sha256", out.methods_sha256);
    fields.read_list("edition_files", out.edition_files, [](Fields& entry, Account::File& file) {
        entry.read("file", file.file);
        entry.read("holds", file.holds);
        entry.read("sha256", file.sha256);
    });
}

void read_rows(Fields& fields, Account& out) {
    fields.read("rows_in", out.rows_in);
    fields.read("rows_filtered", out.rows_filtered);
    fields.read("rows_carried", out.rows_carried);
    fields.read("rows_rejected", out.rows_rejected);
    fields.read("rows_kept", out.rows_kept);
    fields.read("rows_split", out.rows_split);
    fields.read("rows_out", out.rows_out);
    fields.read("rows_repaired", out.rows_repaired);
    fields.read_any("rows_in_part", out.rows_in_part);
    fields.read_any("rows_padded", out.rows_padded);
    fields.read_any("rows_settled", out.rows_settled);
    fields.read_list("repairs", out.repairs, [](Fields& entry, Account::Repair& repair) {
        entry.read("repair", repair.repair);
        entry.read("rows", repair.rows);
        entry.read("more_values", repair.more_values);
        entry.read_list("examples", repair.examples, read_example);
    });
    fields.read_map(
        "by_basis", [&](const std::string& basis, const std::string& path, const Json& value) {
            fields.take(path, value, out.by_basis.emplace_back(Account::Counted{basis, 0}).count);
        });
    fields.read_list("set_aside", out.set_aside, read_aside);
    fields.read_list("in_part", out.in_part, read_aside);
    fields.read_list("waves", out.waves, [](Fields& entry, Account::Wave& wave) {
        entry.read("wave", wave.wave);
        entry.read("rows", wave.rows);
        entry.read("carried", wave.carried);
        entry.read("by_wave", wave.by_wave);
        entry.read("ambiguous", wave.ambiguous);
        entry.read("elsewhere", wave.elsewhere);
        entry.read("elsewhere_most", wave.elsewhere_most);
        entry.read("doubtful", wave.doubtful);
    });
}

void read_codes(Fields& fields, Account& out) {
    fields.read_list("split", out.split, read_code);
    fields.read("merged", out.merged);
    fields.read_list("boundary_moved", out.boundary_moved, read_code);
    fields.read_list("could_be_no_code", out.could_be_no_code,
                     [](Fields& entry, Account::Counted& word) {
                         entry.read("word", word.name);
                         entry.read("rows", word.count);
                     });
    fields.read_list("missing_codes", out.missing_codes,
                     [](Fields& entry, Account::Counted& missing) {
                         entry.read("kind", missing.name);
                         entry.read("rows", missing.count);
                     });
    fields.read_list("unpublished", out.unpublished, read_code);
    fields.read_list("in_pairs", out.in_pairs, read_code);
    fields.read_list("in_both_forms", out.in_both_forms, read_code);
}

/// What one object says of columns: "sums_in".
void read_by_column(Fields& fields, const char* key, std::vector<Account::Sum>& sums,
                    std::string Account::Sum::*amount) {
    auto of = fields.object(key);
    for (auto& sum : sums) {
        of.read(sum.column.c_str(), sum.*amount);
    }
    of.finish();
}

void read_sums(Fields& fields, Account& out) {
    fields.read_map("sums_in",
                    [&](const std::string& column, const std::string& path, const Json& value) {
                        auto& sum = out.sums.emplace_back();
                        sum.column = column;
                        fields.take(path, value, sum.in);
                    });
    read_by_column(fields, "sums_out", out.sums, &Account::Sum::out);
    read_by_column(fields, "sums_rejected", out.sums, &Account::Sum::rejected);
    auto empty = fields.object("empty_cells");
    for (auto& sum : out.sums) {
        empty.read(sum.column.c_str(), sum.empty_cells);
    }
    empty.finish();
    auto by_basis = fields.object("sums_by_basis");
    for (const auto& basis : by_basis.keys()) {
        auto amounts = by_basis.object(basis.c_str());
        for (auto& sum : out.sums) {
            amounts.read(sum.column.c_str(),
                         sum.by_basis.emplace_back(Account::AmountOf{basis, ""}).amount);
        }
        amounts.finish();
    }
}

void read_mean(Fields& fields, Account::Mean& out) {
    fields.read("column", out.column);
    fields.read("of", out.of);
    fields.read("by_weight", out.by_weight);
    fields.read("weight_in", out.weight_in);
    fields.read("weight_out", out.weight_out);
    fields.read("weight_rejected", out.weight_rejected);
    fields.read("product_in", out.product_in);
    fields.read("product_out", out.product_out);
    fields.read("product_rejected", out.product_rejected);
    fields.read_map("weight_by_basis", [&](const std::string& basis, const std::string& path,
                                           const Json& value) {
        fields.take(path, value, out.by_basis.emplace_back(Account::AmountOf{basis, ""}).amount);
    });
    fields.read("empty_cells", out.empty_cells);
    fields.read("empty_weights", out.empty_weights);
    fields.read("empty_means", out.empty_means);
}

void read_figures(Fields& fields, Account& out) {
    if (fields.find("figures") != nullptr) {
        auto columns = fields.object("figures");
        for (const auto& column : columns.keys()) {
            columns.read_map(column.c_str(), [&](const std::string& word, const std::string& path,
                                                 const Json& value) {
                fields.take(
                    path, value,
                    out.figures.emplace_back(Account::ColumnCounted{column, word, 0}).count);
            });
        }
    }
    fields.read_list("could_be_missing", out.could_be_missing,
                     [](Fields& entry, Account::ColumnCounted& number) {
                         entry.read("column", number.column);
                         entry.read("number", number.name);
                         entry.read("cells", number.count);
                     });
    fields.read_list("missing_in_figures", out.missing_in_figures,
                     [](Fields& entry, Account::MissingIn& figure) {
                         entry.read("column", figure.column);
                         entry.read("code", figure.code);
                         entry.read("keys", figure.keys);
                         entry.read("missing", figure.missing);
                         entry.read("is_empty", figure.is_empty);
                     });
    fields.read_any("keys", out.keys);
    fields.read_any("key_groups", out.key_groups);
    fields.read_list("means", out.means, read_mean);
}

/// @throws FormatError unless @p parts are @p whole.
void expect_rows(const std::string& file, std::string_view what, std::uint64_t whole,
                 std::initializer_list<std::uint64_t> parts) {
    std::uint64_t sum = 0;
    for (const auto part : parts) {
        if (sum > UINT64_MAX - part) {
            fail(file, fmt::format("{} are too many to be counted", what));
        }
        sum += part;
    }
    if (sum != whole) {
        fail(file, fmt::format("the account does not balance: {} are {}, their parts {}", what,
                               whole, sum));
    }
}

template <typename Entry>
std::uint64_t total(const std::vector<Entry>& entries, std::uint64_t Entry::*count) {
    std::uint64_t out = 0;
    for (const auto& entry : entries) {
        out += std::min(entry.*count, UINT64_MAX - out);
    }
    return out;
}

/// @throws FormatError unless the amounts @p parts are @p whole.
void expect_amount(const std::string& file, const std::string& what, const std::string& whole,
                   const std::vector<std::string>& parts) {
    const auto read = [&](const std::string& text) {
        const auto number = Decimal::parse(text, Decimal::longest_amount);
        if (!number) {
            fail(file, fmt::format("{}: expected a number, found '{}'", what, text));
        }
        return *number;
    };
    DecimalSum all;
    all.add(read(whole));
    DecimalSum sum;
    for (const auto& part : parts) {
        sum.add(read(part));
    }
    if (!(sum == all)) {
        fail(file, fmt::format("the account does not balance: {} is {}, its parts {}", what, whole,
                               sum.text()));
    }
}

/// How many rows were set aside for @p reason.
std::uint64_t aside_for(const Account& account, std::string_view reason) {
    std::uint64_t out = 0;
    for (const auto& entry : account.set_aside) {
        out += entry.reason == reason ? std::min(entry.rows, UINT64_MAX - out) : 0;
    }
    return out;
}

/// Every row is of one wave, but those that have no edition or not the columns of the others.
void check_waves(const Account& account, const std::string& file) {
    if (account.waves.empty()) {
        return;
    }
    using Wave = Account::Wave;
    const auto& waves = account.waves;
    expect_rows(file, "rows in that no filter left out", account.rows_in - account.rows_filtered,
                {total(waves, &Wave::rows), aside_for(account, "no-edition"),
                 aside_for(account, "columns")});
    expect_rows(file, "rows carried", account.rows_carried, {total(waves, &Wave::carried)});
    for (const auto& [reason, rows] :
         {std::pair("ambiguous", &Wave::ambiguous), std::pair("elsewhere", &Wave::elsewhere)}) {
        expect_rows(file, fmt::format("rows set aside as '{}'", reason), aside_for(account, reason),
                    {total(waves, rows)});
    }
    for (const auto& wave : waves) {
        if (wave.by_wave > wave.carried || wave.carried > wave.rows ||
            wave.ambiguous > wave.rows - wave.carried ||
            wave.elsewhere > wave.rows - wave.carried - wave.ambiguous) {
            fail(file, fmt::format("the account does not balance: wave '{}' has {} rows, and of "
                                   "them more than there are",
                                   wave.wave, wave.rows));
        }
    }
}

void check(const Account& account, const std::string& file) {
    expect_rows(
        file, "rows in", account.rows_in,
        {account.rows_filtered, account.rows_carried, account.rows_rejected, account.rows_kept});
    expect_rows(
        file, "rows carried", account.rows_carried,
        {total(account.by_basis, &Account::Counted::count), account.rows_settled.value_or(0)});
    expect_rows(file, "rows not carried", account.rows_rejected + account.rows_kept,
                {total(account.set_aside, &Account::Aside::rows)});
    for (const auto& sum : account.sums) {
        expect_amount(file, fmt::format("the total of '{}'", sum.column), sum.in,
                      {sum.out, sum.rejected});
        std::vector<std::string> parts;
        for (const auto& part : sum.by_basis) {
            parts.push_back(part.amount);
        }
        expect_amount(file, fmt::format("what was carried of '{}'", sum.column), sum.out, parts);
    }
    check_waves(account, file);
    for (const auto& mean : account.means) {
        expect_amount(file, fmt::format("the weight of '{}'", mean.column), mean.weight_in,
                      {mean.weight_out, mean.weight_rejected});
        expect_amount(file, fmt::format("the total of '{}'", mean.column), mean.product_in,
                      {mean.product_out, mean.product_rejected});
    }
}

/// What the account says a second time, of what it says in detail.
void check_again(Fields& fields, const Account& account, const std::string& file) {
    std::uint64_t merged = 0;
    fields.read("targets_merged", merged);
    if (merged != account.merged.size()) {
        fail(file, fmt::format("the account does not balance: targets merged are {}, and {} are "
                               "named",
                               merged, account.merged.size()));
    }
    std::uint64_t all = 0;
    fields.read_map("by_reason",
                    [&](const std::string& reason, const std::string& path, const Json& value) {
                        std::uint64_t rows = 0;
                        fields.take(path, value, rows);
                        expect_rows(file, fmt::format("rows set aside as '{}'", reason), rows,
                                    {aside_for(account, reason)});
                        all += std::min(rows, UINT64_MAX - all);
                    });
    expect_rows(file, "rows set aside by reason", all,
                {total(account.set_aside, &Account::Aside::rows)});
}

Json parsed(std::string_view text, const std::string& file) {
    try {
        return Json::parse(text.begin(), text.end());
    } catch (const Json::parse_error& error) {
        const auto before = text.substr(0, std::min(error.byte, text.size()));
        const auto line = 1 + std::count(before.begin(), before.end(), '\n');
        throw FormatError({file, static_cast<std::uint32_t>(line), 0},
                          "expected an account as JSON, as a conversion writes it");
    }
}

}  // namespace

Account read_account(std::string_view text, const std::string& file) {
    const auto document = parsed(text, file);
    if (!document.is_object()) {
        fail(file, fmt::format("expected an account of a conversion, found {}", kind_of(document)));
    }
    Fields fields(file, "", document);
    std::string found;
    fields.read("schema", found);
    if (found != schema) {
        fail(file,
             fmt::format("expected an account of a conversion, '{}', found '{}'", schema, found));
    }
    Account out;
    read_facts(fields, out);
    read_rows(fields, out);
    read_codes(fields, out);
    read_sums(fields, out);
    read_figures(fields, out);
    // Said again in detail by others.
    for (const auto* const again : {"repaired", "by_reason", "targets_merged"}) {
        static_cast<void>(fields.at(again));
    }
    fields.finish();
    check(out, file);
    check_again(fields, out, file);
    return out;
}

}  // namespace socshift
