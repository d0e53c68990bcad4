using RingRift.Eventing.Artifacts;
using RingRift.Learning.Ratings;

namespace RingRift.Pipeline.Champions.Regression;

/// <summary>How a champion compares with an earlier one, by the opponents both have met.</summary>
/// <param name="Baseline">The earlier champion.</param>
/// <param name="Drop">How much weaker the champion is, with the interval asked for, in Elo; negative when it is stronger.</param>
/// <param name="Opponents">Opponents both have met.</param>
/// <param name="Evidence">Newest iteration whose games the comparison rests on.</param>
public sealed record RegressionFinding(ArtifactRef Baseline, EloInterval Drop, int Opponents, int Evidence);
