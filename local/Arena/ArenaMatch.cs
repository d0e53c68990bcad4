using RingRift.Learning.Matches;
using RingRift.Learning.Players;
using RingRift.Learning.Ratings;

namespace RingRift.Local.Arena;

/// <summary>
/// Plays a match on some threads. Pairs count in their order, whichever is finished first, and the test looks after each: which pairs count
/// does not depend on the threads.
/// </summary>
/// <param name="options">How the players meet.</param>
/// <param name="counted">Told every pair that counts, in order, with all that count so far; not called by two threads at once.</param>
internal sealed class ArenaMatch(ArenaOptions options, Action<PairResult, IReadOnlyList<PairResult>> counted)
{
    /// <summary>Pairs that are handed out together, so that networks share batches.</summary>
    private const int BlockPairs = 16;

    private readonly Lock _gate = new();
    private readonly PairResult?[] _finished = new PairResult?[options.Pairs];
    private readonly List<PairResult> _counted = [];
    private int _next;
    private bool _isDecided;

    /// <summary>Plays until all pairs are played, or the test has decided.</summary>
    /// <param name="players">Players A and B of each thread.</param>
    /// <param name="cancellationToken">Stops between two moves.</param>
    /// <returns>The pairs that count; at least one.</returns>
    /// <exception cref="OperationCanceledException">The match was stopped.</exception>
    public async Task<IReadOnlyList<PairResult>> PlayAsync(
        IReadOnlyList<(IPlayer A, IPlayer B)> players, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var threads = players
            .Select(pair => Task.Factory.StartNew(
                () => PlayBlocks(pair.A, pair.B, ending), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToList();
        await Task.WhenAll(threads).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return _counted;
    }

    private void PlayBlocks(IPlayer a, IPlayer b, CancellationTokenSource ending)
    {
        try
        {
            for (var first = Take(); first < options.Pairs; first = Take())
            {
                var block = options.Block(first, Math.Min(BlockPairs, options.Pairs - first));
                MatchRunner.PlayPairs(block, a, b, pair => Note(pair, ending), ending.Token);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The test has decided, another thread has failed, or somebody stops the match.
        }
        catch
        {
            ending.Cancel();
            throw;
        }
    }

    private int Take() => Interlocked.Add(ref _next, BlockPairs) - BlockPairs;

    private void Note(PairResult pair, CancellationTokenSource ending)
    {
        lock (_gate)
        {
            _finished[pair.Pair] = pair;
            while (!_isDecided && _counted.Count < options.Pairs && _finished[_counted.Count] is { } next)
            {
                _counted.Add(next);
                counted(next, _counted);
                _isDecided = !options.IsFull && IsDecided();
            }
        }

        if (_isDecided)
        {
            ending.Cancel();
        }
    }

    private bool IsDecided() =>
        SequentialTest.Judge(options.Test, options.Config.Players, _counted.Select(pair => pair.Score)).Verdict
        != SequentialVerdict.Undecided;
}
