#pragma once

#include "socshift/base/finding.hpp"
#include "socshift/base/source_location.hpp"

#include <stdexcept>
#include <string>

namespace socshift {

/// Base of every exception this library throws: the work cannot go on. Messages are lower case,
/// without a full stop, and say what was expected.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Text that is not in the form it must have. what() starts with the location when it is known.
class FormatError : public Error {
public:
    FormatError(const SourceLocation& at, const std::string& message);
    [[nodiscard]] const SourceLocation& where() const noexcept { return at_; }

private:
    SourceLocation at_;
};

/// A file that cannot be opened, read or written.
class FileError : public Error {
public:
    using Error::Error;
};

/// Data that breaks a rule it must keep. Carries every finding, not only the first;
/// what() lists the errors among them, one a line, as shortened() does; all if there is no error.
class DataError : public Error {
public:
    explicit DataError(Findings findings);
    [[nodiscard]] const Findings& findings() const noexcept { return findings_; }

private:
    Findings findings_;
};

/// A name that the catalog does not know: an edition, a level, a table.
class UnknownName : public Error {
public:
    using Error::Error;
};

}  // namespace socshift
