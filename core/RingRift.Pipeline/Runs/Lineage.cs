using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Runs;

/// <summary>
/// Which games taught which networks, and which networks played which games, in both directions. The names are iterations: the games of one, and the network
/// that its rows made due.
/// </summary>
public sealed class Lineage
{
    private readonly Dictionary<int, LineageGames> _games;
    private readonly Dictionary<int, LineageNetwork> _networks;

    /// <summary>Puts it together.</summary>
    /// <param name="states">All iterations of a config.</param>
    /// <param name="champions">The history of its champions.</param>
    public Lineage(IReadOnlyList<IterationState> states, IReadOnlyList<Champion> champions)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(champions);
        var trained = states.Where(state => state.Training?.Model is not null).ToList();
        var models = trained.ToLookup(state => state.Training!.Model!.Sha256, state => state.Iteration);
        var checkpoints = trained.Where(state => state.Training!.Checkpoint is not null)
            .ToLookup(state => state.Training!.Checkpoint!.Sha256, state => state.Iteration);
        var generations = champions.ToLookup(champion => champion.Model.Sha256, champion => champion.Generation);
        _games = states.Where(state => state.Shards.Count > 0).ToDictionary(
            state => state.Iteration, state => LineageGames.Of(state, state.PlayedWith() is { } model ? First(models[model.Sha256]) : null));
        _networks = trained.ToDictionary(
            state => state.Iteration,
            state => LineageNetwork.Of(
                state,
                StartOf(state) is { } start ? First(checkpoints[start]) : null,
                [.. generations[state.Training!.Model!.Sha256]]));
        Networks = [.. _networks.Values.OrderBy(network => network.Training).ThenBy(network => network.Iteration)];
    }

    /// <summary>All games, oldest first.</summary>
    public IEnumerable<LineageGames> Games => _games.Values.OrderBy(games => games.Iteration);

    /// <summary>All networks, oldest first: by their trainings, since an iteration whose games are late may be trained after a later one.</summary>
    public IReadOnlyList<LineageNetwork> Networks { get; }

    /// <summary>The iteration that a name stands for: its number, or the beginning of the hash of a network, a checkpoint, games or rows of it.</summary>
    /// <returns>Every iteration that fits, ascending: none for an unknown name, several for one that is too short.</returns>
    public IReadOnlyList<int> Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return int.TryParse(name, out var number) && (_games.ContainsKey(number) || _networks.ContainsKey(number))
            ? [number]
            : [.. Hashes().Where(pair => pair.Hash.StartsWith(name, StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Iteration).Distinct().Order()];
    }

    /// <summary>The games of an iteration; null where none are stored.</summary>
    public LineageGames? GamesOf(int iteration) => _games.GetValueOrDefault(iteration);

    /// <summary>The network that an iteration made; null for none.</summary>
    public LineageNetwork? NetworkOf(int iteration) => _networks.GetValueOrDefault(iteration);

    /// <summary>The games that taught a network, oldest first; without those that are no longer stored.</summary>
    public IEnumerable<LineageGames> TaughtBy(LineageNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.Window.SelectMany(range => Enumerable.Range(range.From, range.To - range.From + 1)).Select(GamesOf).OfType<LineageGames>();
    }

    /// <summary>The networks that the games of an iteration taught, oldest first.</summary>
    public IEnumerable<LineageNetwork> Taught(int iteration) => Networks.Where(network => network.WasTaughtBy(iteration));

    /// <summary>A network and all that it came of, by the networks it went on from and those that played its games, newest first.</summary>
    public IEnumerable<LineageNetwork> Ancestors(LineageNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var found = new HashSet<int>();
        var open = new Stack<int>([network.Iteration]);
        while (open.TryPop(out var iteration))
        {
            if (NetworkOf(iteration) is { } one && found.Add(iteration))
            {
                TaughtBy(one).Select(games => games.PlayedBy).Append(one.Parent).OfType<int>().ToList().ForEach(open.Push);
            }
        }

        return Networks.Reverse().Where(network => found.Contains(network.Iteration));
    }

    /// <summary>The networks that came of the games of an iteration, directly or by networks that they taught, oldest first.</summary>
    public IEnumerable<LineageNetwork> Descendants(int iteration)
    {
        var found = Taught(iteration).Select(network => network.Iteration).ToHashSet();
        foreach (var network in Networks.Where(network => !found.Contains(network.Iteration)))
        {
            // A network comes of older ones only, so one pass finds them all.
            if (TaughtBy(network).Select(games => games.PlayedBy).Append(network.Parent).OfType<int>().Any(found.Contains))
            {
                found.Add(network.Iteration);
            }
        }

        return Networks.Where(network => found.Contains(network.Iteration));
    }

    private IEnumerable<(string Hash, int Iteration)> Hashes() =>
    [
        .. _games.Values.SelectMany(games => games.Hashes.Select(hash => (hash, games.Iteration))),
        .. _networks.Values.SelectMany(network => network.Hashes.Select(hash => (hash, network.Iteration))),
    ];

    private static string? StartOf(IterationState state) => (state.Training!.StartFrom ?? state.Plan.StartFrom)?.Sha256;

    private static int? First(IEnumerable<int> iterations) => iterations.Select(iteration => (int?)iteration).FirstOrDefault();
}

/// <summary>The games of an iteration.</summary>
/// <param name="Iteration">The iteration.</param>
/// <param name="PlayedBy">Iteration of the network that played them; null for rollouts.</param>
/// <param name="Games">Games kept, or played where they were not checked yet.</param>
/// <param name="Rows">Rows made of them.</param>
/// <param name="Hashes">SHA-256 of the files of games and rows.</param>
public sealed record LineageGames(int Iteration, int? PlayedBy, int Games, int Rows, IReadOnlyList<string> Hashes)
{
    /// <summary>Those of an iteration.</summary>
    public static LineageGames Of(IterationState state, int? playedBy)
    {
        ArgumentNullException.ThrowIfNull(state);
        var files = state.Export?.Files().ToList() ?? [];
        return new LineageGames(
            state.Iteration,
            playedBy,
            state.Sync?.Games ?? state.Shards.Sum(shard => shard.Games),
            files.Sum(file => file.Rows),
            [.. state.Shards.Select(shard => shard.Data.Sha256), .. files.Select(file => file.Artifact.Sha256)]);
    }
}

/// <summary>A network that was trained.</summary>
/// <param name="Iteration">Iteration whose rows made its training due.</param>
/// <param name="Training">Number of its training; 0 in a run whose iterations followed one another.</param>
/// <param name="Model">SHA-256 of the ONNX file.</param>
/// <param name="Parent">Iteration of the network it went on from; null for none.</param>
/// <param name="Rows">Rows in its window.</param>
/// <param name="Window">Iterations whose rows are in the window, ascending.</param>
/// <param name="Outcome">What became of it; null while it is measured.</param>
/// <param name="Generations">Generations in which it was champion, ascending.</param>
/// <param name="Hashes">SHA-256 of network and checkpoint.</param>
public sealed record LineageNetwork(
    int Iteration, int Training, string Model, int? Parent, int Rows, IReadOnlyList<IterationRange> Window, IterationOutcome? Outcome, IReadOnlyList<int> Generations,
    IReadOnlyList<string> Hashes)
{
    /// <summary>Whether rows of an iteration are in its window.</summary>
    public bool WasTaughtBy(int iteration) => Window.Any(range => range.Contains(iteration));

    /// <summary>That of an iteration which has one.</summary>
    public static LineageNetwork Of(IterationState state, int? parent, IReadOnlyList<int> generations)
    {
        ArgumentNullException.ThrowIfNull(state);
        var training = state.Training!;
        return new LineageNetwork(
            state.Iteration,
            training.Number,
            training.Model!.Sha256,
            parent,
            training.Rows,
            training.Window.Count > 0 ? training.Window : IterationRange.Of(state.Plan.Earlier.Select(file => file.Iteration).Append(state.Iteration)),
            state.Outcome,
            generations,
            [training.Model.Sha256, .. training.Checkpoint is { } checkpoint ? new[] { checkpoint.Sha256 } : []]);
    }
}
