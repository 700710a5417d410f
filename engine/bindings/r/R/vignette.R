# The engine of the package's vignette: a page in the format of R's own manual, whose \Sexpr are run.
# It needs nothing but R.

.onLoad <- function(libname, pkgname) {
    tools::vignetteEngine("page", weave = weave_page, tangle = tangle_page, pattern = "[.]Rpage$",
                          package = pkgname)
}

weave_page <- function(file, ...) {
    out <- sub("[.]Rpage$", ".html", basename(file))
    # Without scripts of other sites, which R has in its pages for formulas.
    old <- Sys.getenv("_R_HELP_ENABLE_ENHANCED_HTML_", NA)
    Sys.setenv("_R_HELP_ENABLE_ENHANCED_HTML_" = "false")
    on.exit(if (is.na(old)) {
        Sys.unsetenv("_R_HELP_ENABLE_ENHANCED_HTML_")
    } else {
        Sys.setenv("_R_HELP_ENABLE_ENHANCED_HTML_" = old)
    })
    tools::Rd2HTML(file, out, stages = c("build", "install", "render"))
    out
}

tangle_page <- function(file, ...) {
    out <- sub("[.]Rpage$", ".R", basename(file))
    writeLines(unlist(code_in(tools::parse_Rd(file))), out)
    out
}

# The code of all \Sexpr, in their order.
code_in <- function(rd) {
    if (identical(attr(rd, "Rd_tag"), "\\Sexpr")) {
        return(paste(unlist(rd), collapse = ""))
    }
    if (is.list(rd)) lapply(rd, code_in)
}
