internal import Glibc

/// The functions of the C library, for `Float`.
func logarithm(_ value: Float) -> Float { logf(value) }

func exponential(_ value: Float) -> Float { expf(value) }
