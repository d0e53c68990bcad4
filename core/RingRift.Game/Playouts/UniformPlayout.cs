namespace RingRift.Game.Playouts;

/// <summary>Plays uniformly random games on one thread with the full legal list at every ply; the engine's yardstick.</summary>
public static class UniformPlayout
{
    /// <summary>Plays for a while and counts.</summary>
    /// <param name="config">The configuration, with its default rules.</param>
    /// <param name="duration">How long to play, a warm-up of a quarter of it not counted.</param>
    /// <param name="seed">Seed of the moves chosen.</param>
    /// <param name="clock">The clock to measure by.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public static PlayoutRates Measure(
        GameConfig config, TimeSpan duration, ulong seed, TimeProvider clock, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();
}
