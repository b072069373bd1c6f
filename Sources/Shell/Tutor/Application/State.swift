import Canvas

/// Everything that a screen shows. `update` is the only place that changes it.
public struct State: Sendable {}
