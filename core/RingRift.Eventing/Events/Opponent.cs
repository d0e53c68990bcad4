using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Records;

namespace RingRift.Eventing.Events;

/// <summary>Who an evaluated network meets.</summary>
/// <param name="Name">Stable name for tables: <c>champion</c>, <c>random</c>, <c>heuristic</c>, <c>uct-200</c> or <c>past-1c09be77a3d2</c>.</param>
/// <param name="Model">The network, when the opponent is one.</param>
public sealed record Opponent(string Name, ArtifactRef? Model = null) : StoredRecord;
