// The fast way to find the records of a text: bit masks of 64 bytes at a time, with Highway.
//
// A quote toggles between inside and outside of quoted fields. That is exact as long as each quote
// that opens stands where a field starts, or behind a quote that closes (a doubled one). Where it
// does not, the scan gives up and says so.
//
// This file is compiled once for each kind of vectors, by including itself. Highway's own choice
// among them at run time is not used: its library measures the clock when it is loaded, which
// takes 4 ms, as long as the rest of the program's start.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "socshift/io/record_scan.cpp"
#ifndef HWY_IS_DEBUG_BUILD
#define HWY_IS_DEBUG_BUILD 0  // its assertions are in the library
#endif
#if !defined(HWY_DISABLED_TARGETS) && defined(__x86_64__)
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_AVX3_DL)
#elif !defined(__x86_64__) && !defined(HWY_COMPILE_ONLY_STATIC)
#define HWY_COMPILE_ONLY_STATIC
#endif

#include "socshift/io/record_index.hpp"

#include <hwy/foreach_target.h>
// Behind it on purpose: it is included again for each target.
#include <bit>
#include <cstring>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace socshift::HWY_NAMESPACE {  // NOLINT(readability-identifier-naming): Highway's macro

namespace hn = hwy::HWY_NAMESPACE;

/// One bit a byte, the first byte lowest.
struct Masks {
    std::uint64_t quotes = 0;
    std::uint64_t delimiters = 0;
    std::uint64_t feeds = 0;
    std::uint64_t nuls = 0;
};

class Scanner {
public:
    Scanner(char delimiter, RecordIndex::Record* records, std::uint32_t* delimiters)
        : delimiter_(delimiter), records_(records), delimiters_(delimiters) {}

    HWY_INLINE RecordScan scan(std::string_view text) {
        std::size_t at = 0;
        for (; at + chunk <= text.size(); at += chunk) {
            step(masks(text.data() + at), at);
        }
        if (at < text.size()) {
            auto last = masks(text.data() + at);
            const auto valid = (std::uint64_t{1} << (text.size() - at)) - 1;
            last.quotes &= valid;
            last.delimiters &= valid;
            last.feeds &= valid;
            last.nuls &= valid;
            step(last, at);
        }
        result_.records = record_count_;
        result_.delimiters = delimiter_count_;
        result_.is_regular = irregular_ == 0;
        // A closing quote that is the last byte toggles as every other.
        result_.in_quotes = inside_ != 0;
        result_.has_quoted_feeds = quoted_feeds_ != 0;
        result_.has_nul = nuls_ != 0;
        return result_;
    }

private:
    static constexpr std::size_t chunk = 64;

    HWY_INLINE Masks masks(const char* text) const {
        const HWY_CAPPED(std::uint8_t, 64) d;
        const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text);
        Masks out;
        for (std::size_t lane = 0; lane < chunk; lane += hn::Lanes(d)) {
            const auto v = hn::LoadU(d, bytes + lane);
            const auto gather = [&](char c, std::uint64_t& mask) {
                std::uint8_t bits[8] = {};
                hn::StoreMaskBits(d, v == hn::Set(d, static_cast<std::uint8_t>(c)), bits);
                std::uint64_t part = 0;
                std::memcpy(&part, bits, sizeof part);
                mask |= part << lane;
            };
            gather('"', out.quotes);
            gather(delimiter_, out.delimiters);
            gather('\n', out.feeds);
            gather('\0', out.nuls);
        }
        return out;
    }

    HWY_INLINE void step(Masks m, std::size_t at) {
        nuls_ |= m.nuls;
        if ((m.quotes | inside_) != 0) {
            leave_out_quoted(m);
        } else {
            before_ = (m.delimiters | m.feeds) >> (chunk - 1);
        }
        add_records(m, static_cast<std::uint32_t>(at));
        add_delimiters(m.delimiters, static_cast<std::uint32_t>(at));
    }

    /// Takes what is within quotes out of the masks.
    HWY_INLINE void leave_out_quoted(Masks& m) {
        auto inside = m.quotes;  // bit i: the number of quotes up to i is odd
        for (unsigned by = 1; by < chunk; by *= 2) {
            inside ^= inside << by;
        }
        inside ^= inside_;
        const auto closing = m.quotes & ~inside;
        const auto opening = m.quotes & inside;
        quoted_feeds_ |= m.feeds & inside;
        m.delimiters &= ~inside;
        m.feeds &= ~inside;
        const auto may_open = m.delimiters | m.feeds | closing;
        irregular_ |= opening & ~((may_open << 1U) | before_);
        before_ = may_open >> (chunk - 1);
        inside_ = (inside >> (chunk - 1)) != 0 ? ~std::uint64_t{0} : 0;
    }

    HWY_INLINE void add_records(const Masks& m, std::uint32_t at) {
        for (auto feeds = m.feeds; feeds != 0; feeds &= feeds - 1) {
            const auto below = (feeds & (~feeds + 1)) - 1;
            records_[record_count_++] = {
                at + static_cast<std::uint32_t>(std::countr_zero(feeds)),
                static_cast<std::uint32_t>(delimiter_count_) +
                    static_cast<std::uint32_t>(std::popcount(m.delimiters & below))};
        }
    }

    /// Eight at a time whether they are there or not: cheaper than to ask each time.
    HWY_INLINE void add_delimiters(std::uint64_t bits, std::uint32_t at) {
        const auto count = static_cast<std::size_t>(std::popcount(bits));
        auto* out = delimiters_ + delimiter_count_;
        for (std::size_t done = 0; done < count; done += 8) {
            for (std::size_t i = 0; i < 8; ++i) {
                *out++ = at + static_cast<std::uint32_t>(std::countr_zero(bits));
                bits &= bits - 1;
            }
        }
        delimiter_count_ += count;
    }

    char delimiter_;
    RecordIndex::Record* records_;
    std::uint32_t* delimiters_;
    std::size_t record_count_ = 0;
    std::size_t delimiter_count_ = 0;
    std::uint64_t inside_ = 0;  // all ones: within quotes
    std::uint64_t before_ = 1;  // whether the byte before lets a quote open
    std::uint64_t irregular_ = 0;
    std::uint64_t quoted_feeds_ = 0;
    std::uint64_t nuls_ = 0;
    RecordScan result_;
};

// Not inlined anywhere: what calls it may be compiled for another kind of vectors.
HWY_NOINLINE RecordScan scan_records(std::string_view text, char delimiter,
                                     RecordIndex::Record* records, std::uint32_t* delimiters) {
    return Scanner(delimiter, records, delimiters).scan(text);
}

}  // namespace socshift::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace socshift {

namespace {

using ScanRecords = decltype(&HWY_STATIC_DISPATCH(scan_records));

ScanRecords best_scan() {
#if HWY_TARGETS & HWY_AVX3
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma")) {
        return &N_AVX3::scan_records;
    }
#endif
#if HWY_TARGETS & HWY_AVX2
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
        __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma")) {
        return &N_AVX2::scan_records;
    }
#endif
#if HWY_TARGETS & HWY_SSE4
    if (__builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("popcnt")) {
        return &N_SSE4::scan_records;
    }
#endif
    return &HWY_STATIC_DISPATCH(scan_records);
}

}  // namespace

RecordScan record_scan(std::string_view text, char delimiter, RecordIndex::Record* records,
                       std::uint32_t* delimiters) {
    static const auto scan = best_scan();
    return scan(text, delimiter, records, delimiters);
}

}  // namespace socshift
#endif
