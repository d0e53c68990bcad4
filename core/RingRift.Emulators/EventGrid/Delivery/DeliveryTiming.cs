namespace RingRift.Emulators.EventGrid.Delivery;

/// <summary>The random and scaled side of timing, drawn from one seed.</summary>
internal sealed class DeliveryTiming(EventGridEmulatorOptions options)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(options.Seed);

    /// <summary>A wait of the schedule as it is waited here.</summary>
    public TimeSpan Scale(TimeSpan wait) => wait * options.RetryTimeScale * (1 + (options.RetryJitter * Next()));

    /// <summary>How long a first delivery is held back.</summary>
    public TimeSpan HoldBack() => options.Chaos.ShuffleWindow == TimeSpan.Zero ? TimeSpan.Zero : options.Chaos.ShuffleWindow * Next();

    /// <summary>Whether a delivered event is delivered once more.</summary>
    public bool Duplicates() => options.Chaos.DuplicateRate > 0 && Next() < options.Chaos.DuplicateRate;

    private double Next()
    {
        lock (_lock)
        {
            return _random.NextDouble();
        }
    }
}
