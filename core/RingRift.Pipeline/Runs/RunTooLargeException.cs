namespace RingRift.Pipeline.Runs;

/// <summary>The settings make a run of a config too large to go on.</summary>
/// <param name="reason">Setting, value and bound.</param>
public sealed class RunTooLargeException(string reason) : Exception(reason);
