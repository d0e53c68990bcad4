using RingRift.Pipeline.Runs;

namespace RingRift.Local.Progress;

/// <summary>One moment of a run, for a view.</summary>
/// <param name="Elapsed">Since the command began.</param>
/// <param name="Left">Until it ends; null when it runs until stopped.</param>
/// <param name="Preparing">What is being started; null once the run is under way.</param>
/// <param name="Status">Where the run stands; null before the functions answered.</param>
/// <param name="Notes">What people should know besides: where the page is, and what befell processes, for example a restart.</param>
internal sealed record RunFrame(TimeSpan Elapsed, TimeSpan? Left, string? Preparing, RunStatus? Status, IReadOnlyList<string> Notes);
