using RingRift.Eventing.Events;

namespace RingRift.Pipeline.Runs;

/// <summary>Answer to a request to run: where the config stands now.</summary>
/// <param name="Config">Config name.</param>
/// <param name="Started">Whether this request began an iteration; false when the run was under way or is over.</param>
/// <param name="Iteration">Newest iteration.</param>
/// <param name="Stage">What it is at.</param>
/// <param name="WaitsFor">What it waits for, for people.</param>
public sealed record RunStarted(string Config, bool Started, int Iteration, IterationStage Stage, string WaitsFor);
