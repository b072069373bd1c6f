#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A number with five significant digits, for sentences.
func brief(_ value: Double) -> String {
  guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
  if value == value.rounded(), value.magnitude < 1e15 { return "\(Int(value))" }
  let exponent = log10(value.magnitude).rounded(.down)
  let decimals = 4 - exponent
  guard decimals.magnitude < 300 else { return "\(value)" }
  // Dividing by a power of ten gives the shortest decimal; multiplying by its inverse does not.
  let rounded =
    decimals >= 0
    ? (value * pow(10, decimals)).rounded() / pow(10, decimals)
    : (value / pow(10, -decimals)).rounded() * pow(10, -decimals)
  return rounded == rounded.rounded() && rounded.magnitude < 1e15 ? "\(Int(rounded))" : "\(rounded)"
}
