namespace RingRift.Learning.Players;

/// <summary>
/// What <see cref="HeuristicEvaluation"/> counts, in eliminated rings of a game with 18 to eliminate. The values are the best of some twenty tried by random change in
/// hex8_2p matches against search with 48 rollouts.
/// </summary>
public sealed record HeuristicWeights
{
    /// <summary>An eliminated ring credited to the seat, scaled to a threshold of 18.</summary>
    public float Eliminated { get; init; } = 1f;

    /// <summary>All the territory that wins; a part of it counts as that part.</summary>
    public float Territory { get; init; } = 22f;

    /// <summary>A marker of the seat: a line, a border or an elimination to come.</summary>
    public float Marker { get; init; } = 0.65f;

    /// <summary>A stack that the seat controls.</summary>
    public float Stack { get; init; } = 0.55f;

    /// <summary>A ring in a cap of the seat.</summary>
    public float CapRing { get; init; } = 0.05f;

    /// <summary>A ring of the seat under another cap.</summary>
    public float Buried { get; init; } = -0.2f;

    /// <summary>A stack of the seat that an opponent could capture from where it stands.</summary>
    public float Threatened { get; init; } = -0.7f;

    /// <summary>A pair of the seat's markers next to each other on a line axis.</summary>
    public float MarkerPair { get; init; } = 0.15f;
}
