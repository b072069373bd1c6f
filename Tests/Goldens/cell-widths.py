#!/usr/bin/env python3
"""Writes Sources/Shell/Canvas/Text/CellWidthTables.swift from the wcwidth package (PyPI).

    pip install wcwidth && python3 Tests/Goldens/cell-widths.py > Sources/Shell/Canvas/Text/CellWidthTables.swift
"""
from wcwidth.table_wide import WIDE_EASTASIAN
from wcwidth.table_zero import ZERO_WIDTH


def table(name, comment, ranges):
    merged = []
    for low, high in ranges:
        if merged and low <= merged[-1][1] + 1:
            merged[-1][1] = max(high, merged[-1][1])
        else:
            merged.append([low, high])
    print(f"  /// {comment}")
    print(f"  static let {name}: [ClosedRange<UInt32>] = [")
    line = "   "
    for low, high in merged:
        item = f" 0x{low:04X}...0x{high:04X},"
        if len(line) + len(item) > 98:
            print(line)
            line = "   "
        line += item
    print(line)
    print("  ]")


(version, wide), = WIDE_EASTASIAN.items()
zero = [r for r in ZERO_WIDTH[version] if r[1] >= 0x300]
print(f"// Made by Tests/Goldens/cell-widths.py from Unicode {version}; not edited by hand.")
print("enum CellWidthTables {")
table("wide", "East Asian wide and full-width characters, emoji: two cells.", wide)
print()
table("zero", "Combining marks and format characters: no cell of their own.", zero)
print("}")
