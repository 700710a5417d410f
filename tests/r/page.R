# Rscript page.R PAGE: runs the blocks of R on a page, one after another in one session, and compares what
# they print (values, messages and errors) with the lines behind "#>". Prints the difference, exit code 1.
# With SOCSHIFT_UPDATE_GOLDEN=1 it writes the page anew.

page <- commandArgs(trailingOnly = TRUE)[1]
is_update <- nzchar(Sys.getenv("SOCSHIFT_UPDATE_GOLDEN"))
options(width = 90, OutDec = ".", warn = 1)

# Code lines, each expression followed by what it prints.
run <- function(code, scope) {
    expressions <- parse(text = code, keep.source = TRUE)
    out <- character()
    from <- 1L
    for (i in seq_along(expressions)) {
        to <- attr(expressions, "srcref")[[i]][3L]
        said <- character()
        note <- function(text) said <<- c(said, strsplit(sub("\n$", "", text), "\n")[[1L]])
        printed <- capture.output(tryCatch(
            withCallingHandlers(
                {
                    value <- withVisible(eval(expressions[[i]], scope))
                    if (value$visible) print(value$value)
                },
                message = function(m) {
                    note(conditionMessage(m))
                    invokeRestart("muffleMessage")
                },
                warning = function(w) {
                    note(paste("Warning:", conditionMessage(w)))
                    invokeRestart("muffleWarning")
                }
            ),
            error = function(e) note(paste("Error:", conditionMessage(e)))
        ))
        lines <- c(said, printed)
        out <- c(out, code[from:to], if (length(lines)) trimws(paste("#>", lines), "right"))
        from <- to + 1L
    }
    c(out, if (from <= length(code)) code[from:length(code)])
}

lines <- readLines(page, encoding = "UTF-8")
scope <- new.env(parent = globalenv())
out <- character()
blocks <- 0L
at <- 1L
while (at <= length(lines)) {
    out <- c(out, lines[at])
    if (lines[at] == "```r") {
        end <- at + match("```", lines[(at + 1L):length(lines)])
        block <- lines[seq_len(end - at - 1L) + at]
        out <- c(out, run(block[!startsWith(block, "#>")], scope))
        blocks <- blocks + 1L
        at <- end
        next
    }
    at <- at + 1L
}

if (blocks == 0L) {
    stop("no blocks of R in ", page)
}
if (is_update) {
    writeLines(out, page, useBytes = TRUE)
} else if (!identical(out, lines)) {
    now <- tempfile()
    writeLines(out, now, useBytes = TRUE)
    system2("diff", c("-u", shQuote(page), shQuote(now)))
    quit(status = 1L)
}
