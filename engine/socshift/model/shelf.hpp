#pragma once

// Internal: not installed. Values by key, each made when it is first asked for.

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <type_traits>
#include <utility>
#include <vector>

namespace socshift {

/// A value that is made at the first call of get(), by one thread. A throw is not remembered.
template <typename Value>
class Lazy {
public:
    explicit Lazy(std::function<Value()> make) : make_(std::move(make)) {}

    const Value& get() const {
        std::call_once(once_, [this] { value_.emplace(make_()); });
        return *value_;
    }

private:
    std::function<Value()> make_;
    mutable std::once_flag once_;
    mutable std::optional<Value> value_;
};

/// What a catalog has of one kind, in order of keys. Safe to read from several threads at once.
template <typename Key, typename Value>
class Shelf {
public:
    /// False, and nothing done, if there is something with this key.
    bool put(const Key& key, std::function<Value()> make) {
        return values_.try_emplace(key, std::move(make)).second;
    }

    /// The value with this key, made now if it was not asked for before; nullptr if there is none.
    /// Lives as long as the shelf. @throws what its maker throws.
    template <typename Like>
    [[nodiscard]] const Value* find(const Like& key) const {
        const auto found = values_.find(key);
        return found == values_.end() ? nullptr : &found->second.get();
    }

    [[nodiscard]] std::vector<Key> keys() const {
        std::vector<Key> out;
        out.reserve(values_.size());
        for (const auto& [key, value] : values_) {
            out.push_back(key);
        }
        return out;
    }

private:
    std::map<Key, Lazy<Value>, std::less<>> values_;
};

/// Puts @p with behind @p all, from which goes what has the key() of one of them.
template <typename Source>
void replace(std::vector<Source>& all, const std::vector<Source>& with) {
    std::set<std::remove_cvref_t<decltype(with.front().key())>> keys;
    for (const auto& source : with) {
        keys.insert(source.key());
    }
    std::erase_if(all, [&](const Source& source) { return keys.count(source.key()) != 0; });
    all.insert(all.end(), with.begin(), with.end());
}

}  // namespace socshift
