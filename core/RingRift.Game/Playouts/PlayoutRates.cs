namespace RingRift.Game.Playouts;

/// <summary>What a run of uniformly random games measured.</summary>
/// <param name="Config">The configuration played.</param>
/// <param name="Games">Finished games.</param>
/// <param name="Plies">Plies played, those of the unfinished last game included.</param>
/// <param name="Moves">Legal moves listed.</param>
/// <param name="Elapsed">Wall time.</param>
/// <param name="AllocatedBytes">Bytes allocated by the playing thread meanwhile.</param>
public sealed record PlayoutRates(GameConfig Config, int Games, long Plies, long Moves, TimeSpan Elapsed, long AllocatedBytes)
{
    /// <summary>Plies per second.</summary>
    public double PliesPerSecond => Plies / Elapsed.TotalSeconds;
}
