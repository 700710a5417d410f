# The account of a conversion: what became of every row and of every sum.

with_account <- function(rows, data, carried, call, whole = FALSE) {
    summary <- carried$summary
    aside <- carried$aside
    names <- column_names(data)
    own <- list(row = aside$rows, reason = aside$reason, in_part = aside$in_part)
    own <- own[!vapply(own, is.null, NA)]
    names(own) <- utils::tail(make.unique(c(names, names(own))), length(own))
    account <- structure(
        class = "soc_account",
        list(
            rows_in = summary$rows_in,
            rows_carried = c(summary$rows_carried, summary$rows_assigned)[1L],
            rows_rejected = summary$rows_rejected,
            rows_out = rows_of(rows),
            set_aside = take_divided(ungrouped(data), aside$rows, aside$figures, whole, before = own),
            reasons = reasons_of(summary$set_aside),
            basis = unlist(summary$by_basis),
            sums = sums_of(summary),
            assumed = assumed_of(summary),
            methods = if (length(carried$methods)) strsplit(carried$methods, "\n+")[[1L]],
            notices = carried$notices,
            drafts = carried$drafts,
            waves = if (!is.null(carried$waves)) frame_of(carried$waves, data),
            summary = summary
        )
    )
    for (each in account$notices) {
        notice(each)
    }
    for (each in summary$could_be_missing) {
        notice(each$number, " in '", each$column, "' (cells: ", each$cells, ") is counted as a number; ",
               "missing = says that it stands for none")
    }
    if (length(account$drafts)) {
        notice(paste(account$drafts, collapse = " and "),
               if (length(account$drafts) > 1L) " are drafts" else " is a draft")
    }
    if (account$rows_rejected > 0 || nrow(account$set_aside) > 0L || account$assumed > 0 ||
        unknown_of(summary) > 0) {
        notice(call, "(): ", in_short(account), "; soc_account() says which and why")
    }
    attr(rows, "soc_account") <- account
    rows
}

soc_account <- function(result) {
    account <- attr(result, "soc_account", exact = TRUE)
    if (is.null(account)) {
        wrong("result", "expected what soc_convert() or soc_assign() gave, found ", found(result),
              "; a later step may have dropped its account")
    }
    if (rows_of(result) != account$rows_out) {
        warning("the account is of ", account$rows_out, " rows, 'result' has ", rows_of(result),
                " now", call. = FALSE)
    }
    account
}

ungrouped <- function(data) {
    class(data) <- setdiff(oldClass(data), c("grouped_df", "rowwise_df"))
    attr(data, "groups") <- NULL
    data
}

reasons_of <- function(set_aside) {
    data.frame(
        reason = vapply(set_aside, function(each) each$reason, ""),
        text = vapply(set_aside, function(each) each$text, ""),
        rows = vapply(set_aside, function(each) each$rows, 0)
    )
}

# Exact decimals, as texts: a double has fewer digits than a sum can have.
sums_of <- function(summary) {
    texts <- function(values) vapply(values, function(each) each, "", USE.NAMES = FALSE)
    data.frame(
        column = as.character(names(summary$sums_in)),
        sum_in = texts(summary$sums_in),
        sum_out = texts(summary$sums_out),
        sum_rejected = texts(summary$sums_rejected)
    )
}

# Rows that rest on an equal split, which nobody published.
assumed_of <- function(summary) {
    equal <- summary$by_basis$equal
    if (is.null(equal)) 0 else equal
}

# Rows that went to several places, of which nobody knows the shares.
unknown_of <- function(summary) {
    none <- summary$by_basis$none
    if (is.null(none)) 0 else none
}

in_short <- function(account) {
    whole <- function(number) format(number, big.mark = "", scientific = FALSE)
    filtered <- account$summary$rows_filtered
    kept <- account$summary$rows_kept
    paste(c(
        paste(whole(account$rows_in), "rows in"),
        if (length(filtered) && filtered > 0) paste(whole(filtered), "filtered"),
        paste(whole(account$rows_carried),
              if (is.null(account$summary$rows_carried)) "assigned" else "carried"),
        if (account$rows_rejected > 0) paste(whole(account$rows_rejected), "set aside"),
        if (length(kept) && kept > 0) paste(whole(kept), "kept"),
        if (account$assumed > 0) paste(whole(account$assumed), "by an equal split, assumed"),
        if (unknown_of(account$summary) > 0) {
            paste(whole(unknown_of(account$summary)), "with shares that are not known")
        }
    ), collapse = ", ")
}

print.soc_account <- function(x, ...) {
    if (length(x$drafts)) {
        cat("DRAFT (", paste(x$drafts, collapse = ", "), "): nothing of it is in force\n", sep = "")
    }
    cat(in_short(x), "\n", sep = "")
    if (length(x$basis)) {
        cat("basis: ", paste(x$basis, names(x$basis), collapse = ", "), "\n", sep = "")
    }
    for (i in seq_len(nrow(x$sums))) {
        each <- x$sums[i, ]
        cat(each$column, ": ", each$sum_in, " in = ", each$sum_out, " out + ", each$sum_rejected,
            " set aside\n", sep = "")
    }
    for (i in seq_len(nrow(x$reasons))) {
        cat("set aside: ", x$reasons$text[i], ": ", x$reasons$rows[i], "\n", sep = "")
    }
    invisible(x)
}
