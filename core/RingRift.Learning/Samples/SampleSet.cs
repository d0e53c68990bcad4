namespace RingRift.Learning.Samples;

/// <summary>The arrays of a sample archive in memory. See <see cref="SampleArchive"/> for their meaning.</summary>
public sealed record SampleSet
{
    /// <summary>What the archive says about itself.</summary>
    public required SampleMeta Meta { get; init; }

    /// <summary>Number of samples, N.</summary>
    public required int Count { get; init; }

    /// <summary>uint8 [N, C, H, W].</summary>
    public required byte[] Planes { get; init; }

    /// <summary>float32 [C].</summary>
    public required float[] PlaneScale { get; init; }

    /// <summary>int32 [entries].</summary>
    public required int[] PolicyIndex { get; init; }

    /// <summary>float32 [entries].</summary>
    public required float[] PolicyWeight { get; init; }

    /// <summary>int64 [N + 1].</summary>
    public required long[] PolicyOffset { get; init; }

    /// <summary>float32 [N, players].</summary>
    public required float[] Value { get; init; }

    /// <summary>float32 [N, players].</summary>
    public required float[] Outcome { get; init; }

    /// <summary>bool [N].</summary>
    public required bool[] Symmetric { get; init; }

    /// <summary>int32 [N].</summary>
    public required int[] Game { get; init; }

    /// <summary>int32 [N].</summary>
    public required int[] Ply { get; init; }

    /// <summary>uint8 [N].</summary>
    public required byte[] Seat { get; init; }
}
