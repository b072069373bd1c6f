/// All labs, in the order in which the learner sees them. A new lab is one line here.
public enum LabRegistry {
  public static let all: [any Lab] = [
    HeatmapLab(),
    PaddingMaskLab(),
    ScalingLab(),
    SelfCrossLab(),
    TiedQKVLab(),
    AdditiveDotLab(),
    MasksLab(),
    HeadsLab(),
    QueryGroupsLab(),
    OnlineSoftmaxLab(),
    FlashLab(),
    DecodingLab(),
    ComplexityLab(),
    DenseLab(),
    MemoryHierarchyLab(),
    Seq2SeqLab(),
    RNNLab(),
  ]
}
