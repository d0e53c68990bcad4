using RingRift.Eventing.Events;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Operations.Stalls;

/// <summary>The progress of a config as last seen.</summary>
/// <param name="Config">Config name.</param>
/// <param name="Iteration">Iteration.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Mark">Names the progress; any change of it is progress.</param>
/// <param name="Since">When the mark was first seen (UTC).</param>
/// <param name="MayStand">Whether nothing needs to move: the run is over, or held on purpose.</param>
/// <param name="Stalled">Whether the stall was told.</param>
public sealed record ProgressState(
    string Config, int Iteration, IterationStage Stage, string Mark, DateTimeOffset Since, bool MayStand, bool Stalled = false) : StoredRecord;
