# The program, which SOCSHIFT_PROGRAM names, asked the same of a file of the same data.

program <- function() {
    path <- Sys.getenv("SOCSHIFT_PROGRAM")
    skip_if(!nzchar(path), "SOCSHIFT_PROGRAM names no program to compare with")
    path
}

# What the program writes: all cells as texts.
by_program <- function(data, verb, arguments) {
    folder <- tempfile("socshift")
    dir.create(folder)
    on.exit(unlink(folder, recursive = TRUE))
    file <- file.path(folder, "data.csv")
    write.csv(data, file, row.names = FALSE, na = "")
    out <- file.path(folder, "out.csv")
    summary <- file.path(folder, "summary.json")
    status <- system2(program(), shQuote(c(verb, file, arguments, "-o", out, "--summary", summary)),
                      stdout = FALSE, stderr = file.path(folder, "err"))
    if (!status %in% c(0L, 1L)) {
        stop(paste(readLines(file.path(folder, "err")), collapse = "\n"))
    }
    cells <- function(path) {
        if (!file.exists(path)) {
            return(NULL)
        }
        read.csv(path, colClasses = "character", check.names = FALSE, na.strings = character(),
                 encoding = "UTF-8")
    }
    list(rows = cells(out), rejects = cells(paste0(out, ".rejects.csv")),
         summary = readLines(summary))
}

# Numbers and texts of the program's summary, and of its objects of these: "by_basis/only" = "2".
said_in <- function(lines) {
    out <- character()
    inside <- ""
    for (line in lines) {
        key <- sub('^ +"([^"]*)": .*$', "\\1", line)
        value <- sub(',$', "", sub('^ +"[^"]*": ', "", line))
        value <- sub('^"(.*)"$', "\\1", value)
        if (grepl('^  "[^"]*": \\{$', line)) {
            inside <- paste0(key, "/")
        } else if (grepl('^  "[^"]*": [^][{}]+$', line)) {
            out[key] <- value
        } else if (grepl('^    "[^"]*": [^][{}]+$', line) && nzchar(inside)) {
            out[paste0(inside, key)] <- value
        } else if (grepl("^  []}]", line)) {
            inside <- ""
        }
    }
    out[names(out) != "file"]
}

# The account has what the program's summary has.
expect_same_account <- function(account, lines) {
    expected <- said_in(lines)
    expect_gt(length(expected), 10L)
    for (name in names(expected)) {
        own <- account$summary[[strsplit(name, "/")[[1L]]]]
        own <- if (is.logical(own)) tolower(own) else format(own, scientific = FALSE)
        expect_identical(own, expected[[name]], label = name)
    }
}

# Texts of the program are the values that R has: numbers exactly so, nothing for NA.
expect_same_cells <- function(found, expected, columns = names(expected)) {
    expect_identical(nrow(found), nrow(expected))
    for (name in columns) {
        texts <- expected[[name]]
        own <- found[[name]]
        if (is.numeric(own)) {
            expect_identical(as.numeric(own), socshift:::engine_numbers(texts), label = name)
        } else {
            own <- as.character(own)
            own[is.na(own)] <- ""
            expect_identical(own, enc2utf8(texts), label = name)
        }
    }
}

quiet <- function(expr) suppressMessages(expr, classes = "soc_notice")

survey <- function() {
    data.frame(
        person = 1:7,
        occ = c("15-1134", "151132", "29-1060", "11-1011", NA, "99-1234", "15-1134"),
        weight = c(120.5, 80, 95.25, 60, 1, 0.1, NA),
        when = as.Date("2018-05-01") + c(0, 0, 1, 1, 2, 2, NA),
        sex = factor(c("f", "m", NA, "f", "m", "f", "f"), levels = c("x", "m", "f"))
    )
}
