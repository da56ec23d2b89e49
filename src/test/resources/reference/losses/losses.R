# Paths of losses that glmnet takes from R's family objects, at full precision.  usage: Rscript losses.R   (in this folder)
# Reads ../diabetes/table.csv; writes NAME.csv (one row a grid point: the intercept, then a coefficient a column),
# and bounded-NAME.csv, with lower.limits and upper.limits.
# R 4.2.2, glmnet 4.1-6, MASS 7.3-58.2, statmod 1.5.0 (Debian 12: r-cran-glmnet, r-cran-mass, r-cran-statmod)
suppressMessages({library(glmnet); library(MASS); library(statmod)})
glmnet.control(epsnr = 1e-18, mxitnr = 1000)  # else it stops at about 1e-3 of the largest gradient
d <- read.csv("../diabetes/table.csv", check.names = FALSE)
x <- as.matrix(d[, setdiff(names(d), c("id", "fold", "progression"))])
w <- 1 + d$id %% 3; o <- 0.1 * (d$id %% 5)
cases <- list(
  gamma = list(y = d$progression, family = Gamma(link = "log"), residual = function(y, mu) y / mu - 1),
  tweedie = list(y = pmax(d$progression - 100, 0), family = tweedie(var.power = 1.6, link.power = 0), residual = function(y, mu) (y - mu) / mu^0.6),
  "negative-binomial" = list(y = floor(d$progression / 20), family = negative.binomial(2), residual = function(y, mu) 2 * (y - mu) / (2 + mu)))
wn <- w / sum(w); mean <- colSums(wn * x); sd <- sqrt(colSums(wn * sweep(x, 2, mean)^2)); xs <- sweep(sweep(x, 2, mean), 2, sd, "/")
cases <- c(cases, lapply(setNames(cases, paste0("bounded-", names(cases))), function(case) c(case, bounded = TRUE)))
cases[["bounded-gaussian"]] <- list(y = d$progression / 100, family = gaussian(), residual = function(y, mu) y - mu, bounded = TRUE)
for (name in names(cases)) {
  case <- cases[[name]]; y <- case$y; rows <- NULL; worst <- 0
  lower <- rep(-Inf, ncol(x)); upper <- rep(Inf, ncol(x)); names(lower) <- names(upper) <- colnames(x)
  if (isTRUE(case$bounded)) { lower[c("age", "sex", "s2")] <- 0; upper[c("sex", "s1")] <- 0; upper["bmi"] <- 0.02; lower["s3"] <- -0.002 }
  s <- if (name == "bounded-gaussian") sqrt(sum(wn * (y - o - sum(wn * (y - o)))^2)) else 1
  null <- suppressWarnings(glm(y ~ 1, weights = w, offset = o, family = case$family, control = list(epsilon = 1e-15, maxit = 500)))
  g <- colSums(wn * case$residual(y, fitted(null)) * xs)
  gmax <- max(abs(g)[ifelse(g > 0, upper > 0, lower < 0)])
  for (alpha in c(0, 0.5, 1)) {
    top <- gmax / max(alpha, 1e-3); end <- 1e-3 * (if (alpha == 0) gmax else top)
    lambda <- top * (end / top)^((0:11) / 11)
    family <- if (s == 1) case$family else "gaussian" # which scales the label
    f <- glmnet(x, y, weights = w, offset = o, family = family, alpha = alpha, lambda = lambda, lower.limits = lower, upper.limits = upper, thresh = 1e-14, maxit = 1e8)
    stopifnot(length(f$lambda) == length(lambda))
    for (k in seq_along(lambda)) {
      b <- as.numeric(f$beta[, k]); eta <- as.numeric(f$a0[k] + x %*% b + o)
      q <- colSums(wn * case$residual(y, if (name == "bounded-gaussian") eta else exp(eta)) * xs) - lambda[k] * (1 - alpha) * b * sd / s
      low <- ifelse(b <= lower, -Inf, lambda[k] * alpha * ifelse(b == 0, -1, sign(b)))
      high <- ifelse(b >= upper, Inf, lambda[k] * alpha * ifelse(b == 0, 1, sign(b)))
      violation <- max(0, low - q, q - high) / gmax
      worst <- max(worst, violation)
      rows <- rbind(rows, c(alpha, k - 1, lambda[k], f$a0[k], b))
    }
  }
  colnames(rows) <- c("elastic_net_param", "k", "reg_param", "intercept", colnames(x))
  rows[] <- as.numeric(formatC(rows, digits = 17, format = "g"))
  write.csv(format(as.data.frame(rows), digits = 17, trim = TRUE), paste0(name, ".csv"), row.names = FALSE, quote = FALSE)
  cat(name, "worst violation / gmax", formatC(worst, digits = 3), "\n")
}
