using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Progress;
using RingRift.Pipeline.Runs;

namespace RingRift.Local.Progress;

/// <summary>Words and figures that every view shows the same way.</summary>
internal static class RunText
{
    /// <summary>Score against an opponent with its interval, in per cent.</summary>
    public static string Score(OpponentStatus score) => $"{score.Score:P1} [{score.Low:P1}, {score.High:P1}]";

    /// <summary>Elo difference with its interval.</summary>
    public static string Elo(OpponentStatus score) => $"{Signed(score.Elo, score.Score)} [{Signed(score.EloLow, score.Low)}, {Signed(score.EloHigh, score.High)}]";

    /// <summary>A heartbeat in one line.</summary>
    public static string Job(JobProgress job, JobRates rates)
    {
        var speed = rates.PerSecond(job) is { } rate ? $", {rate:N1}/s" : string.Empty;
        var left = rates.Left(job) is { } time ? $", {Duration(time)} left" : string.Empty;
        var figures = string.Join(", ", job.Figures.OrderBy(figure => figure.Key, StringComparer.Ordinal).Select(figure => $"{figure.Key} {figure.Value:0.####}"));
        return $"{job.Stage} {job.Done}/{job.Total}{speed}{left}{(figures.Length > 0 ? $" ({figures})" : string.Empty)}";
    }

    /// <summary>Minutes and seconds, hours when there are any.</summary>
    public static string Duration(TimeSpan time) => time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time:mm\\:ss}" : $"{time:m\\:ss}";

    /// <summary>Jobs that are not done yet.</summary>
    public static IEnumerable<JobProgress> Running(RunStatus status) => status.Jobs.Where(job => job.Done < job.Total && BelongsTo(job, status.Stage));

    /// <summary>First digits of a model's id; "rollouts" for none.</summary>
    public static string Model(string? id) => id is null ? "rollouts" : id[..Math.Min(8, id.Length)];

    private static bool BelongsTo(JobProgress job, IterationStage stage) => stage switch
    {
        IterationStage.Selfplay => job.Stage == "selfplay",
        IterationStage.Training => job.Stage == "training",
        IterationStage.Evaluation => job.Stage == "match",
        _ => false,
    };

    private static string Signed(double? elo, double score) => elo is { } value ? $"{value:+0;-0;0}" : score > 0.5 ? "+inf" : "-inf";
}
