/* Weights on the simplex whose mean of points lies nearest to each target, one problem after
   another. The same steps as simplex.py takes for all problems together, which also says where they
   come from; there the words, here the speed. Plain C99 without a library, so that any compiler
   builds it, and without fused or reordered sums, so that any machine gives the same bits. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_STEPS 2000
#define SMALL 1e-11
#define RIDGE 1e-13
#define BLOCK 32
#define TINY 1e-200

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
    long n, d, used;         /* points, their dimension, points in use */
    long room;               /* slots: more than points without a common plane can be */
    long factored;           /* rows of `factor` and `forward` that hold for the points in use */
    const double *points;    /* [n, d] of this problem */
    const double *target;    /* [d] */
    const double *gram;      /* [n, n] products of points, or null */
    const double *linear;    /* [n] products of points and target; read only beside gram */
    double scale;            /* largest squared distance from the target */
    long *support;           /* [slot] the point in each slot */
    double *wall;            /* [n] infinite for points that may not be taken in, else nought */
    double *weights, *goal;  /* [slot] */
    double *forward;         /* [slot] ones, half-way solved */
    double *arms;            /* [slot, d] point less target */
    double *cross, *factor;  /* [slot, slot] products of arms, and their Cholesky factor */
    double *rest, *gain;     /* [d], [n] */
} Search;

/* Interface of this file; simplex_compiled.py uses no other. */
PUBLIC long simplex_kernel_version(void) { return 2; }

static double dot(const double *a, const double *b, long size) {
    double even = 0.0, odd = 0.0;
    long i = 0;
    for (; i + 1 < size; i += 2) {
        even += a[i] * b[i];
        odd += a[i + 1] * b[i + 1];
    }
    return i < size ? even + odd + a[i] * b[i] : even + odd;
}

static void take_in(Search *s, long point, double weight) {
    long slot = s->used++;
    double *arm = s->arms + slot * s->d;
    for (long i = 0; i < s->d; i++) arm[i] = s->points[point * s->d + i] - s->target[i];
    for (long k = 0; k <= slot; k++) {
        double product = dot(s->arms + k * s->d, arm, s->d);
        s->cross[slot * s->room + k] = s->cross[k * s->room + slot] = product;
    }
    s->cross[slot * s->room + slot] += RIDGE * s->scale;
    s->support[slot] = point;
    s->weights[slot] = weight;
    s->wall[point] = HUGE_VAL;
}

static void drop(Search *s, long slot) {
    long last = --s->used;
    if (s->factored > slot) s->factored = slot;
    s->wall[s->support[slot]] = 0.0;
    for (long k = slot; k < last; k++) {
        s->support[k] = s->support[k + 1];
        s->weights[k] = s->weights[k + 1];
        memcpy(s->arms + k * s->d, s->arms + (k + 1) * s->d, s->d * sizeof(double));
        memcpy(s->cross + k * s->room, s->cross + (k + 1) * s->room, (last + 1) * sizeof(double));
    }
    for (long k = 0; k < last; k++) {
        double *row = s->cross + k * s->room;
        memmove(row + slot, row + slot + 1, (last - slot) * sizeof(double));
    }
}

/* Weights of the point of the affine hull nearest to the target; nought when rounding forbids it.
   The factor's diagonal holds reciprocals. */
static int hull_goal(Search *s) {
    long m = s->used, room = s->room;
    double sum = 0.0;
    for (long i = s->factored; i < m; i++) {
        double *row = s->factor + i * room;
        const double *cross = s->cross + i * room;
        for (long j = 0; j < i; j++) {
            const double *above = s->factor + j * room;
            row[j] = (cross[j] - dot(row, above, j)) * above[j];
        }
        double left = cross[i] - dot(row, row, i);
        if (!(left > 0)) return 0;
        row[i] = 1.0 / sqrt(left);
        s->forward[i] = (1.0 - dot(row, s->forward, i)) * row[i];
    }
    s->factored = m;
    memcpy(s->goal, s->forward, m * sizeof(double));
    for (long i = m - 1; i >= 0; i--) {
        const double *row = s->factor + i * room;
        double value = s->goal[i] *= row[i];
        for (long j = 0; j < i; j++) s->goal[j] -= row[j] * value;
        sum += value;
    }
    for (long i = 0; i < m; i++) s->goal[i] /= sum;
    return 1;
}

/* A step towards the goal; 1 where it was reached, 0 where a weight ran out on the way. */
static int move(Search *s) {
    double step = 1.0;
    long blocking = -1;
    for (long k = 0; k < s->used; k++) {
        if (s->goal[k] > 0) continue;
        double gap = s->weights[k] - s->goal[k];
        double reach = s->weights[k] / (gap > 1e-300 ? gap : 1e-300);
        if (blocking < 0 || reach < step) { step = reach; blocking = k; }
    }
    if (blocking < 0) {
        memcpy(s->weights, s->goal, s->used * sizeof(double));
        return 1;
    }
    if (step > 1.0) step = 1.0;
    for (long k = 0; k < s->used; k++) s->weights[k] += step * (s->goal[k] - s->weights[k]);
    drop(s, blocking);
    return 0;
}

/* Products of every point with the residual, from products of points; four rows at a time. */
WIDE static void gains_from_gram(Search *s) {
    long n = s->n, k = 0;
    double *restrict gain = s->gain;
    const double *restrict linear = s->linear, *restrict wall = s->wall;
    for (long j = 0; j < n; j++) gain[j] = wall[j] - linear[j];
    for (; k + 3 < s->used; k += 4) {
        const double *restrict a = s->gram + s->support[k] * n;
        const double *restrict b = s->gram + s->support[k + 1] * n;
        const double *restrict c = s->gram + s->support[k + 2] * n;
        const double *restrict d = s->gram + s->support[k + 3] * n;
        const double *w = s->weights + k;
        const double wa = w[0], wb = w[1], wc = w[2], wd = w[3];
        for (long j = 0; j < n; j++)
            gain[j] += (wa * a[j] + wb * b[j]) + (wc * c[j] + wd * d[j]);
    }
    for (; k < s->used; k++) {
        const double *restrict row = s->gram + s->support[k] * n;
        double weight = s->weights[k];
        for (long j = 0; j < n; j++) gain[j] += weight * row[j];
    }
}

/* Where the least value stands first; blocks are compared in four lanes, then one block is read. */
WIDE static long first_least(const double *values, long size) {
    double least = HUGE_VAL;
    long place = 0, j = 0;
    for (; j + BLOCK <= size; j += BLOCK) {
        double lane[4] = {HUGE_VAL, HUGE_VAL, HUGE_VAL, HUGE_VAL};
        for (long k = j; k < j + BLOCK; k += 4)
            for (int i = 0; i < 4; i++) lane[i] = values[k + i] < lane[i] ? values[k + i] : lane[i];
        for (int i = 0; i < 4; i++)
            if (lane[i] < least) { least = lane[i]; place = j; }
    }
    for (; j < size; j++)
        if (values[j] < least) { least = values[j]; place = j; }
    while (place < size - 1 && values[place] != least) place++;
    return place;
}

/* The point whose taking in helps most, or -1 where none does. */
static long best_entry(Search *s) {
    double level = 0.0;
    memset(s->rest, 0, s->d * sizeof(double));
    for (long k = 0; k < s->used; k++)
        for (long i = 0; i < s->d; i++) s->rest[i] += s->weights[k] * s->arms[k * s->d + i];
    for (long i = 0; i < s->d; i++) level += (s->target[i] + s->rest[i]) * s->rest[i];
    if (s->gram) gains_from_gram(s);
    else
        for (long j = 0; j < s->n; j++)
            s->gain[j] = s->wall[j] + dot(s->points + j * s->d, s->rest, s->d);
    long best = first_least(s->gain, s->n);
    double least = s->gain[best];
    return least - level < -SMALL * s->scale ? best : -1;
}

/* Squared distance of a point from the target, less that of the target from nought. */
static double nearness(const Search *s, long point) {
    const double *at = s->points + point * s->d;
    if (s->gram) return s->gram[point * s->n + point] - 2 * s->linear[point];
    return dot(at, at, s->d) - 2 * dot(at, s->target, s->d);
}

static void solve(Search *s, const unsigned char *allowed, double *weights) {
    s->used = s->factored = 0;
    s->scale = 0.0;
    double size = dot(s->target, s->target, s->d);
    for (long j = 0; j < s->n; j++) {
        s->wall[j] = s->gain[j] = HUGE_VAL;
        if (!allowed[j]) continue;
        s->wall[j] = 0.0;
        s->gain[j] = nearness(s, j) + size;
        if (s->gain[j] > s->scale) s->scale = s->gain[j];
    }
    s->scale += TINY;
    long nearest = first_least(s->gain, s->n);
    memset(weights, 0, s->n * sizeof(double));
    if (s->gain[nearest] == HUGE_VAL) return;
    take_in(s, nearest, 1.0);
    for (long step = 0; step < MOST_STEPS; step++) {
        if (!hull_goal(s)) { /* the newest point is as good as in the plane of the others */
            if (s->used > 1) drop(s, s->used - 1);
            break;
        }
        if (!move(s)) continue;
        long entry = best_entry(s);
        if (entry < 0 || s->used == s->room) break;
        take_in(s, entry, 0.0);
    }
    double sum = 0.0;
    for (long k = 0; k < s->used; k++) if (s->weights[k] > 0) sum += s->weights[k];
    for (long k = 0; k < s->used; k++)
        if (s->weights[k] > 0) weights[s->support[k]] = s->weights[k] / sum;
}

/* All problems; `points` is [n, d] for all when their products `gram` [n, n] and those with targets,
   `linear` [problem, n], are given, else [problem, n, d]; `weights` [problem, n] comes out. Gives
   0, or 1 when there is no memory. */
PUBLIC int simplex_weights(long problems, long n, long d, const double *points,
                           const double *targets, const double *gram, const double *linear,
                           const unsigned char *allowed, double *weights) {
    long slots = n < 2 * d + 8 ? n : 2 * d + 8;
    size_t doubles = (size_t)slots * (2 * slots + d + 3) + 2 * n + d;
    double *memory = malloc(doubles * sizeof(double) + slots * sizeof(long));
    if (!memory) return 1;
    Search s = {.n = n, .d = d, .room = slots, .gram = gram};
    s.cross = memory;
    s.factor = s.cross + slots * slots;
    s.arms = s.factor + slots * slots;
    s.weights = s.arms + slots * d;
    s.goal = s.weights + slots;
    s.forward = s.goal + slots;
    s.gain = s.forward + slots;
    s.wall = s.gain + n;
    s.rest = s.wall + n;
    s.support = (long *)(s.rest + d);
    for (long p = 0; p < problems; p++) {
        s.points = gram ? points : points + p * n * d;
        s.target = targets + p * d;
        s.linear = gram ? linear + p * n : 0;
        solve(&s, allowed + p * n, weights + p * n);
    }
    free(memory);
    return 0;
}
