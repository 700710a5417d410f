#include "socshift/base/composed.hpp"

#include "socshift/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace socshift {

namespace {

/// Letters, and what each becomes with one mark on it.
struct Composition {
    char16_t mark;
    std::u16string_view bases;
    std::u16string_view letters;
};

// Canonical compositions of the Unicode Character Database up to U+024F.
constexpr std::array<Composition, 28> compositions = {{
    {0x0300, u"AEINOUaeinou",
     u"\u00C0\u00C8\u00CC\u01F8\u00D2\u00D9\u00E0\u00E8\u00EC\u01F9\u00F2\u00F9"},
    {0x0300, u"\u00DC\u00FC", u"\u01DB\u01DC"},
    {0x0301, u"ACEGILNORSUY",
     u"\u00C1\u0106\u00C9\u01F4\u00CD\u0139\u0143\u00D3\u0154\u015A\u00DA\u00DD"},
    {0x0301, u"Zacegilnorsu",
     u"\u0179\u00E1\u0107\u00E9\u01F5\u00ED\u013A\u0144\u00F3\u0155\u015B\u00FA"},
    {0x0301, u"yz\u00C5\u00C6\u00D8\u00DC\u00E5\u00E6\u00F8\u00FC",
     u"\u00FD\u017A\u01FA\u01FC\u01FE\u01D7\u01FB\u01FD\u01FF\u01D8"},
    {0x0302, u"ACEGHIJOSUWY",
     u"\u00C2\u0108\u00CA\u011C\u0124\u00CE\u0134\u00D4\u015C\u00DB\u0174\u0176"},
    {0x0302, u"aceghijosuwy",
     u"\u00E2\u0109\u00EA\u011D\u0125\u00EE\u0135\u00F4\u015D\u00FB\u0175\u0177"},
    {0x0303, u"AINOUainou", u"\u00C3\u0128\u00D1\u00D5\u0168\u00E3\u0129\u00F1\u00F5\u0169"},
    {0x0304, u"AEIOUYaeiouy",
     u"\u0100\u0112\u012A\u014C\u016A\u0232\u0101\u0113\u012B\u014D\u016B\u0233"},
    {0x0304, u"\u00C4\u00C6\u00D5\u00D6\u00DC\u00E4\u00E6\u00F5\u00F6\u00FC\u01EA\u01EB",
     u"\u01DE\u01E2\u022C\u022A\u01D5\u01DF\u01E3\u022D\u022B\u01D6\u01EC\u01ED"},
    {0x0304, u"\u0226\u0227\u022E\u022F", u"\u01E0\u01E1\u0230\u0231"},
    {0x0306, u"AEGIOUaegiou",
     u"\u0102\u0114\u011E\u012C\u014E\u016C\u0103\u0115\u011F\u012D\u014F\u016D"},
    {0x0307, u"ACEGIOZacego",
     u"\u0226\u010A\u0116\u0120\u0130\u022E\u017B\u0227\u010B\u0117\u0121\u022F"},
    {0x0307, u"z", u"\u017C"},
    {0x0308, u"AEIOUYaeiouy",
     u"\u00C4\u00CB\u00CF\u00D6\u00DC\u0178\u00E4\u00EB\u00EF\u00F6\u00FC\u00FF"},
    {0x030A, u"AUau", u"\u00C5\u016E\u00E5\u016F"},
    {0x030B, u"OUou", u"\u0150\u0170\u0151\u0171"},
    {0x030C, u"ACDEGHIKLNOR",
     u"\u01CD\u010C\u010E\u011A\u01E6\u021E\u01CF\u01E8\u013D\u0147\u01D1\u0158"},
    {0x030C, u"STUZacdeghij",
     u"\u0160\u0164\u01D3\u017D\u01CE\u010D\u010F\u011B\u01E7\u021F\u01D0\u01F0"},
    {0x030C, u"klnorstuz\u00DC\u00FC\u01B7",
     u"\u01E9\u013E\u0148\u01D2\u0159\u0161\u0165\u01D4\u017E\u01D9\u01DA\u01EE"},
    {0x030C, u"\u0292", u"\u01EF"},
    {0x030F, u"AEIORUaeioru",
     u"\u0200\u0204\u0208\u020C\u0210\u0214\u0201\u0205\u0209\u020D\u0211\u0215"},
    {0x0311, u"AEIORUaeioru",
     u"\u0202\u0206\u020A\u020E\u0212\u0216\u0203\u0207\u020B\u020F\u0213\u0217"},
    {0x031B, u"OUou", u"\u01A0\u01AF\u01A1\u01B0"},
    {0x0326, u"STst", u"\u0218\u021A\u0219\u021B"},
    {0x0327, u"CEGKLNRSTceg",
     u"\u00C7\u0228\u0122\u0136\u013B\u0145\u0156\u015E\u0162\u00E7\u0229\u0123"},
    {0x0327, u"klnrst", u"\u0137\u013C\u0146\u0157\u015F\u0163"},
    {0x0328, u"AEIOUaeiou", u"\u0104\u0118\u012E\u01EA\u0172\u0105\u0119\u012F\u01EB\u0173"},
}};

/// The character at the start of @p text, if it has two bytes at most; else 0.
char16_t short_character(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    if (byte(0) < 0x80U) {
        return static_cast<char16_t>(byte(0));
    }
    return valid_character_size(text) == 2
               ? static_cast<char16_t>((byte(0) & 0x1FU) << 6U | (byte(1) & 0x3FU))
               : char16_t{0};
}

/// @p base with @p mark on it; 0 if there is no such letter here.
char16_t letter_of(char16_t base, char16_t mark) {
    for (const auto& one : compositions) {
        const auto place = one.mark == mark ? one.bases.find(base) : std::u16string_view::npos;
        if (place != std::u16string_view::npos) {
            return one.letters[place];
        }
    }
    return 0;
}

}  // namespace

std::string composed(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto size = std::max<std::size_t>(valid_character_size(text), 1);
        std::string letter{text.substr(0, size)};
        text.remove_prefix(size);
        while (!text.empty()) {
            const auto made = letter_of(short_character(letter), short_character(text));
            if (made == 0) {
                break;
            }
            letter.clear();
            append_utf8(letter, made);
            text.remove_prefix(2);  // every mark has two bytes
        }
        out += letter;
    }
    return out;
}

}  // namespace socshift
