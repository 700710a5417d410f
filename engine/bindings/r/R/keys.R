# Columns whose values tell rows apart, of by, where and where_not: each value is read as a text of its own.

# Columns that arguments say: `argument`, and `place` in the data; those that are not there are not in it.
columns_said <- function(said, names) {
    simple <- c("column", "title_column", "second_title", "job_zone", "with_code", "edition_column",
                "wave", "sum", "mean", "scale", "by_weight", "last_by", "order", "by")
    of <- lapply(simple, function(argument) said[[argument]])
    groups <- vapply(said[["weights_by"]], function(each) each[[2L]], "")
    filters <- vapply(said[["where"]], function(each) each[[1L]], "")
    kept <- vapply(said[["where"]], function(each) each[[3L]], NA)
    argument <- c(rep(simple, lengths(of)), rep("weights_by", length(groups)),
                  ifelse(kept, "where", "where_not"))
    place <- vapply(c(unlist(of), groups, filters), place_of, 0L, names, USE.NAMES = FALSE)
    is_there <- !is.na(place) & place <= length(names)
    list(argument = as.character(argument)[is_there], place = as.integer(place)[is_there])
}

key_arguments <- c("by", "where", "where_not")

# A column of keys as a vector of texts, numbers or truths: kinds of missing values stay apart.
read_key <- function(column) {
    values <- as.vector(unclass(column))
    if (is.factor(column) || is.character(values)) {
        values <- enc2utf8(as.character(column))
        gone <- is.na(values)
        if (any(gone) && any(!gone & !nzchar(values))) {
            values[gone] <- utils::tail(make.unique(c(unique(values[!gone]), "NA")), 1L)
        }
        return(values)
    }
    if (inherits(column, c("Date", "POSIXct", "integer64"))) {
        return(plain_column(column))
    }
    gone <- is.na(values)
    if (is.double(values) && any(gone)) {
        kinds <- kinds_of_missing(values[gone])
        if (any(nzchar(kinds))) {
            texts <- engine_texts(values)
            texts[gone] <- kinds
            return(texts)
        }
    }
    values
}

# Of missing numbers "", ".a" of a tagged one, and "NaN" of what is not a number if others are "".
kinds_of_missing <- function(values) {
    kinds <- engine_missing_tags(values)
    is_nan <- is.nan(values) & !nzchar(kinds)
    if (!all(is_nan | nzchar(kinds))) {
        kinds[is_nan] <- "NaN"
    }
    kinds
}

# What values that rows are asked for are called in a column of keys. NA is all that is missing.
key_texts <- function(argument, column, values) {
    if (inherits(values, "POSIXlt")) {
        values <- as.POSIXct(values)
    }
    if (is.object(values) && all(class(values) %in% plain_classes)) {
        values <- as.vector(unclass(values))
    }
    texts <- cells(argument, values)
    if (is.null(column) || !is.null(unreadable(column))) {
        return(texts)
    }
    own <- as.vector(unclass(column))
    is_time <- function(x) inherits(x, c("Date", "POSIXct"))
    if (is_time(column)) {
        if (is_time(values) && inherits(values, "Date") == inherits(column, "Date")) {
            both <- structure(c(as.double(own), as.double(unclass(values))),
                              class = oldClass(column), tzone = attr(column, "tzone"))
            texts <- texts_of_times(both)[length(own) + seq_along(values)]
            at <- match(as.double(unclass(values)), as.double(own))
            texts[!is.na(at)] <- texts_of_times(column)[at[!is.na(at)]]
        }
    } else if (is.logical(own)) {
        is_truth <- toupper(texts) %in% c("TRUE", "FALSE")
        texts[is_truth] <- toupper(texts[is_truth])
    } else if (is.numeric(own) && !is.factor(column) && !inherits(column, "integer64")) {
        numbers <- engine_numbers(texts)
        is_there <- !is.na(numbers) & numbers %in% own
        texts[is_there] <- engine_texts(numbers[is_there])
        if (is.double(values) && !inherits(values, "integer64")) {
            tags <- engine_missing_tags(values)
            texts[nzchar(tags)] <- tags[nzchar(tags)]
        }
    }
    gone <- is.na(values) & !nzchar(texts)
    if (any(gone)) {
        missing <- is.na(if (is.object(column)) without_missing(column) else own)
        called <- cells(argument, read_key(column)[missing])
        texts <- c(texts[!gone], if (length(called)) unique(called) else "")
    }
    texts
}

# Texts of days or times, to each its own: where the clock shows the same twice, seconds since 1970 say which.
texts_of_times <- function(times) {
    zone <- attr(times, "tzone")
    all <- unique(as.double(unclass(times)))
    texts <- if (inherits(times, "Date")) {
        format(structure(all, class = "Date"), "%Y-%m-%d")
    } else {
        parts <- as.POSIXlt(.POSIXct(all, zone))
        seconds <- any(parts$sec != 0, na.rm = TRUE)
        clock <- seconds || any(parts$hour != 0 | parts$min != 0, na.rm = TRUE)
        format(parts, if (seconds) "%Y-%m-%d %H:%M:%S" else if (clock) "%Y-%m-%d %H:%M" else "%Y-%m-%d")
    }
    again <- texts %in% texts[duplicated(texts)] | is.na(texts)
    texts[again] <- paste(texts[again], sprintf("%.17g", all[again]))
    texts[is.na(all)] <- NA
    texts[match(as.double(unclass(times)), all)]
}

# Times in their order as whole numbers, which the engine orders by.
places_in_time <- function(times) {
    times <- as.double(unclass(times))
    match(times, sort(unique(times)))
}

# A column that the arguments at the same place in `uses` ask for.
read_column <- function(column, name, uses) {
    why_not <- unreadable(column)
    if (!is.null(why_not)) {
        wrong(if (length(uses)) uses[1L] else "data", "column '", name, "' ", why_not)
    }
    is_key <- uses %in% key_arguments
    other <- if ("order" %in% uses && inherits(column, "POSIXct")) {
        places_in_time(column)
    } else {
        plain_column(column)
    }
    if (!any(is_key)) {
        return(other)
    }
    key <- read_key(column)
    if (!all(is_key)) {
        same <- if (is.factor(other)) as.character(other) else other
        if (!identical(key, same)) {
            wrong(uses[is_key][1L], "values of column '", name, "' that differ here are the same, or in ",
                  "another order, for ", uses[!is_key][1L], "; name a copy of the column for one of them")
        }
    }
    key
}
