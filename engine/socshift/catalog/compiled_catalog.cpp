#include "socshift/catalog/compiled_catalog.hpp"

#include "socshift/catalog/compiled_cells.hpp"
#include "socshift/io/checksum.hpp"
#include "socshift/io/compression.hpp"

#include <array>
#include <utility>
#include <variant>

namespace socshift::compiled {

namespace {

template <typename Record>
void add_fields(std::string& out) {
    std::apply([&](const auto&... field) { ((out += field.key, out += ' '), ...); },
               fields_of<Record>);
    out += '\n';
}

// Places in CatalogFile.
constexpr std::size_t edition_kind = 0;
constexpr std::size_t table_kind = 1;
static_assert(std::is_same_v<std::variant_alternative_t<edition_kind, CatalogFile>, EditionData>);
static_assert(
    std::is_same_v<std::variant_alternative_t<table_kind, CatalogFile>, CorrespondenceData>);

constexpr std::size_t number_size = 8;

void add_fixed(std::string& out, std::uint64_t number) {
    for (std::size_t i = 0; i < number_size; ++i) {
        out += static_cast<char>(number >> (8U * i) & 0xffU);
    }
}

std::uint64_t fixed_at(std::string_view bytes, std::size_t at) {
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < number_size; ++i) {
        out |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8U * i);
    }
    return out;
}

/// What stands in the directory of the data of each kind of file, beside what is worked out.
struct PutKey {
    CellWriter& out;

    void operator()(const EditionData& data) const {
        out.put(data.header);
        out.put(data.at);
    }
    void operator()(const CorrespondenceData& data) const {
        out.put(data.source);
        out.put(data.target);
        out.put(data.title);
        out.put(data.at);
    }
    void operator()(const Counts& data) const {
        out.put(data.name);
        out.put(data.at);
        out.put(data.margins_of);
        out.put(data.reference);
    }
    void operator()(const Rates& data) const {
        out.put(data.name);
        out.put(data.before);
        out.put(data.after);
        out.put(data.at);
    }
    void operator()(const TitleList& data) const {
        out.put(data.name);
        out.put(data.coded_in);
        out.put(data.at);
    }
    void operator()(const Proposal& data) const {
        out.put(data.id);
        out.put(data.at);
    }
    void operator()(const Scenario& data) const {
        out.put(data.id);
        out.put(data.at);
    }
};

std::string key_of(const CatalogFile& data) {
    CellWriter out;
    std::visit(PutKey{out}, data);
    return std::move(out).finish();
}

/// The directory and the bodies of an image.
struct Split {
    std::string_view directory;
    std::string_view bodies;
};

/// @throws Damaged.
Split split(const Image& image) {
    const auto& bytes = image.bytes;
    constexpr auto head = 2 * number_size;
    if (bytes.size() < head || fixed_at(bytes, 0) > bytes.size() - head) {
        throw Damaged();
    }
    const auto size = static_cast<std::size_t>(fixed_at(bytes, 0));
    const Split out{bytes.substr(head, size), bytes.substr(head + size)};
    if (!image.is_sound && damage_check(out.directory) != fixed_at(bytes, number_size)) {
        throw Damaged();
    }
    return out;
}

/// Where a body is, as the directory says.
struct BodyPlace {
    std::string_view bytes;
    std::uint64_t check = 0;
};

BodyPlace body_place(CellReader& in, std::string_view bodies) {
    const auto offset = in.number();
    const auto size = in.number();
    const auto check = in.number();
    if (offset > bodies.size() || size > bodies.size() - offset) {
        throw Damaged();
    }
    return {bodies.substr(static_cast<std::size_t>(offset), static_cast<std::size_t>(size)), check};
}

/// The body of one file, to be read when it is asked for.
struct Body {
    std::shared_ptr<const Image> image;
    BodyPlace place;
    std::size_t file = 0;

    template <typename Data>
    [[nodiscard]] Data load() const {
        try {
            if (!image->is_sound && damage_check(place.bytes) != place.check) {
                throw Damaged();
            }
            return from_cells<Data>(place.bytes);
        } catch (const Error&) {  // a code that is none, for example, is damage as well
            if (!image->read_again) {
                throw Damaged();
            }
        }
        auto again = image->read_again(file);
        auto* const data = std::get_if<Data>(&again);
        if (data == nullptr) {
            throw Damaged();
        }
        return std::move(*data);
    }
};

/// Adds the part of a catalog that each kind of file is, from its key.
class AddPart {
public:
    AddPart(CatalogParts& out, std::string_view key, Body body) : out_(out), in_(key) {
        body_ = std::move(body);
    }

    void add(std::size_t kind) {
        constexpr std::array<void (AddPart::*)(), std::variant_size_v<CatalogFile>> adders = {
            &AddPart::edition, &AddPart::table,    &AddPart::counts,  &AddPart::rates,
            &AddPart::titles,  &AddPart::proposal, &AddPart::scenario};
        if (kind >= adders.size()) {
            throw Damaged();
        }
        (this->*adders[kind])();
        in_.finish();
    }

private:
    template <typename Data>
    auto loader() const {
        return [body = body_] { return body.load<Data>(); };
    }

    void edition() {
        auto header = in_.get<EditionHeader>();
        out_.editions.push_back({std::move(header), loader<EditionData>(), place()});
        out_.editions.back().codes = [body = body_] {
            std::vector<Code> codes;
            auto data = body.load<EditionData>();
            codes.reserve(data.items.size());
            for (auto& item : data.items) {
                codes.push_back(std::move(item.code));
            }
            return codes;
        };
    }
    void table() {
        auto source = name();
        auto target = name();
        auto title = in_.get<std::string>();
        out_.correspondences.push_back({std::move(source), std::move(target), std::move(title),
                                        loader<CorrespondenceData>(), place()});
    }
    void counts() {
        auto counted = in_.get<std::string>();
        auto at = place();
        auto margins = in_.get<std::optional<EditionId>>();
        out_.counts.push_back({std::move(counted), loader<Counts>(), std::move(at),
                               std::move(margins), in_.get<std::string>()});
    }
    void rates() {
        auto rated = in_.get<std::string>();
        auto before = name();
        auto after = name();
        out_.rates.push_back(
            {std::move(rated), std::move(before), std::move(after), loader<Rates>(), place()});
    }
    void titles() {
        auto list = in_.get<std::string>();
        auto coded_in = name();
        out_.titles.push_back({std::move(list), std::move(coded_in), loader<TitleList>(), place()});
    }
    void proposal() {
        auto id = in_.get<std::string>();
        out_.proposals.push_back({std::move(id), loader<Proposal>(), place()});
    }
    void scenario() {
        auto id = name();
        out_.scenarios.push_back({std::move(id), loader<Scenario>(), place()});
    }

    [[nodiscard]] EditionId name() { return in_.get<EditionId>(); }
    [[nodiscard]] SourceLocation place() { return in_.get<SourceLocation>(); }

    CatalogParts& out_;
    CellReader in_;
    Body body_;
};

/// Gives the last edition or table of @p parts what was worked out of it.
void add_known(CatalogParts& parts, std::size_t kind, const std::shared_ptr<const Image>& image,
               bool has_findings, std::string_view findings, std::optional<KnownTable> known) {
    // Part of the directory, which is checked: what cannot be read there is a mistake of ours.
    const auto read = [image, findings] { return from_cells<Findings>(findings); };
    const auto give = [&](auto& part, std::optional<KnownTable>& place) {
        if (has_findings) {
            part.findings = read;
        }
        place = known;
    };
    if (kind == edition_kind) {
        give(parts.editions.back(), parts.editions.back().to_extended);
    } else if (kind == table_kind) {
        give(parts.correspondences.back(), parts.correspondences.back().known);
    } else if (has_findings || known) {
        throw Damaged();
    }
}

/// Calls @p each with the kind, key and body of every file.
struct DirectoryEntry {
    std::size_t kind = 0;
    std::string_view key;
    BodyPlace body;
    bool has_findings = false;
    std::string_view findings;
    std::optional<KnownTable> known;
};

DirectoryEntry entry_of(CellReader& in, std::string_view bodies) {
    DirectoryEntry out;
    out.kind = in.get<std::size_t>();
    out.key = in.text();
    out.body = body_place(in, bodies);
    out.has_findings = in.get<bool>();
    out.findings = in.text();
    out.known = in.get<std::optional<KnownTable>>();
    return out;
}

CatalogParts read_parts(const std::shared_ptr<const Image>& image) {
    const auto [directory, bodies] = split(*image);
    CellReader in(directory);
    static_cast<void>(in.text());  // the checksum
    CatalogParts out;
    const auto files = in.size();
    for (std::size_t file = 0; file < files; ++file) {
        const auto entry = entry_of(in, bodies);
        AddPart(out, entry.key, {image, entry.body, file}).add(entry.kind);
        add_known(out, entry.kind, image, entry.has_findings, entry.findings, entry.known);
    }
    for (auto count = in.size(); count > 0; --count) {
        auto edition = in.get<EditionId>();
        const Body body{image, body_place(in, bodies), files};
        out.ready_titles.push_back({std::move(edition), [body] {
                                        if (!body.image->is_sound &&
                                            damage_check(body.place.bytes) != body.place.check) {
                                            return std::string{};  // they are worked out again
                                        }
                                        return decompressed_text(body.place.bytes);
                                    }});
    }
    in.finish();
    return out;
}

template <std::size_t... kind>
CatalogFile read_file_as(std::size_t wanted, const Body& body, std::index_sequence<kind...>) {
    std::optional<CatalogFile> out;
    const auto read = [&](auto place) {
        if (wanted == place) {
            out.emplace(body.load<std::variant_alternative_t<place, CatalogFile>>());
        }
    };
    (read(std::integral_constant<std::size_t, kind>{}), ...);
    if (!out) {
        throw Damaged();
    }
    return std::move(*out);
}

template <typename... Types>
void add_member_counts(std::string& out) {
    ((out +=
      std::to_string(std::tuple_size_v<std::remove_cvref_t<decltype(members_of<Types>)>>) + ' '),
     ...);
}

}  // namespace

std::string signature() {
    std::string out;
    add_fields<Provenance>(out);
    add_fields<Item>(out);
    add_fields<Note>(out);
    add_fields<Counts::Row>(out);
    add_fields<Rates::Row>(out);
    add_fields<TitleList::Row>(out);
    add_fields<Take>(out);
    add_fields<ProposedItem>(out);
    add_fields<Supporter>(out);
    add_member_counts<Validity, CodeSpelling, EditionHeader, EditionData, Link, End, LinkRemark,
                      CorrespondenceData, Counts, Rates, TitleList, Proposal, Scenario, Finding,
                      TableMeasures, KnownTable>(out);
    return out;
}

Compiler::Body Compiler::add_body(std::string_view bytes) {
    const Body out{bodies_.size(), bytes.size(), damage_check(bytes)};
    bodies_ += bytes;
    return out;
}

CompiledData compiled_data(const CatalogFile& data) {
    return {data.index(), key_of(data),
            std::visit([](const auto& of_kind) { return to_cells(of_kind); }, data)};
}

void Compiler::add(CompiledData data) {
    entries_.push_back({data.kind, std::move(data.key), add_body(data.body)});
}

void Compiler::add_ready_titles(const EditionId& edition, std::string_view bytes) {
    titles_.push_back({edition, add_body(bytes)});
}

void Compiler::set_findings(std::size_t file, Findings found) {
    if (auto& entry = entries_.at(file); entry.kind <= table_kind) {
        entry.findings = std::move(found);
    }
}

void Compiler::work_out_tables(const Catalog& catalog, const CatalogParts& parts,
                               const WorkOut& work_out) {
    auto edition = parts.editions.begin();
    auto table = parts.correspondences.begin();
    for (auto& entry : entries_) {
        if (entry.kind == edition_kind) {
            if (const auto& base = edition->header.extends) {
                entry.known = work_out(catalog, edition->header.id, *base, true);
            }
            ++edition;
        } else if (entry.kind == table_kind) {
            entry.known = work_out(catalog, table->source, table->target, false);
            ++table;
        }
    }
}

std::string Compiler::image() const {
    CellWriter out;
    const auto put_body = [&out](const Body& body) {
        out.number(body.offset);
        out.number(body.size);
        out.number(body.check);
    };
    out.text(checksum_);
    out.number(entries_.size());
    for (const auto& entry : entries_) {
        out.number(entry.kind);
        out.text(entry.key);
        put_body(entry.body);
        out.put(entry.findings.has_value());
        out.text(entry.findings ? to_cells(*entry.findings) : std::string{});
        out.put(entry.known);
    }
    out.number(titles_.size());
    for (const auto& titles : titles_) {
        out.put(titles.edition);
        put_body(titles.body);
    }
    const auto directory = std::move(out).finish();
    std::string image;
    image.reserve(2 * number_size + directory.size() + bodies_.size());
    add_fixed(image, directory.size());
    add_fixed(image, damage_check(directory));
    image += directory;
    image += bodies_;
    return image;
}

CatalogParts parts_of(Image image) {
    const auto kept = std::make_shared<const Image>(std::move(image));
    try {
        return read_parts(kept);
    } catch (const Error&) {
        throw Damaged();
    }
}

std::string checksum_of(const Image& image) {
    return std::string{CellReader(split(image).directory).text()};
}

bool is_undamaged(std::string_view image) noexcept {
    try {
        const auto [directory, bodies] = split({image, nullptr});
        CellReader in(directory);
        static_cast<void>(in.text());
        for (auto count = in.size(); count > 0; --count) {
            const auto body = entry_of(in, bodies).body;
            if (damage_check(body.bytes) != body.check) {
                return false;
            }
        }
        for (auto count = in.size(); count > 0; --count) {
            static_cast<void>(in.text());
            const auto body = body_place(in, bodies);
            if (damage_check(body.bytes) != body.check) {
                return false;
            }
        }
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

void for_each_file(const Image& image,
                   const std::function<void(std::size_t, const CatalogFile&)>& each) {
    const auto kept = std::make_shared<const Image>(image);
    const auto [directory, bodies] = split(image);
    CellReader in(directory);
    static_cast<void>(in.text());
    const auto files = in.size();
    for (std::size_t file = 0; file < files; ++file) {
        const auto entry = entry_of(in, bodies);
        each(file, read_file_as(entry.kind, {kept, entry.body, file},
                                std::make_index_sequence<std::variant_size_v<CatalogFile>>{}));
    }
}

}  // namespace socshift::compiled
