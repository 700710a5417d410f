#pragma once

// Internal: not installed. Abbreviations that titles explain: "CEO (Chief Executive Officer)".

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::detail {

/// Counts what stands for what where a title says the same twice, in parentheses and outside.
class AbbreviationPairs {
public:
    using Words = std::vector<std::string_view>;

    /// Counted is a word that is the first letters of the other side's words, or of those that are
    /// left where both sides begin and end alike ("hospice cna", "hospice certified nurse
    /// assistant"), and, of as many words on both sides, a shorter one that starts with the same
    /// letter ("tech", "technician").
    void add(const Words& one, const Words& other);

    /// The words that an abbreviation stands for: those of at least two titles that are three
    /// quarters of all that it stands for anywhere, sorted by abbreviation. No abbreviation is
    /// among the words of another.
    [[nodiscard]] std::map<std::string, std::vector<std::string>> common() const;

private:
    void add_shorter(const Words& shorter, const Words& longer);
    void add_pair(std::string_view shorter, const Words& longer);

    std::map<std::string, std::map<std::vector<std::string>, std::size_t>, std::less<>> seen_;
};

}  // namespace socshift::detail
