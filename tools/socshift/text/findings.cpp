#include "text/findings.hpp"

#include "socshift/publish/edition_answers.hpp"
#include "text/print.hpp"
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
    print(findings_answer(findings), format, context, {[&] {
              const Paint paint{context.color};
              for (const auto& finding : findings) {
                  const auto where = finding.where.text();
                  context.out << paint.bold(where) << (where.empty() ? "" : ": ")
                              << painted(paint, finding.severity) << ": " << finding.message << ' '
                              << paint.faint("[" + finding.rule + "]") << '\n';
              }
          }});
}

}  // namespace socshift::cli
