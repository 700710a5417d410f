# Data frames in and out: what the engine reads of a column, and rows taken of all.

check_frame <- function(data) {
    if (!is.data.frame(data)) {
        wrong("data", "expected a data frame, found ", found(data))
    }
    if (length(data) == 0L) {
        wrong("data", "expected columns, found a data frame without any")
    }
}

rows_of <- function(data) {
    .row_names_info(data, 2L)
}

# Names of all columns; "" where one has none.
column_names <- function(data) {
    names <- names(data)
    names <- if (is.null(names)) rep("", length(data)) else enc2utf8(names)
    names[is.na(names)] <- ""
    names
}

# The place of a column by its name, or of "#2".
place_of <- function(name, names) {
    at <- match(name, names)
    if (is.na(at) && grepl("^#[1-9][0-9]*$", name)) as.integer(substring(name, 2L)) else at
}

# Labels, and texts that are used as they are: classes whose values are those of their vectors.
plain_classes <- c(
    "haven_labelled", "haven_labelled_spss", "labelled", "labelled_spss", "vctrs_vctr", "AsIs",
    "double", "integer", "numeric", "character", "logical", "noquote", "glue"
)

# Why a column cannot be read; NULL: it can.
unreadable <- function(column) {
    if (is.factor(column) || inherits(column, c("Date", "POSIXct"))) {
        return(NULL)
    }
    if (inherits(column, "integer64")) {
        if (is.null(utils::getS3method("as.character", "integer64", optional = TRUE))) {
            return("is of class integer64, which the package bit64 reads; load it")
        }
        return(NULL)
    }
    if (is.object(column) && !all(class(column) %in% plain_classes)) {
        return(paste0(
            "is of class '", class(column)[1L],
            "'; expected texts, numbers, a factor, dates or labelled values"
        ))
    }
    if (!is.null(dim(column)) ||
        !typeof(column) %in% c("character", "integer", "double", "logical")) {
        return(paste0(
            "is ", if (is.null(dim(column))) "of type" else "a table of type",
            " '", typeof(column), "'; expected texts, numbers, a factor, dates or labelled values"
        ))
    }
    NULL
}

readable_in <- function(data) {
    vapply(unclass(data), function(each) is.null(unreadable(each)), NA, USE.NAMES = FALSE)
}

# Which columns are read as texts, not as numbers.
texts_in <- function(data) {
    vapply(unclass(data), function(each) {
        !(is.numeric(unclass(each)) || is.logical(each)) || is.factor(each) ||
            inherits(each, c("Date", "POSIXct"))
    }, NA, USE.NAMES = FALSE)
}

# Values that SPSS was told are missing are missing.
without_missing <- function(column) {
    gone <- attr(column, "na_values", exact = TRUE)
    range <- attr(column, "na_range", exact = TRUE)
    values <- as.vector(unclass(column))
    if (length(gone)) {
        values[values %in% as.vector(gone)] <- NA
    }
    if (length(range) == 2L) {
        values[!is.na(values) & values >= range[1L] & values <= range[2L]] <- NA
    }
    values
}

# A column as a vector of texts, numbers or truths, or a factor.
plain_column <- function(column) {
    if (is.factor(column)) {
        levels(column) <- enc2utf8(levels(column))
        return(column)
    }
    if (inherits(column, c("Date", "POSIXct"))) {
        column <- texts_of_times(column)
    } else if (inherits(column, "integer64")) {
        column <- as.character(column)
    } else if (is.object(column)) {
        column <- without_missing(column)
    }
    if (is.character(column)) enc2utf8(column) else column
}

# Columns at `asked`, others NULL; `uses` says which arguments ask for them, of columns_said().
read_columns <- function(data, asked, uses) {
    out <- vector("list", length(data))
    for (at in asked) {
        column <- .subset2(data, at)
        of <- uses$argument[uses$place == at]
        out[[at]] <- read_column(column, column_names(data)[at], of)
        labels <- attr(column, "labels", exact = TRUE)
        if (any(of %in% c("column", "with_code")) && is.numeric(out[[at]]) && is.numeric(labels)) {
            attr(out[[at]], "labels") <- labels  # codes may be these, and the values positions
        }
    }
    out
}

# Attributes that speak of which rows there are.
row_attributes <- c("names", "dim", "dimnames", "tsp", "row.names", "na.action")

# Rows of one column, by R's own indexing. What that drops of a column's attributes (labels,
# formats) is put back.
take_column <- function(column, rows, name = "") {
    if (length(dim(column)) == 2L) {
        return(column[rows, , drop = FALSE])
    }
    # A list of fields, not of rows, which its own package knows how to take rows of.
    is_strange <- inherits(column, "vctrs_rcrd") &&
        is.null(utils::getS3method("[", "vctrs_rcrd", optional = TRUE))
    out <- column[rows]
    if (is_strange || length(out) != length(rows)) {
        stop_with("data", paste0(
            "data: rows cannot be taken of column '", name, "', which is of class '",
            class(column)[1L], "'; load the package that the class is of"
        ))
    }
    if (!inherits(column, c("POSIXlt", "ts"))) {
        for (name in setdiff(names(attributes(column)), row_attributes)) {
            if (is.null(attr(out, name, exact = TRUE))) {
                attr(out, name) <- attr(column, name, exact = TRUE)
            }
        }
    }
    out
}

# The frame of `columns` with `names` that is of the kind of `data`: its class and attributes, but
# for those that speak of its rows.
frame_like <- function(data, columns, names, count, row_names = NULL) {
    gone <- c("names", "row.names", "class", "groups", ".internal.selfref", "sorted", "index",
              "na.action", "soc_account")
    out <- columns
    attributes(out) <- attributes(data)[setdiff(names(attributes(data)), gone)]
    names(out) <- names
    attr(out, "row.names") <- if (is.null(row_names)) .set_row_names(count) else row_names
    class(out) <- setdiff(oldClass(data), "soc_table")
    out
}

# Groups of a grouped frame over rows taken of it, as its package keeps them: a frame of keys with
# the numbers of the rows of each in `.rows`. A group without rows goes, unless it was kept.
take_groups <- function(data, rows) {
    groups <- attr(data, "groups", exact = TRUE)
    if (inherits(data, "rowwise_df")) {
        keys <- setdiff(seq_along(groups), match(".rows", names(groups)))
        columns <- lapply(.subset(groups, keys), take_column, rows)
        members <- as.list(seq_along(rows))
    } else {
        members <- .subset2(groups, ".rows")
        of <- integer(rows_of(data))
        of[unlist(members)] <- rep(seq_along(members), lengths(members))
        now <- split(seq_along(rows), factor(of[rows], seq_along(members)))
        kept <- lengths(now) > 0L | identical(attr(groups, ".drop"), FALSE)
        columns <- lapply(.subset(groups, names(groups) != ".rows"), take_column, which(kept))
        members <- unname(now[kept])
    }
    old <- attributes(.subset2(groups, ".rows"))
    attributes(members) <- old[setdiff(names(old), "names")]
    out <- frame_like(groups, c(columns, list(members)), c(names(columns), ".rows"), length(members))
    attr(out, ".drop") <- attr(groups, ".drop")
    out
}

# Rows of a frame, with columns before all and behind all, and others in the places `at` of its own.
take_rows <- function(data, rows, before = list(), behind = list(), replaced = list(),
                      at = integer()) {
    columns <- Map(function(column, name) take_column(column, rows, name),
                   unname(unclass(data)), column_names(data))
    columns[at] <- replaced
    row_names <- if (.row_names_info(data) > 0L) {
        make.unique(as.character(attr(data, "row.names"))[rows])
    }
    out <- frame_like(
        data, unname(c(before, columns, behind)), c(names(before), column_names(data), names(behind)),
        length(rows), row_names
    )
    groups <- attr(data, "groups", exact = TRUE)
    if (is.null(groups) || !inherits(data, c("grouped_df", "rowwise_df"))) {
        return(out)
    }
    if (any(names(data)[at] %in% names(groups))) {
        return(ungrouped(out))  # a key is another figure now
    }
    attr(out, "groups") <- take_groups(data, rows)
    out
}

# An answer of the engine as a data frame, a tibble if `like` is one.
table_of <- function(answer, like = NULL) {
    for (each in answer$notices) {
        notice(each)
    }
    frame_of(answer, like)
}

frame_of <- function(answer, like = NULL) {
    structure(
        answer$columns,
        class = c("soc_table", if (inherits(like, "tbl_df")) c("tbl_df", "tbl"), "data.frame"),
        row.names = .set_row_names(answer$rows),
        schema = answer$schema,
        notices = answer$notices,
        drafts = answer$drafts
    )
}

print.soc_table <- function(x, ...) {
    drafts <- attr(x, "drafts")
    if (length(drafts)) {
        cat("DRAFT (", paste(drafts, collapse = ", "), "): nothing of it is in force\n", sep = "")
    }
    NextMethod()
}
