/* Weights on the simplex with a ridge: at the exact minimum, one problem after another, by the same
   steps as ridge_weights.py takes for all problems together; there the words, here the speed.
   Plain C99 without a library and without fused or reordered sums, as simplex_kernel.c. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_STEPS 100
#define MOST_HALVES 30
#define LEAST_CURVE 1e-12

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__linux__)
#define WIDE __attribute__((target_clones("avx2", "default"))) /* same sums, wider registers */
#else
#define WIDE
#endif

#if defined(_WIN32)
#define PUBLIC __declspec(dllexport)
#else
#define PUBLIC __attribute__((visibility("default")))
#endif

typedef struct {
    double value;            /* of the dual */
    double *at;              /* [1 + d] level, then residual */
    double *slope;           /* [1 + d] */
    double *weights;         /* [n] */
} Stand;

typedef struct {
    long n, d;               /* units, and times */
    const double *rows;      /* [d, n] values by time */
    const double *points;    /* [n, d] the same by unit */
    const double *target;    /* [d] of this problem */
    double ridge;
    double *wall;            /* [n] infinite for weights that may not be above nought, else nought */
    double *scores;          /* [n] */
    double *products;        /* [d, d] upper half: products of the points summed, see `refresh` */
    double *sums;            /* [d] and the points summed */
    double *none;            /* [d] noughts */
    unsigned char *summed;   /* [n] which points */
    long *changed;           /* [n] */
    long count, flips;       /* how many points, and taken in or out since all were summed anew */
    double *factor;          /* [1 + d, 1 + d] upper half */
    double *move;            /* [1 + d] */
} Newton;

/* Interface of this file; ridge_compiled.py uses no other. */
PUBLIC long ridge_kernel_version(void) { return 1; }

/* Four chains of sums side by side. */
WIDE static double dot(const double *a, const double *b, long size) {
    double lane[4] = {0.0, 0.0, 0.0, 0.0}, rest = 0.0;
    long i = 0;
    for (; i + 4 <= size; i += 4)
        for (int k = 0; k < 4; k++) lane[k] += a[i + k] * b[i + k];
    for (; i < size; i++) rest += a[i] * b[i];
    return (lane[0] + lane[1]) + (lane[2] + lane[3]) + rest;
}

/* Products of every point with the residual, walls on top; four times at once. */
WIDE static void find_scores(Newton *s, const double *residual) {
    long n = s->n, t = 0;
    double *restrict scores = s->scores;
    memcpy(scores, s->wall, n * sizeof(double));
    for (; t + 4 <= s->d; t += 4) {
        const double *restrict a = s->rows + t * n, *restrict b = a + n, *restrict c = b + n;
        const double *restrict e = c + n;
        const double ra = residual[t], rb = residual[t + 1], rc = residual[t + 2];
        const double re = residual[t + 3];
        for (long j = 0; j < n; j++) scores[j] += (ra * a[j] + rb * b[j]) + (rc * c[j] + re * e[j]);
    }
    for (; t < s->d; t++) {
        const double *restrict row = s->rows + t * n;
        for (long j = 0; j < n; j++) scores[j] += residual[t] * row[j];
    }
}

WIDE static void find_weights(const Newton *s, double level, double *restrict weights) {
    const double *restrict scores = s->scores;
    const double ridge = s->ridge;
    for (long j = 0; j < s->n; j++) {
        double above = level - scores[j];
        weights[j] = above > 0 ? above / ridge : 0.0;
    }
}

/* Weighted mean of points, less `less`. */
WIDE static void blend(const Newton *s, const double *weights, const double *less, double *out) {
    long d = s->d;
    for (long t = 0; t < d; t++) out[t] = -less[t];
    for (long j = 0; j < s->n; j++) {
        const double weight = weights[j], *restrict point = s->points + j * d;
        if (weight > 0)
            for (long t = 0; t < d; t++) out[t] += weight * point[t];
    }
}

/* Value, slope and weights of the dual where `at` stands; scores must be those of its residual. */
static void weigh(Newton *s, Stand *stand) {
    const double *residual = stand->at + 1;
    double sum = 0.0;
    find_weights(s, stand->at[0], stand->weights);
    blend(s, stand->weights, s->target, stand->slope + 1);
    for (long t = 0; t < s->d; t++) stand->slope[1 + t] -= residual[t];
    for (long j = 0; j < s->n; j++) sum += stand->weights[j];
    stand->slope[0] = 1.0 - sum;
    stand->value = stand->at[0] - 0.5 * dot(residual, residual, s->d)
        - dot(residual, s->target, s->d)
        - 0.5 * s->ridge * dot(stand->weights, stand->weights, s->n);
}

/* The level at which the weights of the scores sum to one: those not under it are left out until
   none is, as in projection onto the simplex. */
static double level_of(const Newton *s) {
    double level = HUGE_VAL;
    for (long before = -1, used = 0; used != before;) {
        double sum = s->ridge;
        before = used;
        used = 0;
        for (long j = 0; j < s->n; j++)
            if (s->scores[j] < level) { sum += s->scores[j]; used++; }
        if (!used) break;
        level = sum / used;
    }
    return level;
}

/* Take points into the sums with this sign, four at once; where none is left, one of noughts. */
WIDE static void add_points(Newton *s, const long *which, long count, double sign) {
    long d = s->d;
    for (long at = 0; at < count; at += 4) {
        const double *p[4];
        for (int k = 0; k < 4; k++) p[k] = at + k < count ? s->points + which[at + k] * d : s->none;
        const double *restrict q = p[0], *restrict u = p[1], *restrict v = p[2], *restrict w = p[3];
        for (long i = 0; i < d; i++) {
            double *restrict row = s->products + i * d;
            const double a = sign * q[i], b = sign * u[i], c = sign * v[i], e = sign * w[i];
            s->sums[i] += (a + b) + (c + e);
            for (long k = i; k < d; k++) row[k] += (a * q[k] + b * u[k]) + (c * v[k] + e * w[k]);
        }
    }
}

/* Sums over the points whose weight is above nought: those of before with the changes, or anew
   once as many have changed as there are, so that rounding does not pile up. */
static void refresh(Newton *s, const double *weights) {
    long in = 0, out = 0, used = 0;
    for (long j = 0; j < s->n; j++) {
        int wanted = weights[j] > 0;
        used += wanted;
        if (wanted == s->summed[j]) continue;
        if (wanted) s->changed[in++] = j;
        else s->changed[s->n - ++out] = j;
    }
    s->flips += in + out;
    if (s->flips > s->n || in + out > used) {
        memset(s->products, 0, s->d * s->d * sizeof(double));
        memset(s->sums, 0, s->d * sizeof(double));
        s->flips = in = out = 0;
        for (long j = 0; j < s->n; j++) if (weights[j] > 0) s->changed[in++] = j;
    }
    add_points(s, s->changed, in, 1.0);
    add_points(s, s->changed + s->n - out, out, -1.0);
    for (long j = 0; j < s->n; j++) s->summed[j] = weights[j] > 0;
    s->count = used;
}

/* Upper half of the dual's curvature, level first, then its Cholesky factor in its place; the
   factor's diagonal holds reciprocals. */
WIDE static void factorise(Newton *s) {
    long d = s->d, size = d + 1;
    const double share = 1.0 / s->ridge;
    double *factor = s->factor;
    factor[0] = s->count * share + LEAST_CURVE;
    for (long i = 0; i < d; i++) {
        double *restrict row = factor + (i + 1) * size + 1;
        const double *restrict from = s->products + i * d;
        factor[i + 1] = -s->sums[i] * share;
        for (long k = i; k < d; k++) row[k] = from[k] * share;
        row[i] += 1.0;
    }
    for (long j = 0; j < size; j++) {
        double *restrict row = factor + j * size;
        row[j] = 1.0 / sqrt(row[j] > LEAST_CURVE ? row[j] : LEAST_CURVE);
        for (long k = j + 1; k < size; k++) row[k] *= row[j];
        for (long i = j + 1; i < size; i++) {
            double *restrict below = factor + i * size;
            const double times = row[i];
            for (long k = i; k < size; k++) below[k] -= times * row[k];
        }
    }
}

/* The step that would end at the maximum if the same weights stayed above nought. */
static void find_move(Newton *s, const Stand *now) {
    long size = s->d + 1;
    double *move = s->move;
    refresh(s, now->weights);
    factorise(s);
    memcpy(move, now->slope, size * sizeof(double));
    for (long j = 0; j < size; j++) {
        const double *row = s->factor + j * size;
        const double value = move[j] *= row[j];
        for (long k = j + 1; k < size; k++) move[k] -= value * row[k];
    }
    for (long j = size - 1; j >= 0; j--) {
        const double *row = s->factor + j * size;
        move[j] = (move[j] - dot(row + j + 1, move + j + 1, size - j - 1)) * row[j];
    }
}

/* Half the step until the dual rises enough; `trial` comes out. */
static void search(Newton *s, const Stand *now, Stand *trial) {
    double step = 1.0, rise = dot(s->move, now->slope, s->d + 1);
    for (int half = 0; half < MOST_HALVES; half++, step /= 2) {
        for (long t = 0; t <= s->d; t++) trial->at[t] = now->at[t] + step * s->move[t];
        find_scores(s, trial->at + 1);
        weigh(s, trial);
        double least = now->value + 1e-4 * step * rise - 1e-13 * fabs(now->value);
        if (trial->value >= least) break;
    }
}

static void start(Newton *s, const unsigned char *allowed, Stand *now) {
    long free = 0;
    for (long j = 0; j < s->n; j++) free += allowed[j] != 0;
    for (long j = 0; j < s->n; j++) {
        s->wall[j] = allowed[j] ? 0.0 : HUGE_VAL;
        now->weights[j] = allowed[j] ? 1.0 / free : 0.0;
    }
    blend(s, now->weights, s->target, now->at + 1);
    find_scores(s, now->at + 1);
    now->at[0] = level_of(s);
    weigh(s, now);
}

static void solve(Newton *s, const unsigned char *allowed, double tolerance, Stand *one, Stand *two,
                  double *weights) {
    Stand *now = one, *trial = two;
    start(s, allowed, now);
    for (int step = 0; step < MOST_STEPS; step++) {
        double steepest = 0.0, before = now->value;
        for (long t = 0; t <= s->d; t++) steepest = fmax(steepest, fabs(now->slope[t]));
        if (!(steepest > tolerance)) break;
        find_move(s, now);
        search(s, now, trial);
        Stand *other = now;
        now = trial;
        trial = other;
        if (fabs(now->value - before) <= 1e-16 * fabs(before)) break;
    }
    double sum = 0.0;
    for (long j = 0; j < s->n; j++) sum += now->weights[j];
    for (long j = 0; j < s->n; j++) weights[j] = now->weights[j] / sum;
}

/* All problems; `rows` [d, n] and `points` [n, d] hold the same values, shared by all; `targets`
   [problem, d]; `allowed` and `weights` [problem, n]. Gives 0, or 1 when there is no memory. */
PUBLIC int ridge_weights(long problems, long n, long d, const double *rows, const double *points,
                         const double *targets, const unsigned char *allowed, double ridge,
                         double *weights) {
    long size = d + 1;
    double tolerance = 0.0;
    size_t doubles = (size_t)4 * n + (size_t)size * size + (size_t)d * d + 7 * size;
    double *memory = malloc(doubles * sizeof(double) + n * (sizeof(long) + 1));
    if (!memory) return 1;
    Newton s = {.n = n, .d = d, .rows = rows, .points = points, .ridge = ridge, .flips = n};
    s.wall = memory;
    s.scores = s.wall + n;
    Stand one = {0.0, s.scores + n, s.scores + n + size, s.scores + n + 2 * size};
    Stand two = {0.0, one.weights + n, one.weights + n + size, one.weights + n + 2 * size};
    s.move = two.weights + n;
    s.sums = s.move + size;
    s.none = s.sums + d;
    s.products = s.none + d;
    s.factor = s.products + d * d;
    s.changed = (long *)(s.factor + size * size);
    s.summed = (unsigned char *)(s.changed + n);
    memset(s.none, 0, d * sizeof(double));
    memset(s.summed, 2, n); /* neither in nor out: the first sums are made anew */
    for (long k = 0; k < problems * d; k++) tolerance = fmax(tolerance, fabs(targets[k]));
    tolerance = 1e-12 * (1.0 + tolerance);
    for (long p = 0; p < problems; p++) {
        s.target = targets + p * d;
        solve(&s, allowed + p * n, tolerance, &one, &two, weights + p * n);
    }
    free(memory);
    return 0;
}
