"""Random formulas as SymPy 1.14 prints them, plain and in LaTeX, with their values at one point.

    python3 -P Tests/Goldens/formulas.py > Tests/Goldens/formulas.tsv      (-P: not this folder's modules)

A line: the plain text, the LaTeX, the value at x = 1.37, m = -0.82, d_k = 2.5 (17 digits).
"""

import random

import sympy as s

x, m = s.symbols("x m", real=True)
d = s.Symbol("d_k", positive=True)
point = {x: s.Rational(137, 100), m: s.Rational(-82, 100), d: s.Rational(5, 2)}
draw = random.Random(6)


def leaf():
    return draw.choice([x, m, d, x, m, d, s.Integer(draw.randint(1, 9)), s.Rational(draw.randint(1, 9), draw.randint(2, 9)), s.E, s.pi])


def formula(depth):
    if depth == 0:
        return leaf()
    a = formula(depth - draw.randint(1, depth))
    b = formula(depth - draw.randint(1, depth))
    return draw.choice([
        lambda: a + b, lambda: a - b, lambda: a * b, lambda: a / b, lambda: -a, lambda: a * b + a,
        lambda: s.exp(a), lambda: s.log(1 + a**2), lambda: s.sqrt(1 + a**2), lambda: s.Abs(a),
        lambda: s.sin(a), lambda: s.cos(a) ** 2, lambda: s.tanh(a), lambda: s.Max(a, b),
        lambda: s.Min(a, b), lambda: a ** draw.randint(2, 3), lambda: (1 + a**2) ** s.Rational(1, 3),
        lambda: s.floor(a), lambda: s.exp(a - b),
    ])()


seen = set()
while len(seen) < 300:
    f = formula(draw.randint(1, 4))
    value = f.subs(point)
    if f in seen or f.free_symbols == set() or not value.is_real:
        continue
    value = s.N(value, 30)
    if not value.is_number or not 1e-6 < abs(value) < 1e6:
        continue
    # A sum that nearly cancels, or a step just beside a point, says more about rounding.
    near = s.N(f.subs({k: v * (1 + s.Rational(1, 10**12)) for k, v in point.items()}), 30)
    if abs(near - value) > 1e-9 * abs(value):
        continue
    seen.add(f)
    print(s.sstr(f), s.latex(f), s.N(value, 17), sep="\t")
