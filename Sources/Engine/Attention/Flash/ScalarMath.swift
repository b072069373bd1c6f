#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

func exponential(_ x: Float) -> Float { expf(x) }

func naturalLogarithm(_ x: Float) -> Float { logf(x) }
