#pragma once

#include "socshift/base/harmless.hpp"

#include <ios>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

namespace socshift::cli {

/// A sequence for the terminal that is our own, so that a HarmlessStream lets it through. Nobody
/// else can write one: it stands between marks that are drawn anew for each process.
[[nodiscard]] std::string trusted(std::string_view sequence);

/// Passes everything on to another stream, escaped.
class HarmlessStream : public std::ostream {
public:
    /// @p to must outlive this.
    HarmlessStream(std::ostream& to, Escapes escapes);
    ~HarmlessStream() override;
    HarmlessStream(const HarmlessStream&) = delete;
    HarmlessStream& operator=(const HarmlessStream&) = delete;

private:
    class Buffer : public std::streambuf {
    public:
        Buffer(std::ostream& to, Escapes escapes) : to_(to), escapes_(escapes) {}
        void finish();

    protected:
        int_type overflow(int_type c) override;
        std::streamsize xsputn(const char* bytes, std::streamsize size) override;
        int sync() override;

    private:
        std::ostream& to_;
        Escapes escapes_;
        std::string pending_;  // the start of what may be one character or one mark
    };

    Buffer buffer_;
};

}  // namespace socshift::cli
