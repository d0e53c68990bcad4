namespace RingRift.Eventing.Ingest;

/// <summary>The answer about one event of a request.</summary>
public sealed record IngestResult
{
    /// <summary>Its place in the request, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>What became of it.</summary>
    public required IngestStatus Status { get; init; }

    /// <summary>Id it has here; null for a refused one.</summary>
    public string? Id { get; init; }

    /// <summary>Its name as in <c>docs/events.md</c>; null for a refused one.</summary>
    public string? Type { get; init; }

    /// <summary>Where it is wrong, for example <c>data.config</c>; null for an accepted one.</summary>
    public string? Path { get; init; }

    /// <summary>What stands there; null for nothing.</summary>
    public string? Value { get; init; }

    /// <summary>What must stand there; null for an accepted one.</summary>
    public string? Rule { get; init; }
}
