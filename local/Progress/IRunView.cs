using RingRift.Pipeline.Runs;

namespace RingRift.Local.Progress;

/// <summary>Shows a run while it goes on, and its report at the end.</summary>
internal interface IRunView
{
    /// <summary>Shows frames until there are no more.</summary>
    Task ShowAsync(IAsyncEnumerable<RunFrame> frames);

    /// <summary>Shows how the run ended; the status is null when it never began.</summary>
    /// <param name="status">The run.</param>
    /// <param name="repeated">How it compares with the run that it was to make again; null for a run of its own.</param>
    void Report(RunStatus? status, RepetitionResult? repeated);
}
