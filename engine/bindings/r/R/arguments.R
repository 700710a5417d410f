# What is said, and what is wrong with it. The engine calls stop_with().

stop_with <- function(argument, message) {
    stop(structure(
        class = c("soc_error", "error", "condition"),
        list(message = message, call = NULL, argument = if (nzchar(argument)) argument)
    ))
}

wrong <- function(argument, ...) {
    stop_with(argument, paste0(argument, ": ", ...))
}

# What was found, in a few words.
found <- function(value) {
    if (is.null(value)) {
        return("NULL")
    }
    if (is.atomic(value) && length(value) == 1L && is.null(dim(value))) {
        return(if (is.na(value)) "NA" else paste0("'", format(value), "'"))
    }
    if (is.data.frame(value)) {
        return(paste("a data frame of", rows_of(value), "rows"))
    }
    kind <- if (is.object(value)) class(value)[1L] else typeof(value)
    paste0(if (is.character(value)) "texts" else kind, ", ", length(value), " of them")
}

# One text; NULL: ""
text <- function(argument, value) {
    if (is.null(value)) {
        return("")
    }
    if (is.factor(value) && length(value) == 1L) {
        value <- as.character(value)
    }
    if (!is.character(value) || length(value) != 1L || is.na(value)) {
        wrong(argument, "expected one text, found ", found(value))
    }
    enc2utf8(unname(value))
}

texts <- function(argument, value) {
    if (is.null(value)) {
        return(character())
    }
    if (is.factor(value)) {
        value <- as.character(value)
    }
    if (!is.character(value) || anyNA(value)) {
        wrong(argument, "expected texts, found ", found(value))
    }
    enc2utf8(unname(value))
}

# Texts, or numbers as the texts that cells of a file have; without exponents.
cells <- function(argument, value) {
    if (is.factor(value)) {
        value <- as.character(value)
    }
    if (inherits(value, c("Date", "POSIXct"))) {
        value <- texts_of_times(value)
    }
    if (is.logical(value)) {
        value <- c("FALSE", "TRUE")[value + 1L]
    }
    if (inherits(value, "integer64")) {
        value <- texts_of_integer64(argument, value)
    }
    if (inherits(value, "integer64")) {
        value <- texts_of_integer64(argument, value)
    }
    if (is.numeric(value)) {
        value <- engine_texts(as.double(value))
    }
    if (!is.character(value)) {
        wrong(argument, "expected texts or numbers, found ", found(value))
    }
    value[is.na(value)] <- ""
    enc2utf8(unname(as.character(value)))
}

# integer64 as the package bit64 prints it: what stands in its doubles is no double.
texts_of_integer64 <- function(argument, value) {
    if (is.null(utils::getS3method("as.character", "integer64", optional = TRUE))) {
        wrong(argument, "is of class integer64, which the package bit64 reads; load it")
    }
    as.character(value)
}

flag <- function(argument, value) {
    if (!is.logical(value) || length(value) != 1L || is.na(value)) {
        wrong(argument, "expected TRUE or FALSE, found ", found(value))
    }
    unname(value)
}

number <- function(argument, value) {
    if (inherits(value, "integer64")) {
        value <- engine_numbers(texts_of_integer64(argument, value))
    }
    if (!is.numeric(value) || length(value) != 1L || is.na(value)) {
        wrong(argument, "expected one number, found ", found(value))
    }
    as.double(value)
}

# A whole number. From 2^53 on a double is not every whole number: what was said may be another.
count <- function(argument, value, least = 0, most = 2^53 - 1) {
    value <- number(argument, value)
    if (value < least || value != round(value) || value > most) {
        wrong(argument, "expected a whole number from ", least, " to ",
              format(most, scientific = FALSE), ", found ", format(value, digits = 15))
    }
    value
}

# A whole number as a text of digits, which can have more of them than a double.
whole_text <- function(argument, value) {
    if (inherits(value, "integer64")) {
        value <- texts_of_integer64(argument, value)
    }
    if (is.character(value)) text(argument, value) else cells(argument, count(argument, value))
}

named_values <- function(argument, value, of) {
    if (is.null(value)) {
        return(list())
    }
    if (is.null(names(value)) || any(!nzchar(names(value)) | is.na(names(value)))) {
        wrong(argument, "expected ", of, ", each with its name, found ", found(value))
    }
    as.list(value)
}

# What ... holds are mistakes.
no_others <- function(call, of, dots) {
    if (length(dots) == 0L) {
        return(invisible())
    }
    name <- names(dots)[1L]
    if (is.null(name) || !nzchar(name)) {
        stop_with("", paste0(
            call, "(): an argument without a name behind the first ones; all others are named"
        ))
    }
    known <- setdiff(names(formals(of)), "...")
    stop_with(name, paste0(
        call, "(): no argument '", name, "'; there are: ", engine_choices(enc2utf8(name), known)
    ))
}

# Of flags and texts those that are said.
said_among <- function(...) {
    names(which(vapply(list(...), function(each) {
        if (is.logical(each)) isTRUE(each) else nzchar(each)
    }, NA)))
}

# Arguments that do nothing without `another`, which is not said.
needing <- function(another, ...) {
    for (argument in said_among(...)) {
        wrong(argument, "expected ", another, " as well")
    }
}

# At most one of some arguments is said.
one_of <- function(...) {
    said <- said_among(...)
    if (length(said) > 1L) {
        wrong(said[2L], "not together with ", said[1L])
    }
}

needed <- function(argument, is_missing) {
    if (is_missing) {
        wrong(argument, "expected one; it has no default")
    }
}

# Rows of the data that are kept, or left out: lists of a column, its values and which.
filters <- function(where, where_not, data) {
    one_kind <- function(argument, said, keeps) {
        said <- named_values(argument, said, "a list of values by column")
        lapply(seq_along(said), function(at) {
            name <- enc2utf8(names(said)[at])
            if (length(said[[at]]) == 0L) {
                wrong(argument, "no values for column '", name, "'")
            }
            place <- place_of(name, column_names(data))
            column <- if (!is.na(place) && place <= length(data)) .subset2(data, place)
            list(name, key_texts(argument, column, said[[at]]), keeps)
        })
    }
    c(one_kind("where", where, TRUE), one_kind("where_not", where_not, FALSE))
}

# The name of a column, which has to be said.
column_said <- function(argument, value) {
    if (is.null(value) || identical(value, "")) {
        wrong(argument, "expected the name of a column, found ", found(value))
    }
    text(argument, value)
}

# One text or number, as a text.
cell <- function(argument, value) {
    if (length(value) != 1L || !is.atomic(value) || is.na(value)) {
        wrong(argument, "expected one text or number, found ", found(value))
    }
    cells(argument, value)
}

# Ways: of all editions, or of each by its name.
ways <- function(via) {
    if (is.null(names(via))) {
        over <- texts("via", via)
        return(if (length(over)) list(list("", over)))
    }
    via <- named_values("via", via, "editions")
    lapply(seq_along(via), function(at) list(enc2utf8(names(via)[at]), texts("via", via[[at]])))
}

# Names of files, or words that stand for one, with what ~ stands for.
paths <- function(argument, value) {
    path.expand(texts(argument, value))
}

path <- function(argument, value) {
    path.expand(text(argument, value))
}

# A message that tells what must be known, of the class soc_notice.
notice <- function(...) {
    message(structure(
        class = c("soc_notice", "message", "condition"),
        list(message = paste0(..., "\n"), call = NULL)
    ))
}
