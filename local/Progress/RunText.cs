using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Runs;

namespace RingRift.Local.Progress;

/// <summary>Words and figures that every view shows the same way.</summary>
internal static class RunText
{
    /// <summary>Score against an opponent with its interval, in per cent.</summary>
    public static string Score(OpponentStatus score) => $"{score.Score:P1} [{score.Low:P1}, {score.High:P1}]";

    /// <summary>Elo difference with its interval.</summary>
    public static string Elo(OpponentStatus score) => $"{Signed(score.Elo, score.Score)} [{Signed(score.EloLow, score.Low)}, {Signed(score.EloHigh, score.High)}]";

    /// <summary>A heartbeat in one line: what is done, how fast, how well, and how long it still takes. All its figures are in the JSON.</summary>
    public static string Job(JobProgress job, JobRates rates)
    {
        var (name, unit) = job.Stage switch
        {
            "selfplay" => ("self-play", "games"),
            "training" => ("training", "steps"),
            "match" => ("match", "games"),
            _ => (job.Stage, "done"),
        };
        var left = rates.Left(job) ?? (Figure(job, "eta_seconds") is { } seconds ? TimeSpan.FromSeconds(Math.Min(seconds, JobRates.MostSeconds)) : null);
        IEnumerable<string?> parts =
        [
            $"{name} {job.Done} of {job.Total} {unit}",
            Figure(job, "rows_per_second") is { } rows ? $"{rows:N0} rows/s" : (rates.PerSecond(job) ?? Figure(job, "games_per_second")) is { } rate ? $"{rate:N1} {unit}/s" : null,
            Figure(job, "policy_loss") is { } policy ? $"policy loss {policy:0.000}" : null,
            Figure(job, "value_loss") is { } value ? $"value loss {value:0.000}" : null,
            job.Stage == "match" && job.Figures.TryGetValue("score", out var score) ? $"score {score:P0}" : null,
            left is { } time ? $"{Duration(time)} left" : null,
            job.Note,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    /// <summary>Minutes and seconds, hours when there are any.</summary>
    public static string Duration(TimeSpan time) => time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time:mm\\:ss}" : $"{time:m\\:ss}";

    /// <summary>Jobs that are not done yet.</summary>
    public static IEnumerable<JobProgress> Running(RunStatus status) => status.Jobs.Where(job => job.Done < job.Total);

    /// <summary>The three lanes, a line each: what there is, who works, and what it waits for.</summary>
    public static IEnumerable<string> Lanes(RunStatus status)
    {
        var (play, training, evaluation) = (status.SelfPlay, status.Training, status.Evaluation);
        yield return $"self-play   {play.Games:N0} games, {play.Rows:N0} rows; {Player(play)} plays; waits for {play.WaitsFor}";
        yield return $"training    {training.Trainings} so far, {training.NewRows:N0} of {training.Due:N0} new rows; waits for {training.WaitsFor}";
        yield return $"evaluation  champion {(status.Champion is { } champion ? $"generation {champion.Generation} {Model(champion.Model)}" : "none yet")}; waits for {evaluation.WaitsFor}";
    }

    /// <summary>First digits of a model's id; "rollouts" for none.</summary>
    public static string Model(string? id) => id is null ? "rollouts" : id[..Math.Min(8, id.Length)];

    // A figure that is not known yet is reported as 0 or less.
    private static double? Figure(JobProgress job, string name) => job.Figures.TryGetValue(name, out var value) && value > 0 ? value : null;

    private static string Player(SelfPlayLane lane) => lane.Model is null ? "a search with rollouts" : $"{Model(lane.Model)} of iteration {lane.ModelIteration}";

    private static string Signed(double? elo, double score) => elo is { } value ? $"{value:+0;-0;0}" : score > 0.5 ? "+inf" : "-inf";
}
