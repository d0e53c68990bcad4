using RingRift.Learning.Inference;

namespace RingRift.Learning.SelfPlay;

/// <summary>
/// Plays the games of a job on the calling thread, many in lockstep so that each evaluation serves one leaf of every game. Batching over
/// games instead of inside a tree keeps each search sequential, and so as strong as it can be (KataGo, AlphaZero.jl).
/// </summary>
public sealed class SelfPlayRunner
{
    private readonly SelfPlayOptions _options;
    private readonly ILeafEvaluator _evaluator;
    private readonly Leaf[] _leaves;

    /// <summary>A runner of one job.</summary>
    /// <param name="options">The job.</param>
    /// <param name="evaluator">The model; stays the caller's to dispose.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range.</exception>
    public SelfPlayRunner(SelfPlayOptions options, ILeafEvaluator evaluator)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(evaluator);
        options.Validate();
        _options = options;
        _evaluator = evaluator;
        _leaves = new Leaf[Math.Min(options.ConcurrentGames, options.Games - options.FirstGame)];
    }

    /// <summary>Plays all games.</summary>
    /// <param name="finished">Told every finished game, in the order in which they finish.</param>
    /// <param name="cancellationToken">
    /// Stops between two batches; games in progress are dropped and can be played again from their number.
    /// </param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public void Run(Action<GameRecord> finished, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(finished);
        var next = _options.FirstGame;
        var games = new List<SelfPlayGame>(_leaves.Length);
        for (var i = 0; i < _leaves.Length; i++)
        {
            games.Add(new SelfPlayGame(_options));
            games[i].Start(next++);
        }

        while (games.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = games.Count - 1; i >= 0; i--)
            {
                next = PlayOn(games, i, next, finished);
            }

            EvaluateAll(games);
        }
    }

    /// <summary>Brings one slot to its next leaf, through as many games as it takes; drops the slot when no game is left for it.</summary>
    private int PlayOn(List<SelfPlayGame> games, int slot, int next, Action<GameRecord> finished)
    {
        while (!games[slot].NextLeaf())
        {
            finished(games[slot].ToRecord(_evaluator.ModelId));
            if (next == _options.Games)
            {
                games.RemoveAt(slot);
                return next;
            }

            games[slot].Start(next++);
        }

        return next;
    }

    private void EvaluateAll(List<SelfPlayGame> games)
    {
        for (var i = 0; i < games.Count; i++)
        {
            _leaves[i] = games[i].Leaf;
        }

        _evaluator.Evaluate(_leaves.AsSpan(0, games.Count));
        foreach (var game in games)
        {
            game.Accept();
        }
    }
}
