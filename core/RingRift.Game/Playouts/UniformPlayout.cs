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

        /// <summary>SplitMix64, scaled to the range by its high bits.</summary>
        private int Choose(int count)
        {
            var z = _random = unchecked(_random + 0x9E3779B97F4A7C15);
            z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
            z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
            return (int)Math.BigMul(z ^ (z >> 31), (ulong)count, out _);
        }
    }
}
