namespace RingRift.Game.Playouts;

/// <summary>Plays uniformly random games on one thread with the full legal list at every ply; the engine's yardstick.</summary>
public static class UniformPlayout
{
    private const int PliesBetweenClockReads = 4096;

    /// <summary>Plays for a while and counts.</summary>
    /// <param name="config">The configuration, with its default rules.</param>
    /// <param name="duration">How long to play; a warm-up of a quarter of it comes before and is not counted.</param>
    /// <param name="seed">Seed of the moves chosen.</param>
    /// <param name="clock">The clock to measure by.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public static PlayoutRates Measure(
        GameConfig config, TimeSpan duration, ulong seed, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        var table = new Table(new GameState(GameRules.For(config)), seed);
        table.PlayFor(duration / 4, clock, cancellationToken);
        table.ResetCounts();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var elapsed = table.PlayFor(duration, clock, cancellationToken);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return new PlayoutRates(config, table.Games, table.Plies, table.Moves, elapsed, allocated);
    }

    private sealed class Table(GameState state, ulong seed)
    {
        // Longer than any list of the twelve configurations has been seen to be, so that the measurement meets no growth.
        private readonly MoveList _moves = new(8192);
        private ulong _random = seed;

        public int Games { get; private set; }

        public long Plies { get; private set; }

        public long Moves { get; private set; }

        public void ResetCounts() => (Games, Plies, Moves) = (0, 0, 0);

        public TimeSpan PlayFor(TimeSpan duration, TimeProvider clock, CancellationToken cancellationToken)
        {
            var start = clock.GetTimestamp();
            TimeSpan elapsed;
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                PlaySome();
                elapsed = clock.GetElapsedTime(start);
            }
            while (elapsed < duration);
            return elapsed;
        }

        private void PlaySome()
        {
            for (var ply = 0; ply < PliesBetweenClockReads; ply++)
            {
                state.LegalMoves(_moves);
                Moves += _moves.Count;
                state.PlayLegal(_moves.AsSpan()[Choose(_moves.Count)]);
                if (state.IsOver)
                {
                    state.Reset();
                    Games++;
                }
            }

            Plies += PliesBetweenClockReads;
        }

        /// <summary>Scaled to the range by the high bits.</summary>
        private int Choose(int count) => (int)Math.BigMul(SplitMix64.Next(ref _random), (ulong)count, out _);
    }
}

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
