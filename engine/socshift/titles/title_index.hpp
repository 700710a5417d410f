#pragma once

#include "socshift/model/code.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

namespace detail {
struct TitlePack;  // internal
}

/// A title under a code, to make an index of.
struct ListedTitle {
    Code code;
    std::string_view title;
    std::uint32_t source = 0;   // a number of the caller's: which list it is of
    std::uint32_t weight = 12;  // of its evidence, in twelfths of a title; at least 1
    bool is_own = false;        // the title that the code itself has
    bool is_residual = false;   // the code, by this or any other of its titles, is for the rest
};

/// A code that a job title can mean.
struct TitleMatch {
    Code code;
    /// Thousandths: how much of all that speaks for any code speaks for this one, by the model. It
    /// orders answers; how often answers of a score are right differs from one population to
    /// another.
    std::uint32_t score = 0;
    std::string_view title;    // of the index, under this code: the nearest; lives as long as it
    std::uint32_t source = 0;  // ListedTitle::source of it
    bool exact = false;        // the title, word by word as it is read, is under this code

    friend bool operator==(const TitleMatch&, const TitleMatch&) = default;
};

/// A word that no title of the index has, and the one it was read as.
struct ReadWord {
    std::string word;
    std::string read_as;

    friend bool operator==(const ReadWord&, const ReadWord&) = default;
};

/// What an index has for one job title.
struct TitleAnswer {
    std::vector<TitleMatch> matches;  // best first; none: no title has a word like its words
    std::size_t exact = 0;            // codes that have this very title; of several it is ambiguous
    std::vector<std::uint32_t> exact_places;  // of these: places in TitleIndex::codes(), sorted
    std::vector<std::uint32_t> part_places;   // of a title of several, with slashes, that is not
                                              // listed: where its parts stand
    std::vector<ReadWord> read;               // typing errors that were put right, in order
};

/// What is known of a job beside its title.
struct TitleContext {
    /// Another title of it. What this says for a code, in bits, is halved and added; a code that
    /// has nothing in common with the first title is no answer all the same. Empty: none.
    std::string_view second = {};
    /// Only these codes can be meant: places in TitleIndex::codes(), sorted. Null: all.
    const std::vector<std::uint32_t>* among = nullptr;
};

/// What a part of a title says for a code.
struct TitleEvidence {
    enum class Kind : std::uint8_t {
        word,
        last_word,
        pair,
        letters,
        nearest,
        exact,
        own,
        residual,
        size
    };
    Kind kind = Kind::word;
    std::string text;         // "nurse", "register nurse", "^nur"; the title of `nearest`
    std::int64_t weight = 0;  // thousandths of a bit
};

/// Job titles of one edition, ranked: sparse naive Bayes over the words, pairs of words and groups
/// of three and four letters of titles, to which the nearest title of a code and an exact title
/// add. docs/methods.md, "From a job title to a code", has the formula. Whole numbers throughout:
/// the same answer on any machine, in any number of threads.
///
///     const auto index = TitleIndex::make({{code, "Registered Nurse"}, ...});
///     TitleSearch search(index);
///     const auto answer = search.find("RN, ICU");
///
/// An immutable value; copies share what was worked out. Safe to use from several threads at once.
class TitleIndex {
public:
    /// The order of @p titles decides nothing but which of equally near titles is named: the first.
    /// @throws Error for titles of more than 65,535 codes.
    static TitleIndex make(const std::vector<ListedTitle>& titles);

    /// Different codes, sorted.
    [[nodiscard]] const std::vector<Code>& codes() const noexcept;

    /// Features and postings: what it is made of.
    [[nodiscard]] std::size_t features() const noexcept;
    [[nodiscard]] std::size_t postings() const noexcept;

private:
    friend class TitleSearch;
    friend struct detail::TitlePack;
    class Body;
    explicit TitleIndex(std::shared_ptr<const Body> body) : body_(std::move(body)) {}
    std::shared_ptr<const Body> body_;
};

/// Asks an index; keeps its memory between titles, so one is for many. Each thread has its own.
class TitleSearch {
public:
    explicit TitleSearch(TitleIndex index);
    ~TitleSearch();
    TitleSearch(TitleSearch&& other) noexcept;
    TitleSearch& operator=(TitleSearch&& other) noexcept;

    /// The best codes for @p title, at most @p most. Of a title the first most_title_bytes bytes
    /// and most_title_words words are read. One that holds no word, or none that any title of the
    /// index has or nearly has, has no matches.
    [[nodiscard]] TitleAnswer find(std::string_view title, std::size_t most = 5) {
        return find(title, most, {});
    }

    /// The same by what else is known: scores are shares of what speaks for the codes that can be
    /// meant, and `exact` counts no others.
    [[nodiscard]] TitleAnswer find(std::string_view title, std::size_t most,
                                   const TitleContext& context);

    /// Codes that a title is compared with, and so the most that find() gives.
    static constexpr std::size_t most_matches = 12;

    /// What speaks for @p code as the answer to @p title, the most first; its sum is what answers
    /// are ordered by. Empty if the index has no such code.
    [[nodiscard]] std::vector<TitleEvidence> explain(std::string_view title, const Code& code);

private:
    friend class SameTitle;
    class Reading;
    class State;
    std::unique_ptr<State> state_;
};

/// One job title that others are compared with as an index compares them, whether it has them or
/// not: grades aside, abbreviations that it knows in full, typing errors of the one title put
/// right. What stands in parentheses is a title of its own in another; in the one title it is read
/// where what is outside is not listed. A title with TitleMatch::exact is the same as a title of
/// the index.
///
///     SameTitle same(titles.index(), "public health nurse");
///     same("Public Health Nurse (PHN)");   // true
///
/// Each thread has its own.
class SameTitle {
public:
    SameTitle(TitleIndex index, std::string_view asked);
    ~SameTitle();
    SameTitle(SameTitle&& other) noexcept;
    SameTitle& operator=(SameTitle&& other) noexcept;

    [[nodiscard]] bool operator()(std::string_view title);

private:
    std::unique_ptr<TitleSearch::Reading> reading_;
    std::vector<std::string> asked_;
};

}  // namespace socshift
