#include "support/naive_delimited.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <cmath>

namespace socshift::test {

std::vector<std::vector<std::string>> naive_cells(const std::string& text, char delimiter) {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row{""};
    bool quoted = false;
    bool at_start = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
            row.back() += text[++i];
        } else if (c == '"' && (quoted || at_start)) {
            quoted = !quoted;
            at_start = false;
        } else if (!quoted && c == delimiter) {
            row.emplace_back();
            at_start = true;
        } else if (!quoted && (c == '\n' || text.substr(i, 2) == "\r\n")) {
            i += c == '\r' ? 1 : 0;
            rows.push_back(row);
            row = {""};
            at_start = true;
        } else {
            row.back() += c;
            at_start = false;
        }
    }
    if (!text.empty() && text.back() != '\n') {
        rows.push_back(row);
    }
    return rows;
}

std::string naive_sum(const std::vector<std::pair<std::string, std::string>>& amounts_and_shares) {
    using boost::multiprecision::cpp_int;
    using boost::multiprecision::cpp_rational;
    cpp_rational sum;
    for (const auto& [amount, share] : amounts_and_shares) {
        cpp_int digits = 0;
        cpp_int scale = 1;
        bool behind_point = false;
        for (const char c : amount) {
            if (c == '.') {
                behind_point = true;
            } else if (c != '-') {
                digits = digits * 10 + (c - '0');
                scale *= behind_point ? 10 : 1;
            }
        }
        sum += cpp_rational{amount.front() == '-' ? cpp_int{-digits} : digits, scale} *
               cpp_rational{share};
    }
    return sum.str();
}

double naive_distance(const std::string& a, const std::string& b, unsigned decimals) {
    using boost::multiprecision::cpp_rational;
    const cpp_rational distance = cpp_rational{a} - cpp_rational{b};
    return std::abs(distance.convert_to<double>()) * std::pow(10.0, decimals);
}

}  // namespace socshift::test
