#include "support/generators.hpp"

#include <algorithm>
#include <limits>
#include <ostream>
#include <utility>

namespace socshift::test {

namespace gen = rc::gen;

namespace {

std::string utf8(std::uint32_t point) {
    const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
    if (point < 0x80) {
        return {byte(point)};
    }
    if (point < 0x800) {
        return {byte(0xC0U | point >> 6U), byte(0x80U | (point & 0x3FU))};
    }
    if (point < 0x10000) {
        return {byte(0xE0U | point >> 12U), byte(0x80U | (point >> 6U & 0x3FU)),
                byte(0x80U | (point & 0x3FU))};
    }
    return {byte(0xF0U | point >> 18U), byte(0x80U | (point >> 12U & 0x3FU)),
            byte(0x80U | (point >> 6U & 0x3FU)), byte(0x80U | (point & 0x3FU))};
}

/// Not one of the noncharacters, which YAML cannot carry.
bool is_character(std::uint32_t point) {
    return (point < 0xFDD0 || point > 0xFDEF) && (point & 0xFFFEU) != 0xFFFE;
}

/// Plain letters for the most part; now and then what gives YAML, terminals and decoders trouble.
rc::Gen<std::uint32_t> any_point() {
    return gen::weightedOneOf<std::uint32_t>(
        {{6, gen::inRange<std::uint32_t>(0x20, 0x7F)},
         {3, gen::element<std::uint32_t>('"', '\\', '\'', ':', '#', '-', '{', '}', '[', ']', ',',
                                         '&', '*', '!', '|', '>', '%', '@', '`', ' ', '\t')},
         {1, gen::element<std::uint32_t>(1, 7, '\n', '\r', 0x1B, 0x7F, 0x80, 0x85, 0xA0, 0x2028,
                                         0x2029, 0xFEFF, 0xFFFD, 0x10FFFD)},
         {1, gen::inRange<std::uint32_t>(0xA0, 0xD800)},
         {1, gen::suchThat(gen::inRange<std::uint32_t>(0xE000, 0x110000), is_character)}});
}

std::string joined(const std::vector<std::uint32_t>& points) {
    std::string out;
    for (const auto point : points) {
        out += utf8(point);
    }
    return out;
}

rc::Gen<std::string> word(std::string first, std::string rest) {
    return gen::apply(
        [](char head, const std::string& tail) { return std::string(1, head) + tail; },
        gen::elementOf(std::move(first)),
        gen::container<std::string>(gen::elementOf(std::move(rest))));
}

const std::string lower_case_letters = "abcdefghijklmnopqrstuvwxyz";

template <typename Value>
rc::Gen<std::optional<Value>> maybe(rc::Gen<Value> value) {
    return gen::oneOf(gen::just(std::optional<Value>{}),
                      gen::map(std::move(value), [](Value v) { return std::optional{v}; }));
}

rc::Gen<Provenance> any_provenance() {
    return gen::build<Provenance>(
        gen::set(&Provenance::publisher, any_text()), gen::set(&Provenance::document, any_text()),
        gen::set(&Provenance::date, any_text()), gen::set(&Provenance::source, any_text()),
        gen::set(&Provenance::made_by, any_text()), gen::set(&Provenance::licence, any_text()));
}

rc::Gen<Attributes> any_attributes() {
    return gen::container<Attributes>(word(lower_case_letters, lower_case_letters + "0123456789_"),
                                      any_text());
}

rc::Gen<Item> any_item() {
    return gen::apply(
        [](Code code, std::string title, std::string level, std::optional<Code> parent,
           bool residual, Attributes attributes) {
            return Item{std::move(code),
                        std::move(title),
                        std::move(level),
                        std::move(parent),
                        residual,
                        false,
                        {},
                        std::move(attributes)};
        },
        any_code(), any_text(), any_text(), maybe(any_code()), gen::arbitrary<bool>(),
        gen::weightedOneOf<Attributes>({{3, gen::just(Attributes{})}, {1, any_attributes()}}));
}

rc::Gen<Note> any_note(rc::Gen<Code> code, rc::Gen<std::string> phrase) {
    return gen::apply(
        [](Code item, NoteRelation relation, std::optional<Code> ref, std::optional<Code> end,
           std::string text) {
            return Note{std::move(item), relation,        std::move(ref),
                        std::move(end),  std::move(text), {}};
        },
        code, gen::element(NoteRelation::excludes, NoteRelation::included_in), maybe(code),
        maybe(code), std::move(phrase));
}

rc::Gen<EditionHeader> any_header() {
    return gen::apply(
        [](EditionId id, std::string series, std::string title, Status status,
           std::chrono::sys_days from, std::optional<std::chrono::sys_days> until,
           std::pair<std::optional<EditionId>, std::optional<EditionId>> others,
           std::vector<std::string> aliases, std::vector<std::string> levels,
           Provenance provenance) {
            return EditionHeader{std::move(id),
                                 std::move(series),
                                 std::move(title),
                                 status,
                                 {from, until},
                                 std::move(others.first),
                                 std::move(others.second),
                                 std::move(aliases),
                                 std::move(levels),
                                 std::move(provenance)};
        },
        any_edition_id(), any_text(), any_text(), gen::element(Status::final, Status::draft),
        any_date(), maybe(any_date()), gen::pair(maybe(any_edition_id()), maybe(any_edition_id())),
        gen::container<std::vector<std::string>>(any_text()),
        gen::container<std::vector<std::string>>(any_text()), any_provenance());
}

rc::Gen<Basis> any_basis() {
    return gen::element(Basis::only, Basis::official, Basis::census, Basis::employment, Basis::user,
                        Basis::equal);
}

rc::Gen<Link> any_link(rc::Gen<Code> code, rc::Gen<std::optional<Share>> share) {
    return gen::apply(
        [](Code source, Code target, std::optional<Share> part, std::optional<Basis> basis) {
            return Link{std::move(source), std::move(target), std::move(part), basis, {}};
        },
        code, code, std::move(share), maybe(any_basis()));
}

rc::Gen<Code> small_code() {
    return gen::map(gen::elementOf(std::string{"abcde"}),
                    [](char c) { return Code::parse(std::string(1, c)); });
}

SourceLocation row(std::size_t i) {
    return {"f.yaml", static_cast<std::uint32_t>(10 + i), 5};
}

}  // namespace

void show(const CatalogFile& file, std::ostream& out) {
    out << '\n' << write_yaml(file);
}

rc::Gen<std::string> any_text() {
    return gen::map(gen::container<std::vector<std::uint32_t>>(any_point()), joined);
}

rc::Gen<Code> any_code() {
    const auto point =
        gen::suchThat(any_point(), [](std::uint32_t p) { return p > 0x20 && p != 0x7F; });
    return gen::map(gen::nonEmpty(gen::container<std::vector<std::uint32_t>>(point)),
                    [](const std::vector<std::uint32_t>& p) { return Code::parse(joined(p)); });
}

rc::Gen<EditionId> any_edition_id() {
    return gen::map(word(lower_case_letters, lower_case_letters + "0123456789-_."),
                    [](const std::string& text) { return EditionId::parse(text); });
}

rc::Gen<Share> any_share() {
    const auto one =
        gen::map(gen::pair(gen::inRange<std::int64_t>(0, 1'000'000'000'000),
                           gen::inRange<std::int64_t>(1, 1'000'000'000'000)),
                 [](std::pair<std::int64_t, std::int64_t> p) {
                     return Share{std::min(p.first, p.second), std::max(p.first, p.second)};
                 });
    return gen::map(gen::container<std::vector<Share>>(one), [](const std::vector<Share>& shares) {
        constexpr std::size_t most = 20;  // of 40 bits each: a product of more may be too long
        Share product = Share::one();
        for (std::size_t i = 0; i < std::min(most, shares.size()); ++i) {
            product = product * shares[i];
        }
        return product;
    });
}

rc::Gen<std::chrono::sys_days> any_date() {
    const auto first = parse_date("0000-01-01").time_since_epoch().count();
    const auto last = parse_date("9999-12-31").time_since_epoch().count();
    return gen::map(gen::inRange<int>(static_cast<int>(first), static_cast<int>(last) + 1),
                    [](int day) { return std::chrono::sys_days{std::chrono::days{day}}; });
}

rc::Gen<EditionData> any_edition_data() {
    return gen::apply(
        [](EditionHeader header, std::vector<Item> items, std::vector<Note> notes) {
            return EditionData{std::move(header), std::move(items), std::move(notes), {}};
        },
        any_header(), gen::container<std::vector<Item>>(any_item()),
        gen::container<std::vector<Note>>(any_note(any_code(), any_text())));
}

rc::Gen<CorrespondenceData> any_correspondence_data() {
    return gen::apply(
        [](EditionId source, EditionId target, std::string title, Provenance provenance,
           std::vector<Link> links) {
            return CorrespondenceData{std::move(source),     std::move(target), std::move(title),
                                      std::move(provenance), std::move(links),  {}};
        },
        any_edition_id(), any_edition_id(), any_text(), any_provenance(),
        gen::container<std::vector<Link>>(any_link(any_code(), maybe(any_share()))));
}

rc::Gen<Counts> any_counts() {
    const auto number = gen::inRange<std::int64_t>(0, std::numeric_limits<std::int64_t>::max());
    const auto any_row = gen::apply(
        [](Code code, std::int64_t count) {
            return Counts::Row{std::move(code), count, {}};
        },
        any_code(), number);
    return gen::apply(
        [](std::string name, std::string title, EditionId coded_in, std::string measure,
           std::string unit, std::string reference, std::optional<std::int64_t> total,
           Provenance provenance, std::vector<Counts::Row> rows,
           std::optional<EditionId> margins_of) {
            return Counts{std::move(name),
                          std::move(title),
                          std::move(coded_in),
                          std::move(measure),
                          std::move(unit),
                          std::move(reference),
                          total,
                          std::move(provenance),
                          std::move(rows),
                          {},
                          std::move(margins_of)};
        },
        any_text(), any_text(), any_edition_id(), any_text(), any_text(), any_text(), maybe(number),
        any_provenance(), gen::container<std::vector<Counts::Row>>(any_row),
        maybe(any_edition_id()));
}

rc::Gen<EditionData> small_edition_data() {
    const auto level = gen::weightedElement<std::string>({{8, "x"}, {8, "y"}, {8, "z"}, {1, "w"}});
    const auto title = gen::weightedElement<std::string>({{20, "A title"}, {1, ""}});
    const auto attributes = gen::weightedElement<Attributes>({{20, Attributes{}},
                                                              {4, Attributes{{"zone", "1"}}},
                                                              {1, Attributes{{"Zone", "1"}}},
                                                              {1, Attributes{{"zone", ""}}}});
    const auto item = gen::apply(
        [](Code code, std::string name, std::string at, std::optional<Code> parent,
           Attributes facts) {
            // A parent at the first level is rarely meant: without this hardly any data is sound.
            if (at == "x") {
                parent.reset();
            }
            return Item{std::move(code),
                        std::move(name),
                        std::move(at),
                        std::move(parent),
                        false,
                        false,
                        {},
                        std::move(facts)};
        },
        small_code(), title, level, maybe(small_code()), attributes);
    const auto phrase = gen::element<std::string>("", "phrase");
    return gen::apply(
        [](std::vector<Item> items, std::vector<Note> notes, bool two, bool over) {
            EditionHeader header{EditionId::parse("e"),
                                 "s",
                                 "t",
                                 Status::final,
                                 {parse_date("2018-01-01"), {}},
                                 {},
                                 {},
                                 {},
                                 {"x", "y", "z"},
                                 {}};
            if (two) {
                header.levels = {"x", "y", "y"};
            }
            if (over) {
                header.validity.until = header.validity.from;
            }
            for (std::size_t i = 0; i < items.size(); ++i) {
                items[i].at = row(i);
            }
            notes.resize(std::min<std::size_t>(notes.size(), 2),
                         Note{Code::parse("a"), NoteRelation::excludes, {}, {}, "", {}});
            return EditionData{std::move(header), std::move(items), std::move(notes), {}};
        },
        gen::resize(5, gen::container<std::vector<Item>>(item)),
        gen::weightedOneOf<std::vector<Note>>(
            {{2, gen::just(std::vector<Note>{})},
             {1, gen::container<std::vector<Note>>(any_note(small_code(), phrase))}}),
        gen::weightedElement<bool>({{10, false}, {1, true}}),
        gen::weightedElement<bool>({{10, false}, {1, true}}));
}

rc::Gen<CorrespondenceData> small_correspondence_data() {
    const auto share = gen::map(
        gen::element<std::string>("", "1", "1/2", "1/3", "2/3", "0"), [](const std::string& text) {
            return text.empty() ? std::optional<Share>{} : std::optional{Share::parse(text)};
        });
    return gen::map(
        gen::resize(4, gen::container<std::vector<Link>>(any_link(small_code(), share))),
        [](std::vector<Link> links) {
            for (std::size_t i = 0; i < links.size(); ++i) {
                links[i].at = row(i);
                // A basis without a share is one mistake among many: not half of all data.
                if (i % 3 != 2 && !links[i].share) {
                    links[i].basis.reset();
                }
            }
            return CorrespondenceData{
                EditionId::parse("s"), EditionId::parse("t"), "", {}, std::move(links), {}};
        });
}

rc::Gen<Edition> any_edition() {
    const std::vector<std::string> levels = {"x", "y", "z"};
    const auto place = gen::pair(gen::inRange<std::size_t>(0, 3), gen::arbitrary<std::size_t>());
    return gen::map(gen::container<std::vector<std::pair<std::size_t, std::size_t>>>(place),
                    [levels](const std::vector<std::pair<std::size_t, std::size_t>>& places) {
                        EditionHeader header{EditionId::parse("e"),
                                             "s",
                                             "t",
                                             Status::final,
                                             {parse_date("2018-01-01"), {}},
                                             {},
                                             {},
                                             {},
                                             levels,
                                             {}};
                        EditionData data{std::move(header), {}, {}, {}};
                        for (std::size_t i = 0; i < places.size(); ++i) {
                            std::vector<Code> above;
                            for (std::size_t j = 0; j < data.items.size(); ++j) {
                                if (places[j].first < places[i].first) {
                                    above.push_back(data.items[j].code);
                                }
                            }
                            // Codes in no order that the hierarchy would know.
                            const auto code = Code::parse(std::to_string((i * 37 + 11) % 1009));
                            auto level = places[i].first;
                            Item item{code, "t", "", {}, false, false, {}, {}};
                            if (above.empty()) {
                                level = 0;
                            } else {
                                item.parent = above[places[i].second % above.size()];
                            }
                            item.level = levels[level];
                            data.items.push_back(std::move(item));
                        }
                        return Edition::make(std::move(data));
                    });
}

}  // namespace socshift::test

namespace socshift {

void showValue(const EditionData& data, std::ostream& out) {
    test::show(data, out);
}

void showValue(const CorrespondenceData& data, std::ostream& out) {
    test::show(data, out);
}

void showValue(const Counts& data, std::ostream& out) {
    test::show(data, out);
}

}  // namespace socshift
