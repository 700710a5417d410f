#include "socshift/convert/wave_codes.hpp"

#include "socshift/convert/row_judge.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/io/filtered_records.hpp"
#include "socshift/recognise/code_text.hpp"
#include "socshift/recognise/several_editions.hpp"

#include <bit>
#include <deque>
#include <optional>
#include <unordered_map>
#include <utility>

namespace socshift {

namespace {

/// So many different cells are remembered, beside those of the codes themselves.
constexpr std::size_t most_cells = std::size_t{1} << 16U;

/// What the cells of waves with the same editions mean.
class ChoiceCells {
public:
    /// A code that a cell means, and which of the editions have it.
    struct Meant {
        std::size_t code = 0;
        EditionSet editions = 0;  // 0: none
    };

    explicit ChoiceCells(std::vector<const CodeRecogniser*> recognisers)
        : recognisers_(std::move(recognisers)) {}

    [[nodiscard]] Meant meant(std::string_view cell) {
        const auto known = cells_.find(cell);
        if (known != cells_.end()) {
            return known->second;
        }
        Meant out;
        if (const auto readings = readings_in(recognisers_, cell); !readings.empty()) {
            const auto& code = readings.front().recognition.item->code.text();
            out.code = codes_.try_emplace(code, codes_.size()).first->second;
            for (const auto& reading : readings) {
                out.editions |= EditionSet{1} << reading.edition;
            }
        }
        if (cells_.size() < most_cells && cell.size() <= longest_code) {
            cells_.emplace(std::string{cell}, out);
        }
        return out;
    }

private:
    std::vector<const CodeRecogniser*> recognisers_;
    std::unordered_map<std::string, Meant, TextHash, std::equal_to<>> cells_;
    std::unordered_map<std::string, std::size_t> codes_;
};

/// The codes of one wave.
struct WaveCodes {
    std::size_t choice = 0;
    std::vector<bool> seen;  // by code of the choice
    CodesByEditions codes;
};

class WaveReader {
public:
    WaveReader(const Catalog& catalog, const ConversionSpec& spec, RowEditions& editions)
        : catalog_(catalog), spec_(spec), editions_(editions) {}

    void read(ReadBytes read);

    /// Puts what the codes of each wave decide into the editions.
    void decide();

private:
    [[nodiscard]] std::optional<std::size_t> choice_of(const std::string& wave);
    [[nodiscard]] WaveCodes* wave_of(std::string_view value);
    [[nodiscard]] ChoiceCells& cells_of(std::size_t choice);

    const Catalog& catalog_;
    const ConversionSpec& spec_;
    RowEditions& editions_;
    std::deque<CodeRecogniser> recognisers_;  // by edition
    std::deque<ChoiceCells> cells_;           // by choice
    std::map<std::string, std::optional<WaveCodes>, std::less<>> waves_;
};

void WaveReader::read(ReadBytes read) {
    FilteredRecords records(spec_, std::move(read));
    const auto& columns = records.columns();
    const auto at = columns.place(spec_.column);
    const auto& name = spec_.wave.empty() ? spec_.edition_column : spec_.wave;
    const auto wave_at = name.empty() ? std::nullopt : std::optional{columns.place(name)};
    std::string storage;
    while (const auto* const record = records.next()) {
        auto* const wave =
            wave_of(wave_at ? field_text(record->fields[*wave_at], storage) : std::string_view{});
        if (wave == nullptr) {
            continue;
        }
        const auto meant = cells_of(wave->choice).meant(field_text(record->fields[at], storage));
        if (meant.editions == 0) {
            continue;
        }
        if (wave->seen.size() <= meant.code) {
            wave->seen.resize(meant.code + 1);
        }
        if (!wave->seen[meant.code]) {
            wave->seen[meant.code] = true;
            ++wave->codes[meant.editions];
        }
    }
}

/// The choice of a wave that is met for the first time; none if it is of no edition.
std::optional<std::size_t> WaveReader::choice_of(const std::string& wave) {
    if (!spec_.from.empty()) {
        return 0;
    }
    if (spec_.edition_map.empty()) {
        add_wave(catalog_, wave, editions_);
    }
    const auto known = editions_.by_value.find(wave);
    return known == editions_.by_value.end() ? std::nullopt : std::optional{known->second};
}

/// nullptr: of no edition.
WaveCodes* WaveReader::wave_of(std::string_view value) {
    auto known = waves_.find(value);
    if (known == waves_.end()) {
        if (waves_.size() == most_waves) {
            throw too_many_waves(spec_.file,
                                 spec_.wave.empty() ? spec_.edition_column : spec_.wave);
        }
        std::string text{value};
        std::optional<WaveCodes> wave;
        if (const auto choice = choice_of(text)) {
            wave = WaveCodes{*choice, {}, {}};
        }
        known = waves_.emplace(std::move(text), std::move(wave)).first;
    }
    return known->second ? &*known->second : nullptr;
}

ChoiceCells& WaveReader::cells_of(std::size_t choice) {
    while (recognisers_.size() < editions_.editions.size()) {
        recognisers_.emplace_back(catalog_, editions_.editions[recognisers_.size()]);
    }
    while (cells_.size() <= choice) {
        std::vector<const CodeRecogniser*> recognisers;
        for (const auto edition : editions_.choices[cells_.size()].editions) {
            recognisers.push_back(&recognisers_[edition]);
        }
        cells_.emplace_back(std::move(recognisers));
    }
    return cells_[choice];
}

void WaveReader::decide() {
    for (const auto& [value, wave] : waves_) {
        if (!wave) {
            continue;
        }
        auto choice = editions_.choices[wave->choice];
        choice.decided = decided_by(wave->codes, choice.editions.size());
        const auto place = place_of_choice(std::move(choice), editions_);
        if (spec_.wave.empty() && spec_.edition_column.empty()) {
            std::swap(editions_.choices.front(), editions_.choices[place]);
        } else {
            editions_.by_value[value] = place;
        }
    }
}

}  // namespace

std::map<EditionSet, std::size_t> decided_by(const CodesByEditions& codes, std::size_t editions) {
    constexpr std::size_t least_codes = 2;
    std::map<EditionSet, std::size_t> out;
    for (EditionSet candidates = 1; candidates < EditionSet{1} << editions; ++candidates) {
        std::vector<std::size_t> alone(editions);
        for (const auto& [having, count] : codes) {
            if (std::has_single_bit(having & candidates)) {
                alone[static_cast<std::size_t>(std::countr_zero(having & candidates))] += count;
            }
        }
        std::optional<std::size_t> only;
        bool is_one = true;
        for (std::size_t edition = 0; edition < editions; ++edition) {
            if (alone[edition] > 0) {
                is_one = is_one && !only;
                only = edition;
            }
        }
        if (only && is_one && alone[*only] >= least_codes && !std::has_single_bit(candidates)) {
            out.emplace(candidates, *only);
        }
    }
    return out;
}

void decide_by_wave(const Catalog& catalog, const ConversionSpec& spec, ReadBytes read,
                    RowEditions& editions) {
    WaveReader reader(catalog, spec, editions);
    reader.read(std::move(read));
    reader.decide();
}

}  // namespace socshift
