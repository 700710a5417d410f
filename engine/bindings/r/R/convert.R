# Data frames carried to another edition, and job titles given codes.

soc_convert <- function(data, column, from = NULL, to = NULL, weights = NULL, ...,
                        families = NULL, level = NULL, via = NULL,
                        edition_column = NULL, edition_map = NULL, wave = NULL,
                        ambiguous = NULL, groups = NULL,
                        normalise = FALSE, weights_by = NULL, weights_values = NULL,
                        mixed_weights = FALSE,
                        split = NULL, seed = NULL, draws = NULL,
                        title_column = NULL, title_score = NULL,
                        scale = NULL, whole = FALSE,
                        sum = NULL, mean = NULL, by_weight = NULL, by = NULL,
                        bounds = FALSE, shares_of_basis = FALSE, allow_mixed_levels = FALSE,
                        where = NULL, where_not = NULL, no_code = NULL, repair = NULL,
                        decimal = NULL, thousands = NULL, missing = NULL,
                        on_unknown = NULL, fail_above = NULL, prefix = NULL, shares = NULL,
                        threads = NULL, catalog = NULL) {
    no_others("soc_convert", soc_convert, list(...))
    needed("data", base::missing(data))
    check_frame(data)
    needed("column", base::missing(column))
    said <- said_of(
        column = column_said("column", column),
        from = paste(texts("from", from), collapse = ","),
        to = text("to", to),
        families = texts("families", families),
        level = text("level", level),
        weights = paths("weights", weights),
        normalise = flag("normalise", normalise),
        weights_by = weight_groups(weights_by, weights_values),
        mixed_weights = flag("mixed_weights", mixed_weights),
        via = ways(via),
        edition_column = text("edition_column", edition_column),
        edition_map = edition_values(edition_map),
        wave = text("wave", wave),
        ambiguous = text("ambiguous", ambiguous),
        groups = text("groups", groups),
        split = text("split", split),
        seed = if (!is.null(seed)) whole_text("seed", seed),
        draws = if (!is.null(draws)) count("draws", draws),
        title_column = text("title_column", title_column),
        title_score = if (!is.null(title_score)) number("title_score", title_score),
        scale = texts("scale", scale),
        whole = flag("whole", whole),
        sum = texts("sum", sum),
        mean = texts("mean", mean),
        by_weight = text("by_weight", by_weight),
        by = texts("by", by),
        bounds = flag("bounds", bounds),
        shares_of_basis = flag("shares_of_basis", shares_of_basis),
        allow_mixed_levels = flag("allow_mixed_levels", allow_mixed_levels),
        where = filters(where, where_not, data),
        no_code = texts("no_code", no_code),
        repair = texts("repair", repair),
        decimal = text("decimal", decimal),
        thousands = text("thousands", thousands),
        missing = if (!is.null(missing)) cells("missing", missing),
        on_unknown = text("on_unknown", on_unknown),
        fail_above = if (!is.null(fail_above)) cell("fail_above", fail_above),
        prefix = text("prefix", prefix),
        shares = text("shares", shares),
        threads = if (!is.null(threads)) count("threads", threads, 1, .Machine$integer.max)
    )
    if (!is.null(title_score) && !identical(said[["split"]], "title")) {
        wrong("title_score", 'expected split = "title" as well')
    }
    folder <- path("catalog", catalog)
    names <- column_names(data)
    uses <- columns_said(said, names)
    check_figures(data, uses)
    readable <- readable_in(data)
    asked <- engine_asked_by_convert(said, names, readable, texts_in(data))
    more <- setdiff(which(readable), asked)
    columns <- read_columns(data, asked, uses)
    carried <- engine_convert(folder, said, names, columns, rows_of(data), length(more) > 0L)
    if (isTRUE(carried$wants_all)) {
        columns[more] <- read_columns(data, more, uses)[more]
        carried <- engine_convert(folder, said, names, columns, rows_of(data), FALSE)
    }
    if (is.null(said[["from"]]) && is.null(said[["edition_column"]])) {
        notice("column '", column, "' is taken for codes of ", carried$summary$from)
    }
    rows <- if (is.null(carried$figures)) {
        rows_with(data, carried, said[["whole"]])
    } else {
        figures_of(data, carried$figures, columns, said[["by"]])
    }
    with_account(rows, data, carried, "soc_convert", said[["whole"]])
}

soc_assign <- function(data, column, to, ..., min_score = NULL, fall_back = NULL, learn = NULL,
                       second_title = NULL, job_zone = NULL, with_code = NULL, from = NULL,
                       via = NULL, last_by = NULL, order = NULL, where = NULL, where_not = NULL,
                       on_unknown = NULL, prefix = NULL, threads = NULL, catalog = NULL) {
    no_others("soc_assign", soc_assign, list(...))
    needed("data", missing(data))
    check_frame(data)
    needed("column", missing(column))
    needed("to", missing(to))
    said <- said_of(
        column = column_said("column", column),
        to = text("to", to),
        min_score = if (!is.null(min_score)) number("min_score", min_score),
        fall_back = text("fall_back", fall_back),
        second_title = text("second_title", second_title),
        job_zone = text("job_zone", job_zone),
        with_code = text("with_code", with_code),
        from = text("from", from),
        via = texts("via", via),
        last_by = texts("last_by", last_by),
        order = text("order", order),
        where = filters(where, where_not, data),
        on_unknown = text("on_unknown", on_unknown),
        prefix = text("prefix", prefix),
        threads = if (!is.null(threads)) count("threads", threads, 1, .Machine$integer.max)
    )
    if (!length(said[["last_by"]]) %in% c(0L, 2L)) {
        wrong("last_by", "expected two columns, the person and the period, found ",
              length(said[["last_by"]]))
    }
    folder <- path("catalog", catalog)
    learn <- path("learn", learn)
    names <- column_names(data)
    columns <- read_columns(data, engine_asked_by_assign(said, names), columns_said(said, names))
    assigned <- engine_assign(folder, said, learn, names, columns, rows_of(data))
    with_account(rows_with(data, assigned, FALSE), data, assigned, "soc_assign")
}

soc_detect <- function(data, column = NULL, ..., no_code = NULL, where = NULL, where_not = NULL,
                       evidence = 5, catalog = NULL) {
    no_others("soc_detect", soc_detect, list(...))
    needed("data", missing(data))
    check_frame(data)
    said <- said_of(
        column = if (!is.null(column)) column_said("column", column),
        no_code = texts("no_code", no_code),
        where = filters(where, where_not, data)
    )
    evidence <- count("evidence", evidence)
    folder <- path("catalog", catalog)
    names <- column_names(data)
    asked <- engine_asked_by_detect(said, names)
    if (is.null(said[["column"]])) {
        asked <- asked[readable_in(data)[asked]]
    }
    columns <- read_columns(data, asked, columns_said(said, names))
    kept <- if (is.null(said[["column"]])) asked else seq_along(names)
    table_of(engine_detect(folder, said, names[kept], columns[kept], rows_of(data), evidence), data)
}

# Columns of truths, days or times are no figures, though R would add some of them up.
check_figures <- function(data, uses) {
    for (i in which(uses$argument %in% c("sum", "mean", "scale", "by_weight"))) {
        column <- .subset2(data, uses$place[i])
        is_truth <- is.logical(column) && !all(is.na(column))
        if (is_truth || inherits(column, c("Date", "POSIXct", "POSIXlt", "difftime"))) {
            wrong(uses$argument[i], "column '", column_names(data)[uses$place[i]], "' is of ",
                  if (is_truth) "TRUE and FALSE" else paste0("class '", class(column)[1L], "'"),
                  ", expected numbers",
                  if (is_truth) "; as.integer() makes 1 and 0 of them")
        }
    }
}

# Arguments without those that are not said. Ask for one with [[: $ takes `by_weight` for a `by` that is not
# there. A column may be called "".
said_of <- function(...) {
    all <- list(...)
    of_columns <- names(all) %in% c("sum", "mean", "by", "scale", "last_by")
    is_nothing <- vapply(all, function(each) {
        length(each) == 0L || identical(each, FALSE)
    }, NA)
    is_empty <- vapply(all, identical, NA, "")
    all[!(is_nothing | (is_empty & !of_columns))]
}

# Census weights by groups of rows: lists of a group, its column, values and what they mean.
weight_groups <- function(weights_by, weights_values) {
    columns <- named_values("weights_by", weights_by, "a column for each group")
    values <- named_values("weights_values", weights_values, "values by group")
    for (group in names(values)) {
        if (!group %in% names(columns)) {
            wrong("weights_values", "'", group, "' is no group of weights_by")
        }
    }
    lapply(names(columns), function(group) {
        words <- named_values("weights_values", values[[group]], "words by value")
        meant <- vapply(words, function(word) text("weights_values", word), "", USE.NAMES = FALSE)
        list(enc2utf8(group), text("weights_by", columns[[group]]),
             enc2utf8(as.character(names(words))), meant)
    })
}

# What values of the edition column mean: the values, and an edition or several of each.
edition_values <- function(edition_map) {
    map <- named_values("edition_map", edition_map, "editions by value")
    if (length(map)) {
        list(enc2utf8(names(map)), vapply(map, function(editions) {
            paste(texts("edition_map", editions), collapse = "+")
        }, "", USE.NAMES = FALSE))
    }
}

# Rows of the data with the columns that they get.
rows_with <- function(data, carried, whole) {
    take_divided(data, carried$rows, carried$scaled, whole, behind = carried$added)
}

# Rows of the data, of which figures were divided: vectors of parts, by the names of columns.
take_divided <- function(data, rows, parts, whole, before = list(), behind = list()) {
    names <- column_names(data)
    at <- vapply(names(parts), place_of, 0L, names, USE.NAMES = FALSE)
    replaced <- Map(function(place, figures) {
        scaled_like(.subset2(data, place), figures, rows, isTRUE(whole), names[place])
    }, at, unname(parts))
    take_rows(data, rows, before = before, behind = behind, replaced = replaced, at = at)
}

# Divided figures as a column like `own`: its labels and formats, and its cells that are no figures. Of
# integer64 doubles, since a part of a whole number need not be one.
scaled_like <- function(own, figures, rows, whole, name) {
    old <- take_column(own, rows)
    if (is.factor(own)) {
        return(ifelse(is.na(figures), as.character(old), figures))
    }
    if (inherits(own, "integer64")) {
        return(engine_numbers(ifelse(is.na(figures), as.character(old), figures)))
    }
    values <- as.vector(unclass(old))
    is_figure <- !is.na(figures) & !is.na(values)
    if (is.integer(values) && whole && all(abs(figures[is_figure]) <= .Machine$integer.max)) {
        figures <- as.integer(figures)
    }
    figures[!is_figure] <- values[!is_figure]
    kept <- attributes(old)
    parts <- figures[is_figure]
    attributes(parts) <- kept[c("na_values", "na_range")]
    if (anyNA(without_missing(parts))) {
        wrong("scale", "a part of a figure in column '", name, "' is ",
              format(figures[is_figure][is.na(without_missing(parts))][1L]),
              ", which the column declares missing; say missing, and take na_values and na_range off")
    }
    if (is.double(figures) && is.integer(values)) {
        kept$class[kept$class == "integer"] <- "double"
        storage.mode(kept$labels) <- if (is.integer(kept$labels)) "double" else storage.mode(kept$labels)
    } else if (typeof(figures) != typeof(values)) {
        kept$class <- NULL
    }
    attributes(figures) <- kept
    figures
}

# Figures by code. Keys are what they were in the data: factors, dates, numbers with their labels.
figures_of <- function(data, answer, columns, by) {
    out <- frame_of(answer, data)
    class(out) <- setdiff(class(out), "soc_table")
    attributes(out)[c("schema", "notices")] <- NULL
    keys <- 2L + seq_along(by)  # behind code and title
    places <- vapply(by, place_of, 0L, column_names(data), USE.NAMES = FALSE)
    order <- order_of_lines(out[[1L]], unclass(out)[keys], lapply(places, function(place) {
        if (!is.na(place)) .subset2(data, place)
    }))
    out[] <- lapply(out, function(column) column[order])
    for (i in which(!is.na(places))) {
        own <- .subset2(data, places[i])
        out[[keys[i]]] <- key_column(own, columns[[places[i]]], out[[keys[i]]])
    }
    out
}

# Lines of each code in the order of their keys: numbers by what they are, 2 before 10, missing ones first;
# others by the bytes of their texts.
order_of_lines <- function(codes, keys, owns) {
    ranks <- Map(function(texts, own) {
        is_number <- is.numeric(unclass(own)) && !is.factor(own) && !inherits(own, c("Date", "POSIXct"))
        if (is_number) {
            return(engine_numbers(texts))
        }
        texts[is.na(texts)] <- ""
        match(texts, sort(unique(texts), method = "radix"))
    }, unname(keys), owns)
    blocks <- match(codes, unique(codes))
    do.call(order, c(list(blocks), ranks, list(na.last = FALSE, method = "radix")))
}

# The cells of `own` that the engine calls by these texts, where it read `read`.
key_column <- function(own, read, keys) {
    first <- if (is.numeric(read)) {
        match(engine_numbers(keys), read)
    } else {
        read <- as.character(read)
        read[is.na(read)] <- ""
        keys[is.na(keys)] <- ""
        match(keys, read)
    }
    take_column(own, first)
}
