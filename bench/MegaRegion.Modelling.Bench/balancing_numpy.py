"""The balancing problem of BalancingBench as a plain numpy loop. Prints seconds, iterations and one cell of the result.

Run by BalancingBench with one thread; by hand: OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python3 balancing_numpy.py
"""
import sys
import time

try:
    import numpy as np
except ImportError:
    sys.exit(3)  # BalancingBench says how to get it.

N, BETA, REPEATS = 1741, 0.1, 3
i = np.arange(N)
x, y = 100 * (0.6180339887498949 * i % 1), 100 * (0.7548776662466927 * i % 1)
seed = np.exp(-BETA * np.hypot(x[:, None] - x, y[:, None] - y))
rows = 1000 * np.exp(np.sin(1 + 1.7 * i))
columns = 1000 * np.exp(np.cos(2 + 2.3 * i))
columns *= rows.sum() / columns.sum()

best = np.inf
for _ in range(REPEATS):
    start, b, passes = time.perf_counter(), np.ones(N), 0
    row_sums = seed @ b
    while True:
        a = rows / row_sums
        b = columns / (a @ seed)
        row_sums = seed @ b
        passes += 1
        if np.max(np.abs(a * row_sums / rows - 1)) <= 1e-9:
            break
    best = min(best, time.perf_counter() - start)
print(f"{best:.4f} {passes} {a[0] * seed[0, 0] * b[0]:.12g}")
