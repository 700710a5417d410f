# Questions and their answers.

soc_editions <- function(catalog = NULL) {
    table_of(engine_editions(path("catalog", catalog)))
}

soc_show <- function(code, edition = NULL, catalog = NULL) {
    needed("code", missing(code))
    table_of(engine_show(
        path("catalog", catalog), text("code", code), text("edition", edition), engine_data_folder()
    ))
}

soc_map <- function(codes = NULL, from, to, ..., level = NULL, via = NULL, explain = FALSE,
                    catalog = NULL) {
    no_others("soc_map", soc_map, list(...))
    needed("from", missing(from))
    needed("to", missing(to))
    asked <- if (is.null(codes)) character() else cells("codes", codes)
    answer <- table_of(engine_map(
        path("catalog", catalog), text("from", from), text("to", to), asked,
        text("level", level), texts("via", via), flag("explain", explain)
    ))
    if (is.null(codes) || length(asked)) answer else answer[0L, , drop = FALSE]
}

soc_diff <- function(before, after, ..., level = NULL, group = NULL, changes = NULL, stat = FALSE,
                     name_only = FALSE, exclusions = FALSE, residuals = FALSE, official = FALSE,
                     explain = NULL, counts = NULL, via = NULL, catalog = NULL) {
    no_others("soc_diff", soc_diff, list(...))
    needed("before", missing(before))
    needed("after", missing(after))
    explain <- text("explain", explain)
    one_of(
        stat = flag("stat", stat), name_only = flag("name_only", name_only),
        exclusions = flag("exclusions", exclusions), residuals = flag("residuals", residuals),
        official = flag("official", official), explain = explain
    )
    folder <- path("catalog", catalog)
    before <- text("before", before)
    after <- text("after", after)
    via <- texts("via", via)
    if (!residuals && nzchar(path("counts", counts))) {
        wrong("counts", "expected residuals = TRUE as well")
    }
    answer <- if (exclusions) {
        engine_exclusion_changes(folder, before, after, via, text("group", group))
    } else if (residuals) {
        engine_residuals(folder, before, after, via, path("counts", counts))
    } else if (official) {
        engine_official(folder, before, after, via, engine_data_folder())
    } else if (nzchar(explain)) {
        engine_evidence(folder, before, after, explain, text("level", level), via, engine_data_folder())
    } else {
        engine_diff(
            folder, before, after, text("level", level), via, text("group", group),
            texts("changes", changes), if (stat) "counts" else if (name_only) "codes" else "changes"
        )
    }
    table_of(answer)
}

soc_families <- function(editions, ..., level = NULL, wide = FALSE, stat = FALSE, via = NULL,
                         catalog = NULL) {
    no_others("soc_families", soc_families, list(...))
    needed("editions", missing(editions))
    editions <- texts("editions", editions)
    if (length(editions) < 2L) {
        wrong("editions", "expected two editions or more, found ", length(editions))
    }
    one_of(wide = flag("wide", wide), stat = flag("stat", stat))
    table_of(engine_families(
        path("catalog", catalog), editions, text("level", level), texts("via", via),
        if (stat) "counts" else if (wide) "wide" else "codes"
    ))
}

soc_exclusions <- function(edition, code = NULL, stat = FALSE, catalog = NULL) {
    needed("edition", missing(edition))
    table_of(engine_exclusions(
        path("catalog", catalog), text("edition", edition), text("code", code), flag("stat", stat)
    ))
}

soc_routes <- function(from, to, steps = FALSE, limit = 10, max_steps = 6, catalog = NULL) {
    needed("from", missing(from))
    needed("to", missing(to))
    table_of(engine_routes(
        path("catalog", catalog), text("from", from), text("to", to), count("limit", limit, 1),
        count("max_steps", max_steps, 1), flag("steps", steps)
    ))
}

soc_loss <- function(from, over, ..., all = FALSE, stat = FALSE, counts = NULL, via = NULL,
                     catalog = NULL) {
    no_others("soc_loss", soc_loss, list(...))
    needed("from", missing(from))
    needed("over", missing(over))
    one_of(all = flag("all", all), stat = flag("stat", stat))
    table_of(engine_loss(
        path("catalog", catalog), text("from", from), text("over", over), texts("via", via), all,
        path("counts", counts), stat
    ))
}

soc_weights <- function(weights = NULL, compare = NULL, from = "soc2010", to = "soc2018",
                        gaps = FALSE, normalise = FALSE, catalog = NULL) {
    folder <- path("catalog", catalog)
    weights <- path("weights", weights)
    compare <- path("compare", compare)
    from <- text("from", from)
    to <- text("to", to)
    gaps <- flag("gaps", gaps)
    normalise <- flag("normalise", normalise)
    one_of(compare = compare, gaps = gaps)
    if (!nzchar(weights)) {
        needing("weights", compare = compare, gaps = gaps, normalise = normalise)
    }
    table_of(if (!nzchar(weights)) {
        engine_weights_list(folder, from, to)
    } else if (nzchar(compare)) {
        engine_weights_compare(folder, weights, compare, from, to, normalise)
    } else {
        engine_weights(folder, weights, from, to, gaps, normalise)
    })
}

soc_find <- function(title, edition = NULL, ..., most = NULL, explain = FALSE, contains = FALSE,
                     level = NULL, both = NULL, time = NULL, learn = NULL, catalog = NULL) {
    no_others("soc_find", soc_find, list(...))
    needed("title", missing(title))
    folder <- path("catalog", catalog)
    title <- text("title", title)
    edition <- text("edition", edition)
    both <- text("both", both)
    learn <- path("learn", learn)
    level <- text("level", level)
    explain <- flag("explain", explain)
    contains <- flag("contains", contains)
    one_of(contains = contains, both = both, most = !is.null(most))
    one_of(contains = contains, both = both, explain = explain)
    one_of(contains = contains, learn = learn)
    if (!contains) {
        needing("contains = TRUE", level = level)
    }
    if (!nzchar(both)) {
        needing("both", time = !is.null(time))
    }
    most <- if (is.null(most)) 5 else count("most", most, 1)
    table_of(if (contains) {
        words <- strsplit(trimws(title), "[[:space:]]+")[[1L]]
        engine_find_words(folder, words, edition, level)
    } else if (nzchar(both)) {
        part <- if (is.null(time)) "" else cell("time", time)
        engine_find_both(folder, title, both, edition, part, learn)
    } else {
        engine_find(folder, title, edition, most, explain, learn)
    })
}
