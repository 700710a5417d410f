#pragma once

// Internal: not installed. What a cell means in all editions of a catalog at once.

#include "socshift/model/catalog.hpp"
#include "socshift/recognise/code_text.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace socshift {

/// The items that a cell names, in one edition or several: one at most in each.
struct Reading {
    struct Place {
        std::size_t edition = 0;        // in Readings::editions()
        const Item* item = nullptr;     // of `home`
        const Edition* home = nullptr;  // `edition`, or one that it rests on
        bool by_other_code = false;     // the cell is one of Item::also
    };

    std::string_view code;      // as the first of them prints it
    std::vector<Place> places;  // by edition; not empty
    std::size_t signature = 0;  // the same for readings in the same editions
};

/// Every code of every edition of a catalog, drafts left out. Cells are read as CodeRecogniser
/// reads them; one that is a code exactly somewhere is not repaired to be another elsewhere.
/// Where an edition has several spellings of its codes, each is a code exactly.
/// Another code of an item (Item::also) does not stand in the way of a repair: 111021 is one in a
/// public use file, and 11-1021 without its hyphen.
///
/// An edition rests on others: an extension on the edition that it extends, a publication on its
/// foundations(). A publication prints the groups of what it rests on beside its own codes, so
/// these are read as its items. A leaf of another edition that an extension divides is no code of
/// the extension: whoever uses it means the leaf, which the extension could not carry.
class Readings {
public:
    /// Loads every edition; one that cannot be loaded is passed over: `check` tells why.
    explicit Readings(const Catalog& catalog);
    Readings& operator=(const Readings&) = delete;

    /// These readings, each in its place, where a publication has also the codes that it does not
    /// publish: see unpublished(). Call it when nothing more is to be read.
    [[nodiscard]] const Readings& with_unpublished() const;

    /// In catalog order.
    [[nodiscard]] const std::vector<const Edition*>& editions() const noexcept { return editions_; }

    /// Whether the codes of editions()[edition] are numbers that lose zeros: digits_of().
    [[nodiscard]] bool loses_zeros(std::size_t edition) const { return digits_[edition] > 0; }

    /// What editions()[edition] rests on.
    [[nodiscard]] const std::vector<std::size_t>& below(std::size_t edition) const {
        return below_[edition];
    }

    struct Found {
        std::size_t reading = 0;
        Repairs repairs;
    };

    /// What @p core means, or none. Never fails. Cost: a hash lookup if it is exactly a code.
    [[nodiscard]] std::optional<Found> find(const Core& core);

    [[nodiscard]] const Reading& operator[](std::size_t reading) const {
        return readings_[reading];
    }
    [[nodiscard]] std::size_t size() const noexcept { return readings_.size(); }

    /// The editions, ascending, of each signature.
    [[nodiscard]] const std::vector<std::vector<std::size_t>>& signatures() const noexcept {
        return signatures_;
    }

    /// The repairs by which CodeRecogniser would read the code of @p reading in an edition that
    /// does not have it, or only as a group, though no cell is repaired so here: none if it would
    /// not.
    /// @p divides_most: divides_most_leaves() of the edition.
    [[nodiscard]] std::optional<Repair> by_suffix(std::size_t reading, std::size_t edition,
                                                  bool divides_most) const;

    /// Readings before this one are of single codes, in their order.
    [[nodiscard]] std::size_t codes() const noexcept { return codes_; }

    /// Bytes of the longest code.
    [[nodiscard]] std::size_t longest_size() const noexcept { return longest_size_; }

    /// Whether @p text ends in X and is a code when something is put for each of them.
    [[nodiscard]] bool is_masked(std::string_view text) const;

    /// Whether some code has letters, digits and other characters in the same places as @p text.
    [[nodiscard]] bool has_form(std::string_view text) const;

private:
    Readings(const Readings& other);
    void add_unpublished();
    void load();
    void find_foundations();
    [[nodiscard]] bool divides(std::size_t edition, const Item& item) const;
    [[nodiscard]] bool is_publication(std::size_t edition) const;
    void add_printed_groups(std::vector<Reading::Place>& places) const;
    [[nodiscard]] std::size_t signature_of(const std::vector<Reading::Place>& places);
    std::size_t add(Reading reading);
    using ByText = std::unordered_map<std::string, std::vector<std::size_t>>;
    void add_written();
    [[nodiscard]] std::vector<Reading::Place> written_places(std::string_view text) const;
    std::optional<Found> find_written(const Core& core);
    std::optional<Found> find_repaired(const Core& core);
    std::optional<Found> find_similar(const Core& core, const std::vector<std::size_t>& similar);
    void add_other_codes();
    [[nodiscard]] bool is_meant(const Reading::Place& place, Repairs repairs) const;
    [[nodiscard]] std::optional<std::size_t> find_without_zeros(std::string_view text);
    std::optional<std::size_t> merged(const std::vector<std::size_t>& similar,
                                      const std::vector<std::size_t>& meant, Repairs repairs);

    Catalog catalog_;
    std::vector<const Edition*> editions_;
    std::vector<std::vector<std::size_t>> below_;
    std::vector<LeavingOut> leaving_out_;  // by edition
    std::vector<std::size_t> digits_;      // digits_of() each edition
    std::vector<Reading> readings_;  // one for each code, sorted by it, then those of damaged cells
    std::size_t codes_ = 0;
    std::size_t longest_size_ = 0;
    std::map<std::vector<std::size_t>, std::size_t> signature_ids_;
    std::vector<std::vector<std::size_t>> signatures_;
    std::unordered_map<std::string_view, std::size_t> exact_;

    /// The codes of editions that have several spellings of them, by CodeSpelling::plain().
    struct Written {
        CodeSpelling spelling;
        std::unordered_map<std::string, std::vector<Reading::Place>> places;
    };
    std::vector<Written> written_;
    std::map<std::string, std::optional<std::size_t>> written_found_;  // by cell
    ByText squeezed_;
    ByText unpointed_;  // of codes that may be written without their points somewhere
    // By what is meant, and the repairs that not every edition allows.
    std::map<std::pair<std::vector<std::size_t>, Repairs>, std::optional<std::size_t>> merged_;
    std::unordered_map<std::string, std::optional<std::size_t>> without_zeros_;  // by cell
    std::vector<std::pair<bool, std::string>> forms_;           // with hyphens or without; sorted
    mutable std::unique_ptr<const Readings> with_unpublished_;  // once they are asked for
};

}  // namespace socshift
