namespace RingRift.Emulators.EventGrid.Subscriptions;

/// <summary>The emulator's topics, who subscribes to them and how true to the service's timing it is.</summary>
public sealed record EventGridEmulatorOptions
{
    /// <summary>Port on 127.0.0.1; 0 (the default) takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The access key publishers send in <c>aeg-sas-key</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Names of the topics.</summary>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>Who gets which events.</summary>
    public IReadOnlyList<EventSubscription> Subscriptions { get; init; } = [];

    /// <summary>
    /// Where accepted events are kept until they are delivered, so that they survive the emulator's death; null (the default) keeps
    /// them in memory only.
    /// </summary>
    public string? JournalFolder { get; init; }

    /// <summary>
    /// Multiplies every wait of the retry schedule; 1 (the default) is the service's, 0.01 retries after 0.1 s. Time to live stays.
    /// </summary>
    public double RetryTimeScale { get; init; } = 1;

    /// <summary>Waits grow by a random part of up to this share. Default: 0.1.</summary>
    public double RetryJitter { get; init; } = 0.1;

    /// <summary>How many events one subscription has on the way at once. Default: 16.</summary>
    public int MaxParallelDeliveries { get; init; } = 16;

    /// <summary>How long a webhook or a storage queue may take to answer. Default: 30 s, as in the service.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Pause between handshakes with a webhook that is not up yet. Default: one second.</summary>
    public TimeSpan HandshakeInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Duplicates and disorder to inject.</summary>
    public EventChaos Chaos { get; init; } = new();

    /// <summary>Seed of jitter and chaos. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Checks every value against the service's rules.</summary>
    /// <exception cref="ArgumentException">The first value that breaks a rule, and the rule.</exception>
    internal void Validate() => EventGridEmulatorOptionsValidator.Validate(this);
}

/// <summary>
/// Disorder that the service may show and seldom does. Off by default; drawn from <see cref="EventGridEmulatorOptions.Seed"/>.
/// </summary>
/// <param name="DuplicateRate">Share of delivered events that are delivered once more, 0 to 1.</param>
/// <param name="ShuffleWindow">Each first delivery is held back for a random part of this, so that events overtake each other.</param>
public sealed record EventChaos(double DuplicateRate = 0, TimeSpan ShuffleWindow = default);
