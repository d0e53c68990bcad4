using RingRift.Eventing.Events;
using RingRift.Eventing.Records;
using RingRift.Game;
using RingRift.Learning.Ratings;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Runs;

/// <summary>Everything about a run that a live view shows; also the HTTP answer, as JSON.</summary>
public sealed record RunStatus
{
    /// <summary>Config name.</summary>
    public required string Config { get; init; }

    /// <summary>When this was read (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Newest iteration; 0 before the first.</summary>
    public required int Iteration { get; init; }

    /// <summary>Who plays, and what it waits for.</summary>
    public required SelfPlayLane SelfPlay { get; init; }

    /// <summary>What is trained, or when the next training is due.</summary>
    public required TrainingLane Training { get; init; }

    /// <summary>Who is measured.</summary>
    public required EvaluationLane Evaluation { get; init; }

    /// <summary>Why the run is over: no further iteration begins, and none is open. Null while it goes on.</summary>
    public string? Stopped { get; init; }

    /// <summary>Whether the run stopped because too many iterations in a row failed; starting it again is the way out (K20).</summary>
    public bool StoppedByFailures { get; init; }

    /// <summary>Promotions so far.</summary>
    public required int Promotions { get; init; }

    /// <summary>The champion; null before the first promotion.</summary>
    public ChampionStatus? Champion { get; init; }

    /// <summary>The iterations that are open, ever had a candidate, or failed, oldest first; all others only had games.</summary>
    public required IReadOnlyList<IterationStatus> Iterations { get; init; }

    /// <summary>Newest heartbeat of each job of the open iterations.</summary>
    public required IReadOnlyList<JobProgress> Jobs { get; init; }

    /// <summary>Records of the run that this version cannot read; the rest of this was read without them. Null when there are none.</summary>
    public IReadOnlyList<UnreadableRecord>? Unreadable { get; init; }
}

/// <summary>The champion as people see it.</summary>
/// <param name="Model">Model id: SHA-256 of the ONNX file.</param>
/// <param name="Generation">Changes of the champion so far, promotions and rollbacks.</param>
/// <param name="Iteration">Iteration that made it.</param>
/// <param name="Scores">Its results in the evaluation that promoted it.</param>
public sealed record ChampionStatus(string Model, int Generation, int Iteration, IReadOnlyList<OpponentStatus> Scores);

/// <summary>A result against one opponent, with its 95 % interval as score and as rating difference.</summary>
/// <param name="Opponent">Name of the opponent.</param>
/// <param name="Games">Games played.</param>
/// <param name="Wins">Games won.</param>
/// <param name="Draws">Games without a winner.</param>
/// <param name="Score">Mean score over pairs, 0 to 1.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end of its interval.</param>
/// <param name="Model">Model of the opponent, when it is a network.</param>
/// <param name="Elo">Rating difference; null where a score of 0 or 1 makes it infinite.</param>
/// <param name="EloLow">Lower end of its interval; null where infinite.</param>
/// <param name="EloHigh">Upper end of its interval; null where infinite.</param>
public sealed record OpponentStatus(
    string Opponent, int Games, int Wins, int Draws, double Score, double Low, double High,
    string? Model = null, double? Elo = null, double? EloLow = null, double? EloHigh = null)
{
    /// <summary>The status of a score.</summary>
    public static OpponentStatus Of(string config, OpponentScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        var elo = Learning.Ratings.Elo.OfInterval(new ScoreInterval(score.Score, score.Low, score.High), GameConfig.Parse(config).Players);
        return new OpponentStatus(
            score.Opponent.Name, score.Games, score.Wins, score.Draws, score.Score, score.Low, score.High,
            score.Opponent.Model?.Sha256, Finite(elo.Elo), Finite(elo.Low), Finite(elo.High));
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>Self-play as people see it.</summary>
/// <param name="Iterations">Iterations whose games are being played.</param>
/// <param name="Lanes">Iterations that may play at the same time.</param>
/// <param name="Games">Games whose rows joined the window so far.</param>
/// <param name="Rows">Rows so far.</param>
/// <param name="WaitsFor">What it waits for.</param>
public sealed record SelfPlayLane(IReadOnlyList<int> Iterations, int Lanes, long Games, long Rows, string WaitsFor)
{
    /// <summary>Network that the next iteration plays with; null for rollouts.</summary>
    public string? Model { get; init; }

    /// <summary>Iteration that made it; null for rollouts.</summary>
    public int? ModelIteration { get; init; }
}

/// <summary>Training as people see it.</summary>
/// <param name="Trainings">Trainings so far, one that runs included.</param>
/// <param name="NewRows">Rows since the newest training was asked for.</param>
/// <param name="Due">New rows that make the next one due.</param>
/// <param name="WaitsFor">What it waits for.</param>
public sealed record TrainingLane(int Trainings, long NewRows, long Due, string WaitsFor)
{
    /// <summary>Iteration whose rows made the running one due; null where none runs.</summary>
    public int? Iteration { get; init; }
}

/// <summary>Evaluation as people see it.</summary>
/// <param name="Iterations">Iterations whose candidates are playing matches.</param>
/// <param name="WaitsFor">What it waits for.</param>
public sealed record EvaluationLane(IReadOnlyList<int> Iterations, string WaitsFor)
{
    /// <summary>The one of them that is measured against the champion; null for none.</summary>
    public int? Measured { get; init; }
}
