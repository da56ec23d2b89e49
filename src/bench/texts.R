# glmnet on the counts that TextsBench has left: Rscript src/bench/texts.R [target/bench/texts]
# One path, and cv.glmnet with 10 folds, for alpha = 1; what eleven values of alpha take is eleven times that.
suppressMessages({library(glmnet); library(Matrix)})
args <- commandArgs(TRUE)
directory <- if (length(args) > 0) args[1] else "target/bench/texts"
counts <- read.csv(list.files(file.path(directory, "csv"), "csv$", full.names = TRUE)[1], stringsAsFactors = FALSE)
row <- match(counts$id, unique(counts$id))
word <- match(counts$word, unique(counts$word))
x <- sparseMatrix(i = row, j = word, x = counts$count)
y <- counts$y[match(unique(counts$id), counts$id)]
cat(nrow(x), "x", ncol(x), "with", length(x@x), "entries\n")
path <- system.time(glmnet(x, y, "binomial"))[["elapsed"]]
folds <- system.time(cv.glmnet(x, y, family = "binomial", nfolds = 10))[["elapsed"]]
cat(sprintf("%-10s one path %6.1f s, cv.glmnet %6.1f s, eleven of these %7.1f s\n", "binomial", path, folds, 11 * folds))
