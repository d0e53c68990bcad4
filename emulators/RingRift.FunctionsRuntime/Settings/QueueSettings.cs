namespace RingRift.FunctionsRuntime.Settings;

/// <summary><c>extensions.queues</c> of host.json. Defaults and bounds are the platform's.</summary>
public sealed record QueueSettings
{
    /// <summary>Messages taken at once, 1 to 32.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>More are taken once no more than this many run. At most <see cref="BatchSize"/> plus this many run at a time.</summary>
    public int NewBatchThreshold { get; init; } = 8;

    /// <summary>How long a message stays hidden after its function failed.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.Zero;

    /// <summary>Longest wait between two looks at an empty queue.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Tries before a message moves to the poison queue.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>Whether bodies are Base64 (the default) or plain text.</summary>
    public bool IsBase64 { get; init; } = true;
}
