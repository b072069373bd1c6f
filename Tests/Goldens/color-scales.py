"""Writes color-scales.tsv: viridis and cividis at 256 places, from matplotlib.

    pip install matplotlib && python3 color-scales.py > color-scales.tsv

Each line: name, index of 0...255, the colour in sRGB as hexadecimal.
"""
from matplotlib import colormaps

for name in ("viridis", "cividis"):
    for index in range(256):
        red, green, blue = (round(255 * part) for part in colormaps[name].colors[index])
        print(f"{name}\t{index}\t{red:02X}{green:02X}{blue:02X}")
