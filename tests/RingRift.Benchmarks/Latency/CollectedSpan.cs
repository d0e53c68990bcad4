namespace RingRift.Benchmarks.Latency;

/// <summary>A span as another process sent it.</summary>
/// <param name="Id">Its id, hexadecimal.</param>
/// <param name="ParentId">Id of the span it is part of; empty for none.</param>
/// <param name="Start">When it began, in nanoseconds of Unix time.</param>
/// <param name="End">When it ended, in nanoseconds of Unix time.</param>
/// <param name="Tags">Tags that are texts.</param>
/// <param name="Events">What happened within it, with nanoseconds of Unix time; the last of a name counts.</param>
internal sealed record CollectedSpan(
    string Id, string ParentId, long Start, long End, IReadOnlyDictionary<string, string> Tags, IReadOnlyDictionary<string, long> Events);
