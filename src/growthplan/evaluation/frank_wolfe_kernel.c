/* Frank and Wolfe's steps on the simplex, as frank_wolfe.py takes them; there the words and where
   they come from, here the speed. Plain C99 without a library and without fused or reordered sums,
   as simplex_kernel.c. */

#include <math.h>
#include <stdlib.h>

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

/* Interface of this file; frank_wolfe_compiled.py uses no other. */
PUBLIC long frank_wolfe_kernel_version(void) { return 1; }

/* Four chains of sums side by side. */
WIDE static double dot(const double *a, const double *b, long size) {
    double lane[4] = {0.0, 0.0, 0.0, 0.0}, rest = 0.0;
    long i = 0;
    for (; i + 4 <= size; i += 4)
        for (int k = 0; k < 4; k++) lane[k] += a[i + k] * b[i + k];
    for (; i < size; i++) rest += a[i] * b[i];
    return (lane[0] + lane[1]) + (lane[2] + lane[3]) + rest;
}

/* Slope at the weights, and the place of its least value. */
WIDE static long steepest(long n, const double *restrict product, const double *restrict linear,
                          const double *restrict weights, double eta, double *restrict slope) {
    long corner = 0;
    for (long j = 0; j < n; j++) slope[j] = product[j] - linear[j] + eta * weights[j];
    for (long j = 1; j < n; j++)
        if (slope[j] < slope[corner]) corner = j;
    return corner;
}

/* The way to a corner, of weights and of their product with `gram`, whose row is `at`. */
WIDE static void aim(long n, long corner, const double *restrict at, const double *restrict weights,
                     const double *restrict product, double *restrict move,
                     double *restrict reached) {
    for (long j = 0; j < n; j++) move[j] = -weights[j];
    move[corner] += 1.0;
    for (long j = 0; j < n; j++) reached[j] = at[j] - product[j];
}

WIDE static void go(long n, double step, const double *restrict move, double *restrict from) {
    for (long j = 0; j < n; j++) from[j] += step * move[j];
}

/* At most `most` steps from `weights` [n], which come out, until one gains no more than `least`.
   `gram` [n, n] and `linear` [n] are products of columns with columns and with the target, whose
   own is `squares`. Gives 0, or 1 when there is no memory. */
PUBLIC int frank_wolfe_steps(long n, const double *gram, const double *linear, double squares,
                             double eta, double least, long most, double *weights) {
    double *product = malloc((size_t)4 * n * sizeof(double)), value = HUGE_VAL;
    if (!product) return 1;
    double *slope = product + n, *move = slope + n, *reached = move + n;
    for (long j = 0; j < n; j++) product[j] = dot(gram + j * n, weights, n);
    for (long k = 0; k < most; k++) {
        long corner = steepest(n, product, linear, weights, eta, slope);
        aim(n, corner, gram + corner * n, weights, product, move, reached);
        double curve = dot(move, reached, n) + eta * dot(move, move, n);
        if (!(curve > 0)) break;
        double step = -dot(slope, move, n) / curve, before = value;
        step = step > 1.0 ? 1.0 : step > 0.0 ? step : 0.0;
        go(n, step, move, weights);
        go(n, step, reached, product);
        value = dot(weights, product, n) - 2 * dot(linear, weights, n) + squares
            + eta * dot(weights, weights, n);
        if (!(before - value > least)) break;
    }
    free(product);
    return 0;
}
