# nations.csv: a nation of authorities, by metafor; bh.csv: q-values, by p.adjust; Data/reference/bcg.csv: trials.
#
# A table is "x1/n1 v x0/n0". Authorities without a case in either group are left out of all but the sums. Random effects
# stand on counts adjusted by Phaseline's rule (0.5, n + 1, only where exactly one numerator is 0 or both groups are
# full), with metafor's own adjustment off. The funnel's constrained rates maximise the joint likelihood numerically.

suppressMessages(library(metafor))
here <- commandArgs(trailingOnly = TRUE)[1]
data <- commandArgs(trailingOnly = TRUE)[2]
set.seed(5)

number <- function(v) ifelse(is.na(v), "", formatC(v, digits = 13, format = "g", width = 1))
several <- function(v) paste(number(v), collapse = ";")

# --- the funnel

# The likeliest p0 where p1 = phi p0: where the derivative of the joint log-likelihood in p0 vanishes.
white_rate <- function(phi, x1, n1, x0, n0) {
  top <- min(1, 1 / phi)
  slope <- function(p) {
    (x1 + x0) / p - (if (x1 < n1) (n1 - x1) * phi / (1 - phi * p) else 0) - (if (x0 < n0) (n0 - x0) / (1 - p) else 0)
  }
  walled <- (x1 < n1 && phi >= 1) || (x0 < n0 && phi <= 1)
  if (!walled && slope(top) >= 0) return(top)
  # Times p and what is left to the wall, so that both ends are finite.
  flat <- function(p) slope(p) * p * (top - p)
  low <- top * 1e-12
  high <- top * (1 - 1e-15)
  uniroot(flat, c(low, high), tol = .Machine$double.eps^1.2, maxiter = 10000)$root
}

funnel <- function(s) {
  phi <- (sum(s$x1) / sum(s$n1)) / (sum(s$x0) / sum(s$n0))
  s <- s[s$x1 + s$x0 > 0, ]
  p0 <- mapply(white_rate, phi, s$x1, s$n1, s$x0, s$n0)
  p1 <- pmin(1, phi * p0)
  difference <- s$x1 / s$n1 - phi * s$x0 / s$n0
  z <- ifelse(difference == 0, 0, difference / sqrt(p1 * (1 - p1) / s$n1 + phi^2 * p0 * (1 - p0) / s$n0))
  w <- 1 / ((1 - p1) / (s$n1 * p1) + (1 - p0) / (s$n0 * p0))
  ends <- quantile(z, c(0.1, 0.9), type = 7, names = FALSE)
  dispersion <- mean(pmin(pmax(z, ends[1]), ends[2])^2)
  k <- length(z)
  tau2 <- max(0, (k * dispersion - (k - 1)) / (sum(w) - sum(w^2) / sum(w)))
  list(z = head(z, 5), se = head(1 / sqrt(w), 5), dispersion = dispersion, tau2 = if (k > 1) tau2 else NA)
}

# --- random effects

adjusted <- function(s) {
  s <- s[s$x1 + s$x0 > 0, ]
  odd <- xor(s$x1 == 0, s$x0 == 0) | (s$x1 == s$n1 & s$x0 == s$n0)
  s[c("x1", "x0")] <- s[c("x1", "x0")] + 0.5 * odd
  s[c("n1", "n0")] <- s[c("n1", "n0")] + odd
  list(s = s, count = sum(odd))
}

# The restricted log-likelihood; its maximum is sought over the whole range, against a local one of metafor's.
restricted <- function(tau2, y, v) {
  w <- 1 / (v + tau2)
  -0.5 * (sum(log(v + tau2)) + log(sum(w)) + sum(w * (y - sum(w * y) / sum(w))^2))
}

greatest <- function(y, v) {
  grid <- c(0, exp(seq(log(1e-6), log(100), length.out = 400)))
  values <- sapply(grid, restricted, y, v)
  at <- which.max(values)
  if (at == 1) return(optimize(restricted, c(0, grid[2]), y, v, maximum = TRUE, tol = 1e-14)$maximum)
  optimize(restricted, grid[c(at - 1, min(at + 1, 401))], y, v, maximum = TRUE, tol = 1e-14)$maximum
}

random_effects <- function(s) {
  found <- list(mu = NA, se = NA, lower = NA, upper = NA, se_knha = NA, lower_knha = NA, upper_knha = NA, tau2 = NA,
                i2 = NA, q = NA, prediction_lower = NA, prediction_upper = NA, shrunk = NA, shrunk_se = NA)
  a <- adjusted(s)
  found$adjusted <- a$count
  k <- nrow(a$s)
  if (k < 2) return(found)
  e <- escalc(measure = "RR", ai = x1, n1i = n1, ci = x0, n2i = n0, data = a$s, add = 0, to = "none")
  tight <- list(threshold = 1e-12, maxiter = 10000)
  fit <- function(test, control) rma(yi, vi, data = e, method = "REML", test = test, control = control)
  settled <- tryCatch({ fit("z", tight); tight }, error = function(e) c(tight, stepadj = 0.3))
  plain <- fit("z", settled)
  # What is left of a step towards 0 is 0.
  if (plain$tau2 < 1e-9) plain <- rma(yi, vi, data = e, tau2 = 0)
  knha <- if (plain$tau2 == 0) rma(yi, vi, data = e, tau2 = 0, test = "knha") else fit("knha", settled)
  best <- greatest(as.numeric(e$yi), e$vi)
  if (abs(best - plain$tau2) > 1e-5 * max(1e-3, best)) {
    cat(sprintf("REML: metafor %.8g, over the whole range %.8g: %.10g %.10g\n", plain$tau2, best,
                restricted(plain$tau2, e$yi, e$vi), restricted(best, e$yi, e$vi)))
    found$unsettled <- TRUE
  }
  found[c("mu", "se", "lower", "upper")] <- c(plain$beta, plain$se, plain$ci.lb, plain$ci.ub)
  found[c("se_knha", "lower_knha", "upper_knha")] <- c(knha$se, knha$ci.lb, knha$ci.ub)
  found[c("tau2", "i2", "q")] <- c(plain$tau2, plain$I2, plain$QE)
  if (k > 2) {
    reach <- qt(0.975, k - 2) * sqrt(plain$tau2 + plain$se^2)
    found[c("prediction_lower", "prediction_upper")] <- plain$beta[1] + c(-1, 1) * reach
  }
  shrunk <- blup(plain)
  found$shrunk <- head(shrunk$pred, 3)
  found$shrunk_se <- head(shrunk$se, 3)
  found
}

mantel_haenszel <- function(s) {
  # Nothing is added and nothing dropped: an authority whose two groups are full counts.
  fit <- rma.mh(ai = x1, n1i = n1, ci = x0, n2i = n0, data = s, measure = "RR", correct = FALSE, drop00 = FALSE,
                add = c(1/2, 0), to = c("only0", "none"))
  exp(c(fit$beta, fit$ci.lb, fit$ci.ub))
}

# --- nations

draw_nation <- function(k, most1, most0, rare, spread) {
  n1 <- pmax(1, round(exp(runif(k, log(most1) - 3, log(most1)))))
  n0 <- pmax(1, round(exp(runif(k, log(most0) - 3, log(most0)))))
  p <- pmin(0.97, rare * exp(rnorm(k, 0, 0.3)))
  data.frame(x1 = rbinom(k, n1, pmin(0.98, p * exp(rnorm(1, 0, 0.5) + rnorm(k, 0, spread)))), n1 = n1,
             x0 = rbinom(k, n0, p), n0 = n0)
}

bcg <- metadat::dat.bcg
trials <- data.frame(x1 = bcg$tpos, n1 = bcg$tpos + bcg$tneg, x0 = bcg$cpos, n0 = bcg$cpos + bcg$cneg)
fixed <- list(
  trials,
  data.frame(x1 = c(4, 0, 12, 7), n1 = c(60, 25, 140, 33), x0 = c(20, 9, 40, 30), n0 = c(500, 300, 800, 410)),
  data.frame(x1 = c(5, 5, 5, 5, 5), n1 = 50, x0 = c(40, 40, 40, 40, 40), n0 = 400), # all alike
  data.frame(x1 = c(3, 4, 0, 2, 1), n1 = c(3, 4, 5, 2, 3), x0 = c(9, 8, 0, 1, 0), n0 = c(9, 12, 30, 7, 6)),
  data.frame(x1 = c(0, 0, 2, 0, 3), n1 = 20, x0 = c(0, 0, 5, 0, 9), n0 = 90), # two that count
  data.frame(x1 = c(0, 0, 2, 0, 0), n1 = 20, x0 = c(0, 0, 5, 0, 0), n0 = 90), # one that counts
  data.frame(x1 = c(0, 1, 2, 0, 3), n1 = 20, x0 = c(0, 2, 5, 0, 9), n0 = 90)) # three that count

drawn <- lapply(1:290, function(i) {
  k <- if (i %% 30 == 0) sample(100:150, 1) else if (i %% 6 == 0) sample(25:60, 1) else sample(5:16, 1)
  design <- list(c(300, 2000), c(20, 90), c(3, 12), c(60, 500), c(1e6, 1e6))[[i %% 5 + 1]]
  rare <- if (i %% 7 == 6) 0.85 else exp(runif(1, log(0.02), log(0.5)))
  spread <- c(0, 0.1, 0.3, 0.8)[i %% 4 + 1]
  if (design[1] == 1e6) rare <- rare / 20
  draw_nation(k, design[1], design[2], rare, spread)
})

usable <- function(s) sum(s$x1) > 0 && sum(s$x0) > 0 && !all(s$x1 == s$n1 & s$x0 == s$n0)
nations <- Filter(usable, c(fixed, drawn))
names <- c("adjusted", "mu", "se", "lower", "upper", "se_knha", "lower_knha", "upper_knha", "tau2", "i2", "q",
           "prediction_lower", "prediction_upper", "shrunk", "shrunk_se")

nation_row <- function(s) {
  counts <- function(v) format(v, scientific = FALSE, trim = TRUE)
  effects <- random_effects(s)
  spots <- funnel(s)
  pooled <- (sum(s$x1) / sum(s$n1)) / (sum(s$x0) / sum(s$n0))
  c(paste0(counts(s$x1), "/", counts(s$n1), " v ", counts(s$x0), "/", counts(s$n0), collapse = ";"),
    sum(s$x1 + s$x0 > 0), sum(s$x1 + s$x0 == 0), number(pooled), number(mantel_haenszel(s)),
    sapply(effects[names], several), several(spots$z), several(spots$se), number(spots$dispersion), number(spots$tau2))
}

rows <- do.call(rbind, lapply(nations, nation_row))
colnames(rows) <- c("strata", "informative", "left_out", "pooled", "mh", "mh_lower", "mh_upper", names, "funnel_z",
                    "funnel_se", "dispersion", "funnel_tau2")
write.csv(rows, file.path(here, "nations.csv"), row.names = FALSE, quote = FALSE)
cat(sprintf("nations.csv: %d, of %d authorities\n", nrow(rows), sum(as.numeric(rows[, "informative"]))))

# --- many at once

vectors <- c(
  list(c(.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1)),
  list(0.03, 1, 0, c(0.5, 0.5, 0.5), c(0, 0, 1), c(1, 1, 1, 1), rep(0.01, 20)),
  lapply(1:170, function(i) {
    k <- if (i %% 10 == 0) sample(60:150, 1) else sample(1:20, 1)
    p <- rbeta(k, runif(1, 0.1, 1), 1)
    if (i %% 3 == 0) p <- signif(p, 1) # ties
    signif(p, 12)
  }))
joined <- function(v) paste(sapply(v, function(x) format(x, digits = 15, trim = TRUE)), collapse = ";")
vectors <- unique(vectors)
rows <- do.call(rbind, lapply(vectors, function(p) c(joined(p), joined(p.adjust(p, method = "BH")))))
colnames(rows) <- c("p", "q")
write.csv(rows, file.path(here, "bh.csv"), row.names = FALSE, quote = FALSE)
cat(sprintf("bh.csv: %d\n", nrow(rows)))

# --- the trials, for whoever would look again

source <- "BCG vaccine against tuberculosis: Colditz et al. (1994) JAMA 271:698-702; dat.bcg of the R package metadat 1.2-0"
table <- data.frame(trial = bcg$author, bcg[c("year", "tpos", "tneg", "cpos", "cneg")], source = source)
text <- sapply(table, is.character)
table[text] <- lapply(table[text], function(v) ifelse(grepl(",", v), paste0('"', v, '"'), v))
write.csv(table, file.path(data, "bcg.csv"), row.names = FALSE, quote = FALSE)
cat(sprintf("bcg.csv: %d\n", nrow(table)))
