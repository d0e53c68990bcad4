namespace RingRift.Pipeline.Operations.Retention;

/// <summary>What retention would delete of one kind.</summary>
/// <param name="Kind"><c>inbox</c>, <c>jobs</c>, <c>progress</c>, or a kind of artifact.</param>
/// <param name="Before">Only what is older than this (UTC).</param>
/// <param name="Count">Rows, jobs or files.</param>
/// <param name="Bytes">Bytes of the files; 0 for rows and jobs.</param>
/// <param name="Names">The first of them by name: aggregates, jobs, hashes.</param>
public sealed record RetentionItem(string Kind, DateTimeOffset Before, int Count, long Bytes, IReadOnlyList<string> Names);
