import Figures

extension Double {
  /// What a memory holds: `192 KiB` where it is a round number of those, as chips have it, else `40 GB`.
  var asCapacity: String {
    let units = [(1_073_741_824.0, "GiB"), (1_048_576, "MiB"), (1024, "KiB")]
    guard let (unit, name) = units.first(where: { self >= $0.0 }),
      (self / unit * 4).rounded() * unit == self * 4
    else { return asBytes }
    return (self / unit).compact(4) + " " + name
  }

  /// Bytes that are moved: `8.91 MB`.
  var asBytes: String { scaled("B") }

  /// Bytes a second: `1.5 TB/s`.
  var asByteRate: String { scaled("B/s") }

  /// FLOPs a second: `312 TFLOP/s`.
  var asFLOPRate: String { scaled("FLOP/s") }

  private func scaled(_ name: String) -> String {
    let prefixes = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")]
    guard let (unit, prefix) = prefixes.first(where: { self >= $0.0 }) else {
      return compact(3) + " " + name
    }
    return (self / unit).compact(3) + " " + prefix + name
  }
}
