#!/usr/bin/env python3
"""Prints RandomGolden.swift: xoshiro256++ and SplitMix64, after the C of prng.di.unimi.it."""
M = (1 << 64) - 1


def split_mix(state):
    while True:
        state = (state + 0x9E3779B97F4A7C15) & M
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & M
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & M
        yield z ^ (z >> 31)


def rotl(x, k):
    return ((x << k) | (x >> (64 - k))) & M


def xoshiro(s):
    while True:
        yield (rotl((s[0] + s[3]) & M, 23) + s[0]) & M
        t = (s[1] << 17) & M
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)


def numbers(seed, stream, count):
    words = split_mix(next(split_mix(seed)) ^ (stream * 0xD1342543DE82EF95 & M))
    source = xoshiro([next(words) for _ in range(4)])
    return [next(source) for _ in range(count)]


print("// Written by Tests/Goldens/random.py.")
print("struct RandomGolden: Sendable {")
print("  var seed: UInt64\n  var stream: UInt64\n  var values: [UInt64]\n")
print("  static let all = [")
for seed, stream in [(0, 0), (1, 0), (1, 7), (M, 3)]:
    values = ",\n        ".join(f"0x{x:016x}" for x in numbers(seed, stream, 4))
    print(f"    RandomGolden(\n      seed: {seed}, stream: {stream},\n      values: [\n        {values},\n      ]),")
print("  ]\n}")
