using RingRift.Emulators.Storage;

namespace RingRift.Local.Stack;

/// <summary>What a local stack is made of.</summary>
internal sealed record StackPlan
{
    /// <summary>Worker processes.</summary>
    public required int Workers { get; init; }

    /// <summary>Environment variables for functions and workers.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Functions that somebody else runs; null: the stack runs its own.</summary>
    public Uri? Functions { get; init; }

    /// <summary>Port of the Event Grid emulator; 0 for a free one.</summary>
    public int EventGridPort { get; init; }

    /// <summary>Access key of the topic; null for a random one.</summary>
    public string? EventGridKey { get; init; }

    /// <summary>Port of Azurite's blob service, those of queues and tables being the next two; null for free ones.</summary>
    public int? BlobPort { get; init; }

    /// <summary>Bytes that must be free in the folder.</summary>
    public long DiskReserve { get; init; } = DiskWatch.Reserve;

    /// <summary>Azurite with the ports of this plan.</summary>
    public AzuriteOptions Storage(string dataFolder) => BlobPort is { } blobs
        ? new AzuriteOptions { DataFolder = dataFolder, BlobPort = blobs, QueuePort = blobs + 1, TablePort = blobs + 2 }
        : new AzuriteOptions { DataFolder = dataFolder };
}
