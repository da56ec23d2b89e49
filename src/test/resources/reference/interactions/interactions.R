# R's design of three interactions on Ames, made by interactions.py and this (R 4.x, base only): interactions.csv has, for every
# tenth row, what is not 0 in each of them, and columns.csv how many rows have each column not 0. Run in the folder of this file.
d <- read.csv("tmp/ames.csv", stringsAsFactors = TRUE, check.names = FALSE)
whole <- lapply(d[sapply(d, is.factor)], contrasts, contrasts = FALSE)   # a column for each level
design <- function(f) model.matrix(f, d, contrasts.arg = whole[intersect(names(whole), all.vars(f))])
designs <- list(
  design(~ 0 + Gr_Liv_Area:Longitude),
  design(~ 0 + Lot_Area:Neighborhood),
  design(~ 0 + Neighborhood:Bldg_Type))
# as ours: a level behind an equals sign
named <- function(n) gsub("(Neighborhood|Bldg_Type)([^:]+)", "\\1=\\2", n)
rows <- seq(1, nrow(d), by = 10)
out <- do.call(rbind, lapply(designs, function(x) {
  colnames(x) <- named(colnames(x))
  do.call(rbind, lapply(rows, function(i) {
    at <- which(x[i, ] != 0)
    data.frame(row = i - 1, column = colnames(x)[at], value = sprintf("%.17g", x[i, at]))
  }))
}))
write.csv(out, "interactions.csv", row.names = FALSE)
counts <- do.call(rbind, lapply(designs, function(x) data.frame(column = named(colnames(x)), rows = colSums(x != 0))))
write.csv(counts, "columns.csv", row.names = FALSE)
cat(R.version.string, "\n")
