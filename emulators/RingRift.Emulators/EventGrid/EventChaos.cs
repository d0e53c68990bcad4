namespace RingRift.Emulators.EventGrid;

/// <summary>What the service may do and seldom does. Off by default; drawn from <see cref="EventGridEmulatorOptions.Seed"/>.</summary>
/// <param name="DuplicateRate">Share of delivered events that are delivered once more, 0 to 1.</param>
/// <param name="ShuffleWindow">Each first delivery is held back for a random part of this, so that events overtake each other.</param>
public sealed record EventChaos(double DuplicateRate = 0, TimeSpan ShuffleWindow = default);
