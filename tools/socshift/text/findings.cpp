#include "text/findings.hpp"

#include "text/text.hpp"

#include <ostream>

namespace socshift::cli {

namespace {

std::string painted(const Paint& paint, Severity severity) {
    switch (severity) {
        case Severity::error:
            return paint.red(to_string(severity));
        case Severity::warning:
            return paint.yellow(to_string(severity));
        case Severity::note:
            return paint.cyan(to_string(severity));
    }
    return {};
}

}  // namespace

void write_findings(Context& context, const Findings& findings, Format format) {
    if (format == Format::text) {
        const Paint paint{context.color};
        for (const auto& finding : findings) {
            const auto where = finding.where.text();
            context.out << paint.bold(where) << (where.empty() ? "" : ": ")
                        << painted(paint, finding.severity) << ": " << finding.message << ' '
                        << paint.faint("[" + finding.rule + "]") << '\n';
        }
        return;
    }
    Table table{"socshift/check/1", {"severity", "rule", "where", "message"}, {}, {}};
    for (const auto& finding : findings) {
        table.rows.push_back({std::string{to_string(finding.severity)}, finding.rule,
                              finding.where.text(), finding.message});
    }
    write_table(context.out, table, format, context.width);
}

}  // namespace socshift::cli
