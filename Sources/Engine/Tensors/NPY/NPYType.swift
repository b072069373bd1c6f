/// What one entry of a `.npy` file is. The raw value is NumPy's name for it.
public enum NPYType: String, Sendable, CaseIterable {
  case float32 = "<f4"
  /// Rounded to float32 when it is read.
  case float64 = "<f8"
  /// Read as 1 and 0.
  case bool = "|b1"

  var byteCount: Int {
    switch self {
    case .float32: 4
    case .float64: 8
    case .bool: 1
    }
  }
}
