using RingRift.Learning.SelfPlay;

namespace RingRift.GpuWorker.Jobs;

/// <summary>
/// Games of a job as they finish. Only the unbroken beginning of each range is handed out for checkpoints, so that what is missing after a
/// crash is again a few ranges. Safe for concurrent use.
/// </summary>
internal sealed class FinishedGames
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, GameRecord> _games = [];
    private readonly HashSet<int> _stored = [];
    private long _plies;

    /// <summary>Games so far.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _games.Count;
            }
        }
    }

    /// <summary>Games in stored parts.</summary>
    public int Stored
    {
        get
        {
            lock (_lock)
            {
                return _stored.Count;
            }
        }
    }

    /// <summary>Plies of the games added since the start of this attempt.</summary>
    public long Plies => Interlocked.Read(ref _plies);

    /// <summary>Numbers of the games.</summary>
    public IReadOnlySet<int> Numbers
    {
        get
        {
            lock (_lock)
            {
                return _games.Keys.ToHashSet();
            }
        }
    }

    /// <summary>All games in order of their numbers.</summary>
    public IReadOnlyList<GameRecord> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _games.Values];
            }
        }
    }

    public void Add(GameRecord game)
    {
        lock (_lock)
        {
            _games[game.Game] = game;
        }

        Interlocked.Add(ref _plies, game.Moves.Length == 0 ? 0 : game.Moves.Count(c => c == ' ') + 1);
    }

    /// <summary>Adds games that an earlier attempt stored.</summary>
    public void AddStored(IEnumerable<GameRecord> games)
    {
        lock (_lock)
        {
            foreach (var game in games)
            {
                _games[game.Game] = game;
                _stored.Add(game.Game);
            }
        }
    }

    /// <summary>Games not yet stored that follow their range's beginning without a gap.</summary>
    public IReadOnlyList<GameRecord> Unstored(IReadOnlyList<GameRange> ranges)
    {
        lock (_lock)
        {
            return [.. ranges.SelectMany(range => Enumerable.Range(range.First, range.Count).TakeWhile(_games.ContainsKey))
                .Where(game => !_stored.Contains(game)).Select(game => _games[game])];
        }
    }

    public void MarkStored(IEnumerable<GameRecord> games)
    {
        lock (_lock)
        {
            _stored.UnionWith(games.Select(game => game.Game));
        }
    }
}
