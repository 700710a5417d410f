#pragma once

// Internal: not installed. A catalog in one run of bytes: the one that ships, which is in the
// library, and those of users, in files that are mapped. Both are written here and read here.
//
//     image      size of the directory, damage_check() of it (8 bytes each), directory, bodies
//     directory  what a catalog has to know of each file before it is asked for what stands in it:
//                keys, headers, what was worked out; and where its body is, with its damage_check()
//     body       the data of one catalog file: compiled_cells.hpp
//
// The directory is checked and read when the catalog is opened, a body when it is asked for: its
// check first, and of every value whether it can be one, so that no byte is believed.

#include "socshift/catalog/yaml.hpp"
#include "socshift/model/catalog.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace socshift::compiled {

/// As own_catalog.hpp has it.
using WorkOut = std::function<KnownTable(const Catalog&, const EditionId&, const EditionId&, bool)>;

/// Says which fields rows have, and how many members other values, so that what was written by
/// other lists of them is not read.
[[nodiscard]] std::string signature();

/// One catalog file as it will stand in an image. By any thread.
struct CompiledData {
    std::size_t kind = 0;  // place in CatalogFile
    std::string key;       // cells of what Catalog has to know at once
    std::string body;      // cells of all
};
[[nodiscard]] CompiledData compiled_data(const CatalogFile& data);

/// Makes an image of catalog files, which it does not keep.
class Compiler {
public:
    void add(CompiledData data);
    void add(const CatalogFile& data) { add(compiled_data(data)); }

    /// @p bytes: as Catalog::ready_titles() has them, compressed.
    void add_ready_titles(const EditionId& edition, std::string_view bytes);

    /// What check() finds in the file that was added as number @p file. Of editions and tables it
    /// is kept.
    void set_findings(std::size_t file, Findings found);

    /// Works out what routes have to know of the tables and extensions among the files, of which
    /// @p parts were made, in order, and @p catalog of these.
    void work_out_tables(const Catalog& catalog, const CatalogParts& parts,
                         const WorkOut& work_out);

    /// folder_checksum() of the folder that the files are from.
    void set_checksum(std::string checksum) { checksum_ = std::move(checksum); }

    /// The image, for now: more can be said and added afterwards. One text, and its own.
    [[nodiscard]] std::string image() const;

private:
    struct Body {
        std::uint64_t offset = 0;
        std::uint64_t size = 0;
        std::uint64_t check = 0;
    };
    struct Entry {
        std::size_t kind = 0;
        std::string key;
        Body body;
        std::optional<Findings> findings = {};
        std::optional<KnownTable> known = {};
    };
    struct Titles {
        EditionId edition;
        Body body;
    };

    [[nodiscard]] Body add_body(std::string_view bytes);

    std::vector<Entry> entries_;
    std::vector<Titles> titles_;
    std::string bodies_;
    std::string checksum_;
};

/// An image to read.
struct Image {
    std::string_view bytes;             // valid as long as `owner` lives
    std::shared_ptr<const void> owner;  // none: for ever
    bool is_sound = false;              // nothing can have happened to it: it is not checked

    /// Where a body is damaged: gives the data of the file of this number, in the order in which
    /// they were added, from where it was first read. None: the damage is thrown on.
    std::function<CatalogFile(std::size_t)> read_again = {};
};

/// The parts of a catalog, of which each loads its body when it is asked for, and keeps the image.
/// @throws Damaged if the directory cannot be read.
[[nodiscard]] CatalogParts parts_of(Image image);

/// As it was set. @throws Damaged.
[[nodiscard]] std::string checksum_of(const Image& image);

/// Whether the directory and every body are as they were written. Reads all of it.
[[nodiscard]] bool is_undamaged(std::string_view image) noexcept;

/// Calls @p each with the number and the data of every file, in order. @throws Damaged.
void for_each_file(const Image& image,
                   const std::function<void(std::size_t, const CatalogFile&)>& each);

}  // namespace socshift::compiled
