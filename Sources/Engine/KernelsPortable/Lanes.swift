// The same source serves three instruction sets. Swift never contracts a·b + c by itself, and asking
// for a fused one where the processor has none calls a function for each number.

typealias Lanes = SIMD16<Float>

/// c + ab, in one rounding where the target has the instruction.
@inline(__always)
func fma(_ c: Lanes, _ a: Lanes, _ b: Lanes) -> Lanes {
  #if HAS_FMA || arch(arm64)
    c.addingProduct(a, b)
  #else
    c + a * b
  #endif
}

@inline(__always)
func load(_ source: UnsafePointer<Float>) -> Lanes {
  UnsafeRawPointer(source).loadUnaligned(as: Lanes.self)
}

@inline(__always)
func store(_ lanes: Lanes, to target: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(target).storeBytes(of: lanes, as: Lanes.self)
}
