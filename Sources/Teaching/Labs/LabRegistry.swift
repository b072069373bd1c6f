/// All labs, in the order in which the learner sees them. A new lab is one line here.
public enum LabRegistry {
  public static let all: [any Lab] = [
    HeatmapLab(),
    SelfCrossLab(),
    TiedQKVLab(),
    PaddingMaskLab(),
    ScalingLab(),
    AdditiveDotLab(),
    MasksLab(),
    HeadsLab(),
    QueryGroupsLab(),
    OnlineSoftmaxLab(),
    FlashLab(),
  ]
}
